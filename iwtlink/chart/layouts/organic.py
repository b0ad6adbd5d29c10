"""Where the items of a chart stand: one good layout, and room for newcomers.

Each connected part is placed by itself (``stress``, then ``polish`` for small ones; ``leaves``,
``forces`` for large ones), freed of overlaps, and all parts are packed to the shape of a page.
The same content and seed always give the same places.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from iwtlink.chart.items.folding import folded, unfolded
from iwtlink.chart.layouts.clusters import clustered
from iwtlink.chart.layouts.drawing import Drawing, cost_of_drawing
from iwtlink.chart.layouts.large import WIDER, at_pins, place_large, upright
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
from iwtlink.chart.layouts.polish import all_polished
from iwtlink.chart.layouts.small_parts import LARGEST_TOGETHER, place_small_parts
from iwtlink.chart.layouts.stress import (
    all_distances,
    classical_scaling,
    full_stress,
    lengths_matrix,
)
from iwtlink.chart.layouts.task import Task
from iwtlink.chart.style import ChartStyle
from iwtlink.errors import Progress, no_progress
from iwtlink.i18n import tr
from iwtlink.ontology import Ontology
from iwtlink.store.charts.content import ChartContent

Floats = NDArray[np.float64]
Indexes = NDArray[np.int64]
SMALL, EVERYDAY = 320, 700
"""Parts of up to so many items are solved exactly and polished, in charts of up to so many."""
_STARTS, _SEVERAL_STARTS = 3, 120
"""How many drawings of a part of up to so many items are made to choose from."""


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
    folding = folded(content)
    network = network_of(folding.content, ontology, style)
    return unfolded(folding, place_network(network, seed, ratio, progress), content)


def place_network(
    network: Network,
    seed: int = 1,
    ratio: float = A3_LANDSCAPE,
    progress: Progress = no_progress,
    everyday: int = EVERYDAY,
) -> Floats:
    """Give a place for every item of a network: (N, 2). See ``place``.

    Small parts are polished in networks of up to ``everyday`` items.
    """
    count = len(network.boxes)
    positions = np.zeros((count, 2))
    if not count:
        return positions
    parts = parts_of(network)
    is_everyday = count <= everyday
    small = [] if is_everyday else [part for part in parts if len(part) <= LARGEST_TOGETHER]
    small = [part for part in small if not network.is_pinned[part].any()]
    if small:
        together = np.concatenate(small)
        positions[together] = place_small_parts(network, small)[together]
    others = [part for part in parts if is_everyday or len(part) > LARGEST_TOGETHER]
    others += [
        part
        for part in parts
        if len(part) <= LARGEST_TOGETHER and not is_everyday and network.is_pinned[part].any()
    ]
    done = 0
    for items in others:
        share = len(items) / count

        def told(fraction: float, _: str, done: int = done, share: float = share) -> None:
            progress(done / count + fraction * share, tr("Placing the items of the chart"))

        told(0.0, "")
        is_polished = len(items) <= SMALL and is_everyday
        positions[items] = _place_part(part_of(network, items), seed, is_polished, told)
        done += len(items)
    boxes = with_gap(network.boxes)
    positions = _packed_parts(positions, boxes, parts, network, ratio)
    if network.is_pinned.any():
        positions[network.is_pinned] = network.positions[network.is_pinned]
        positions = without_overlaps(positions, boxes, network.is_pinned)
    progress(1.0, tr("Placing the items of the chart"))
    return positions


def _place_part(part: Network, seed: int, is_polished: bool, progress: Progress) -> Floats:
    count = len(part.boxes)
    if part.is_pinned.all():
        return part.positions
    if count == 1:
        return np.zeros((1, 2))
    if is_polished:
        return _place_small(part, seed, progress)
    return place_large(part, seed, progress)


def _place_small(part: Network, seed: int, progress: Progress) -> Floats:
    """Exact stress, drawn into groups, freed of overlaps, polished; the best of some starts."""
    distances = all_distances(lengths_matrix(len(part.boxes), part.ends, part.lengths))
    drawing = Drawing(with_gap(part.boxes), part.ends, distances, part.words, WIDER, part.is_pinned)
    scaled = classical_scaling(distances)
    starts = _STARTS if len(part.boxes) <= _SEVERAL_STARTS else 1
    drawings = np.array(
        [
            without_overlaps(
                _started(part, distances, scaled, seed * _STARTS + start),
                drawing.boxes,
                part.is_pinned,
            )
            for start in range(starts)
        ]
    )
    tidied = all_polished(drawings, drawing, seed=seed, progress=progress)
    freed = [without_overlaps(one, drawing.boxes, part.is_pinned) for one in tidied]
    return min(freed, key=lambda one: cost_of_drawing(one, drawing))


def _started(part: Network, distances: Floats, scaled: Floats, seed: int) -> Floats:
    """Give a first drawing of a small part."""
    noise = np.random.default_rng(seed).normal(size=(len(part.boxes), 2))
    start = scaled + noise * float(part.lengths.mean()) * 0.3
    positions = upright(full_stress(start, distances, 120))
    none = np.zeros(len(part.boxes), bool)
    if len(part.boxes) > 6:
        positions = upright(clustered(positions, part.ends, none))
    if not part.is_pinned.any():
        wider: Floats = positions * WIDER
        return wider
    positions = at_pins(positions * WIDER, part) / WIDER
    widened: Floats = full_stress(positions, distances, 60, part.is_pinned) * WIDER
    return widened


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
