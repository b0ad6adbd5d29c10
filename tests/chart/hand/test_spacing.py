"""Lines of a pair drawn apart by one of them, with Shift and Alt."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from iwtlink.chart.display import Display
from iwtlink.chart.hand.along import distances
from iwtlink.chart.hand.effects import (
    AloneTouched,
    Effect,
    LockTouched,
    Outlined,
    Selected,
    SpacingChanged,
)
from iwtlink.chart.hand.scene import Rules
from iwtlink.store.charts.look import LinkLook
from tests.chart.conftest import MakeContent
from tests.chart.hand.desk import Desk, desk_of, links
from tests.chart.hand.drawn import drawn

USUAL = 34.0


def fan(make: MakeContent, count: int, *, looks: tuple[LinkLook, ...] = ()) -> Display:
    """Links 201.. between A at the origin and B 400 to its right, every second one back."""
    ends = [(0, 1) if i % 2 == 0 else (1, 0) for i in range(count)]
    content = make(["a", "b"], ends, positions=[(0, 0), (400, 0)], multiplicity="each")
    return drawn(replace(content, link_looks=looks) if looks else content)


def heights(display: Display) -> list[float]:
    """Give how far above (below 0) or below the straight line each line's middle runs."""
    way = np.where(display.ends[:, 0] == 0, 1.0, -1.0)
    return sorted((way * display.bends).tolist())


def spaced(desk: Desk, start: float, end: float) -> list[Effect]:
    """Drag from and to the middle between A and B, so far below the straight line."""
    return desk.drag((200, start), (200, end), shift=True, alt=True)


@pytest.mark.feature("C08")
@pytest.mark.parametrize(
    ("count", "start", "end", "apart"),
    [
        (2, USUAL / 2, 40, 80),  # the outer line of two runs through the pointer
        (2, -USUAL / 2, -10, 20),
        (3, USUAL, 60, 60),
        (3, 0, 50, 50),  # the middle one: its neighbour does
        (3, 0, -50, 50),
        (4, 1.5 * USUAL, 90, 60),
        (2, USUAL / 2, -60, 4),  # never on top of each other
        (2, USUAL / 2, 5_000, 400),
    ],
)
def test_the_line_that_is_dragged_runs_through_the_pointer(
    make_content: MakeContent, count: int, start: float, end: float, apart: float
) -> None:
    display = fan(make_content, count)
    done = spaced(desk_of(display), start, end)
    every = tuple(sorted(display.link_ids.tolist()))
    (cleared, changed) = done
    assert cleared == Outlined()
    assert isinstance(changed, SpacingChanged)
    assert (tuple(sorted(changed.links)), changed.spacing) == (every, apart)


def test_beside_the_middle_too_it_follows_the_pointer(make_content: MakeContent) -> None:
    display = fan(make_content, 2)
    (lower,) = [k for k in range(2) if display.line_controls[k, 1] > 0]
    desk = desk_of(display)
    press = display.line_points[lower, 0:2] * 0.5 + display.line_controls[lower] * 0.5
    (foot,) = distances(display, np.array([lower]), press)
    assert foot < 4
    done = desk.drag((press[0], press[1]), (press[0], 80), shift=True, alt=True)
    (changed,) = [one for one in done if isinstance(one, SpacingChanged)]
    looks = (LinkLook(spacing=changed.spacing),) * 2
    after = fan(make_content, 2, looks=looks)
    assert distances(after, np.array([lower]), np.array((press[0], 80)))[0] < 2


def test_all_lines_are_outlined_and_near_the_usual_spacing_they_keep_to_it(
    make_content: MakeContent,
) -> None:
    desk = desk_of(fan(make_content, 3, looks=(LinkLook(spacing=80.0),) * 3))
    desk.press(200, 80, shift=True, alt=True)
    (far,) = desk.move(200, 100, shift=True, alt=True)
    assert isinstance(far, Outlined)
    low, high = np.array(far.points)[:, 1].min(), np.array(far.points)[:, 1].max()
    assert (low, high) == pytest.approx((-100, 100))
    assert far.guides == ()
    (near,) = desk.move(200, USUAL + 3, shift=True, alt=True)
    assert isinstance(near, Outlined) and len(near.guides) == 1
    assert desk.release(200, USUAL + 3)[1:] == [SpacingChanged((201, 202, 203), None)]


