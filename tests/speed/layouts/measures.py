"""How good a drawing is: stress, crossings, overlaps, room between parts."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import connected_components, dijkstra
from scipy.spatial import cKDTree

Floats = NDArray[np.float64]
Links = NDArray[np.int64]
_SOURCES, _PAIRS = 150, 2_000_000


@dataclass(frozen=True, slots=True)
class Quality:
    """One drawing, measured."""

    stress: float
    """Mean of ((a·x − d)² / d²) over pairs of a part, at the best scale a of the whole."""
    crossings: float
    """Pairs of links that cross, per million pairs."""
    overlaps: float
    """Overlapping pairs of discs per item, discs covering 4 % of the drawing."""
    parts_overlapping: int
    """Pairs of parts whose boxes overlap."""


def quality(positions: Floats, links: Links, seed: int = 1) -> Quality:
    """Measure a drawing of a network."""
    return Quality(
        stress(positions, links, seed),
        crossings(positions, links, seed),
        overlaps(positions),
        overlapping_parts(positions, links),
    )


def _matrix(links: Links, count: int) -> csr_matrix:
    a, b = links.T
    return csr_matrix((np.ones(len(a)), (a, b)), shape=(count, count))


def stress(positions: Floats, links: Links, seed: int) -> float:
    """Give the normalised stress over all pairs from 150 items."""
    count = len(positions)
    sources = np.random.default_rng(seed).choice(count, min(_SOURCES, count), replace=False)
    wanted = dijkstra(_matrix(links, count), directed=False, indices=sources, unweighted=True)
    drawn = np.sqrt(((positions[sources][:, None] - positions) ** 2).sum(axis=2))
    pairs = np.isfinite(wanted) & (wanted > 0)
    ratio = drawn[pairs] / wanted[pairs]
    scale = ratio.sum() / (ratio**2).sum()
    return float(((scale * ratio - 1.0) ** 2).mean())


def crossings(positions: Floats, links: Links, seed: int) -> float:
    """Give crossing pairs of links per million; exact up to 1,500 links, else of a sample."""
    count = len(links)
    if count <= 1500:
        one, other = np.triu_indices(count, 1)
    else:
        chance = np.random.default_rng(seed)
        one, other = chance.integers(count, size=(2, _PAIRS))
        apart = one != other
        one, other = one[apart], other[apart]
    a, b, c, d = links[one, 0], links[one, 1], links[other, 0], links[other, 1]
    x, y = positions.T

    def side(p: Links, q: Links, r: Links) -> Floats:
        turned: Floats = (x[q] - x[p]) * (y[r] - y[p]) - (y[q] - y[p]) * (x[r] - x[p])
        return turned

    free = (a != c) & (a != d) & (b != c) & (b != d)
    hit = (side(a, b, c) * side(a, b, d) < 0) & (side(c, d, a) * side(c, d, b) < 0) & free
    return float(hit.mean() * 1e6)


def overlaps(positions: Floats) -> float:
    """Give how many pairs of discs overlap per item, discs covering 4 % of the drawing."""
    area = float(np.prod(np.ptp(positions, axis=0)))
    radius = np.sqrt(0.04 * area / (np.pi * len(positions)))
    pairs = cKDTree(positions).count_neighbors(cKDTree(positions), 2 * radius) - len(positions)
    return float(pairs / 2 / len(positions))


def overlapping_parts(positions: Floats, links: Links) -> int:
    """Count the pairs of parts (connected components) whose boxes overlap."""
    label = connected_components(_matrix(links, len(positions)), directed=False)[1]
    order = np.argsort(label, kind="stable")
    starts = np.searchsorted(label[order], np.arange(int(label.max()) + 1))
    low = np.minimum.reduceat(positions[order], starts)
    high = np.maximum.reduceat(positions[order], starts)
    from iwtlink.chart.layouts.overlaps import overlapping_pairs

    return len(overlapping_pairs(np.hstack((low, high + 1e-9))))
