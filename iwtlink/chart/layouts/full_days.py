"""Days on which too much happened for one column: they stand in several, round their date."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Indexes = NDArray[np.int64]
_FEW = 16
"""So many are one column in any case."""
_TOO_HIGH = 1.25
"""A column so much higher than the page is parted."""
_LOOSE = 1.25
"""A column is so much higher than its items need: linked ones stand near each other in it."""
_WIDE = 0.9
"""A column is as wide as this share of the items needs."""


def block_widths(moment_of: Indexes, boxes: Floats, page_height: float) -> Floats:
    """Give how wide the columns of each moment are, from the first to the last one's middle: (m,).

    ``moment_of`` (n,) numbers the moments of items with these ``boxes``; 0 where one column is
    no higher than the page allows.
    """
    counts, steps = np.bincount(moment_of), _steps(moment_of, boxes)
    heights = np.bincount(moment_of, boxes[:, 3] - boxes[:, 1]) * _LOOSE
    is_high = (counts > _FEW) & (heights > _TOO_HIGH * page_height)
    columns = np.where(is_high, np.ceil(heights / page_height), 1.0)
    widths: Floats = (np.minimum(columns, counts) - 1) * steps
    return widths


def in_columns(x: Floats, boxes: Floats, ratio: float) -> Floats:
    """Give places to items of which some stand at one ``x`` (n,), higher than a page of this
    width : height has room for: each such place parted into columns, as far as the time between
    it and its neighbours allows, so that nothing stands before what happened earlier."""
    moments, moment_of = np.unique(x, return_inverse=True)
    widths = block_widths(moment_of, boxes, page_height(moments, boxes, ratio))
    if not widths.any():
        return x
    gaps = np.concatenate(([np.inf], np.diff(moments), [np.inf]))
    needed = np.concatenate(([0.0], widths / 2, [0.0]))
    both = needed[:-1] + needed[1:]
    share = np.where(both > gaps, gaps / np.where(both > 0, both, 1.0), 1.0)
    left, right = widths / 2 * share[:-1], widths / 2 * share[1:]
    steps, places = _steps(moment_of, boxes), x.copy()
    for moment in np.flatnonzero(widths).tolist():
        mine = np.flatnonzero(moment_of == moment)
        columns = int((left[moment] + right[moment]) // steps[moment]) + 1
        aside = np.linspace(-left[moment], right[moment], columns) if columns > 1 else np.zeros(1)
        places[mine] += aside[np.arange(len(mine)) % columns]
    return places


def page_height(moments: Floats, boxes: Floats, ratio: float) -> float:
    """Give the height of a page of this width : height for items at these moments."""
    area = float((boxes[:, 2:4] - boxes[:, 0:2]).prod(axis=1).sum())
    return max(float(np.ptp(moments)) / ratio, float(np.sqrt(area * _LOOSE / ratio)))


def _steps(moment_of: Indexes, boxes: Floats) -> Floats:
    """Give how far apart the columns of each moment stand: (m,)."""
    wide = boxes[:, 2] - boxes[:, 0]
    order = np.argsort(moment_of, kind="stable")
    parts = np.split(wide[order], np.cumsum(np.bincount(moment_of))[:-1])
    return np.array([np.quantile(part, _WIDE, method="higher") for part in parts])
