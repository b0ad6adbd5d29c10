"""Groups as blocks: the most interlinked one in the middle, the others round it."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from iwtlink.chart.layouts.grouping import groups_of
from iwtlink.chart.layouts.network import bounds_of, part_of, unpinned, with_gap
from iwtlink.chart.layouts.organic import EVERYDAY, place_network
from iwtlink.chart.layouts.overlaps import without_overlaps
from iwtlink.chart.layouts.parts import in_parts
from iwtlink.chart.layouts.quotient import link_counts
from iwtlink.chart.layouts.task import Task
from iwtlink.store.telling import part_of as share_of

Floats = NDArray[np.float64]
Indexes = NDArray[np.int64]
_GROUP_GAP_PX = 70.0
_POLISHED = 160
"""In charts of up to so many items each group is polished."""


def place_grouped(task: Task) -> Floats:
    """Give places with the groups apart, no larger than asked where space allows: (N, 2)."""
    return _within(task, in_parts(task, _in_groups))


def _in_groups(task: Task) -> Floats:
    network = task.network
    groups = groups_of(network, task.seed)
    count = int(groups.max()) + 1
    boxes = with_gap(network.boxes) * task.separation
    places = np.zeros((len(groups), 2))
    blocks = np.zeros((count, 4))
    everyday = EVERYDAY if len(groups) <= _POLISHED else 0
    for group in range(count):
        mine = np.flatnonzero(groups == group)
        group_of = unpinned(part_of(network, mine))
        told = share_of(task.progress, group / count, (group + 1) / count)
        inside = place_network(group_of, task.seed, 1.2, told, everyday)
        around = bounds_of(inside, boxes[mine])
        places[mine] = inside - (around[0:2] + around[2:4]) / 2
        half = (around[2:4] - around[0:2]) / 2 + _GROUP_GAP_PX * task.separation / 2
        blocks[group] = np.concatenate((-half, half))
    centre = task.settings["centre"]
    counts = link_counts(network, groups)
    middle = int(groups[centre]) if centre >= 0 else _most_interlinked(counts, groups)
    return places + _round_the_middle(blocks, counts, middle, task.ratio)[groups]


def _most_interlinked(counts: Floats, groups: Indexes) -> int:
    return int(np.lexsort((-np.bincount(groups), -counts.sum(axis=1)))[0])


def _round_the_middle(blocks: Floats, counts: Floats, middle: int, ratio: float) -> Floats:
    """Give the place of each group: one in the middle, the others on rings, linked ones near."""
    places = np.zeros((len(blocks), 2))
    others = _chained(counts, middle)
    ring_free = blocks[middle, 2:4].copy()
    while len(others):
        on, radii = _ring(blocks[others], ring_free)
        turn = _turns(blocks[others[:on]], ratio)
        places[others[:on]] = np.column_stack((np.cos(turn), np.sin(turn))) * radii
        ring_free = radii + blocks[others[:on], 2:4].max(axis=0)
        others = others[on:]
    return without_overlaps(places, blocks, np.arange(len(blocks)) == middle)


def _chained(counts: Floats, middle: int) -> Indexes:
    """Give the other groups in an order in which linked ones are neighbours."""
    left = [group for group in range(len(counts)) if group != middle]
    if not left:
        return np.zeros(0, np.int64)
    chain = [max(left, key=lambda group: (counts[middle, group], counts[group].sum()))]
    left.remove(chain[0])
    while left:
        last = chain[-1]
        chain.append(max(left, key=lambda group: (counts[last, group], counts[middle, group])))
        left.remove(chain[-1])
    return np.array(chain, np.int64)


def _ring(blocks: Floats, free: Floats) -> tuple[int, Floats]:
    """Give how many groups stand on the next ring, and its two radii."""
    wide = np.hypot(*(blocks[:, 2:4] - blocks[:, 0:2]).T)
    radii = free + np.median(blocks[:, 2:4], axis=0) * 1.05
    room = np.cumsum(wide) * 0.85
    on = max(int(np.searchsorted(room, 2 * np.pi * float(radii.mean()))), min(6, len(blocks)))
    on = len(blocks) if len(blocks) - on < 3 else on
    needed = float(room[on - 1]) / (2 * np.pi) / max(float(radii.mean()), 1e-9)
    return on, radii * max(1.0, needed)


def _turns(blocks: Floats, ratio: float) -> Floats:
    """Give the angles of groups on a ring, each with its share of the round.

    The first is at the top; of one or two, on a page that is wide, at the side.
    """
    first = 0.0 if len(blocks) <= 2 and ratio > 1.0 else -np.pi / 2
    share = np.hypot(*(blocks[:, 2:4] - blocks[:, 0:2]).T)
    share = share / share.sum() * 2 * np.pi
    turns: Floats = np.cumsum(share) - share / 2 - share[0] / 2 + first
    return turns


def _within(task: Task, places: Floats) -> Floats:
    """Draw places together until they fit the largest width and height asked for."""
    boxes = with_gap(task.network.boxes)
    most = np.array((task.settings["max_width"], task.settings["max_height"]))
    if not most.any() or len(places) < 2:
        return places
    around = bounds_of(places, boxes)
    size = around[2:4] - around[0:2]
    factor = np.where((most > 0) & (most < size), most / size, 1.0)
    if (factor == 1.0).all():
        return places
    return without_overlaps(places * factor, boxes, np.zeros(len(places), bool))
