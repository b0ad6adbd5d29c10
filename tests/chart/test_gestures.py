"""Gestures from press to release, without a window."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from iwtlink.chart.building import build_display
from iwtlink.chart.hand.effects import (
    Asked,
    Banded,
    Dragged,
    Dropped,
    Hovered,
    Panned,
    RemovalAsked,
    Selected,
    Zoomed,
)
from iwtlink.chart.hand.events import Selection
from iwtlink.chart.hand.hit import NOTHING, Hit, index_hits
from iwtlink.chart.style import ChartStyle
from iwtlink.ontology import Ontology
from iwtlink.store.charts.content import ChartContent
from tests.chart.hand.desk import Desk, Held, entities

A, B, C = 101, 102, 103


@pytest.fixture
def desk(make_content: Callable[..., ChartContent], ontology: Ontology, style: ChartStyle) -> Desk:
    content = make_content(
        ["a", "b", "c"],
        [(0, 1), (1, 2), (1, 2)],
        positions=[(0, 0), (400, 0), (400, 400)],
    )
    return Desk(index_hits(build_display(content, ontology, style)))


def test_a_click_selects_and_a_click_on_paper_selects_nothing(desk: Desk) -> None:
    desk.click(0, 0)
    assert desk.selection == entities(A)
    desk.click(400, 0)
    assert desk.selection == entities(B)
    desk.click(-300, -300)
    assert desk.selection == Selection()


def test_ctrl_click_adds_and_takes_away(desk: Desk) -> None:
    desk.click(0, 0)
    desk.click(400, 0, ctrl=True)
    assert desk.selection == entities(A, B)
    desk.click(0, 0, ctrl=True)
    assert desk.selection == entities(B)


def test_a_click_on_one_of_many_selects_it_alone(desk: Desk) -> None:
    desk.selection = entities(A, B)
    desk.click(0, 0)
    assert desk.selection == entities(A)


def test_a_click_on_a_merged_line_selects_all_its_links(desk: Desk) -> None:
    desk.click(402, 120)
    assert desk.selection == Selection(links=frozenset((202, 203)))


def test_a_drag_shows_moves_and_stores_one(desk: Desk) -> None:
    assert desk.press(0, 0) == [Selected(entities(A))]
    assert desk.send("move", 2, 2) == []
    assert desk.send("move", 30, 10) == [Dragged(frozenset((A,)), 30, 10)]
    assert desk.release(50, 20) == [Dropped(frozenset((A,)), 50, 20)]


def test_a_drag_of_one_selected_item_moves_all_selected(desk: Desk) -> None:
    desk.selection = entities(A, C)
    assert desk.press(0, 0) == []
    assert desk.send("move", 30, 0) == [Dragged(frozenset((A, C)), 30, 0)]
    assert desk.release(30, 0) == [Dropped(frozenset((A, C)), 30, 0)]
    assert desk.selection == entities(A, C)


def test_escape_puts_dragged_items_back(desk: Desk) -> None:
    desk.press(0, 0)
    desk.send("move", 90, 0)
    assert desk.escape() == [Dragged(frozenset((A,)), 0, 0)]
    assert desk.release(90, 0) == []


def test_a_rubber_band_selects_what_is_inside(desk: Desk) -> None:
    desk.press(-50, -50)
    assert desk.send("move", 450, 60) == [Banded((-50, -50, 450, 60))]
    effects = desk.release(450, 60)
    assert effects == [
        Banded(None),
        Selected(Selection(frozenset((A, B)), frozenset((201,)))),
    ]


def test_a_rubber_band_with_shift_adds(desk: Desk) -> None:
    desk.selection = entities(C)
    desk.press(-50, -50, shift=True)
    desk.send("move", 50, 60)
    desk.release(50, 60)
    assert desk.selection == entities(A, C)


def test_escape_calls_off_the_rubber_band_and_keeps_the_selection(desk: Desk) -> None:
    desk.selection = entities(C)
    desk.press(-50, -50)
    desk.send("move", 50, 60)
    assert desk.escape() == [Banded(None), Selected(entities(C))]
    assert desk.release(50, 60) == []


def test_escape_without_a_gesture_clears_the_selection(desk: Desk) -> None:
    desk.selection = entities(A)
    desk.escape()
    assert desk.selection == Selection()


@pytest.mark.parametrize("how", [{"button": "middle"}, {"space": True}])
def test_middle_button_or_space_pans(desk: Desk, how: Held) -> None:
    assert desk.press(0, 0, **how) == []
    assert desk.send("move", 10, 5) == [Panned(10, 5)]
    assert desk.send("move", 12, 5) == [Panned(2, 0)]
    assert desk.release(12, 5) == []
    assert desk.selection == Selection()


def test_the_wheel_zooms_about_the_pointer(desk: Desk) -> None:
    (effect,) = desk.send("wheel", 7, 9, notches=2.0)
    assert isinstance(effect, Zoomed)
    assert effect.factor == pytest.approx(1.44)
    assert (effect.px, effect.py) == (7, 9)


def test_hovering_tells_changes_only(desk: Desk) -> None:
    assert desk.send("move", 0, 0) == [Hovered(Hit("entity", 0))]
    assert desk.send("move", 1, 1) == []
    assert desk.send("leave") == [Hovered(NOTHING)]


def test_a_double_click_opens_and_with_shift_expands(desk: Desk) -> None:
    assert desk.send("double", 0, 0, button="left") == [Asked("open", Hit("entity", 0))]
    assert desk.send("double", 0, 0, button="left", shift=True) == [
        Asked("expand", Hit("entity", 0))
    ]
    assert desk.send("double", -300, 0, button="left") == []


def test_a_right_click_selects_what_is_under_it_and_asks_for_the_menu(desk: Desk) -> None:
    asked = Asked("menu", Hit("entity", 1))
    assert desk.press(400, 0, button="right") == [Selected(entities(B)), asked]
    desk.selection = entities(A, B)
    assert desk.press(400, 0, button="right") == [asked]


def test_delete_asks_to_take_the_selection_off(desk: Desk) -> None:
    assert desk.send("key", key="Delete") == []
    desk.selection = entities(A)
    assert desk.send("key", key="Delete") == [RemovalAsked(entities(A))]


def test_lines_are_as_easy_to_hit_when_zoomed_out(desk: Desk) -> None:
    desk.zoom = 0.25
    desk.click(100, 12)
    assert desk.selection == Selection(links=frozenset((201,)))
