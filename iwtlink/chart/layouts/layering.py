"""Which level each item of a hierarchy stands on, and which way each link leads.

The first two steps of Sugiyama, Tagawa and Toda (1981): links against the stream are turned
round (a depth-first search in the order of Eades, Lin and Smyth 1993), then levels by the
longest way, drawn together afterwards so that links are short.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import dijkstra

from iwtlink.chart.layouts.network import Network, degrees

Floats = NDArray[np.float64]
Indexes = NDArray[np.int64]
_AGAINST = 4.0
"""A step against an arrow counts as so many along it, when looking for who is under whom."""
_MOST_TRIED = 32


def streams(network: Network, arrows: str) -> tuple[Indexes, NDArray[np.bool_]]:
    """Give the links from upper to lower end as arrows say: (K, 2), and which of them have one."""
    if arrows == "ignored" or not len(network.arrows):
        return network.ends, np.zeros(len(network.ends), bool)
    way = network.arrows * (1 if arrows == "with" else -1)
    turned: Indexes = np.where((way < 0)[:, None], network.ends[:, ::-1], network.ends)
    return turned, network.arrows != 0


def roots_of(network: Network, arrows: str, stated: Sequence[int]) -> list[int]:
    """Give the items at the top: as stated, else where arrows begin, else the most linked one."""
    if stated:
        return list(stated)
    links, has_arrow = streams(network, arrows)
    count = len(network.boxes)
    leaves = np.bincount(links[has_arrow, 0], minlength=count)
    enters = np.bincount(links[has_arrow, 1], minlength=count)
    sources = np.flatnonzero((enters == 0) & (leaves > 0))
    if len(sources):
        return [int(item) for item in sources]
    return [int((degrees(network) + 2 * (leaves - enters).clip(0)).argmax())]


def root_of(network: Network, arrows: str) -> int:
    """Give the one item at the top from which most is reached along the arrows, and soonest."""
    many = degrees(network)
    sources = sorted(roots_of(network, arrows, ()), key=lambda item: -many[item])[:_MOST_TRIED]
    costs = [float(steps_down(network, arrows, [item])[0].sum()) for item in sources]
    return sources[int(np.argmin(costs))]


def steps_down(network: Network, arrows: str, roots: Sequence[int]) -> tuple[Floats, Indexes]:
    """Give how many steps below the nearest root every item is, and its parent (-1: none)."""
    links, has_arrow = streams(network, arrows)
    count = len(network.boxes)
    rows, columns = np.concatenate((links, links[:, ::-1])).T
    cost = np.concatenate((np.ones(len(links)), np.where(has_arrow, _AGAINST, 1.0)))
    matrix = csr_matrix((cost, (rows, columns)), shape=(count, count))
    far, parents, _ = dijkstra(matrix, indices=list(roots), return_predecessors=True, min_only=True)
    return far, np.maximum(parents, -1).astype(np.int64)


def levels_of(network: Network, arrows: str, roots: Sequence[int]) -> tuple[Indexes, Indexes]:
    """Give the level of each item (0 at the top) and the links from upper to lower: (K, 2)."""
    links, has_arrow = streams(network, arrows)
    count = len(network.boxes)
    starts = roots_of(network, arrows, roots)
    depth = steps_down(network, arrows, starts)[0]
    depth[~np.isfinite(depth)] = 0.0
    rank = np.lexsort((np.arange(count), depth)).argsort()
    rises = rank[links[:, 0]] > rank[links[:, 1]]
    links = np.where((rises & ~has_arrow)[:, None], links[:, ::-1], links)
    links = _without_cycles(links, rank, set(roots))
    levels = _longest_ways(links, count)
    return _drawn_together(levels, links), links


def _without_cycles(links: Indexes, rank: Indexes, tops: set[int]) -> Indexes:
    """Turn round the links that close a cycle, and those that lead up to a chosen root."""
    count = len(rank)
    order = np.argsort(links[:, 0], kind="stable")
    starts = np.searchsorted(links[order, 0], np.arange(count + 1))
    state = np.zeros(count, np.int8)
    turned = np.isin(links[:, 1], list(tops)) if tops else np.zeros(len(links), bool)
    for first in np.argsort(rank):
        if state[first]:
            continue
        state[first] = 1
        stack = [(int(first), int(starts[first]))]
        while stack:
            item, at = stack.pop()
            if at == starts[item + 1]:
                state[item] = 2
                continue
            stack.append((item, at + 1))
            link = order[at]
            other = int(links[link, 1])
            if turned[link]:
                continue
            if state[other] == 1:
                turned[link] = True
            elif state[other] == 0:
                state[other] = 1
                stack.append((other, int(starts[other])))
    straight: Indexes = np.where(turned[:, None], links[:, ::-1], links)
    return straight


def _longest_ways(links: Indexes, count: int) -> Indexes:
    """Give how many links the longest way down to each item has. Links that still close a
    cycle are passed over."""
    levels = np.zeros(count, np.int64)
    for _ in range(count):
        wanted = levels.copy()
        np.maximum.at(wanted, links[:, 1], levels[links[:, 0]] + 1)
        if (wanted == levels).all():
            break
        levels = np.minimum(wanted, count)
    return levels


def _drawn_together(levels: Indexes, links: Indexes) -> Indexes:
    """Move items between what is above and below them so that links come out shorter."""
    count = len(levels)
    above = np.bincount(links[:, 1], minlength=count)
    below = np.bincount(links[:, 0], minlength=count)
    current = levels.copy()
    for _ in range(8):
        lowest = np.full(count, np.iinfo(np.int64).max)
        np.minimum.at(lowest, links[:, 0], current[links[:, 1]] - 1)
        sinks = (below > above) & (below > 0)
        for item in np.flatnonzero(sinks & (lowest > current)):
            current[item] = lowest[item]
        if not (sinks & (lowest > current)).any():
            break
    return current - int(current.min(initial=0))
