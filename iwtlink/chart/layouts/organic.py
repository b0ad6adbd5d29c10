"""Where the items of a chart stand: one good layout, and room for newcomers.

Each connected part is placed by itself (``stress``, then ``polish`` for small ones; ``leaves``,
``forces`` for large ones), freed of overlaps, and all parts are packed to the shape of a page.
The same content and seed always give the same places.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from iwtlink.chart.layouts.clusters import clustered
from iwtlink.chart.layouts.forces import spread
from iwtlink.chart.layouts.leaves import fanned, leaf_radius, strip_leaves
from iwtlink.chart.layouts.network import (
    PART_GAP_PX,
    Network,
    bounds_of,
    network_of,
    part_of,
    parts_of,
    with_gap,
)
from iwtlink.chart.layouts.overlaps import without_overlaps
from iwtlink.chart.layouts.packing import A3_LANDSCAPE, packed
from iwtlink.chart.layouts.polish import Drawing, cost_of_drawing, polished
from iwtlink.chart.layouts.stress import (
    all_distances,
    classical_scaling,
    full_stress,
    lengths_matrix,
    pivot_distances,
    pivot_scaling,
    sparse_stress,
)
from iwtlink.chart.layouts.task import Task
from iwtlink.chart.style import ChartStyle
from iwtlink.errors import Progress, no_progress
from iwtlink.i18n import tr
from iwtlink.ontology import Ontology
from iwtlink.store.charts.content import ChartContent

Floats = NDArray[np.float64]
Indexes = NDArray[np.int64]
SMALL = 320
"""Parts of up to so many items are solved exactly and polished."""
_STARTS, _SEVERAL_STARTS = 3, 120
"""How many drawings of a part of up to so many items are made to choose from."""
_WIDER = np.array((1.14, 0.88))
"""Names are wider than high, pages too: everything is drawn so much wider and lower."""


def place_organic(task: Task) -> Floats:
    """Give places for the layout of that name: (N, 2)."""
    wider = replace(task.network, lengths=task.network.lengths * task.separation)
    return place_network(wider, task.seed, task.ratio, task.progress)


def place(
    content: ChartContent,
    ontology: Ontology,
    style: ChartStyle,
    *,
    seed: int = 1,
    ratio: float = A3_LANDSCAPE,
    progress: Progress = no_progress,
) -> Floats:
    """Give a place for every item of a chart: (N, 2), none covering another.

    Pinned items stay. ``ratio`` is width : height of the page to fill. ``progress`` may raise
    ``Cancelled``.
    """
    return place_network(network_of(content, ontology, style), seed, ratio, progress)


def place_network(
    network: Network, seed: int = 1, ratio: float = A3_LANDSCAPE, progress: Progress = no_progress
) -> Floats:
    """Give a place for every item of a network: (N, 2). See ``place``."""
    count = len(network.boxes)
    positions = np.zeros((count, 2))
    if not count:
        return positions
    parts = parts_of(network)
    done = 0
    for items in parts:
        share = len(items) / count

        def told(fraction: float, _: str, done: int = done, share: float = share) -> None:
            progress(done / count + fraction * share, tr("Placing the items of the chart"))

        told(0.0, "")
        positions[items] = _place_part(part_of(network, items), seed, told)
        done += len(items)
    boxes = with_gap(network.boxes)
    positions = _packed_parts(positions, boxes, parts, network, ratio)
    if network.is_pinned.any():
        positions[network.is_pinned] = network.positions[network.is_pinned]
        positions = without_overlaps(positions, boxes, network.is_pinned)
    progress(1.0, tr("Placing the items of the chart"))
    return positions


def _place_part(part: Network, seed: int, progress: Progress) -> Floats:
    count = len(part.boxes)
    if part.is_pinned.all():
        return part.positions
    if count == 1:
        return np.zeros((1, 2))
    if count <= SMALL:
        return _place_small(part, seed, progress)
    return _place_large(part, seed, progress)


def _place_small(part: Network, seed: int, progress: Progress) -> Floats:
    """Exact stress, drawn into groups, freed of overlaps, polished; the best of some starts."""
    distances = all_distances(lengths_matrix(len(part.boxes), part.ends, part.lengths))
    drawing = Drawing(
        with_gap(part.boxes), part.ends, distances, part.words, _WIDER, part.is_pinned
    )
    best, best_cost = np.zeros((len(part.boxes), 2)), np.inf
    starts = _STARTS if len(part.boxes) <= _SEVERAL_STARTS else 1
    for start in range(starts):

        def told(fraction: float, _: str, start: int = start) -> None:
            progress((start + fraction) / starts, "")

        positions = _started(part, distances, seed * _STARTS + start)
        positions = without_overlaps(positions, drawing.boxes, part.is_pinned)
        positions = polished(positions, drawing, seed=seed + start, progress=told)
        positions = without_overlaps(positions, drawing.boxes, part.is_pinned)
        cost = cost_of_drawing(positions, drawing)
        if cost < best_cost:
            best, best_cost = positions, cost
    return best


def _started(part: Network, distances: Floats, seed: int) -> Floats:
    """Give a first drawing of a small part."""
    noise = np.random.default_rng(seed).normal(size=(len(part.boxes), 2))
    start = classical_scaling(distances) + noise * float(part.lengths.mean()) * 0.3
    positions = _upright(full_stress(start, distances, 120))
    none = np.zeros(len(part.boxes), bool)
    if len(part.boxes) > 6:
        positions = _upright(clustered(positions, part.ends, none))
    if not part.is_pinned.any():
        return _widened(positions)
    positions = _at_pins(_widened(positions), part) / _WIDER
    return _widened(full_stress(positions, distances, 60, part.is_pinned))


def _place_large(part: Network, seed: int, progress: Progress) -> Floats:
    """Leaves off, sparse stress, forces, leaves back on in rings, overlaps removed."""
    count, boxes = len(part.boxes), with_gap(part.boxes)
    leaves = strip_leaves(count, part.ends)
    radius = leaf_radius(leaves, count, boxes)
    core = leaves.core
    number = np.full(count, -1)
    number[core] = np.arange(len(core))
    inside = (number[part.ends] >= 0).all(axis=1)
    ends = number[part.ends[inside]].reshape(-1, 2)
    lengths = part.lengths[inside] + radius[part.ends[inside]].sum(axis=1)
    positions = np.zeros((count, 2))
    if len(core) > 2:
        matrix = lengths_matrix(len(core), ends, lengths)
        pivots, distances = pivot_distances(matrix, seed)
        placed = pivot_scaling(distances)
        placed = sparse_stress(placed, ends, lengths, pivots, distances, 60)
        progress(0.2, "")
        masses = 1.0 + (radius[core] / max(float(np.median(lengths)), 1.0)) ** 2
        placed = _to_length(spread(placed, ends, lengths, masses), ends, lengths)
        positions[core] = _widened(_upright(placed))
    elif len(core) == 2:
        positions[core] = ((0.0, 0.0), (float(lengths.max(initial=200.0)), 0.0))
    progress(0.4, "")
    positions = fanned(positions, leaves, boxes)
    positions = _at_pins(_roomy(positions, boxes), part)
    return without_overlaps(positions, boxes, part.is_pinned, rounds=30, progress=progress)


def _to_length(positions: Floats, ends: Indexes, lengths: Floats) -> Floats:
    """Scale a drawing so that its links are, at the median, as long as they want to be."""
    way = positions[ends[:, 0]] - positions[ends[:, 1]]
    actual = np.maximum(np.hypot(way[:, 0], way[:, 1]), 1e-9)
    scaled: Floats = positions * float(np.median(lengths / actual))
    return scaled


def _roomy(positions: Floats, boxes: Floats) -> Floats:
    """Scale a drawing so that its items cover at most a third of their surroundings."""
    size = np.ptp(positions, axis=0)
    area = float((boxes[:, 2:4] - boxes[:, 0:2]).prod(axis=1).sum()) * 3.0
    return positions * max(1.0, float(np.sqrt(area / max(float(size.prod()), 1.0))))


def _upright(positions: Floats) -> Floats:
    """Turn a drawing so that it is widest from left to right, always the same way round."""
    centred = positions - positions.mean(axis=0)
    _, vectors = np.linalg.eigh(centred.T @ centred)
    turned: Floats = centred @ vectors[:, [1, 0]]
    signs = np.sign((turned**3).sum(axis=0))
    turned *= np.where(signs == 0, 1.0, signs)
    return turned


def _widened(positions: Floats) -> Floats:
    wide: Floats = positions * _WIDER
    return wide


def _at_pins(positions: Floats, part: Network) -> Floats:
    """Shift a part so that it lies round its pinned items, and set those exactly."""
    if not part.is_pinned.any():
        return positions
    pinned = part.positions[part.is_pinned]
    placed: Floats = positions + pinned.mean(axis=0) - positions[part.is_pinned].mean(axis=0)
    placed[part.is_pinned] = pinned
    return placed


def _packed_parts(
    positions: Floats, boxes: Floats, parts: list[Indexes], network: Network, ratio: float
) -> Floats:
    """Set the parts side by side; those with pinned items stay, the others stand below them."""
    placed = positions.copy()
    bounds = np.array([bounds_of(positions[items], boxes[items]) for items in parts])
    held = np.array([bool(network.is_pinned[items].any()) for items in parts])
    top = float(bounds[held, 3].max()) + PART_GAP_PX if held.any() else 0.0
    left = float(bounds[held, 0].min()) if held.any() else 0.0
    loose = np.flatnonzero(~held)
    corners = packed(bounds[loose, 2:4] - bounds[loose, 0:2] + PART_GAP_PX, ratio)
    for part, corner in zip(loose, corners, strict=True):
        placed[parts[part]] += corner + np.array((left, top)) - bounds[part, 0:2]
    return placed
