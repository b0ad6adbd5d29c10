"""Fewer crossings: the chart keeps its shape, items move a little where that untangles links."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from iwtlink.chart.layouts.drawing import Drawing
from iwtlink.chart.layouts.network import Network, with_gap
from iwtlink.chart.layouts.newcomers import place_newcomers
from iwtlink.chart.layouts.overlaps import set_free
from iwtlink.chart.layouts.polish import polished
from iwtlink.chart.layouts.task import Task

Floats = NDArray[np.float64]
Indexes = NDArray[np.int64]
_MOST_MOVED = 400
"""Of large charts only so many items move: those whose links cross most."""
_SAMPLED = 4000
_ROWS = 256


def place_with_fewer_crossings(task: Task) -> Floats:
    """Give places near the present ones at which fewer links cross: (N, 2)."""
    network = task.network
    start = place_newcomers(network, task.seed)
    if len(start) < 4 or not len(network.ends):
        return start
    drawing = _drawing(network, start, _worth_moving(network, start, task.seed))
    moved = polished(start, drawing, seed=task.seed, progress=task.progress)
    moved = set_free(moved, drawing.boxes, drawing.fixed)
    before = crossings_per_link(start, network.ends, task.seed).sum()
    return moved if crossings_per_link(moved, network.ends, task.seed).sum() <= before else start


def _drawing(network: Network, start: Floats, moves: NDArray[np.bool_]) -> Drawing:
    return Drawing(
        boxes=with_gap(network.boxes),
        ends=network.ends,
        distances=None,
        words=network.words,
        wider=np.ones(2),
        fixed=network.is_pinned | ~moves,
        shape=start,
    )


def _worth_moving(network: Network, positions: Floats, seed: int) -> NDArray[np.bool_]:
    """Give the items to move: all of a small chart, else those whose links cross most."""
    count = len(positions)
    if count <= _MOST_MOVED:
        return np.ones(count, bool)
    crossed = crossings_per_link(positions, network.ends, seed)
    weight = np.bincount(network.ends.ravel(), np.repeat(crossed, 2), minlength=count)
    moves = np.zeros(count, bool)
    moves[np.argsort(-weight, kind="stable")[:_MOST_MOVED]] = True
    return moves & (weight > 0)


def crossings_per_link(positions: Floats, ends: Indexes, seed: int = 1) -> Floats:
    """Give how many links cross each link; of many links, how many of a sample do: (K,)."""
    links = len(ends)
    others = np.arange(links)
    if links > _SAMPLED:
        others = np.random.default_rng(seed).choice(links, _SAMPLED, replace=False)
    counts = np.zeros(links)
    for first in range(0, links, _ROWS):
        rows = np.arange(first, min(first + _ROWS, links))
        counts[rows] = _crossed(positions, ends, rows, others).sum(axis=1)
    return counts


def _crossed(positions: Floats, ends: Indexes, rows: Indexes, others: Indexes) -> Floats:
    """Say which of two sets of links cross: (rows, others)."""
    a, b = ends[rows][:, None, 0], ends[rows][:, None, 1]
    c, d = ends[others][None, :, 0], ends[others][None, :, 1]
    x, y = positions.T

    def side(start: Indexes, end: Indexes, point: Indexes) -> Floats:
        way_x, way_y = x[end] - x[start], y[end] - y[start]
        turned: Floats = way_x * (y[point] - y[start]) - way_y * (x[point] - x[start])
        return turned

    apart = (a != c) & (a != d) & (b != c) & (b != d)
    crossed = (side(a, b, c) * side(a, b, d) < 0) & (side(c, d, a) * side(c, d, b) < 0)
    return np.asarray(crossed & apart, np.float64)
