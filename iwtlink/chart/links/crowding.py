"""Too many words for the paper: which may stand so that none covers another."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from iwtlink.chart.display import Display
from iwtlink.chart.links.midline import MIDDLE_ONLY_ABOVE
from iwtlink.chart.text.lines import only_of

Floats = NDArray[np.float64]
_CELL = (24.0, 15.0)
"""Pixels: two words may stand where they share no cell of such a grid."""
_LARGEST_GRID = 30_000_000
_ROUNDS = 6
_FREE = np.iinfo(np.int32).max


def without_crowded_words(display: Display) -> Display:
    """Give the display with those words on links that cover no others, the best linked first.

    Text and lines grow alike with the zoom, so what is crowded is so at every zoom. Charts of few
    links keep all: there, words make room for each other along their lines.
    """
    has_words = np.flatnonzero(np.diff(display.link_text.starts) > 0)
    if len(has_words) <= MIDDLE_ONLY_ABOVE:
        return display
    degrees = np.diff(display.neighbour_starts)[display.ends[has_words]].min(axis=1)
    is_set = display.label_is_set[has_words]
    order = has_words[np.lexsort((-degrees, ~is_set))]
    stands = order[free_of_others(display.label_boxes[order])]
    return replace(display, link_text=only_of(display.link_text, stands))


def free_of_others(boxes: Floats, unit: float = 1.0) -> NDArray[np.bool_]:
    """Tell which boxes (K, 4) stand, taking them in order: no two share a cell of a grid.

    ``unit`` is how many units of the boxes a pixel is.
    """
    stands = np.zeros(len(boxes), bool)
    if not len(boxes):
        return stands
    cells, cell_count = _cells(boxes, np.array(_CELL) * unit)
    taken = np.zeros(cell_count, bool)
    first = np.full(cell_count, _FREE, np.int32)
    waiting = np.arange(len(boxes))
    for _ in range(_ROUNDS):
        waiting = waiting[~taken[cells[waiting]].any(axis=1)]
        if not len(waiting):
            break
        asked = cells[waiting]
        first[asked] = _FREE
        np.minimum.at(first, asked.ravel(), np.repeat(waiting, cells.shape[1]).astype(np.int32))
        wins = (first[asked] == waiting[:, None]).all(axis=1)
        stands[waiting[wins]] = True
        taken[asked[wins]] = True
        waiting = waiting[~wins]
    return stands


def _cells(boxes: Floats, cell: Floats) -> tuple[NDArray[np.int64], int]:
    """Give the numbers of the cells each box meets, (K, most), and how many cells there are."""
    origin = boxes[:, 0:2].min(axis=0)
    low = np.floor((boxes[:, 0:2] - origin) / cell).astype(np.int64)
    high = np.floor((boxes[:, 2:4] - origin) / cell).astype(np.int64)
    columns, rows = high.max(axis=0) + 1
    wide, tall = (high - low).max(axis=0) + 1
    x = np.minimum(low[:, :1] + np.arange(wide), high[:, :1])
    y = np.minimum(low[:, 1:] + np.arange(tall), high[:, 1:])
    cells = (y[:, :, None] * columns + x[:, None, :]).reshape(len(boxes), -1)
    if columns * rows <= _LARGEST_GRID:
        return cells, int(columns * rows)
    met = np.sort(cells.ravel())
    met = met[np.concatenate(([True], met[1:] != met[:-1]))]
    return np.searchsorted(met, cells), len(met)
