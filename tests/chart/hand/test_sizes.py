"""Forms and free shapes resized by their handles."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iwtlink.chart.display import Display
from iwtlink.chart.hand.effects import Outlined, Resized
from iwtlink.chart.hand.resizing import SMALLEST, resized
from iwtlink.chart.items.forms import BOX, CIRCLE, EVENT, TEXT, THEME
from tests.chart.hand.conftest import A
from tests.chart.hand.desk import desk_of, entities, shapes
from tests.chart.hand.drawn import as_form, shape

PARTS = ("nw", "n", "ne", "e", "se", "s", "sw", "w")
numbers = st.floats(-500, 500)


@pytest.mark.feature("C03")
@pytest.mark.parametrize("form", [BOX, CIRCLE, TEXT, EVENT])
def test_a_form_has_eight_handles_and_is_resized_by_a_corner(corner: Display, form: int) -> None:
    desk = desk_of(as_form(corner, 0, form, 60, 40))
    desk.selection = entities(A)
    assert sorted(handle.part for handle in desk.handles) == sorted(PARTS)
    desk.press(60, 40)
    assert desk.move(100, 90) == [
        Outlined(((-60, -40), (100, -40), (100, 90), (-60, 90), (-60, -40)))
    ]
    assert desk.release(100, 90) == [Outlined(), Resized("entity", A, (-60, -40, 100, 90))]


def test_a_theme_line_is_made_longer_at_its_ends(corner: Display) -> None:
    desk = desk_of(as_form(corner, 0, THEME, 100, 20))
    desk.selection = entities(A)
    assert [handle.part for handle in desk.handles] == ["w", "e"]
    assert desk.drag((100, 0), (180, 30))[-1] == Resized("entity", A, (-100, -20, 180, 20))


def test_a_free_box_is_resized_and_a_free_arrow_drawn_by_its_ends(corner: Display) -> None:
    box, arrow = shape(7, (-300, 100, -200, 160)), shape(8, (-300, 300, -100, 250), "arrow")
    desk = desk_of(replace(corner, shapes=(box, arrow)))
    desk.selection = shapes(7)
    assert desk.drag((-200, 130), (-150, 500))[-1] == Resized("shape", 7, (-300, 100, -150, 160))
    desk.selection = shapes(8)
    assert desk.drag((-100, 250), (-400, 320))[-1] == Resized("shape", 8, (-300, 300, -400, 320))


def test_with_shift_an_arrow_keeps_to_right_angles(corner: Display) -> None:
    desk = desk_of(replace(corner, shapes=(shape(8, (-300, 300, -100, 250), "arrow"),)))
    desk.selection = shapes(8)
    end = desk.drag((-100, 250), (-100, 310), shift=True)[-1]
    assert isinstance(end, Resized)
    assert end.box == pytest.approx((-300, 300, -300 + (200**2 + 10**2) ** 0.5, 300))


def test_escape_and_a_mere_click_leave_the_size(corner: Display) -> None:
    desk = desk_of(as_form(corner, 0, BOX, 60, 40))
    desk.selection = entities(A)
    desk.press(60, 40)
    desk.move(100, 90)
    assert desk.escape() == [Outlined()]
    assert desk.release(100, 90) == []
    assert desk.click(60, 40) == [Outlined()]


@given(st.sampled_from(PARTS), numbers, numbers, st.booleans())
def test_a_box_never_turns_over_and_its_other_sides_stay(
    part: str, x: float, y: float, keeps_shape: bool
) -> None:
    before = (-50.0, -30.0, 50.0, 30.0)
    after = resized(before, part, x, y, keeps_shape=keeps_shape)
    assert after[2] - after[0] >= SMALLEST - 1e-6 and after[3] - after[1] >= SMALLEST - 1e-6
    for side, names in enumerate("wnes"):
        if names not in part:
            assert after[side] == before[side]
    if keeps_shape and len(part) == 2:
        assert (after[2] - after[0]) / (after[3] - after[1]) == pytest.approx(100 / 60)
