"""A chart as an SVG drawing, made from its ``Display`` alone.

Text stays text (in the families of ``metrics.FONT_FAMILIES``, squeezed to its measured width
where a viewer lacks them), icons are symbols, photographs data URIs. Every item has an id:
``entity-<id>`` and ``link-<id>``.
"""

from __future__ import annotations

import base64
from collections.abc import Callable, Iterator
from html import escape

import numpy as np

from iwtlink.chart.arrows import arrow_polygons
from iwtlink.chart.display import Display
from iwtlink.chart.icons import icon_symbol
from iwtlink.chart.style import ChartStyle, hex_colour
from iwtlink.chart.text.lines import LINK, NAME, SCRIPT, TextLines
from iwtlink.chart.text.metrics import FONT_FAMILIES, families_of, measure
from iwtlink.chart.text.wrapping import wrapped
from iwtlink.i18n import tr

MARGIN_PX = 32.0
_NAMESPACES = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
_TITLE_PX, _NOTICE_PX = 20.0, 11.0
_FAMILIES = ", ".join(f"'{name}'" for name in FONT_FAMILIES) + ", Arial, sans-serif"
_FIRST_FAMILY = FONT_FAMILIES[0]
_PICTURE_ROUNDING_PX = 6.0


def no_picture(_picture_id: int) -> bytes:
    """Give no picture: icons are drawn instead."""
    return b""


def chart_svg(
    display: Display, *, picture: Callable[[int], bytes] = no_picture, marking: str = ""
) -> str:
    """Give the whole chart as an SVG document.

    ``picture`` gives the bytes of a PNG, JPEG, GIF or WebP file by its id (empty: the icon is
    drawn). ``marking`` is the handling line, printed under the title with the notice.
    """
    head = _head(display, marking)
    left, top, right, bottom = display.extents
    width = max(right - left, *(row[3] for row in head), 1.0) + 2 * MARGIN_PX
    head_height = sum(row[4] for row in head) + (8.0 if head else 0.0)
    height = bottom - top + head_height + 2 * MARGIN_PX
    x, y = left - MARGIN_PX, top - MARGIN_PX - head_height
    size = f'width="{_n(width)}" height="{_n(height)}"'
    place = " ".join(map(_n, (x, y, width, height)))
    paper = hex_colour(display.style.colours.paper)
    parts = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<svg {_NAMESPACES} {size} viewBox="{place}" font-family="{_FAMILIES}">',
        f"<title>{_text(display.title or tr('Chart'))}</title>",
        f"<desc>{_text(' '.join(part for part in (display.notice, marking) if part))}</desc>",
        f'<rect x="{_n(x)}" y="{_n(y)}" {size} fill="{paper}"/>',
        *_symbols(display),
        *_heading(head, left, y + MARGIN_PX),
        *_lines(display),
        *_arrow_heads(display),
        *_link_labels(display),
        *_nodes(display, picture),
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


def _head(display: Display, marking: str) -> list[tuple[str, float, str, float, float]]:
    """Give the rows of the heading: text, font size, colour, width and height."""
    colours = display.style.colours
    rows: list[tuple[str, float, str, float, float]] = []
    for text, size, shade in (
        (display.title, _TITLE_PX, colours.text),
        (marking, _NOTICE_PX, colours.text),
        (display.notice, _NOTICE_PX, colours.script_text),
    ):
        for line in wrapped(text, 110, 4):
            extent = measure(line, size, bold=size == _TITLE_PX)
            rows.append(
                (line, size, hex_colour(shade), extent.width, extent.ascent + extent.descent)
            )
    return rows


def _heading(
    head: list[tuple[str, float, str, float, float]], left: float, top: float
) -> Iterator[str]:
    y = top
    for text, size, shade, width, height in head:
        weight = ' font-weight="bold"' if size == _TITLE_PX else ""
        baseline = y + measure(text, size, bold=bool(weight)).ascent
        yield (
            f'<text x="{_n(left)}" y="{_n(baseline)}" font-size="{_n(size)}" fill="{shade}"'
            f'{weight}{_family(text)} textLength="{_n(width)}" lengthAdjust="spacingAndGlyphs">'
            f"{_text(text)}</text>"
        )
        y += height


def _symbols(display: Display) -> Iterator[str]:
    half = display.style.icon_px / 2
    yield "<defs>"
    for index, name in enumerate(display.icon_names):
        yield icon_symbol(name, f"icon-{index}")
    yield (
        f'<clipPath id="picture"><rect x="{_n(-half)}" y="{_n(-half)}" width="{_n(2 * half)}" '
        f'height="{_n(2 * half)}" rx="{_n(_PICTURE_ROUNDING_PX)}"/></clipPath>'
    )
    yield "</defs>"


def _lines(display: Display) -> Iterator[str]:
    style = display.style
    for pen in range(len(display.pen_starts) - 1):
        dashes = style.dashes[display.pen_strengths[pen]]
        pattern = f' stroke-dasharray="{" ".join(map(_n, dashes))}"' if dashes else ""
        yield (
            f'<g fill="none" stroke="{hex_colour(int(display.pen_colours[pen]))}" '
            f'stroke-width="{_n(style.link_width_px)}"{pattern}>'
        )
        for line in range(int(display.pen_starts[pen]), int(display.pen_starts[pen + 1])):
            yield _line(display, line)
        yield "</g>"


