"""Organisation chart: a tidy tree, each level in a row, staff of one item in columns.

Where that is far wider than the page, branches stand in rows: see ``shelves``.
Subtrees are set as close as their outlines allow and their parent stands over their middle
(Reingold and Tilford 1981, Buchheim, Jünger and Leipert 2002).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from iwtlink.chart.layouts.blocks import in_rows
from iwtlink.chart.layouts.columns import in_columns
from iwtlink.chart.layouts.crossings import crossings_per_link
from iwtlink.chart.layouts.layering import root_of, steps_down
from iwtlink.chart.layouts.network import Network, bounds_of, with_gap
from iwtlink.chart.layouts.outlines import Outline, side_by_side
from iwtlink.chart.layouts.parts import in_parts
from iwtlink.chart.layouts.shelves import shelved
from iwtlink.chart.layouts.task import Task
from iwtlink.chart.layouts.trees import Tree, tree_of

Floats = NDArray[np.float64]
Indexes = NDArray[np.int64]
_LEVEL_GAP_PX = 56.0
_OUTLINE_PX = 24.0
"""Outlines are kept in steps of so many pixels downwards."""
_TOO_WIDE = 1.5
"""A tree that is wider than the page by more than this has its branches in rows."""
_SORTINGS = 6
"""How often siblings are sorted anew, where links other than those of the tree cross."""
_STAFF = 3
"""So many without staff of their own, or more, stand in a block."""


def place_organisation(task: Task) -> Floats:
    """Give places of a tidy tree, each connected part by itself: (N, 2)."""
    return in_parts(task, _tidy)


def _tidy(task: Task) -> Floats:
    network, arrows = task.network, task.settings["arrows"]
    roots = list(task.settings["roots"]) or [root_of(network, arrows)]
    tree = tree_under(network, arrows, roots)
    boxes = with_gap(network.boxes) * task.separation
    place = _with_staff if task.settings["is_compact"] else _on_the_page
    best = place(tree, boxes, task)
    if len(network.ends) < len(boxes):  # a tree: nothing crosses
        return best
    fewest, places = crossings_per_link(best, network.ends, task.seed).sum(), best
    for _ in range(_SORTINGS):
        task.progress(0.0, "")
        tree = _sorted(tree, network.ends, places)
        places = place(tree, boxes, task)
        crossed = crossings_per_link(places, network.ends, task.seed).sum()
        if crossed < fewest:
            best, fewest = places, crossed
    return best


def _sorted(tree: Tree, ends: Indexes, places: Floats) -> Tree:
    """Give the tree with siblings in the order of where what they are linked to stands."""
    x, count = places[:, 0], len(places)
    far = tree.parents[ends[:, 0]] != ends[:, 1]
    far &= tree.parents[ends[:, 1]] != ends[:, 0]
    a, b = ends[far].T
    pull = 0.5 * x + np.bincount(a, x[b], count) + np.bincount(b, x[a], count)
    weight = 0.5 + np.bincount(ends[far].ravel(), minlength=count)
    for item in tree.order[::-1]:  # a branch goes where all of it is drawn
        if tree.parents[item] >= 0:
            pull[tree.parents[item]] += pull[item]
            weight[tree.parents[item]] += weight[item]
    rank = np.argsort(np.argsort(pull / weight, kind="stable"), kind="stable")
    return tree_of(tree.parents, tree.levels, rank)


def _on_the_page(tree: Tree, boxes: Floats, task: Task) -> Floats:
    """Give places of a tidy tree: branches in rows, or levels in columns, as the page asks."""
    places = tidy(tree, boxes, task.separation)
    around = bounds_of(places, boxes)
    wide, high = around[2:4] - around[0:2]
    if wide < _TOO_WIDE * task.ratio * high:
        return in_columns(places, boxes, task.ratio)
    return shelved(tree, boxes, _LEVEL_GAP_PX * task.separation, task.ratio)


def _with_staff(tree: Tree, boxes: Floats, task: Task) -> Floats:
    """Give places of a tree in which the staff of one item, who have none, stand in a block."""
    count = len(boxes)
    head, offsets, whole = np.arange(count), np.zeros((count, 2)), boxes.copy()
    has_children = np.diff(tree.starts) > 0
    for item in np.flatnonzero(has_children):
        children = tree.children(int(item))
        staff = children[~has_children[children]]
        if len(staff) >= _STAFF:
            head[staff] = staff[0]
            offsets[staff], whole[staff[0]] = in_rows(boxes[staff], 0.0)
    kept = np.flatnonzero(head == np.arange(count))
    rank = np.empty(count, np.int64)
    rank[tree.order] = np.arange(count)
    number = np.full(count, -1)
    number[kept] = np.arange(len(kept))
    parents = np.where(tree.parents[kept] < 0, -1, number[tree.parents[kept]])
    smaller = tree_of(parents, tree.levels[kept], rank[kept])
    places: Floats = _on_the_page(smaller, whole[kept], task)[number[head]] + offsets
    return places


def tree_under(network: Network, arrows: str, roots: list[int]) -> Tree:
    """Give the tree of shortest ways down from the roots; steps along arrows count less."""
    far, parents = steps_down(network, arrows, roots)
    levels = np.zeros(len(far), np.int64)
    for item in np.argsort(far, kind="stable"):
        if parents[item] >= 0:
            levels[item] = levels[parents[item]] + 1
    return tree_of(parents, levels, np.arange(len(far)))


def tidy(tree: Tree, boxes: Floats, separation: float = 1.0) -> Floats:
    """Give places for a tree: levels in rows, subtrees side by side, parents over them."""
    y = _rows(tree, boxes, _LEVEL_GAP_PX * separation)
    x = np.zeros(len(boxes))  # relative to the parent
    outlines: dict[int, Outline] = {}
    for item in tree.order[::-1]:
        own = outline_of(boxes[item], float(y[item]))
        children = [int(child) for child in tree.children(int(item))]
        if children:
            shifts, below = side_by_side([outlines.pop(child) for child in children])
            middle = (shifts[0] + shifts[-1]) / 2
            x[children] = shifts - middle
            own = own.joined(below.shifted(-middle))
        outlines[int(item)] = own
    roots = [int(root) for root in tree.roots]
    x[roots], _ = side_by_side([outlines[root] for root in roots])
    for item in tree.order:
        if tree.parents[item] >= 0:
            x[item] += x[tree.parents[item]]
    return np.column_stack((x, y))


def _rows(tree: Tree, boxes: Floats, gap: float) -> Floats:
    """Give the y of each item. Blocks at the end of a branch do not push lower levels down."""
    depth = int(tree.levels.max()) + 1
    up, down = np.zeros(depth), np.zeros(depth)
    has_children = np.diff(tree.starts) > 0
    np.maximum.at(up, tree.levels, -boxes[:, 1])
    np.maximum.at(down, tree.levels[has_children], boxes[has_children, 3])
    rows: Floats = np.concatenate(([0.0], np.cumsum(down[:-1] + up[1:] + gap)))[tree.levels]
    return rows


def outline_of(box: Floats, y: float) -> Outline:
    """Give the outline of one box whose middle is at x = 0 and the given y."""
    first = int(np.floor((y + box[1]) / _OUTLINE_PX))
    last = int(np.ceil((y + box[3]) / _OUTLINE_PX))
    rows = max(last - first, 1)
    return Outline(first, np.full(rows, box[0]), np.full(rows, box[2]))
