"""C28: what stands at its date moves along its own time only; i2's controlling, ordered, free."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.testing import assert_allclose

from iwtlink.chart.display import Display
from iwtlink.chart.hand.effects import Dragged, Dropped, Effect, TimeTouched
from iwtlink.chart.hand.events import Selection
from iwtlink.chart.hand.intime import Leeway, leeway_of
from iwtlink.chart.items.intime import FIXED, FREE, ORDERED
from iwtlink.store.charts.content import EntityFacts
from iwtlink.store.charts.look import InTime, Look, Shape
from tests.chart.conftest import build_content
from tests.chart.hand.desk import Desk, desk_of
from tests.chart.hand.drawn import drawn

A, B, C, UNDATED = 101, 102, 103, 104
DAYS = ("2016-01-01", "2016-03-01", "2016-06-01", "")


def timeline(
    name: str,
    *,
    looks: Sequence[Look] = (),
    days: Sequence[str] = DAYS,
    x: Sequence[float] = (0.0, 300.0, 900.0, 1200.0),
    pinned: Sequence[int] = (),
    axis: bool = False,
) -> Display:
    """Give events side by side, by their dates, on a chart last laid out as named."""
    line = Shape(7, "", "line", 450.0, 200.0, 900.0, 0.0, 0, "", Look(by_layout=True))
    content = build_content(
        [f"Event {k}" for k in range(len(days))],
        types=["event"] * len(days),
        positions=[(place, 0.0) for place in x],
        facts=tuple(EntityFacts(values={"date": day}) for day in days),
        looks=tuple(looks),
        pinned=pinned,
        layout={"name": name},
        shapes=(line,) if axis else (),
    )
    return drawn(content)


def drag(desk: Desk, start: float, to: tuple[float, float], **held: bool) -> list[Effect]:
    """Press on what stands at x, drag by some way and let go; give all that came of it."""
    effects = desk.press(start, 0.0)
    for share in (0.4, 1.0):
        effects += desk.move(start + to[0] * share, to[1] * share, alt=held.get("alt", False))
    return effects + desk.release(start + to[0], to[1], alt=held.get("alt", False))


def drop_of(effects: Sequence[Effect]) -> tuple[float, float]:
    (dropped,) = [one for one in effects if isinstance(one, Dropped)]
    return dropped.dx, dropped.dy


@pytest.mark.feature("C28")
def test_how_an_item_is_held_follows_from_the_timeline_and_its_own_look() -> None:
    said: tuple[InTime, ...] = ("free", "ordered", "", "fixed")
    own = [Look(in_time=one) for one in said]
    assert timeline("timeline").in_time.tolist() == [FIXED] * 3 + [FREE]
    assert timeline("timeline_grouped").in_time.tolist() == [ORDERED] * 3 + [FREE]
    assert timeline("organic").in_time.tolist() == [FREE] * 4
    assert timeline("timeline", pinned=[0]).in_time.tolist() == [FREE, FIXED, FIXED, FREE]
    assert timeline("timeline", looks=own).in_time.tolist() == [FREE, ORDERED, FIXED, FREE]


@pytest.mark.feature("C28")
@pytest.mark.parametrize("alt", [False, True])
def test_what_is_fixed_by_its_date_is_dragged_up_and_down_only_and_it_is_said_why(
    alt: bool,
) -> None:
    effects = drag(desk_of(timeline("timeline")), 300.0, (180.0, -90.0), alt=alt)
    dragged = [one for one in effects if isinstance(one, Dragged)]
    assert {one.dx for one in dragged} == {0.0}
    assert drop_of(effects) == (0.0, pytest.approx(-90.0, abs=8.0))
    assert effects.count(TimeTouched(is_fixed=True)) == 1, "said once, not at each step"
    upright = drag(desk_of(timeline("timeline")), 300.0, (5.0, -90.0))
    assert not any(isinstance(one, TimeTouched) for one in upright)


@pytest.mark.feature("C28")
@pytest.mark.parametrize(("by", "to"), [(-900.0, -300.0), (900.0, 600.0), (150.0, 150.0)])
def test_what_is_ordered_is_dragged_between_what_was_before_and_what_came_after(
    by: float, to: float
) -> None:
    effects = drag(desk_of(timeline("timeline_grouped")), 300.0, (by, 120.0), alt=True)
    assert drop_of(effects) == (to, 120.0)
    assert (TimeTouched(is_fixed=False) in effects) == (by != to)


@pytest.mark.feature("C28")
def test_what_has_no_date_or_is_set_free_or_pinned_is_dragged_anywhere() -> None:
    free = [Look(), Look(in_time="free"), Look(), Look()]
    for display, start in (
        (timeline("timeline"), 1200.0),
        (timeline("timeline", looks=free), 300.0),
        (timeline("timeline", pinned=[1]), 300.0),
        (timeline("circular"), 300.0),
    ):
        effects = drag(desk_of(display), start, (-250.0, 120.0), alt=True)
        assert drop_of(effects) == (-250.0, 120.0)


@pytest.mark.feature("C28")
def test_what_is_dragged_along_with_something_fixed_keeps_to_its_time_too() -> None:
    desk = desk_of(timeline("timeline"))
    desk.selection = Selection(entities=frozenset((B, UNDATED)))
    assert drop_of(drag(desk, 1200.0, (-250.0, 120.0), alt=True)) == (0.0, 120.0)


@pytest.mark.feature("C28")
def test_a_whole_timeline_goes_anywhere_together_with_its_dates() -> None:
    display = timeline("timeline", axis=True)
    assert leeway_of(display, (A, B, C)) == Leeway(0.0, 0.0), "its dates would stay behind"
    assert leeway_of(display, (A, B, C), (7,)) == Leeway()
    assert leeway_of(display, (A, B), (7,)) == Leeway(0.0, 0.0)


@pytest.mark.feature("C28")
def test_an_event_at_the_same_day_is_no_bound_and_one_out_of_its_time_does_not_push() -> None:
    days = ("2016-01-01", "2016-03-01", "2016-03-01", "2016-06-01")
    same = timeline("timeline_grouped", days=days, x=(0.0, 300.0, 500.0, 900.0))
    assert leeway_of(same, (B,)) == Leeway(-300.0, 600.0)
    wrong = timeline("timeline_grouped", days=days, x=(400.0, 300.0, 500.0, 900.0))
    assert leeway_of(wrong, (B,)) == Leeway(0.0, 600.0)


@pytest.mark.feature("C28")
@given(
    st.lists(st.tuples(st.integers(1, 9), st.integers(-500, 500)), min_size=1, max_size=7),
    st.sets(st.integers(0, 6), min_size=1),
    st.integers(-900, 900),
)
def test_the_order_of_dates_is_kept_by_each_drag(
    stood: list[tuple[int, int]], chosen: set[int], dx: int
) -> None:
    stood = sorted(stood)
    days = [f"2016-0{month}-01" for month, _ in stood]
    x = sorted(float(place) for _, place in stood)
    display = timeline("timeline_grouped", days=days, x=x)
    moving = [k for k in chosen if k < len(x)]
    leeway = leeway_of(display, [A + k for k in moving])
    now = np.array(x)
    now[moving] += leeway.kept(dx)
    for one in range(len(x)):
        for other in range(one):
            assert days[other] == days[one] or now[other] <= now[one] + 1e-9
    if len(moving) == len(x):
        assert_allclose(now - x, dx if moving else 0.0)


def test_links_and_pins_do_not_matter_to_a_chart_that_is_no_timeline() -> None:
    shown = timeline("")
    assert leeway_of(replace(shown), (A, B)) == Leeway()
    assert np.isnan(shown.days).all()
