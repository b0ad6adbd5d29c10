"""What shows while the hand works: handles of what is selected, guides, outlines."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPolygonF

from iwtlink.chart.display import Display
from iwtlink.chart.hand.effects import Guide
from iwtlink.chart.hand.handles import HANDLE_PX, Handle, is_shown
from iwtlink.gui.chartview.rings import cosmetic_pen
from iwtlink.render.view import View

_LEAST_ZOOM = 0.15
"""Farther out than this handles would cover what they belong to."""


def paint_handles(
    painter: QPainter,
    display: Display,
    view: View,
    handles: tuple[Handle, ...],
    hovered: int,
    accent: QColor,
) -> None:
    """Paint handles: squares at sides, discs at the ends of links and at corners, a grip."""
    if view.zoom < _LEAST_ZOOM:
        return
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
    painter.setPen(cosmetic_pen(accent, 1.5 * view.ratio))
    paper = QColor.fromRgb(display.style.colours.paper)
    for index, handle in enumerate(handles):
        if is_shown(handle, view.zoom):
            painter.setBrush(accent if index == hovered else paper)
            _draw_handle(painter, view, handle)


def _draw_handle(painter: QPainter, view: View, handle: Handle) -> None:
    middle = QPointF(*view.to_device(np.array((handle.x, handle.y))).round().tolist())
    half = HANDLE_PX * view.ratio
    box = QRectF(middle.x() - half, middle.y() - half, 2 * half, 2 * half)
    if handle.kind in ("end", "stroke"):
        painter.drawEllipse(box)
    elif handle.kind == "corner":
        _draw_diamond(painter, middle, half * 1.2)
    elif handle.kind == "label":
        _draw_dots(painter, middle, view.ratio)
    else:
        painter.drawRect(box.adjusted(1, 1, -1, -1))


def _draw_dots(painter: QPainter, middle: QPointF, ratio: float) -> None:
    """Draw the six dots by which one knows that a thing can be dragged."""
    painter.save()
    painter.setBrush(painter.pen().color())
    painter.setPen(Qt.PenStyle.NoPen)
    for across in (-2.0, 2.0):
        for down in (-4.0, 0.0, 4.0):
            painter.drawEllipse(middle + QPointF(across, down) * ratio, 1.2 * ratio, 1.2 * ratio)
    painter.restore()


def _draw_diamond(painter: QPainter, middle: QPointF, half: float) -> None:
    x, y = middle.x(), middle.y()
    points = ((x, y - half), (x + half, y), (x, y + half), (x - half, y))
    painter.drawPolygon(QPolygonF([QPointF(*point) for point in points]))


def paint_guides(painter: QPainter, view: View, guides: tuple[Guide, ...], accent: QColor) -> None:
    """Paint thin lines along what a dragged item stands in line with."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    painter.setPen(cosmetic_pen(accent, 1.0 * view.ratio))
    for guide in guides:
        ends = view.to_device(np.array(((guide.x1, guide.y1), (guide.x2, guide.y2)))).round()
        painter.drawLine(QPointF(*ends[0].tolist()), QPointF(*ends[1].tolist()))


def paint_outline(
    painter: QPainter, view: View, points: tuple[tuple[float, float], ...], accent: QColor
) -> None:
    """Paint where what is being dragged would be."""
    if len(points) < 2:
        return
    placed = view.to_device(np.array(points)).tolist()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
    painter.setPen(cosmetic_pen(accent, 2.0 * view.ratio, Qt.PenStyle.DashLine))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPolyline(QPolygonF([QPointF(*point) for point in placed]))
