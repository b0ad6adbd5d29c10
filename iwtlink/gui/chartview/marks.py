"""What lies over the painted chart: selection, hover, the keyboard's item, handles, guides."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter

from iwtlink.chart.display import Display
from iwtlink.chart.hand.carried import Carried
from iwtlink.chart.hand.effects import Guide
from iwtlink.chart.hand.handles import Handle
from iwtlink.gui.chartview.grips import paint_guides, paint_handles, paint_outline
from iwtlink.gui.chartview.ground import Box, Ground
from iwtlink.gui.chartview.rings import (
    cosmetic_pen,
    paint_current,
    paint_hovered_item,
    paint_rings,
    paint_selected_lines,
    paint_shape_frames,
)
from iwtlink.gui.chartview.underlay import paint_ground
from iwtlink.render.batches import draw_lines
from iwtlink.render.view import View

Indexes = NDArray[np.int64]
NONE: Indexes = np.zeros(0, np.int64)


@dataclass(slots=True)
class Marks:
    """Indexes of the display's items, lines and shapes that are marked; -1 is none."""

    items: Indexes = field(default_factory=lambda: NONE)
    lines: Indexes = field(default_factory=lambda: NONE)
    shapes: list[int] = field(default_factory=list)
    hovered_item: int = -1
    hovered_line: int = -1
    hovered_shape: int = -1
    current: int = -1
    """The item the keyboard is at; shown while the view has the keyboard."""
    handles: tuple[Handle, ...] = ()
    hovered_handle: int = -1
    band: Box | None = None
    """The rubber band in chart units: left, top, right, bottom."""
    stretched: Box | None = None
    """A link being drawn, in chart units: from x, y to x, y."""
    outline: tuple[tuple[float, float], ...] = ()
    """Where what is being dragged would be: a line through points in chart units."""
    guides: tuple[Guide, ...] = ()
    """With what a dragged item stands in line."""

    def carrying(self, held: Carried) -> Marks:
        """Give the marks of what is being dragged, for the small display that it is."""
        shapes = list(range(len(held.display.shapes)))
        return Marks(items=held.moving, shapes=shapes, guides=self.guides)


def paint_marks(
    painter: QPainter, display: Display, view: View, marks: Marks, ground: Ground
) -> None:
    """Paint the marks; ``painter`` counts device pixels."""
    accent = QColor.fromRgb(display.style.colours.selection)
    painter.save()
    painter.setClipRect(0, 0, view.width, view.height)
    paint_ground(painter, display, view, ground)
    paint_selected_lines(painter, display, view, marks.lines, accent, 3.0)
    if marks.hovered_item >= 0:
        paint_hovered_item(painter, display, view, marks.hovered_item, accent)
    if marks.hovered_line >= 0:
        faint = QColor(accent)
        faint.setAlpha(140)
        paint_selected_lines(painter, display, view, np.array([marks.hovered_line]), faint, 3.0)
    paint_shape_frames(painter, display, view, marks.shapes, marks.hovered_shape, accent)
    paint_rings(painter, display, view, marks.items, accent)
    if marks.current >= 0:
        paint_current(painter, display, view, marks.current, accent)
    paint_guides(painter, view, marks.guides, accent)
    paint_outline(painter, view, marks.outline, accent)
    is_still = not marks.outline and marks.band is None
    if is_still and not ground.is_fixed:
        paint_handles(painter, display, view, marks.handles, marks.hovered_handle, accent)
    if marks.band is not None:
        _paint_band(painter, view, marks.band, accent)
    if marks.stretched is not None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
        painter.setPen(cosmetic_pen(accent, 2.0 * view.ratio, Qt.PenStyle.DashLine))
        draw_lines(painter, view.to_device(np.array(marks.stretched).reshape(2, 2)).reshape(1, 4))
    painter.restore()


def _paint_band(painter: QPainter, view: View, band: Box, accent: QColor) -> None:
    corners = np.round(view.to_device(np.array(band).reshape(2, 2))).tolist()
    wash = QColor(accent)
    wash.setAlpha(32)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    painter.setPen(cosmetic_pen(accent, 1.0 * view.ratio))
    painter.setBrush(wash)
    painter.drawRect(QRectF(QPointF(*corners[0]), QPointF(*corners[1])).normalized())
