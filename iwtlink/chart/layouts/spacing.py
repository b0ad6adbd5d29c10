"""Pushing many items apart quickly: each overlapping pair along the shorter way out, again and
again. For thousands of items; ``overlaps`` keeps the shape of small charts better.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy.spatial import cKDTree

from iwtlink.chart.layouts.overlaps import overlapping_pairs, set_free
from iwtlink.chart.layouts.spots import nearest_free
from iwtlink.errors import Progress, no_progress

Floats = NDArray[np.float64]
Indexes = NDArray[np.int64]
_ROUNDS = 60
_FAR_LARGER = 3.0
_MANY = 600


def pushed_apart(
    positions: Floats,
    boxes: Floats,
    fixed: NDArray[np.bool_],
    progress: Progress = no_progress,
) -> Floats:
    """Give positions near the old ones at which no two boxes overlap; ``fixed`` items stay."""
    current = positions.copy()
    free = (~fixed).astype(float)
    rounds = _ROUNDS if len(boxes) <= _MANY else 2 * _ROUNDS
    for step in range(rounds):
        progress(step / rounds, "")
        pairs = close_pairs(current, boxes)
        if not len(pairs):
            return current
        if step % 6 == 5 and not fixed.any():  # too little room: the whole drawing grows
            crowd = len(pairs) / len(boxes)
            current *= 1.0 + min(0.25, crowd * 0.4 + (0.004 if step < _ROUNDS else 0.05))
        current += _push(current, boxes, pairs, free)
    if len(boxes) > _MANY and not fixed.any():
        return _set_free_quickly(current, boxes)
    return set_free(current, boxes, fixed)


def _set_free_quickly(positions: Floats, boxes: Floats) -> Floats:
    """Move one of each pair that still overlaps to the nearest free place."""
    current = positions.copy()
    lost = np.unique(close_pairs(current, boxes)[:, 1])
    if not len(lost):
        return current
    size = (boxes[:, 2:4] - boxes[:, 0:2]).max(axis=0)
    middles = (boxes[:, 0:2] + boxes[:, 2:4]) / 2
    there = (current + middles) / size
    tree = cKDTree(np.delete(there, lost, axis=0))
    taken: list[Floats] = []
    for item in lost:
        taken.append(nearest_free(tree, taken, there[item]))
    current[lost] = np.array(taken) * size - middles[lost]
    return current


def close_pairs(positions: Floats, boxes: Floats) -> Indexes:
    """Give all overlapping pairs (P, 2); quick where boxes are of like size."""
    there = boxes + np.tile(positions, 2)
    size = (boxes[:, 2:4] - boxes[:, 0:2]).max(axis=0, initial=1.0)
    usual = np.median(boxes[:, 2:4] - boxes[:, 0:2], axis=0)
    if (size > _FAR_LARGER * usual).any() or len(boxes) < 300:
        return overlapping_pairs(there)
    middles = (there[:, 0:2] + there[:, 2:4]) / 2
    found = cKDTree(middles / size).query_pairs(1.0, p=np.inf, output_type="ndarray")
    a, b = there[found[:, 0]], there[found[:, 1]]
    hit = (a[:, 0:2] < b[:, 2:4] - 1e-9) & (b[:, 0:2] < a[:, 2:4] - 1e-9)
    pairs: Indexes = found[hit.all(axis=1)].astype(np.int64)
    return pairs


def _push(positions: Floats, boxes: Floats, pairs: Indexes, free: Floats) -> Floats:
    """Give by how much each item moves so that its overlapping pairs part."""
    a, b = pairs.T
    left, right = boxes[a] + np.tile(positions[a], 2), boxes[b] + np.tile(positions[b], 2)
    way = (right[:, 0:2] + right[:, 2:4] - left[:, 0:2] - left[:, 2:4]) / 2
    way = np.where(np.abs(way).sum(axis=1)[:, None] < 1e-6, _aside(len(pairs)), way)
    size = (left[:, 2:4] - left[:, 0:2] + right[:, 2:4] - right[:, 0:2]) / 2
    depth = size - np.abs(way)
    is_sideward = depth[:, 0] / size[:, 0] < depth[:, 1] / size[:, 1]
    out = np.where(is_sideward[:, None], (1.0, 0.0), (0.0, 1.0)) * depth
    out = out * np.where(way < 0, -1.0, 1.0) + way * 0.03
    both = np.maximum(free[a] + free[b], 1.0)
    count = len(positions)
    move = np.zeros((count, 2))
    for axis in (0, 1):
        share = out[:, axis] / both * 1.02 + np.sign(out[:, axis]) * 0.05
        move[:, axis] = np.bincount(b, share, count) - np.bincount(a, share, count)
    many = np.maximum(np.bincount(pairs.ravel(), minlength=count), 1.0)
    pushed: Floats = move / np.sqrt(many)[:, None] * free[:, None]
    return pushed


def _aside(count: int) -> Floats:
    """Give a small way for each pair that stands on one point."""
    turn = np.arange(count) * 2.399963
    return np.column_stack((np.cos(turn), np.sin(turn))) * 0.01
