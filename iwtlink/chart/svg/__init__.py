"""A chart as an SVG drawing, made from its ``Display`` alone.

Text stays text (in the families of ``metrics.FONT_FAMILIES``, squeezed to its measured width
where a viewer lacks them), icons are symbols, photographs data URIs. Every item is one group of
its form, icon, words and badges with the id ``entity-<id>``; lines are ``link-<id>``.
"""

from iwtlink.chart.svg.document import chart_svg, no_picture

__all__ = ["chart_svg", "no_picture"]
