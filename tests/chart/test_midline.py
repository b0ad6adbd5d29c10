"""Words on lines choose the places where they cover least, as looking at all of them would."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
from numpy.typing import NDArray

from iwtlink.chart.building import build_display
from iwtlink.chart.links.lines import points_at
from iwtlink.chart.links.midline import (
    CHOICES,
    END_PX,
    PRICES,
    SIDES,
    covered_by,
    prices,
    settle_labels,
    spots,
)
from iwtlink.chart.moving import covered_boxes
from iwtlink.chart.style import ChartStyle
from iwtlink.ontology import Ontology
from iwtlink.store.charts.content import ChartContent
from iwtlink.store.charts.look import LinkLook

Floats = NDArray[np.float64]
MARGIN = 2.0


@pytest.mark.parametrize("seed", range(6))
def test_each_label_stands_where_trying_all_in_turn_puts_it(seed: int) -> None:
    dice = np.random.default_rng(seed)
    points, nodes = dice.uniform(0, 900, (70, 4)), dice.uniform(0, 900, (40, 2))
    controls = (points[:, 0:2] + points[:, 2:4]) / 2 + dice.normal(size=(70, 2)) * 20
    boxes = np.array((-1, -1, 1, 1)) * dice.uniform(5, 50, (70, 1))
    boxes[::9] = 0.0  # no words
    node_boxes = np.hstack((nodes - 20, nodes + 20))
    kept = np.where(np.arange(70) % 10 == 4, 0.3, np.nan)
    centres = points_at(points[:, 0:2], controls, points[:, 2:4], np.full(70, 0.3))
    at, middles = settle_labels(
        points, controls, boxes, node_boxes, MARGIN, kept=kept, centres=centres
    )
    expected = _one_by_one(points, controls, boxes, node_boxes, kept, centres)
    np.testing.assert_array_equal(at, expected[:, 0])
    worded = boxes[:, 2] > boxes[:, 0]
    np.testing.assert_allclose(middles[worded], expected[worded, 1:])


def _one_by_one(
    points: Floats, controls: Floats, boxes: Floats, nodes: Floats, kept: Floats, centres: Floats
) -> Floats:
    """Try every choice of every label against everything, three times over."""
    found = np.column_stack((np.where(np.isnan(kept), 0.5, kept), centres))
    places, own = spots(points, controls, boxes), prices(points, boxes)
    standing = {
        line: _grown(boxes[line], centres[line])
        for line in np.flatnonzero(~np.isnan(kept) & (boxes[:, 2] > boxes[:, 0])).tolist()
    }
    length = np.hypot(points[:, 2] - points[:, 0], points[:, 3] - points[:, 1])
    for _ in range(3):
        for line in np.argsort(length, kind="stable").tolist():
            if boxes[line, 2] <= boxes[line, 0] or not np.isnan(kept[line]):
                continue
            standing.pop(line, None)
            others = [*nodes, *standing.values()]
            costs = []
            for place, price in zip(places[line], own[line], strict=True):
                box = _grown(boxes[line], place)
                covered = sum(_shared(box, other) for other in others)
                costs.append((covered + price, len(costs), box))
            _, best, standing[line] = min(costs, key=lambda one: one[:2])
            found[line] = (CHOICES[best], *places[line, best])
    return found


def _grown(box: Floats, middle: Floats) -> Floats:
    return box + np.array((-MARGIN, -MARGIN, MARGIN, MARGIN)) + np.tile(middle, 2)


def _shared(one: Floats, other: Floats) -> float:
    wide, high = np.minimum(one[2:], other[2:]) - np.maximum(one[:2], other[:2])
    return float(max(wide, 0.0) * max(high, 0.0))


def test_words_of_a_short_line_between_two_names_stand_beside_it() -> None:
    points, box = np.array([[0.0, 0, 30, 0]]), np.array([[-30.0, -6, 30, 6]])
    names = np.array([[-60.0, -8, 0, 8], [30, -8, 90, 8]])
    (at,), (middle,) = settle_labels(
        points,
        points[:, 0:2] / 2 + 7.5,
        box,
        names,
        MARGIN,
        kept=np.full(1, np.nan),
        centres=points[:, 2:4],
    )
    assert at == 0.5
    assert abs(middle[1]) > 6 + MARGIN


def test_words_that_would_hide_the_ends_of_a_short_line_stand_beside_it() -> None:
    points, box = np.array([[0.0, 0, 60, 0]]), np.array([[-40.0, -6, 40, 6]])
    (at,), (middle,) = settle_labels(
        points,
        np.array([[30.0, 0]]),
        box,
        np.zeros((0, 4)),
        MARGIN,
        kept=np.full(1, np.nan),
        centres=points[:, 2:4],
    )
    assert at == 0.5
    assert abs(middle[1]) > 6


def test_places_that_hide_an_end_of_their_line_cost_more() -> None:
    """Against the line looked at point by point."""
    dice = np.random.default_rng(3)
    lines = dice.uniform(0, 120, (60, 4))
    boxes = np.array((-1, -1, 1, 1)) * dice.uniform(5, 50, (60, 1)) * (1.0, 0.3, 1.0, 0.3)
    dear = prices(lines, boxes) > PRICES
    assert not dear[:, SIDES != 0].any()
    for line, box, is_dear in zip(lines, boxes, dear, strict=True):
        for choice in np.flatnonzero(SIDES == 0).tolist():
            assert is_dear[choice] or not _hides_end(line, box, CHOICES[choice], END_PX - 0.1)
            assert not is_dear[choice] or _hides_end(line, box, CHOICES[choice], END_PX + 0.1)


def _hides_end(line: Floats, box: Floats, at: float, end_px: float) -> bool:
    way = line[2:4] - line[0:2]
    near = np.arange(0.0, end_px, 0.05) / np.hypot(*way)
    off = np.abs((np.concatenate((near, 1.0 - near))[:, None] - at) * way)
    return bool((off < box[2:4]).all(axis=1).any())


def test_words_piled_on_one_spot_all_stay_at_their_middle() -> None:
    count = 1200
    points = np.tile((0.0, 0.0, 50.0, 0.0), (count, 1))
    at, middles = settle_labels(
        points,
        np.tile((25.0, 0.0), (count, 1)),
        np.tile((-40.0, -8.0, 40.0, 8.0), (count, 1)),
        np.zeros((0, 4)),
        MARGIN,
        kept=np.full(count, np.nan),
        centres=points[:, 2:4] / 2,
    )
    assert (at == 0.5).all()
    assert (middles == (25.0, 0.0)).all()


def test_words_with_room_on_their_line_stay_on_it() -> None:
    points, box = np.array([[0.0, 0, 300, 0]]), np.array([[-30.0, -6, 30, 6]])
    names = np.array([[120.0, -8, 180, 8]])
    (at,), (middle,) = settle_labels(
        points,
        np.array([[150.0, 0]]),
        box,
        names,
        MARGIN,
        kept=np.full(1, np.nan),
        centres=points[:, 2:4],
    )
    assert middle[1] == 0
    assert at == 0.24


def test_words_that_items_would_hide_are_left_out_unless_put_there(
    make_content: Callable[..., ChartContent], ontology: Ontology, style: ChartStyle
) -> None:
    crowd = [(x, y) for x in (-45, -15, 15, 45) for y in (-40, -20, 0, 20, 40)]
    places = [(-60, 0), (60, 0), *crowd]
    content = make_content(["x"] * len(places), [(0, 1)], positions=places)
    assert build_display(content, ontology, style).link_text.texts == []
    by_hand = replace(content, link_looks=(LinkLook(label_at=0.5),))
    assert build_display(by_hand, ontology, style).link_text.texts == ["is associated with"]


def test_words_may_stand_beside_an_icon_over_a_wide_name(
    make_content: Callable[..., ChartContent], ontology: Ontology, style: ChartStyle
) -> None:
    content = make_content(["A trader with a long name"], [], positions=[(0, 0)])
    display = build_display(content, ontology, style)
    left, top, right, bottom = display.node_boxes[0]
    half = style.icon_px / 2
    beside, on_icon = (half + 2, -half, right, half), (-half, -half, half, half)
    on_name = (half + 2, half + 4, right, bottom)
    tried = np.array([[beside, on_icon, on_name]])
    covered = covered_by(tried, covered_boxes(display))[0]
    assert covered[0] == 0
    assert (covered[1:] > 0).all()
    assert left < -half
    assert top <= -half
