"""Places in a row: items aligned by an edge or their middles, or spread evenly."""

from __future__ import annotations

from typing import Literal

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Edge = Literal["left", "centre", "right", "top", "middle", "bottom"]
Way = Literal["across", "down"]
_AXIS = {"left": 0, "centre": 0, "right": 0, "top": 1, "middle": 1, "bottom": 1}


def aligned(boxes: Floats, positions: Floats, edge: Edge) -> Floats:
    """Give the positions (n, 2) with one edge, or the middles, of all boxes in line.

    ``boxes`` (n, 4) are left, top, right, bottom of each item in chart units. Edges go to the
    outermost one, middles to the middle of all.
    """
    moved = positions.copy()
    axis = _AXIS[edge]
    low, high = boxes[:, axis], boxes[:, axis + 2]
    if edge in ("left", "top"):
        moved[:, axis] += low.min() - low
    elif edge in ("right", "bottom"):
        moved[:, axis] += high.max() - high
    else:
        middles = positions[:, axis]
        moved[:, axis] = (middles.min() + middles.max()) / 2
    return moved


def distributed(boxes: Floats, positions: Floats, way: Way) -> Floats:
    """Give the positions (n, 2) with equal gaps between the boxes; the outermost stay.

    Boxes that have no room for a gap overlap by equal parts.
    """
    axis = 0 if way == "across" else 1
    order = np.argsort(positions[:, axis], kind="stable")
    low, high = boxes[order, axis], boxes[order, axis + 2]
    if len(order) < 3:
        return positions.copy()
    sizes = high - low
    gap = (high[-1] - low[0] - sizes.sum()) / (len(order) - 1)
    wanted = low[0] + np.concatenate(([0.0], np.cumsum(sizes[:-1] + gap)))
    moved = positions.copy()
    moved[order, axis] += wanted - low
    return moved
