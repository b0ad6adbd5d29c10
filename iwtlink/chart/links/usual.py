"""Colours and widths that links of a type have on a chart, before rules and what is set by hand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from iwtlink.chart.style import ChartStyle, colour_or, within
from iwtlink.store.charts.fitting import fitting
from iwtlink.store.charts.look import LinkLook
from iwtlink.store.charts.options import ChartOptions

LEAST_PX, MOST_PX = 0.5, 40.0
"""Limits of a line's width."""


@dataclass(frozen=True, slots=True)
class UsualPens:
    """By link type; types that are not in it are drawn as all links are."""

    colours: Mapping[str, int]
    widths: Mapping[str, float]


def usual_pens(options: ChartOptions, style: ChartStyle) -> UsualPens:
    """Give the style's pens of types, with those over them that the chart has of its own."""
    colours, widths = dict(style.colours.link_types), {}
    for name, data in options.link_type_looks.items():
        look = LinkLook(**fitting(LinkLook, data))
        shade = colour_or(look.colour)
        if shade and not style.is_mono:
            colours[name] = shade
        if look.width is not None:
            widths[name] = within(look.width, LEAST_PX, MOST_PX, style.link_width_px)
    return UsualPens(colours, widths)
