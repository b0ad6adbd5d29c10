"""Trees within a network: who hangs under whom."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from iwtlink.chart.layouts.network import Network, adjacency

Indexes = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Tree:
    """A forest over N items."""

    parents: Indexes
    """(N,) -1 at roots."""
    levels: Indexes
    """(N,) links from the root."""
    order: Indexes
    """All items, each after its parent."""
    starts: Indexes
    below: Indexes

    @property
    def roots(self) -> Indexes:
        """The items without a parent."""
        return np.flatnonzero(self.parents < 0)

    def children(self, item: int) -> Indexes:
        """Give the items right under one, in their order."""
        found: Indexes = self.below[self.starts[item] : self.starts[item + 1]]
        return found


def tree_of(parents: Indexes, levels: Indexes, rank: Indexes) -> Tree:
    """Give the tree of these parents; siblings stand in the order of ``rank``."""
    count = len(parents)
    hanging = np.flatnonzero(parents >= 0)
    hanging = hanging[np.lexsort((rank[hanging], parents[hanging]))]
    starts = np.zeros(count + 1, np.int64)
    np.cumsum(np.bincount(parents[hanging], minlength=count), out=starts[1:])
    order = np.lexsort((rank, levels)).astype(np.int64)
    return Tree(parents, levels, order, starts, hanging)


def breadth_first_tree(network: Network, roots: Sequence[int]) -> Tree:
    """Give the tree of shortest ways from the roots. What they do not reach hangs nowhere."""
    count = len(network.boxes)
    links = adjacency(network)
    parents = np.full(count, -1)
    levels = np.full(count, -1)
    rank = np.full(count, count)
    now = list(dict.fromkeys(roots))
    levels[now] = 0
    seen = 0
    level = 0
    while now:
        level += 1
        coming: list[int] = []
        for item in now:
            rank[item] = seen
            seen += 1
            for other in links.indices[links.indptr[item] : links.indptr[item + 1]]:
                if levels[other] < 0:
                    levels[other], parents[other] = level, item
                    coming.append(int(other))
        now = coming
    levels[levels < 0] = 0
    return tree_of(parents, levels, rank)
