"""From left to right by date: to scale, or bursts together with gaps between them.

x is the middle of the days a date can mean and is kept exactly; y is chosen so that linked
items are near and none covers another. A date that names a year or a month only takes its row
for as long as it can mean. Items without a date stand near what they are linked to. Theme
lines (a person or an account over time) are rows of their own, as long as the timeline.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from iwtlink.chart.layouts.full_days import block_widths, in_columns, page_height
from iwtlink.chart.layouts.network import Network, adjacency, area_of, degrees, with_gap
from iwtlink.chart.layouts.rows import on_rows, row_reach
from iwtlink.chart.layouts.task import Task
from iwtlink.chart.layouts.themes import (
    LEAST_WIDE,
    following_frames,
    heights_of_frames,
    runs_to_frames,
    theme_ends,
    theme_rows,
    widened_frames,
)
from iwtlink.chart.links.wiring import REACH_PX

Floats = NDArray[np.float64]
Indexes = NDArray[np.int64]
Mask = NDArray[np.bool_]
_AIRY = 4.2
"""The page of a timeline is so many times larger than its items: they stand where time wills."""
_LEAST_EACH = 240.0
"""A timeline is at least so wide, or so many times its items, whichever is less."""
_MOST_WIDER = 2.0
"""So many times wider a timeline may be so that theme lines come out of one event before the
next."""
_BETWEEN, _MOST_WITHIN_PX = 4.0, 60.0
"""A gap between bursts is so many times one within, which is at most so wide."""
_ROUNDS, _PULL = 4, 0.8
"""Parts that are not linked do not drift apart: each round all come nearer the middle."""
_GOLDEN = 0.618034


def place_timeline(task: Task) -> Floats:
    """Give places whose x is to the scale of time: (N, 2)."""
    days = days_of_items(task.network)
    known = np.isfinite(days)
    if not known.any():
        return _in_rows(task, days)
    first, last = float(days[known].min()), float(days[known].max())
    width = task.settings["width"] or _wide_enough(task, days, _usual_width(task))
    scale = width / max(last - first, 1.0)
    return _in_rows(_with_bars(task, days, scale), (days - first) * scale)


def _wide_enough(task: Task, days: Floats, width: float) -> float:
    """Give a width at which theme lines come out of one event before the next, as far as a page
    that is not much wider allows."""
    span = max(float(np.nanmax(days) - np.nanmin(days)), 1.0)
    needed = [
        room / float(days[other] - days[one]) * span
        for one, other, room in following_frames(task.network, days)
    ]
    return min(max([width, *needed]), _MOST_WIDER * width)


def _usual_width(task: Task) -> float:
    """Give a width at which the items fill about a page."""
    boxes = with_gap(task.network.boxes)
    least = min(LEAST_WIDE, _LEAST_EACH * len(boxes))
    return max(least, float(np.sqrt(area_of(boxes) * task.ratio * _AIRY)))


def _with_bars(task: Task, days: Floats, scale: float) -> Task:
    """Give the task with items as wide as the time that their own date can mean."""
    network = task.network
    lasting = lasting_items(network)
    if not task.settings.get("bars") or not len(lasting):
        return task
    boxes = network.boxes.copy()
    spans = (network.spans[lasting] - days[lasting, None]) * scale
    boxes[lasting, 0] = np.minimum(boxes[lasting, 0], spans[:, 0])
    boxes[lasting, 2] = np.maximum(boxes[lasting, 2], spans[:, 1])
    return replace(task, network=replace(network, boxes=boxes))


def lasting_items(network: Network) -> Indexes:
    """Give the items whose own date can mean more than one day: a month, a year, from - to."""
    if not len(network.is_stated):
        return np.zeros(0, np.int64)
    return np.flatnonzero(network.is_stated & (np.ptp(network.spans, axis=1) >= 1.0))


def place_timeline_grouped(task: Task) -> Floats:
    """Give places in the order of time, what happened close together side by side: (N, 2)."""
    days = days_of_items(task.network)
    x = np.full(len(days), np.nan)
    known = np.flatnonzero(np.isfinite(days))
    if len(known):
        moments, moment_of = np.unique(days[known], return_inverse=True)
        is_near = np.diff(moments) < task.settings["threshold_days"]
        small, large = _gaps(task, is_near)
        gaps = np.where(is_near, small, large)
        moment = np.full(len(days), -1)
        moment[known] = moment_of
        x[known] = _spaced(task, _with_columns(task, gaps, known, moment_of), days, moment)[
            moment_of
        ]
    return _in_rows(task, x)


def _with_columns(task: Task, gaps: Floats, known: Indexes, moment_of: Indexes) -> Floats:
    """Give the gaps with room for days that stand in several columns, unless they were set."""
    if task.settings["small_gap"] or task.settings["large_gap"]:
        return gaps
    boxes = widened_frames(task.network, with_gap(task.network.boxes))[known]
    places = np.concatenate(([0.0], np.cumsum(gaps)))
    widths = block_widths(moment_of, boxes, page_height(places, boxes, task.ratio))
    return gaps + (widths[:-1] + widths[1:]) / 2


def _spaced(task: Task, gaps: Floats, days: Floats, moment: Indexes) -> Floats:
    """Give a place to each moment, so far behind the one before; farther where a theme line runs
    into an event of each, unless the gaps were set."""
    room = dict[int, list[tuple[int, float]]]()
    if not (task.settings["small_gap"] or task.settings["large_gap"]):
        for one, other, wide in following_frames(task.network, days):
            room.setdefault(int(moment[other]), []).append((int(moment[one]), wide))
    places = [0.0]
    for number, gap in enumerate(gaps.tolist(), 1):
        behind = [places[before] + wide for before, wide in room.get(number, [])]
        places.append(max(places[-1] + gap, *behind, places[-1]))
    return np.array(places)


def _gaps(task: Task, is_near: Mask) -> tuple[float, float]:
    """Give the gaps within and between bursts, as set or such that the items fill about a page."""
    small, large = float(task.settings["small_gap"]), float(task.settings["large_gap"])
    many, few = int(is_near.sum()), int((~is_near).sum())
    unit = _usual_width(task) / max(many + few * _BETWEEN, 1.0)
    return small or min(unit, _MOST_WITHIN_PX), large or min(unit, _MOST_WITHIN_PX) * _BETWEEN


def days_of_items(network: Network) -> Floats:
    """Give the middle of the days each item's date can mean: (N,), NaN where undated."""
    if not len(network.spans):
        return np.full(len(network.boxes), np.nan)
    middle: Floats = network.spans.mean(axis=1)
    return middle


