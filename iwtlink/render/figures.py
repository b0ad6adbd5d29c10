"""The figures of a chart's items: icons and photographs, circles, boxes, frames, theme lines."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPen, QPolygonF

from iwtlink.chart.display import Display
from iwtlink.chart.items.forms import CIRCLE, ICON, THEME
from iwtlink.chart.items.icons import icon_keys
from iwtlink.chart.style import ChartStyle
from iwtlink.render.batches import draw_boxes, draw_sprites
from iwtlink.render.icons import (
    Pictures,
    icon_atlas,
    icon_vector,
    rounded_square,
    without_hue,
)
from iwtlink.render.view import View

Indexes = NDArray[np.int64]
Floats = NDArray[np.float64]
SMALLEST_ICON_PX = 5
_SMALLEST_FORM_PX = 7.0
_FRAME_ROUNDING = 0.15
"""Radius of the corner of an icon's frame against its side."""


def edge_pen(style: ChartStyle, colour: int, width: float, dash: int, view: View) -> QPen:
    """Give the pen of an edge or line, ``width`` chart units wide; dashed as its strength."""
    made = QPen(QColor.fromRgb(colour))
    px = max(1.0, width * view.scale)
    made.setWidthF(px)
    made.setCosmetic(True)
    made.setCapStyle(Qt.PenCapStyle.FlatCap)
    made.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
    if style.dashes[dash]:
        scale = view.scale * max(1.0, width) / px
        made.setDashPattern([max(length * scale, 0.5) for length in style.dashes[dash]])
    return made


def paint_frames(painter: QPainter, display: Display, view: View, items: Indexes) -> None:
    """Paint the highlights round those of the items that have one."""
    items = items[display.frames[items] != 0]
    style = display.style
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    margins = display.frame_margins[items] + style.frame_px / 2
    boxes = _boxes(display, view, items, margins[:, None])
    for item, box in zip(items.tolist(), boxes, strict=True):
        painter.setPen(edge_pen(style, int(display.frames[item]), style.frame_px, 0, view))
        if display.forms[item] == CIRCLE:
            painter.drawEllipse(box)
        else:
            radius = box.height() * _FRAME_ROUNDING if display.forms[item] == ICON else 0.0
            painter.drawRoundedRect(box, radius, radius)


def paint_forms(painter: QPainter, display: Display, view: View, items: Indexes) -> None:
    """Paint circles, boxes, text blocks, event frames and theme lines, in the order given."""
    items = items[display.forms[items] != ICON]
    is_small = display.halves[items, 1] * (2 * view.scale) < _SMALLEST_FORM_PX
    is_small &= ~np.isin(items, display.ways.owners)
    _paint_specks(painter, display, view, items[is_small])
    items = items[~is_small]
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
    current: tuple[int, ...] = ()
    for item, box in zip(items.tolist(), _boxes(display, view, items), strict=True):
        ink = _ink(display, item)
        if ink != current:
            current = ink
            _take_ink(painter, display, view, item, ink)
        form = int(display.forms[item])
        if form == CIRCLE:
            painter.drawEllipse(box)
        elif form == THEME:
            _draw_way(painter, display, view, item, box)
        else:
            painter.drawRect(box)


def _draw_way(painter: QPainter, display: Display, view: View, item: int, box: QRectF) -> None:
    """Draw a theme line: at its level over its whole width, or through its event frames."""
    pieces = display.ways.of(item)
    for piece in pieces:
        painter.drawPolyline(QPolygonF([QPointF(x, y) for x, y in view.to_device(piece).tolist()]))
    if not pieces:
        middle = box.center().y()
        painter.drawLine(QLineF(box.left(), middle, box.right(), middle))


def _paint_specks(painter: QPainter, display: Display, view: View, items: Indexes) -> None:
    """Paint forms too small to be told apart as boxes of their colour, many in one call."""
    edges, grey = display.edges[items], display.style.colours.grey
    colours = np.where(edges != 0, edges, display.fills[items])
    colours = np.where(display.is_grey[items], np.uint32(grey), colours)
    halves = np.maximum(display.halves[items] * view.scale, 1.0)
    middles = view.to_device(display.positions[items])
    boxes = np.round(np.hstack((middles - halves, middles + halves)))
    is_line = display.forms[items] == THEME
    boxes[is_line, 1], boxes[is_line, 3] = middles[is_line, 1] - 0.5, middles[is_line, 1] + 0.5
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    painter.setPen(Qt.PenStyle.NoPen)
    for colour in np.unique(colours[colours != 0]).tolist():
        painter.setBrush(QColor.fromRgb(colour))
        draw_boxes(painter, boxes[colours == colour])


def _ink(display: Display, item: int) -> tuple[int, ...]:
    """Give what tells one pen and brush from another: fill, edge, dash, width in 1/100."""
    fill, edge = int(display.fills[item]), int(display.edges[item])
    if display.is_grey[item]:
        fill = display.style.colours.paper if fill else 0
        edge = display.style.colours.grey
    return (fill, edge, int(display.edge_dashes[item]), round(display.edge_px[item] * 100))


