"""Items aligned and distributed: measured on boxes of several sizes."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from iwtlink.operations.charting.aligning import Edge, aligned, distributed

PLACES = np.array([(0.0, 0.0), (100.0, 40.0), (30.0, -20.0)])
HALVES = np.array([(10.0, 5.0), (20.0, 5.0), (5.0, 15.0)])
BOXES = np.hstack((PLACES - HALVES, PLACES + HALVES))


@pytest.mark.parametrize(
    ("edge", "side", "where"),
    [("left", 0, -10.0), ("right", 2, 120.0), ("top", 1, -35.0), ("bottom", 3, 45.0)],
)
def test_edges_go_to_the_outermost_one(edge: Edge, side: int, where: float) -> None:
    moved = aligned(BOXES, PLACES, edge)
    boxes = np.hstack((moved - HALVES, moved + HALVES))
    assert boxes[:, side].tolist() == [where] * 3
    other = 1 if side % 2 == 0 else 0
    assert (moved[:, other] == PLACES[:, other]).all()


def test_middles_go_to_the_middle_of_all() -> None:
    assert aligned(BOXES, PLACES, "centre")[:, 0].tolist() == [50.0] * 3
    assert aligned(BOXES, PLACES, "middle")[:, 1].tolist() == [10.0] * 3


def test_distributing_makes_equal_gaps_and_the_outermost_stay() -> None:
    moved = distributed(BOXES, PLACES, "across")
    assert moved[[0, 1]].tolist() == PLACES[[0, 1]].tolist()
    boxes = np.hstack((moved - HALVES, moved + HALVES))
    assert boxes[2, 0] - boxes[0, 2] == pytest.approx(boxes[1, 0] - boxes[2, 2])


def test_two_items_are_distributed_already() -> None:
    assert distributed(BOXES[:2], PLACES[:2], "down").tolist() == PLACES[:2].tolist()


@given(st.lists(st.tuples(st.integers(-500, 500), st.integers(-500, 500)), min_size=3, max_size=9))
def test_distributing_twice_changes_nothing(places: list[tuple[int, int]]) -> None:
    positions = np.array(places, np.float64)
    half = np.array([8.0, 8.0])
    once = distributed(np.hstack((positions - half, positions + half)), positions, "down")
    twice = distributed(np.hstack((once - half, once + half)), once, "down")
    np.testing.assert_allclose(once, twice, atol=1e-6)
