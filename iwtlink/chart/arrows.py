"""The shape of arrow heads."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from iwtlink.chart.display import Display


def arrow_polygons(display: Display) -> NDArray[np.float64]:
    """Give the three corners of each arrow head, tip first: (A, 3, 2)."""
    style = display.style
    cos, sin = np.cos(display.arrow_angles), np.sin(display.arrow_angles)
    along, across = np.column_stack((cos, sin)), np.column_stack((-sin, cos))
    tips = display.arrow_tips
    back = tips - along * style.arrow_length_px
    side = across * (style.arrow_width_px / 2)
    return np.stack((tips, back + side, back - side), axis=1)
