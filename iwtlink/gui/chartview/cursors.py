"""The pointer's shape: it says what the left button would do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QCursor

from iwtlink.chart.display import Display
from iwtlink.chart.hand.handles import Handle
from iwtlink.gui.icons import action_icon

if TYPE_CHECKING:
    from iwtlink.gui.chartview.pointing import Pointing
    from iwtlink.gui.chartview.view import ChartView

Shape = Qt.CursorShape
_SIDES = {
    "n": Shape.SizeVerCursor,
    "s": Shape.SizeVerCursor,
    "w": Shape.SizeHorCursor,
    "e": Shape.SizeHorCursor,
    "nw": Shape.SizeFDiagCursor,
    "se": Shape.SizeFDiagCursor,
    "ne": Shape.SizeBDiagCursor,
    "sw": Shape.SizeBDiagCursor,
}


_BRUSH_PX = 20


def cursor_for(view: ChartView, pointing: Pointing) -> Shape | QCursor:
    """Give the pointer's shape for the tool in use and what is under it."""
    marks = view.marks
    if pointing.is_panning:
        return Shape.ClosedHandCursor if pointing.is_busy else Shape.OpenHandCursor
    if pointing.is_zooming or view.ground.armed or pointing.tool == "link":
        return Shape.CrossCursor
    if view.moving.is_under_way:
        return Shape.SizeAllCursor
    if view.ground.is_handing_on:
        return _brush()
    if pointing.is_spacing and view.display is not None:
        return _across(view.display, marks.hovered_line)
    if 0 <= marks.hovered_handle < len(marks.handles):
        return _of_handle(marks.handles[marks.hovered_handle])
    if max(marks.hovered_item, marks.hovered_line, marks.hovered_shape) >= 0:
        return Shape.PointingHandCursor
    return Shape.ArrowCursor


def _brush() -> QCursor:
    """Give the pointer that paints: a brush, its tip at the point."""
    picture = action_icon("brush").pixmap(_BRUSH_PX, _BRUSH_PX)
    return QCursor(picture, 2, _BRUSH_PX - 3)


def _of_handle(handle: Handle) -> Shape:
    if handle.kind == "side":
        return _SIDES[handle.part]
    return Shape.CrossCursor if handle.kind == "end" else Shape.SizeAllCursor


def _across(display: Display, line: int) -> Shape:
    """Give the shape for drawing lines apart: across the way they run."""
    x1, y1, x2, y2 = display.line_points[line].tolist()
    return Shape.SplitVCursor if abs(x2 - x1) >= abs(y2 - y1) else Shape.SplitHCursor
