"""The lines of a chart and their arrow heads."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from iwtlink.chart.display import Display
from iwtlink.chart.links.arrows import arrow_polygons, tails
from iwtlink.render.batches import draw_lines, points_at
from iwtlink.render.cutting import (
    Box,
    Patterns,
    crossing,
    dashed,
    patterns_of,
    settled,
    sticking_out,
    whole_period,
)
from iwtlink.render.overview import READABLE_ZOOM
from iwtlink.render.view import Floats, View

Indexes = NDArray[np.int64]
MANY_LINES = 3000
"""In charts of more, lines are one pixel wide, and those that run far are not smoothed."""
_FAR_PX = 500.0
"""Logical pixels: in a large chart, lines this long mostly pass through."""
_SMALLEST_ARROW_PX = 4.0
_BLEED_PX = 1.0
"""How far outside a clip a line one pixel wide is cut: what its smoothed edge colours. Farther out
of the image Qt would cut it once more and begin its dashes there."""
_SMALLEST_DASH = 0.6
"""Dashes shrink with the zoom down to this; smaller they would look like a solid line."""


@dataclass(frozen=True, slots=True)
class _Drawn:
    """Lines to be drawn (indexes in rising order), in device pixels."""

    lines: Indexes
    ends: Floats
    """(n, 4)"""
    is_path: NDArray[np.bool_]
    """(n,) an arc, or through bend points."""
    enters: Floats
    leaves: Floats
    """(n,) what part of the way, 0 to 1, lies where it is seen."""

    is_cut: bool = False
    """Whether any is seen in part."""

    def of(self, rows: Indexes | slice | NDArray[np.bool_]) -> _Drawn:
        """Give some of them."""
        return _Drawn(
            self.lines[rows],
            self.ends[rows],
            self.is_path[rows],
            self.enters[rows],
            self.leaves[rows],
            self.is_cut,
        )


def paint_lines(
    painter: QPainter,
    display: Display,
    view: View,
    lines: Indexes,
    clip: tuple[int, int, int, int] | None = None,
) -> None:
    """Paint the given lines (indexes in rising order).

    How a line is painted here depends on the chart and the zoom alone, never on what else is in
    view: a picture that is panned goes on without a seam. ``clip`` (device x, y, width, height)
    is all that is seen of them; the thin lines of large charts are cut to it.
    """
    many = len(display.ends) > MANY_LINES
    drawn = _drawn(display, view, lines, clip if many else None)
    if many:
        is_plain = _run_far(display, view, drawn)
        far = drawn if is_plain.all() else drawn.of(is_plain)
        _paint_by_pen(painter, display, view, far, many=True, smooth=False)
        drawn = drawn.of(~is_plain)
    _paint_by_pen(painter, display, view, drawn, many=many, smooth=True)


def _drawn(
    display: Display, view: View, lines: Indexes, clip: tuple[int, int, int, int] | None
) -> _Drawn:
    is_path = are_paths(display, lines)
    ends = view.to_device(tails(display, lines).reshape(-1, 2)).reshape(-1, 4)
    if clip is not None:
        ends = settled(ends)
    drawn = _Drawn(lines, ends, is_path, np.zeros(len(lines)), np.ones(len(lines)))
    if clip is None:
        return drawn
    x, y, width, height = clip
    box = (x - _BLEED_PX, y - _BLEED_PX, x + width + _BLEED_PX, y + height + _BLEED_PX)
    return _seen(drawn, box, is_path | (display.widths[lines] > usual_width(display)))


def _seen(drawn: _Drawn, box: Box, is_whole: NDArray[np.bool_]) -> _Drawn:
    """Give the lines that are seen in a box, and all that are not cut: paths and wide ones."""
    rows = sticking_out(drawn.ends, box)
    rows = rows[~is_whole[rows]]
    if not len(rows):
        return drawn
    kept, first, last = crossing(drawn.ends[rows], box)
    is_seen = np.ones(len(drawn.lines), bool)
    is_seen[rows] = False
    is_seen[rows[kept]] = True
    drawn.enters[rows[kept]], drawn.leaves[rows[kept]] = first, last
    return replace(drawn, is_cut=True).of(is_seen)


def are_paths(display: Display, lines: Indexes) -> NDArray[np.bool_]:
    """Tell which lines are arcs or run through bend points."""
    is_path: NDArray[np.bool_] = display.bends[lines] != 0
    if len(display.corners):
        is_path |= display.corner_starts[lines + 1] > display.corner_starts[lines]
    return is_path


def usual_width(display: Display) -> float:
    """Give up to which width the lines of a large chart are one pixel wide."""
    return display.style.link_width_px * 1.01


def _run_far(display: Display, view: View, drawn: _Drawn) -> NDArray[np.bool_]:
    """Tell which lines of a large chart run far; all do where there are very many in view."""
    if view.zoom < READABLE_ZOOM and len(display.ends) > 4 * MANY_LINES:
        return np.ones(len(drawn.lines), bool)
    ends = drawn.ends
    lengths = np.maximum(np.abs(ends[:, 2] - ends[:, 0]), np.abs(ends[:, 3] - ends[:, 1]))
    far: NDArray[np.bool_] = lengths > _FAR_PX * view.ratio
    return far


def _paint_by_pen(
    painter: QPainter, display: Display, view: View, drawn: _Drawn, *, many: bool, smooth: bool
) -> None:
    if not len(drawn.lines):
        return
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, smooth)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    parts = _parts(display, view, drawn)
    is_grey = display.line_is_grey[drawn.lines]
    shades = [(~is_grey, 0)]
    if is_grey.any():
        shades.insert(0, (is_grey, display.style.colours.grey))
    bounds = np.searchsorted(drawn.lines, display.pen_starts)
    for pen in np.flatnonzero(np.diff(bounds)).tolist():
        low, high = bounds[pen : pen + 2].tolist()
        is_thin = many and float(display.pen_widths[pen]) <= usual_width(display)
        for is_shade, colour in shades:
            painter.setPen(made := line_pen(display, pen, view, colour, is_thin=is_thin))
            for line in drawn.lines[low:high][(drawn.is_path & is_shade)[low:high]].tolist():
                painter.drawPath(line_path(display, view, line))
            for rows, ends, is_solid in parts:
                first, last = np.searchsorted(rows, (low, high)).tolist()
                own = ends[first:last]
                if len(shades) > 1:
                    own = own[is_shade[rows[first:last]]]
                if is_solid and len(own):
                    made.setStyle(Qt.PenStyle.SolidLine)
                    painter.setPen(made)
                draw_lines(painter, own, is_near=drawn.is_cut and is_thin)


def _parts(display: Display, view: View, drawn: _Drawn) -> list[tuple[Indexes, Floats, bool]]:
    """Give what to draw of straight lines: their rows, ends (k, 4), whether solid all the same."""
    straight = np.flatnonzero(~drawn.is_path)
    ends = drawn.ends if len(straight) == len(drawn.ends) else drawn.ends[straight]
    if not drawn.is_cut:
        return [(straight, ends, False)]
    pens = np.searchsorted(display.pen_starts, drawn.lines[straight], side="right") - 1
    every = [_dashes(display, pen, view, 1.0) for pen in range(len(display.pen_widths))]
    patterns = _kept_patterns(tuple(whole_period(dashes) for dashes in every))
    first, last = drawn.enters[straight], drawn.leaves[straight]
    runs, run, singles, single = dashed(ends, first, last, patterns.of(pens))
    return [(straight[runs], run, False), (straight[singles], single, True)]


def line_pen(
    display: Display, pen: int, view: View, colour: int = 0, *, is_thin: bool = False
) -> QPen:
    """Give Qt's pen for one strength and colour; ``is_thin``: one pixel wide at any zoom."""
    width = 1.0 if is_thin else max(1.0, float(display.pen_widths[pen]) * view.scale)
    dashes = _dashes(display, pen, view, width)
    shade = colour or int(display.pen_colours[pen])
    return QPen(_kept_pen(shade, width, whole_period(dashes) if is_thin else dashes))


