"""An order round a circle in which linked items are near, so that few links cross.

Items are added one by one at the end where fewer open links are crossed (Baur and Brandes
2004), then sifted to the best of all places while the chart is small.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from iwtlink.chart.layouts.crossings import crossings_per_link
from iwtlink.chart.layouts.network import Network, adjacency, degrees
from iwtlink.errors import Progress, no_progress

Indexes = NDArray[np.int64]
_SIFTED, _SIFTED_IN_ARCS = 160, 320
_ROUNDS, _DRAWN_ROUNDS, _MANY = 2, 12, 1000
"""How often every item is sifted, and arcs are sorted: a third as often in charts of many."""


def by_links(network: Network) -> Indexes:
    """Give the items in an order round a circle with few crossings: (N,)."""
    order = _grown(network)
    if len(order) > _SIFTED:
        return np.array(order, np.int64)
    for _ in range(_ROUNDS):
        for item in np.argsort(-degrees(network), kind="stable").tolist():
            order = _sifted(order, item, network.ends)
    return np.array(order, np.int64)


def within_arcs(
    network: Network, order: Indexes, arcs: Indexes, progress: Progress = no_progress
) -> Indexes:
    """Give an order round a circle in which fewer links cross, each arc with its own items.

    ``arcs`` (N,) numbers the arc of each item; those of one stand together in ``order``.
    """
    arc = arcs[order]
    order = _drawn(network.ends, order, arc, progress)
    if len(order) > _SIFTED_IN_ARCS:
        return order
    cuts = np.flatnonzero(np.diff(arc)) + 1
    starts, ends = np.append(0, cuts), np.append(cuts, len(order))
    span = {int(arc[a]): range(int(a), int(b)) for a, b in zip(starts, ends, strict=True)}
    found = order.tolist()
    for _ in range(_ROUNDS):
        for item in np.argsort(-degrees(network), kind="stable").tolist():
            found = _sifted(found, item, network.ends, span[int(arcs[item])])
    return np.array(found, np.int64)


def _drawn(ends: Indexes, order: Indexes, arc: Indexes, progress: Progress) -> Indexes:
    """Give the order with the items of each arc drawn to where their links lead."""
    count = len(order)
    best, fewest = order, _crossings_round(ends, order)
    rounds = _DRAWN_ROUNDS if count <= _MANY else _DRAWN_ROUNDS // 3
    for number in range(rounds):
        progress(number / rounds, "")
        place = np.empty(count, np.int64)
        place[order] = np.arange(count)
        point = np.exp(2j * np.pi * place / max(count, 1))
        pull = 0.01 * point
        np.add.at(pull, ends[:, 0], point[ends[:, 1]])
        np.add.at(pull, ends[:, 1], point[ends[:, 0]])
        middle = 2j * np.pi * np.arange(count) / max(count, 1)
        cuts = np.append(0, np.flatnonzero(np.diff(arc)) + 1)
        sizes = np.diff(np.append(cuts, count))
        middle = np.repeat(np.add.reduceat(middle, cuts) / sizes, sizes)
        order = order[np.lexsort((np.angle(pull[order] / np.exp(middle)), np.repeat(cuts, sizes)))]
        crossed = _crossings_round(ends, order)
        if crossed < fewest:
            best, fewest = order, crossed
    return best


def _crossings_round(ends: Indexes, order: Indexes) -> float:
    turn = np.empty(len(order))
    turn[order] = 2 * np.pi * np.arange(len(order)) / max(len(order), 1)
    return float(crossings_per_link(np.column_stack((np.cos(turn), np.sin(turn))), ends).sum())


def _grown(network: Network) -> list[int]:
    """Give an order grown from the least linked item, always by the most tied-in one."""
    links = adjacency(network)
    many = degrees(network).astype(float)
    tied = np.zeros(len(many))
    left = np.ones(len(many), bool)
    order: list[int] = []
    for _ in range(len(many)):
        rank = np.where(left, tied * 1000.0 - (many - tied), -np.inf)
        item = int(rank.argmax())
        near = links.indices[links.indptr[item] : links.indptr[item + 1]]
        placed = [order.index(int(other)) for other in near if not left[other]]
        is_front = bool(placed) and sum(placed) / len(placed) < len(order) / 2
        order.insert(0 if is_front else len(order), item)
        left[item] = False
        tied[near] += 1
    return order


def _sifted(order: list[int], item: int, ends: Indexes, gaps: range | None = None) -> list[int]:
    """Give the order with one item at the place where its links cross fewest others.

    ``gaps`` are the places to choose from, the present one among them; None: all.
    """
    rest = [other for other in order if other != item]
    place = np.zeros(len(order), np.int64)
    place[rest] = np.arange(len(rest))
    mine = (ends == item).any(axis=1)
    others = np.where(ends[mine, 0] == item, ends[mine, 1], ends[mine, 0])
    low, high = np.sort(place[ends[~mine]], axis=1).reshape(-1, 2).T
    aims = place[others]
    aim_inside = (low < aims[:, None]) & (aims[:, None] < high)
    is_free = (low != aims[:, None]) & (high != aims[:, None])
    gaps = range(len(order)) if gaps is None else gaps  # before the item at that place
    crossed = [int((((low < g) & (g <= high)) != aim_inside)[is_free].sum()) for g in gaps]
    best, now = int(np.argmin(crossed)), order.index(item) - gaps.start
    best = gaps[now if crossed[now] <= crossed[best] else best]
    return [*rest[:best], item, *rest[best:]]
