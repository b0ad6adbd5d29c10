"""An order round a circle in which linked items are near, so that few links cross.

Items are added one by one at the end where fewer open links are crossed (Baur and Brandes
2004), then sifted to the best of all places while the chart is small.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from iwtlink.chart.layouts.network import Network, adjacency, degrees

Indexes = NDArray[np.int64]
_SIFTED = 160
_ROUNDS = 2


def by_links(network: Network) -> Indexes:
    """Give the items in an order round a circle with few crossings: (N,)."""
    order = _grown(network)
    if len(order) > _SIFTED:
        return np.array(order, np.int64)
    for _ in range(_ROUNDS):
        for item in np.argsort(-degrees(network), kind="stable").tolist():
            order = _sifted(order, item, network.ends)
    return np.array(order, np.int64)


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


def _sifted(order: list[int], item: int, ends: Indexes) -> list[int]:
    """Give the order with one item at the place where its links cross fewest others."""
    rest = [other for other in order if other != item]
    place = np.zeros(len(order), np.int64)
    place[rest] = np.arange(len(rest))
    mine = (ends == item).any(axis=1)
    others = np.where(ends[mine, 0] == item, ends[mine, 1], ends[mine, 0])
    low, high = np.sort(place[ends[~mine]], axis=1).reshape(-1, 2).T
    gaps = np.arange(len(order))  # before the item at that place
    aims = place[others]
    inside = (low < gaps[:, None]) & (gaps[:, None] <= high)
    aim_inside = (low < aims[:, None]) & (aims[:, None] < high)
    touches = (low == aims[:, None]) | (high == aims[:, None])
    crossed = [
        int(((inside[gap] != aim_inside) & ~touches).sum()) if len(aims) else 0 for gap in gaps
    ]
    best = int(np.argmin(crossed))
    now = order.index(item)
    best = now if crossed[now] <= crossed[best] else best
    return [*rest[:best], item, *rest[best:]]
