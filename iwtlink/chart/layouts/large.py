"""Placing a large part: leaves off, distances by pivots, forces, leaves back on in rings.

Stress alone leaves many crossings, forces alone tear shapes; one after the other gives both
(measured against graphviz's sfdp: ``tests/speed/layouts``).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from iwtlink.chart.layouts.density import equalised
from iwtlink.chart.layouts.forces import spread
from iwtlink.chart.layouts.leaves import Leaves, fanned, leaf_radius, strip_leaves
from iwtlink.chart.layouts.network import Network, area_of, with_gap
from iwtlink.chart.layouts.regions import bent
from iwtlink.chart.layouts.spacing import pushed_apart
from iwtlink.chart.layouts.stress import pivot_hops, pivot_scaling, sparse_stress
from iwtlink.errors import Progress

Floats = NDArray[np.float64]
Indexes = NDArray[np.int64]
WIDER = np.array((1.14, 0.88))
"""Names are wider than high, pages too: everything is drawn so much wider and lower."""
_REACH = 1.3
"""Links between hubs are so much longer for the reach of their leaves."""
_AIRY = 4.0
"""Items cover so small a part (one in so many) of what lies round them."""
_EVEN, _FLOW = 0.25, 100.0
"""How far crowded places are drawn out: by rank from the middle, and by density (cells²)."""
_MASS = 2.0
"""How much room leaves need beside that of their hub."""
_STARTING, _ROUNDS, _MORE_ROUNDS, _MANY = 30, 70, 130, 2000
"""Rounds of stress to start with, of forces, and of forces in parts of many items."""


@dataclass(frozen=True, slots=True)
class _Core:
    """A part without its leaves."""

    count: int
    ends: Indexes
    lengths: Floats
    radius: Floats
    """(count,) how far the leaves of each item reach."""
    hanging: Indexes
    """(count,) how many leaves hang on each item."""
    area: float
    """What all items of the part cover, leaves too."""


def place_large(part: Network, seed: int, progress: Progress) -> Floats:
    """Give places for a connected part: (N, 2)."""
    count, boxes = len(part.boxes), with_gap(part.boxes)
    leaves = strip_leaves(count, part.ends)
    core = _core_of(part, leaves, boxes)
    positions = np.zeros((count, 2))
    positions[leaves.core] = _place_core(core, seed, progress)
    progress(0.6, "")
    positions = fanned(positions, leaves, boxes)
    positions = at_pins(positions, part)
    return pushed_apart(positions, boxes, part.is_pinned, progress)


def _core_of(part: Network, leaves: Leaves, boxes: Floats) -> _Core:
    count = len(boxes)
    radius = leaf_radius(leaves, count, boxes)
    number = np.full(count, -1)
    number[leaves.core] = np.arange(len(leaves.core))
    inside = (number[part.ends] >= 0).all(axis=1)
    return _Core(
        count=len(leaves.core),
        ends=number[part.ends[inside]].reshape(-1, 2),
        lengths=part.lengths[inside] + _REACH * radius[part.ends[inside]].sum(axis=1),
        radius=radius[leaves.core],
        hanging=np.bincount(leaves.hubs, minlength=count)[leaves.core],
        area=area_of(boxes),
    )


def _place_core(core: _Core, seed: int, progress: Progress) -> Floats:
    if core.count <= 1:
        return np.zeros((core.count, 2))
    if core.count == 2:
        return np.array(((0.0, 0.0), (float(core.lengths.max(initial=200.0)), 0.0)))
    ends, lengths, unit = core.ends, core.lengths, float(np.median(core.lengths))
    pivots, hops = pivot_hops(core.count, ends, seed)
    hops *= unit
    equal = np.full(len(ends), unit)
    placed = sparse_stress(pivot_scaling(hops), ends, equal, pivots, hops, _STARTING)
    progress(0.3, "")
    masses = 1.0 + _MASS * (core.radius / unit) ** 2
    rounds = _ROUNDS if core.count < _MANY else _MORE_ROUNDS
    placed = to_length(spread(placed, ends, lengths, masses, rounds), ends, lengths)
    progress(0.5, "")
    if np.count_nonzero(core.hanging) * 4 > core.count:
        placed = bent(placed, ends, core.hanging, seed)
    placed = to_distances(placed, pivots, hops)
    placed = sparse_stress(placed, ends, lengths, pivots, hops, 1, step=0.9)
    placed = evened(equalised(upright(placed), masses, _FLOW))
    discs = np.column_stack((-core.radius, -core.radius, core.radius, core.radius)) * 1.05
    placed = roomy(to_length(placed, ends, lengths), core.area)
    return pushed_apart(placed, discs, np.zeros(core.count, bool))


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


def to_distances(positions: Floats, pivots: Indexes, distances: Floats) -> Floats:
    """Scale a drawing so that its items are about as far from the pivots as they want to be."""
    x, y = (positions[pivots, axis, None] - positions[:, axis] for axis in (0, 1))
    ratio = np.sqrt(x * x + y * y) / np.maximum(distances, 1e-9)
    ratio = ratio[distances > 0]
    scaled: Floats = positions * float(ratio.sum() / max(float((ratio**2).sum()), 1e-12))
    return scaled


def roomy(positions: Floats, area: float) -> Floats:
    """Scale a drawing so that its items cover at most a part of their surroundings."""
    size = np.ptp(positions, axis=0)
    return positions * max(1.0, float(np.sqrt(area * _AIRY / max(float(size.prod()), 1.0))))


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
