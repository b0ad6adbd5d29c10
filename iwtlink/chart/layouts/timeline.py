"""From left to right by date: to scale, or bursts together with gaps between them.

x is the middle of the days a date can mean and is kept exactly; y is chosen so that linked
items are near and none covers another. Items without a date stand near what they are linked
to. Theme lines (a person or an account over time) are rows of their own.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from iwtlink.chart.layouts.network import Network, adjacency, degrees, with_gap
from iwtlink.chart.layouts.rows import on_rows
from iwtlink.chart.layouts.task import Task

Floats = NDArray[np.float64]
Indexes = NDArray[np.int64]
Mask = NDArray[np.bool_]
_PX_PER_ITEM = 46.0
_LEAST_WIDE = 1200.0
_ROUNDS = 4
_GOLDEN = 0.618034


def place_timeline(task: Task) -> Floats:
    """Give places whose x is to the scale of time: (N, 2)."""
    days = days_of_items(task.network)
    known = np.isfinite(days)
    x = np.full(len(days), np.nan)
    if known.any():
        width = task.settings["width"] or max(_LEAST_WIDE, known.sum() * _PX_PER_ITEM)
        first, last = float(days[known].min()), float(days[known].max())
        x = (days - first) / max(last - first, 1.0) * width
    return _in_rows(task, x)


def place_timeline_grouped(task: Task) -> Floats:
    """Give places in the order of time, what happened close together side by side: (N, 2)."""
    days = days_of_items(task.network)
    x = np.full(len(days), np.nan)
    known = np.flatnonzero(np.isfinite(days))
    if len(known):
        moments, moment_of = np.unique(days[known], return_inverse=True)
        is_near = np.diff(moments) < task.settings["threshold_days"]
        gaps = np.where(is_near, task.settings["small_gap"], task.settings["large_gap"])
        x[known] = np.concatenate(([0.0], np.cumsum(gaps)))[moment_of]
    return _in_rows(task, x)


def days_of_items(network: Network) -> Floats:
    """Give the middle of the days each item's date can mean: (N,), NaN where undated."""
    if not len(network.spans):
        return np.full(len(network.boxes), np.nan)
    middle: Floats = network.spans.mean(axis=1)
    return middle


def _in_rows(task: Task, dated: Floats) -> Floats:
    network = task.network
    count = len(dated)
    boxes = with_gap(network.boxes)
    themes = network.is_theme if len(network.is_theme) else np.zeros(count, bool)
    x = _near_neighbours(network, dated, boxes)
    height = float(np.quantile(boxes[:, 3] - boxes[:, 1], 1.0)) if count else 1.0
    lines = _theme_rows(network, np.flatnonzero(themes))
    places = np.column_stack((x, np.zeros(count)))
    for item, row in lines.items():
        left = float(np.nanmin(x, initial=0.0)) - float(boxes[:, 2].max())
        places[item] = (left, row * height)
    items = np.flatnonzero(~themes)
    order = items[np.lexsort((x[items], -degrees(network)[items]))]
    links = adjacency(network)
    many = np.maximum(degrees(network), 1)
    aside = _aside(x, height)
    for _ in range(_ROUNDS):
        wanted = (links @ places[:, 1]) / many + aside
        y = on_rows(x, wanted, boxes, order, height, set(lines.values()))
        places[items, 1] = y[items]
    return places


def _aside(x: Floats, height: float) -> Floats:
    """Give how far above or below its neighbours each item would stand: links that are near in
    time leave on different sides and do not run under items of their own row."""
    rank = np.argsort(np.argsort(x, kind="stable"), kind="stable")
    spread = np.sqrt(max(len(x), 1)) * height * 0.6
    aside: Floats = ((rank * _GOLDEN) % 1.0 - 0.5) * spread
    return aside


def _theme_rows(network: Network, themes: Indexes) -> dict[int, int]:
    """Give the row of each theme line, those with common events next to each other."""
    if not len(themes):
        return {}
    links = adjacency(network)
    common = (links[themes] @ links[themes].T).toarray()
    np.fill_diagonal(common, 0.0)
    chain = [int(common.sum(axis=1).argmax())]
    left = [item for item in range(len(themes)) if item != chain[0]]
    while left:
        chain.append(max(left, key=lambda item: float(common[chain[-1], item])))
        left.remove(chain[-1])
    return {int(themes[item]): 3 * rank for rank, item in enumerate(chain)}


def _near_neighbours(network: Network, dated: Floats, boxes: Floats) -> Floats:
    """Give an x to undated items: that of what they are linked to, else left of all."""
    x = dated.copy()
    links = adjacency(network)
    for _ in range(len(x)):
        known = np.isfinite(x)
        near = links @ known.astype(float)
        new = ~known & (near > 0)
        if not new.any():
            break
        total = links @ np.where(known, x, 0.0)
        x[new] = total[new] / near[new]
    lost = ~np.isfinite(x)
    if lost.any():
        start = float(np.nanmin(x, initial=0.0)) if (~lost).any() else 0.0
        wide = float((boxes[:, 2] - boxes[:, 0]).max())
        columns = max(int(np.sqrt(lost.sum() / 2)), 1)
        x[lost] = start - (1 + np.arange(lost.sum()) % columns) * wide
    return x
