"""Laying out while some items stay: pinned ones, and all that were not chosen."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from iwtlink.chart.layouts.network import part_of, with_gap
from iwtlink.chart.layouts.overlaps import spread_twins, without_overlaps
from iwtlink.chart.layouts.settings import renumbered
from iwtlink.chart.layouts.spacing import close_pairs, pushed_apart
from iwtlink.chart.layouts.task import Place, Task
from iwtlink.i18n import tr

Floats = NDArray[np.float64]
Mask = NDArray[np.bool_]
_MANY = 700


def place_held(place: Place, task: Task, only: Mask | None) -> Floats:
    """Give places by ``place`` for the items of ``only``; the others and pinned ones stay."""
    network, count = task.network, len(task.network.boxes)
    is_placed: Mask = np.array(np.isfinite(network.positions).all(axis=1)).reshape(-1)
    moves = ~is_placed if only is None else ~is_placed | only
    if only is None:
        moves = np.ones(count, bool)
    items = np.flatnonzero(moves)
    positions = np.where(np.isfinite(network.positions), network.positions, 0.0)
    if not len(items):
        return positions
    number = np.full(count, -1)
    number[items] = np.arange(len(items))
    part = part_of(network, items)
    placed = place(replace(task, network=part, settings=renumbered(task.settings, number)))
    pinned = np.flatnonzero(part.is_pinned)
    anchors = pinned if len(pinned) else np.flatnonzero(is_placed[items])
    if len(anchors) and (len(pinned) or len(items) < count):
        old = positions[items[anchors]]
        placed = placed + old.mean(axis=0) - placed[anchors].mean(axis=0)
    positions[items] = placed
    positions[network.is_pinned] = network.positions[network.is_pinned]
    fixed = ~moves | network.is_pinned
    boxes = with_gap(network.boxes)
    if count > _MANY:
        positions = np.where(fixed[:, None], positions, spread_twins(positions, boxes, 0.6))
    if len(close_pairs(positions, boxes)):
        free = without_overlaps if count <= _MANY else pushed_apart
        positions = free(positions, boxes, fixed)
    task.progress(1.0, tr("Placing the items of the chart"))
    return positions
