"""Rings round one item: everything stands as far out as it is links away."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from iwtlink.chart.layouts.crossings import crossings_per_link
from iwtlink.chart.layouts.network import Network, degrees, with_gap
from iwtlink.chart.layouts.outlines import Outline, side_by_side
from iwtlink.chart.layouts.parts import in_parts
from iwtlink.chart.layouts.task import Task
from iwtlink.chart.layouts.trees import Tree, breadth_first_tree, tree_of

Floats = NDArray[np.float64]
Indexes = NDArray[np.int64]
_RING_GAP_PX = 40.0
_SORTINGS = 8
_CROSSED = 0.25
"""So many crossings for each item count with any drawing: of two with few the smaller is taken."""
_ROUNDS = 6
_MOST_SPREAD = 6.0
_MOST_CIRCLES = 7
_DEEP, _FAR_OUT, _AIRY = 12, 4.0, 1.35
"""More rings than this, whose last would be so many times larger than a disc of all items, wind."""
_WIDE = 1.8
"""A ring may be so many times larger than it need be round the one before it."""


def place_radial(task: Task) -> Floats:
    """Give places on rings round the chosen item, or the most linked one of each part: (N, 2).

    Ring radii grow with the links away; each branch has a sector as wide as it has need.
    """
    return in_parts(task, _on_rings)


def _on_rings(task: Task) -> Floats:
    part, centre = task.network, task.settings["centre"]
    tree = breadth_first_tree(part, [centre if centre >= 0 else most_linked(part)])
    boxes = with_gap(part.boxes) * task.separation
    size = boxes[:, 2:4] - boxes[:, 0:2]
    room, step = size.mean(axis=1) * 1.05, float(size.mean()) + _RING_GAP_PX
    best, least = np.zeros((len(boxes), 2)), np.inf
    is_tree = len(part.ends) < len(boxes)  # nothing crosses
    for _ in range(1 if is_tree else _SORTINGS):
        task.progress(0.0, "")
        for drawn in (tree, _mingled(tree)):
            places = _rings(drawn, room, step)
            cost = _cost(places, part.ends, task)
            if cost < least:
                best, least = places, cost
        tree = _sorted(tree, part.ends, best)
    return best


def _cost(places: Floats, ends: Indexes, task: Task) -> float:
    """Give how many links cross, times how large a page the places need."""
    wide, high = np.ptp(places, axis=0)
    crossed = float(crossings_per_link(places, ends, task.seed).sum()) / 2
    return (crossed + len(places) * _CROSSED) * max(float(wide) / task.ratio, float(high))


def _mingled(tree: Tree) -> Tree:
    """Give the tree with those who have nobody below them spread between their siblings.

    Else the branches of one item, wide farther out, stand side by side on a part of the round.
    """
    below = np.ones(len(tree.parents))
    for item in tree.order[::-1]:
        if tree.parents[item] >= 0:
            below[tree.parents[item]] += below[item]
    rank = np.zeros(len(below))
    for item in tree.order:
        children = tree.children(int(item))
        for kind in (children[below[children] > 1], children[below[children] == 1]):
            share = np.cumsum(below[kind]) - below[kind] / 2
            rank[kind] = share / max(float(below[kind].sum()), 1.0)
    order = np.lexsort((rank, tree.levels))
    number = np.empty(len(order), np.int64)
    number[order] = np.arange(len(order))
    return tree_of(tree.parents, tree.levels, number)


def most_linked(part: Network) -> int:
    """Give the most linked item, of equally linked ones one from the middle of the network."""
    many = degrees(part)
    tied = np.flatnonzero(many == many.max())
    if len(tied) == 1:
        return int(tied[0])
    one = int(breadth_first_tree(part, [0]).levels.argmax())
    from_one = breadth_first_tree(part, [one]).levels
    from_other = breadth_first_tree(part, [int(from_one.argmax())]).levels
    return int(tied[np.maximum(from_one, from_other)[tied].argmin()])


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
    sub = step - _RING_GAP_PX * 0.6
    own: Floats = np.bincount(tree.levels, room).astype(np.float64) * 1.1 / (2 * np.pi)
    circles = _circles(own, step, sub)
    radii = _radii(own, circles, step, sub)
    if len(own) > _DEEP and radii[-1] > _FAR_OUT * np.sqrt(float(room.sum()) * step / np.pi):
        return _wound(tree, room, step)
    for number in range(_ROUNDS):
        share = np.maximum(radii[tree.levels], step) * circles[tree.levels]
        turn, widths = tidy_turns(tree, room / share)
        crowded = widths / (2 * np.pi)
        if crowded.max() <= 1.0:
            break
        if number < _ROUNDS // 2:
            more = np.ceil(circles * np.maximum(crowded, 1.0)).astype(np.int64)
            circles = np.maximum(np.minimum(more, _MOST_CIRCLES), circles)
            radii = np.maximum(radii, _radii(own, circles, step, sub))
        else:
            radii *= float(crowded.max())
    turn = turn * min(2 * np.pi / max(float(widths.max()), 1e-9), _MOST_SPREAD) - np.pi / 2
    radii[0] = 0.0
    far = radii[tree.levels] + sub * (_ranks(tree.levels, turn) % circles[tree.levels])
    places: Floats = np.column_stack((np.cos(turn), np.sin(turn))) * far[:, None]
    return places


def _wound(tree: Tree, room: Floats, step: float) -> Floats:
    """Give places for a tree of few items on each of many rings: its arms wind round the middle.

    Each ring is farther out than the one before it, but only by as much as lets the next turn
    of the arms pass; each item stands a ``step`` from the one it hangs under.
    """
    need = np.bincount(tree.levels, room)
    turn, _ = tidy_turns(tree, room * (2 * np.pi / max(float(need.max()), 1e-9)))
    arms = max(float(need.max()), step)
    radius, wound = 0.0, 0.0
    radii, winds = np.zeros(len(need)), np.zeros(len(need))
    for level in range(1, len(need)):
        out = min(step * arms * _AIRY / (2 * np.pi * max(radius, 1.0)), step)
        radius += out
        wound += float(np.sqrt(step**2 - out**2)) / radius
        radii[level], winds[level] = radius, wound
    angle = turn + winds[tree.levels] - np.pi / 2
    places: Floats = np.column_stack((np.cos(angle), np.sin(angle))) * radii[tree.levels][:, None]
    return places


def _circles(own: Floats, step: float, sub: float) -> Indexes:
    """Give of how many circles each ring is made, on which its items stand turn and turn about.

    Several where the ring would else be far larger than the one before it needs. ``own`` is
    the radius each ring needs by itself.
    """
    circles = np.ones(len(own), np.int64)
    outside = 0.0
    for level in range(1, len(own)):
        radius = outside + step
        while circles[level] < _MOST_CIRCLES and own[level] > circles[level] * radius * _WIDE:
            circles[level] += 1
        outside = max(own[level] / circles[level], radius) + (circles[level] - 1) * sub
    return circles


def _radii(own: Floats, circles: Indexes, step: float, sub: float) -> Floats:
    """Give the radius of the inmost circle of each ring."""
    radii = np.zeros(len(own))
    outside = 0.0
    for level in range(1, len(own)):
        radii[level] = max(own[level] / circles[level], outside + step)
        outside = radii[level] + (circles[level] - 1) * sub
    return radii


def _ranks(levels: Indexes, turn: Floats) -> Indexes:
    """Give the number of each item on its ring, in the order round it."""
    order = np.lexsort((turn, levels))
    ranks = np.empty(len(turn), np.int64)
    starts = np.searchsorted(levels[order], np.arange(int(levels.max()) + 1))
    ranks[order] = np.arange(len(turn)) - starts[levels[order]]
    return ranks


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
