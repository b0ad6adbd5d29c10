"""Many leaves of one item as one block, so that a level does not grow endlessly wide."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from iwtlink.chart.layouts.leaves import strip_leaves
from iwtlink.chart.layouts.network import ITEM_GAP_PX, Network

Floats = NDArray[np.float64]
Indexes = NDArray[np.int64]
_MANY = 5
"""So many leaves of one item, or more, stand in rows and columns."""


@dataclass(frozen=True, slots=True)
class Blocks:
    """A network in which leaves of one item, pointing the same way, are one item."""

    network: Network
    block_of: Indexes
    """(N,) the item of ``network`` each item is, or is part of."""
    offsets: Floats
    """(N, 2) where each item stands in its block."""


def gathered(network: Network, kept: Sequence[int] = (), many: int = _MANY) -> Blocks:
    """Give the network with the leaves of each item in blocks; ``kept`` stay by themselves."""
    count = len(network.boxes)
    first = np.arange(count)
    offsets = np.zeros((count, 2))
    boxes = network.boxes.copy()
    for mine in _bunches(network, set(kept), many):
        first[mine] = mine[0]
        offsets[mine], boxes[mine[0]] = in_rows(network.boxes[mine])
    heads = np.unique(first)
    number = np.full(count, -1)
    number[heads] = np.arange(len(heads))
    is_kept = first[network.ends[:, 0]] == network.ends[:, 0]
    is_kept &= first[network.ends[:, 1]] == network.ends[:, 1]
    ends = np.flatnonzero(is_kept)
    smaller = Network(
        boxes=boxes[heads],
        ends=number[network.ends[ends]].reshape(-1, 2),
        lengths=network.lengths[ends],
        words=network.words[ends],
        positions=network.positions[heads],
        is_pinned=network.is_pinned[heads],
        arrows=network.arrows[ends] if len(network.arrows) else network.arrows,
    )
    return Blocks(smaller, number[first], offsets)


def _bunches(network: Network, kept: set[int], many: int) -> list[Indexes]:
    """Give the leaves that stand together: of one item, with arrows the same way."""
    leaves = strip_leaves(len(network.boxes), network.ends)
    way = np.zeros(len(network.boxes), np.int64)
    if len(network.arrows):
        way[network.ends[:, 0]] = network.arrows
        way[network.ends[:, 1]] = -network.arrows
    chosen = np.array([int(item) not in kept for item in leaves.items], bool)
    items, hubs = leaves.items[chosen], leaves.hubs[chosen]
    order = np.lexsort((items, way[items], hubs))
    keys = hubs[order] * 3 + way[items[order]]
    cuts = np.flatnonzero(np.diff(keys)) + 1
    return [bunch for bunch in np.split(items[order], cuts) if len(bunch) >= many]


def in_rows(boxes: Floats, gap: float = ITEM_GAP_PX) -> tuple[Floats, Floats]:
    """Give places in rows and columns (n, 2) for boxes, and the box round all of them.

    The middle is that of the first row, so that the block hangs from where a link arrives.
    """
    size = (boxes[:, 2:4] - boxes[:, 0:2]).max(axis=0) + gap
    count = len(boxes)
    columns = int(np.clip(np.ceil(np.sqrt(count * 1.2 * size[1] / size[0])), 2, count))
    rank = np.arange(count)
    x = (rank % columns - (columns - 1) / 2) * size[0]
    y = rank // columns * size[1]
    places = np.column_stack((x, y))
    there = boxes + np.tile(places, 2)
    return places, np.concatenate((there[:, 0:2].min(axis=0), there[:, 2:4].max(axis=0)))


def spread_out(blocks: Blocks, places: Floats) -> Floats:
    """Give the place of every item from those of the blocks: (N, 2)."""
    spread: Floats = places[blocks.block_of] + blocks.offsets
    return spread
