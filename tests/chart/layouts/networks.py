"""Networks to lay out, straight from links."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from iwtlink.chart.layouts.network import Network
from iwtlink.chart.layouts.overlaps import overlapping_pairs

BOX = (-38.0, -20.0, 38.0, 36.0)
"""Of every item: an icon with a short name under it."""


def network(
    count: int,
    links: Sequence[tuple[int, int]],
    *,
    positions: object = None,
    pinned: Sequence[int] = (),
    arrows: Sequence[int] | int = 0,
    kinds: Sequence[int] | None = None,
) -> Network:
    """Give a network of equal items; ``arrows`` as in ``Network`` (one number for all)."""
    ends = np.array(links, np.int64).reshape(-1, 2)
    is_pinned = np.zeros(count, bool)
    is_pinned[list(pinned)] = True
    places = np.full((count, 2), np.nan) if positions is None else np.array(positions, float)
    return Network(
        boxes=np.tile(BOX, (count, 1)),
        ends=ends,
        lengths=np.full(len(ends), 120.0),
        words=np.tile((20.0, 7.0), (len(ends), 1)),
        positions=places.reshape(-1, 2),
        is_pinned=is_pinned,
        arrows=np.broadcast_to(np.array(arrows, np.int8), len(ends)),
        kinds=np.zeros(count, np.int64) if kinds is None else np.array(kinds, np.int64),
    )


def dated(known: Network, days: Sequence[float]) -> Network:
    """Give a network whose items have a day each; NaN for none."""
    return replace(known, spans=np.column_stack((days, days)).astype(float))


def overlaps(known: Network, positions: NDArray[np.float64]) -> int:
    """Count the pairs of items that cover each other."""
    return len(overlapping_pairs(known.boxes + np.tile(positions, 2)))


def star(leaves: int) -> list[tuple[int, int]]:
    """Give the links of one item, 0, to all others."""
    return [(0, leaf) for leaf in range(1, leaves + 1)]


def path(count: int) -> list[tuple[int, int]]:
    """Give the links of a chain."""
    return [(item, item + 1) for item in range(count - 1)]


def grown(count: int, extra: int, seed: int) -> list[tuple[int, int]]:
    """Give a random connected network: a growing tree and some links more, each pair once."""
    chance = np.random.default_rng(seed)
    links = {(int(chance.integers(i)), i) for i in range(1, count)}
    for a, b in chance.integers(count, size=(extra, 2)).tolist():
        if a != b:
            links.add((min(a, b), max(a, b)))
    return sorted(links)
