"""What reads badly is counted for many tries at once as it is for one chart after another."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.testing import assert_allclose
from numpy.typing import NDArray

from iwtlink.chart.layouts.drawing import (
    CROSSING,
    NARROW,
    OVERLAP,
    UNDER_ITEM,
    WORDS,
    Drawing,
    segments_meet_boxes,
)
from iwtlink.chart.layouts.network import Network
from iwtlink.chart.layouts.polish import all_polished, polished
from iwtlink.chart.layouts.trying import Sheet
from tests.chart.layouts.networks import grown, network

Floats = NDArray[np.float64]


def drawing_of(known: Network, shape: Floats) -> Drawing:
    return Drawing(
        boxes=known.boxes,
        ends=known.ends,
        distances=None,
        words=known.words,
        wider=np.ones(2),
        fixed=known.is_pinned,
        shape=shape,
    )


def cost_of_one(known: Network, shape: Floats, places: Floats, item: int) -> float:
    """Give how badly a chart reads as far as one item is concerned, one thing after another."""
    others = [int(end) for link in known.ends for end in link if item in link and end != item]
    rest = [(int(a), int(b)) for a, b in known.ends if item not in (a, b)]
    there = known.boxes + np.tile(places, 2)
    cost = OVERLAP * sum(_meet(there[item], there[i]) for i in range(len(places)) if i != item)
    cost += UNDER_ITEM * sum(_runs_under(places[a], places[b], there[item]) for a, b in rest)
    for other in others:
        apart = [i for i in range(len(places)) if i not in (item, other)]
        cost += UNDER_ITEM * sum(_runs_under(places[item], places[other], there[i]) for i in apart)
        cost += CROSSING * sum(
            _cross(*places[[item, other, a, b]]) for a, b in rest if other not in (a, b)
        )
        words = _words(places[item], places[other], known.boxes[item], known.boxes[other])
        cost += WORDS * sum(_meet(words, box) for box in there)
    return float(cost + _stress(shape, places, item) + _narrow(places[others] - places[item]))


def _meet(a: Floats, b: Floats) -> bool:
    return bool((a[:2] < b[2:]).all() and (b[:2] < a[2:]).all())


def _runs_under(start: Floats, end: Floats, box: Floats) -> bool:
    return bool(segments_meet_boxes(start, end, box))


def _cross(p: Floats, q: Floats, a: Floats, b: Floats) -> bool:
    def side(one: Floats, other: Floats, point: Floats) -> float:
        return float(np.linalg.det(np.stack((other - one, point - one))))

    return side(p, q, a) * side(p, q, b) < 0 and side(a, b, p) * side(a, b, q) < 0


def _words(start: Floats, end: Floats, own: Floats, other: Floats) -> Floats:
    way = end - start
    leaves = min(0.5, *np.maximum(own[:2] / way, own[2:] / way))
    arrives = 1.0 - min(0.5, *np.maximum(other[:2] / -way, other[2:] / -way))
    middle = start + way * (leaves + arrives) / 2
    half = np.array((20.0, 7.0))
    return np.concatenate((middle - half, middle + half))


def _stress(shape: Floats, places: Floats, item: int) -> float:
    wanted = np.maximum(np.delete(np.hypot(*(shape - shape[item]).T), item), 1.0)
    found = np.delete(np.hypot(*(places - places[item]).T), item)
    return float(4.0 * np.average((found / wanted - 1.0) ** 2, weights=1.0 / wanted))


def _narrow(ways: Floats) -> float:
    if len(ways) < 2:
        return 0.0
    turns = np.sort(np.arctan2(ways[:, 1], ways[:, 0]))
    gaps = np.diff(turns, append=turns[0] + 2 * np.pi)
    return float(NARROW * np.maximum(0.25 - gaps, 0.0).sum() / 0.25)


@settings(max_examples=20)
@given(st.integers(4, 14), st.integers(0, 2**32 - 1))
def test_tries_of_several_items_cost_what_each_costs_by_itself(count: int, seed: int) -> None:
    chance = np.random.default_rng(seed)
    known = network(count, grown(count, 4, seed))
    drawings = chance.normal(size=(2, count, 2)) * 180.0
    shape = chance.normal(size=(count, 2)) * 200.0
    items = np.concatenate([chance.choice(count, 2, replace=False) + k * count for k in (0, 1)])
    tries = chance.normal(size=(3, 4, 2)) * 180.0
    sheet = Sheet(drawings, drawing_of(known, shape))
    apart = np.column_stack((sheet.x[items], sheet.y[items])) - drawings.reshape(-1, 2)[items]
    found = sheet.costs(items, tries + apart)
    for row, column in np.ndindex(3, 4):
        places = drawings[items[column] // count].copy()
        item = int(items[column] % count)
        places[item] = tries[row, column]
        assert_allclose(found[row, column], cost_of_one(known, shape, places, item), rtol=1e-6)


def test_items_that_move_at_once_do_not_take_the_same_place() -> None:
    known = network(6, [(0, 1), (2, 3), (4, 5)])
    places = np.arange(12.0).reshape(1, 6, 2) * 200.0
    sheet = Sheet(places, drawing_of(known, places[0]))
    sheet.move(np.array([0, 2, 4]), np.array([[9.0, 9.0], [10.0, 9.0], [900.0, 0.0]]))
    assert sheet.drawings[0, [0, 2, 4]].tolist() == [[9.0, 9.0], [800.0, 1000.0], [900.0, 0.0]]


def test_several_drawings_are_tidied_side_by_side_and_pinned_items_stay() -> None:
    known = network(20, grown(20, 8, 1), pinned=(3, 7))
    drawings = np.random.default_rng(2).normal(size=(3, 20, 2)) * 300.0
    drawing = drawing_of(known, drawings[0])
    tidied = all_polished(drawings, drawing, seed=1, rounds=6)
    assert_allclose(tidied[:, [3, 7]], drawings[:, [3, 7]], atol=1e-6)
    low = np.full((20, 2), -400.0)
    within = replace(drawing, limits=(low, -low))
    for tidy in (*all_polished(drawings, within, seed=1), polished(drawings[1], within, seed=1)):
        assert np.abs(np.delete(tidy, [3, 7], axis=0)).max() <= 400.0


def test_drawings_wider_than_any_page_do_not_get_in_each_others_way() -> None:
    known = network(6, [(0, 1), (2, 3), (4, 5)])
    places = np.array([[0, 0], [3e6, 900], [0, 300], [3e6, 600], [0, 600], [3e6, 300]], float)
    alone = Sheet(places[None], drawing_of(known, places))
    both = Sheet(np.array([places, places]), drawing_of(known, places))
    items = np.array([0, 6])
    tries = np.column_stack((both.x[items], both.y[items]))[None]
    one = alone.costs(items[:1], places[None, :1])
    assert_allclose(both.costs(items, tries), np.repeat(one, 2, axis=1))
