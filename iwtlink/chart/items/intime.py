"""What holds the items of a timeline in their time: i2's controlling, ordered and free items."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from iwtlink.chart.departures import own_looks
from iwtlink.chart.items.dates import spans_of
from iwtlink.chart.items.forms import THEME
from iwtlink.ontology import Ontology
from iwtlink.store.charts.content import ChartContent

Floats = NDArray[np.float64]
HELD = ("free", "ordered", "fixed")
"""Moved anywhere, between what was before and what came after, or up and down only."""
FREE, ORDERED, FIXED = range(3)
_USUAL = {"timeline": FIXED, "timeline_grouped": ORDERED}
"""By the timeline a chart was laid out as: distance is time on the one, order on the other."""


def held_in_time(
    content: ChartContent, ontology: Ontology, forms: NDArray[np.uint8], is_held: NDArray[np.bool_]
) -> tuple[NDArray[np.uint8], Floats]:
    """Give how each item is held in its time, index into ``HELD``, and its day number: (N,) each.

    Only on a timeline, and only what stands at its date there: not theme lines, pinned items and
    what a container or group holds (``is_held``). What is not held has no day (NaN).
    """
    count = len(content.entity_ids)
    usual = _USUAL.get(str(content.options.layout.get("name", "")), FREE)
    if usual == FREE or not count:
        return np.zeros(count, np.uint8), np.full(count, np.nan)
    days = spans_of(content, ontology).mean(axis=1)
    held = np.full(count, usual, np.uint8)
    for item, look in own_looks(content):
        if look.in_time in HELD:
            held[item] = HELD.index(look.in_time)
    held[~np.isfinite(days) | (forms == THEME) | content.is_pinned | is_held] = FREE
    days[held == FREE] = np.nan
    return held, days
