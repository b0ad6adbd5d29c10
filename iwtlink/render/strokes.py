"""The lines of a chart and their arrow heads."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPolygonF

from iwtlink.chart.display import Display
from iwtlink.chart.links.arrows import arrow_polygons, tails
from iwtlink.render.batches import draw_lines
from iwtlink.render.overview import READABLE_ZOOM
from iwtlink.render.view import Floats, View

Indexes = NDArray[np.int64]
MANY_LINES = 3000
"""In charts of more, lines are one pixel wide, and those that run far are not smoothed."""
_FAR_PX = 500.0
"""Logical pixels: in a large chart, lines this long mostly pass through."""
_SMALLEST_ARROW_PX = 4.0
_SMALLEST_DASH = 0.6
"""Dashes shrink with the zoom down to this; smaller they would look like a solid line."""


def paint_lines(painter: QPainter, display: Display, view: View, lines: Indexes) -> None:
    """Paint the given lines (indexes in rising order).

    How a line is painted depends on the chart and the zoom alone, never on what else is in view:
    a picture that is panned goes on without a seam.
    """
    many = len(display.ends) > MANY_LINES
    if many:
        is_plain = _run_far(display, view, lines)
        _paint_by_pen(painter, display, view, lines[is_plain], many=True, smooth=False)
        lines = lines[~is_plain]
    _paint_by_pen(painter, display, view, lines, many=many, smooth=True)


def _run_far(display: Display, view: View, lines: Indexes) -> NDArray[np.bool_]:
    """Tell which lines of a large chart run far; all do where there are very many in view."""
    if view.zoom < READABLE_ZOOM and len(display.ends) > 4 * MANY_LINES:
        return np.ones(len(lines), bool)
    points = display.line_points[lines]
    lengths = np.abs(points[:, 2:4] - points[:, 0:2]).max(axis=1)
    far: NDArray[np.bool_] = lengths * view.zoom > _FAR_PX
    return far


def _paint_by_pen(
    painter: QPainter, display: Display, view: View, lines: Indexes, *, many: bool, smooth: bool
) -> None:
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, smooth)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    bounds = np.searchsorted(lines, display.pen_starts)
    usual = display.style.link_width_px * 1.01
    for pen in np.flatnonzero(np.diff(bounds)).tolist():
        own = lines[bounds[pen] : bounds[pen + 1]]
        thick = float(display.pen_widths[pen])
        width = 1.0 if many and thick <= usual else max(1.0, thick * view.scale)
        is_grey = display.line_is_grey[own]
        if is_grey.any():
            painter.setPen(line_pen(display, pen, view, width, display.style.colours.grey))
            _draw(painter, display, view, own[is_grey])
            own = own[~is_grey]
        painter.setPen(line_pen(display, pen, view, width))
        _draw(painter, display, view, own)


def _draw(painter: QPainter, display: Display, view: View, lines: Indexes) -> None:
    """Draw lines with the pen that is set: straight ones in one call."""
    is_path = display.bends[lines] != 0
    if len(display.corners):
        is_path = is_path | (display.corner_starts[lines + 1] > display.corner_starts[lines])
    straight = lines[~is_path]
    points = tails(display, straight)
    draw_lines(painter, view.to_device(points.reshape(-1, 2)).reshape(-1, 4))
    for line in lines[is_path].tolist():
        painter.drawPath(line_path(display, view, line))


def line_pen(display: Display, pen: int, view: View, width: float, colour: int = 0) -> QPen:
    """Give Qt's pen for one strength and colour, ``width`` device pixels wide."""
    made = QPen(QColor.fromRgb(colour or int(display.pen_colours[pen])))
    made.setWidthF(width)
    made.setCosmetic(True)
    made.setCapStyle(Qt.PenCapStyle.FlatCap)
    dashes = display.style.dashes[int(display.pen_strengths[pen])]
    if dashes:
        thick = max(1.0, float(display.pen_widths[pen]))
        least = _SMALLEST_DASH * view.ratio
        scale = max(view.scale * (1.0 + (thick - 1.0) / 2), least) / width
        made.setDashPattern([length * scale for length in dashes])
    return made


def line_path(display: Display, view: View, line: int) -> QPainterPath:
    """Give a line as it is drawn, in device pixels: a curve, or through its bend points."""
    (x1, y1), (x2, y2) = view.to_device(tails(display, np.array([line])).reshape(2, 2)).tolist()
    path = QPainterPath(QPointF(x1, y1))
    first, last = display.corner_starts[line : line + 2].tolist()
    if last > first:
        for x, y in view.to_device(display.corners[first:last]).tolist():
            path.lineTo(x, y)
        path.lineTo(x2, y2)
        return path
    control_x, control_y = view.to_device(display.line_controls[line]).tolist()
    path.quadTo(control_x, control_y, x2, y2)
    return path


def arc(display: Display, view: View, line: int) -> QPainterPath:
    """Give a line as it is drawn, in device pixels."""
    return line_path(display, view, line)


def paint_arrows(
    painter: QPainter, display: Display, view: View, is_shown: NDArray[np.bool_]
) -> int:
    """Paint the heads of the lines marked in ``is_shown`` (K,); give how many."""
    if display.style.arrow_length_px * view.zoom < _SMALLEST_ARROW_PX:
        return 0
    heads = np.flatnonzero(is_shown[display.arrow_lines])
    corners: Floats = view.to_device(arrow_polygons(display, heads))
    low, high = corners.min(axis=1), corners.max(axis=1)
    inside = ((high > -32) & (low < (view.width + 32, view.height + 32))).all(axis=1)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
    painter.setPen(Qt.PenStyle.NoPen)
    lines = display.arrow_lines[heads]
    colours = display.line_colours[lines].astype(np.int64)
    colours[display.line_is_grey[lines]] = display.style.colours.grey
    current = -1
    for index in np.flatnonzero(inside).tolist():
        if colours[index] != current:
            current = int(colours[index])
            painter.setBrush(QColor.fromRgb(current))
        painter.drawPolygon(QPolygonF([QPointF(x, y) for x, y in corners[index].tolist()]))
    return int(inside.sum())
