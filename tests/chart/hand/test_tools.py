"""The palette, the zoom box, the rubber band and the lock."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from iwtlink.chart.display import Display
from iwtlink.chart.hand.effects import (
    Banded,
    Dropped,
    EntityWanted,
    Hovered,
    LockTouched,
    Selected,
    ToolPutDown,
    Zoomed,
    ZoomedTo,
)
from iwtlink.chart.hand.events import Button, Event, EventKind, Selection, Tool
from iwtlink.chart.hand.hit import NOTHING
from iwtlink.chart.hand.scene import Rules
from tests.chart.conftest import MakeContent
from tests.chart.hand.conftest import A, B
from tests.chart.hand.desk import Desk, Held, at, desk_of, entities, links, shapes
from tests.chart.hand.drawn import drawn, shape


@pytest.mark.feature("C34")
def test_the_armed_palette_places_with_each_click_until_escape(desk: Desk) -> None:
    desk.rules = Rules(armed="person")
    assert desk.click(-50, -60) == [EntityWanted("person", -50, -60)]
    assert desk.click(0, 0) == [EntityWanted("person", 0, 0)]
    assert desk.send("double", 0, 0, button="left") == []
    assert desk.selection == Selection()
    assert desk.escape() == [ToolPutDown()]


@pytest.mark.feature("C34")
def test_escape_with_the_button_held_places_nothing(desk: Desk) -> None:
    desk.rules = Rules(armed="person")
    desk.press(-50, -60)
    assert desk.escape() == []
    assert desk.release(-50, -60) == []


@pytest.mark.parametrize("how", [{"ctrl": True, "shift": True}, {"z": True}])
def test_a_zoom_box_is_drawn_over_whatever_is_there(desk: Desk, how: Held) -> None:
    desk.press(0, 0, **how)
    assert desk.move(200, 90) == [Banded((0, 0, 200, 90))]
    assert desk.release(200, 90) == [Banded(None), ZoomedTo((0, 0, 200, 90))]
    assert desk.selection == Selection()


def test_a_click_with_z_zooms_in_and_one_with_ctrl_and_shift_selects(desk: Desk) -> None:
    assert desk.click(10, 10, z=True) == [Banded(None), Zoomed(1.5, 10, 10)]
    desk.click(0, 0, ctrl=True, shift=True)
    assert desk.selection == entities(A)


def test_the_rubber_band_takes_what_is_wholly_inside_and_with_alt_what_it_touches(
    corner: Display,
) -> None:
    desk = desk_of(replace(corner, shapes=(shape(7, (40, 60, 90, 90)),)))
    desk.drag((-40, 40), (70, -40))
    assert desk.selection == entities(A)
    desk.drag((-40, -40), (70, 70), alt=True)
    assert desk.selection == Selection(frozenset((A,)), frozenset((201,)), frozenset((7,)))
    desk.drag((-40, 100), (100, 50))
    assert desk.selection == shapes(7)


def test_nothing_moves_on_a_locked_chart_and_it_says_so_once(desk: Desk) -> None:
    desk.rules = Rules(is_locked=True)
    assert desk.press(0, 0) == [Selected(entities(A))]
    assert desk.move(50, 50) == [LockTouched()]
    assert desk.move(90, 90) == []
    assert desk.release(90, 90) == []


def test_after_a_gesture_what_is_under_the_pointer_is_told_anew(desk: Desk) -> None:
    desk.move(0, 0)
    desk.drag((0, 0), (60, 60))
    assert desk.move(-500, -500) == [Hovered(NOTHING)]


def test_an_empty_chart_bears_every_gesture(make_content: MakeContent) -> None:
    desk = desk_of(drawn(make_content([])))
    hows: tuple[Held, ...] = ({}, {"z": True}, {"alt": True}, {"shift": True})
    for how in hows:
        desk.drag((0, 0), (300, 200), **how)
    desk.click(5, 5)
    desk.send("double", 5, 5, button="left")
    desk.press(5, 5, button="right")
    assert desk.selection == Selection()


def test_ten_thousand_items_at_one_point_are_dragged_one_at_a_time(
    make_content: MakeContent,
) -> None:
    desk = desk_of(drawn(make_content(["a"] * 10_000, positions=[(5, 5)] * 10_000)))
    desk.rules = Rules(is_aligned=True, grid_step=10)
    assert desk.drag((5, 5), (38, 41)) == [Dropped(frozenset((10_100,)), 35, 35)]


_KINDS: tuple[EventKind, ...] = (
    *("press", "move", "move", "release", "double", "key", "wheel", "leave"),
)
_BUTTONS: tuple[Button, ...] = ("left", "left", "middle", "right")
_HELD: tuple[Held, ...] = (
    {},
    {"ctrl": True},
    {"shift": True},
    {"alt": True},
    {"z": True},
    {"shift": True, "alt": True},
)
_TOOLS: tuple[Tool, ...] = ("select", "link", "pan")


@st.composite
def _events(draw: st.DrawFn) -> Event:
    held = draw(st.sampled_from(_HELD)).copy()
    held["button"] = draw(st.sampled_from(_BUTTONS))
    held["key"] = draw(st.sampled_from(("Escape", "Delete", "F2")))
    x = draw(st.sampled_from((0.0, 40.0, 120.0, 200.0, 400.0)))
    y = draw(st.sampled_from((-40.0, 0.0, 18.0, 400.0)))
    return at(draw(st.sampled_from(_KINDS)), x, y, **held)


@settings(max_examples=200)
@given(st.lists(_events(), max_size=25), st.sampled_from(_TOOLS), st.booleans())
def test_whatever_comes_the_hand_never_breaks_and_escape_sets_it_free(
    make_content: MakeContent, events: list[Event], tool: Tool, is_armed: bool
) -> None:
    ends, places = [(0, 1), (1, 0)], [(0, 0), (400, 0)]
    content = make_content(["a", "b"], ends, positions=places, multiplicity="each")
    desk = desk_of(drawn(content))
    desk.tool, desk.rules = tool, Rules(armed="person" if is_armed else "", is_aligned=True)
    for event in events:
        desk.take(event)
    desk.escape()
    desk.release(0, 0)
    desk.tool, desk.rules = "select", Rules()
    desk.click(400, 0)
    assert desk.selection == entities(B)


def test_a_selection_counts_what_it_holds() -> None:
    one, other = links(1) | entities(2), entities(2)
    assert other <= one and not one <= other
    assert one - other == links(1)
    assert not Selection() and shapes(3)
    assert Event("move").z is False


def test_after_a_fault_the_hand_is_free_for_the_next_gesture(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError

    with monkeypatch.context() as patched:
        patched.setattr("iwtlink.chart.hand.gestures.band", broken)
        with pytest.raises(ZeroDivisionError):
            desk.press(-300, -300)
    desk.click(0, 0)
    assert desk.selection == entities(A)
    assert desk.send("wheel", notches=1e9) == [Zoomed(1.2**60, 0, 0)]
