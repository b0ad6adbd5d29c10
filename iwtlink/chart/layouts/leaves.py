"""Items with one link only: taken off before placing, fanned round their neighbour after it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Indexes = NDArray[np.int64]


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
        rings, per_ring, size = _ring_plan(boxes[mine])
        reach[hub] = _first_ring(per_ring, size) + (rings - 0.5) * float(size.max())
    return reach


def fanned(positions: Floats, leaves: Leaves, boxes: Floats) -> Floats:
    """Set the leaves of each hub on rings round it.

    Rings hold equally many leaves and are turned against each other, so that the links of the
    outer ones pass between the inner ones.
    """
    placed = positions.copy()
    middle = positions[leaves.core].mean(axis=0)
    for hub, mine in _by_hub(leaves):
        placed[mine] = positions[hub] + _on_rings(boxes[mine], _away(positions[hub] - middle))
    return placed


def _by_hub(leaves: Leaves) -> Iterator[tuple[int, Indexes]]:
    order = np.argsort(leaves.hubs, kind="stable")
    hubs, starts = np.unique(leaves.hubs[order], return_index=True)
    for hub, mine in zip(hubs, np.split(leaves.items[order], starts[1:]), strict=True):
        yield int(hub), mine


def _away(way: Floats) -> float:
    """Give the direction of a way, in radians."""
    return float(np.arctan2(way[1], way[0]))


def _ring_plan(boxes: Floats) -> tuple[int, int, Floats]:
    """Give how many rings, leaves per ring, and the room one leaf needs."""
    count = len(boxes)
    size: Floats = (boxes[:, 2:4] - boxes[:, 0:2]).max(axis=0)
    rings = 1 if count <= 12 else max(2, int(np.ceil(np.sqrt(count / 20))))
    return rings, int(np.ceil(count / rings)), size


def _first_ring(per_ring: int, size: Floats) -> float:
    """Give the radius at which a ring of leaves has room, and links their words."""
    return max(per_ring * float(size.mean()) / (2 * np.pi), float(size.max()) * 1.25)


def _on_rings(boxes: Floats, angle: float) -> Floats:
    rings, per_ring, size = _ring_plan(boxes)
    rank = np.arange(len(boxes))
    ring = rank % rings
    step = 2 * np.pi / max(per_ring, 4)
    turn = angle + (rank // rings + ring / rings - (per_ring - 1) / 2) * step
    reach = _first_ring(per_ring, size) + ring * size.max()
    return np.column_stack((np.cos(turn) * reach, np.sin(turn) * reach))
