"""The one item of pyqtgraph's view: blits the canvas and paints the marks over it."""

from __future__ import annotations

import pyqtgraph as pg
from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyleOptionGraphicsItem, QWidget

from iwtlink.gui.chartview.canvas import Canvas
from iwtlink.gui.chartview.ground import Ground
from iwtlink.gui.chartview.marks import Marks, paint_marks


class Surface(pg.GraphicsObject):
    """Paints in the window's own pixels, whatever the view's transform."""

    def __init__(self, canvas: Canvas, marks: Marks, ground: Ground) -> None:
        super().__init__()
        self._canvas = canvas
        self._marks = marks
        self._ground = ground
        self._box = QRectF()

    def cover(self, box: QRectF) -> None:
        """Cover the visible part of the scene."""
        self.prepareGeometryChange()
        self._box = box

    def boundingRect(self) -> QRectF:
        """Give the visible part of the scene."""
        return self._box

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        """Blit the picture, then the marks; arrays are read and nothing else."""
        canvas = self._canvas
        painter.save()
        painter.resetTransform()
        canvas.blit(painter)
        if canvas.display is not None:
            painter.scale(1 / canvas.view.ratio, 1 / canvas.view.ratio)
            display, marks = canvas.display, self._marks
            if canvas.carried is not None and canvas.carried_now is not None:
                display, marks = canvas.carried_now, marks.carrying(canvas.carried)
            paint_marks(painter, display, canvas.view, marks, self._ground)
        painter.restore()
