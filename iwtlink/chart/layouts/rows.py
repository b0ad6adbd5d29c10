"""Setting items on rows: each keeps its x exactly and takes the nearest row that is free there."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Indexes = NDArray[np.int64]
_HIGH = 0.9
"""Rows are as high as this share of the items needs; the others take several."""


class Rows:
    """Rows of a page, and from where to where each is taken: up to ``room`` stretches of them."""

    def __init__(self, height: float, kept_free: set[int], room: int) -> None:
        self._height = height
        self._kept_free = np.array(sorted(kept_free), np.int64)
        self._rows = np.zeros(room, np.int64)
        self._ends = np.zeros((2, room))
        self._count = 0

    def y_of(self, row: int) -> float:
        """Give the y of a row."""
        return row * self._height

    def take(self, rows: range, left: float, right: float) -> None:
        """Mark a stretch of some rows as taken."""
        new = slice(self._count, self._count + len(rows))
        self._rows[new], self._ends[0, new], self._ends[1, new] = rows, left, right
        self._count = new.stop

    def nearest_free(self, y: float, left: float, right: float, above: int, below: int) -> int:
        """Give the row nearest to ``y`` that is free from left to right, with so many rows
        above and below it. O(stretches taken)."""
        middle = round(y / self._height)
        side = 1 if y >= middle * self._height else -1
        starts, stops = self._ends[:, : self._count]
        taken = self._rows[: self._count][(starts < right) & (stops > left)]
        taken = np.concatenate((taken, self._kept_free))
        reach = len(taken) * (above + below + 1) + 1
        is_free = np.ones(2 * reach + 1, bool)
        for more in range(-below, above + 1):
            at = taken + (more - middle + reach)
            is_free[at[(at >= 0) & (at < len(is_free))]] = False
        steps = np.flatnonzero(is_free) - reach
        return int(middle + steps[np.abs(2 * steps - 0.5 * side).argmin()])


def row_reach(boxes: Floats) -> tuple[float, float]:
    """Give how far a row reaches above and below its y: as far as nine of ten items need."""
    top, bottom = np.quantile(boxes[:, [1, 3]] * (-1.0, 1.0), _HIGH, axis=0, method="higher")
    return float(top), float(bottom)


def on_rows(
    x: Floats,
    wanted: Floats,
    boxes: Floats,
    order: Indexes,
    reach: tuple[float, float],
    kept_free: set[int],
) -> Floats:
    """Give a y near the wanted one for each item in turn, so that no two overlap: (n,).

    ``reach`` is how far a row reaches above and below; what is higher takes those beside it too.
    """
    height = sum(reach)
    above, below = (
        np.ceil(np.maximum(side - room, 0.0) / height).astype(int)
        for side, room in zip((-boxes[:, 1], boxes[:, 3]), reach, strict=True)
    )
    rows = Rows(height, kept_free, int((above + below + 1)[order].sum()))
    y = np.zeros(len(x))
    for item in order:
        left, right = float(x[item] + boxes[item, 0]), float(x[item] + boxes[item, 2])
        more = int(above[item]), int(below[item])
        row = rows.nearest_free(float(wanted[item]), left, right, *more)
        rows.take(range(row - more[0], row + more[1] + 1), left, right)
        y[item] = rows.y_of(row)
    return y
