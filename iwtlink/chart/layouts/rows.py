"""Setting items on rows: each keeps its x exactly and takes the nearest row that is free there."""

from __future__ import annotations

from bisect import bisect_left, insort

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Indexes = NDArray[np.int64]


class Rows:
    """Rows of a page, and from where to where each is taken."""

    def __init__(self, height: float, kept_free: set[int]) -> None:
        self._height, self._kept_free = height, kept_free
        self._taken: dict[int, list[tuple[float, float]]] = {}

    def y_of(self, row: int) -> float:
        """Give the y of a row."""
        return row * self._height

    def take(self, rows: range, left: float, right: float) -> None:
        """Mark a stretch of some rows as taken."""
        for row in rows:
            insort(self._taken.setdefault(row, []), (left, right))

    def nearest_free(self, y: float, left: float, right: float, above: int, below: int) -> int:
        """Give the row nearest to ``y`` that is free from left to right, with so many rows
        above and below it."""
        middle = round(y / self._height)
        side = 1 if y >= middle * self._height else -1
        step = 0
        while True:
            for row in (middle + side * step, middle - side * step):
                if self._are_free(range(row - above, row + below + 1), left, right):
                    return row
            step += 1

    def _are_free(self, rows: range, left: float, right: float) -> bool:
        return all(row not in self._kept_free and self._is_free(row, left, right) for row in rows)

    def _is_free(self, row: int, left: float, right: float) -> bool:
        taken = self._taken.get(row, [])
        at = bisect_left(taken, (right, right))
        return not any(end > left for _, end in taken[max(at - 1, 0) : at])


def on_rows(
    x: Floats, wanted: Floats, boxes: Floats, order: Indexes, height: float, kept_free: set[int]
) -> Floats:
    """Give a y near the wanted one for each item in turn, so that no two overlap: (n,).

    Rows are ``height`` apart; what is higher takes those above and below too.
    """
    rows = Rows(height, kept_free)
    usual = np.median(boxes, axis=0)
    above = np.ceil(np.maximum(usual[1] - boxes[:, 1], 0.0) / height - 0.3).astype(int)
    below = np.ceil(np.maximum(boxes[:, 3] - usual[3], 0.0) / height - 0.3).astype(int)
    y = np.zeros(len(x))
    for item in order:
        left, right = float(x[item] + boxes[item, 0]), float(x[item] + boxes[item, 2])
        more = int(above[item]), int(below[item])
        row = rows.nearest_free(float(wanted[item]), left, right, *more)
        rows.take(range(row - more[0], row + more[1] + 1), left, right)
        y[item] = rows.y_of(row)
    return y
