"""Room for new items on a chart that is already laid out: everything else stays."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from iwtlink.chart.layouts.drawing import segments_meet_boxes
from iwtlink.chart.layouts.many_newcomers import place_many_newcomers
from iwtlink.chart.layouts.network import (
    PART_GAP_PX,
    Network,
    network_of,
    part_of,
    unpinned,
    with_gap,
)
from iwtlink.chart.layouts.organic import place_network
from iwtlink.chart.layouts.spots import Spots
from iwtlink.chart.style import ChartStyle
from iwtlink.errors import Progress, no_progress
from iwtlink.i18n import tr
from iwtlink.ontology import Ontology
from iwtlink.store.charts.content import ChartContent

Floats = NDArray[np.float64]
Indexes = NDArray[np.int64]
_MANY = 700
"""In charts of more items the nearest free place is taken without weighing others."""
_TURNS = 32
_RINGS = (1.0, 1.35, 1.75, 2.3, 3.0, 4.0, 5.5)
_UNDER_ITEM_PX = 130.0
"""A link that would run under an item is as bad as one so much longer."""
_INWARD_PX = 60.0
"""Standing on the side where the neighbour's links already are is as bad as so much length."""


def place_near(
    content: ChartContent,
    ontology: Ontology,
    style: ChartStyle,
    *,
    seed: int = 1,
    progress: Progress = no_progress,
) -> Floats:
    """Give the content's positions with a place for every item that has none: (N, 2).

    Items that have a place keep it. Newcomers stand round what they are linked to, where there
    is most room; what is linked to nothing placed is laid out by itself and set below.
    ``progress`` may raise ``Cancelled``.
    """
    return place_newcomers(network_of(content, ontology, style), seed, progress)


def place_newcomers(network: Network, seed: int = 1, progress: Progress = no_progress) -> Floats:
    """Give the network's positions with a place for every item that has none. See ``place_near``.

    Newcomers with the most links to placed items come first. O(newcomers · items).
    """
    positions = network.positions.copy()
    lacking: NDArray[np.bool_] = np.array(~np.isfinite(positions).all(axis=1), bool).reshape(-1)
    if lacking.all():
        return place_network(network, seed, progress=progress)
    boxes = with_gap(network.boxes)
    if len(boxes) > _MANY:
        lacking = place_many_newcomers(network, positions, lacking)
        return _set_below(network, positions, boxes, lacking, seed)
    placed = np.flatnonzero(~lacking)
    spots = Spots(boxes[placed] + np.tile(positions[placed], 2))
    new = int(lacking.sum())
    while lacking.any():
        progress(1.0 - int(lacking.sum()) / new, tr("Placing the items of the chart"))
        item = _next_newcomer(network, lacking)
        if item < 0:
            break
        positions[item] = _best_place(network, positions, boxes, lacking, item, spots)
        spots.take(boxes[item] + np.tile(positions[item], 2))
        lacking[item] = False
    return _set_below(network, positions, boxes, lacking, seed)


def _next_newcomer(network: Network, lacking: NDArray[np.bool_]) -> int:
    """Give the unplaced item with the most links to placed ones; -1 where there is none."""
    count, ends = len(lacking), network.ends
    links = np.bincount(ends[~lacking[ends[:, 1]], 0], minlength=count)
    links += np.bincount(ends[~lacking[ends[:, 0]], 1], minlength=count)
    links[~lacking] = 0
    best = int(links.argmax())
    return best if links[best] else -1


def _best_place(
    network: Network,
    positions: Floats,
    boxes: Floats,
    lacking: NDArray[np.bool_],
    item: int,
    spots: Spots,
) -> Floats:
    mine = np.flatnonzero((network.ends == item).any(axis=1))
    ends = network.ends[mine]
    others = np.where(ends[:, 0] == item, ends[:, 1], ends[:, 0])
    mine, others = mine[~lacking[others]], others[~lacking[others]]
    aims = positions[others]
    tries = _rings(aims.mean(axis=0), float(network.lengths[mine].mean()))
    free = [place for place in tries if spots.is_free(boxes[item] + np.tile(place, 2))]
    if not free:
        return spots.nearest(aims.mean(axis=0), boxes[item])
    places = np.array(free)
    cost = _cost(network, positions, boxes, ~lacking, others, places)
    best: Floats = places[int(cost.argmin())]
    return best


def _rings(middle: Floats, length: float) -> Floats:
    turn = np.arange(_TURNS) * (2 * np.pi / _TURNS)
    ring = np.column_stack((np.cos(turn) * 1.15, np.sin(turn) * 0.85)) * length
    rings: Floats = middle + np.vstack([ring * reach for reach in _RINGS])
    return rings


def _cost(
    network: Network,
    positions: Floats,
    boxes: Floats,
    is_placed: NDArray[np.bool_],
    others: Indexes,
    places: Floats,
) -> Floats:
    """Give how badly each place reads: long links, links under items, the crowded side."""
    aims = positions[others]
    length = np.sqrt(((places[:, None] - aims) ** 2).sum(axis=2))
    around = np.vstack((places, aims))
    there = boxes + np.tile(positions, 2)
    meets = (there[:, 0:2] < around.max(axis=0)) & (there[:, 2:4] > around.min(axis=0))
    standing = np.flatnonzero(is_placed & meets.all(axis=1))
    there = there[standing]
    hit = segments_meet_boxes(places[:, None, None], aims[None, :, None], there)
    hit &= standing != others[:, None]
    outward = places - aims.mean(axis=0)
    crowd = _crowd(network, positions, is_placed, others) - aims.mean(axis=0)
    norm = np.maximum(np.hypot(*outward.T) * np.hypot(*crowd), 1e-9)
    side = (outward @ crowd) / norm
    cost: Floats = length.sum(axis=1) + _UNDER_ITEM_PX * hit.sum(axis=(1, 2)) + _INWARD_PX * side
    return cost


def _crowd(
    network: Network, positions: Floats, is_placed: NDArray[np.bool_], others: Indexes
) -> Floats:
    """Give the middle of what the neighbours are linked to already."""
    ends = network.ends[is_placed[network.ends].all(axis=1)]
    near = np.concatenate(
        (ends[np.isin(ends[:, 0], others), 1], ends[np.isin(ends[:, 1], others), 0])
    )
    middle: Floats = positions[near if len(near) else others].mean(axis=0)
    return middle


def _set_below(
    network: Network, positions: Floats, boxes: Floats, lacking: NDArray[np.bool_], seed: int
) -> Floats:
    """Lay out what is linked to nothing placed, and set it below the rest."""
    items = np.flatnonzero(lacking)
    if not len(items):
        return positions
    placed = place_network(unpinned(part_of(network, items)), seed)
    kept = np.flatnonzero(~lacking)
    there = boxes[kept] + np.tile(positions[kept], 2)
    here = boxes[items] + np.tile(placed, 2)
    shift = (
        there[:, 0].min() - here[:, 0].min(),
        there[:, 3].max() + PART_GAP_PX - here[:, 1].min(),
    )
    positions[items] = placed + np.array(shift)
    return positions