def _in_rows(task: Task, dated: Floats) -> Floats:
    network = task.network
    count = len(dated)
    if not count:
        return np.zeros((0, 2))
    boxes = widened_frames(network, with_gap(network.boxes))
    themes = network.is_theme if len(network.is_theme) else np.zeros(count, bool)
    own = np.where(themes, np.nan, dated)
    known = np.flatnonzero(np.isfinite(own))
    if len(known):
        own[known] = in_columns(own[known], boxes[known], task.ratio)
    x = _near_neighbours(network, own, boxes)
    reach = row_reach(boxes)
    height = sum(reach)
    lines = theme_rows(network, np.flatnonzero(themes))
    places = np.column_stack((x, np.zeros(count)))
    items = np.flatnonzero(~themes)
    left, right = theme_ends(places[items], boxes[items])
    for item, row in lines.items():
        places[item] = ((left + right) / 2, row * height)
    order = items[np.lexsort((x[items], -degrees(network)[items]))]
    links = adjacency(network)
    many = np.maximum(degrees(network), 1)
    aside = _aside(x, boxes, height)
    frames, heights = heights_of_frames(network, places[:, 1])
    runs = runs_to_frames(network, lines)
    for _ in range(_ROUNDS):
        wanted = _PULL * (links @ places[:, 1]) / many + aside
        wanted[frames] = heights
        y = on_rows(x, wanted, boxes, order, reach, set(lines.values()), runs, REACH_PX)
        places[items, 1] = y[items]
    return places


def _aside(x: Floats, boxes: Floats, height: float) -> Floats:
    """Give how far above or below its neighbours each item would stand: links that are near in
    time leave on different sides and do not run under items of their own row."""
    rank = np.argsort(np.argsort(x, kind="stable"), kind="stable")
    rows = (boxes[:, 2] - boxes[:, 0]).sum() / max(float(np.ptp(x)), LEAST_WIDE)
    spread = max(rows * 1.6, 3.0) * height
    aside: Floats = ((rank * _GOLDEN) % 1.0 - 0.5) * spread
    return aside


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
        x[new] += _beside(x[new], float(np.median(boxes[:, 2] - boxes[:, 0])))
    lost = ~np.isfinite(x)
    if lost.any():
        start = float(np.nanmin(x, initial=0.0)) if (~lost).any() else 0.0
        wide = float((boxes[:, 2] - boxes[:, 0]).max())
        columns = max(int(np.sqrt(lost.sum() / 2)), 1)
        x[lost] = start - (1 + np.arange(lost.sum()) % columns) * wide
    return x


def _beside(x: Floats, wide: float) -> Floats:
    """Give how far items that would stand in one column are moved to either side of it: (n,)."""
    aside = np.zeros(len(x))
    _, column_of = np.unique(x.round(), return_inverse=True)
    for column in np.flatnonzero(np.bincount(column_of) > 1):
        mine = np.flatnonzero(column_of == column)
        columns = 2 * int(np.ceil(np.sqrt(len(mine)) / 2))
        aside[mine] = (np.arange(len(mine)) % columns - (columns - 1) / 2) * wide
    return aside
