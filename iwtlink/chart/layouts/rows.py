"""Setting items on rows: each keeps its x exactly and takes the nearest row that is free there."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Indexes = NDArray[np.int64]
_HIGH = 0.9
"""Rows are as high as this share of the items needs; the others take several."""
_ANY_ROW = 1_000_000_000
_NO_RUNS: Mapping[int, tuple[int, int]] = MappingProxyType({})


class Rows:
    """Rows of a page, and from where to where each is taken; ``room`` for so many at first."""

    def __init__(self, height: float, kept_free: set[int], room: int) -> None:
        self._height = height
        self._kept_free = np.array(sorted(kept_free), np.int64)
        self._rows = np.zeros(room, np.int64)
        self._ends = np.zeros((2, room))
        self._is_item = np.zeros(room, bool)
        self._count = 0

    def y_of(self, row: int) -> float:
        """Give the y of a row."""
        return row * self._height

    def take(self, rows: range, left: float, right: float, *, is_item: bool = True) -> None:
        """Mark a stretch of some rows as taken by an item, or by a line that runs there."""
        self._make_room(self._count + len(rows))
        new = slice(self._count, self._count + len(rows))
        self._is_item[new] = is_item
        self._rows[new], self._ends[0, new], self._ends[1, new] = rows, left, right
        self._count = new.stop

    def _make_room(self, count: int) -> None:
        if count > len(self._rows):
            more = max(count, 2 * len(self._rows)) - len(self._rows)
            self._rows = np.concatenate((self._rows, np.zeros(more, np.int64)))
            self._ends = np.hstack((self._ends, np.zeros((2, more))))
            self._is_item = np.concatenate((self._is_item, np.zeros(more, bool)))

    def clear_of(self, run: tuple[int, int], *sides: tuple[float, float]) -> tuple[int, int]:
        """Give the first and last row to which lines can run from the rows ``run`` within the
        ``sides`` (left, right) without meeting an item."""
        starts, stops = self._ends[:, : self._count]
        meets = np.zeros(self._count, bool)
        for left, right in sides:
            meets |= (starts < right) & (stops > left)
        rows = self._rows[: self._count][meets & self._is_item[: self._count]]
        before, behind = rows[rows < run[0]], rows[rows > run[1]]
        return int(before.max(initial=-_ANY_ROW)) + 1, int(behind.min(initial=_ANY_ROW)) - 1

    def nearest_free(
        self,
        y: float,
        left: float,
        right: float,
        above: int,
        below: int,
        within: tuple[int, int] = (-_ANY_ROW, _ANY_ROW),
    ) -> int:
        """Give the row nearest to ``y`` that is free from left to right, with so many rows
        above and below it; one of those ``within`` if there is any. O(stretches taken)."""
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
        inside = steps[(steps + middle >= within[0]) & (steps + middle <= within[1])]
        steps = inside if len(inside) else steps
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
    runs: Mapping[int, tuple[int, int]] = _NO_RUNS,
    side: float = 0.0,
) -> Floats:
    """Give a y near the wanted one for each item in turn, so that no two overlap: (n,).

    ``reach`` is how far a row reaches above and below; what is higher takes those beside it too.
    ``runs`` names the first and last row to which lines run from the ``side`` px at either side
    of an item: what comes later does not stand in their way.
    """
    height = sum(reach)
    above, below = (
        np.ceil(np.maximum(side - room, 0.0) / height).astype(int)
        for side, room in zip((-boxes[:, 1], boxes[:, 3]), reach, strict=True)
    )
    room = int((above + below + 1)[order].sum())
    rows = Rows(height, kept_free, room)
    y = np.zeros(len(x))
    for item in order:
        left, right = float(x[item] + boxes[item, 0]), float(x[item] + boxes[item, 2])
        more = int(above[item]), int(below[item])
        run = runs.get(int(item))
        sides = (left, left + side), (right - side, right)
        within = (-_ANY_ROW, _ANY_ROW) if run is None else rows.clear_of(run, *sides)
        row = rows.nearest_free(float(wanted[item]), left, right, *more, within)
        if run is None:
            rows.take(range(row - more[0], row + more[1] + 1), left, right)
        else:
            rows.take(range(row - more[0], row + more[1] + 1), left + side, right - side)
            for of_side in sides:
                rows.take(range(min(row, run[0]), max(row, run[1]) + 1), *of_side, is_item=False)
        y[item] = rows.y_of(row)
    return y
