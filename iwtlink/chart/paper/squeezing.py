"""Moving the items of a chart together into a given room, in their present arrangement."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from iwtlink.chart.display import Display
from iwtlink.chart.moving import moved, settled

Floats = NDArray[np.float64]
_MOST_ITEMS = 400
_MOST_FULL = 0.8
"""Items that would cover more of the room than this are not tried."""
_GAPS_PX = (8.0, 3.0)
"""Between items, and where that is not to be had; half of it may be lacking in the end."""
_SMALL, _STEPS, _ROUNDS = 0.4, 30, 60
_MOST_WEDGED, _MOST_IDLE = 60, 8
_EVEN = 0.6
"""How far places are evened out along each axis: 0 keeps distances, 1 only the order."""
_GRID_PX = 12.0
_AIR_PX, _MOST_AIR_PX = 3.0, 60.0
"""Steps in which boxes are grown beyond their size, and up to what."""
_COVER_WEIGHT = 8.0
"""Pixels of way that a pixel of overlap is worth."""
_EDGE_PX = 6.0
"""Left free round everything, for line ends and labels."""


def squeezed(display: Display, room: tuple[float, float]) -> Display | None:
    """Give the display with its items within ``room`` (width and height) and none overlapping.

    None where that cannot be done: too many items, or containers and shapes whose places mean
    something. Legend and title block move into the corners they are nearest to.
    """
    count = len(display.positions)
    holds = display.is_container.any() or display.shapes or len(display.corners)
    if not 1 < count <= _MOST_ITEMS or holds:
        return None
    size = np.array(room) - 2 * _EDGE_PX
    boxes = display.item_boxes
    fixed = _corner_boxes(display, size)
    start = _scaled(display.positions, boxes, size)
    for gap in _GAPS_PX:
        extents = np.vstack((boxes[:, 2:4] - boxes[:, 0:2] + gap, fixed[:, 2:4] - fixed[:, 0:2]))
        covered = extents.prod(axis=1).sum() / size.prod()
        if (size <= extents.max(axis=0)).any() or covered > _MOST_FULL:
            continue
        places = _spread(start, boxes, fixed, size, gap)
        if places is not None:
            placed = settled(moved(display, np.arange(count), places))
            return _with_corners(placed, fixed)
    return None


def _scaled(positions: Floats, boxes: Floats, size: Floats) -> Floats:
    """Give the places scaled so that all boxes lie within 0 and ``size``.

    Crowds are drawn apart and gaps narrowed, with left and right, above and below kept.
    """
    low, high = -boxes[:, 0:2], size - boxes[:, 2:4]
    reach = np.ptp(positions, axis=0)
    share = (positions - positions.min(axis=0)) / np.where(reach > 0, reach, 1.0)
    rank = np.argsort(np.argsort(positions, axis=0, kind="stable"), axis=0)
    even = rank / max(1, len(positions) - 1)
    share = np.where(reach > 0, share + (even - share) * _EVEN, 0.5)
    result: Floats = low + share * (high - low)
    return result


@dataclass(frozen=True, slots=True)
class _Room:
    """Boxes to be placed in a room that has some boxes in it already."""

    halves: Floats
    """(N, 2) with half a gap round each."""
    fixed: Floats
    fixed_halves: Floats
    low: Floats
    """(N, 2) where the middles may stand at the least, and ``high`` at the most."""
    high: Floats
    slack: float
    """An overlap up to this is none."""


def _spread(
    places: Floats, boxes: Floats, fixed: Floats, size: Floats, gap: float
) -> Floats | None:
    """Push overlapping boxes apart until none overlaps; None where they keep overlapping.

    Boxes grow from a part of their size, so that they find their way past each other; one that
    stays wedged goes to the nearest free spot.
    """
    places = places + np.random.default_rng(1).uniform(-0.5, 0.5, places.shape)
    halves = (boxes[:, 2:4] - boxes[:, 0:2]) / 2 + gap / 2
    shifts = (boxes[:, 2:4] + boxes[:, 0:2]) / 2
    outward = _outward(fixed, size)
    fixed_middles = (outward[:, 2:4] + outward[:, 0:2]) / 2
    fixed_halves = (outward[:, 2:4] - outward[:, 0:2]) / 2 + gap / 2
    edge = halves - gap / 2
    room = _Room(halves, fixed_middles, fixed_halves, edge, size - edge, gap / 2)
    middles = places + shifts
    for share in np.linspace(_SMALL, 1.0, _STEPS):
        middles, deepest = _pushed(middles, room, float(share), _ROUNDS, 1.0)
    least, idle = deepest, 0
    for _ in range(_MOST_WEDGED):
        if deepest <= gap / 2:
            return _airy(middles, room) - shifts
        if idle > _MOST_IDLE:
            break
        middles = _unwedged(middles, room)
        middles, deepest = _pushed(middles, room, 1.0, _ROUNDS, 0.5)
        idle = idle + 1 if deepest > least - 0.05 else 0
        least = min(least, deepest)
    return None


def _airy(middles: Floats, room: _Room) -> Floats:
    """Give the places with as much air between boxes as the room has: labels stand there."""
    for more in np.arange(_AIR_PX, _MOST_AIR_PX, _AIR_PX):
        airy = replace(room, halves=room.halves + np.array((more, more / 2)))
        moved_apart, deepest = _pushed(middles, airy, 1.0, 2 * _ROUNDS, 0.5)
        if deepest > room.slack:
            break
        middles = moved_apart
    return middles


def _pushed(
    middles: Floats, room: _Room, share: float, rounds: int, strength: float
) -> tuple[Floats, float]:
    """Give the places after some rounds of pushing, and the deepest overlap left."""
    deepest = 0.0
    for _ in range(rounds):
        push, deepest = _pushes(middles, room.halves * share, room.fixed, room.fixed_halves)
        if deepest <= room.slack:
            break
        middles = np.clip(middles + push * strength, room.low, room.high)
    return middles, deepest


def _unwedged(middles: Floats, room: _Room) -> Floats:
    """Give the places with the box that overlaps most at the nearest spot where it is free."""
    everything = np.vstack((middles, room.fixed))
    reach = np.vstack((room.halves, room.fixed_halves))
    depth = room.halves[:, None, :] + reach[None] - np.abs(middles[:, None, :] - everything[None])
    overlap = np.maximum(depth.min(axis=2), 0.0)
    np.fill_diagonal(overlap, 0.0)
    worst = int(np.argmax(overlap.sum(axis=1)))
    ways = [
        np.arange(room.low[worst, axis], room.high[worst, axis] + 1.0, _GRID_PX) for axis in (0, 1)
    ]
    spots = np.stack(np.meshgrid(*ways), axis=-1).reshape(-1, 2)
    others = np.delete(np.arange(len(everything)), worst)
    away = np.abs(spots[:, None, :] - everything[others][None])
    covered = (room.halves[worst] + reach[others] - away).min(axis=2)
    cost = np.maximum(covered, 0.0).sum(axis=1) * _COVER_WEIGHT
    cost += np.hypot(*(spots - middles[worst]).T)
    middles = middles.copy()
    middles[worst] = spots[np.argmin(cost)]
    return middles


def _pushes(
    middles: Floats, halves: Floats, fixed: Floats, fixed_halves: Floats
) -> tuple[Floats, float]:
    """Give by how much each box is moved in one round, and the deepest overlap."""
    everything = np.vstack((middles, fixed))
    reach = np.vstack((halves, fixed_halves))
    count = len(middles)
    away = middles[:, None, :] - everything[None, :, :]
    depth = halves[:, None, :] + reach[None, :, :] - np.abs(away)
    overlap = depth.min(axis=2)
    np.fill_diagonal(overlap, -1.0)
    rows, columns = np.nonzero(overlap > 0)
    push = np.zeros_like(middles)
    if not len(rows):
        return push, 0.0
    axis = np.argmin(depth[rows, columns], axis=1)
    way = np.sign(away[rows, columns, axis])
    way[way == 0] = np.where(rows[way == 0] < columns[way == 0], -1.0, 1.0)
    share = np.where(columns < count, 0.5, 1.0)
    np.add.at(push, (rows, axis), way * overlap[rows, columns] * share)
    return np.clip(push, -60.0, 60.0), float(overlap[rows, columns].max())


def _corner_boxes(display: Display, size: Floats) -> Floats:
    """Give the boxes of legend and title block, each in the corner it is nearest to."""
    left, top, right, bottom = display.extents
    middle = np.array(((left + right) / 2, (top + bottom) / 2))
    taken: set[tuple[bool, bool]] = set()
    rows = []
    for part in (display.legend, display.title_block):
        if part is None:
            continue
        box = np.array(part.box)
        extent = box[2:4] - box[0:2]
        is_far = (box[0:2] + box[2:4]) / 2 > middle
        corner = (bool(is_far[0]), bool(is_far[1]))
        if corner in taken:
            corner = (not corner[0], corner[1])
        taken.add(corner)
        low = np.where(corner, size - extent, 0.0)
        rows.append((*low, *(low + extent)))
    return np.array(rows, np.float64).reshape(-1, 4)


def _outward(fixed: Floats, size: Floats) -> Floats:
    """Give boxes in corners grown beyond the room, so that all are pushed off them inwards."""
    low = np.where(fixed[:, 0:2] <= 0, -size, fixed[:, 0:2])
    high = np.where(fixed[:, 2:4] >= size, 2 * size, fixed[:, 2:4])
    return np.hstack((low, high))


def _with_corners(display: Display, fixed: Floats) -> Display:
    boxes = [tuple(row) for row in fixed.tolist()]
    legend, block = display.legend, display.title_block
    if legend is not None:
        legend = replace(legend, box=boxes.pop(0), dock="")
    if block is not None:
        block = replace(block, box=boxes.pop(0), dock="")
    return replace(display, legend=legend, title_block=block)
