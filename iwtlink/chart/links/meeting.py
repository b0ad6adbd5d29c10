"""Which boxes of two sets share an area: found in columns, so that far ones are never compared."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Indexes = NDArray[np.int64]
_MOST_COLUMNS = 256
_AT_ONCE = 20_000
"""So many pairs are looked at at a time: few enough for the processor's cache."""
_ROUNDING = 1e-3


def shared_areas(boxes: Floats, others: Floats) -> Iterator[tuple[Indexes, Indexes, Floats]]:
    """Give, some at a time, the pairs that share an area: which box, which other, and the area.

    Each pair is given once, in the order of the boxes. ``boxes`` (n, 4) and ``others`` (m, 4)
    are left, top, right, bottom; all finite.
    """
    if not len(boxes) or not len(others):
        return
    for one, other in _near(boxes, others):
        area = shared_area(boxes.take(one, axis=0), others.take(other, axis=0))
        meets = area > 0
        yield one[meets], other[meets], area[meets]


def _near(boxes: Floats, others: Floats) -> Iterator[tuple[Indexes, Indexes]]:
    """Give the pairs that may meet, some at a time.

    The plane is cut into columns no narrower than the widest box; of the others in a column only
    those at the height of a box are compared with it.
    """
    left, right = float(boxes[:, 0].min()), float(boxes[:, 2].max())
    wide = max(float((boxes[:, 2] - boxes[:, 0]).max()), (right - left) / _MOST_COLUMNS, 1.0)
    first, last = (((boxes[:, side] - left) / wide).astype(np.int64) for side in (0, 2))
    beyond = (np.clip(others[:, side], left, right) - left for side in (0, 2))
    other_first, other_last = ((x / wide).astype(np.int64) for x in beyond)
    rows, at = _entries(first, last)
    entered, beside = _entries(other_first, other_last)
    order = np.lexsort((others[entered, 1], beside))
    entered, beside = entered[order], beside[order]
    top = float(min(boxes[:, 1].min(), others[:, 1].min()))
    span = float(max(boxes[:, 3].max(), others[:, 3].max())) - top + 1.0
    tops = beside * span + others[entered, 1] - top
    tallest = float((others[:, 3] - others[:, 1]).max())
    above = np.maximum(boxes[rows, 1] - tallest - top - _ROUNDING, 0.0)
    low = np.searchsorted(tops, at * span + above)
    counts = np.searchsorted(tops, at * span + boxes[rows, 3] - top + _ROUNDING) - low
    breaks = np.flatnonzero(np.diff(np.cumsum(counts) // _AT_ONCE)) + 1
    for chosen in np.split(np.arange(len(rows)), breaks):
        some = counts[chosen]
        one = np.repeat(rows[chosen], some)
        steps = np.arange(len(one)) - np.repeat(np.cumsum(some) - some, some)
        other = entered.take(np.repeat(low[chosen], some) + steps)
        shared = np.maximum(first.take(one), other_first.take(other))  # the first of both
        is_here = np.repeat(at[chosen], some) == shared
        yield one[is_here], other[is_here]


def shared_area(boxes: Floats, others: Floats) -> Floats:
    """Give the area that boxes share with others, each with each as their shapes say."""
    wide = np.minimum(boxes[..., 2], others[..., 2]) - np.maximum(boxes[..., 0], others[..., 0])
    high = np.minimum(boxes[..., 3], others[..., 3]) - np.maximum(boxes[..., 1], others[..., 1])
    area: Floats = np.maximum(wide, 0.0) * np.maximum(high, 0.0)
    return area


def _entries(first: Indexes, last: Indexes) -> tuple[Indexes, Indexes]:
    """Give each box as often as it stands in a column, and that column."""
    counts = last - first + 1
    which = np.repeat(np.arange(len(first)), counts)
    steps = np.arange(len(which)) - np.repeat(np.cumsum(counts) - counts, counts)
    return which, first[which] + steps
