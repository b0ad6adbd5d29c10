"""The whole SVG document: page, heading, definitions and the layers from below."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np

from iwtlink.chart.display import Display
from iwtlink.chart.items.icons import icon_symbol
from iwtlink.chart.items.plates import plates_behind
from iwtlink.chart.paper.sheet import Sheet, lay_out
from iwtlink.chart.style import hex_colour
from iwtlink.chart.svg.figures import item_group
from iwtlink.chart.svg.legend import legend_parts, title_block_parts
from iwtlink.chart.svg.lines import arrow_heads, line_paths, link_labels
from iwtlink.chart.svg.properties import rdf_of
from iwtlink.chart.svg.shapes import shape_parts
from iwtlink.chart.svg.symbols import Symbols
from iwtlink.chart.svg.words import FAMILIES, escaped, number, text_block
from iwtlink.i18n import tr

_NAMESPACES = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
Picture = Callable[[int], bytes]


def no_picture(_picture_id: int) -> bytes:
    """Give no picture: icons are drawn instead."""
    return b""


def chart_svg(
    display: Display, *, picture: Picture = no_picture, marking: str = "", date: str = ""
) -> str:
    """Give the whole chart as an SVG document.

    ``picture`` gives the bytes of a PNG, JPEG, GIF or WebP file by its id (empty: the icon is
    drawn). ``marking`` is the handling line, printed under the title with ``date`` and the notice.
    """
    return sheet_svg(lay_out(display, marking=marking, date=date), picture)


def sheet_svg(sheet: Sheet, picture: Picture = no_picture) -> str:
    """Give a sheet as an SVG document."""
    display, symbols = sheet.display, Symbols(sheet.display)
    size = f'width="{number(sheet.width)}" height="{number(sheet.height)}"'
    place = " ".join(map(number, (sheet.left, sheet.top, sheet.width, sheet.height)))
    paper = hex_colour(display.style.colours.paper)
    layers = list(_layers(sheet, symbols, picture))
    marking = " ".join(part for part in (display.notice, sheet.heading.marking) if part)
    parts = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<svg {_NAMESPACES} {size} viewBox="{place}" font-family="{FAMILIES}">',
        f"<title>{escaped(display.title or tr('Chart'))}</title>",
        f"<desc>{escaped(marking)}</desc>",
        *(f"<metadata>\n{rdf}\n</metadata>" for rdf in (rdf_of(display),) if rdf),
        f'<rect x="{number(sheet.left)}" y="{number(sheet.top)}" {size} fill="{paper}"/>',
        "<defs>",
        *(icon_symbol(key, name) for key, name in symbols.taken()),
        "</defs>",
        *layers,
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


def _layers(sheet: Sheet, symbols: Symbols, picture: Picture) -> Iterator[str]:
    display = sheet.display
    yield '<g id="heading">'
    yield from text_block(sheet.text, display.style, sheet.corner, is_left=True)
    yield "</g>"
    containers = [int(item) for item in display.draw_order if display.is_container[item]]
    others = [int(item) for item in display.draw_order if not display.is_container[item]]
    badges = _badges_of(display)
    shades = plates_behind(display, display.node_text.boxes, display.positions).tolist()
    for shape in display.shapes:
        if shape.depth < 0:
            yield from shape_parts(display, shape, picture)
    for item in containers:
        yield from item_group(display, item, badges.get(item, ()), symbols, picture, shades[item])
    yield '<g id="links">'
    yield from line_paths(display)
    yield from arrow_heads(display)
    yield from link_labels(display)
    yield "</g>"
    for item in others:
        yield from item_group(display, item, badges.get(item, ()), symbols, picture, shades[item])
    for shape in display.shapes:
        if shape.depth >= 0:
            yield from shape_parts(display, shape, picture)
    yield from legend_parts(display, symbols)
    yield from title_block_parts(display)


def _badges_of(display: Display) -> dict[int, list[int]]:
    found: dict[int, list[int]] = {}
    for badge, owner in enumerate(np.asarray(display.badges.owners).tolist()):
        found.setdefault(owner, []).append(badge)
    return found
