"""A chart as one self-contained HTML file that pans, zooms and searches without a network.

``document.chart_html`` puts the SVG drawing, its fonts and the script of
``resources/templates/chart`` together; nothing is fetched, and the page forbids it.
"""

from iwtlink.chart.html.document import chart_html

__all__ = ["chart_html"]