def _line(display: Display, line: int) -> str:
    x1, y1, x2, y2 = display.line_points[line]
    links = display.link_ids[
        display.members[display.member_starts[line] : display.member_starts[line + 1]]
    ]
    names = f'id="link-{links[0]}"'
    if len(links) > 1:
        names += f' data-links="{" ".join(map(str, links))}"'
    if display.bends[line]:
        cx, cy = display.line_controls[line]
        return f'<path {names} d="M{_n(x1)} {_n(y1)}Q{_n(cx)} {_n(cy)} {_n(x2)} {_n(y2)}"/>'
    return f'<path {names} d="M{_n(x1)} {_n(y1)}L{_n(x2)} {_n(y2)}"/>'


def _arrow_heads(display: Display) -> Iterator[str]:
    colours = display.line_colours[display.arrow_lines]
    for corners, shade in zip(arrow_polygons(display), colours, strict=True):
        points = " ".join(f"{_n(x)},{_n(y)}" for x, y in corners)
        yield f'<polygon points="{points}" fill="{hex_colour(int(shade))}"/>'


def _link_labels(display: Display) -> Iterator[str]:
    for line in np.flatnonzero(np.diff(display.link_text.starts)):
        x, y = display.label_centres[line]
        yield f'<g transform="translate({_n(x)} {_n(y)})">'
        yield from _label(display.link_text, int(line), display.style)
        yield "</g>"


def _nodes(display: Display, picture: Callable[[int], bytes]) -> Iterator[str]:
    half = display.style.icon_px / 2
    for item, (x, y) in enumerate(display.positions):
        yield f'<g id="entity-{display.entity_ids[item]}" transform="translate({_n(x)} {_n(y)})">'
        yield from _label(display.node_text, item, display.style)
        image = _data_uri(
            picture(int(display.picture_ids[item])) if display.picture_ids[item] else b""
        )
        box = f'x="{_n(-half)}" y="{_n(-half)}" width="{_n(2 * half)}" height="{_n(2 * half)}"'
        if image:
            yield (
                f'<image {box} preserveAspectRatio="xMidYMid slice" clip-path="url(#picture)" '
                f'href="{image}" xlink:href="{image}"/>'
            )
        else:
            shade = hex_colour(int(display.node_colours[item]))
            yield f'<use href="#icon-{display.icon_index[item]}" {box} color="{shade}"/>'
        yield "</g>"


def _label(lines: TextLines, item: int, style: ChartStyle) -> Iterator[str]:
    """Draw the plate and the lines of one item's label, at its anchor."""
    first, last = int(lines.starts[item]), int(lines.starts[item + 1])
    if first == last:
        return
    left, top, right, bottom = lines.boxes[item]
    margin = style.plate_margin_px
    yield (
        f'<rect x="{_n(left - margin)}" y="{_n(top)}" width="{_n(right - left + 2 * margin)}" '
        f'height="{_n(bottom - top)}" fill="{hex_colour(style.colours.plate)}" fill-opacity="0.9"/>'
    )
    shades = {
        NAME: style.colours.text,
        SCRIPT: style.colours.script_text,
        LINK: style.colours.link_text,
    }
    for line in range(first, last):
        x, y = lines.offsets[line]
        weight = ' font-weight="bold"' if lines.is_bold[line] else ""
        yield (
            f'<text x="{_n(x)}" y="{_n(y)}" font-size="{_n(lines.font_px[line])}"{weight}'
            f"{_family(lines.texts[line])} "
            f'fill="{hex_colour(shades[int(lines.roles[line])])}" '
            f'textLength="{_n(lines.sizes[line, 0])}" lengthAdjust="spacingAndGlyphs">'
            f"{_text(lines.texts[line])}</text>"
        )


def _family(text: str) -> str:
    """Name the families a text needs first: some viewers look no further than the first."""
    needed = families_of(text)
    if not needed or needed[0] == _FIRST_FAMILY:
        return ""
    names = dict.fromkeys((*needed, *FONT_FAMILIES))
    return f' font-family="{", ".join(names)}, Arial, sans-serif"'


def _data_uri(data: bytes) -> str:
    """Give a picture file as a data URI; empty where it is none of the usual kinds."""
    kinds = ((b"\x89PNG", "png"), (b"\xff\xd8", "jpeg"), (b"GIF8", "gif"), (b"RIFF", "webp"))
    for start, kind in kinds:
        if data.startswith(start):
            return f"data:image/{kind};base64,{base64.b64encode(data).decode('ascii')}"
    return ""


def _text(text: str) -> str:
    """Escape text for XML and drop what XML 1.0 forbids."""
    allowed = (
        c
        for c in text
        if c in "\t\n" or " " <= c <= "\ud7ff" or "\ue000" <= c <= "\ufffd" or c > "\uffff"
    )
    return escape("".join(allowed))


def _n(number: float) -> str:
    """Give a number to a hundredth, without needless zeros."""
    return f"{float(number):.2f}".rstrip("0").rstrip(".")
