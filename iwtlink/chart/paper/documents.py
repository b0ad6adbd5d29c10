"""A chart as a text file: SVG or HTML, both made without Qt."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from iwtlink.chart.display import Display
from iwtlink.chart.html import chart_html
from iwtlink.chart.svg import chart_svg, no_picture
from iwtlink.chart.svg.document import Picture
from iwtlink.writing import write_whole

ENDINGS = (".svg", ".png", ".pdf", ".html")
"""Of the files a chart can be written to."""
TEXT_ENDINGS = (".svg", ".html")


def write_text(
    display: Display,
    target: Path,
    *,
    kinds: Mapping[int, str] | None = None,
    picture: Picture = no_picture,
    marking: str = "",
    date: str = "",
) -> None:
    """Write a chart as HTML or SVG, as the ending of ``target`` says.

    ``kinds`` are the entity types in words by entity id. ``BadInput`` where it cannot be written.
    """
    if target.suffix.lower() == ".html":
        text = chart_html(display, kinds=kinds, picture=picture, marking=marking, date=date)
    else:
        text = chart_svg(display, picture=picture, marking=marking, date=date)
    write_whole(target, text.encode("utf-8"))
