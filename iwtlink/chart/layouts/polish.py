"""Tidying a small chart: items try places nearby and keep the one that reads best.

What reads badly is counted in one sum: crossings of links, links that run under an icon or a
name, names on names, links that leave an item at nearly the same angle, and distances unlike
those wanted (the stress of the network, which keeps its overall shape). After Davidson and
Harel (1996), greedy with shrinking steps instead of annealing.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from iwtlink.errors import Progress, no_progress

Floats = NDArray[np.float64]
Indexes = NDArray[np.int64]
CROSSING, UNDER_ITEM, OVERLAP, NARROW, WORDS, STRESS = 1.0, 2.5, 6.0, 0.6, 0.7, 1.0
_TRIES = 16
_WORK = 12_000_000
"""Bound on tests of one place against one link or item; sets the number of rounds."""


@dataclass(frozen=True, slots=True)
class Drawing:
    """What stays the same while items move: boxes (relative), links, wanted distances."""

    boxes: Floats
    ends: Indexes
    distances: Floats | None
    """(N, N) wanted distances; None: those between the items of ``shape``."""
    words: Floats
    """(K, 2) half the width and height of the words at the middle of each link."""
    wider: Floats
    """How much wider and higher the drawing is than the wanted distances say: (2,)."""
    fixed: NDArray[np.bool_]
    shape: Floats | None = None
    """(N, 2) places whose shape is to be kept."""
    limits: tuple[Floats, Floats] | None = None
    """The least and the largest place of each item: (N, 2) each. None: no limits."""
    words_weight: float = WORDS
    """How bad it is that an item covers the words of a link."""
    stress_weight: float = STRESS
    """How bad it is that distances are unlike those wanted."""

    def wanted(self, item: int) -> Floats:
        """Give how far every item wants to be from one: (N,)."""
        if self.distances is not None:
            row: Floats = self.distances[item]
            return row
        places = np.zeros((len(self.boxes), 2)) if self.shape is None else self.shape
        far: Floats = np.maximum(np.hypot(*(places - places[item]).T), 1.0)
        return far


def polished(
    positions: Floats,
    drawing: Drawing,
    *,
    seed: int,
    rounds: int | None = None,
    progress: Progress = no_progress,
) -> Floats:
    """Give positions with fewer crossings and nothing under names. For up to ~300 items."""
    count, links = len(positions), len(drawing.ends)
    if rounds is None:
        rounds = int(np.clip(_WORK / max(_TRIES * (2 * links * links + count * links), 1), 4, 28))
    chance = np.random.default_rng(seed)
    current = positions.copy()
    links_of = _links_of(drawing.ends, count)
    reach = float(np.median(drawing.boxes[:, 2] - drawing.boxes[:, 0])) * 2.5
    for step in range(rounds):
        progress(step / rounds, "")
        scale = reach * (1.0 - step / rounds) ** 1.5 + reach * 0.08
        for item in chance.permutation(count):
            if drawing.fixed[item]:
                continue
            tries = _tries(current, drawing, links_of, int(item), scale, chance)
            costs = cost_of_places(current, drawing, links_of[item], int(item), tries)
            current[item] = tries[int(costs.argmin())]
    return current


def cost_of_drawing(positions: Floats, drawing: Drawing) -> float:
    """Give how badly a whole drawing reads: crossings, links under items, and its size."""
    a, b = positions[drawing.ends[:, 0]], positions[drawing.ends[:, 1]]
    p, q, r, s = a[:, None], b[:, None], a[None], b[None]
    crossed = (_side(p, q, r) * _side(p, q, s) < 0) & (_side(r, s, p) * _side(r, s, q) < 0)
    shared = (drawing.ends[:, None, :, None] == drawing.ends[None, :, None, :]).any(axis=(2, 3))
    under = segments_meet_boxes(p, q, (drawing.boxes + np.tile(positions, 2))[None])
    under[np.arange(len(a))[:, None], drawing.ends] = False
    far = 1.0 if drawing.distances is None else max(float(drawing.distances.max()), 1.0)
    length = float(np.hypot(*(a - b).T).sum() / far)
    return float(CROSSING * (crossed & ~shared).sum() / 2 + UNDER_ITEM * under.sum()) + length * 0.1


def _links_of(ends: Indexes, count: int) -> list[Indexes]:
    return [np.flatnonzero((ends == item).any(axis=1)) for item in range(count)]


def _tries(
    positions: Floats,
    drawing: Drawing,
    links_of: list[Indexes],
    item: int,
    scale: float,
    chance: np.random.Generator,
) -> Floats:
    """Give places to try: the present one first, places around it, and near its neighbours."""
    tries = np.empty((_TRIES, 2))
    tries[:] = positions[item]
    tries[1:] += chance.normal(size=(_TRIES - 1, 2)) * scale * (1.0, 0.7)
    mine = links_of[item]
    if len(mine):
        ends = drawing.ends[mine]
        others = np.where(ends[:, 0] == item, ends[:, 1], ends[:, 0])
        middle = positions[others].mean(axis=0)
        tries[_TRIES - 4 :] += middle - positions[item]
    if drawing.limits is not None:
        low, high = drawing.limits
        np.clip(tries, low[item], high[item], out=tries)
    return tries


def cost_of_places(
    positions: Floats, drawing: Drawing, mine: Indexes, item: int, tries: Floats
) -> Floats:
    """Give how badly the chart would read with ``item`` at each of the places ``tries``: (c,)."""
    ends = drawing.ends[mine]
    others = np.where(ends[:, 0] == item, ends[:, 1], ends[:, 0])
    aims = positions[others]
    low, high = _region(drawing.boxes[item], tries, aims)
    placed = drawing.boxes + np.tile(positions, 2)
    near = np.flatnonzero(((placed[:, 0:2] < high) & (placed[:, 2:4] > low)).all(axis=1))
    near = near[near != item]
    rest = _passing(positions, drawing.ends, low, high)
    rest = rest[(drawing.ends[rest] != item).all(axis=1)]
    cost = OVERLAP * _overlaps(drawing.boxes[item] + np.tile(tries, 2), placed[near])
    cost += drawing.stress_weight * _stress(positions, drawing, item, tries)
    cost += UNDER_ITEM * _is_crossed(positions, drawing, rest, item, tries)
    if len(mine):
        cost += CROSSING * _crossings(positions, drawing.ends[rest], others, aims, tries)
        cost += UNDER_ITEM * _runs_under(placed, near, others, aims, tries)
        cost += NARROW * _narrow_angles(aims, tries)
        cost += drawing.words_weight * _covered_words(placed, drawing, mine, item, tries)
    return cost


def _region(box: Floats, tries: Floats, aims: Floats) -> tuple[Floats, Floats]:
    """Give the corners of all an item and its links can touch from the places tried."""
    low = np.vstack((tries + box[0:2], aims)).min(axis=0)
    high = np.vstack((tries + box[2:4], aims)).max(axis=0)
    return low, high


def _passing(positions: Floats, ends: Indexes, low: Floats, high: Floats) -> Indexes:
    """Give the links whose surroundings meet a region."""
    a, b = positions[ends[:, 0]], positions[ends[:, 1]]
    meets = (np.minimum(a, b) < high) & (np.maximum(a, b) > low)
    return np.flatnonzero(meets.all(axis=1))


def _overlaps(mine: Floats, theirs: Floats) -> Floats:
    """Count the boxes ``theirs`` that each box of ``mine`` covers."""
    count: Floats = _meets(mine[:, None], theirs[None]).sum(axis=1).astype(float)
    return count


def _stress(positions: Floats, drawing: Drawing, item: int, tries: Floats) -> Floats:
    """Give the stress of one item, as a mean per other item so that it does not drown the rest."""
    wanted = np.delete(drawing.wanted(item), item)
    way = (tries[:, None] - np.delete(positions, item, axis=0)) / drawing.wider
    ratio = np.sqrt((way**2).sum(axis=2)) / wanted
    weight = 1.0 / wanted
    result: Floats = ((ratio - 1.0) ** 2 @ weight) / weight.sum() * 4.0
    return result


def _crossings(
    positions: Floats, rest: Indexes, others: Indexes, aims: Floats, tries: Floats
) -> Floats:
    """Count crossings of the links from each place to ``aims`` with the links ``rest``."""
    a, b = positions[rest[:, 0]], positions[rest[:, 1]]
    p, q = tries[:, None, None], aims[None, :, None]
    crossed = (_side(p, q, a) * _side(p, q, b) < 0) & (_side(a, b, p) * _side(a, b, q) < 0)
    apart = (rest[:, 0] != others[:, None]) & (rest[:, 1] != others[:, None])
    count: Floats = (crossed & apart).sum(axis=(1, 2)).astype(float)
    return count


def _side(start: Floats, end: Floats, point: Floats) -> Floats:
    """Give on which side of the line start–end a point lies (sign), arrays broadcast."""
    side: Floats = (end[..., 0] - start[..., 0]) * (point[..., 1] - start[..., 1]) - (
        end[..., 1] - start[..., 1]
    ) * (point[..., 0] - start[..., 0])
    return side


def _runs_under(
    placed: Floats, near: Indexes, others: Indexes, aims: Floats, tries: Floats
) -> Floats:
    """Count items under which the links from each place to ``aims`` would run."""
    hit = segments_meet_boxes(tries[:, None, None], aims[None, :, None], placed[near])
    hit &= near != others[:, None]
    count: Floats = hit.sum(axis=(1, 2)).astype(float)
    return count


def _is_crossed(
    positions: Floats, drawing: Drawing, rest: Indexes, item: int, tries: Floats
) -> Floats:
    """Count the links of others that would run under the item at each place."""
    a, b = positions[drawing.ends[rest, 0]], positions[drawing.ends[rest, 1]]
    placed = (drawing.boxes[item] + np.tile(tries, 2))[:, None]
    count: Floats = segments_meet_boxes(a[None], b[None], placed).sum(axis=1).astype(float)
    return count


def segments_meet_boxes(starts: Floats, ends: Floats, boxes: Floats) -> NDArray[np.bool_]:
    """Whether segments pass through boxes (left, top, right, bottom); arrays broadcast."""
    way = ends - starts
    way = np.where(np.abs(way) < 1e-9, 1e-9, way)
    near = (boxes[..., 0:2] - starts) / way
    far = (boxes[..., 2:4] - starts) / way
    low, high = np.minimum(near, far), np.maximum(near, far)
    enters = np.maximum(low[..., 0], low[..., 1])
    leaves = np.minimum(high[..., 0], high[..., 1])
    meets: NDArray[np.bool_] = (enters < leaves) & (leaves > 0) & (enters < 1)
    return meets


def _covered_words(
    placed: Floats, drawing: Drawing, mine: Indexes, item: int, tries: Floats
) -> Floats:
    """Count items that would cover the words at the middle of the item's links."""
    ends = drawing.ends[mine]
    others = np.where(ends[:, 0] == item, ends[:, 1], ends[:, 0])
    aims = (placed[others, 0:2] - drawing.boxes[others, 0:2])[None]
    way = aims - tries[:, None]
    leaves = _way_out(drawing.boxes[item], way)
    arrives = 1.0 - _way_out(drawing.boxes[others], -way)
    middles = tries[:, None] + way * ((leaves + arrives) / 2)[..., None]
    words = np.concatenate((middles - drawing.words[mine], middles + drawing.words[mine]), axis=2)
    theirs = np.delete(placed, item, axis=0)
    own = drawing.boxes[item] + np.tile(tries, 2)
    count = _meets(words[:, :, None], theirs).sum(axis=2) + _meets(words, own[:, None])
    total: Floats = count.sum(axis=1).astype(float)
    return total


