"""Tidying a small chart: items try places nearby and keep the one that reads best.

What reads badly is counted in one sum (see ``trying``): crossings of links, links that run under
an icon or a name, names on names, links that leave an item at nearly the same angle, and
distances unlike those wanted (the stress of the network, which keeps its overall shape). After
Davidson and Harel (1996), greedy with shrinking steps instead of annealing; a few items that
are not linked try at once.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from iwtlink.chart.layouts.drawing import Drawing
from iwtlink.chart.layouts.trying import Sheet
from iwtlink.errors import Progress, no_progress

Floats = NDArray[np.float64]
Indexes = NDArray[np.int64]
_TRIES, _NEAR_NEIGHBOURS = 16, 4
_AT_ONCE, _MOST_AT_ONCE = 16, 20
"""One of so many items tries places at the same time, as one of each of several drawings."""
_WORK = 12_000_000
"""Bound on tests of one place against one link or item; sets the number of rounds."""


def polished(
    positions: Floats,
    drawing: Drawing,
    *,
    seed: int,
    rounds: int | None = None,
    progress: Progress = no_progress,
) -> Floats:
    """Give positions with fewer crossings and nothing under names. For up to ~300 items."""
    one: Floats
    (one,) = all_polished(positions[None], drawing, seed=seed, rounds=rounds, progress=progress)
    return one


def all_polished(
    drawings: Floats,
    drawing: Drawing,
    *,
    seed: int,
    rounds: int | None = None,
    progress: Progress = no_progress,
) -> Floats:
    """Give several drawings (d, N, 2) of one network, each ``polished``, at less cost."""
    many, count = drawings.shape[:2]
    links = len(drawing.ends)
    if rounds is None:
        rounds = int(np.clip(_WORK / max(_TRIES * (2 * links * links + count * links), 1), 6, 28))
    chance = np.random.default_rng(seed)
    sheet = Sheet(drawings, drawing)
    reach = float(np.median(drawing.boxes[:, 2] - drawing.boxes[:, 0])) * 2.5
    copies = np.arange(many)[:, None] * count
    for step in range(rounds):
        scale = reach * (1.0 - step / rounds) ** 1.5 + reach * 0.08
        order = chance.permutation(count)
        turns = _turns(sheet, order[~drawing.fixed[order]].tolist(), count)
        for number, turn in enumerate(turns):
            progress((step + number / len(turns)) / rounds, "")
            items = (copies + turn).ravel()
            tries = _tries(sheet, items, scale, chance)
            best = sheet.costs(items, tries).argmin(axis=0)
            sheet.move(items, tries[best, np.arange(len(items))])
    return sheet.drawings


def _turns(sheet: Sheet, order: list[int], count: int) -> list[list[int]]:
    """Give which items try places together: in their order, none linked to another."""
    size = min(max(count // _AT_ONCE, 1), _MOST_AT_ONCE)
    turns: list[list[int]] = []
    left = order
    while left:
        turn: list[int] = []
        later: list[int] = []
        near: set[int] = set()
        for item in left:
            if len(turn) < size and item not in near:
                turn.append(item)
                near.update(sheet.others(item).tolist())
            else:
                later.append(item)
        turns.append(turn)
        left = later
    return turns


def _tries(sheet: Sheet, items: Indexes, scale: float, chance: np.random.Generator) -> Floats:
    """Give places to try (c, b, 2): the present first, places around it and near neighbours."""
    here = np.column_stack((sheet.x[items], sheet.y[items]))
    tries = np.empty((_TRIES, len(items), 2))
    tries[:] = here
    tries[1:] += chance.normal(size=(_TRIES - 1, len(items), 2)) * (scale, scale * 0.7)
    tries[-_NEAR_NEIGHBOURS:] += sheet.middles_of_neighbours(items) - here
    if sheet.drawing.limits is not None:
        aside = np.outer(sheet.aside[items], (1.0, 0.0))
        low, high = (limit[sheet.numbers(items)] + aside for limit in sheet.drawing.limits)
        np.clip(tries, low, high, out=tries)
    return tries
