"""The program's own chart, driven as its window drives it: canvas, hits, drag, zoom."""

from __future__ import annotations

import numpy as np
from PySide6.QtGui import QImage, QPainter

from iwtlink.chart.display import Display
from iwtlink.gui.chartview.canvas import Canvas
from iwtlink.render.view import View
from iwtlink.store.charts.content import ChartContent
from tests.speed.chart.graphs import display_of


class OurChart:
    """A canvas with a display, painting into images as the window's surface does."""

    def __init__(self, content: ChartContent) -> None:
        self.content = content
        self.display: Display = display_of(content)
        self.canvas = Canvas()
        self.canvas.show(self.display)

    def paint(self, image: QImage, view: View) -> None:
        """Paint a view afresh and blit it."""
        self.canvas.look(view)
        self.canvas.sharpen()
        self.blit(image)

    def blit(self, image: QImage) -> None:
        """Blit what there is."""
        painter = QPainter(image)
        self.canvas.blit(painter)
        painter.end()

    def pan(self, image: QImage, dx: int, dy: int) -> None:
        """Move the picture by whole pixels."""
        self.canvas.look(self.canvas.view.panned(dx, dy))
        self.blit(image)

    def zoom(self, image: QImage, view: View) -> None:
        """Show another zoom at once, as sharp as there is time for."""
        self.canvas.look(view)
        self.blit(image)

    def take(self, index: int) -> None:
        """Begin to drag an entity."""
        self.canvas.begin_move(np.array([index]))

    def drag(self, image: QImage, dx: float) -> None:
        """Show the entity so far from where it was."""
        self.canvas.move(dx, 0.0)
        self.blit(image)

    def drop(self) -> None:
        """End the drag."""
        self.canvas.end_move()
        self.canvas.show(self.display)
