"""Hit tests follow what is drawn: forms, bent and wide lines, shapes, badges, containers."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from iwtlink.chart.display import Display
from iwtlink.chart.hand.along import crossing, distances, foot_on
from iwtlink.chart.hand.hit import NOTHING, Hit, hit_at, index_hits, line_at, node_at, shape_at
from iwtlink.chart.items.forms import BOX, CIRCLE
from tests.chart.conftest import MakeContent
from tests.chart.hand.drawn import as_form, badged, bent, drawn, line_between, shape

coordinate = st.integers(-300, 300)


@pytest.mark.feature("C03")
def test_a_circle_is_not_hit_at_the_corners_of_its_box(corner: Display) -> None:
    round_one = index_hits(as_form(corner, 0, CIRCLE, 60, 40))
    square_one = index_hits(as_form(corner, 0, BOX, 60, 40))
    assert (node_at(round_one, 55, 36), node_at(square_one, 55, 36)) == (-1, 0)
    assert node_at(round_one, 0, 39) == node_at(round_one, 59, 0) == 0


def test_a_bent_line_is_hit_along_its_pieces_and_not_on_the_chord(corner: Display) -> None:
    line = line_between(corner, 0, 1)
    hits = index_hits(bent(corner, line, [(200, -200)]))
    assert line_at(hits, 100, -100) == line_at(hits, 300, -100) == line
    assert line_at(hits, 120, 0) == -1


def test_a_wide_line_is_hit_up_to_its_edge(corner: Display) -> None:
    line = line_between(corner, 0, 1)
    widths = corner.widths.copy()
    widths[line] = 20.0
    hits = index_hits(replace(corner, widths=widths))
    assert line_at(hits, 120, 13) == line
    assert line_at(hits, 120, 16) == -1


def test_a_badge_belongs_to_its_item(corner: Display) -> None:
    assert node_at(index_hits(badged(corner, 0, (30, -30), 14)), 34, -34) == 0
    assert node_at(index_hits(corner), 34, -34) == -1


@pytest.mark.feature("C25")
def test_inside_a_container_its_members_and_links_come_first(corner: Display) -> None:
    large = as_form(corner, 0, BOX, 600, 600)
    held = np.array([True, False, False])
    display = replace(large, is_container=held, positions=corner.positions)
    hits = index_hits(bent(replace(display, line_points=corner.line_points), 1, []))
    assert hit_at(hits, 400, 0) == Hit("entity", 1)
    line = line_between(corner, 1, 2)
    assert hit_at(hits, 400, 100) == Hit("line", line)
    assert hit_at(hits, -500, 300) == Hit("entity", 0)


@pytest.mark.feature("C04")
def test_free_shapes_are_hit_where_they_are_drawn(corner: Display) -> None:
    empty, full = shape(1, (-300, 100, -200, 200)), shape(2, (-300, 300, -200, 400), fill=1)
    ring = shape(3, (-500, 100, -400, 200), "circle")
    arrow = shape(4, (-300, 500, -200, 450), "arrow")
    display = replace(corner, shapes=(empty, full, ring, arrow, shape(5, (0, 0, 0, 0), "group")))
    assert (shape_at(display, -300, 150), shape_at(display, -250, 150)) == (0, -1)
    assert shape_at(display, -250, 350) == 1
    assert (shape_at(display, -450, 100), shape_at(display, -496, 104)) == (2, -1)
    assert (shape_at(display, -250, 475), shape_at(display, -250, 495)) == (3, -1)
    assert shape_at(display, 0, 0) == -1


def test_shapes_above_win_over_items_and_those_below_lose(corner: Display) -> None:
    box = (-100.0, -100.0, 100.0, 100.0)
    above = index_hits(replace(corner, shapes=(shape(1, box, fill=1),)))
    below = index_hits(replace(corner, shapes=(shape(1, box, fill=1, depth=-1),)))
    assert hit_at(above, 0, 0) == Hit("shape", 0)
    assert hit_at(below, 0, 0) == Hit("entity", 0)
    assert hit_at(below, 60, 60) == Hit("shape", 0)


@given(
    st.lists(st.tuples(coordinate, coordinate), min_size=2, max_size=2),
    st.lists(st.tuples(coordinate, coordinate), max_size=4),
    coordinate,
    coordinate,
)
def test_the_distance_from_a_line_is_that_of_its_nearest_point(
    make_content: MakeContent,
    places: list[tuple[int, int]],
    corners: list[tuple[int, int]],
    x: int,
    y: int,
) -> None:
    display = bent(drawn(make_content(["", ""], [(0, 1)], positions=places)), 0, corners)
    ends = display.line_points[0].reshape(2, 2)
    path = np.vstack((ends[0], np.array(corners, float).reshape(-1, 2), ends[1]))
    share = np.linspace(0, 1, 400)[:, None]
    points = np.vstack([a + (b - a) * share for a, b in pairwise(path)])
    near = np.hypot(*(points - (x, y)).T).min()
    (found,) = distances(display, np.array([0]), np.array((x, y), float))
    assert found == pytest.approx(near, abs=2.5)
    foot = foot_on(path, x, y)
    assert foot.distance == pytest.approx(found)
    assert 0.0 <= foot.at <= 1.0


@given(st.tuples(coordinate, coordinate), st.tuples(coordinate, coordinate), coordinate, coordinate)
def test_a_line_crosses_a_box_if_any_point_of_it_lies_inside(
    make_content: MakeContent, a: tuple[int, int], b: tuple[int, int], left: int, top: int
) -> None:
    display = drawn(make_content(["", ""], [(0, 1)], positions=[a, b]))
    low, high = np.array((left, top), float), np.array((left + 120, top + 80), float)
    (found,) = crossing(display, np.array([0]), low, high)
    ends = display.line_points[0].reshape(2, 2)
    points = ends[0] + (ends[1] - ends[0]) * np.linspace(0, 1, 500)[:, None]
    inside = ((points >= low) & (points <= high)).all(axis=1).any()
    assert found or not inside
    far = ((points < low - 3) | (points > high + 3)).any(axis=1).all()
    assert not (found and far)


def test_an_empty_place_is_hit_by_nothing(corner: Display) -> None:
    assert hit_at(index_hits(corner), -900, -900) == NOTHING
