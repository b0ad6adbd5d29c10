"""A drawing in levels that is far taller than the page, such as a long chain: set in columns."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from iwtlink.chart.layouts.network import bounds_of

Floats = NDArray[np.float64]
_FEWEST_ROWS = 12
_TOO_TALL = 6.0
"""Only what is so many times taller than a page of its width is set in columns."""
_AISLE_PX = 48.0


def in_columns(places: Floats, boxes: Floats, ratio: float) -> Floats:
    """Give places of a drawing from the top down, read column by column where it is too tall.

    Rows stay whole; ``ratio`` is width : height of the page to fill.
    """
    around = bounds_of(places, boxes)
    wide, high = (around[2:4] - around[0:2]).tolist()
    rows = np.unique(places[:, 1])
    if len(rows) < _FEWEST_ROWS or high * ratio < _TOO_TALL * wide:
        return places
    columns = max(int(np.sqrt(high * ratio / (wide + _AISLE_PX))), 1)
    share = np.linspace(0, len(rows), columns + 1)[1:-1]
    column_of = np.searchsorted(rows[np.ceil(share).astype(int)], places[:, 1], side="right")
    folded = places.copy()
    x = 0.0
    for column in range(columns):
        mine = np.flatnonzero(column_of == column)
        left, top, right, _ = bounds_of(places[mine], boxes[mine])
        folded[mine] += (x - left, -top)
        x += right - left + _AISLE_PX
    return folded
