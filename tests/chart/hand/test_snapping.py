"""C39: dragged items keep to the grid and to the lines of their neighbours."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from iwtlink.chart.hand.effects import Dragged, Dropped, Guide
from iwtlink.chart.hand.scene import Rules
from iwtlink.chart.hand.snapping import Snapper
from tests.chart.conftest import MakeContent
from tests.chart.hand.conftest import A
from tests.chart.hand.desk import Desk, desk_of
from tests.chart.hand.drawn import drawn


def test_on_a_grid_an_item_rests_on_its_crossings(desk: Desk) -> None:
    desk.rules = Rules(grid_step=24)
    assert desk.drag((0, 0), (50, 20)) == [Dropped(frozenset((A,)), 48, 24)]
    assert desk.drag((5, 5), (55, 25), alt=True) == [Dropped(frozenset((A,)), 50, 20)]


def test_near_a_neighbours_line_an_item_keeps_to_it_and_a_guide_shows_it(desk: Desk) -> None:
    desk.rules = Rules(is_aligned=True)
    desk.press(0, 0)
    (dragged,) = desk.move(100, 396)
    assert dragged == Dragged(frozenset((A,)), 100, 400, guides=(Guide(86, 400, 414, 400),))
    (dragged,) = desk.move(100, 390)
    assert dragged == Dragged(frozenset((A,)), 100, 390)
    assert desk.release(396, 404) == [Dropped(frozenset((A,)), 400, 400)]


def test_with_alt_an_item_goes_where_the_hand_goes(desk: Desk) -> None:
    desk.rules = Rules(is_aligned=True, grid_step=24)
    desk.press(0, 0)
    assert desk.move(100, 396, alt=True) == [Dragged(frozenset((A,)), 100, 396)]
    assert desk.release(100, 396, alt=True) == [Dropped(frozenset((A,)), 100, 396)]


def test_an_item_does_not_keep_to_what_moves_with_it_or_is_out_of_view(desk: Desk) -> None:
    desk.rules = Rules(is_aligned=True)
    desk.region = (-100, -100, 100, 500)
    assert desk.drag((0, 0), (100, 396)) == [Dropped(frozenset((A,)), 100, 396)]


def test_among_very_many_items_there_are_no_guides(make_content: MakeContent) -> None:
    places = [(float(i), float(i * 7 % 900) + 100) for i in range(500)]
    desk = desk_of(drawn(make_content(["a"] * 501, positions=[(-50, -50), *places])))
    desk.rules = Rules(is_aligned=True)
    desk.press(-50, -50)
    (dragged,) = desk.move(-20, -80)
    assert isinstance(dragged, Dragged)
    assert dragged.guides == ()


@given(
    st.lists(st.tuples(st.integers(-90, 90), st.integers(-90, 90)), max_size=12),
    st.floats(-100, 100),
    st.floats(-100, 100),
)
def test_what_is_dragged_moves_no_farther_than_the_reach(
    places: list[tuple[int, int]], x: float, y: float
) -> None:
    snapper = Snapper(0.0, np.array(places, float).reshape(-1, 2), 6.0, 10.0)
    rest_x, rest_y, guides = snapper.place(x, y)
    assert abs(rest_x - x) <= 6.0 and abs(rest_y - y) <= 6.0
    assert len(guides) == (rest_x in {float(p[0]) for p in places}) + (
        rest_y in {float(p[1]) for p in places}
    )
