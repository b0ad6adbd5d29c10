"""What lies over the painted chart: selection, hover, the keyboard's item, the rubber band."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from iwtlink.chart.display import Display
from iwtlink.render.batches import draw_boxes, draw_lines
from iwtlink.render.overview import READABLE_ZOOM, reaching_icons
from iwtlink.render.strokes import arc
from iwtlink.render.view import View

Floats = NDArray[np.float64]
Indexes = NDArray[np.int64]
NONE: Indexes = np.zeros(0, np.int64)
_RING_GAP = 3.0
"""Chart units between an icon and the ring round it."""
_MANY = 1500
"""More rings than this are plain rectangles, drawn in one call."""


@dataclass(slots=True)
class Marks:
    """Indexes of the display's items and lines that are marked; -1 is none."""

    items: Indexes = field(default_factory=lambda: NONE)
    lines: Indexes = field(default_factory=lambda: NONE)
    hovered_item: int = -1
    hovered_line: int = -1
    current: int = -1
    """The item the keyboard is at; shown while the view has the keyboard."""
    band: tuple[float, float, float, float] | None = None
    """The rubber band in chart units: left, top, right, bottom."""
    stretched: tuple[float, float, float, float] | None = None
    """A link being drawn, in chart units: from x, y to x, y."""


def paint_marks(painter: QPainter, display: Display, view: View, marks: Marks) -> None:
    """Paint the marks; ``painter`` counts device pixels."""
    accent = QColor.fromRgb(display.style.colours.selection)
    painter.save()
    painter.setClipRect(0, 0, view.width, view.height)
    _paint_lines(painter, display, view, marks.lines, accent, 3.0)
    if marks.hovered_item >= 0:
        _paint_hovered_item(painter, display, view, marks.hovered_item, accent)
    if marks.hovered_line >= 0:
        faint = QColor(accent)
        faint.setAlpha(140)
        _paint_lines(painter, display, view, np.array([marks.hovered_line]), faint, 3.0)
    _paint_rings(painter, display, view, marks.items, accent)
    if marks.current >= 0:
        _paint_current(painter, display, view, marks.current, accent)
    if marks.band is not None:
        _paint_band(painter, view, marks.band, accent)
    if marks.stretched is not None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
        painter.setPen(_pen(accent, 2.0 * view.ratio, Qt.PenStyle.DashLine))
        draw_lines(painter, view.to_device(np.array(marks.stretched).reshape(2, 2)).reshape(1, 4))
    painter.restore()


def _pen(colour: QColor, width: float, style: Qt.PenStyle = Qt.PenStyle.SolidLine) -> QPen:
    pen = QPen(colour, width, style)
    pen.setCosmetic(True)
    return pen


def _ring_boxes(display: Display, view: View, items: Indexes) -> Floats:
    """Give the boxes of the rings in device pixels, whole so that they are crisp."""
    half = display.style.icon_px / 2 + _RING_GAP
    half_px = max(half * view.scale, 4.0 * view.ratio)
    middles = view.to_device(display.positions[items])
    boxes = np.hstack((middles - half_px, middles + half_px))
    return boxes.round()


def _paint_rings(
    painter: QPainter, display: Display, view: View, items: Indexes, accent: QColor
) -> None:
    if not len(items):
        return
    boxes = _ring_boxes(display, view, items)
    seen = _in_view(boxes, view)
    boxes, items = boxes[seen], items[seen]
    wash = QColor(accent)
    wash.setAlpha(48)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(wash)
    if view.zoom >= READABLE_ZOOM:
        draw_boxes(painter, _name_boxes(display, view, items))
    painter.setPen(_pen(accent, 2.0 * view.ratio))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if len(boxes) > _MANY:
        draw_boxes(painter, boxes)
        return
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
    radius = 6.0 * view.scale
    for left, top, right, bottom in boxes.tolist():
        painter.drawRoundedRect(QRectF(left, top, right - left, bottom - top), radius, radius)


