"""What is dropped into a container is held by it, and what is dragged out is not."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from iwtlink.chart.display import Display
from iwtlink.chart.hand.carried import carried, carried_by, with_shapes_by
from iwtlink.chart.hand.dropping import (
    Room,
    held_after_drop,
    held_by_container,
    held_within,
    room_at,
    rooms_of,
    taken_along,
)
from iwtlink.chart.hand.events import Selection
from iwtlink.chart.hand.handles import form_box
from iwtlink.chart.hand.leaving import without_leaving
from iwtlink.chart.items.containers import enclosed
from iwtlink.chart.items.forms import BOX, CIRCLE
from iwtlink.chart.items.shapes import with_shapes
from iwtlink.chart.moving import moved
from tests.chart.hand.conftest import A, B, C
from tests.chart.hand.desk import entities, shapes
from tests.chart.hand.drawn import as_form, holding, shape

ROUND_A = (-50, -50, 50, 50)
"""A stands at the origin, B at (400, 0), C at (400, 400)."""


def dragged(display: Display, chosen: Selection, dx: float, dy: float = 0.0) -> Display:
    """Give the display after a drag of what is chosen."""
    items = np.flatnonzero(np.isin(display.entity_ids, list(chosen.entities)))
    drawn = [i for i, one in enumerate(display.shapes) if one.id in chosen.shapes]
    left = without_leaving(display, chosen, (dx, dy), taken_along(display, chosen))
    there = moved(left, items, display.positions[items] + (dx, dy))
    return with_shapes(with_shapes_by(there, drawn, dx, dy))


def boxes(display: Display, *drawn: tuple[int, tuple[float, float, float, float]]) -> Display:
    made = tuple(shape(number, box, is_container=True) for number, box in drawn)
    return replace(display, shapes=made)


@pytest.mark.feature("C25")
def test_what_is_dropped_in_a_container_is_held_and_what_is_dragged_out_let_go(
    corner: Display,
) -> None:
    display = boxes(corner, (7, ROUND_A))
    assert held_after_drop(display, entities(A, B)) == {("shape", 7): [("entity", A)]}
    within = holding(display, by_shape={0: 7, 1: 7})
    assert held_after_drop(within, entities(A, B)) == {None: [("entity", B)]}
    assert held_after_drop(within, entities(C)) == {}
    assert held_after_drop(corner, entities(A, B)) == {}


@pytest.mark.feature("C25")
def test_the_smallest_container_holds_and_one_may_be_dropped_in_another(corner: Display) -> None:
    display = boxes(corner, (7, (-500, -500, 500, 500)), (8, ROUND_A))
    assert held_after_drop(display, entities(A)) == {("shape", 8): [("entity", A)]}
    assert held_after_drop(display, shapes(8)) == {("shape", 7): [("shape", 8)]}
    assert held_after_drop(display, shapes(7)) == {}  # the large one does not fit in the small


def test_what_moves_with_its_container_stays_in_it_and_members_of_a_group_in_theirs(
    corner: Display,
) -> None:
    display = holding(boxes(corner, (7, ROUND_A)), by_shape={1: 7})
    assert held_after_drop(display, Selection(frozenset((B,)), shapes=frozenset((7,)))) == {}
    group = replace(shape(9, (390, -10, 410, 10), "group"), kind="group")
    grouped = holding(replace(display, shapes=(*display.shapes, group)), by_shape={0: 9})
    assert held_after_drop(grouped, entities(A)) == {}


@pytest.mark.feature("C25")
def test_a_container_as_large_as_its_members_need_lets_go_of_what_is_dragged_out_of_it(
    corner: Display,
) -> None:
    def fitted(box: tuple[float, float, float, float]) -> Display:
        drawn = replace(shape(7, box, is_container=True), is_fitted=True)
        return holding(replace(corner, shapes=(drawn,)), by_shape={0: 7, 1: 7})

    grown = fitted((-50, -50, 450, 50))
    assert held_after_drop(grown, entities(B), fitted((-50, -50, 420, 50))) == {}
    assert held_after_drop(grown, entities(B), fitted((-50, -50, 380, 50))) == {
        None: [("entity", B)]
    }
    all_of_it = held_after_drop(grown, entities(A, B), fitted((-900, -50, -400, 50)))
    assert all_of_it == {}, "what is all it holds takes it along"
    alone = holding(grown, by_shape={1: 7})
    assert held_after_drop(alone, entities(B), fitted((-50, -50, 50, 50))) == {
        None: [("entity", B)]
    }


@pytest.mark.feature("C25")
def test_a_container_follows_what_is_dragged_in_it_until_that_leaves(corner: Display) -> None:
    boxed = as_form(corner, 2, BOX, 20, 20)
    held = np.array([False, False, True])
    display = replace(boxed, is_container=held, is_fitted=held)
    display, _ = enclosed(holding(display, by_item={0: 2, 1: 2}))
    right = float(form_box(display, 2)[2])
    within = right - float(display.positions[1, 0])
    assert form_box(dragged(display, entities(B), within - 1.0), 2)[2] > right
    assert form_box(dragged(display, entities(B), within + 1.0), 2)[2] < right, "round A alone"
    assert dragged(display, entities(A, B), 900.0).holders.tolist() == [2, 2, -1]
    assert dragged(display, entities(A, B, C), 900.0).holders.tolist() == [2, 2, -1]


@pytest.mark.feature("C25")
def test_a_free_shape_lets_go_at_once_of_what_is_dragged_out_of_it(corner: Display) -> None:
    around = replace(shape(7, (0, 0, 1, 1), is_container=True), is_fitted=True)
    held = shape(8, (180, -20, 220, 20), holder=("shape", 7))
    display = holding(replace(corner, shapes=(around, held)), by_shape={0: 7, 1: 7})
    display = with_shapes(display)
    left, _, right, _ = display.shapes[0].box
    stays = dragged(display, entities(B), 900.0).shapes[0].box
    assert stays[0] == left and stays[2] < right, "it is round A and the other shape"
    bare = dragged(display, shapes(8), 0.0, 900.0)
    assert bare.shapes[1].holder is None
    assert bare.shapes[0].box[3] == display.shapes[0].box[3]
    most = dragged(display, entities(A, B), 900.0)
    assert most.holding_shapes.tolist() == [0, 0, 0], "the shape it holds stays behind"
    everything = dragged(display, entities(A, B) | shapes(8), 900.0)
    assert everything.shapes[0].box == pytest.approx(np.add(display.shapes[0].box, (900, 0) * 2))


def test_a_container_that_holds_a_shape_too_does_not_come_along_with_entities(
    corner: Display,
) -> None:
    boxed = as_form(corner, 2, BOX, 20, 20)
    is_held = np.array([False, False, True])
    note = shape(8, (180, -20, 220, 20), holder=("entity", C))
    display = replace(boxed, is_container=is_held, is_fitted=is_held, shapes=(note,))
    display, _ = enclosed(holding(display, by_item={0: 2, 1: 2}))
    assert dragged(display, entities(A, B), 900.0).holders.tolist() == [-1, -1, -1]
    carrying = carried_by(carried(display, np.array([0, 1]), (), [2]), 900.0, 0.0)
    assert carrying.holders.tolist() == [-1, -1, -1], "so it is drawn while it is dragged"


def test_entities_hold_too_and_a_round_one_only_what_is_within_its_circle(corner: Display) -> None:
    large = as_form(corner, 1, CIRCLE, 120, 120)
    held = np.array([False, True, False])
    display = replace(large, is_container=held, is_fitted=np.zeros(3, bool))
    places = np.array([[310.0, -70.0], [310.0, -90.0], [400.0, 119.0]])
    assert room_at(rooms_of(display), places) == [("entity", B), None, ("entity", B)]
    moved = replace(display, positions=np.array([[330.0, 20.0], [400.0, 0.0], [400.0, 400.0]]))
    assert held_after_drop(moved, entities(A)) == {("entity", B): [("entity", A)]}


@pytest.mark.feature("C25")
def test_a_container_made_larger_takes_what_stands_in_it_now(corner: Display) -> None:
    display = boxes(corner, (7, ROUND_A))
    larger = Room(("shape", 7), (-50, -50, 450, 50), is_round=False, is_fitted=False)
    assert held_within(display, larger) == {("shape", 7): [("entity", A), ("entity", B)]}
    both = holding(display, by_shape={0: 7, 1: 7})
    (smaller,) = rooms_of(both)
    assert held_within(both, smaller) == {None: [("entity", B)]}
    assert held_within(both, larger) == {}


def test_what_holds_a_container_is_never_held_by_it(corner: Display) -> None:
    outer, inner = shape(7, (-60, -60, 60, 60), is_container=True), shape(8, ROUND_A)
    inner = replace(inner, is_container=True, holder=("shape", 7))
    display = replace(corner, shapes=(outer, inner))
    within = Room(("shape", 8), (-55, -55, 55, 55), is_round=False, is_fitted=False)
    assert held_within(display, within) == {("shape", 8): [("entity", A)]}
    assert held_within(display, replace(within, box=(-90, -90, 90, 90))) == {}


@pytest.mark.feature("C25")
def test_of_two_that_become_containers_at_once_the_larger_holds_the_smaller(
    corner: Display,
) -> None:
    outer, inner = shape(7, (-60, -60, 60, 60)), shape(8, ROUND_A)
    display = replace(corner, shapes=(outer, inner))
    both = held_by_container(display, [("shape", 8), ("shape", 7)], is_on=True)
    assert both == {("shape", 8): [("entity", A)], ("shape", 7): [("shape", 8)]}


@pytest.mark.feature("C25")
def test_what_stands_beside_any_of_several_containers_is_let_go(corner: Display) -> None:
    display = boxes(corner, (7, ROUND_A), (8, (350, 350, 450, 450)))
    display = holding(display, by_shape={1: 7, 2: 8, 0: 8})
    both = held_by_container(display, [("shape", 7), ("shape", 8)], is_on=True)
    assert both == {None: [("entity", B)]}, "what another holds stays there"
    apart = replace(display, positions=display.positions + np.array((0.0, 1000.0)))
    both = held_by_container(apart, [("shape", 7), ("shape", 8)], is_on=True)
    assert both == {None: [("entity", A), ("entity", B), ("entity", C)]}
    off = held_by_container(display, [("shape", 7), ("shape", 8)], is_on=False)
    assert off == {None: [("entity", A), ("entity", B), ("entity", C)]}


@pytest.mark.feature("C25")
def test_a_container_made_larger_takes_a_container_that_stands_in_it_now(corner: Display) -> None:
    display = boxes(corner, (7, (-500, -500, -400, -400)), (8, ROUND_A))
    larger = Room(("shape", 7), (-500, -500, 200, 200), is_round=False, is_fitted=False)
    assert held_within(display, larger) == {("shape", 7): [("shape", 8)]}
