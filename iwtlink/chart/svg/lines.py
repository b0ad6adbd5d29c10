"""The lines of a chart in SVG: paths by pen, arrow heads, words on their plates."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from iwtlink.chart.display import Display
from iwtlink.chart.items.plates import plates_behind
from iwtlink.chart.links.arrows import arrow_polygons, tails
from iwtlink.chart.style import hex_colour
from iwtlink.chart.svg.words import number, plate, text_block


def line_paths(display: Display) -> Iterator[str]:
    """Draw all lines, those of one pen in one group; each has an id."""
    style = display.style
    points = tails(display, np.arange(len(display.ends)))
    for pen in range(len(display.pen_starts) - 1):
        dashes = style.dashes[display.pen_strengths[pen]]
        thick = float(display.pen_widths[pen])
        grown = 1.0 + (max(1.0, thick) - 1.0) / 2
        lengths = " ".join(number(length * grown) for length in dashes)
        pattern = f' stroke-dasharray="{lengths}"' if dashes else ""
        yield (
            f'<g fill="none" stroke="{hex_colour(int(display.pen_colours[pen]))}" '
            f'stroke-width="{number(thick)}"{pattern}>'
        )
        for line in range(int(display.pen_starts[pen]), int(display.pen_starts[pen + 1])):
            yield _line(display, line, points[line])
        yield "</g>"


def links_of(display: Display, line: int) -> list[int]:
    """Give the ids of the links that a line stands for."""
    first, last = display.member_starts[line : line + 2]
    ids: list[int] = display.link_ids[display.members[first:last]].tolist()
    return ids


def _line(display: Display, line: int, points: NDArray[np.float64]) -> str:
    links = links_of(display, line)
    names = f'id="link-{links[0]}"'
    if len(links) > 1:
        names += f' data-links="{" ".join(map(str, links))}"'
    if display.line_is_grey[line]:
        names += f' stroke="{hex_colour(display.style.colours.grey)}"'
    return f'<path {names} d="{_path(display, line, points)}"/>'


def _path(display: Display, line: int, points: NDArray[np.float64]) -> str:
    x1, y1, x2, y2 = map(number, points)
    first, last = display.corner_starts[line : line + 2].tolist()
    if last > first:
        way = "".join(f"L{number(x)} {number(y)}" for x, y in display.corners[first:last])
        return f"M{x1} {y1}{way}L{x2} {y2}"
    if display.bends[line]:
        cx, cy = map(number, display.line_controls[line])
        return f"M{x1} {y1}Q{cx} {cy} {x2} {y2}"
    return f"M{x1} {y1}L{x2} {y2}"


def arrow_heads(display: Display) -> Iterator[str]:
    """Draw the heads of all lines."""
    for line, corners in zip(display.arrow_lines.tolist(), arrow_polygons(display), strict=True):
        colour = int(display.line_colours[line])
        shade = display.style.colours.grey if display.line_is_grey[line] else colour
        yield f'<polygon points="{points_of(corners)}" fill="{hex_colour(shade)}"/>'


def points_of(corners: NDArray[np.float64]) -> str:
    """Give the corners of a polygon."""
    return " ".join(f"{number(x)},{number(y)}" for x, y in corners)


def link_labels(display: Display) -> Iterator[str]:
    """Draw the words of all lines."""
    worded = np.flatnonzero(np.diff(display.link_text.starts))
    boxes, centres = display.link_text.boxes[worded], display.label_centres[worded]
    shades = plates_behind(display, boxes, centres).tolist()
    for line, shade in zip(worded.tolist(), shades, strict=True):
        x, y = display.label_centres[line]
        name = links_of(display, line)[0]
        yield f'<g id="label-of-link-{name}" transform="translate({number(x)} {number(y)})">'
        yield from plate(display.link_text, line, display.style, shade)
        is_grey = bool(display.line_is_grey[line])
        yield from text_block(display.link_text, display.style, item=line, is_grey=is_grey)
        yield "</g>"