def _name_boxes(display: Display, view: View, items: Indexes) -> Floats:
    boxes = display.node_text.boxes[items]
    items, boxes = items[boxes[:, 3] > boxes[:, 1]], boxes[boxes[:, 3] > boxes[:, 1]]
    placed = boxes * view.scale + np.tile(view.to_device(display.positions[items]), 2)
    placed[:, (0, 2)] += np.array((-1, 1)) * display.style.plate_margin_px * view.scale
    return placed


def _paint_current(
    painter: QPainter, display: Display, view: View, item: int, accent: QColor
) -> None:
    left, top, right, bottom = _ring_boxes(display, view, np.array([item]))[0].tolist()
    grow = 4.0 * view.ratio
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    painter.setPen(_pen(accent, 1.0 * view.ratio, Qt.PenStyle.DotLine))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(
        QRectF(left, top, right - left, bottom - top).adjusted(-grow, -grow, grow, grow)
    )


def _paint_hovered_item(
    painter: QPainter, display: Display, view: View, item: int, accent: QColor
) -> None:
    first, last = display.neighbour_starts[item], display.neighbour_starts[item + 1]
    faint = QColor(accent)
    faint.setAlpha(110)
    _paint_lines(painter, display, view, display.neighbour_lines[first:last], faint, 2.0)
    box = _ring_boxes(display, view, np.array([item]))[0].tolist()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
    painter.setPen(_pen(faint, 2.0 * view.ratio))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    radius = 6.0 * view.scale
    painter.drawRoundedRect(QRectF(QPointF(*box[0:2]), QPointF(*box[2:4])), radius, radius)


def _paint_lines(
    painter: QPainter, display: Display, view: View, lines: Indexes, colour: QColor, width: float
) -> None:
    if not len(lines):
        return
    painter.setPen(_pen(colour, width * view.ratio))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, len(lines) <= _MANY)
    if view.zoom < READABLE_ZOOM:
        display = reaching_icons(display, lines)
    is_arc = display.bends[lines] != 0
    for line in lines[is_arc]:
        painter.drawPath(arc(display, view, int(line)))
    straight = lines[~is_arc]
    pieces = display.line_points[straight]
    if view.zoom >= READABLE_ZOOM:
        pieces = _beside_labels(display, straight)
    draw_lines(painter, view.to_device(pieces.reshape(-1, 2)).reshape(-1, 4))


def _beside_labels(display: Display, lines: Indexes) -> Floats:
    """Give the pieces of straight lines before and after their labels, which stay readable."""
    points = display.line_points[lines]
    start, way = points[:, 0:2], points[:, 2:4] - points[:, 0:2]
    boxes = display.link_text.boxes[lines] + np.tile(display.label_centres[lines], 2)
    has_label = np.diff(display.link_text.starts)[lines] > 0
    with np.errstate(divide="ignore", invalid="ignore"):
        one, other = (boxes[:, 0:2] - start) / way, (boxes[:, 2:4] - start) / way
    enters = np.nan_to_num(np.minimum(one, other), nan=-np.inf).max(axis=1).clip(0.0, 1.0)
    leaves = np.nan_to_num(np.maximum(one, other), nan=np.inf).min(axis=1).clip(0.0, 1.0)
    crosses = has_label & (leaves > enters)
    before = np.hstack((start, start + way * enters[:, None]))[crosses]
    after = np.hstack((start + way * leaves[:, None], points[:, 2:4]))[crosses]
    return np.vstack((points[~crosses], before, after))


def _paint_band(
    painter: QPainter, view: View, band: tuple[float, float, float, float], accent: QColor
) -> None:
    corners = np.round(view.to_device(np.array(band).reshape(2, 2))).tolist()
    wash = QColor(accent)
    wash.setAlpha(32)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    painter.setPen(_pen(accent, 1.0 * view.ratio))
    painter.setBrush(wash)
    painter.drawRect(QRectF(QPointF(*corners[0]), QPointF(*corners[1])).normalized())


def _in_view(boxes: Floats, view: View) -> NDArray[np.bool_]:
    return (
        (boxes[:, 2] >= 0)
        & (boxes[:, 0] <= view.width)
        & (boxes[:, 3] >= 0)
        & (boxes[:, 1] <= view.height)
    )
