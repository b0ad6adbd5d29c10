"""Items of drawings at the places they try, with the links that end at them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Indexes = NDArray[np.int64]
Mask = NDArray[np.bool_]
_NARROW_TURN = 0.25
"""Neighbouring links that leave an item at less than this angle (14°) are hard to tell apart."""


@dataclass(frozen=True, slots=True)
class Trial:
    """Some items, and the links that end at one of them: b items, j links, c tries of each."""

    items: Indexes
    x: Floats
    """(c, b), and ``y``: the places tried."""
    y: Floats
    links: Indexes
    owners: Indexes
    """(j,) at which of the items each link ends."""
    others: Indexes
    """(j,) the item at its other end."""
    from_x: Floats
    """(c, j), and ``from_y``: where each link starts."""
    from_y: Floats
    way_x: Floats
    """(c, j), and ``way_y``: from there to its other end."""
    way_y: Floats

    def counted(self, hit: Mask, owners: Indexes, weights: Floats | float) -> Floats:
        """Give what hits (c, p) weigh for each try of each item: (c, b)."""
        count, pairs = self.items.size, hit.shape[1]
        at = np.flatnonzero(hit)
        row, pair = np.divmod(at, max(pairs, 1))
        weigh = weights[pair] if isinstance(weights, np.ndarray) else np.full(len(at), weights)
        sums = np.bincount(row * count + owners[pair], weigh, minlength=len(self.x) * count)
        return np.asarray(sums.reshape(len(self.x), count), np.float64)


def narrow_turns(trial: Trial) -> Floats:
    """Give by how much neighbouring links leave each item at too small an angle: (c, b)."""
    turns = np.arctan2(trial.way_y, trial.way_x)
    turns += trial.owners * 100.0  # sorted, the links of an item stay together
    turns.sort(axis=1)
    is_first = np.diff(trial.owners, prepend=-1) > 0
    firsts = np.flatnonzero(is_first)
    after = np.empty_like(turns)
    after[:, :-1] = turns[:, 1:]
    lasts = np.append(firsts[1:], len(trial.owners)) - 1
    after[:, lasts] = turns[:, firsts] + 2 * np.pi
    short = np.maximum(_NARROW_TURN - (after - turns), 0.0) / _NARROW_TURN
    found = np.zeros_like(trial.x)
    found[:, trial.owners[firsts]] = np.add.reduceat(short, firsts, axis=1)
    return found
