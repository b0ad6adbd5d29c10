"""Items with one link only: taken off before placing, fanned round their neighbour after it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Indexes = NDArray[np.int64]
_SPACING = 1.12
"""Distance of leaves on a ring and of rings, in leaves."""


@dataclass(frozen=True, slots=True)
class Leaves:
    """Items with one link, and the hub each hangs on; ``core`` are all the others."""

    items: Indexes
    hubs: Indexes
    core: Indexes


def strip_leaves(count: int, ends: Indexes) -> Leaves:
    """Give the items with one link whose neighbour has more."""
    degree = np.bincount(ends.ravel(), minlength=count)
    start_leaf = (degree[ends[:, 0]] == 1) & (degree[ends[:, 1]] > 1)
    end_leaf = (degree[ends[:, 1]] == 1) & (degree[ends[:, 0]] > 1)
    items = np.concatenate((ends[start_leaf, 0], ends[end_leaf, 1]))
    hubs = np.concatenate((ends[start_leaf, 1], ends[end_leaf, 0]))
    return Leaves(items, hubs, np.setdiff1d(np.arange(count), items))


def leaf_radius(leaves: Leaves, count: int, boxes: Floats) -> Floats:
    """Give how far each item's leaves reach: (count,), 0 without leaves."""
    reach = np.zeros(count)
    for hub, mine in _by_hub(leaves):
        size = _room(boxes[mine])
        reach[hub] = (_rings(len(mine))[1].max() + 0.5) * float(size.mean())
    return reach


def fanned(positions: Floats, leaves: Leaves, boxes: Floats) -> Floats:
    """Set the leaves of each hub on rings round it, the inner ring first.

    Rings are as wide as the leaves' names: wider than high. Few leaves stand on the side that
    faces away from the rest.
    """
    placed = positions.copy()
    middle = positions[leaves.core].mean(axis=0)
    for hub, mine in _by_hub(leaves):
        turn = _away(positions[hub] - middle)
        placed[mine] = positions[hub] + _on_rings(len(mine), turn) * _room(boxes[mine])
    return placed


def _by_hub(leaves: Leaves) -> Iterator[tuple[int, Indexes]]:
    if not len(leaves.items):
        return
    order = np.argsort(leaves.hubs, kind="stable")
    hubs, starts = np.unique(leaves.hubs[order], return_index=True)
    for hub, mine in zip(hubs, np.split(leaves.items[order], starts[1:]), strict=True):
        yield int(hub), mine


def _away(way: Floats) -> float:
    """Give the direction of a way, in radians."""
    return float(np.arctan2(way[1], way[0]))


def _room(boxes: Floats) -> Floats:
    """Give the width and height one leaf needs."""
    size: Floats = (boxes[:, 2:4] - boxes[:, 0:2]).max(axis=0)
    return size


@cache
def _rings(count: int) -> tuple[Indexes, Floats]:
    """Give how many leaves stand on each ring, and its radius in leaves."""
    on: list[int] = []
    radii: list[float] = []
    radius = 1.45 if count > 3 else 1.3
    left = count
    while left:
        room = int(2 * np.pi * radius / _SPACING)
        on.append(min(left, room))
        radii.append(radius)
        left -= on[-1]
        radius += _SPACING
    if len(on) > 1:  # the last two rings share, so that none holds a single leaf
        both, share = on[-1] + on[-2], radii[-1] / (radii[-1] + radii[-2])
        on[-1] = int(both * share)
        on[-2] = both - on[-1]
    return np.array(on), np.array(radii)


def _on_rings(count: int, angle: float) -> Floats:
    """Give places in units of one leaf's room: (count, 2)."""
    on, radii = _rings(count)
    ring = np.repeat(np.arange(len(on)), on)
    rank = np.arange(count) - np.repeat(np.cumsum(on) - on, on)
    if len(on) == 1 and count <= 4:
        turn = angle + (rank - (count - 1) / 2) * 0.9
    else:
        turn = angle + (rank + ring * 0.5) * (2 * np.pi / on[ring])
    return np.column_stack((np.cos(turn), np.sin(turn))) * radii[ring][:, None]
