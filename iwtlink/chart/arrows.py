"""The shape of arrow heads."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from iwtlink.chart.display import Display


def arrow_polygons(display: Display, heads: NDArray[np.int64] | None = None) -> NDArray[np.float64]:
    """Give the three corners of arrow heads (default: of all A), tip first: (A, 3, 2)."""
    chosen = np.arange(len(display.arrow_lines)) if heads is None else heads
    style, angles = display.style, display.arrow_angles[chosen]
    cos, sin = np.cos(angles), np.sin(angles)
    along, across = np.column_stack((cos, sin)), np.column_stack((-sin, cos))
    points = display.line_points[display.arrow_lines[chosen]]
    tips = np.where(display.arrow_at_end[chosen, None], points[:, 2:4], points[:, 0:2])
    back = tips - along * style.arrow_length_px
    side = across * (style.arrow_width_px / 2)
    return np.stack((tips, back + side, back - side), axis=1)
