"""A small picture of a whole chart, with a frame round what is seen of it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QWidget

from iwtlink.chart.display import Display
from iwtlink.gui.chartview.view import ChartView
from iwtlink.i18n import tr
from iwtlink.render.batches import draw_boxes, draw_lines

_MARGIN = 6.0
_MOST_LINES = 4000
"""More lines than this would fill the picture: every so many-th is drawn."""
_FEW = 300
_STEP = 0.1
"""Part of what is seen by which an arrow key moves the view."""
_WAYS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}


@dataclass(frozen=True, slots=True)
class _Scale:
    """From chart units to device pixels of the map: ``p * scale + offset``."""

    scale: float
    offset: NDArray[np.float64]

    def to_map(self, points: NDArray[np.float64]) -> NDArray[np.float64]:
        """Give device pixels of chart points; shape (..., 2)."""
        return points * self.scale + self.offset

    def to_chart(self, x: float, y: float) -> tuple[float, float]:
        """Give the chart point under a device pixel."""
        left, top = self.offset.tolist()
        return (x - left) / self.scale, (y - top) / self.scale


class OverviewMap(QWidget):
    """Shows where a chart view looks. Press or drag moves the view, the wheel zooms it.

    By keyboard: arrows move it, + and - zoom.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("overview_map")
        self.setAccessibleName(tr("Map of the whole chart"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumSize(96, 72)
        self._view: ChartView | None = None
        self._picture = QImage()
        self._shown: Display | None = None
        self._placed = _Scale(1.0, np.zeros(2))
        self._grab: tuple[float, float] | None = None

    def follow(self, view: ChartView | None) -> None:
        """Show the chart of this view from now on; None: of none."""
        if self._view is not None:
            self._view.looked.disconnect(self.update)
            self._view.displayed.disconnect(self.update)
            self._view.destroyed.disconnect(self._forget)
        self._view, self._shown = view, None
        if view is not None:
            view.looked.connect(self.update)
            view.displayed.connect(self.update)
            view.destroyed.connect(self._forget)
        self.update()

    # --- what Qt asks

    def sizeHint(self) -> QSize:
        """Give a size that leaves the chart its room."""
        return QSize(220, 150)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Draw the picture anew at the new size."""
        self._shown = None
        super().resizeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the picture and the frame."""
        view = self._view
        painter = QPainter(self)
        if view is None or view.display is None:
            painter.fillRect(self.rect(), self.palette().window())
            return
        self._draw(view.display)
        self._picture.setDevicePixelRatio(self.devicePixelRatioF())
        painter.drawImage(0, 0, self._picture)
        self._paint_frame(painter, view, view.display)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take the frame, or bring it here."""
        view = self._view
        if event.button() != Qt.MouseButton.LeftButton or view is None or view.display is None:
            return
        at, middle = self._chart_point(event.position()), _middle_of(view)
        seen = view.view
        half = (seen.width / seen.scale / 2, seen.height / seen.scale / 2)
        is_inside = abs(at[0] - middle[0]) <= half[0] and abs(at[1] - middle[1]) <= half[1]
        self._grab = (middle[0] - at[0], middle[1] - at[1]) if is_inside else (0.0, 0.0)
        self._look_at(event.position())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Move the view along."""
        if self._grab is not None and event.buttons() & Qt.MouseButton.LeftButton:
            self._look_at(event.position())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go of the frame."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._grab = None

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom the view about its middle."""
        if self._view is not None and event.angleDelta().y():
            self._view.zoom(1.2 ** (event.angleDelta().y() / 120))
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move and zoom the view."""
        key, view = Qt.Key(event.key()), self._view
        if view is None or (key not in _WAYS and key not in (Qt.Key.Key_Plus, Qt.Key.Key_Minus)):
            super().keyPressEvent(event)
        elif key in _WAYS:
            x, y = _WAYS[key]
            seen = view.view
            dx, dy = round(-x * seen.width * _STEP), round(-y * seen.height * _STEP)
            view.look(seen.panned(dx, dy))
        else:
            view.zoom(1.25 if key == Qt.Key.Key_Plus else 0.8)

    # --- within

    def _forget(self) -> None:
        self._view, self._shown = None, None
        self.update()

    def _look_at(self, point: QPointF) -> None:
        if self._view is not None and self._grab is not None:
            x, y = self._chart_point(point)
            self._view.look(self._view.view.centred(x + self._grab[0], y + self._grab[1]))

    def _chart_point(self, point: QPointF) -> tuple[float, float]:
        assert self._view is not None and self._view.display is not None
        ratio = self.devicePixelRatioF()
        self._draw(self._view.display)
        return self._placed.to_chart(point.x() * ratio, point.y() * ratio)

    def _scale_for(self, display: Display) -> _Scale:
        left, top, right, bottom = display.extents
        ratio = self.devicePixelRatioF()
        size = np.array((self.width(), self.height())) * ratio
        room = np.maximum(size - 2 * _MARGIN * ratio, 8.0)
        scale = float((room / np.maximum((right - left, bottom - top), 1.0)).min())
        middle = np.array(((left + right) / 2, (top + bottom) / 2))
        return _Scale(min(scale, ratio), size / 2 - middle * min(scale, ratio))

    def _draw(self, display: Display) -> None:
        """Draw the picture, unless it is of this display already."""
        ratio = self.devicePixelRatioF()
        size = QSize(round(self.width() * ratio), round(self.height() * ratio))
        if self._shown is display and self._picture.size() == size:
            return
        self._shown = display
        self._picture = QImage(size, QImage.Format.Format_RGB32)
        self._picture.fill(QColor.fromRgb(display.style.colours.paper))
        self._placed = self._scale_for(display)
        painter = QPainter(self._picture)
        _draw_chart(painter, display, self._placed, ratio)
        painter.end()

    def _paint_frame(self, painter: QPainter, view: ChartView, display: Display) -> None:
        ratio = self.devicePixelRatioF()
        seen = view.view
        corners = np.array((seen.to_chart(0, 0), seen.to_chart(seen.width, seen.height)))
        low, high = (self._placed.to_map(corners) / ratio).tolist()
        frame = QRectF(QPointF(*low), QPointF(*high))
        wash = QColor.fromRgb(display.style.colours.selection)
        painter.setPen(QPen(wash, 1.5))
        wash.setAlpha(28)
        painter.setBrush(wash)
        painter.drawRect(frame.intersected(QRectF(self.rect()).adjusted(1, 1, -2, -2)))


def _middle_of(view: ChartView) -> tuple[float, float]:
    return view.view.to_chart(view.view.width / 2, view.view.height / 2)


def _draw_chart(painter: QPainter, display: Display, scale: _Scale, ratio: float) -> None:
    """Draw links as thin lines, items as squares in the colour of their type."""
    colours = display.style.colours
    step = max(1, -(-len(display.ends) // _MOST_LINES))
    painter.setPen(QColor.fromRgb(colours.link))
    painter.setOpacity(0.5)
    ends = scale.to_map(display.positions[display.ends[::step]]).reshape(-1, 4)
    draw_lines(painter, ends)
    painter.setOpacity(1.0)
    _draw_frames(painter, display, scale)
    side = (5.0 if len(display.positions) <= _FEW else 2.0) * ratio
    corners = scale.to_map(display.positions) - side / 2
    painter.setPen(Qt.PenStyle.NoPen)
    plain = ~display.is_container
    for colour in np.unique(display.node_colours[plain]).tolist():
        own = corners[plain & (display.node_colours == colour)].round()
        painter.setBrush(QColor.fromRgb(colour))
        draw_boxes(painter, np.hstack((own, own + side)))


def _draw_frames(painter: QPainter, display: Display, scale: _Scale) -> None:
    """Draw containers and free shapes as empty boxes."""
    boxes = [shape.box for shape in display.shapes if shape.kind != "group"]
    held = np.flatnonzero(display.is_container)
    places, halves = display.positions[held], display.halves[held]
    sides = np.vstack(
        (np.array(boxes).reshape(-1, 4), np.hstack((places - halves, places + halves)))
    )
    painter.setPen(QColor.fromRgb(display.style.colours.script_text))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    draw_boxes(painter, scale.to_map(sides.reshape(-1, 2)).reshape(-1, 4).round())
