"""Ordered layouts of dense charts come near the shape of their page: no strips."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.testing import assert_allclose

from iwtlink.chart.layouts.bends import bends_round
from iwtlink.chart.layouts.crossings import crossings_per_link
from iwtlink.chart.layouts.registry import lay_out
from tests.chart.layouts.networks import dated, network, overlaps, path, star
from tests.chart.layouts.samples import sample

WIDE, TALL = 2**0.5, 0.5**0.5


@pytest.mark.feature("L_hierarchy", "L_organisation", "L_timeline", "L_timeline_grouped")
@pytest.mark.parametrize(
    "name", ["hierarchy", "organisation", "timeline", "timeline_grouped", "radial", "circular"]
)
def test_a_dense_chart_is_no_strip(name: str) -> None:
    known = sample("scale-free 300")
    places = lay_out(name, known)
    wide, high = np.ptp(places, axis=0)
    assert WIDE / 2.2 < wide / high < WIDE * 2.2
    assert not overlaps(known, places)


@pytest.mark.parametrize("name", ["organisation", "timeline"])
def test_an_upright_page_makes_a_narrower_chart(name: str) -> None:
    known = sample("scale-free 300")
    lying, upright = (np.ptp(lay_out(name, known, ratio=one)[:, 0]) for one in (WIDE, TALL))
    assert upright < lying


def test_circles_of_many_items_are_not_endlessly_large() -> None:
    one, four = (np.ptp(lay_out("circular", network(n, star(n - 1)))[:, 0]) for n in (70, 280))
    assert four < 2.5 * one


def test_a_link_in_nobodys_way_has_no_bends() -> None:
    places = np.array([[0.0, 0.0], [0.0, 200.0], [300.0, 100.0]])
    boxes = np.tile((-38.0, -20.0, 38.0, 36.0), (3, 1)) + np.tile(places, 2)
    assert bends_round(places, boxes, np.array([[0, 1]]), np.ones(3, bool)) == {}


def test_a_link_passes_through_the_gap_next_to_an_item_but_through_a_container() -> None:
    places = np.array([[0.0, 0.0], [0.0, 300.0], [10.0, 150.0]])
    boxes = np.tile((-38.0, -20.0, 38.0, 36.0), (3, 1)) + np.tile(places, 2)
    is_solid = np.ones(3, bool)
    way = bends_round(places, boxes, np.array([[0, 1]]), is_solid)[0]
    assert (way[:, 0] < 10.0 - 38.0).all(), "on the side that is nearer"
    assert way[0, 1] < 150 - 20 < 150 + 36 < way[-1, 1]
    is_solid[2] = False
    assert bends_round(places, boxes, np.array([[0, 1]]), is_solid) == {}


@pytest.mark.feature("L_timeline", "L_timeline_grouped")
@pytest.mark.parametrize("name", ["timeline", "timeline_grouped"])
def test_a_timeline_of_a_few_items_is_no_wider_than_they_need(name: str) -> None:
    known = dated(network(3, []), [736_000.0, 736_100.0, 737_000.0])
    assert np.ptp(lay_out(name, known)[:, 0]) <= 720.0


@pytest.mark.feature("L_radial", "L_hierarchy", "L_organisation")
@pytest.mark.parametrize("count", [30, 300])
@pytest.mark.parametrize("name", ["radial", "hierarchy", "organisation"])
def test_a_long_chain_is_no_strip(name: str, count: int) -> None:
    known = network(count, path(count), arrows=1)
    places = lay_out(name, known)
    wide, high = np.ptp(places, axis=0) + 80.0
    assert WIDE / 2.0 < wide / high < WIDE * 2.0
    assert not overlaps(known, places)


def test_a_chain_in_columns_is_read_down_and_then_from_left_to_right() -> None:
    places = lay_out("hierarchy", network(40, path(40), arrows=1))
    steps = np.diff(places, axis=0)
    is_new = steps[:, 0] > 40.0
    assert 2 <= is_new.sum() <= 12
    assert (steps[~is_new, 1] > 0).all()
    assert (steps[is_new, 1] < 0).all()


def test_arms_that_wind_stand_farther_out_the_more_links_they_are_away() -> None:
    known = network(200, [(max(item - 3, 0), item) for item in range(1, 200)])
    places = lay_out("radial", known, {"centre": 0})
    far = np.hypot(*(places - places[0]).T)
    hops = (np.arange(200) + 2) // 3
    assert all(far[hops == ring].min() > far[hops == ring - 1].max() for ring in range(1, 67))
    assert not overlaps(known, places)


@pytest.mark.feature("L_radial")
def test_rings_are_round_one_of_the_middle_where_several_are_linked_most() -> None:
    places = lay_out("radial", network(9, path(9)))
    assert_allclose(places[4], (places[0] + places[8]) / 2, atol=1.0)


@pytest.mark.feature("L_organisation")
def test_siblings_stand_where_their_other_links_lead() -> None:
    down = [(0, 1), (0, 2), (0, 3), (1, 4), (2, 5), (3, 6)]
    known = network(7, [*down, (4, 3)], arrows=[1] * 6 + [0])
    places = lay_out("organisation", known)
    assert crossings_per_link(places, known.ends).sum() == 0


@pytest.mark.feature("L_circular")
def test_links_of_a_circle_by_type_cross_less_than_in_the_order_of_the_items() -> None:
    known = sample("case 80")
    places = lay_out("circular", known, {"each_part": False})
    turn = np.empty(80)
    turn[np.argsort(known.kinds, kind="stable")] = 2 * np.pi * np.arange(80) / 80
    plain = np.column_stack((np.cos(turn), np.sin(turn)))
    ours, theirs = (crossings_per_link(some, known.ends).sum() for some in (places, plain))
    assert ours < 0.7 * theirs


@pytest.mark.feature("L_radial")
def test_branches_of_a_radial_chart_stand_on_all_sides_of_its_middle() -> None:
    branches = [(1 + leaf // 20, 45 + leaf) for leaf in range(80)]
    known = network(125, [*star(44), *branches])  # 1 to 4 have twenty contacts each
    places = lay_out("radial", known, {"centre": 0})
    turns = np.sort(np.arctan2(*(places[1:5] - places[0]).T))
    assert np.diff(turns, append=turns[0] + 2 * np.pi).max() < 0.75 * np.pi
    assert not overlaps(known, places)


@pytest.mark.feature("L_radial")
def test_rings_of_stars_are_not_endlessly_large() -> None:
    known = sample("star 300")
    wide, high = np.ptp(lay_out("radial", known), axis=0)
    items = (known.boxes[:, 2:4] - known.boxes[:, 0:2]).prod(axis=1).sum()
    assert wide * high < 10 * items
