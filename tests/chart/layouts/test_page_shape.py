"""Ordered layouts of dense charts come near the shape of their page: no strips."""

from __future__ import annotations

import numpy as np
import pytest

from iwtlink.chart.layouts.bends import bends_round
from iwtlink.chart.layouts.registry import lay_out
from tests.chart.layouts.networks import dated, network, overlaps, star
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
