"""Placing a large part: leaves off, distances by pivots, forces, leaves back on in rings.

Stress alone leaves many crossings, forces alone tear shapes; one after the other gives both
(measured against graphviz's sfdp: ``tests/speed/layouts``).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from iwtlink.chart.layouts.forces import spread
from iwtlink.chart.layouts.leaves import fanned, leaf_radius, strip_leaves
from iwtlink.chart.layouts.network import Network, with_gap
from iwtlink.chart.layouts.spacing import pushed_apart
from iwtlink.chart.layouts.stress import pivot_hops, pivot_scaling, sparse_stress
from iwtlink.errors import Progress

Floats = NDArray[np.float64]
Indexes = NDArray[np.int64]
WIDER = np.array((1.14, 0.88))
"""Names are wider than high, pages too: everything is drawn so much wider and lower."""
_REACH = 1.3
"""Links between hubs are so much longer for the reach of their leaves."""
_AIRY = 3.0
_EVEN = 0.25
_ROUNDS, _MORE_ROUNDS, _MANY = 80, 100, 2000
"""Of forces, in parts of fewer and of more items."""
_LAST_ROUNDS, _LEAFY_ROUNDS = 3, 5
"""Of stress after the forces: more of them where most items are leaves, none in parts of
many items, where they would tangle groups."""
"""Items cover so small a part (one in so many) of what lies round them."""


def place_large(part: Network, seed: int, progress: Progress) -> Floats:
    """Give places for a connected part: (N, 2)."""
    count, boxes = len(part.boxes), with_gap(part.boxes)
    leaves = strip_leaves(count, part.ends)
    radius = leaf_radius(leaves, count, boxes)
    core = leaves.core
    number = np.full(count, -1)
    number[core] = np.arange(len(core))
    inside = (number[part.ends] >= 0).all(axis=1)
    ends = number[part.ends[inside]].reshape(-1, 2)
    lengths = part.lengths[inside] + _REACH * radius[part.ends[inside]].sum(axis=1)
    positions = np.zeros((count, 2))
    positions[core] = _place_core(len(core), ends, lengths, radius[core], seed, progress)
    progress(0.6, "")
    positions = fanned(positions, leaves, boxes)
    positions = at_pins(roomy(positions, boxes), part)
    return pushed_apart(positions, boxes, part.is_pinned, progress)


def _place_core(
    count: int, ends: Indexes, lengths: Floats, radius: Floats, seed: int, progress: Progress
) -> Floats:
    if count <= 1:
        return np.zeros((count, 2))
    if count == 2:
        return np.array(((0.0, 0.0), (float(lengths.max(initial=200.0)), 0.0)))
    unit = float(np.median(lengths))
    pivots, hops = pivot_hops(count, ends, seed)
    placed = pivot_scaling(hops) * unit
    placed = sparse_stress(placed, ends, np.full(len(ends), unit), pivots, hops * unit, 30)
    progress(0.3, "")
    rounds = _ROUNDS if count < _MANY else _MORE_ROUNDS
    last = _LEAFY_ROUNDS if np.count_nonzero(radius) * 4 > count else _LAST_ROUNDS * (count < _MANY)
    masses = 1.0 + (radius / unit) ** 2 * 2.0
    placed = to_length(spread(placed, ends, lengths, masses, rounds), ends, lengths)
    placed = sparse_stress(placed, ends, lengths, pivots, hops * unit, last)
    placed = upright(to_length(placed, ends, lengths))
    discs = np.column_stack((-radius, -radius, radius, radius)) * 1.05
    return pushed_apart(evened(placed), discs, np.zeros(count, bool))


def evened(positions: Floats) -> Floats:
    """Draw the crowded middle outwards and the edge inwards, half way to an even density."""
    way = positions - np.median(positions, axis=0)
    far = np.hypot(*way.T)
    rank = np.argsort(np.argsort(far, kind="stable"), kind="stable")
    even = np.sqrt((rank + 0.5) / len(far)) * float(np.quantile(far, 0.98))
    factor = (_EVEN * even + (1 - _EVEN) * far) / np.maximum(far, 1e-9)
    moved: Floats = way * factor[:, None]
    return moved


def to_length(positions: Floats, ends: Indexes, lengths: Floats) -> Floats:
    """Scale a drawing so that its links are, at the median, as long as they want to be."""
    way = positions[ends[:, 0]] - positions[ends[:, 1]]
    actual = np.maximum(np.hypot(way[:, 0], way[:, 1]), 1e-9)
    scaled: Floats = positions * float(np.median(lengths / actual))
    return scaled


def roomy(positions: Floats, boxes: Floats) -> Floats:
    """Scale a drawing so that its items cover at most a third of their surroundings."""
    size = np.ptp(positions, axis=0)
    area = float((boxes[:, 2:4] - boxes[:, 0:2]).prod(axis=1).sum()) * _AIRY
    return positions * max(1.0, float(np.sqrt(area / max(float(size.prod()), 1.0))))


def upright(positions: Floats) -> Floats:
    """Turn a drawing so that it is widest from left to right, always the same way round."""
    centred = positions - positions.mean(axis=0)
    _, vectors = np.linalg.eigh(centred.T @ centred)
    turned: Floats = centred @ vectors[:, [1, 0]]
    signs = np.sign((turned**3).sum(axis=0))
    turned *= np.where(signs == 0, 1.0, signs)
    return turned


def at_pins(positions: Floats, part: Network) -> Floats:
    """Shift a part so that it lies round its pinned items, and set those exactly."""
    if not part.is_pinned.any():
        return positions
    pinned = part.positions[part.is_pinned]
    placed: Floats = positions + pinned.mean(axis=0) - positions[part.is_pinned].mean(axis=0)
    placed[part.is_pinned] = pinned
    return placed
