"""The paper of a chart: a display, looked at from nearer or farther."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QEvent, QPointF, QSize, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGraphicsView, QWidget

from iwtlink.chart.display import Display
from iwtlink.gui.chartview.canvas import Canvas
from iwtlink.gui.chartview.ground import Box, Ground
from iwtlink.gui.chartview.marks import Marks
from iwtlink.gui.chartview.surface import Surface
from iwtlink.render.fonts import load_fonts
from iwtlink.render.icons import Pictures, PictureSource
from iwtlink.render.overview import READABLE_ZOOM
from iwtlink.render.view import LARGEST, View

SETTLE_MS = 55
"""Pause after which a scaled picture is painted sharp."""
_MARGIN = 16.0
"""Logical pixels left free round a chart that is fitted."""
_OVERVIEW_MARGIN = 32.0
"""Logical pixels left around an overview, whose names are enlarged."""


class Paper(pg.GraphicsView):
    """Shows one ``Display`` through a ``View``; scaled at once, painted sharp when it rests."""

    zoom_changed = Signal(float)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, useOpenGL=False, background=None)
        load_fonts()
        self.setViewportUpdateMode(QGraphicsView.ViewportUpdateMode.FullViewportUpdate)
        self.canvas = Canvas()
        self.marks = Marks()
        self.ground = Ground()
        self._was_fitted = False
        """It was fitted when there was room for it: it is not fitted unasked again."""
        self._fitted_view: View | None = None
        self._surface = Surface(self.canvas, self.marks, self.ground)
        self.addItem(self._surface)
        self._settle = QTimer(self, singleShot=True, interval=SETTLE_MS)
        self._settle.timeout.connect(self._sharpen)

    @property
    def display(self) -> Display | None:
        """The display shown, with items dragged where they were dropped."""
        return self.canvas.display

    def set_pictures(self, source: PictureSource | None) -> None:
        """Take where photographs come from, by id."""
        self.canvas.pictures = Pictures(source) if source else None
        self.refresh()

    def forget_pictures(self, ids: Sequence[int] = ()) -> None:
        """Read photographs again that changed; all without ids."""
        if self.canvas.pictures is not None:
            self.canvas.pictures.forget(ids)
        self.refresh()

    def refresh(self) -> None:
        """Paint the whole picture anew."""
        self.canvas.end_move()
        self.redraw()

    def redraw(self) -> None:
        """Ask for a frame."""
        self.viewport().update()

    # --- looking

    @property
    def view(self) -> View:
        """What is looked at, in device pixels."""
        return self.canvas.view

    def look(self, view: View) -> None:
        """Look elsewhere."""
        is_zoom = view.scale != self.view.scale
        self.canvas.look(view)
        if not self.canvas.is_sharp:
            if self.canvas.is_quick:
                self._settle.stop()
                self.canvas.sharpen()
            else:
                self._settle.start()
        elif not self.canvas.is_whole:
            self._settle.start()
        if is_zoom:
            self.zoom_changed.emit(view.zoom)
        self.redraw()

    def fit(self) -> None:
        """Show the whole chart."""
        if self.display is None or not len(self.display.positions):
            return
        self._was_fitted = self.viewport().width() > 32 and self.isVisible()
        fitted = self._sized().fitted(self.display.extents, margin=_MARGIN)
        if fitted.zoom < READABLE_ZOOM:  # names are enlarged and reach beyond the chart's own edge
            wide = _with_names(self.display, READABLE_ZOOM / fitted.zoom)
            fitted = self._sized().fitted(wide, margin=_OVERVIEW_MARGIN)
        self.look(fitted)
        self._fitted_view = self.view

    @property
    def is_fitted(self) -> bool:
        """Tell whether it is looked at as the whole chart was shown last."""
        return self.view == self._fitted_view

    def shows_all(self) -> bool:
        """Tell whether the whole chart is in view, fitted or not."""
        if self.display is None or self.is_fitted:
            return self.display is not None
        left, top = self.view.to_chart(0, 0)
        right, bottom = self.view.to_chart(self.view.width, self.view.height)
        box = self.display.extents
        return bool(left <= box[0] and top <= box[1] and right >= box[2] and bottom >= box[3])

    def keep_looking(self) -> None:
        """Fit nothing unasked from now on: somebody puts items where he looks."""
        self._was_fitted, self._fitted_view = True, None

    def zoom(self, factor: float, at: QPointF | None = None) -> None:
        """Show the chart larger by ``factor``, around a point of the widget or its middle."""
        point = at or QPointF(self.viewport().rect().center())
        ratio = self.view.ratio
        x, y = point.x() * ratio, point.y() * ratio
        self.look(self.view.zoomed(self.view.zoom * factor, x, y))

    def show_box(self, box: Box) -> None:
        """Show a box of chart units (corners in any order) as large as it fits."""
        low, high = np.array(box).reshape(2, 2).min(axis=0), np.array(box).reshape(2, 2).max(axis=0)
        self.look(
            self._sized().fitted((*low.tolist(), *high.tolist()), margin=0.0, largest=LARGEST)
        )

    def actual_size(self) -> None:
        """Show the chart at its own size, around the middle."""
        self.zoom(1.0 / self.view.zoom)

    def chart_point(self, point: QPointF) -> tuple[float, float]:
        """Give the chart point under a point of the widget."""
        return self.view.to_chart(point.x() * self.view.ratio, point.y() * self.view.ratio)

    # --- what Qt asks

    def sizeHint(self) -> QSize:
        """Give a comfortable size."""
        return QSize(960, 640)

    def close(self) -> bool:
        """Close as any widget does.

        WORKAROUND: pyqtgraph 0.14's own ``close`` takes the viewport away while Qt still sends
        it events, which crashes. Remove when it no longer does.
        """
        return QGraphicsView.close(self)

    def showEvent(self, event: QEvent) -> None:
        """Fit the chart when it is first seen."""
        super().showEvent(event)
        if not self._was_fitted:
            self.fit()

    def resizeEvent(self, event: QResizeEvent | None) -> None:
        """Keep the middle of the view in the middle, and a chart that is fitted so."""
        super().resizeEvent(event)
        if hasattr(self, "canvas"):  # pyqtgraph resizes while it is being made
            self._resized()

    def paintEvent(self, event: QEvent) -> None:
        """Paint a frame; first adapt to the screen's density."""
        if self.view.ratio != self.viewport().devicePixelRatioF():
            self._resized()
        super().paintEvent(event)

    # --- within

    def _sharpen(self) -> None:
        self.canvas.sharpen()
        self.redraw()

    def _sized(self) -> View:
        ratio = self.viewport().devicePixelRatioF()
        size = self.viewport().size()
        width, height = max(1, round(size.width() * ratio)), max(1, round(size.height() * ratio))
        if (width, height, ratio) == (self.view.width, self.view.height, self.view.ratio):
            return self.view
        return self.view.sized(width, height, ratio)

    def _resized(self) -> None:
        if self.is_fitted:
            self._was_fitted = False
        self.canvas.look(self._sized())
        self._surface.cover(self.mapToScene(self.viewport().rect()).boundingRect())
        if not self._was_fitted:
            self.fit()
        self._sharpen()


def _with_names(display: Display, factor: float) -> Box:
    """Give the extents of a chart whose names are enlarged, each from its upper edge."""
    text, middles = display.node_text.boxes, display.positions
    sides = middles[:, 0:1] + text[:, (0, 2)] * factor
    bottoms = middles[:, 1] + text[:, 1] + (text[:, 3] - text[:, 1]) * factor
    left, top, right, bottom = display.extents
    if not len(middles):
        return left, top, right, bottom
    return (
        min(left, float(sides.min())),
        top,
        max(right, float(sides.max())),
        max(bottom, float(bottoms.max())),
    )
