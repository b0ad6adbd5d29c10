"""Moving the items of a chart together into a given room, in their present arrangement.

They are scaled into the room, pushed apart, given as much air as there is, tidied (see
``layouts.polish``: fewer crossings, nothing under names) and pushed apart for good.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial

import numpy as np
from numpy.typing import NDArray

from iwtlink.chart.display import Display
from iwtlink.chart.layouts.crossings import crossings_per_link
from iwtlink.chart.layouts.drawing import Drawing
from iwtlink.chart.layouts.network import network_of
from iwtlink.chart.layouts.polish import polished
from iwtlink.chart.links.meeting import shared_area
from iwtlink.chart.moving import moved, settled
from iwtlink.errors import Progress, no_progress
from iwtlink.store.telling import part_of

Floats = NDArray[np.float64]
_MOST_ITEMS = 250
_MOST_FULL = 0.62
"""Items that would cover more of the room than this are not tried."""
_GAPS_PX = (16.0, 8.0, 3.0)
"""Between items, and where that is not to be had; half of it may be lacking in the end."""
_SMALL, _STEPS, _ROUNDS = 0.4, 30, 60
_MOST_WEDGED, _MOST_IDLE = 60, 8
_EVEN = 0.6
"""How far places are evened out along each axis: 0 keeps distances, 1 only the order."""
_GOLDEN = 0.6180339887
"""Steps of the golden ratio fill a width evenly, however many they are."""
_GRID_PX = 12.0
_AIR_PX, _MOST_AIR_PX = 3.0, 12.0
"""Steps in which boxes are grown beyond their size, and up to what."""
_COVER_WEIGHT = 8.0
"""Pixels of way that a pixel of overlap is worth."""
_EDGE_PX = 3.0
"""Left free round everything, for line ends and labels."""
_TRIES, _MANY = 4, 100
"""So many tidied drawings are made to choose from, each from the one before; of more than so
many items half as many."""
_WORDS_WEIGHT = 3.0
"""Words on links are close to items on paper: covering them is as bad as three crossings."""
_UNREADABLE = 0.25
"""Words of which so much is covered are as bad as covered ones."""
_STRESS_WEIGHT = 2.0
"""The arrangement is kept more than where a layout makes its own."""


def squeezed(
    display: Display, room: tuple[float, float], progress: Progress = no_progress
) -> Display | None:
    """Give the display with its items within ``room`` (from 0, 0 to width and height), none
    overlapping.

    None where that cannot be done: too many items, or containers and shapes whose places mean
    something. About 2 s for 100 items; ``progress`` may raise ``Cancelled``.
    """
    size = np.array(room) - 2 * _EDGE_PX
    if not 1 < len(display.positions) <= _MOST_ITEMS or not may_move(display):
        return None
    if (size <= 0).any():
        return None
    boxes = display.item_boxes
    start = _scaled(display.positions, boxes, size)
    for gap in _GAPS_PX:
        extents = boxes[:, 2:4] - boxes[:, 0:2] + gap
        covered = extents.prod(axis=1).sum() / size.prod()
        if (size <= extents.max(axis=0)).any() or covered > _MOST_FULL:
            continue
        places = _spread(start, boxes, size, gap, partial(progress, 0.0, ""))
        if places is not None:
            return _tidied(display, places, size, gap, progress)
    return None


def may_move(display: Display) -> bool:
    """Whether items may be moved: not where containers, shapes or bends stand for something."""
    return not (display.is_container.any() or display.shapes or len(display.corners))


def _tidied(
    display: Display, places: Floats, size: Floats, gap: float, progress: Progress
) -> Display:
    """Give the display that reads best of some that were tidied and freed of overlaps."""
    boxes, half = display.item_boxes, gap / 2
    network = network_of(display.content, display.ontology, display.style)
    drawing = Drawing(
        boxes=boxes + np.array((-half, -half, half, half)),
        ends=network.ends,
        distances=None,
        words=network.words,
        wider=np.ones(2),
        fixed=np.zeros(len(boxes), bool),
        shape=places,
        limits=(-boxes[:, 0:2], size - boxes[:, 2:4]),
        words_weight=_WORDS_WEIGHT,
        stress_weight=_STRESS_WEIGHT,
    )
    best, least = _placed(display, places), np.inf
    tries = _TRIES if len(boxes) <= _MANY else _TRIES // 2
    for seed in range(tries if len(network.ends) else 0):
        told = part_of(progress, seed / tries, (seed + 1) / tries)
        tidy = polished(places, drawing, seed=seed, progress=told)
        freed = _spread(tidy, boxes, size, gap, partial(told, 1.0, ""), grows=False)
        if freed is None:
            continue
        places, tried = freed, _placed(display, freed)
        cost = _covered_words(tried) + crossings_per_link(places, network.ends).sum() / 2
        if cost < least:
            best, least = tried, cost
    return best


def _placed(display: Display, places: Floats) -> Display:
    return settled(moved(display, np.arange(len(places)), places + _EDGE_PX))


def _covered_words(display: Display) -> float:
    """Give how bad it is, in crossings, that items or other words cover words on links."""
    words = display.label_boxes
    words = words[np.isfinite(words[:, 0])]
    others = np.vstack((display.node_boxes, words))
    area = shared_area(words[:, None], others[None])
    own = np.arange(len(words))
    size = area[own, len(display.node_boxes) + own].copy()
    area[own, len(display.node_boxes) + own] = 0.0
    share = area.sum(axis=1) / np.maximum(size, 1.0)
    return float(np.minimum(share / _UNREADABLE, 1.0).sum()) * _WORDS_WEIGHT


def _scaled(positions: Floats, boxes: Floats, size: Floats) -> Floats:
    """Give the places scaled so that all boxes lie within 0 and ``size``.

    Crowds are drawn apart and gaps narrowed, with left and right, above and below kept. Items in
    one line are scattered to its sides.
    """
    low, high = -boxes[:, 0:2], size - boxes[:, 2:4]
    reach = np.ptp(positions, axis=0)
    share = (positions - positions.min(axis=0)) / np.where(reach > 0, reach, 1.0)
    rank = np.argsort(np.argsort(positions, axis=0, kind="stable"), axis=0)
    even = rank / max(1, len(positions) - 1)
    scattered = (rank[:, ::-1] * _GOLDEN + 0.5) % 1.0
    share = np.where(reach > 0, share + (even - share) * _EVEN, scattered)
    result: Floats = low + share * (high - low)
    return result


@dataclass(frozen=True, slots=True)
class _Room:
    """Boxes to be placed in a room."""

    halves: Floats
    """(N, 2) with half a gap round each."""
    low: Floats
    """(N, 2) where the middles may stand at the least, and ``high`` at the most."""
    high: Floats
    slack: float
    """An overlap up to this is none."""


def _spread(
    places: Floats,
    boxes: Floats,
    size: Floats,
    gap: float,
    ask: Callable[[], None],
    *,
    grows: bool = True,
) -> Floats | None:
    """Push overlapping boxes apart until none overlaps; None where they keep overlapping.

    Where it ``grows`` boxes do so from a part of their size, so that they find their way past
    each other, and get air in the end; one that stays wedged goes to the nearest free spot.
    ``ask`` may raise ``Cancelled``.
    """
    places = places + np.random.default_rng(1).uniform(-0.5, 0.5, places.shape)
    halves = (boxes[:, 2:4] - boxes[:, 0:2]) / 2 + gap / 2
    shifts = (boxes[:, 2:4] + boxes[:, 0:2]) / 2
    edge = halves - gap / 2
    room = _Room(halves, edge, size - edge, gap / 2)
    middles, deepest = np.clip(places + shifts, room.low, room.high), np.inf
    for share in np.linspace(_SMALL, 1.0, _STEPS) if grows else (1.0,):
        ask()
        middles, deepest = _pushed(middles, room, float(share), _ROUNDS, 1.0)
    least, idle = deepest, 0
    for _ in range(_MOST_WEDGED):
        ask()
        if deepest <= gap / 2:
            return (_airy(middles, room) if grows else middles) - shifts
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
        push, deepest = _pushes(middles, room.halves * share)
        if deepest <= room.slack:
            break
        middles = np.clip(middles + push * strength, room.low, room.high)
    return middles, deepest


def _unwedged(middles: Floats, room: _Room) -> Floats:
    """Give the places with the box that overlaps most at the nearest spot where it is free."""
    depth = room.halves[:, None, :] + room.halves - np.abs(middles[:, None, :] - middles)
    overlap = np.maximum(depth.min(axis=2), 0.0)
    np.fill_diagonal(overlap, 0.0)
    worst = int(np.argmax(overlap.sum(axis=1)))
    ways = [
        np.arange(room.low[worst, axis], room.high[worst, axis] + 1.0, _GRID_PX) for axis in (0, 1)
    ]
    spots = np.stack(np.meshgrid(*ways), axis=-1).reshape(-1, 2)
    others = np.delete(np.arange(len(middles)), worst)
    away = np.abs(spots[:, None, :] - middles[others])
    covered = (room.halves[worst] + room.halves[others] - away).min(axis=2)
    cost = np.maximum(covered, 0.0).sum(axis=1) * _COVER_WEIGHT
    cost += np.hypot(*(spots - middles[worst]).T)
    middles = middles.copy()
    middles[worst] = spots[np.argmin(cost)]
    return middles


def _pushes(middles: Floats, halves: Floats) -> tuple[Floats, float]:
    """Give by how much each box is moved in one round, and the deepest overlap."""
    push = np.zeros_like(middles)
    away_x, away_y = (np.subtract.outer(way, way) for way in middles.T)
    depth_x, depth_y = (np.add.outer(half, half) for half in halves.T)
    depth_x -= np.abs(away_x)
    depth_y -= np.abs(away_y)
    overlap = np.minimum(depth_x, depth_y)
    np.fill_diagonal(overlap, -1.0)
    rows, columns = np.nonzero(overlap > 0)
    if not len(rows):
        return push, 0.0
    is_down = depth_y[rows, columns] < depth_x[rows, columns]
    way = np.sign(np.where(is_down, away_y[rows, columns], away_x[rows, columns]))
    way[way == 0] = np.where(rows[way == 0] < columns[way == 0], -1.0, 1.0)
    deep = overlap[rows, columns]
    np.add.at(push, (rows, is_down.astype(np.intp)), way * deep * 0.5)
    return np.clip(push, -60.0, 60.0), float(deep.max())