def _meets(a: Floats, b: Floats) -> NDArray[np.bool_]:
    """Whether boxes overlap; arrays broadcast."""
    hit = (a[..., 0:2] < b[..., 2:4]) & (b[..., 0:2] < a[..., 2:4])
    both: NDArray[np.bool_] = hit[..., 0] & hit[..., 1]
    return both


def _way_out(boxes: Floats, way: Floats) -> Floats:
    """Give the share of ``way``, from the middle of an item, that lies inside its box."""
    way = np.where(np.abs(way) < 1e-9, 1e-9, way)
    far = np.maximum(boxes[..., 0:2] / way, boxes[..., 2:4] / way)
    share: Floats = np.minimum(np.minimum(far[..., 0], far[..., 1]), 0.5)
    return share


def _narrow_angles(aims: Floats, tries: Floats) -> Floats:
    """Count pairs of neighbouring links at one item that leave it less than 14° apart."""
    if len(aims) < 2:
        return np.zeros(len(tries))
    way = aims - tries[:, None]
    angles = np.sort(np.arctan2(way[..., 1], way[..., 0]), axis=1)
    gaps = np.diff(angles, axis=1, append=angles[:, :1] + 2 * np.pi)
    narrow: Floats = np.maximum(0.25 - gaps, 0.0).sum(axis=1) / 0.25
    return narrow
