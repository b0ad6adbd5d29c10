"""Networks of everyday and larger size to look at and to keep approved layouts of.

They stand for charts as cases have them; boxes are as wide as names are, given by number and
not measured, so that they are the same everywhere.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache

import numpy as np
from numpy.typing import NDArray

from iwtlink.chart.layouts.network import Network
from tests.speed.layouts.graphs import graph

Links = list[tuple[int, int]]


@cache
def sample(name: str) -> Network:
    """Give the network of a name such as ``case 80``: what it is like, how many items."""
    like, count = name.split()
    return _measured(int(count), _LINKS[like](int(count)))


def _case(count: int) -> Links:
    """Give two circles of people round a few hubs, some links across, and small parts."""
    chance = np.random.default_rng(5)
    sizes = [int(count * 0.72), int(count * 0.14)]
    while sum(sizes) < count:
        sizes.append(min(int(chance.integers(1, 5)), count - sum(sizes)))
    links: Links = []
    start = 0
    for size in sizes:
        weight = np.ones(size)
        for item in range(1, size):
            upper = int(chance.choice(item, p=weight[:item] / weight[:item].sum()))
            links.append((start + upper, start + item))
            weight[upper] += 1
        across = start + chance.integers(size, size=(int(size * 0.35), 2))
        links += [(int(a), int(b)) for a, b in across if a != b]
        start += size
    return links


def _star(count: int) -> Links:
    """Give some targets in a chain, each with many contacts, a few of them shared."""
    chance = np.random.default_rng(3)
    hubs = max(count // 25, 2)
    links = [(hub, hub + 1) for hub in range(hubs - 1)]
    links += [(int(hubs * chance.random() ** 2), item) for item in range(hubs, count)]
    shared = chance.choice(np.arange(hubs, count), count // 15, replace=False)
    return [*links, *((int(chance.integers(hubs)), int(item)) for item in shared)]


_LINKS: Mapping[str, Callable[[int], Links]] = {
    "case": _case,
    "star": _star,
    "scale-free": lambda count: [(a, b) for a, b in graph("ba", count).tolist()],
    "communities": lambda count: [(a, b) for a, b in graph("lfr", count).tolist()],
}


def _measured(count: int, links: Links) -> Network:
    """Give names of several widths, six types, arrows, and days for six of ten items."""
    chance = np.random.default_rng(7)
    pairs = np.array(sorted({(min(link), max(link)) for link in links}), np.int64).reshape(-1, 2)
    half = chance.choice((30.0, 38.0, 46.0, 60.0), count)
    days = np.where(chance.random(count) < 0.6, 735_000 + chance.integers(0, 1500, count), np.nan)
    degree = np.bincount(pairs.ravel(), minlength=count)
    crowd = np.sqrt(degree[pairs].max(axis=1, initial=0))
    words: NDArray[np.float64] = np.tile((22.0, 7.0), (len(pairs), 1))
    return Network(
        boxes=np.column_stack((-half, np.full(count, -20.0), half, np.full(count, 36.0))),
        ends=pairs,
        lengths=84.0 + words[:, 0] * 1.2 + 22.0 * crowd,
        words=words,
        positions=np.full((count, 2), np.nan),
        is_pinned=np.zeros(count, bool),
        arrows=chance.choice((1, 0, -1), len(pairs), p=(0.6, 0.3, 0.1)).astype(np.int8),
        kinds=chance.integers(6, size=count),
        spans=np.column_stack((days, days)),
    )
