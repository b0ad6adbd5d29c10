"""Many small parts at once: all of about one size are solved together, as stacked matrices.

Exact stress (SMACOF, de Leeuw 1977), as for one small part, without its polish.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from iwtlink.chart.layouts.large import WIDER
from iwtlink.chart.layouts.network import Network, with_gap

Floats = NDArray[np.float64]
Indexes = NDArray[np.int64]
LARGEST_TOGETHER = 32
_SIZES = (2, 3, 4, 6, 8, 12, 16, 24, 32)
_ROUNDS = 40
_FAR = 1e6


def place_small_parts(network: Network, parts: list[Indexes]) -> Floats:
    """Give places for the items of parts of up to 32 items, each part round its own origin."""
    positions = np.zeros((len(network.boxes), 2))
    rank = np.zeros(len(network.boxes), np.int64)
    for items in parts:
        rank[items] = np.arange(len(items))
    sizes = np.array([len(items) for items in parts])
    bounds = np.searchsorted(_SIZES, sizes)
    for bucket, size in enumerate(_SIZES):
        chosen = np.flatnonzero((bounds == bucket) & (sizes > 1))
        if len(chosen):
            _place_bucket(network, [parts[number] for number in chosen], size, rank, positions)
    return positions


def _place_bucket(
    network: Network,
    parts: list[Indexes],
    size: int,
    rank: Indexes,
    positions: Floats,
) -> None:
    """Place the parts of about one size: fill up to it with items that count for nothing."""
    stack = len(parts)
    slot = np.full(len(network.boxes), -1)
    items = np.concatenate(parts)
    slot[items] = np.repeat(np.arange(stack), [len(part) for part in parts])
    used = np.zeros((stack, size), bool)
    used[slot[items], rank[items]] = True
    hops = _hops(network, slot, rank, used)
    unit = float(np.median(network.lengths)) if len(network.lengths) else 120.0
    placed = _solved(hops, used) * unit * WIDER
    positions[items] = _freed(placed, network, items, slot, rank, used)[slot[items], rank[items]]


def _hops(network: Network, slot: Indexes, rank: Indexes, used: NDArray[np.bool_]) -> Floats:
    """Give how many links lie between all pairs of each part: (parts, size, size)."""
    stack, size = used.shape
    hops = np.full((stack, size, size), _FAR)
    mine = network.ends[slot[network.ends[:, 0]] >= 0]
    at, a, b = slot[mine[:, 0]], rank[mine[:, 0]], rank[mine[:, 1]]
    hops[at, a, b] = hops[at, b, a] = 1.0
    hops[:, np.arange(size), np.arange(size)] = 0.0
    for middle in range(size):  # Floyd and Warshall (1962), of all parts at once
        np.minimum(hops, hops[:, :, middle, None] + hops[:, None, middle, :], out=hops)
    return hops


def _solved(hops: Floats, used: NDArray[np.bool_]) -> Floats:
    """Give places of least stress for all parts: (parts, size, 2)."""
    pairs = used[:, :, None] & used[:, None, :]
    wanted = np.where(pairs, hops, 0.0)
    weights = np.where(wanted > 0, 1.0 / np.maximum(wanted, 1.0) ** 2, 0.0)
    size = used.shape[1]
    laplacian = -weights
    laplacian[:, np.arange(size), np.arange(size)] = weights.sum(axis=2)
    inverse = np.linalg.pinv(laplacian, hermitian=True)
    turn = np.arange(size) * 2.399963
    start = np.column_stack((np.cos(turn), np.sin(turn))) * np.sqrt(np.arange(size) + 0.5)[:, None]
    places = np.broadcast_to(start, (len(used), size, 2)) * 0.6
    places = places * used[:, :, None]
    for _ in range(_ROUNDS):
        way = places[:, :, None] - places[:, None]
        length = np.sqrt((way**2).sum(axis=3))
        ratio = np.where(length > 1e-9, weights * wanted / np.maximum(length, 1e-9), 0.0)
        pulled = ratio.sum(axis=2)[:, :, None] * places - ratio @ places
        places = inverse @ pulled
    return places


def _freed(
    placed: Floats,
    network: Network,
    items: Indexes,
    slot: Indexes,
    rank: Indexes,
    used: NDArray[np.bool_],
) -> Floats:
    """Scale each part up until no two of its boxes overlap."""
    boxes = np.zeros((*used.shape, 4))
    boxes[slot[items], rank[items]] = with_gap(network.boxes[items])
    way = placed[:, None] - placed[:, :, None]  # from the first to the second
    right = boxes[:, :, None, 2:4] - boxes[:, None, :, 0:2]
    left = boxes[:, None, :, 2:4] - boxes[:, :, None, 0:2]
    needed = np.where(way >= 0, right, left)
    factor = (needed / np.maximum(np.abs(way), 1e-6)).min(axis=3)
    pairs = used[:, :, None] & used[:, None, :]
    pairs[:, np.arange(used.shape[1]), np.arange(used.shape[1])] = False
    most = np.where(pairs, factor, 0.0).max(axis=(1, 2))
    freed: Floats = placed * np.clip(most * 1.001, 1.0, 3.0)[:, None, None]
    return freed
