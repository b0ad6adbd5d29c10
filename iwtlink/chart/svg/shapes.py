"""Free shapes of a chart in SVG."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from iwtlink.chart.beside.pieces import arrow_of
from iwtlink.chart.display import Display
from iwtlink.chart.parts import DrawnShape
from iwtlink.chart.style import hex_colour
from iwtlink.chart.svg.figures import ground, pen, rectangle
from iwtlink.chart.svg.lines import points_of
from iwtlink.chart.svg.photographs import whole_photograph
from iwtlink.chart.svg.words import number, text_block


def shape_parts(
    display: Display, shape: DrawnShape, picture: Callable[[int], bytes]
) -> Iterator[str]:
    """Draw a free shape with its words in one group; a group shows only its words."""
    if shape.kind == "group" and not shape.text.texts:
        return
    left, top, right, bottom = shape.box
    yield f'<g id="shape-{shape.id}" class="{shape.kind}">'
    if shape.kind in ("line", "arrow"):
        yield from _stroke(display, shape)
    elif shape.kind != "group":
        image = _picture_of(display, shape, picture)
        yield from _image(shape, image) if image else _ground(display, shape)
    middle = ((left + right) / 2, (top + bottom) / 2)
    yield from text_block(shape.text, display.style, middle)
    yield "</g>"


def _ground(display: Display, shape: DrawnShape) -> Iterator[str]:
    style = display.style
    stroke = pen(style, shape.edge, shape.edge_px, shape.edge_dash)
    if shape.frame:
        margin = shape.frame_margin_px + style.frame_px / 2
        yield _outline(shape, f'fill="none" {pen(style, shape.frame, style.frame_px, 0)}', margin)
    yield _outline(shape, f"{ground(shape.fill)} {stroke}")


def _outline(shape: DrawnShape, inks: str, margin: float = 0.0) -> str:
    left, top, right, bottom = shape.box
    wide, high = right - left + 2 * margin, bottom - top + 2 * margin
    if shape.kind != "circle":
        return rectangle(left - margin, top - margin, wide, high, inks)
    return (
        f'<ellipse cx="{number((left + right) / 2)}" cy="{number((top + bottom) / 2)}" '
        f'rx="{number(wide / 2)}" ry="{number(high / 2)}" {inks}/>'
    )


def _stroke(display: Display, shape: DrawnShape) -> Iterator[str]:
    (x1, y1), (x2, y2) = shape.points
    head = arrow_of(shape, display.style) if shape.kind == "arrow" else None
    if head is not None:
        x2, y2 = head[1:].mean(axis=0).tolist()
    stroke = pen(display.style, shape.edge, shape.edge_px, shape.edge_dash)
    way = f"M{number(x1)} {number(y1)}L{number(x2)} {number(y2)}"
    yield f'<path fill="none" {stroke} d="{way}"/>'
    if head is not None:
        yield f'<polygon points="{points_of(head)}" fill="{hex_colour(shape.edge)}"/>'


def _picture_of(display: Display, shape: DrawnShape, picture: Callable[[int], bytes]) -> str:
    if not shape.picture_id:
        return ""
    is_grey = shape.is_grey or display.style.is_mono
    return whole_photograph(picture(shape.picture_id), is_grey=is_grey)


def _image(shape: DrawnShape, image: str) -> Iterator[str]:
    left, top, right, bottom = shape.box
    faint = ' opacity="0.5"' if shape.is_grey else ""
    yield (
        f'<image x="{number(left)}" y="{number(top)}" width="{number(right - left)}" '
        f'height="{number(bottom - top)}" preserveAspectRatio="xMidYMid meet" '
        f'href="{image}" xlink:href="{image}"{faint}/>'
    )
