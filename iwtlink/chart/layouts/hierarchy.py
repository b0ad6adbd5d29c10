"""Levels from the top down along the arrows."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from iwtlink.chart.layouts.network import degrees, with_gap
from iwtlink.chart.layouts.parts import in_parts
from iwtlink.chart.layouts.task import Task
from iwtlink.chart.layouts.trees import breadth_first_tree

Floats = NDArray[np.float64]


def place_hierarchy(task: Task) -> Floats:
    """Give places in levels, each connected part by itself: (N, 2)."""
    return in_parts(task, _levelled)


def _levelled(task: Task) -> Floats:
    part, settings = task.network, task.settings
    boxes = with_gap(part.boxes) * task.separation
    size = (boxes[:, 2:4] - boxes[:, 0:2]).max(axis=0)
    tree = breadth_first_tree(part, settings["roots"] or [int(degrees(part).argmax())])
    places = np.zeros((len(boxes), 2))
    for level in range(int(tree.levels.max()) + 1):
        on = tree.order[tree.levels[tree.order] == level]
        places[on, 0] = (np.arange(len(on)) - (len(on) - 1) / 2) * size[0]
        places[on, 1] = level * size[1] * 1.8
    return places
