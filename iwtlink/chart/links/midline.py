"""Where a link's label stands: in the middle of its line, elsewhere on it where that is taken, or
close beside it where short lines have no room for their words between two names."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Indexes = NDArray[np.int64]
MIDDLE_ONLY_ABOVE = 1500
"""With more labels than this all stand at the middle, and ``crowding`` thins them out."""
_ALONG = (
    *(0.5, 0.45, 0.55, 0.4, 0.6, 0.35, 0.65, 0.3, 0.7, 0.24, 0.76, 0.18, 0.82),
    *(0.12, 0.88, 0.07, 0.93),
)
_BESIDE = (0.5, 0.35, 0.65)
"""Where a label may stand beside its line, on either side, when there is no room on it."""
CHOICES = np.array((*_ALONG, *_BESIDE, *_BESIDE))
SIDES = np.repeat((0.0, 1.0, -1.0), (len(_ALONG), len(_BESIDE), len(_BESIDE)))
_OFF_MIDDLE, _OFF_LINE = 40.0, 100.0
"""Prices of standing at the very end of a line, and beside it, in square pixels covered."""
PRICES = np.abs(CHOICES - 0.5) * _OFF_MIDDLE + np.abs(SIDES) * _OFF_LINE
_OFF_LINE_PX = 2.0
"""Room between a line and the words beside it."""
_PASSES = 3
_MOST_PAIRS = 200_000
"""So many pairs of a label and what it might cover are looked at at a time."""
_OFF_MIDDLE = 40.0
"""Price of standing at the very end of a line, in square pixels covered."""


def settle_labels(
    points: Floats,
    controls: Floats,
    boxes: Floats,
    node_boxes: Floats,
    margin: float,
    *,
    kept: Floats,
    centres: Floats,
) -> tuple[Floats, Floats]:
    """Give where each label stands along its line, (K,), 0 to 1, and its middle, (K, 2).

    Each label in turn, those of short lines first because they have least room, takes the
    choice that covers least of items and of the other labels, and then the one nearest the
    middle; this is done three times over. ``boxes`` are the labels' boxes relative to their
    middle, ``node_boxes`` absolute. ``kept`` (K,) holds the places of those that are not to move
    (NaN: free), which stand at their ``centres``.
    """
    is_free = np.isnan(kept)
    at, middles = np.where(is_free, 0.5, kept), centres.copy()
    has_words = boxes[:, 2] > boxes[:, 0]
    labelled = np.flatnonzero(has_words & is_free)
    if not 0 < len(labelled) <= MIDDLE_ONLY_ABOVE:
        return at, middles
    length = np.hypot(points[:, 2] - points[:, 0], points[:, 3] - points[:, 1])
    labelled = labelled[np.argsort(length[labelled], kind="stable")]
    grown = boxes + np.array((-margin, -margin, margin, margin))
    fixed = np.flatnonzero(has_words & ~is_free)
    standing = np.vstack((node_boxes, grown[fixed] + np.tile(centres[fixed], 2)))
    places = spots(points[labelled], controls[labelled], boxes[labelled])
    tried = np.tile(places, 2) + grown[labelled, None]
    chosen = _settled(tried, covered_by(tried, standing) + PRICES)
    at[labelled] = CHOICES[chosen]
    middles[labelled] = places[np.arange(len(chosen)), chosen]
    return at, middles


def spots(points: Floats, controls: Floats, boxes: Floats) -> Floats:
    """Give the places to try for the middle of each label: (n, choices, 2)."""
    t = CHOICES[None, :, None]
    start, control, end = points[:, None, 0:2], controls[:, None], points[:, None, 2:4]
    on_line = (1 - t) ** 2 * start + 2 * t * (1 - t) * control + t**2 * end
    way = points[:, 2:4] - points[:, 0:2]
    length = np.maximum(np.hypot(way[:, 0], way[:, 1]), 1e-9)
    normal = np.column_stack((-way[:, 1], way[:, 0])) / length[:, None]
    half = (boxes[:, 2:4] - boxes[:, 0:2]) / 2
    reach = (np.abs(normal) * half).sum(axis=1)[:, None] + _OFF_LINE_PX
    found: Floats = on_line + normal[:, None] * (SIDES * reach)[:, :, None]
    return found


def _settled(tried: Floats, price: Floats) -> Indexes:
    """Give which choice each label takes, in turn, three times over: (n,).

    ``tried`` (n, choices, 4) are the boxes it may stand in, ``price`` (n, choices) what each
    costs beside what it covers of other labels. After the first time only those choose again
    that something came near to, or left.
    """
    chosen = np.zeros(len(tried), np.int64)
    reach = np.asfortranarray(_reach(tried))
    standing = np.full_like(reach, np.nan)
    is_open = np.ones(len(tried), bool)
    for turn in range(_PASSES):
        for one in range(len(tried)):
            if not is_open[one]:
                continue
            left = standing[one].copy()
            standing[one] = np.nan
            others = standing[_meets(standing, reach[one])]
            cost = price[one] + _area(tried[one][:, None], others).sum(axis=1)
            best = int(cost.argmin())
            standing[one] = tried[one, best]
            if not turn or best != chosen[one]:
                chosen[one] = best
                is_open |= _meets(reach, left) | _meets(reach, standing[one])
            is_open[one] = False
    return chosen


def covered_by(tried: Floats, standing: Floats) -> Floats:
    """Give how much area of what stands, (m, 4), each choice of each label covers: (n, choices)."""
    covered = np.zeros(tried.shape[:2])
    reach, step = _reach(tried), max(1, _MOST_PAIRS // max(1, len(standing)))
    for low in range(0, len(tried), step):
        left, top, right, bottom = reach[low : low + step].T[:, :, None]
        meets = (left < standing[:, 2]) & (right > standing[:, 0])
        meets &= (top < standing[:, 3]) & (bottom > standing[:, 1])
        label, box = np.nonzero(meets)
        if len(label):
            area = _area(tried[low + label], standing[box, None])
            first = np.flatnonzero(np.diff(label, prepend=-1))
            covered[low + label[first]] = np.add.reduceat(area, first, axis=0)
    return covered


def _reach(tried: Floats) -> Floats:
    """Give the box round all choices of each label: (n, 4)."""
    return np.hstack((tried[..., 0:2].min(axis=1), tried[..., 2:4].max(axis=1)))


def _meets(boxes: Floats, one: Floats) -> NDArray[np.bool_]:
    """Tell which boxes (n, 4) share an area with one; none does with what is not there (NaN)."""
    left, top, right, bottom = one.tolist()
    meets: NDArray[np.bool_] = (boxes[:, 0] < right) & (boxes[:, 2] > left)
    meets &= (boxes[:, 1] < bottom) & (boxes[:, 3] > top)
    return meets


def _area(boxes: Floats, others: Floats) -> Floats:
    """Give the area that boxes share with others, each with each as their shapes say."""
    wide = np.minimum(boxes[..., 2], others[..., 2]) - np.maximum(boxes[..., 0], others[..., 0])
    high = np.minimum(boxes[..., 3], others[..., 3]) - np.maximum(boxes[..., 1], others[..., 1])
    area: Floats = np.fmax(wide, 0.0) * np.fmax(high, 0.0)
    return area
