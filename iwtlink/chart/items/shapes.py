"""Free shapes of a chart: notes, boxes, circles, lines, arrows, pictures. None is analysed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from iwtlink.chart.display import FAR, Display
from iwtlink.chart.parts import DrawnShape
from iwtlink.chart.style import STRENGTHS, ChartStyle, colour_or, ink_on, readable_on, within
from iwtlink.chart.text.lines import DESCRIPTION, TextBlock, TextLines, shifted
from iwtlink.chart.text.setting import stack_lines
from iwtlink.store.charts.content import ChartContent
from iwtlink.store.charts.filters import is_greyed
from iwtlink.store.charts.look import MOST_MARGIN, Shape

Box = tuple[float, float, float, float]
_LINES, _LEAST_CHARACTERS = 60, 4
_PER_EM = 1.9
"""Characters of Latin text in the width of one em, about."""
_NOTE_WIDTH_PX = 200.0
"""Width at which a note without a size of its own wraps."""


def drawn_shapes(content: ChartContent, style: ChartStyle) -> tuple[DrawnShape, ...]:
    """Give the free shapes ready to paint, from low to high. Groups are not drawn."""
    held = {
        one.member_id: (one.holder_kind, one.holder_id)
        for one in content.members
        if one.member_kind == "shape"
    }
    shapes = sorted(content.shapes, key=lambda shape: shape.depth)
    return tuple(
        _greyed(drawn, style) if is_greyed(shape, content.options) else drawn
        for shape in shapes
        if shape.kind != "group"
        for drawn in (_drawn(shape, style, held),)
    )


def _greyed(shape: DrawnShape, style: ChartStyle) -> DrawnShape:
    colours = style.colours
    text = shape.text
    return replace(
        shape,
        edge=colours.grey if shape.edge else 0,
        fill=colours.paper if shape.fill else 0,
        frame=colours.grey if shape.frame else 0,
        text=replace(text, colours=np.full_like(text.colours, colours.grey_text), dress=None),
        is_grey=True,
    )


def with_shapes(display: Display) -> Display:
    """Give the display with shapes that hold items, but have no size of their own, round these."""
    if not any(shape.is_fitted for shape in display.shapes):
        return display
    return replace(display, shapes=tuple(_fitted(shape, display) for shape in display.shapes))


def _drawn(shape: Shape, style: ChartStyle, held: Mapping[int, tuple[str, int]]) -> DrawnShape:
    look, is_line = shape.look, shape.kind in ("line", "arrow")
    x, y = within(shape.x, -FAR, FAR, 0.0), within(shape.y, -FAR, FAR, 0.0)
    wide, high = (within(one, -FAR, FAR, 0.0) for one in (shape.width, shape.height))
    fill = 0 if is_line else colour_or(look.fill)
    text = _inked(_words(shape, abs(wide), style), fill)
    if shape.kind == "text" and not (wide and high):
        size = text.boxes[0, 2:4] - text.boxes[0, 0:2] + 2 * style.padding_px
        wide, high = wide or float(size[0]), high or float(size[1])
    box = (x - abs(wide) / 2, y - abs(high) / 2, x + abs(wide) / 2, y + abs(high) / 2)
    edge = 0 if shape.kind in ("text", "picture") else style.colours.edge
    return DrawnShape(
        id=shape.id,
        kind=shape.kind,
        box=box,
        points=((x - wide / 2, y - high / 2), (x + wide / 2, y + high / 2)),
        depth=shape.depth,
        text=_at_top(text, box, style) if look.is_container else text,
        edge=colour_or(look.colour, edge),
        edge_px=style.edge_px if not is_line else max(style.edge_px, within(look.width, 0, 40, 0)),
        edge_dash=STRENGTHS.index(look.dash) if look.dash in STRENGTHS else 0,
        fill=fill,
        frame=colour_or(look.frame),
        frame_margin_px=within(look.frame_margin, 0.0, MOST_MARGIN, style.frame_margin_px),
        picture_id=shape.picture_id if shape.kind == "picture" else 0,
        holder=held.get(shape.id),
        is_container=look.is_container,
        is_fitted=look.is_container and not (wide and high),
    )


def _words(shape: Shape, width: float, style: ChartStyle) -> TextLines:
    """Give the words of a shape, wrapped to its width and set round its middle."""
    look = shape.look
    size = float(round(within(look.font_px, 5.0, 96.0, style.name_px)))
    room = (width or _NOTE_WIDTH_PX) - 2 * style.padding_px
    if shape.kind in ("line", "arrow"):
        room = _NOTE_WIDTH_PX
    block = TextBlock(
        size_px=size,
        is_bold=bool(look.is_bold),
        characters=max(_LEAST_CHARACTERS, int(room / size * _PER_EM)),
        lines=_LINES,
        role=DESCRIPTION,
        is_italic=look.is_italic,
        colour=ink_on(look.text_ground, look.text_colour),
        is_underlined=look.is_underlined,
        is_struck=look.is_struck,
        ground=colour_or(look.text_ground),
    )
    text = "" if shape.kind == "picture" else shape.text
    return stack_lines([[(line, block) for line in text.splitlines()]], top=0.0, centred=True)


def _inked(text: TextLines, fill: int) -> TextLines:
    """Give words that have no colour of their own in one that can be read on a ground."""
    if not fill:
        return text
    ink = readable_on(np.array([fill], np.uint32))[0]
    return replace(text, colours=np.where(text.colours, text.colours, ink).astype(np.uint32))


def _at_top(text: TextLines, box: Box, style: ChartStyle) -> TextLines:
    """Give the words of a container at its top."""
    top = (box[1] - box[3]) / 2 + style.padding_px
    return shifted(text, np.array([[0.0, top - text.boxes[0, 1]]]))


def _fitted(shape: DrawnShape, display: Display) -> DrawnShape:
    """Give a shape round its members: items first, then other shapes."""
    if not shape.is_fitted:
        return shape
    boxes = [*display.node_boxes[display.holding_shapes == shape.id].tolist()]
    boxes += [other.box for other in display.shapes if other.holder == ("shape", shape.id)]
    if not boxes:
        return shape
    pad, words = display.style.container_padding_px, shape.text.boxes[0]
    sides = np.array(boxes)
    low, high = sides[:, 0:2].min(axis=0) - pad, sides[:, 2:4].max(axis=0) + pad
    low[1] -= words[3] - words[1]
    box = (float(low[0]), float(low[1]), float(high[0]), float(high[1]))
    return replace(
        shape,
        box=box,
        points=((box[0], box[1]), (box[2], box[3])),
        text=_at_top(shape.text, box, display.style),
    )
