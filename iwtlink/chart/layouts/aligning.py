"""Where across the page the items of ordered levels stand: Brandes and Köpf (2001).

Four times (from the left and right, upwards and downwards) items are aligned with the median
of their neighbours in vertical lines and packed; each stands at the middle of the four places.
"""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from iwtlink.chart.layouts.ordering import Layers

Floats = NDArray[np.float64]
Indexes = NDArray[np.int64]


def across(layers: Layers, ranks: Indexes, lefts: Floats, rights: Floats) -> Floats:
    """Give the x of each item and stand-in.

    ``lefts`` and ``rights`` say how far each reaches to either side.
    """
    rows = _rows(layers.levels, ranks)
    found = [
        _one_way(layers, rows, lefts, rights, is_upward, is_leftward)
        for is_upward in (False, True)
        for is_leftward in (False, True)
    ]
    return _balanced(np.array(found))


def _rows(levels: Indexes, ranks: Indexes) -> list[list[int]]:
    order = np.lexsort((ranks, levels))
    cuts = np.searchsorted(levels[order], np.arange(1, int(levels.max(initial=0)) + 1))
    return [part.tolist() for part in np.split(order, cuts)]


def _one_way(
    layers: Layers,
    rows: list[list[int]],
    lefts: Floats,
    rights: Floats,
    is_upward: bool,
    is_leftward: bool,
) -> Floats:
    """Give the places of one of the four alignments."""
    walked = [row[::-1] for row in rows] if is_leftward else rows
    walked = walked[::-1] if is_upward else walked
    before, after = (rights, lefts) if is_leftward else (lefts, rights)
    place = {item: at for row in walked for at, item in enumerate(row)}
    near = _neighbours(layers, place, is_upward)
    root = _aligned(walked, near, place, _marked(layers, walked, near, place))
    x = _packed(walked, root, before, after)
    return -x if is_leftward else x


def _neighbours(layers: Layers, place: dict[int, int], is_upward: bool) -> list[list[int]]:
    """Give what each is linked to on the level before, in the order of that level."""
    near: list[list[int]] = [[] for _ in range(len(layers.levels))]
    for upper, lower in layers.ends.tolist():
        if is_upward:
            near[upper].append(lower)
        else:
            near[lower].append(upper)
    for others in near:
        others.sort(key=place.__getitem__)
    return near


def _marked(
    layers: Layers, rows: list[list[int]], near: list[list[int]], place: dict[int, int]
) -> set[tuple[int, int]]:
    """Give the links that cross a long link between two stand-ins: these must not be aligned."""
    marked: set[tuple[int, int]] = set()
    for before, row in pairwise(rows):
        low, done = 0, 0
        for at, item in enumerate(row):
            inner = _stand_in_before(layers, near, item)
            if inner < 0 and at < len(row) - 1:
                continue
            high = place[inner] if inner >= 0 else len(before)
            for other in row[done : at + 1]:
                for far in near[other]:
                    is_long = far >= layers.items and other >= layers.items
                    if not is_long and not low <= place[far] <= high:
                        marked.add((far, other))
            done, low = at + 1, high
    return marked


def _stand_in_before(layers: Layers, near: list[list[int]], item: int) -> int:
    if item >= layers.items and near[item] and near[item][0] >= layers.items:
        return near[item][0]
    return -1


def _aligned(
    rows: list[list[int]],
    near: list[list[int]],
    place: dict[int, int],
    marked: set[tuple[int, int]],
) -> list[int]:
    """Give for each the top of its vertical line."""
    root = list(range(len(near)))
    align = list(range(len(near)))
    for row in rows[1:]:
        last = -1
        for item in row:
            others = near[item]
            if not others:
                continue
            for median in sorted({(len(others) - 1) // 2, len(others) // 2}):
                other = others[median]
                if align[item] != item or (other, item) in marked or place[other] <= last:
                    continue
                align[other] = item
                root[item] = root[other]
                align[item] = root[item]
                last = place[other]
    return root


def _packed(
    rows: list[list[int]],
    root: list[int],
    before: Floats,
    after: Floats,
) -> Floats:
    """Give x for each line of items: as far to the front as the lines before it allow.

    Lines are placed in an order in which every line comes after those that stand before it on
    any level (longest ways), then drawn back towards what follows where there is room.
    """
    count = len(root)
    x = np.zeros(count)
    ahead: dict[int, list[tuple[int, float]]] = {}
    waiting = dict.fromkeys(root, 0)
    behind: dict[int, list[tuple[int, float]]] = {top: [] for top in waiting}
    for row in rows:
        for one, other in pairwise(row):
            gap = float(after[one] + before[other])
            behind[root[one]].append((root[other], gap))
            ahead.setdefault(root[other], []).append((root[one], gap))
            waiting[root[other]] += 1
    ready = [top for top, left in waiting.items() if not left]
    order = []
    while ready:
        top = ready.pop()
        order.append(top)
        for other, gap in behind[top]:
            x[other] = max(x[other], x[top] + gap)
            waiting[other] -= 1
            if not waiting[other]:
                ready.append(other)
    for top in reversed(order):
        room = min((x[other] - gap for other, gap in behind[top]), default=np.inf)
        if top not in ahead and np.isfinite(room):
            x[top] = max(x[top], room)
    return x[np.array(root, np.int64)] if count else x


def _balanced(found: Floats) -> Floats:
    """Give the middle of four alignments, each moved to where the narrowest one is."""
    widths = found.max(axis=1) - found.min(axis=1)
    narrow = int(widths.argmin())
    for number in range(4):
        if number % 2:
            found[number] += found[narrow].max() - found[number].max()
        else:
            found[number] += found[narrow].min() - found[number].min()
    ordered = np.sort(found, axis=0)
    middle: Floats = (ordered[1] + ordered[2]) / 2
    return middle
