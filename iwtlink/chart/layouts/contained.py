"""Containers and groups: what is held together is laid out together and moves as one.

The members of a container are laid out by themselves, innermost first; outside, each container
is one item as large as they need. A group keeps the shape it has.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from iwtlink.chart.layouts.held import place_held
from iwtlink.chart.layouts.network import (
    Holding,
    Network,
    bounds_of,
    part_of,
    unpinned,
)
from iwtlink.chart.layouts.settings import renumbered
from iwtlink.chart.layouts.task import Place, Task

Floats = NDArray[np.float64]
Indexes = NDArray[np.int64]
Mask = NDArray[np.bool_]


@dataclass(slots=True)
class _Folding:
    """Items folded into the one that stands for them, and where they are relative to it."""

    boxes: Floats
    above: Indexes
    """(N,) the item that stands for each; itself where it stands alone."""
    offsets: Floats
    """(N, 2) from the item above."""


def place_contained(place: Place, task: Task, only: Mask | None) -> Floats:
    """Give places by ``place``, what is held by containers and groups together: (N, 2)."""
    holding = task.network.holding
    if holding is None or not len(task.network.boxes):
        return place_held(place, task, only)
    folding = _folded(place, task, holding, only)
    tops = np.flatnonzero(folding.above == np.arange(len(folding.above)))
    outer = _outer_network(task.network, folding, tops)
    number = np.full(len(folding.above), -1)
    number[tops] = np.arange(len(tops))
    settings = renumbered(task.settings, number[_top_of(folding.above)])
    chosen = None if only is None else _chosen(folding, only)[tops]
    found = place_held(place, replace(task, network=outer, settings=settings), chosen)
    return _unfolded(task.network, folding, tops, found)


def _folded(place: Place, task: Task, holding: Holding, only: Mask | None) -> _Folding:
    """Lay out what each container and group holds, the innermost first."""
    count = len(task.network.boxes)
    folding = _Folding(task.network.boxes.copy(), np.arange(count), np.zeros((count, 2)))
    for holder, members, is_rigid in holding.innermost_first():
        inside = members[folding.above[members] == members]
        if not len(inside) or (only is not None and not _moves_whole(only, holder, inside)):
            _opened(folding, holder, inside, only)
            continue
        part = replace(part_of(task.network, inside), boxes=folding.boxes[inside])
        if is_rigid:
            places = np.where(np.isfinite(part.positions), part.positions, 0.0)
        else:
            places = _inside(place, task, part, inside)
        around = bounds_of(places, part.boxes)
        middle = (around[0:2] + around[2:4]) / 2
        head = holder if holder >= 0 else int(inside[0])
        pad = 0.0 if is_rigid else holding.padding_px
        half = (around[2:4] - around[0:2]) / 2 + pad
        top = float(holding.label_px[holder]) if holder >= 0 else 0.0
        folding.offsets[inside] = places - middle
        shift = folding.offsets[head].copy() if holder < 0 else np.zeros(2)
        folding.offsets[inside] -= shift
        folding.above[inside] = head
        folding.boxes[head] = np.concatenate((-half - (0.0, top), half)) - np.tile(shift, 2)
    return folding


def _inside(place: Place, task: Task, part: Network, items: Indexes) -> Floats:
    number = np.full(len(task.network.boxes), -1)
    number[items] = np.arange(len(items))
    free = unpinned(replace(part, holding=None))
    settings = renumbered(task.settings, number)
    return place_held(place, replace(task, network=free, settings=settings, ratio=1.2), None)


def _moves_whole(only: Mask, holder: int, members: Indexes) -> bool:
    """Say whether a container with all it holds was chosen, or none of it."""
    some = only[members].any() or (holder >= 0 and only[holder])
    return bool(only[members].all() or not some or (holder >= 0 and only[holder]))


def _opened(folding: _Folding, holder: int, members: Indexes, only: Mask | None) -> None:
    """Let a container be no obstacle to those of its members that move by themselves."""
    if holder >= 0 and only is not None and len(members):
        folding.boxes[holder] = np.array((-0.5, -0.5, 0.5, 0.5))


def _top_of(above: Indexes) -> Indexes:
    top = above
    while (above[top] != top).any():
        top = above[top]
    return top


def _outer_network(network: Network, folding: _Folding, tops: Indexes) -> Network:
    """Give the network of what stands by itself; pinned members pin what holds them."""
    top = _top_of(folding.above)
    offsets = _whole_offsets(folding)
    positions = network.positions.copy()
    is_pinned = network.is_pinned.copy()
    for item in np.flatnonzero(network.is_pinned & (top != np.arange(len(top)))):
        is_pinned[top[item]] = True
        positions[top[item]] = network.positions[item] - offsets[item]
    ends = np.sort(top[network.ends], axis=1).reshape(-1, 2)
    apart = np.flatnonzero(ends[:, 0] != ends[:, 1])
    pairs, first = np.unique(ends[apart], axis=0, return_index=True)
    kept = apart[first]
    swapped = top[network.ends[kept, 0]] != pairs[:, 0]
    arrows = network.arrows[kept] if len(network.arrows) else np.zeros(len(kept), np.int8)
    reach = np.hypot(*(folding.boxes[:, 2:4] - folding.boxes[:, 0:2]).T) / 2
    usual = np.hypot(*(network.boxes[:, 2:4] - network.boxes[:, 0:2]).T) / 2
    longer = np.maximum(reach - usual, 0.0)[pairs].sum(axis=1).reshape(-1)
    whole = replace(
        network,
        boxes=folding.boxes,
        positions=positions,
        is_pinned=is_pinned,
        ends=pairs.reshape(-1, 2),
        lengths=network.lengths[kept] + longer,
        words=network.words[kept],
        arrows=np.where(swapped, -arrows, arrows).astype(np.int8),
        holding=None,
    )
    return part_of(whole, tops)


def _whole_offsets(folding: _Folding) -> Floats:
    """Give how far each item is from the outermost one that stands for it."""
    offsets, above = folding.offsets.copy(), folding.above
    while (folding.above[above] != above).any():
        is_deeper = folding.above[above] != above
        offsets[is_deeper] += folding.offsets[above[is_deeper]]
        above = folding.above[above]
    return offsets


def _chosen(folding: _Folding, only: Mask) -> Mask:
    chosen = only.copy()
    np.logical_or.at(chosen, _top_of(folding.above), only)
    return chosen


def _unfolded(network: Network, folding: _Folding, tops: Indexes, found: Floats) -> Floats:
    positions = np.zeros((len(network.boxes), 2))
    positions[tops] = found
    placed: Floats = positions[_top_of(folding.above)] + _whole_offsets(folding)
    placed[network.is_pinned] = network.positions[network.is_pinned]
    return placed
