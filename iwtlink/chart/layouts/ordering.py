"""The order of the items on each level, so that few links cross: sweeps of medians.

Eades and Wormald (1994); long links are cut into one step per level by stand-ins.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Indexes = NDArray[np.int64]
_SWEEPS = 24
_MOST_STAND_INS = 60_000


@dataclass(frozen=True, slots=True)
class Layers:
    """Items (first N) and stand-ins on levels, and the links between neighbouring levels."""

    levels: Indexes
    ends: Indexes
    """(E, 2) upper and lower end."""
    items: int


def cut_links(levels: Indexes, links: Indexes) -> Layers:
    """Give the levels with stand-ins wherever a link passes one."""
    count = len(levels)
    spans = levels[links[:, 1]] - levels[links[:, 0]]
    links, spans = links[spans > 0], spans[spans > 0]
    if (spans - 1).sum() > _MOST_STAND_INS:  # the longest are left out of the ordering
        longest = np.argsort(spans, kind="stable")
        kept = longest[np.cumsum(spans[longest] - 1) <= _MOST_STAND_INS]
        links, spans = links[kept], spans[kept]
    stand_ins = spans - 1
    first = count + np.cumsum(stand_ins) - stand_ins
    step = np.arange(spans.sum()) - np.repeat(np.cumsum(spans) - spans, spans)
    link = np.repeat(np.arange(len(links)), spans)
    upper = np.where(step == 0, links[link, 0], first[link] + step - 1)
    lower = np.where(step == spans[link] - 1, links[link, 1], first[link] + step)
    inner = step < spans[link] - 1
    added = levels[links[link[inner], 0]] + step[inner] + 1
    return Layers(np.concatenate((levels, added)), np.column_stack((upper, lower)), count)


def walk_ranks(layers: Layers) -> Indexes:
    """Give when a walk down every branch in turn meets each item: a first order."""
    below: list[list[int]] = [[] for _ in layers.levels]
    for upper, lower in layers.ends.tolist():
        below[upper].append(lower)
    ranks = np.full(len(below), -1)
    seen = 0
    for first in np.argsort(layers.levels, kind="stable").tolist():
        stack = [first]
        while stack:
            item = stack.pop()
            if ranks[item] < 0:
                ranks[item] = seen
                seen += 1
                stack.extend(reversed(below[item]))
    return ranks


def ordered(layers: Layers, start: Indexes) -> Indexes:
    """Give each item's and stand-in's number on its level; ``start`` ranks them at first."""
    ranks = _ranked(layers.levels, start.astype(float))
    best, fewest = ranks, crossings(layers, ranks)
    depth = int(layers.levels.max(initial=0)) + 1
    members = _by_level(layers.levels, depth)
    for sweep in range(_SWEEPS):
        if not fewest:
            break
        goes_down = sweep % 2 == 0
        order = range(1, depth) if goes_down else range(depth - 2, -1, -1)
        near = layers.ends if goes_down else layers.ends[:, ::-1]
        near = near[np.argsort(near[:, 1], kind="stable")]
        starts = np.searchsorted(near[:, 1], np.arange(len(ranks) + 1))
        for level in order:
            _sort_level(ranks, members[level], near[:, 0], starts)
        _swap_neighbours(layers, ranks, members)
        found = crossings(layers, ranks)
        if found < fewest:
            best, fewest = ranks.copy(), found
    return best


def _sort_level(ranks: Indexes, members: Indexes, near: Indexes, starts: Indexes) -> None:
    """Order one level by the median rank of what its members are linked to."""
    wanted = ranks[members].astype(float)
    for at, member in enumerate(members):
        others = np.sort(ranks[near[starts[member] : starts[member + 1]]])
        if len(others):
            wanted[at] = _median(others)
    ranks[members[np.lexsort((ranks[members], wanted))]] = np.arange(len(members))


def _median(sorted_ranks: Indexes) -> float:
    """Give the weighted median of Gansner et al. (1993): nearer the side that is packed."""
    count = len(sorted_ranks)
    middle = count // 2
    if count % 2:
        return float(sorted_ranks[middle])
    if count == 2:
        return float(sorted_ranks.mean())
    left = float(sorted_ranks[middle - 1] - sorted_ranks[0])
    right = float(sorted_ranks[-1] - sorted_ranks[middle])
    if not left + right:
        return float(sorted_ranks[middle - 1 : middle + 1].mean())
    low, high = float(sorted_ranks[middle - 1]), float(sorted_ranks[middle])
    return (low * right + high * left) / (left + right)


def _swap_neighbours(layers: Layers, ranks: Indexes, members: list[Indexes]) -> None:
    """Swap two that stand side by side wherever that leaves fewer crossings."""
    if len(ranks) > 1500:
        return
    near: list[list[int]] = [[] for _ in ranks]
    for upper, lower in layers.ends.tolist():
        near[upper].append(lower)
        near[lower].append(upper)
    for level in members:
        row = level[np.argsort(ranks[level])].tolist()
        for at in range(len(row) - 1):
            a, b = row[at], row[at + 1]
            if _crossed(layers, ranks, near, b, a) < _crossed(layers, ranks, near, a, b):
                row[at], row[at + 1] = b, a
                ranks[a], ranks[b] = ranks[b], ranks[a]


def _crossed(layers: Layers, ranks: Indexes, near: list[list[int]], left: int, right: int) -> int:
    """Count the crossings between the links of two that stand side by side."""
    level = layers.levels[left]
    return sum(
        ranks[x] > ranks[y]
        for x in near[left]
        for y in near[right]
        if (layers.levels[x] > level) == (layers.levels[y] > level)
    )


def crossings(layers: Layers, ranks: Indexes) -> int:
    """Count the crossings between neighbouring levels."""
    total = 0
    upper_level = layers.levels[layers.ends[:, 0]]
    order = np.lexsort((ranks[layers.ends[:, 1]], ranks[layers.ends[:, 0]], upper_level))
    lower = ranks[layers.ends[order, 1]]
    cuts = np.flatnonzero(np.diff(upper_level[order])) + 1
    for part in np.split(lower, cuts):
        total += _inversions(part)
    return total


def _inversions(values: Indexes) -> int:
    """Count the pairs that stand the wrong way round."""
    count = len(values)
    if count < 64:
        return int((values[:, None] > values)[np.triu_indices(count, 1)].sum())
    left, right = values[: count // 2], values[count // 2 :]
    between = (len(left) - np.searchsorted(np.sort(left), right, side="right")).sum()
    return int(between) + _inversions(left) + _inversions(right)


def _ranked(levels: Indexes, wanted: Floats) -> Indexes:
    order = np.lexsort((wanted, levels))
    ranks = np.empty(len(levels), np.int64)
    starts = np.searchsorted(levels[order], np.arange(int(levels.max(initial=0)) + 1))
    ranks[order] = np.arange(len(levels)) - starts[levels[order]]
    return ranks


def _by_level(levels: Indexes, depth: int) -> list[Indexes]:
    order = np.argsort(levels, kind="stable")
    return np.split(order, np.searchsorted(levels[order], np.arange(1, depth)))