def _take_ink(
    painter: QPainter, display: Display, view: View, item: int, ink: tuple[int, ...]
) -> None:
    fill, edge, dash, _ = ink
    painter.setBrush(QBrush(QColor.fromRgb(fill)) if fill else Qt.BrushStyle.NoBrush)
    if edge:
        width = float(display.edge_px[item])
        painter.setPen(edge_pen(display.style, edge, width, dash, view))
    else:
        painter.setPen(Qt.PenStyle.NoPen)


def _boxes(
    display: Display, view: View, items: Indexes, margin: Floats | float = 0.0
) -> list[QRectF]:
    halves = display.halves[items] + margin
    low = view.to_device(display.positions[items] - halves)
    size = halves * (2 * view.scale)
    return [QRectF(*row) for row in np.hstack((low, size)).tolist()]


def paint_icons(
    painter: QPainter, display: Display, view: View, items: Indexes, pictures: Pictures | None
) -> int:
    """Paint icons and photographs as pixels, many in one call; give how many photographs."""
    items = items[display.icon_halves[items] > 0]
    sides = np.round(display.icon_halves[items] * (2 * view.scale)).astype(np.int64)
    seen = 0
    for side in np.unique(sides).tolist():
        own = items[sides == side]
        if side < SMALLEST_ICON_PX:
            _paint_dots(painter, display, view, own)
        else:
            seen += _paint_sprites(painter, display, view, own, side, pictures)
    return seen


def _paint_sprites(
    painter: QPainter,
    display: Display,
    view: View,
    items: Indexes,
    side: int,
    pictures: Pictures | None,
) -> int:
    middles = display.positions[items] + display.icon_offsets[items]
    corners = np.round(view.to_device(middles) - side / 2)
    has_picture = display.picture_ids[items] != 0 if pictures else np.zeros(len(items), bool)
    painted = 0
    for index in np.flatnonzero(has_picture):
        item = int(items[index])
        number, is_grey = int(display.picture_ids[item]), _is_grey(display, item)
        image = pictures.rounded(number, side, is_grey) if pictures else None
        has_picture[index] = image is not None
        if image is not None:
            painter.setOpacity(0.5 if display.is_grey[item] else 1.0)
            painter.drawImage(int(corners[index, 0]), int(corners[index, 1]), image)
            painted += 1
    painter.setOpacity(1.0)
    plain = ~has_picture
    keys, kinds = icon_keys(display, items[plain])
    atlas = icon_atlas(keys, side)
    draw_sprites(painter, atlas.pixmap, side, atlas.lefts[kinds], corners[plain])
    return painted


def _paint_dots(painter: QPainter, display: Display, view: View, items: Indexes) -> None:
    """Paint items too small for an icon as squares in the colour of their type."""
    side = max(2.0, display.style.icon_px * view.scale)
    corners = np.round(view.to_device(display.positions[items]) - side / 2)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    painter.setPen(Qt.PenStyle.NoPen)
    colours = display.node_colours[items]
    for colour in np.unique(colours):
        own = corners[colours == colour]
        painter.setBrush(QColor.fromRgb(int(colour)))
        draw_boxes(painter, np.hstack((own, own + int(side))))


def paint_vector_icons(
    painter: QPainter, display: Display, view: View, items: Indexes, pictures: Pictures | None
) -> int:
    """Paint icons as vectors and photographs in their own resolution; give how many of these."""
    items = items[display.icon_halves[items] > 0]
    halves = display.icon_halves[items][:, None]
    corners = view.to_device(display.positions[items] + display.icon_offsets[items] - halves)
    sides = (2 * view.scale * halves[:, 0]).tolist()
    keys, kinds = icon_keys(display, items)
    painted = 0
    painter.setPen(QPen(Qt.PenStyle.NoPen))
    rows = zip(items.tolist(), corners.tolist(), sides, kinds.tolist(), strict=True)
    for item, (x, y), side, kind in rows:
        box = QRectF(x, y, side, side)
        number = int(display.picture_ids[item])
        square = pictures.square(number) if pictures and number else None
        if square is None:
            icon_vector(keys[kind]).render(painter, box)
            continue
        painter.save()
        painter.setOpacity(0.5 if display.is_grey[item] else 1.0)
        painter.setClipPath(rounded_square(box), Qt.ClipOperation.IntersectClip)
        painter.drawImage(box, without_hue(square) if _is_grey(display, item) else square)
        painter.restore()
        painted += 1
    return painted


def _is_grey(display: Display, item: int) -> bool:
    return display.style.is_mono or bool(display.is_grey[item])


def has_plate(display: Display, items: Indexes) -> NDArray[np.bool_]:
    """Tell which items' words need a plate: those that stand outside a form."""
    forms = display.forms[items]
    result: NDArray[np.bool_] = (forms == ICON) | (forms == THEME)
    return result
