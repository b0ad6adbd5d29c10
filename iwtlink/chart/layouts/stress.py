"""Distances on paper like distances in the network: the first step of placing.

Small components are solved exactly (SMACOF, de Leeuw 1977; Gansner, Koren and North 2004),
large ones by a sparse model: pivots, links and nothing else (Brandes and Pich 2007 for the
start, Ortmann, Klimenta and Brandes 2016 for the stress).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import dijkstra

from iwtlink.chart.layouts.hops import hops_from

Floats = NDArray[np.float64]
Indexes = NDArray[np.int64]
PIVOTS = 48
_LINKS = 0.12
"""How much links count beside the ways to pivots."""


def lengths_matrix(count: int, ends: Indexes, lengths: Floats) -> csr_matrix:
    """Give the symmetric sparse matrix of link lengths: (count, count)."""
    rows = np.concatenate((ends[:, 0], ends[:, 1]))
    columns = np.concatenate((ends[:, 1], ends[:, 0]))
    return csr_matrix((np.tile(lengths, 2), (rows, columns)), shape=(count, count))


def all_distances(matrix: csr_matrix) -> Floats:
    """Give the length of the shortest way between all pairs: (n, n). O(n² log n)."""
    found: Floats = dijkstra(matrix, directed=False)
    return found


def classical_scaling(distances: Floats) -> Floats:
    """Give the plane positions that fit a full distance matrix best (Torgerson 1952): (n, 2)."""
    squares = distances**2
    centred = squares - squares.mean(axis=0) - squares.mean(axis=1)[:, None] + squares.mean()
    values, vectors = np.linalg.eigh(-centred / 2)
    best: Floats = vectors[:, [-1, -2]] * np.sqrt(np.maximum(values[[-1, -2]], 1e-9))
    return best


def full_stress(
    positions: Floats, distances: Floats, rounds: int, fixed: NDArray[np.bool_] | None = None
) -> Floats:
    """Give positions whose distances come nearest to ``distances`` (weights 1/d²).

    ``fixed`` items stay where they are. Each round costs n² steps.
    """
    count = len(positions)
    weights = distances.copy()
    np.fill_diagonal(weights, 1.0)
    weights = 1.0 / weights**2
    np.fill_diagonal(weights, 0.0)
    free = np.ones(count, bool) if fixed is None else ~fixed
    laplacian = np.diag(weights.sum(axis=1)) - weights
    if free.all():
        inverse = np.linalg.inv(laplacian + 1.0 / count) - 1.0 / count
    else:
        inverse = np.linalg.inv(laplacian[np.ix_(free, free)])
    current = positions.copy()
    for _ in range(rounds):
        pulled = _majorised(current, distances, weights)
        if free.all():
            current = inverse @ pulled
        else:
            held = laplacian[np.ix_(free, ~free)] @ current[~free]
            current[free] = inverse @ (pulled[free] - held)
    return current


def _majorised(positions: Floats, distances: Floats, weights: Floats) -> Floats:
    x, y = positions.T
    length = np.sqrt((x[:, None] - x) ** 2 + (y[:, None] - y) ** 2)
    ratio = np.where(length > 1e-9, weights * distances / np.maximum(length, 1e-9), 0.0)
    result: Floats = ratio.sum(axis=1)[:, None] * positions - ratio @ positions
    return result


def pivot_hops(count: int, ends: Indexes, seed: int) -> tuple[Indexes, Floats]:
    """Give pivots spread over a connected network and how many links every item is from each.

    (p,) and (p, n). The first pivots lie far from each other, the others anywhere.
    """
    wanted = min(PIVOTS, count)
    far = 8 if count > 200 else wanted
    spread_out = _far_pivots(count, ends, min(far, wanted), seed)
    rest = np.random.default_rng(seed).permutation(count)
    pivots = np.array(list(dict.fromkeys([*spread_out, *rest[: 2 * wanted].tolist()]))[:wanted])
    return pivots, hops_from(count, ends, pivots)


def _far_pivots(count: int, ends: Indexes, wanted: int, seed: int) -> list[int]:
    matrix = lengths_matrix(count, ends, np.ones(len(ends)))
    item = int(np.random.default_rng(seed).integers(count))
    nearest = np.full(count, np.inf)
    found: list[int] = []
    for _ in range(wanted):
        hops = dijkstra(matrix, directed=False, unweighted=True, indices=item)
        nearest = np.minimum(nearest, hops)
        item = int(nearest.argmax())
        found.append(item)
    return found


def pivot_scaling(distances: Floats) -> Floats:
    """Give starting positions from distances to pivots (Brandes and Pich 2007): (n, 2)."""
    squares = distances.T**2
    centred = squares - squares.mean(axis=0) - squares.mean(axis=1)[:, None] + squares.mean()
    _, vectors = np.linalg.eigh(np.einsum("ij,ik->jk", centred, centred))  # BLAS would spin cores
    plane = np.einsum("ij,jk->ik", centred, vectors[:, [-1, -2]])
    spread = plane.std(axis=0)
    result: Floats = plane / np.where(spread > 0, spread, 1.0) * distances.std()
    return result


def sparse_stress(
    positions: Floats,
    ends: Indexes,
    lengths: Floats,
    pivots: Indexes,
    distances: Floats,
    rounds: int,
    *,
    step: float = 0.7,
) -> Floats:
    """Improve positions by stress over links and ways to the pivots. O(links + n · pivots).

    Each round, items go so much of the way (``step``, 0 to 1) to where all pull them.
    """
    near = _Near(ends, lengths, len(positions))
    wanted = np.ascontiguousarray(distances.T, np.float32)
    known = np.isfinite(wanted) & (wanted > 0)
    weights = np.where(known, _stood_for(distances).T / np.where(known, wanted, 1.0) ** 2, 0.0)
    weights = weights.astype(np.float32)
    pull = np.where(known, weights * wanted, 0.0).astype(np.float32)
    total = np.maximum(weights.sum(axis=1, dtype=np.float64) + near.total, 1e-12)
    current = positions.copy()
    for _ in range(rounds):
        aim = near.aim(current)
        here = current.astype(np.float32)
        x, y = (here[:, axis, None] - here[pivots, axis] for axis in (0, 1))
        share = pull / np.sqrt(np.maximum(x * x + y * y, 1e-6))
        aim[:, 0] += weights @ here[pivots, 0] + np.einsum("ij,ij->i", share, x)
        aim[:, 1] += weights @ here[pivots, 1] + np.einsum("ij,ij->i", share, y)
        current = (1.0 - step) * current + step * aim / total[:, None]
    return current


def _stood_for(distances: Floats) -> Floats:
    """Give for how much of its surroundings each pivot stands, seen from each item: (p, n).

    Those of its region that are nearer to it than half way count (Ortmann et al. 2016), as
    shares of a region of mean size.
    """
    region = distances.argmin(axis=0)
    found = np.empty(distances.shape, np.float32)
    for pivot, row in enumerate(distances):
        mine = np.sort(row[region == pivot])
        found[pivot] = np.searchsorted(mine, row / 2, side="right")
    result: Floats = found * (len(distances) / distances.shape[1])
    return result


class _Near:
    """Where links pull their ends to, all at once."""

    def __init__(self, ends: Indexes, lengths: Floats, count: int) -> None:
        self._rows = np.concatenate((ends[:, 0], ends[:, 1]))
        self._columns = np.concatenate((ends[:, 1], ends[:, 0]))
        self._lengths = np.tile(lengths, 2)
        self._weight = _LINKS / self._lengths**2
        self._count = count
        self.total = np.bincount(self._rows, self._weight, minlength=count)

    def aim(self, current: Floats) -> Floats:
        way = current[self._rows] - current[self._columns]
        length = np.maximum(np.hypot(way[:, 0], way[:, 1]), 1e-9)
        aim = current[self._columns] + way * (self._lengths / length)[:, None]
        sums = [
            np.bincount(self._rows, aim[:, axis] * self._weight, minlength=self._count)
            for axis in (0, 1)
        ]
        return np.column_stack(sums)
