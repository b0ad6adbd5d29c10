"""Cutting lines to the box that is painted, so that Qt does not run along what is out of sight.

In the middle of a large chart thousands of lines pass through, hundreds of times longer than the
view is wide.
"""

from __future__ import annotations

from collections.abc import Sequence

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


def dashed(
    lines: Floats, first: Floats, last: Floats, dashes: Sequence[float]
) -> tuple[Floats, Floats]:
    """Give what of dashed lines to draw with their pen, and what with a solid one.

    A pen begins its dashes where it is put down. So it is put down where a whole period begins,
    counted from the line's own start, and the dashes before that are drawn one by one: a line
    looks the same wherever it is cut. ``dashes`` are dash and gap by turns in pixels, together a
    whole number of them; Qt counts along the longer side of a line one pixel wide.
    """
    period = float(sum(dashes))
    way = np.abs(lines[:, 2:4] - lines[:, 0:2])
    way = np.maximum(np.maximum(way[:, 0], way[:, 1]), 1e-9)
    enters, leaves = way * first, way * last
    starts = np.ceil(enters / period) * period
    goes_on = starts < leaves
    run = part(lines[goes_on], (starts / way)[goes_on], last[goes_on])
    single = [np.zeros((0, 4))]
    for begin, length in zip(_begins(dashes), dashes[::2], strict=True):
        low = starts - period + begin
        high = np.minimum(low + np.ceil(length - 0.5), leaves)  # as Qt rounds
        is_seen = (starts > enters) & (high > enters) & (high > low)
        single.append(part(lines[is_seen], (low / way)[is_seen], (high / way)[is_seen]))
    return run, np.vstack(single)


def _begins(dashes: Sequence[float]) -> list[float]:
    """Give where in a period each dash begins."""
    ends = np.cumsum(dashes)
    return [0.0, *ends[1:-1:2].tolist()]


def whole_period(dashes: Sequence[float]) -> list[float]:
    """Give dashes whose last gap is changed, by half a pixel at most, to make the period whole."""
    before = [np.floor(length * 64) / 64 for length in dashes[:-1]]  # as Qt counts
    period = max(np.round(sum(dashes)), np.ceil(sum(before) + 0.5))
    return [*before, float(period - sum(before))]
