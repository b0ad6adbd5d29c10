"""How a chart would read with some of its items elsewhere: the sums behind ``polish``.

Several items try places at once, and several drawings of one network are tidied side by side,
so that what is to be counted for one place against one item or link is counted for thousands
in one go. Arrays of tries have a row for each try; only pairs that can touch are looked at.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from iwtlink.chart.layouts.drawing import CROSSING, NARROW, OVERLAP, UNDER_ITEM, Drawing
from iwtlink.chart.layouts.touching import (
    NO_WAY,
    Sides,
    hull,
    may_meet,
    meet,
    not_still,
    passes,
    way_out,
)
from iwtlink.chart.layouts.trial import Trial, narrow_turns

Floats = NDArray[np.float64]
Indexes = NDArray[np.int64]
Mask = NDArray[np.bool_]
_PAIRS = 8_192
"""So many pairs of links at once: what is worked out for them stays in the processor's memory."""
_APART = 1e6
"""So far from each other, or farther where they are wide, lie the drawings tidied at once."""


class Sheet:
    """Drawings of one network as they are now, side by side, and what of them reads badly."""

    def __init__(self, drawings: Floats, drawing: Drawing) -> None:
        """``drawings``: (d, N, 2) places."""
        many, count = drawings.shape[0], drawings.shape[1]
        self._many, self._count = many, count
        self.drawing = drawing
        apart = max(_APART, 2.0 * float(np.ptp(drawings[:, :, 0])))
        self.aside: Floats = np.repeat(np.arange(many) * apart, count)
        """(d * N,) by how much each item stands to the right of where its drawing has it."""
        self.x = drawings[:, :, 0].ravel() + self.aside
        self.y = drawings[:, :, 1].ravel().copy()
        self._boxes = [np.tile(drawing.boxes[:, side], many) for side in range(4)]
        is_link = drawing.ends[:, 0] != drawing.ends[:, 1]
        ends = drawing.ends[is_link]
        turns = np.repeat(np.arange(many) * count, len(ends))
        self._first = np.tile(ends[:, 0], many) + turns
        self._second = np.tile(ends[:, 1], many) + turns
        self._half_words = np.tile(drawing.words[is_link], (many, 1)).T.copy()
        self._links_of = _links_of(self._first, self._second, many * count)
        both = self._first + self._second
        self._others_of: list[Indexes] = [
            both[mine] - item for item, mine in enumerate(self._links_of)
        ]
        self._nearness = None if drawing.distances is None else _nearness(drawing.distances)

    @property
    def drawings(self) -> Floats:
        """Where the items stand in each drawing: (d, N, 2)."""
        places = np.column_stack((self.x - self.aside, self.y))
        return places.reshape(self._many, self._count, 2)

    def numbers(self, items: Indexes) -> Indexes:
        """Give the number each item has in the network, whichever drawing it is in: (b,)."""
        own: Indexes = items % self._count
        return own

    def others(self, item: int) -> Indexes:
        """Give the items that one is linked to: (d,)."""
        return self._others_of[item]

    def middles_of_neighbours(self, items: Indexes) -> Floats:
        """Give the middle of what each item is linked to, its own place where nothing: (b, 2)."""
        middles = np.column_stack((self.x[items], self.y[items]))
        for number, item in enumerate(items.tolist()):
            others = self._others_of[item]
            if len(others):
                middles[number] = self.x[others].mean(), self.y[others].mean()
        return middles

    def move(self, items: Indexes, places: Floats) -> None:
        """Set items to other places, but those that would cover one of the items before them."""
        boxes = np.stack([self._boxes[side][items] + places[:, side % 2] for side in range(4)])
        hit = (boxes[0][:, None] < boxes[2]) & (boxes[2][:, None] > boxes[0])
        hit &= (boxes[1][:, None] < boxes[3]) & (boxes[3][:, None] > boxes[1])
        free = ~np.tril(hit, -1).any(axis=1)
        self.x[items[free]], self.y[items[free]] = places[free].T

    def costs(self, items: Indexes, tries: Floats) -> Floats:
        """Give how badly the drawings would read with each of some items at each of its tries.

        ``tries``: (c, b, 2) places; (c, b) costs, of what ``polish`` counts as far as it
        depends on the item.
        """
        trial = self._trial(items, tries)
        placed = self._placed(slice(None))
        spans = self._spans()
        cost = self._stress(trial)
        own = self._own_boxes(trial)
        cost += self._covering(trial, own, placed)
        cost += self._lying_on(trial, own, spans)
        if len(trial.links):
            cost += self._crossing(trial, spans)
            cost += self._running_under(trial, placed)
            cost += NARROW * narrow_turns(trial)
        return cost

    def _trial(self, items: Indexes, tries: Floats) -> Trial:
        x, y = np.ascontiguousarray(tries[:, :, 0]), np.ascontiguousarray(tries[:, :, 1])
        mine = [self._links_of[item] for item in items.tolist()]
        owners = np.repeat(np.arange(len(items)), [len(links) for links in mine])
        links = np.concatenate(mine)
        others = self._first[links] + self._second[links] - items[owners]
        from_x, from_y = x[:, owners], y[:, owners]
        way_x, way_y = self.x[others] - from_x, self.y[others] - from_y
        way_x[np.abs(way_x) < NO_WAY] = NO_WAY
        way_y[np.abs(way_y) < NO_WAY] = NO_WAY
        return Trial(items, x, y, links, owners, others, from_x, from_y, way_x, way_y)

    def _placed(self, items: Indexes | slice) -> Sides:
        left, top, right, bottom = (side[items] for side in self._boxes)
        x, y = self.x[items], self.y[items]
        return left + x, top + y, right + x, bottom + y

    def _spans(self) -> Sides:
        """Give the box round each link, from icon to icon."""
        ax, bx = self.x[self._first], self.x[self._second]
        ay, by = self.y[self._first], self.y[self._second]
        return np.minimum(ax, bx), np.minimum(ay, by), np.maximum(ax, bx), np.maximum(ay, by)

    def _stress(self, trial: Trial) -> Floats:
        """Give the stress of each item, as a mean per other item so that it does not drown all."""
        drawing, own = self.drawing, self.numbers(trial.items)
        x = self.x.reshape(self._many, self._count)[trial.items // self._count]
        y = self.y.reshape(self._many, self._count)[trial.items // self._count]
        near = self._nearness[own] if self._nearness is not None else drawing.nearness(own)
        way_x = (trial.x[:, :, None] - x) * (near / float(drawing.wider[0]))
        way_y = (trial.y[:, :, None] - y) * (near / float(drawing.wider[1]))
        way_x *= way_x
        way_y *= way_y
        way_x += way_y
        np.sqrt(way_x, out=way_x)
        way_x -= 1.0
        way_x *= way_x
        share = near * (4.0 * drawing.stress_weight / np.maximum(near.sum(axis=1), 1e-300))[:, None]
        found: Floats = np.einsum("cbn,bn->cb", way_x, share)
        return found

    def _own_boxes(self, trial: Trial) -> Sides:
        """Give the boxes of the items at each of their places: (c, b)."""
        left, top, right, bottom = (side[trial.items] for side in self._boxes)
        return trial.x + left, trial.y + top, trial.x + right, trial.y + bottom

    def _covering(self, trial: Trial, own: Sides, placed: Sides) -> Floats:
        """Count items under each item, and items under the words of its links."""
        weight = self.drawing.words_weight
        words = self._words(trial)
        hit = meet(words, tuple(side[:, trial.owners] for side in own))
        cost = trial.counted(hit, trial.owners, weight)
        owners = np.concatenate((trial.owners, np.arange(len(trial.items))))
        both = tuple(np.hstack(pair) for pair in zip(words, own, strict=True))
        near = may_meet(hull(*both), placed)
        near[np.arange(len(owners)), trial.items[owners]] = False
        one, other = np.nonzero(near)
        hit = meet(tuple(side[:, one] for side in both), tuple(side[other] for side in placed))
        weights = np.where(one < len(trial.links), weight, OVERLAP)
        return cost + trial.counted(hit, owners[one], weights)

    def _words(self, trial: Trial) -> Sides:
        """Give the boxes of the words at the middle of each link, between the boxes it joins."""
        own = [side[trial.items[trial.owners]] for side in self._boxes]
        theirs = [side[trial.others] for side in self._boxes]
        leaves = way_out(own, trial.way_x, trial.way_y)
        arrives = way_out(theirs, -trial.way_x, -trial.way_y)
        at = (1.0 + leaves - arrives) / 2
        x, y = trial.from_x + trial.way_x * at, trial.from_y + trial.way_y * at
        wide, high = self._half_words[:, trial.links]
        return x - wide, y - high, x + wide, y + high

    def _lying_on(self, trial: Trial, own: Sides, spans: Sides) -> Floats:
        """Count the links of others that would run under an item at each place."""
        near = may_meet(hull(*own), spans)
        near[trial.owners, trial.links] = False
        one, link = np.nonzero(near)
        first, second = self._first[link], self._second[link]
        x, y = self.x[first], self.y[first]
        left, top, right, bottom = (side[:, one] for side in own)
        shifted = (left - x, top - y, right - x, bottom - y)
        hit = passes(shifted, not_still(self.x[second] - x), not_still(self.y[second] - y))
        return trial.counted(hit, one, UNDER_ITEM)

    def _crossing(self, trial: Trial, spans: Sides) -> Floats:
        """Count crossings of the items' links, at each place, with the other links."""
        near = may_meet(self._reaches(trial), spans)
        mine, link = np.nonzero(near)
        first, second = self._first[link], self._second[link]
        item, other = trial.items[trial.owners[mine]], trial.others[mine]
        apart = (first != item) & (second != item) & (first != other) & (second != other)
        mine, link = mine[apart], link[apart]
        turned = trial.way_x * trial.from_y - trial.way_y * trial.from_x
        cost = np.zeros_like(trial.x)
        for some in range(0, len(mine), _PAIRS):
            part = slice(some, some + _PAIRS)
            crossed = self._crossed(trial, turned, mine[part], link[part])
            cost += trial.counted(crossed, trial.owners[mine[part]], CROSSING)
        return cost

    def _crossed(self, trial: Trial, turned: Floats, mine: Indexes, link: Indexes) -> Mask:
        """Say which of the items' links cross which other ones, pair by pair: (c, p)."""
        first, second = self._first[link], self._second[link]
        ax, ay, bx, by = self.x[first], self.y[first], self.x[second], self.y[second]
        way_x, way_y, turned = trial.way_x[:, mine], trial.way_y[:, mine], turned[:, mine]
        to_a = way_x * ay - way_y * ax - turned
        to_b = way_x * by - way_y * bx - turned
        crossed: Mask = to_a * to_b < 0
        some = np.flatnonzero(crossed.any(axis=0))  # whose line parts the ends of the other
        mine, ax, ay = mine[some], ax[some], ay[some]
        along_x, along_y = bx[some] - ax, by[some] - ay
        px, py = trial.from_x[:, mine], trial.from_y[:, mine]
        of_place = along_x * (py - ay) - along_y * (px - ax)
        other = trial.others[mine]
        of_aim = along_x * (self.y[other] - ay) - along_y * (self.x[other] - ax)
        crossed[:, some] &= of_place * of_aim < 0
        return crossed

    def _running_under(self, trial: Trial, placed: Sides) -> Floats:
        """Count items under which the links from each place would run."""
        near = may_meet(self._reaches(trial), placed)
        rows = np.arange(len(trial.links))
        near[rows, trial.items[trial.owners]] = False
        near[rows, trial.others] = False
        mine, item = np.nonzero(near)
        x, y = trial.from_x[:, mine], trial.from_y[:, mine]
        left, top, right, bottom = (side[item] for side in placed)
        shifted = (left - x, top - y, right - x, bottom - y)
        hit = passes(shifted, trial.way_x[:, mine], trial.way_y[:, mine])
        return trial.counted(hit, trial.owners[mine], UNDER_ITEM)

    def _reaches(self, trial: Trial) -> Sides:
        """Give the box round each link at all its places: (j,)."""
        x, y = self.x[trial.others], self.y[trial.others]
        left, top = trial.x.min(axis=0)[trial.owners], trial.y.min(axis=0)[trial.owners]
        right, bottom = trial.x.max(axis=0)[trial.owners], trial.y.max(axis=0)[trial.owners]
        return (
            np.minimum(left, x),
            np.minimum(top, y),
            np.maximum(right, x),
            np.maximum(bottom, y),
        )


def _nearness(distances: Floats) -> Floats:
    """Give one by each distance, 0 of an item to itself: (N, N)."""
    own = np.eye(len(distances), dtype=bool)
    near: Floats = np.where(own, 0.0, 1.0 / np.where(own, 1.0, distances))
    return near


def _links_of(first: Indexes, second: Indexes, count: int) -> list[Indexes]:
    """Give the links of each item."""
    links = np.tile(np.arange(len(first)), 2)
    items = np.concatenate((first, second))
    order = np.lexsort((links, items))
    return np.split(links[order], np.searchsorted(items[order], np.arange(1, count)))
