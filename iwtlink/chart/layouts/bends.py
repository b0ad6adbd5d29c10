"""Bend points for long links of ordered layouts, so that they do not pass through items.

A link that would run through a row of items goes through the gap of that row which is nearest
to its straight way: the idea of routing through the gaps between layers of Sander (1996), here
for any rows, also after items were moved apart.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from iwtlink.chart.layouts.drawing import segments_meet_boxes

Floats = NDArray[np.float64]
Indexes = NDArray[np.int64]
Mask = NDArray[np.bool_]
_CLEAR_PX = 5.0
"""Kept between a link and the items it passes."""
_OFF_PX = 0.5
"""A link along the very edge of that room is free of the item."""
_MOST_LINKS = 3000
"""In charts of more links, none is bent: nobody follows a single one."""
_MOST_BENDS = 8
_MOST_LONGER = 1.7
"""A way round that is longer by such a factor, and a bit, is worse than passing under an item."""
_A_BIT_PX = 160.0


@dataclass(frozen=True, slots=True)
class _Page:
    """Boxes that stand in rows, one below the other."""

    boxes: Floats
    middles: Floats
    is_solid: Mask

    def hits(self, start: Floats, end: Floats, ends: tuple[int, int]) -> Indexes:
        """Give the items that a straight piece of a link passes through, those at its ends not."""
        meets = segments_meet_boxes(start, end, self.boxes) & self.is_solid
        meets[list(ends)] = False
        return np.flatnonzero(meets)


def bends_round(
    middles: Floats, boxes: Floats, ends: Indexes, is_solid: Mask, *, is_across: bool = False
) -> dict[int, Floats]:
    """Give bend points (n, 2), from first end to second, for each link that needs them.

    ``boxes`` (N, 4) stand in chart units; items that are not ``is_solid`` may be passed through.
    Rows stand below each other, or side by side where ``is_across``.
    """
    if not len(ends) or len(ends) > _MOST_LINKS:
        return {}
    if is_across:
        middles, boxes = middles[:, ::-1], boxes[:, (1, 0, 3, 2)]
    page = _Page(boxes + np.array((-1.0, -1.0, 1.0, 1.0)) * (_CLEAR_PX - 1.0), middles, is_solid)
    found = {}
    for number, (a, b) in enumerate(ends.tolist()):
        way = _way(page, a, b)
        if len(way) > 2:
            inner = np.array(way[1:-1])
            found[number] = inner[:, ::-1] if is_across else inner
    return found


def _way(page: _Page, a: int, b: int) -> list[Floats]:
    """Give the points of a link's way; only its ends where it is best drawn straight."""
    straight = [page.middles[a], page.middles[b]]
    blocked = len(page.hits(straight[0], straight[1], (a, b)))
    if not blocked:
        return straight
    way = list(straight)
    at = 0
    while at < len(way) - 1 and len(way) <= _MOST_BENDS:
        hits = page.hits(way[at], way[at + 1], (a, b))
        if not len(hits):
            at += 1
            continue
        nearest = int(np.abs(page.middles[hits] - way[at]).sum(axis=1).argmin())
        around = _round_row(page, way[at], way[at + 1], int(hits[nearest]))
        if not around:
            at += 1
            continue
        way[at + 1 : at + 1] = around
        at += 1 if len(page.hits(way[at], way[at + 1], (a, b))) else 0
    way = _shortened(page, way, (a, b))
    left = sum(len(page.hits(one, other, (a, b))) for one, other in pairwise(way))
    limit = _length(straight) * _MOST_LONGER + _A_BIT_PX
    return way if left < blocked and _length(way) < limit else straight


def _round_row(page: _Page, start: Floats, end: Floats, item: int) -> list[Floats]:
    """Give the points by which a piece of a link passes the row of an item through a gap."""
    top, bottom = float(page.boxes[item, 1]) - _OFF_PX, float(page.boxes[item, 3]) + _OFF_PX
    low, high = min(start[1], end[1]), max(start[1], end[1])
    if low > top - 1.0 or high < bottom + 1.0:
        return _beside_row(page, start, end, top, bottom)
    share = ((top + bottom) / 2 - start[1]) / (end[1] - start[1])
    x = _gap(page, top, bottom, float(start[0] + share * (end[0] - start[0])))
    first, second = np.array((x, top)), np.array((x, bottom))
    return [first, second] if end[1] > start[1] else [second, first]


def _beside_row(page: _Page, start: Floats, end: Floats, top: float, bottom: float) -> list[Floats]:
    """Give the points by which a link passes above or below the row in which an end stands."""
    left, right = sorted((float(start[0]), float(end[0])))
    boxes = page.boxes[page.is_solid]
    meets = (boxes[:, 1] < bottom) & (boxes[:, 3] > top)
    row = boxes[meets & (boxes[:, 0] < right) & (boxes[:, 2] > left)]
    over = float(row[:, 1].min(initial=top)) - _OFF_PX
    under = float(row[:, 3].max(initial=bottom)) + _OFF_PX
    middle = float(start[1] + end[1]) / 2
    y = over if abs(middle - over) < abs(middle - under) else under
    aside = 0.12 * float(end[0] - start[0])
    return [np.array((start[0] + aside, y)), np.array((end[0] - aside, y))]


def _gap(page: _Page, top: float, bottom: float, x: float) -> float:
    """Give the free x nearest to one wanted, between the items that reach into a row."""
    row = page.boxes[page.is_solid & (page.boxes[:, 1] < bottom) & (page.boxes[:, 3] > top)]
    row = row[np.argsort(row[:, 0])]
    reach = np.maximum.accumulate(row[:, 2])
    lefts = np.concatenate(([-np.inf], reach)) + _OFF_PX
    rights = np.concatenate((row[:, 0], [np.inf])) - _OFF_PX
    is_free = rights - lefts >= 0.0
    nearest = np.clip(x, lefts[is_free], rights[is_free])
    return float(nearest[np.abs(nearest - x).argmin()])


def _shortened(page: _Page, way: list[Floats], ends: tuple[int, int]) -> list[Floats]:
    """Give a way without the points that it does not need."""
    kept = [way[0]]
    for point, after in pairwise(way[1:]):
        through = len(page.hits(kept[-1], point, ends)) + len(page.hits(point, after, ends))
        if len(page.hits(kept[-1], after, ends)) > through:
            kept.append(point)
    return [*kept, way[-1]]


def _length(way: list[Floats]) -> float:
    return float(np.hypot(*np.diff(np.array(way), axis=0).T).sum())
