"""Items on circles: sorted by type, by group or by their links; one ring or two."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from iwtlink.chart.layouts.network import Network, degrees, with_gap
from iwtlink.chart.layouts.parts import in_parts
from iwtlink.chart.layouts.task import Task

Floats = NDArray[np.float64]
Indexes = NDArray[np.int64]


def place_circular(task: Task) -> Floats:
    """Give places on circles (N, 2): one for all, or one for each connected part."""

    if task.settings["each_part"]:
        return in_parts(task, _placed)
    return _placed(task)


def _placed(task: Task) -> Floats:
    network, settings = task.network, task.settings
    count = len(network.boxes)
    boxes = with_gap(network.boxes) * task.separation
    positions = np.zeros((count, 2))
    order = _order(network, settings["sorted_by"])
    centre = settings["centre"]
    order = order[order != centre]
    inner = np.zeros(0, np.int64)
    if settings["rings"] == "two" and len(order) > 4:
        many = degrees(network)
        limit = np.sort(many[order])[-max(len(order) // 3, 1)]
        is_inner = many[order] >= max(limit, 2)
        inner, order = order[is_inner], order[~is_inner]
    free = 0.0 if centre < 0 else _reach(boxes[centre])
    for ring in (inner, order):
        if len(ring):
            positions[ring], free = on_ring(boxes[ring], free)
    return positions


def _order(network: Network, sorted_by: str) -> Indexes:
    count = len(network.boxes)
    number = np.arange(count)
    groups = network.groups if len(network.groups) else np.zeros(count, np.int64)
    kinds = network.kinds if len(network.kinds) else np.zeros(count, np.int64)
    keys = (number, kinds, groups) if sorted_by == "group" else (number, groups, kinds)
    return np.lexsort(keys).astype(np.int64)


def on_ring(boxes: Floats, free: float) -> tuple[Floats, float]:
    """Give places on the smallest ring on which boxes are free of each other, and its outside.

    The ring keeps clear of a disc of radius ``free`` in the middle. Boxes come in their order,
    clockwise from the top.
    """
    if len(boxes) == 1 and not free:
        return np.zeros((1, 2)), _reach(boxes[0])
    reach = np.array([_reach(box) for box in boxes])
    radius = max(float(reach.sum()) / np.pi, free + float(reach.max()), float(reach.max()))
    step = 2 * np.arcsin(np.minimum(reach / radius, 1.0))
    step = step * (2 * np.pi / step.sum())
    turn = np.cumsum(step) - step / 2 - step[0] / 2 - np.pi / 2
    places = np.column_stack((np.cos(turn), np.sin(turn))) * radius
    return places, radius + float(reach.max())


def _reach(box: Floats) -> float:
    """Give the radius of a disc round the item's middle that holds half its box each way."""
    return float(np.hypot(box[2] - box[0], box[3] - box[1])) / 2
