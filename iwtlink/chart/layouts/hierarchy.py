"""Levels from the top down along the arrows (Sugiyama, Tagawa and Toda 1981)."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import isotonic_regression

from iwtlink.chart.layouts.aligning import across
from iwtlink.chart.layouts.blocks import gathered, spread_out
from iwtlink.chart.layouts.columns import in_columns
from iwtlink.chart.layouts.layering import levels_of
from iwtlink.chart.layouts.network import area_of, with_gap
from iwtlink.chart.layouts.ordering import Layers, cut_links, ordered, walk_ranks
from iwtlink.chart.layouts.parts import in_parts
from iwtlink.chart.layouts.task import Task

Floats = NDArray[np.float64]
Indexes = NDArray[np.int64]
LEVEL_GAP_PX = 64.0
"""Free room between two levels, for the words of links."""
_STAND_IN_PX, _LEAST_STAND_IN_PX = 16.0, 2.0
_AIRY = 1.5
"""A page that holds all items well is so many times larger than they are."""
_ROOMY = 1.5
"""Levels are not drawn together to less than so many widths of such a page."""
_MOST_ROWS = 12
_TOO_WIDE = 1.5
"""A chart that is wider than the page by more than this is set in more rows."""
_TRIES = 2


def place_hierarchy(task: Task) -> Floats:
    """Give places in levels, each connected part by itself: (N, 2)."""
    return in_parts(task, _levelled)


def _levelled(task: Task) -> Floats:
    """Give the places of one connected part; many leaves of one item stand in a block."""
    blocks = gathered(task.network, task.settings["roots"])
    network = blocks.network
    roots = tuple(int(blocks.block_of[item]) for item in task.settings["roots"])
    levels, links = levels_of(network, task.settings["arrows"], roots)
    layers = cut_links(levels, links)
    ranks = ordered(layers, walk_ranks(layers))
    is_across = task.settings["direction"] in ("left", "right")
    boxes = with_gap(network.boxes) * task.separation
    lying = boxes[:, (1, 0, 3, 2)] if is_across else boxes
    gap = LEVEL_GAP_PX * task.separation
    if is_across:
        gap += float(2 * network.words[:, 0].max(initial=0.0))
    x, y = _fitted(layers, levels, ranks, lying, gap, task.ratio)
    page = 1.0 / task.ratio if is_across else task.ratio
    downwards = in_columns(np.column_stack((x, y)), lying, page)
    places = _turned(downwards, task.settings["direction"])
    return spread_out(blocks, places)


def _fitted(
    layers: Layers, levels: Indexes, ranks: Indexes, boxes: Floats, gap: float, ratio: float
) -> tuple[Floats, Floats]:
    """Give x and y, wide levels in so many rows that the whole comes near the page's shape."""
    narrower = 1.0
    for _ in range(_TRIES):
        rows = _sub_rows(levels, boxes, ratio / narrower)
        x = _across(layers, ranks, boxes / rows[levels][:, None], len(levels))
        y = _heights(levels, ranks[: len(levels)] % rows[levels], boxes, gap)
        x = _squeezed(x, y, boxes, max(float(np.ptp(y)) * ratio, _ROOMY * _page_wide(boxes, ratio)))
        too_wide = float(np.ptp(x) / max(np.ptp(y), 1.0)) / ratio
        if too_wide < _TOO_WIDE or rows.max() == _MOST_ROWS:
            break
        narrower *= too_wide
    return x, y


def _squeezed(x: Floats, y: Floats, boxes: Floats, wide: float) -> Floats:
    """Give x drawn together towards a width, as far as the items of each row allow.

    Each row comes as near to the narrower drawing as can be in the sense of least squares
    (isotonic regression of the places less the room that the items before take).
    """
    if np.ptp(x) <= wide:
        return x
    narrow = x * (wide / float(np.ptp(x)))
    for row in np.unique(y):
        mine = np.flatnonzero(y == row)
        mine = mine[np.argsort(x[mine], kind="stable")]
        rooms = boxes[mine[:-1], 2] - boxes[mine[1:], 0]
        taken = np.concatenate(([0.0], np.cumsum(rooms)))
        narrow[mine] = isotonic_regression(narrow[mine] - taken).x + taken
    return narrow


def _page_wide(boxes: Floats, ratio: float) -> float:
    """Give the width of a page that holds all items with room for their links."""
    return float(np.sqrt(area_of(boxes) * ratio * _AIRY))


def _across(layers: Layers, ranks: Indexes, boxes: Floats, count: int) -> Floats:
    """Give the x of the items; stand-ins take no more room than the items."""
    widest = np.bincount(layers.levels[:count], boxes[:, 2] - boxes[:, 0]).max()
    most = np.bincount(layers.levels[count:], minlength=1).max()
    half = np.clip(widest / (2 * max(float(most), 1.0)), _LEAST_STAND_IN_PX, _STAND_IN_PX)
    more = np.full(len(layers.levels) - count, half)
    lefts, rights = np.concatenate((-boxes[:, 0], more)), np.concatenate((boxes[:, 2], more))
    found: Floats = across(layers, ranks, lefts, rights)[:count]
    return found


def _sub_rows(levels: Indexes, boxes: Floats, ratio: float) -> Indexes:
    """Give in how many rows, turn and turn about, the items of each level stand: (levels,).

    One, unless the level would be much wider than a page that holds all items.
    """
    depth = int(levels.max()) + 1
    wide = np.bincount(levels, boxes[:, 2] - boxes[:, 0], minlength=depth)
    page = max(_page_wide(boxes, ratio), 1.0)
    return np.clip(np.round(wide / page), 1, _MOST_ROWS).astype(np.int64)


def _heights(levels: Indexes, sub_rows: Indexes, boxes: Floats, gap: float) -> Floats:
    """Give the y of each item: those of a level and sub-row have their icons in line."""
    depth = int(levels.max()) + 1
    keys = levels * _MOST_ROWS + sub_rows
    up, down = np.full((2, depth * _MOST_ROWS), -np.inf)
    np.maximum.at(up, keys, -boxes[:, 1])
    np.maximum.at(down, keys, boxes[:, 3])
    used = np.flatnonzero(np.isfinite(up))
    new_level = np.diff(used // _MOST_ROWS) > 0
    steps = down[used[:-1]] + up[used[1:]] + np.where(new_level, gap, 0.0)
    rows = np.zeros(len(up))
    rows[used[1:]] = np.cumsum(steps)
    found: Floats = rows[keys]
    return found


def _turned(places: Floats, direction: str) -> Floats:
    """Give places drawn downwards as they stand in another direction."""
    x, y = places.T
    turned = {"down": (x, y), "up": (x, -y), "right": (y, x), "left": (-y, x)}[direction]
    return np.column_stack(turned)
