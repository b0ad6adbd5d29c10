"""Cutting lines to the box that is painted, so that Qt does not run along what is out of sight.

In the middle of a large chart thousands of lines pass through, hundreds of times longer than the
view is wide.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Indexes = NDArray[np.int64]
Box = tuple[float, float, float, float]
"""Left, top, right, bottom."""


def settled(lines: Floats) -> Floats:
    """Give lines (K, 4) of device pixels so that Qt draws them alike however they are cut.

    All run downwards, or where they are flat to the right: Qt begins a line half a pixel earlier
    where the one drawn before ran the other way. Their ends lie in the middle between two of the
    1/64 pixels to which Qt cuts coordinates, so that no error of rounding moves a dash.
    """
    x, y = lines[:, 2] - lines[:, 0], lines[:, 3] - lines[:, 1]
    turned = np.where(np.abs(x) < np.abs(y), y, x) < 0
    return (np.floor(np.where(turned[:, None], lines[:, (2, 3, 0, 1)], lines) * 64) + 0.5) / 64


def sticking_out(lines: Floats, box: Box) -> Indexes:
    """Give which lines (K, 4) have an end outside a box."""
    left, top, right, bottom = box
    is_in = (lines >= (left, top, left, top)) & (lines <= (right, bottom, right, bottom))
    return np.flatnonzero(~(is_in[:, 0] & is_in[:, 1] & is_in[:, 2] & is_in[:, 3]))


def crossing(lines: Floats, box: Box) -> tuple[Indexes, Floats, Floats]:
    """Give which lines (K, 4) meet a box, and where on their way (0 to 1) they enter and leave.

    Liang and Barsky, *A New Concept and Method for Line Clipping*, 1984.
    """
    x1, y1, x2, y2 = np.ascontiguousarray(lines.T)
    enters, leaves = np.zeros(len(lines)), np.ones(len(lines))
    is_in = np.ones(len(lines), bool)
    for start, way, low, high in ((x1, x2 - x1, box[0], box[2]), (y1, y2 - y1, box[1], box[3])):
        still = way == 0
        is_in &= ~still | ((start >= low) & (start <= high))
        way[still] = np.inf
        first, second = (low - start) / way, (high - start) / way
        first[still], second[still] = 0.0, 1.0
        np.maximum(enters, np.minimum(first, second), out=enters)
        np.minimum(leaves, np.maximum(first, second), out=leaves)
    kept = np.flatnonzero(is_in & (enters <= leaves))
    return kept, enters[kept], leaves[kept]


def part(lines: Floats, first: Floats, last: Floats) -> Floats:
    """Give the part of each line (K, 4) between two places on its way, 0 to 1."""
    start, way = lines[:, 0:2], lines[:, 2:4] - lines[:, 0:2]
    return np.hstack((start + way * first[:, None], start + way * last[:, None]))


@dataclass(frozen=True, slots=True)
class Patterns:
    """The dashes of n lines: none where the period is 0."""

    periods: Floats
    """(n,) pixels, whole."""
    begins: Floats
    lengths: Floats
    """(n, d) where in a period each dash begins, and how long it is; 0 for no dash."""

    def of(self, rows: Indexes) -> Patterns:
        """Give those of some lines, which may repeat."""
        return Patterns(self.periods[rows], self.begins[rows], self.lengths[rows])


def patterns_of(dashes: Sequence[Sequence[float]]) -> Patterns:
    """Give patterns of dashes: dash and gap by turns in pixels, nothing for a solid line."""
    most = max((len(row) // 2 for row in dashes), default=0)
    begins, lengths = np.zeros((len(dashes), most)), np.zeros((len(dashes), most))
    for index, row in enumerate(dashes):
        begins[index, : len(row) // 2] = np.cumsum((0.0, *row))[:-1:2]
        lengths[index, : len(row) // 2] = row[::2]
    return Patterns(np.array([float(sum(row)) for row in dashes]), begins, lengths)


def dashed(
    lines: Floats, first: Floats, last: Floats, patterns: Patterns
) -> tuple[Indexes, Floats, Indexes, Floats]:
    """Give what of lines to draw with their pen, and what with a solid one.

    A pen begins its dashes where it is put down. So it is put down where a whole period begins,
    counted from the line's own start, and the dashes before that are drawn one by one: a line
    looks the same wherever it is cut. Qt counts along the longer side of a line one pixel wide.
    Each part (k, 4) comes with the row (k,) of its line, in rising order.
    """
    x, y = np.abs(lines[:, 2] - lines[:, 0]), np.abs(lines[:, 3] - lines[:, 1])
    way = np.maximum(np.maximum(x, y), 1e-9)
    enters, leaves, periods = way * first, way * last, patterns.periods
    whole = np.where(periods > 0, periods, 1.0)
    starts = np.where(periods > 0, np.ceil(enters / whole) * periods, enters)
    runs = np.flatnonzero(starts < leaves)
    late = np.flatnonzero(starts > enters)
    low = (starts - periods)[late, None] + patterns.begins[late]
    high = np.minimum(low + np.ceil(patterns.lengths[late] - 0.5), leaves[late, None])  # as Qt
    rows, which = np.nonzero((high > enters[late, None]) & (high > low))
    low, high, singles = low[rows, which], high[rows, which], late[rows]
    return (
        runs,
        part(lines[runs], (starts / way)[runs], last[runs]),
        singles,
        part(lines[singles], low / way[singles], high / way[singles]),
    )


@lru_cache(maxsize=256)
def whole_period(dashes: tuple[float, ...]) -> tuple[float, ...]:
    """Give dashes whose last gap is changed, by half a pixel at most, to make the period whole."""
    if not dashes:
        return ()
    before = [math.floor(length * 64) / 64 for length in dashes[:-1]]  # as Qt counts
    period = max(round(sum(dashes)), math.ceil(sum(before) + 0.5))
    return (*before, period - sum(before))
