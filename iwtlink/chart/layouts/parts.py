"""Laying out each connected part by itself and setting the parts side by side on a page."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from iwtlink.chart.layouts.network import (
    PART_GAP_PX,
    bounds_of,
    part_of,
    parts_of,
    with_gap,
)
from iwtlink.chart.layouts.packing import packed
from iwtlink.chart.layouts.settings import renumbered
from iwtlink.chart.layouts.task import Place, Task
from iwtlink.i18n import tr

Floats = NDArray[np.float64]
Indexes = NDArray[np.int64]


def in_parts(task: Task, place: Place) -> Floats:
    """Give a place for every item, each connected part placed by ``place`` and all packed."""
    network, count = task.network, len(task.network.boxes)
    positions = np.zeros((count, 2))
    parts = parts_of(network)
    done = 0
    words = tr("Placing the items of the chart")
    for items in parts:
        share = len(items) / count

        def told(fraction: float, _: str, done: int = done, share: float = share) -> None:
            task.progress(done / count + fraction * share, words)

        told(0.0, "")
        number = np.full(count, -1)
        number[items] = np.arange(len(items))
        if len(items) > 1:
            settings = renumbered(task.settings, number)
            part = replace(task, network=part_of(network, items), settings=settings, progress=told)
            positions[items] = place(part)
        done += len(items)
    return side_by_side(positions, with_gap(network.boxes), parts, task.ratio)


def side_by_side(positions: Floats, boxes: Floats, parts: list[Indexes], ratio: float) -> Floats:
    """Move each part so that all of them fill a page of the given width : height."""
    if not parts:
        return positions
    bounds = np.array([bounds_of(positions[items], boxes[items]) for items in parts])
    corners = packed(bounds[:, 2:4] - bounds[:, 0:2] + PART_GAP_PX, ratio)
    placed = positions.copy()
    for items, corner, bound in zip(parts, corners, bounds, strict=True):
        placed[items] += corner - bound[0:2]
    return placed
