"""Items on circles: sorted by type, by group or by their links; one ring or two."""

from __future__ import annotations

from math import cos, sin

import numpy as np
from numpy.typing import NDArray

from iwtlink.chart.layouts.around import by_links, within_arcs
from iwtlink.chart.layouts.grouping import groups_of
from iwtlink.chart.layouts.network import degrees, with_gap
from iwtlink.chart.layouts.parts import in_parts
from iwtlink.chart.layouts.task import Task

Floats = NDArray[np.float64]
Indexes = NDArray[np.int64]
_ONE_CIRCLE = 70
"""So many items stand on one circle; of four times as many, two stand side by side outwards."""


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
    order = _order(task)
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
            positions[ring], free = _staggered(boxes[ring], free)
    return positions


def _staggered(boxes: Floats, free: float) -> tuple[Floats, float]:
    """Give places on a ring, and its outside; many items stand turn and turn about on several
    circles close together, so that a ring of many is not endlessly large."""
    circles = round(np.sqrt(len(boxes) / _ONE_CIRCLE))
    if circles < 2:
        return on_ring(boxes, free)
    places = np.zeros((len(boxes), 2))
    for circle in range(circles):
        mine = np.arange(circle, len(boxes), circles)
        x, y = on_ring(boxes[mine], free)[0].T
        radius = float(np.hypot(x, y).max())
        turn = 2 * np.pi * mine / len(boxes) - np.pi / 2
        places[mine] = np.column_stack((np.cos(turn), np.sin(turn))) * radius
        free = radius + float(np.median(boxes[mine, 3] - boxes[mine, 1])) / 2
    return places, free + max(_reach(box) for box in boxes)


def _order(task: Task) -> Indexes:
    """Give the items in their order round the circles."""
    network, sorted_by = task.network, task.settings["sorted_by"]
    count = len(network.boxes)
    number = np.arange(count)
    groups = groups_of(network, task.seed) if sorted_by == "group" else np.zeros(count, np.int64)
    kinds = network.kinds if len(network.kinds) else np.zeros(count, np.int64)
    keys = (number, kinds, groups) if sorted_by == "group" else (number, groups, kinds)
    if sorted_by == "links":
        return by_links(network)
    order = np.lexsort(keys).astype(np.int64)
    arcs = np.unique((groups, kinds), axis=1, return_inverse=True)[1]
    return within_arcs(network, order, arcs, task.progress)


def on_ring(boxes: Floats, free: float) -> tuple[Floats, float]:
    """Give places on the smallest ring on which boxes are free of each other, and its outside.

    The ring keeps clear of a disc of radius ``free`` in the middle. Boxes come in their order,
    clockwise from the top.
    """
    reach = max(_reach(box) for box in boxes)
    if len(boxes) == 1 and not free:
        return np.zeros((1, 2)), reach
    size = boxes[:, 2:4] - boxes[:, 0:2]
    pairs = np.maximum(size, np.roll(size, -1, axis=0))
    least = max(free + reach, float(size.max()) * 0.7)
    most = max(float(np.hypot(*pairs.T).sum()) / (2 * np.pi), least)
    while _turns(pairs, most)[-1] > 2 * np.pi:
        most *= 1.3
    for _ in range(24):
        middle = (least + most) / 2
        if _turns(pairs, middle)[-1] <= 2 * np.pi:
            most = middle
        else:
            least = middle
    turns = _turns(pairs, most)
    turn = turns[:-1] * (2 * np.pi / turns[-1]) - np.pi / 2
    return np.column_stack((np.cos(turn), np.sin(turn))) * most, most + reach


def _turns(pairs: Floats, radius: float) -> Floats:
    """Give the angle from the top at which each box stands, and where the last one ends: (n + 1,).

    Neighbours are free of each other once they differ by a width sidewards or a height
    downwards: on top of the ring names stand side by side, at its sides below each other.
    """
    turns = np.zeros(len(pairs) + 1)
    turn = 0.0
    for number, (width, height) in enumerate(pairs.tolist()):
        for _ in range(2):  # the slope half way on
            slope = turn + (turns[number + 1] - turn) / 2 if turns[number + 1] else turn
            along, down = max(abs(cos(slope)), 1e-6), max(abs(sin(slope)), 1e-6)
            turns[number + 1] = turn + min(width / along, height / down) * 1.04 / radius
        turn = float(turns[number + 1])
    return turns


def _reach(box: Floats) -> float:
    """Give the radius of a disc round the item's middle that holds half its box each way."""
    return float(np.hypot(box[2] - box[0], box[3] - box[1])) / 2
