"""Grid and paper frame: faint, over the painted chart, so that the picture need not change."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath

from iwtlink.chart.display import Display
from iwtlink.gui.chartview.ground import Box, Ground
from iwtlink.gui.chartview.rings import cosmetic_pen
from iwtlink.render.batches import draw_lines
from iwtlink.render.view import View

_CLOSEST_PX = 9.0
"""Lines of the grid nearer together than this many pixels are thinned out."""
_STRONG = 5
"""Every so many lines of the grid one is stronger."""
_WORDS_PX = 12


def paint_ground(painter: QPainter, display: Display, view: View, ground: Ground) -> None:
    """Paint grid and frame; ``painter`` counts device pixels."""
    if ground.is_grid_shown and ground.grid_step > 0:
        _paint_grid(painter, display, view, ground.grid_step)
    if ground.frame is not None:
        _paint_frame(painter, display, view, ground.frame, ground.frame_words)


def _paint_grid(painter: QPainter, display: Display, view: View, step: float) -> None:
    while step * view.zoom < _CLOSEST_PX:
        step *= _STRONG
    left, top = view.to_chart(0, 0)
    right, bottom = view.to_chart(view.width, view.height)
    columns = np.arange(np.floor(left / step), np.ceil(right / step) + 1)
    rows = np.arange(np.floor(top / step), np.ceil(bottom / step) + 1)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    for is_strong, alpha in ((False, 22), (True, 48)):
        colour = QColor.fromRgb(display.style.colours.text)
        colour.setAlpha(alpha)
        painter.setPen(cosmetic_pen(colour, 1.0))
        x = np.round(columns[(columns % _STRONG == 0) == is_strong] * step * view.scale)
        y = np.round(rows[(rows % _STRONG == 0) == is_strong] * step * view.scale)
        _draw_grid_lines(painter, view, x - view.left, y - view.top)


def _draw_grid_lines(painter: QPainter, view: View, x: np.ndarray, y: np.ndarray) -> None:
    upright = np.column_stack((x, np.zeros(len(x)), x, np.full(len(x), view.height)))
    level = np.column_stack((np.zeros(len(y)), y, np.full(len(y), view.width), y))
    draw_lines(painter, np.vstack((upright, level)))


def _paint_frame(painter: QPainter, display: Display, view: View, frame: Box, words: str) -> None:
    """Paint the edge of the sheet, dim what lies off it, and say what it is."""
    low, high = view.to_device(np.array(frame).reshape(2, 2)).round().tolist()
    sheet = QRectF(QPointF(*low), QPointF(*high))
    off = QPainterPath()
    off.addRect(QRectF(0, 0, view.width, view.height))
    on = QPainterPath()
    on.addRect(sheet)
    shade = QColor.fromRgb(display.style.colours.text)
    shade.setAlpha(24)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    painter.fillPath(off - on, shade)
    edge = QColor.fromRgb(display.style.colours.script_text)
    painter.setPen(cosmetic_pen(edge, 1.0 * view.ratio, Qt.PenStyle.DashLine))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(sheet)
    if words:
        _paint_words(painter, view, sheet, words)


def _paint_words(painter: QPainter, view: View, sheet: QRectF, words: str) -> None:
    """Write what the sheet is above its left corner, or inside where that is out of view."""
    font = painter.font()
    font.setPixelSize(round(_WORDS_PX * view.ratio))
    painter.setFont(font)
    height = round(1.6 * _WORDS_PX * view.ratio)
    left = max(sheet.left(), 0.0) + 4 * view.ratio
    top = sheet.top() - height if sheet.top() >= height else max(sheet.top(), 0.0)
    flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
    painter.drawText(QRectF(left, top, view.width, height), int(flags), words)
