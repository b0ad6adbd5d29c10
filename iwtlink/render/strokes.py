"""The lines of a chart and their arrow heads."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPolygonF

from iwtlink.chart.arrows import arrow_polygons
from iwtlink.chart.display import Display
from iwtlink.render.batches import draw_lines
from iwtlink.render.view import View

Indexes = NDArray[np.int64]
MANY_LINES = 3000
"""Beyond this, lines are one pixel wide and those of items out of view are not smoothed."""
_SMALLEST_ARROW_PX = 4.0
_SMALLEST_DASH = 0.6
"""Dashes shrink with the zoom down to this; smaller they would look like a solid line."""


def paint_lines(
    painter: QPainter, display: Display, view: View, lines: Indexes, is_near: NDArray[np.bool_]
) -> None:
    """Paint the given lines (indexes in rising order).

    ``is_near`` (K,) tells for each of all lines whether one of its items is in view.
    """
    many = len(lines) > MANY_LINES
    if many:
        _paint_by_pen(painter, display, view, lines[~is_near[lines]], width=1.0, smooth=False)
        lines = lines[is_near[lines]]
    width = 1.0 if many else max(1.0, display.style.link_width_px * view.scale)
    _paint_by_pen(painter, display, view, lines, width, smooth=len(lines) <= 4 * MANY_LINES)


def _paint_by_pen(
    painter: QPainter, display: Display, view: View, lines: Indexes, width: float, smooth: bool
) -> None:
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, smooth)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    bounds = np.searchsorted(lines, display.pen_starts)
    for pen in np.flatnonzero(np.diff(bounds)):
        own = lines[bounds[pen] : bounds[pen + 1]]
        painter.setPen(line_pen(display, int(pen), view, width))
        is_arc = display.bends[own] != 0
        straight = display.line_points[own[~is_arc]]
        draw_lines(painter, view.to_device(straight.reshape(-1, 2)).reshape(-1, 4))
        for line in own[is_arc]:
            painter.drawPath(arc(display, view, int(line)))


def line_pen(display: Display, pen: int, view: View, width: float) -> QPen:
    """Give Qt's pen for one strength and colour, ``width`` device pixels wide."""
    made = QPen(QColor.fromRgb(int(display.pen_colours[pen])))
    made.setWidthF(width)
    made.setCosmetic(True)
    made.setCapStyle(Qt.PenCapStyle.FlatCap)
    dashes = display.style.dashes[int(display.pen_strengths[pen])]
    if dashes:
        scale = max(view.scale, _SMALLEST_DASH * view.ratio) / width
        made.setDashPattern([length * scale for length in dashes])
    return made


def arc(display: Display, view: View, line: int) -> QPainterPath:
    """Give a line as a curve in device pixels."""
    points = np.vstack((display.line_points[line].reshape(2, 2), display.line_controls[line]))
    (x1, y1), (x2, y2), (cx, cy) = view.to_device(points)
    path = QPainterPath(QPointF(x1, y1))
    path.quadTo(cx, cy, x2, y2)
    return path


def paint_arrows(
    painter: QPainter, display: Display, view: View, is_shown: NDArray[np.bool_]
) -> int:
    """Paint the heads of the lines marked in ``is_shown`` (K,); give how many."""
    if display.style.arrow_length_px * view.zoom < _SMALLEST_ARROW_PX:
        return 0
    heads = np.flatnonzero(is_shown[display.arrow_lines])
    corners = view.to_device(arrow_polygons(display, heads))
    inside = ((corners > -32) & (corners < (view.width + 32, view.height + 32))).all(axis=(1, 2))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
    painter.setPen(Qt.PenStyle.NoPen)
    colours = display.line_colours[display.arrow_lines[heads]]
    current = -1
    for index in np.flatnonzero(inside):
        if colours[index] != current:
            current = int(colours[index])
            painter.setBrush(QColor.fromRgb(current))
        painter.drawPolygon(QPolygonF([QPointF(x, y) for x, y in corners[index].tolist()]))
    return int(inside.sum())