@lru_cache(maxsize=512)
def _kept_pen(colour: int, width: float, dashes: tuple[float, ...]) -> QPen:
    made = QPen(QColor.fromRgb(colour))
    made.setWidthF(width)
    made.setCosmetic(True)
    made.setCapStyle(Qt.PenCapStyle.FlatCap)
    if dashes:
        made.setDashPattern(list(dashes))
    return made


@lru_cache(maxsize=64)
def _kept_patterns(dashes: tuple[tuple[float, ...], ...]) -> Patterns:
    return patterns_of(dashes)


def _dashes(display: Display, pen: int, view: View, width: float) -> tuple[float, ...]:
    """Give dash and gap by turns, in widths of the pen."""
    thick = max(1.0, float(display.pen_widths[pen]))
    least = _SMALLEST_DASH * view.ratio
    scale = max(view.scale * (1.0 + (thick - 1.0) / 2), least) / width
    dashes = display.style.dashes[int(display.pen_strengths[pen])]
    return tuple(length * scale for length in dashes)


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


def paint_arrows(
    painter: QPainter,
    display: Display,
    view: View,
    heads: Indexes,
    clip: tuple[int, int, int, int] | None = None,
) -> int:
    """Paint those of the arrow heads that lie in the clip; give how many."""
    if display.style.arrow_length_px * view.zoom < _SMALLEST_ARROW_PX:
        return 0
    heads, corners = _heads_seen(display, view, heads, clip or (0, 0, view.width, view.height))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
    painter.setPen(Qt.PenStyle.NoPen)
    lines = display.arrow_lines[heads]
    colours = display.line_colours[lines].astype(np.int64)
    colours[display.line_is_grey[lines]] = display.style.colours.grey
    current = -1
    points = points_at(corners.reshape(-1, 2))
    for colour, first in zip(colours.tolist(), range(0, len(points), 3), strict=True):
        if colour != current:
            current = colour
            painter.setBrush(QColor.fromRgb(colour))
        painter.drawConvexPolygon(points[first : first + 3])
    return len(heads)


def _heads_seen(
    display: Display, view: View, heads: Indexes, clip: tuple[int, int, int, int]
) -> tuple[Indexes, Floats]:
    """Give the arrow heads that meet the clip and their corners in device pixels, (n, 3, 2)."""
    left, top, right, bottom = view.region(clip, 2.0 / view.scale)
    corners = arrow_polygons(display, heads)
    low, high = corners.min(axis=1), corners.max(axis=1)
    inside = ((high >= (left, top)) & (low <= (right, bottom))).all(axis=1)
    return heads[inside], view.to_device(corners[inside])
