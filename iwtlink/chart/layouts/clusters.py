"""Drawing what belongs together closely: forces of the LinLog model, for small networks.

Attraction does not grow with distance and repulsion grows with the number of links (Noack,
*Energy models for graph clustering*, 2007), so that groups become visible and fewer links
cross than in a drawing by distances alone.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Indexes = NDArray[np.int64]
_REPULSION, _GRAVITY = 0.12, 0.02


def clustered(
    positions: Floats, ends: Indexes, fixed: NDArray[np.bool_], rounds: int = 300
) -> Floats:
    """Give positions after ``rounds`` of LinLog forces, at the scale they came in. O(n²) each."""
    count = len(positions)
    scale = _median_length(positions, ends)
    linked = np.zeros((count, count))
    linked[ends[:, 0], ends[:, 1]] = linked[ends[:, 1], ends[:, 0]] = 1.0
    rows, columns = np.nonzero(linked)
    weight = linked.sum(axis=1) + 1.0
    repulsion = _REPULSION * weight[:, None] * weight
    current = positions / scale
    middle = current.mean(axis=0)
    for step in range(rounds):
        x, y = current.T
        square = (x[:, None] - x) ** 2 + (y[:, None] - y) ** 2 + 1e-6
        push = repulsion / square
        length = np.sqrt(square[rows, columns])
        push[rows, columns] -= np.log1p(length) / length
        force = push.sum(axis=1)[:, None] * current - push @ current
        force = force / weight[:, None] - _GRAVITY * (current - middle)
        size = np.maximum(np.hypot(force[:, 0], force[:, 1]), 1e-9)
        heat = 0.8 * (1 - step / rounds) + 0.01
        move = force * (np.minimum(size * 0.5, heat) / size)[:, None]
        current = np.where(fixed[:, None], current, current + move)
    if fixed.any():
        return current * scale
    return current * (scale * scale / max(_median_length(current * scale, ends), 1e-9))


def _median_length(positions: Floats, ends: Indexes) -> float:
    way = positions[ends[:, 0]] - positions[ends[:, 1]]
    return max(float(np.median(np.hypot(way[:, 0], way[:, 1]))), 1e-6)
