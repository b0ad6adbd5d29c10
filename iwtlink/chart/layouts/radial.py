"""Rings round one item: everything stands as far out as it is links away."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from iwtlink.chart.layouts.crossings import crossings_per_link
from iwtlink.chart.layouts.network import degrees, with_gap
from iwtlink.chart.layouts.outlines import Outline, side_by_side
from iwtlink.chart.layouts.parts import in_parts
from iwtlink.chart.layouts.task import Task
from iwtlink.chart.layouts.trees import Tree, breadth_first_tree, tree_of

Floats = NDArray[np.float64]
Indexes = NDArray[np.int64]
_RING_GAP_PX = 40.0
_SORTINGS = 8
_ROUNDS = 4
_MOST_SPREAD = 6.0


def place_radial(task: Task) -> Floats:
    """Give places on rings round the chosen item, or the most linked one of each part: (N, 2).

    Ring radii grow with the links away; each branch has a sector as wide as it has need.
    """

    return in_parts(task, _on_rings)


def _on_rings(task: Task) -> Floats:
    part, centre = task.network, task.settings["centre"]
    tree = breadth_first_tree(part, [centre if centre >= 0 else int(degrees(part).argmax())])
    boxes = with_gap(part.boxes) * task.separation
    size = boxes[:, 2:4] - boxes[:, 0:2]
    room, step = size.mean(axis=1) * 1.05, float(size.mean()) + _RING_GAP_PX
    best = _rings(tree, room, step)
    if len(part.ends) < len(part.boxes):  # a tree: nothing crosses
        return best
    fewest = crossings_per_link(best, part.ends, task.seed).sum()
    for _ in range(_SORTINGS):
        task.progress(0.0, "")
        tree = _sorted(tree, part.ends, best)
        places = _rings(tree, room, step)
        crossed = crossings_per_link(places, part.ends, task.seed).sum()
        if crossed < fewest:
            best, fewest = places, crossed
    return best


def _sorted(tree: Tree, ends: Indexes, places: Floats) -> Tree:
    """Give the tree with siblings in the order in which what they are linked to stands round."""
    turn = np.arctan2(places[:, 1], places[:, 0])
    a, b = ends.T
    way = np.angle(np.exp(1j * (turn[b] - turn[a])))
    count = len(turn)
    pull = np.bincount(a, way, count) - np.bincount(b, way, count)
    weight = np.bincount(ends.ravel(), minlength=count).astype(float)
    for item in tree.order[::-1]:  # a branch goes where all of it is drawn
        if tree.parents[item] >= 0:
            pull[tree.parents[item]] += pull[item]
            weight[tree.parents[item]] += weight[item]
    wanted = (turn + np.pi / 2) % (2 * np.pi) + pull / np.maximum(weight, 1.0)
    rank = np.argsort(np.argsort(wanted, kind="stable"), kind="stable")
    return tree_of(tree.parents, tree.levels, rank)


def _rings(tree: Tree, room: Floats, step: float) -> Floats:
    """Give places for a tree whose items need so much room each, rings ``step`` apart at least.

    A tidy tree is drawn in angles: the same room takes fewer degrees the farther out it is.
    """
    own = np.bincount(tree.levels, room) * 1.1 / (2 * np.pi)
    own[0] = 0.0
    radii = own.copy()
    for level in range(1, len(radii)):
        radii[level] = max(own[level], radii[level - 1] + step)
    for _ in range(_ROUNDS):
        turn, widths = tidy_turns(tree, room / np.maximum(radii[tree.levels], step))
        crowded = float(widths.max()) / (2 * np.pi)
        if crowded <= 1.0:
            break
        radii *= crowded
    turn = turn * min(2 * np.pi / max(float(widths.max()), 1e-9), _MOST_SPREAD) - np.pi / 2
    radii[0] = 0.0
    places: Floats = np.column_stack((np.cos(turn), np.sin(turn))) * radii[tree.levels][:, None]
    return places


def tidy_turns(tree: Tree, need: Floats) -> tuple[Floats, Floats]:
    """Give an angle for each item of a tree, each needing so much; and the width of each ring."""
    turn = np.zeros(len(need))
    outlines: dict[int, Outline] = {}
    for item in tree.order[::-1].tolist():
        half = np.array([need[item] / 2])
        own = Outline(int(tree.levels[item]), -half, half)
        children = tree.children(item).tolist()
        if children:
            shifts, below = side_by_side([outlines.pop(child) for child in children])
            middle = (shifts[0] + shifts[-1]) / 2
            turn[children] = shifts - middle
            own = own.joined(below.shifted(-middle))
        outlines[item] = own
    for item in tree.order.tolist():
        if tree.parents[item] >= 0:
            turn[item] += turn[tree.parents[item]]
    whole = outlines[int(tree.order[0])]
    widths = whole.right - whole.left
    widths[0] = 0.0
    return turn, widths
