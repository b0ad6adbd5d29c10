"""Networks of the shapes that cases have: star-heavy, scale-free, in communities.

Each is one giant part (85 % of the items) and many small ones: stars, trees, cycles, pairs.
"""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

Links = NDArray[np.int64]
SHAPES = ("phone", "ba", "lfr")


def graph(shape: str, count: int, seed: int = 1) -> Links:
    """Give the links (K, 2) of a network of ``count`` items, each pair once."""
    chance = np.random.default_rng(seed)
    giant = int(count * 0.85)
    links = {"phone": _phone, "ba": _scale_free, "lfr": _communities}[shape](giant, chance)
    links += _small_parts(giant, count, chance)
    ends = np.sort(np.array(links, np.int64), axis=1)
    return np.unique(ends[ends[:, 0] != ends[:, 1]], axis=0)


def _phone(count: int, chance: np.random.Generator) -> list[tuple[int, int]]:
    """Give targets with a heavy-tailed number of contacts, 6 % of which they share."""
    targets = max(count // 12, 2)
    links = [(int(chance.integers(i)), i) for i in range(1, targets)]
    weight = np.minimum(chance.pareto(1.2, targets) + 0.3, 60.0)
    owners = chance.choice(targets, count - targets, p=weight / weight.sum())
    for contact, owner in enumerate(owners.tolist(), targets):
        links.append((owner, contact))
        if chance.random() < 0.06:
            links.append((int(chance.integers(targets)), contact))
    return links


def _scale_free(count: int, chance: np.random.Generator) -> list[tuple[int, int]]:
    """Give a network that grows by two links to what is linked most (Barabási, Albert 1999)."""
    ends = [0, 1, 1, 2, 0, 2]
    links = [(0, 1), (1, 2), (0, 2)]
    for new in range(3, count):
        picks: set[int] = set()
        while len(picks) < 2:
            picks.add(ends[int(chance.integers(len(ends)))])
        for old in picks:
            links.append((old, new))
            ends += [old, new]
    return links


def _communities(count: int, chance: np.random.Generator) -> list[tuple[int, int]]:
    """Give groups of power-law sizes: about five links an item, 12 % of them to other groups.

    In the manner of Lancichinetti, Fortunato and Radicchi (2008).
    """
    sizes: list[int] = []
    while sum(sizes) < count:
        sizes.append(int(min(12 * (1.0 - chance.random()) ** -0.7, 150, count)))
    group = np.repeat(np.arange(len(sizes)), sizes)[:count]
    degree = np.minimum(2.0 * (1.0 - chance.random(count)) ** -0.65, 40).astype(int)
    ends = np.repeat(np.arange(count), degree)
    goes_out = chance.random(len(ends)) < 0.12
    links: list[tuple[int, int]] = []
    for stubs in [ends[goes_out], *_by_group(ends[~goes_out], group)]:
        mixed = chance.permutation(stubs)
        links += list(zip(mixed[::2].tolist(), mixed[1::2].tolist(), strict=False))
    chain = chance.permutation(count)  # one giant part
    seen = _roots(count, links)
    roots = list(dict.fromkeys(seen[int(item)] for item in chain))
    return [*links, *pairwise(roots)]


def _by_group(stubs: Links, group: Links) -> list[Links]:
    order = np.argsort(group[stubs], kind="stable")
    return np.split(stubs[order], np.flatnonzero(np.diff(group[stubs[order]])) + 1)


def _roots(count: int, links: list[tuple[int, int]]) -> list[int]:
    from scipy.sparse import coo_matrix
    from scipy.sparse.csgraph import connected_components

    a, b = np.array(links).T
    matrix = coo_matrix((np.ones(len(a)), (a, b)), shape=(count, count))
    labels = connected_components(matrix, directed=False)[1]
    first = np.unique(labels, return_index=True)[1]
    return [int(first[label]) for label in labels]


def _small_parts(first: int, end: int, chance: np.random.Generator) -> list[tuple[int, int]]:
    links: list[tuple[int, int]] = []
    while first < end:
        size = min(int(2 + chance.pareto(1.2) * 2), 30, end - first)
        shape = chance.integers(4)
        for item in range(1, size):
            up = {0: 0, 1: int(chance.integers(item)), 2: item - 1, 3: item - 1 if item < 2 else 0}
            links.append((first + up[int(shape)], first + item))
        if shape == 2 and size > 2:
            links.append((first, first + size - 1))
        first += size
    return links
