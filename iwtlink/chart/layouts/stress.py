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

Floats = NDArray[np.float64]
Indexes = NDArray[np.int64]
PIVOTS = 48


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
    way = positions[:, None] - positions
    length = np.sqrt((way**2).sum(axis=2))
    ratio = np.where(length > 1e-9, weights * distances / np.maximum(length, 1e-9), 0.0)
    result: Floats = ratio.sum(axis=1)[:, None] * positions - ratio @ positions
    return result


def pivot_distances(matrix: csr_matrix, seed: int) -> tuple[Indexes, Floats]:
    """Give pivots spread over a connected network and the distances from each: (p,), (p, n)."""
    count = matrix.shape[0]
    wanted = min(PIVOTS, count)
    first = int(np.random.default_rng(seed).integers(count))
    pivots, rows = [], []
    nearest = np.full(count, np.inf)
    for _ in range(wanted):
        pivots.append(first)
        row = dijkstra(matrix, directed=False, indices=first)
        rows.append(row)
        np.minimum(nearest, row, out=nearest)
        first = int(nearest.argmax())
    return np.array(pivots), np.array(rows)


def pivot_scaling(distances: Floats) -> Floats:
    """Give starting positions from distances to pivots (Brandes and Pich 2007): (n, 2)."""
    squares = distances.T**2
    centred = squares - squares.mean(axis=0) - squares.mean(axis=1)[:, None] + squares.mean()
    _, vectors = np.linalg.eigh(centred.T @ centred)
    plane = centred @ vectors[:, [-1, -2]]
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
) -> Floats:
    """Improve positions by stress over links and ways to the pivots. O(links + n · pivots)."""
    count, wanted = len(positions), len(pivots)
    rows = np.concatenate((ends[:, 0], ends[:, 1], np.repeat(np.arange(count), wanted)))
    columns = np.concatenate((ends[:, 1], ends[:, 0], np.tile(pivots, count)))
    target = np.concatenate((lengths, lengths, distances.T.ravel()))
    keep = (rows != columns) & np.isfinite(target) & (target > 0)
    rows, columns, target = rows[keep], columns[keep], target[keep]
    weight = 1.0 / target**2
    weight[: 2 * len(lengths)] *= 2.0
    total = np.bincount(rows, weight, minlength=count)
    total[total == 0] = 1.0
    current = positions.copy()
    for _ in range(rounds):
        way = current[rows] - current[columns]
        length = np.maximum(np.hypot(way[:, 0], way[:, 1]), 1e-9)
        stretched = (current[columns] + way * (target / length)[:, None]) * weight[:, None]
        aim = np.column_stack(
            [np.bincount(rows, stretched[:, axis], minlength=count) for axis in (0, 1)]
        )
        current = 0.3 * current + 0.7 * aim / total[:, None]
    return current
