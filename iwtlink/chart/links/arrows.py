"""The shape of arrow heads."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from iwtlink.chart.display import Display

_USUAL_PX = 1.6
"""Lines up to this width have heads of the usual size; heads of wider ones grow."""
_KEPT = 0.8
"""How much of a head a wide line stays away from its tip, so that the point is sharp."""


def arrow_polygons(display: Display, heads: NDArray[np.int64] | None = None) -> NDArray[np.float64]:
    """Give the three corners of arrow heads (default: of all A), tip first: (A, 3, 2)."""
    chosen = np.arange(len(display.arrow_lines)) if heads is None else heads
    style, angles = display.style, display.arrow_angles[chosen]
    lines = display.arrow_lines[chosen]
    size = _growth(display.widths[lines])[:, None]
    cos, sin = np.cos(angles), np.sin(angles)
    along, across = np.column_stack((cos, sin)), np.column_stack((-sin, cos))
    points = display.line_points[lines]
    tips = np.where(display.arrow_at_end[chosen, None], points[:, 2:4], points[:, 0:2])
    back = tips - along * style.arrow_length_px * size
    side = across * (style.arrow_width_px / 2) * size
    return np.stack((tips, back + side, back - side), axis=1)


def longest_arrow(display: Display) -> float:
    """Give how long the longest arrow head is, in chart units."""
    widest = display.pen_widths.max(initial=_USUAL_PX)
    return float(display.style.arrow_length_px * _growth(np.array(widest)))


def tails(display: Display, lines: NDArray[np.int64]) -> NDArray[np.float64]:
    """Give the ends between which lines are drawn, (len, 4): a wide one ends within its heads."""
    points = display.line_points[lines]
    wide = np.flatnonzero(display.widths[lines] > _USUAL_PX)
    if not len(wide) or not len(display.arrow_lines):
        return points
    points = points.copy()
    row = np.full(len(display.ends), -1)
    row[lines[wide]] = wide
    heads = np.flatnonzero(row[display.arrow_lines] >= 0)
    own = display.arrow_lines[heads]
    back = display.style.arrow_length_px * _KEPT * _growth(display.widths[own])
    angles = display.arrow_angles[heads]
    step = np.column_stack((np.cos(angles), np.sin(angles))) * back[:, None]
    is_end = display.arrow_at_end[heads]
    points[row[own[is_end]], 2:4] -= step[is_end]
    points[row[own[~is_end]], 0:2] -= step[~is_end]
    return points


def _growth(widths: NDArray[np.float64]) -> NDArray[np.float64]:
    """Give how much larger than usual the head of a line of each width is."""
    return 1.0 + np.maximum(widths - _USUAL_PX, 0.0) * 0.3
