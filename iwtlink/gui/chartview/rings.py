"""Selection, hover and the keyboard's place, drawn round items, lines and shapes."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPolygonF, QRegion

from iwtlink.chart.display import Display
from iwtlink.chart.items.forms import CIRCLE, ICON
from iwtlink.render.batches import draw_boxes, draw_lines
from iwtlink.render.overview import READABLE_ZOOM, reaching_icons
from iwtlink.render.strokes import line_path
from iwtlink.render.view import View

Floats = NDArray[np.float64]
Indexes = NDArray[np.int64]
_RING_GAP = 3.0
"""Chart units between a form and the ring round it."""
_BESIDE = 2.5
"""Chart units left free between the words of a line and what is painted over the line."""
_MANY = 1500
"""More rings than this are plain rectangles, drawn in one call."""


def cosmetic_pen(colour: QColor, width: float, style: Qt.PenStyle = Qt.PenStyle.SolidLine) -> QPen:
    """Give a pen ``width`` device pixels wide at any zoom."""
    pen = QPen(colour, width, style)
    pen.setCosmetic(True)
    return pen


def ring_boxes(display: Display, view: View, items: Indexes) -> Floats:
    """Give the boxes of the rings in device pixels, whole so that they are crisp."""
    half_px = np.maximum((display.halves[items] + _RING_GAP) * view.scale, 4.0 * view.ratio)
    middles = view.to_device(display.positions[items])
    boxes: Floats = np.hstack((middles - half_px, middles + half_px)).round()
    return boxes


def paint_rings(
    painter: QPainter, display: Display, view: View, items: Indexes, accent: QColor
) -> None:
    """Paint a ring round each selected item and a wash behind its name."""
    if not len(items):
        return
    boxes = ring_boxes(display, view, items)
    seen = _in_view(boxes, view)
    boxes, items = boxes[seen], items[seen]
    wash = QColor(accent)
    wash.setAlpha(48)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(wash)
    if view.zoom >= READABLE_ZOOM:
        draw_boxes(painter, _name_boxes(display, view, items[display.forms[items] == ICON]))
    painter.setPen(cosmetic_pen(accent, 2.0 * view.ratio))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if len(boxes) > _MANY:
        draw_boxes(painter, boxes)
        return
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
    for item, box in zip(items.tolist(), boxes.tolist(), strict=True):
        _draw_ring(painter, display, view, item, box)


def _draw_ring(
    painter: QPainter, display: Display, view: View, item: int, box: Sequence[float]
) -> None:
    ring = QRectF(QPointF(*box[0:2]), QPointF(*box[2:4]))
    if display.forms[item] == CIRCLE:
        painter.drawEllipse(ring)
        return
    radius = 6.0 * view.scale
    ways = display.ways.of(item)
    for way in ways:
        painter.drawPolyline(QPolygonF([QPointF(x, y) for x, y in view.to_device(way).tolist()]))
    if ways:  # a theme line off its level: it is marked where it runs, and its icon
        ring.setWidth(min(ring.height(), ring.width()))
    painter.drawRoundedRect(ring, radius, radius)


def _name_boxes(display: Display, view: View, items: Indexes) -> Floats:
    boxes = display.node_text.boxes[items]
    items, boxes = items[boxes[:, 3] > boxes[:, 1]], boxes[boxes[:, 3] > boxes[:, 1]]
    placed = boxes * view.scale + np.tile(view.to_device(display.positions[items]), 2)
    placed[:, (0, 2)] += np.array((-1, 1)) * display.style.plate_margin_px * view.scale
    return placed


def paint_current(
    painter: QPainter, display: Display, view: View, item: int, accent: QColor
) -> None:
    """Paint a dotted frame round the item the keyboard is at."""
    left, top, right, bottom = ring_boxes(display, view, np.array([item]))[0].tolist()
    grow = 4.0 * view.ratio
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    painter.setPen(cosmetic_pen(accent, 1.0 * view.ratio, Qt.PenStyle.DotLine))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(
        QRectF(left, top, right - left, bottom - top).adjusted(-grow, -grow, grow, grow)
    )


def paint_hovered_item(
    painter: QPainter, display: Display, view: View, item: int, accent: QColor
) -> None:
    """Paint a faint ring round an item and its lines."""
    first, last = display.neighbour_starts[item], display.neighbour_starts[item + 1]
    faint = QColor(accent)
    faint.setAlpha(110)
    paint_selected_lines(painter, display, view, display.neighbour_lines[first:last], faint, 2.0)
    box = ring_boxes(display, view, np.array([item]))[0].tolist()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
    painter.setPen(cosmetic_pen(faint, 2.0 * view.ratio))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    _draw_ring(painter, display, view, item, box)


def paint_selected_lines(
    painter: QPainter, display: Display, view: View, lines: Indexes, colour: QColor, width: float
) -> None:
    """Paint lines over in a colour; beside their labels where these can be read."""
    if not len(lines):
        return
    painter.setPen(cosmetic_pen(colour, width * view.ratio))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, len(lines) <= _MANY)
    if view.zoom < READABLE_ZOOM:
        display = reaching_icons(display, lines)
    is_bent = np.diff(display.corner_starts)[lines] > 0
    is_arc = (display.bends[lines] != 0) & ~is_bent
    for line in lines[is_arc | is_bent].tolist():
        _leave_label_free(painter, display, view, line)
        way = line_path if display.bends[line] and not is_bent[lines == line].any() else _bent
        painter.drawPath(way(display, view, line))
        painter.setClipRect(0, 0, view.width, view.height)
    straight = lines[~is_arc & ~is_bent]
    pieces = display.line_points[straight]
    if view.zoom >= READABLE_ZOOM:
        pieces = _beside_labels(display, straight)
    draw_lines(painter, view.to_device(pieces.reshape(-1, 2)).reshape(-1, 4))


def _leave_label_free(painter: QPainter, display: Display, view: View, line: int) -> None:
    """Keep what is painted next off the words of a line."""
    if (
        view.zoom < READABLE_ZOOM
        or display.link_text.starts[line + 1] == (display.link_text.starts[line])
    ):
        return
    box = display.link_text.boxes[line] + np.tile(display.label_centres[line], 2)
    low, high = view.to_device(box.reshape(2, 2)).round().astype(int).tolist()
    words = QRect(QPoint(*low), QPoint(*high))
    painter.setClipRegion(QRegion(0, 0, view.width, view.height) - QRegion(words))


def _bent(display: Display, view: View, line: int) -> QPainterPath:
    """Give a line with bend points in device pixels."""
    first, last = display.corner_starts[line], display.corner_starts[line + 1]
    ends = display.line_points[line].reshape(2, 2)
    points = view.to_device(np.vstack((ends[0], display.corners[first:last], ends[1]))).tolist()
    path = QPainterPath(QPointF(*points[0]))
    for point in points[1:]:
        path.lineTo(QPointF(*point))
    return path


def _beside_labels(display: Display, lines: Indexes) -> Floats:
    """Give the pieces of straight lines before and after their labels, which stay readable."""
    points = display.line_points[lines]
    start, way = points[:, 0:2], points[:, 2:4] - points[:, 0:2]
    boxes = display.link_text.boxes[lines] + np.tile(display.label_centres[lines], 2)
    boxes = boxes + np.array((-_BESIDE, -_BESIDE, _BESIDE, _BESIDE))
    has_label = np.diff(display.link_text.starts)[lines] > 0
    with np.errstate(divide="ignore", invalid="ignore"):
        one, other = (boxes[:, 0:2] - start) / way, (boxes[:, 2:4] - start) / way
    enters = np.nan_to_num(np.minimum(one, other), nan=-np.inf).max(axis=1).clip(0.0, 1.0)
    leaves = np.nan_to_num(np.maximum(one, other), nan=np.inf).min(axis=1).clip(0.0, 1.0)
    crosses = has_label & (leaves > enters)
    before = np.hstack((start, start + way * enters[:, None]))[crosses]
    after = np.hstack((start + way * leaves[:, None], points[:, 2:4]))[crosses]
    return np.vstack((points[~crosses], before, after))


def paint_shape_frames(
    painter: QPainter,
    display: Display,
    view: View,
    shapes: Sequence[int],
    hovered: int,
    accent: QColor,
) -> None:
    """Paint a frame round selected free shapes, a faint one round that under the pointer."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
    faint = QColor(accent)
    faint.setAlpha(110)
    if hovered >= 0:
        painter.setPen(cosmetic_pen(faint, 2.0 * view.ratio))
        _draw_shape_frame(painter, display, view, hovered)
    painter.setPen(cosmetic_pen(accent, 2.0 * view.ratio))
    for index in shapes:
        _draw_shape_frame(painter, display, view, index)


def _draw_shape_frame(painter: QPainter, display: Display, view: View, index: int) -> None:
    shape = display.shapes[index]
    if shape.kind in ("line", "arrow"):
        start, end = view.to_device(np.array(shape.points)).tolist()
        painter.drawLine(QPointF(*start), QPointF(*end))
        return
    low, high = view.to_device(np.array(shape.box).reshape(2, 2)).round().tolist()
    grow = _RING_GAP * view.scale
    frame = QRectF(QPointF(*low), QPointF(*high)).adjusted(-grow, -grow, grow, grow)
    if shape.kind == "circle":
        painter.drawEllipse(frame)
    else:
        painter.drawRect(frame)


def _in_view(boxes: Floats, view: View) -> NDArray[np.bool_]:
    return (
        (boxes[:, 2] >= 0)
        & (boxes[:, 0] <= view.width)
        & (boxes[:, 3] >= 0)
        & (boxes[:, 1] <= view.height)
    )
