"""Pushing items apart until no icon or name covers another.

The proximity model of Gansner and Hu (2010): neighbours that overlap want to be farther apart
by the factor that frees them, all others want to stay as they are. What is left over is set on
the nearest free spot, so that the result has no overlap at all.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy.spatial import Delaunay, QhullError

from iwtlink.chart.layouts.spots import Spots
from iwtlink.errors import Progress, no_progress

Floats = NDArray[np.float64]
Indexes = NDArray[np.int64]
_MOST_STRETCH = 1.5


def overlapping_pairs(boxes: Floats) -> Indexes:
    """Give all pairs of boxes (left, top, right, bottom) that overlap: (pairs, 2).

    Sorted sweep: cost grows with the number of boxes side by side, not with its square.
    """
    order = np.argsort(boxes[:, 0], kind="stable")
    lefts, rights = boxes[order, 0], boxes[order, 2]
    last = np.searchsorted(lefts, rights, side="left")
    counts = np.maximum(last - np.arange(len(boxes)) - 1, 0)
    if not counts.sum():
        return np.zeros((0, 2), np.int64)
    first = np.repeat(np.arange(len(boxes)), counts)
    steps = np.arange(counts.sum()) - np.repeat(np.cumsum(counts) - counts, counts)
    a, b = order[first], order[first + 1 + steps]
    hit = (boxes[a, 1] < boxes[b, 3]) & (boxes[b, 1] < boxes[a, 3])
    return np.column_stack((a[hit], b[hit]))


def without_overlaps(
    positions: Floats,
    boxes: Floats,
    fixed: NDArray[np.bool_],
    *,
    rounds: int = 60,
    progress: Progress = no_progress,
) -> Floats:
    """Give positions near the old ones at which no two boxes overlap.

    ``boxes`` are relative to the positions; ``fixed`` items do not move (two of them may
    overlap each other).
    """
    current = np.where(fixed[:, None], positions, spread_twins(positions, boxes))
    for step in range(rounds):
        progress(step / rounds, "")
        pairs = overlapping_pairs(boxes + np.tile(current, 2))
        if not len(pairs):
            return current
        pairs = np.vstack((pairs, _near_pairs(current)))
        current = _stretched(current, boxes, _each_once(pairs, len(current)), fixed)
    return set_free(current, boxes, fixed)


def set_free(positions: Floats, boxes: Floats, fixed: NDArray[np.bool_]) -> Floats:
    """Move each item that still overlaps to the nearest free spot, smallest first to stay."""
    current = positions.copy()
    pairs = overlapping_pairs(boxes + np.tile(current, 2))
    movable = [(a, b) if not fixed[b] else (b, a) for a, b in pairs if not fixed[a] or not fixed[b]]
    if not movable:
        return current
    lost = np.unique([b for _, b in movable])
    kept = np.setdiff1d(np.arange(len(current)), lost)
    spots = Spots(boxes[kept] + np.tile(current[kept], 2))
    for item in lost:
        current[item] = spots.nearest(current[item], boxes[item])
        spots.take(boxes[item] + np.tile(current[item], 2))
    return current


def spread_twins(positions: Floats, boxes: Floats, share: float = 0.05) -> Floats:
    """Move items that stand on the same point apart by a share of their size, always alike."""
    _, twin = np.unique(np.round(positions, 3), axis=0, return_inverse=True)
    twin = twin.ravel()
    order = np.argsort(twin, kind="stable")
    starts = np.flatnonzero(np.diff(twin[order], prepend=-1))
    rank = np.empty(len(positions), np.int64)
    rank[order] = np.arange(len(order)) - np.repeat(starts, np.diff(np.append(starts, len(order))))
    size = (boxes[:, 2:4] - boxes[:, 0:2]).mean() * share if len(boxes) else 0.0
    turn = rank * 2.399963  # golden angle: a sunflower
    out = np.sqrt(rank) * size
    return positions + np.column_stack((np.cos(turn), np.sin(turn))) * out[:, None]


def _near_pairs(positions: Floats) -> Indexes:
    """Give the pairs of neighbours on paper (Delaunay); few or aligned points: a chain."""
    count = len(positions)
    chain = np.column_stack((np.arange(count - 1), np.arange(1, count)))
    if count < 4:
        return chain
    try:
        triangles = Delaunay(positions).simplices
    except QhullError:
        return chain
    sides = np.vstack((triangles[:, [0, 1]], triangles[:, [1, 2]], triangles[:, [2, 0]]))
    return sides.astype(np.int64)


def _each_once(pairs: Indexes, count: int) -> Indexes:
    """Give each unordered pair once."""
    keys = np.unique(pairs.min(axis=1) * count + pairs.max(axis=1))
    return np.column_stack((keys // count, keys % count))


def _stretched(
    positions: Floats, boxes: Floats, pairs: Indexes, fixed: NDArray[np.bool_]
) -> Floats:
    """Give positions after overlapping pairs were stretched and the others held."""
    a, b = pairs[:, 0], pairs[:, 1]
    factor = _freeing_factor(positions, boxes, a, b)
    way = positions[a] - positions[b]
    length = np.maximum(np.hypot(way[:, 0], way[:, 1]), 1e-6)
    target = length * factor
    weight = 1.0 / target**2
    rows, columns = np.concatenate((a, b)), np.concatenate((b, a))
    weights, targets = np.tile(weight, 2), np.tile(target, 2)
    total = np.bincount(rows, weights, minlength=len(positions))
    total[total == 0] = 1.0
    current = positions.copy()
    for _ in range(12):
        way = current[rows] - current[columns]
        length = np.maximum(np.hypot(way[:, 0], way[:, 1]), 1e-6)
        aim = (current[columns] + way * (targets / length)[:, None]) * weights[:, None]
        mean = np.column_stack(
            [np.bincount(rows, aim[:, axis], minlength=len(current)) for axis in (0, 1)]
        )
        current = np.where(fixed[:, None], current, 0.4 * current + 0.6 * mean / total[:, None])
    return current


def _freeing_factor(positions: Floats, boxes: Floats, a: Indexes, b: Indexes) -> Floats:
    """Give by how much each pair has to be stretched to be free; 1 where it is free."""
    way = positions[b] - positions[a]
    right = boxes[a, 2:4] - boxes[b, 0:2]
    left = boxes[b, 2:4] - boxes[a, 0:2]
    needed = np.where(way >= 0, right, left)
    factor = (needed / np.maximum(np.abs(way), 1e-6)).min(axis=1)
    return np.clip(np.where(factor > 1.0, factor * 1.01, 1.0), 1.0, _MOST_STRETCH)