def test_with_control_at_the_end_it_is_for_the_whole_chart(make_content: MakeContent) -> None:
    desk = desk_of(fan(make_content, 2))
    desk.press(200, 17, shift=True, alt=True)
    desk.move(200, 50, shift=True, alt=True)
    (_, changed) = desk.release(200, 50, ctrl=True, shift=True, alt=True)
    assert changed == SpacingChanged((201, 202), 100.0, is_everywhere=True)


def test_escape_calls_it_off_and_a_click_adds_the_line_to_the_selection(
    make_content: MakeContent,
) -> None:
    desk = desk_of(fan(make_content, 2))
    desk.press(200, 17, shift=True, alt=True)
    desk.move(200, 90, shift=True, alt=True)
    assert desk.escape() == [Outlined()]
    assert desk.release(200, 90) == []
    done = desk.click(200, 17, shift=True, alt=True)
    assert done == [Selected(desk.selection)]
    assert len(desk.selection.links) == 1
    assert spaced(desk, 17, 50)[1:] == [SpacingChanged((201, 202), 100.0)]  # by its handles too


def test_a_line_that_runs_alone_says_so_and_a_locked_chart_too(desk: Desk) -> None:
    desk.press(200, 0, shift=True, alt=True)
    assert desk.move(200, 40, shift=True, alt=True) == [AloneTouched()]
    assert desk.release(200, 40) == []
    desk.rules = Rules(is_read_only=True)
    desk.press(200, 0, shift=True, alt=True)
    assert desk.move(200, 40, shift=True, alt=True) == [LockTouched()]
    assert desk.release(200, 40) == []


def test_a_line_bent_by_hand_stands_aside_while_the_others_are_spaced(
    make_content: MakeContent,
) -> None:
    looks = (LinkLook(corners=((200.0, 120.0),)), LinkLook(), LinkLook())
    display = fan(make_content, 3, looks=looks)
    desk = desk_of(display)
    desk.selection = links(201)
    done = desk.drag((200, 120), (200, 60), shift=True, alt=True)
    assert done[1:] == [SpacingChanged((201, 202, 203), 60.0)]


def test_two_at_one_point_have_lines_that_bear_it_too(make_content: MakeContent) -> None:
    content = make_content(
        ["a", "b"], [(0, 1), (0, 1)], positions=[(5, 5), (5, 5)], multiplicity="each"
    )
    desk = desk_of(drawn(content))
    line = desk.display.line_points[0]
    start = (float(line[0]), float(line[1]))
    desk.drag(start, (300, 300), shift=True, alt=True)
    desk.escape()


# --- what is stored is drawn


def test_lines_stand_apart_as_the_pair_says_else_as_the_chart_does(
    make_content: MakeContent,
) -> None:
    ends = [(0, 1), (1, 0), (1, 2), (1, 2)]
    content = make_content(
        ["a", "b", "c"],
        ends,
        positions=[(0, 0), (400, 0), (400, 400)],
        multiplicity="each",
        link_spacing=50.0,
    )
    assert sorted(abs(drawn(content).bends)) == [25, 25, 25, 25]
    own = replace(content, link_looks=(LinkLook(spacing=20.0),) * 2 + (LinkLook(),) * 2)
    assert sorted(abs(drawn(own).bends)) == [10, 10, 25, 25]
    assert heights(fan(make_content, 3)) == pytest.approx([-USUAL, 0, USUAL])


@pytest.mark.parametrize("stated", [0.0, -5.0, float("nan"), float("inf"), 1e300])
def test_a_spacing_that_is_none_is_drawn_all_the_same(
    make_content: MakeContent, stated: float
) -> None:
    display = fan(make_content, 2, looks=(LinkLook(spacing=stated),) * 2)
    assert np.isfinite(display.bends).all()
    assert 2 <= abs(display.bends).max() <= 200
