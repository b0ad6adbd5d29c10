"""Too many words for the paper: which may stand so that none covers another."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from iwtlink.chart.display import Display
from iwtlink.chart.links.midline import MIDDLE_ONLY_ABOVE, covered_by
from iwtlink.chart.moving import covered_boxes
from iwtlink.chart.text.lines import only_of

Floats = NDArray[np.float64]
Indexes = NDArray[np.int64]
_CELL = (24.0, 15.0)
"""Pixels: two words may stand where they share no cell of such a grid."""
_ROUNDS = 6
_HIDDEN = 0.75
"""Words of which items hide a larger part than this cannot be read."""


def without_crowded_words(display: Display) -> Display:
    """Give the display with those words on links that cover no others, the best linked first.

    Text and lines grow alike with the zoom, so what is crowded is so at every zoom. In charts of
    few links words make room for each other; only what found none and would be hidden under names
    and icons is left out.
    """
    has_words = np.flatnonzero(np.diff(display.link_text.starts) > 0)
    if len(has_words) <= MIDDLE_ONLY_ABOVE:
        return _without_hidden_words(display, has_words)
    degrees = np.diff(display.neighbour_starts)[display.ends[has_words]].min(axis=1)
    is_set = display.label_is_set[has_words]
    order = has_words[np.lexsort((-degrees, ~is_set))]
    stands = order[free_of_others(display.label_boxes[order])]
    return replace(display, link_text=only_of(display.link_text, stands))


def _without_hidden_words(display: Display, has_words: Indexes) -> Display:
    """Give the display without the words mostly hidden by items, unless they were put there."""
    boxes = display.label_boxes[has_words]
    covered = covered_by(boxes[:, None], covered_boxes(display))[:, 0]
    is_hidden = covered > _HIDDEN * np.prod(boxes[:, 2:4] - boxes[:, 0:2], axis=1)
    is_set = display.label_is_set | display.label_shifts.any(axis=1)
    lost = is_hidden & ~is_set[has_words]
    if not lost.any():
        return display
    return replace(display, link_text=only_of(display.link_text, has_words[~lost]))


def free_of_others(boxes: Floats, unit: float = 1.0) -> NDArray[np.bool_]:
    """Tell which boxes (K, 4) stand, taking them in order: no two share a cell of a grid.

    ``unit`` is how many units of the boxes a pixel is.
    """
    stands = np.zeros(len(boxes), bool)
    if not len(boxes):
        return stands
    cells, cell_count = _cells(boxes, np.array(_CELL) * unit)
    taken = np.zeros(cell_count, bool)
    first = np.empty(cell_count, np.int32)
    waiting = np.arange(len(boxes), dtype=np.int32)[::-1]
    asked = np.ascontiguousarray(cells[:, ::-1])
    for _ in range(_ROUNDS):
        # of several that ask for a cell the last one written stays: the first in order
        first[asked.T.ravel()] = np.repeat(waiting, len(asked))
        wins = np.ones(len(waiting), bool)
        for row in asked:
            wins &= first.take(row) == waiting
        stands[waiting[wins]] = True
        taken[asked[:, wins].ravel()] = True
        is_open = ~wins
        for row in asked:
            is_open &= ~taken.take(row)
        waiting, asked = waiting[is_open], np.ascontiguousarray(asked[:, is_open])
        if not len(waiting):
            break
    return stands


def _cells(boxes: Floats, cell: Floats) -> tuple[NDArray[np.signedinteger], int]:
    """Give numbers for the cells each box meets, (most, K), and how many numbers there are."""
    edges = np.ascontiguousarray(boxes.T)
    corner = edges[0:2].min(axis=1)
    left, top, right, bottom = (
        np.floor((edge - corner[k % 2]) / cell[k % 2]).astype(np.int64)
        for k, edge in enumerate(edges)
    )
    wide, tall = (right - left).max() + 1, (bottom - top).max() + 1
    rows = np.minimum(top + np.arange(tall)[:, None], bottom) * (right.max() + 1)
    first, count = _without_gaps(rows + left, rows + right)
    first = first.astype(np.int32 if count < 2**31 else np.int64)
    steps = np.minimum(np.arange(wide)[:, None], right - left).astype(first.dtype)
    return (first[:, None] + steps).reshape(-1, len(boxes)), count


def _without_gaps(
    first: NDArray[np.int64], last: NDArray[np.int64]
) -> tuple[NDArray[np.int64], int]:
    """Give runs of numbers moved together over what none of them holds, and the room they take.

    ``first`` and ``last`` are those of each run, of any shape; given are their new first numbers.
    """
    order = np.argsort(first, axis=None)
    starts, reach = first.ravel()[order], np.maximum.accumulate(last.ravel()[order])
    gaps = starts.copy()
    gaps[1:] = np.maximum(starts[1:] - reach[:-1] - 1, 0)
    np.cumsum(gaps, out=gaps)
    moved = np.empty(first.size, np.int64)
    moved[order] = starts - gaps
    return moved.reshape(first.shape), int(reach[-1] - gaps[-1]) + 1
