"""How far to the side things may be dragged on a timeline: what stands at its date keeps to it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from iwtlink.chart.display import Display
from iwtlink.chart.items.intime import FIXED, ORDERED

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Leeway:
    """How far what is dragged may go to the left (below 0) and to the right."""

    left: float = -np.inf
    right: float = np.inf

    @property
    def is_none(self) -> bool:
        """Whether it moves up and down only."""
        return self.left == self.right == 0.0

    def kept(self, dx: float) -> float:
        """Give the part of a step to the side that is allowed."""
        return min(max(dx, self.left), self.right)


def leeway_of(display: Display, entities: Collection[int], shapes: Collection[int] = ()) -> Leeway:
    """Give the leeway of entities and free shapes (ids) that are dragged together.

    An item fixed by its date goes nowhere to the side, one that is ordered not beyond those
    before and after it. A whole timeline, with the dates drawn below it, goes anywhere.
    """
    is_timed = display.in_time > 0
    if not is_timed.any():
        return Leeway()
    moves = np.isin(display.entity_ids, list(entities))
    if not (is_timed & moves).any() or _is_whole(display, is_timed & ~moves, shapes):
        return Leeway()
    if (display.in_time[moves] == FIXED).any():
        return Leeway(0.0, 0.0)
    return _between(display, moves & (display.in_time == ORDERED), is_timed & ~moves)


def _is_whole(display: Display, others: NDArray[np.bool_], shapes: Collection[int]) -> bool:
    drawn = {shape.id for shape in display.content.shapes if shape.look.by_layout}
    return not others.any() and drawn <= set(shapes)


def _between(display: Display, moving: NDArray[np.bool_], others: NDArray[np.bool_]) -> Leeway:
    """Give the leeway of ordered items among others with a date. O(n log n)."""
    rows = np.flatnonzero(others)
    rows = rows[np.argsort(display.days[rows], kind="stable")]
    days, x = display.days[rows], display.positions[rows, 0]
    farthest = np.concatenate(([-np.inf], np.maximum.accumulate(x)))
    nearest = np.concatenate((np.minimum.accumulate(x[::-1])[::-1], [np.inf]))
    mine = display.positions[moving, 0]
    before = farthest[np.searchsorted(days, display.days[moving], "left")] - mine
    after = nearest[np.searchsorted(days, display.days[moving], "right")] - mine
    return Leeway(min(0.0, float(before.max())), max(0.0, float(after.min())))
