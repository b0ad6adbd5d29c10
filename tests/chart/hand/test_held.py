"""C25, C31: members move with their container, groups as one."""

from __future__ import annotations

from dataclasses import replace

import pytest

from iwtlink.chart.display import Display
from iwtlink.chart.hand.effects import Dropped, RemovalAsked
from iwtlink.chart.hand.events import Selection
from iwtlink.chart.hand.held import with_held
from tests.chart.hand.conftest import A, B, C
from tests.chart.hand.desk import Desk, desk_of, entities, shapes
from tests.chart.hand.drawn import holding, shape


@pytest.fixture
def house(corner: Display) -> Display:
    """A filled box (7) that holds A and a smaller box (8), which holds B."""
    boxes = (
        shape(7, (-200, -200, 200, 200), fill=0xFFFFFFFF, depth=-2, is_container=True),
        shape(8, (300, -60, 500, 60), depth=-1, holder=("shape", 7), is_container=True),
    )
    return holding(replace(corner, shapes=boxes), by_shape={0: 7, 1: 8})


@pytest.fixture
def grouped(corner: Display) -> Display:
    """A, B and a free text (9) in a group (6), which is not drawn."""
    note = shape(9, (-300, 300, -200, 340), "text", holder=("shape", 6))
    return holding(replace(corner, shapes=(note,)), by_shape={0: 6, 1: 6})


@pytest.mark.feature("C25")
def test_all_that_a_container_holds_moves_with_it(house: Display) -> None:
    desk = desk_of(house)
    (dropped,) = desk.drag((-150, -150), (-50, -100))
    assert dropped == Dropped(frozenset((A, B)), 100, 50, frozenset((7, 8)))


@pytest.mark.feature("C25")
def test_a_member_moves_alone(house: Display) -> None:
    assert desk_of(house).drag((0, 0), (50, 20)) == [Dropped(frozenset((A,)), 50, 20)]


@pytest.mark.feature("C25")
def test_an_entity_that_holds_others_takes_them_along(corner: Display) -> None:
    display = holding(corner, by_item={1: 0, 2: 1})
    assert with_held(display, entities(A)) == entities(A, B, C)
    assert with_held(display, entities(B)) == entities(B, C)


@pytest.mark.feature("C31")
def test_a_click_takes_the_whole_group_and_a_second_one_the_item_alone(grouped: Display) -> None:
    desk = desk_of(grouped)
    desk.click(0, 0)
    assert desk.selection == Selection(frozenset((A, B)), shapes=frozenset((9,)))
    desk.click(0, 0)
    assert desk.selection == entities(A)
    desk.click(400, 400)
    assert desk.selection == entities(C)


@pytest.mark.feature("C31")
def test_a_group_moves_as_one_whichever_is_dragged(grouped: Display) -> None:
    desk = desk_of(grouped)
    everything = Dropped(frozenset((A, B)), 40, 40, frozenset((6, 9)))
    assert desk.drag((400, 0), (440, 40)) == [everything]
    desk.selection = shapes(9)
    assert desk.drag((-250, 320), (-210, 360)) == [everything]


def test_who_hold_each_other_in_a_ring_move_together_once(corner: Display) -> None:
    display = holding(corner, by_item={0: 1, 1: 0})
    assert with_held(display, entities(A)) == entities(A, B)


def test_shapes_are_selected_and_removed_like_entities(house: Display) -> None:
    desk: Desk = desk_of(house)
    desk.click(-150, -150)
    assert desk.selection == shapes(7)
    desk.click(0, 0, ctrl=True)
    assert desk.selection == Selection(frozenset((A,)), shapes=frozenset((7,)))
    assert desk.send("key", key="Delete") == [RemovalAsked(desk.selection)]
    desk.click(-150, -150, ctrl=True)
    assert desk.selection == entities(A)
