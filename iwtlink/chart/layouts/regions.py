"""Far things far apart: a drawing bent as a whole so that its regions lie as the network says.

The items nearest to each of some hundred landmarks make a region. Regions are placed by the
stress of all their pairs; each item moves as the regions around it do, so that what is
untangled locally stays untangled.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from iwtlink.chart.layouts.grid import blurred, read_off, set_down, shares_of
from iwtlink.chart.layouts.hops import hops_from

Floats = NDArray[np.float64]
Indexes = NDArray[np.int64]
_CELLS, _ROUNDS = 32, 12
_FEWEST, _MOST, _ITEMS_EACH = 48, 256, 6
_BENDS = (1.5, 1.0, 0.8)
"""Over how many cells moves are smoothed, bend after bend."""


def bent(positions: Floats, ends: Indexes, leaves: Indexes, seed: int) -> Floats:
    """Give positions at which regions lie as far apart as the network says: (N, 2).

    ``leaves`` (N,) is how many items with one link hang on each.
    """
    count = len(positions)
    masses: Floats = np.asarray(1.0 + leaves, np.float64)
    wanted = min(int(np.clip(count // _ITEMS_EACH, _FEWEST, _MOST)), count)
    chance = np.random.default_rng(seed)
    marks = np.sort(chance.choice(count, wanted, replace=False, p=masses / masses.sum()))
    hops = hops_from(count, ends, marks).T
    region: Indexes = np.asarray(hops.argmin(axis=1), np.int64)
    weight: Floats = np.asarray(np.bincount(region, masses, wanted), np.float64)
    apart = _apart(hops + (leaves / masses)[:, None], hops[marks], region, masses, weight)
    placed = positions
    for cells in _BENDS:
        moves = _moves(placed, region, masses, weight, apart)
        placed = placed + _smooth(placed, moves[region], cells)
    return placed


def _apart(hops: Floats, marks: Floats, region: Indexes, masses: Floats, weight: Floats) -> Floats:
    """Give how many links lie, on the mean, between the items of each two regions."""
    order = np.argsort(region, kind="stable")
    starts = np.searchsorted(region[order], np.arange(len(weight)))
    sums = np.add.reduceat((hops * masses[:, None])[order], starts, axis=0)
    to_mark = sums / weight[:, None]
    farther = (to_mark - marks).mean(axis=1)  # the items of a region than its mark
    both = to_mark + to_mark.T + farther[:, None] + farther
    result: Floats = np.maximum(both / 2, 0.5)
    np.fill_diagonal(result, 1.0)
    return result


def _moves(
    positions: Floats, region: Indexes, masses: Floats, weight: Floats, apart: Floats
) -> Floats:
    """Give how far each region is from where stress (SMACOF, de Leeuw 1977) wants it."""
    count = len(weight)
    middles = np.column_stack(
        [np.bincount(region, masses * positions[:, axis], count) / weight for axis in (0, 1)]
    )
    pairs = weight[:, None] * weight
    np.fill_diagonal(pairs, 0.0)
    ratio = _distances(middles) / apart
    scale = float((pairs * ratio).sum() / max(float((pairs * ratio**2).sum()), 1e-12))
    pairs /= apart**2
    total = pairs.sum(axis=1)[:, None]
    current = start = middles * scale
    for _ in range(_ROUNDS):
        pull = pairs * apart / np.maximum(_distances(current), 1e-9)
        mean = _sums(pairs, current) + pull.sum(axis=1)[:, None] * current - _sums(pull, current)
        current = mean / total
    away = current - start
    moves: Floats = (away - away.mean(axis=0)) / scale
    return moves


def _sums(weights: Floats, places: Floats) -> Floats:
    """Give the weighted sum of all places for each row; on one core, which BLAS would not."""
    return np.column_stack([(weights * places[:, axis]).sum(axis=1) for axis in (0, 1)])


def _distances(places: Floats) -> Floats:
    x, y = (places[:, axis, None] - places[:, axis] for axis in (0, 1))
    far: Floats = np.sqrt(x * x + y * y)
    return far


def _smooth(positions: Floats, moves: Floats, cells: float) -> Floats:
    """Give the moves of the items, each the mean of those around it (over so many cells)."""
    low = positions.min(axis=0)
    cell = max(float(np.ptp(positions, axis=0).max()), 1e-6) / (_CELLS - 1)
    shares = shares_of((positions - low) / cell, _CELLS)
    crowd = np.maximum(blurred(set_down(shares, np.ones(len(moves)), _CELLS), cells), 1e-9)
    found = [
        read_off(shares, blurred(set_down(shares, moves[:, axis], _CELLS), cells) / crowd)
        for axis in (0, 1)
    ]
    return np.column_stack(found)
