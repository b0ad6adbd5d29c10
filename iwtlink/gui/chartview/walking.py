"""The keyboard's way over a chart: to the next item, to the one that lies in a direction."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from iwtlink.chart.display import Display

Floats = NDArray[np.float64]
_ROW = 60.0
"""Items within this many chart units of height are read as one row."""


def reading_order(display: Display) -> NDArray[np.int64]:
    """Give the items row by row from the top, each row from the left: the way of Tab."""
    rows = np.floor(display.positions[:, 1] / _ROW)
    return np.lexsort((display.positions[:, 0], rows)).astype(np.int64)


def next_item(display: Display, current: int, step: int) -> int:
    """Give the item ``step`` places further in reading order, round and round; -1 if none."""
    order = reading_order(display)
    if not len(order):
        return -1
    if current < 0:
        return int(order[0 if step > 0 else -1])
    place = int(np.flatnonzero(order == current)[0])
    return int(order[(place + step) % len(order)])


def item_towards(display: Display, current: int, way: tuple[int, int]) -> int:
    """Give the item next to ``current`` in a direction (unit step x, y); itself if none.

    Nearness counts along the way, and twice across it, within 60 degrees.
    """
    if current < 0:
        return next_item(display, -1, 1)
    return _nearest_towards(display, current, way, np.arange(len(display.positions)))


def linked_towards(display: Display, current: int, way: tuple[int, int]) -> int:
    """Give the linked item that lies most in a direction; itself if none does."""
    if current < 0:
        return next_item(display, -1, 1)
    first, last = display.neighbour_starts[current], display.neighbour_starts[current + 1]
    ends = display.ends[display.neighbour_lines[first:last]]
    return _nearest_towards(display, current, way, np.unique(ends))


def _nearest_towards(
    display: Display, current: int, way: tuple[int, int], candidates: NDArray[np.int64]
) -> int:
    offsets = display.positions[candidates] - display.positions[current]
    along = offsets @ np.array(way, np.float64)
    across = np.abs(offsets @ np.array((-way[1], way[0]), np.float64))
    is_there = (candidates != current) & (along > 0) & (across <= along * np.sqrt(3.0))
    if not is_there.any():
        return current
    return int(candidates[is_there][np.argmin((along + 2.0 * across)[is_there])])
