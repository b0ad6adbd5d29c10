"""Containers and groups in a layout: their members stay together, the others keep out."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal
from numpy.typing import NDArray

from iwtlink.chart.layouts.network import Holding, Network
from iwtlink.chart.layouts.registry import LAYOUTS, lay_out
from tests.chart.layouts.networks import network, path

Floats = NDArray[np.float64]
MEMBERS = [1, 2, 3]


def held(
    known: Network, holders: dict[int, int], shapes: dict[int, int], rigid: set[int]
) -> Network:
    """Give a network whose items are held as stated: member to container, member to shape."""
    count = len(known.boxes)
    of_items, of_shapes = np.full(count, -1), np.zeros(count, np.int64)
    for member, holder in holders.items():
        of_items[member] = holder
    for member, shape in shapes.items():
        of_shapes[member] = shape
    holding = Holding(of_items, of_shapes, frozenset(rigid), np.full(count, 20.0), 16.0)
    return replace(known, holding=holding)


def around(known: Network, places: Floats, items: list[int]) -> Floats:
    """Give left, top, right, bottom of some items together."""
    boxes = known.boxes[items] + np.tile(places[items], 2)
    return np.concatenate((boxes[:, 0:2].min(axis=0), boxes[:, 2:4].max(axis=0)))


@pytest.mark.feature("C25")
@pytest.mark.parametrize("name", sorted(LAYOUTS))
def test_members_stand_inside_their_container_and_others_outside(name: str) -> None:
    known = held(
        network(9, [(1, 2), (2, 3), (3, 4), *path(9)[4:]]), dict.fromkeys(MEMBERS, 0), {}, set()
    )
    places = lay_out(name, known)
    assert np.isfinite(places).all()
    inside = around(known, places, MEMBERS)
    for other in range(4, 9):
        box = known.boxes[other] + np.tile(places[other], 2)
        apart = (box[2:4] <= inside[0:2]).any() or (box[0:2] >= inside[2:4]).any()
        assert apart


@pytest.mark.feature("C25")
def test_a_container_within_a_container_is_laid_out_first() -> None:
    known = held(network(8, path(8)), {2: 1, 3: 1, 1: 0, 4: 0}, {}, set())
    places = lay_out("organic", known)
    inner, outer = around(known, places, [2, 3]), around(known, places, [2, 3, 4])
    assert (inner[0:2] >= outer[0:2]).all()
    fourth = known.boxes[4] + np.tile(places[4], 2)
    assert (fourth[2:4] <= inner[0:2]).any() or (fourth[0:2] >= inner[2:4]).any()


@pytest.mark.feature("C31")
@pytest.mark.parametrize("name", sorted(LAYOUTS))
def test_grouped_items_keep_their_places_to_each_other(name: str) -> None:
    positions = np.random.default_rng(2).permutation(np.arange(18)).reshape(9, 2) * 90.0
    known = held(network(9, path(9), positions=positions), {}, dict.fromkeys(MEMBERS, 7), {7})
    places = lay_out(name, known)
    assert_allclose(places[MEMBERS] - places[1], positions[MEMBERS] - positions[1])


def test_a_pinned_member_holds_its_container_where_it_is() -> None:
    positions = np.arange(18).reshape(9, 2) * 40.0
    known = network(9, path(9), positions=positions, pinned=[2])
    places = lay_out("organic", held(known, dict.fromkeys(MEMBERS, 0), {}, set()))
    assert_array_equal(places[2], positions[2])
    assert np.hypot(*(places[MEMBERS] - positions[2]).T).max() < 400


def test_members_alone_may_be_laid_out_within_a_container_that_stays() -> None:
    positions = np.array(
        [(500.0, 500.0), (450.0, 500.0), (550.0, 500.0), (500.0, 570.0), (0.0, 0.0)]
    )
    known = held(
        network(5, [(1, 2), (0, 4)], positions=positions), dict.fromkeys(MEMBERS, 0), {}, set()
    )
    only = np.array([False, True, True, False, False])
    places = lay_out("circular", known, only=only)
    assert_array_equal(places[~only], positions[~only])
