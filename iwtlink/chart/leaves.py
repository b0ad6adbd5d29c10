"""Items with one link only: taken off before placing, fanned round their neighbour after it."""

from __future__ import annotations

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
    """Give the radius of the disc each item's leaves fill: (count,), 0 without leaves."""
    size = boxes[:, 2:4] - boxes[:, 0:2]
    area = np.bincount(leaves.hubs, size[leaves.items].prod(axis=1), minlength=count)
    own = size.prod(axis=1)
    return np.where(area > 0, np.sqrt((area * 1.25 + own) / np.pi), 0.0)


def fanned(positions: Floats, leaves: Leaves, boxes: Floats) -> Floats:
    """Set the leaves of each hub on rings round it, as full as their boxes allow.

    Rings are ellipses of the boxes' own shape, so that wide labels stand beside each other as
    closely as above each other.
    """
    placed = positions.copy()
    order = np.argsort(leaves.hubs, kind="stable")
    hubs, starts = np.unique(leaves.hubs[order], return_index=True)
    for hub, mine in zip(hubs, np.split(leaves.items[order], starts[1:]), strict=True):
        size = (boxes[mine, 2:4] - boxes[mine, 0:2]).max(axis=0)
        placed[mine] = positions[hub] + _rings(len(mine), size, _quiet_angle(positions, int(hub)))
    return placed


def _quiet_angle(positions: Floats, hub: int) -> float:
    """Give the direction away from the middle of the component."""
    way = positions[hub] - np.nanmean(positions, axis=0)
    return float(np.arctan2(way[1], way[0]))


def _rings(count: int, size: Floats, angle: float) -> Floats:
    places: list[Floats] = []
    ring = 1
    while count > 0:
        room = min(max(int(5.4 * ring), 4), count)
        turns = angle + (np.arange(room) - (room - 1) / 2) * (2 * np.pi / max(room, 5))
        places.append(np.column_stack((np.cos(turns), np.sin(turns))) * size * ring * 1.1)
        count -= room
        ring += 1
    return np.vstack(places)
