"""How an item can stand on a chart, and where a line leaves it."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from iwtlink.chart.style import ChartStyle

FORMS = ("icon", "circle", "box", "text", "event", "theme")
"""What ``Display.forms`` points into.

Icon: name below it. Circle (an ellipse of its halves), box, text block: words inside. Event
frame: a box with a small icon at its left and words beside it. Theme line: a line over its
whole width, its icon and name at the left end.
"""
ICON, CIRCLE, BOX, TEXT, EVENT, THEME = range(6)
_ROUNDING = np.array((1.25, 1.0, 2.0, 2.0, 2.0, 2.0))
"""By form: how far its corner reaches, against half its side (a square's is 1.41): icons are
rounded, 1 is an ellipse."""


def form_reach(forms: NDArray[np.uint8], halves: NDArray[np.float64]) -> NDArray[np.float64]:
    """Give how far each form reaches: half width, half height and rounding, (N, 3)."""
    return np.column_stack((halves, _ROUNDING[forms]))


def frame_reach(
    frames: NDArray[np.uint32], margins: NDArray[np.float64], style: ChartStyle
) -> NDArray[np.float64]:
    """Give how far each frame, ``margins`` (N,) off its form, reaches beyond it: (N,).

    0 where there is none.
    """
    return np.where(frames, margins + style.frame_px, 0.0)
