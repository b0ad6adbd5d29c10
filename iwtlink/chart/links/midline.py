"""Where a link's label stands: in the middle of its line, elsewhere on it where that is taken, or
close beside it where short lines have no room for their words between two names."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from iwtlink.chart.links.meeting import shared_areas

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
END_PX, _HIDES_END = 10.0, 140.0
"""Where words would hide the last pixels of their own line, and with them an arrow head or all of
a short line, that is as bad as covering so many square pixels of something else."""
_PASSES = 3
_MOST_MEETINGS = 4_000_000
"""Where choices of labels meet more often, words cover the paper many times over: none moves."""


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
    price = covered_by(tried, standing) + prices(points[labelled], boxes[labelled])
    chosen = _settled(tried, price)
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


def prices(points: Floats, boxes: Floats) -> Floats:
    """Give what each place costs beside what is covered there: (n, choices), square pixels.

    ``points`` (n, 4) are the ends of the lines, ``boxes`` (n, 4) those of their labels.
    """
    way = np.abs(points[:, 2:4] - points[:, 0:2])
    length = np.maximum(np.hypot(way[:, 0], way[:, 1]), 1e-9)[:, None]
    size = boxes[:, 2:4] - boxes[:, 0:2]
    across = (size / np.maximum(way / length, 1e-9)).min(axis=1)[:, None]
    left = np.minimum(CHOICES, 1.0 - CHOICES) * length - across / 2
    found: Floats = PRICES + ((left < END_PX) & (SIDES == 0)) * _HIDES_END
    return found


def _settled(tried: Floats, price: Floats) -> Indexes:
    """Give which choice each label takes, in turn, three times over: (n,).

    ``tried`` (n, choices, 4) are the boxes it may stand in, ``price`` (n, choices) what each
    costs beside what it covers of other labels. After the first time only those choose again
    that something came near to, or left.
    """
    count, choices = price.shape
    chosen = np.zeros(count, np.int64)
    meetings = _meetings(tried)
    if meetings is None:
        return chosen
    starts, rows, others, areas = meetings
    begins = starts[::choices].tolist()
    stands, is_open = np.zeros(count * choices, bool), np.ones(count, bool)
    for turn in range(_PASSES):
        for one in range(count):
            if not is_open[one]:
                continue
            is_open[one] = False
            low, high = begins[one], begins[one + 1]
            before = one * choices + int(chosen[one])
            stands[before] = False
            met = np.flatnonzero(stands[others[low:high]]) + low
            covered = np.bincount(rows[met] - one * choices, areas[met], choices)
            now = one * choices + int((price[one] + covered).argmin())
            stands[now] = True
            if turn and now == before:
                continue
            chosen[one] = now - one * choices
            for box in (before, now) if turn else (now,):
                is_open[others[starts[box] : starts[box + 1]] // choices] = True
    return chosen


def _meetings(tried: Floats) -> tuple[Indexes, Indexes, Indexes, Floats] | None:
    """Give which choices of different labels meet, and the area they share; None: too many.

    Choices are numbered label by label: those that meet choice k are
    ``others[starts[k]:starts[k + 1]]``; beside them stand k itself (``rows``) and the area.
    """
    boxes, choices = tried.reshape(-1, 4), tried.shape[1]
    parts, count = [], 0
    for one, other, area in shared_areas(boxes, boxes):
        apart = one // choices != other // choices
        parts.append((one[apart], other[apart], area[apart]))
        count += len(parts[-1][0])
        if count > _MOST_MEETINGS:
            return None
    one, other, area = (np.concatenate(column) for column in zip(*parts, strict=True))
    starts = np.concatenate(([0], np.cumsum(np.bincount(one, minlength=len(boxes)))))
    return starts, one, other, area


def covered_by(tried: Floats, standing: Floats) -> Floats:
    """Give how much area of what stands, (m, 4), each choice of each label covers: (n, choices)."""
    covered = np.zeros(tried.shape[0] * tried.shape[1])
    for one, _, area in shared_areas(tried.reshape(-1, 4), standing):
        covered += np.bincount(one, area, len(covered))
    return covered.reshape(tried.shape[:2])
