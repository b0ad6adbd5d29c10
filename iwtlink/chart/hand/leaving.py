"""What is dragged out of a container that is as large as its members need."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from iwtlink.chart.display import Display
from iwtlink.chart.hand.dropping import entity_as_room

Indexes = NDArray[np.int64]
Floats = NDArray[np.float64]


def without_leaving(display: Display, items: Indexes, places: Floats) -> Display:
    """Give the display in which containers no longer follow what is dragged out of them.

    ``display`` is as it was when the drag began; ``items`` are to stand at ``places`` (n, 2). An
    item leaves where its middle is outside the container as it stood then; two or more that are
    all it holds take it with them.
    """
    held = display.holders[items]
    leaves = np.zeros(len(items), bool)
    for holder in np.unique(held[held >= 0]).tolist():
        mine = held == holder
        if not display.is_fitted[holder] or holder in items or _are_all(display, holder, mine):
            continue
        leaves[mine] = ~entity_as_room(display, holder).has(places[mine])
    if not leaves.any():
        return display
    holders = display.holders.copy()
    holders[items[leaves]] = -1
    return replace(display, holders=holders)


def _are_all(display: Display, holder: int, mine: NDArray[np.bool_]) -> bool:
    count = int(mine.sum())
    return count > 1 and count == int((display.holders == holder).sum())
