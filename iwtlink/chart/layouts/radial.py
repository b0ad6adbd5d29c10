"""Rings round one item: everything stands as far out as it is links away."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from iwtlink.chart.layouts.network import degrees, with_gap
from iwtlink.chart.layouts.parts import in_parts
from iwtlink.chart.layouts.task import Task
from iwtlink.chart.layouts.trees import Tree, breadth_first_tree

Floats = NDArray[np.float64]


def place_radial(task: Task) -> Floats:
    """Give places on rings round the chosen item, or the most linked one of each part: (N, 2).

    Ring radii grow with the links away; each branch has a sector as wide as it has need.
    """

    return in_parts(task, _on_rings)


def _on_rings(task: Task) -> Floats:
    part, centre = task.network, task.settings["centre"]
    tree = breadth_first_tree(part, [centre if centre >= 0 else int(degrees(part).argmax())])
    boxes = with_gap(part.boxes) * task.separation
    return _rings(tree, np.hypot(boxes[:, 2] - boxes[:, 0], boxes[:, 3] - boxes[:, 1]))


def _rings(tree: Tree, room: Floats) -> Floats:
    """Give places for a tree whose items need so much room each."""
    count = len(room)
    need = room.copy()
    for item in tree.order[::-1]:
        below = need[tree.children(item)].sum()
        need[item] = max(need[item], below)
    first, width = np.zeros(count), np.zeros(count)
    width[tree.roots] = 2 * np.pi
    for item in tree.order:
        children = tree.children(item)
        share = need[children] / max(need[children].sum(), 1e-9) * width[item]
        first[children] = first[item] + np.cumsum(share) - share
        width[children] = share
    radii = _radii(tree, room, width)
    turn = first + width / 2 - np.pi / 2
    return np.column_stack((np.cos(turn), np.sin(turn))) * radii[tree.levels][:, None]


def _radii(tree: Tree, room: Floats, width: Floats) -> Floats:
    """Give the radius of each ring: wide enough that all on it have their room."""
    radii = np.zeros(int(tree.levels.max()) + 1)
    for level in range(1, len(radii)):
        on = tree.levels == level
        needed = float((room[on] / np.maximum(np.minimum(width[on], np.pi), 1e-9)).max())
        radii[level] = max(radii[level - 1] + float(room.max()), needed)
    return radii
