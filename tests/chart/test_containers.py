"""Containers enclose what they hold, wherever it is moved; shapes may hold too."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.testing import assert_allclose

from iwtlink.chart.building import build_display
from iwtlink.chart.display import Display
from iwtlink.chart.moving import moved, settled
from iwtlink.chart.style import ChartStyle
from iwtlink.ontology import Ontology
from iwtlink.store.charts.content import ChartContent, Membership
from iwtlink.store.charts.look import Look, Shape

Make = Callable[..., ChartContent]
Draw = Callable[..., Display]


def held(holder: int, *members: int, kind: str = "entity") -> tuple[Membership, ...]:
    """Say that items (by index) are held by one, or by the shape of an id."""
    of = holder if kind == "shape" else 101 + holder
    return tuple(Membership(kind, of, "entity", 101 + member) for member in members)


@pytest.fixture
def draw(make_content: Make, ontology: Ontology, style: ChartStyle) -> Draw:
    """Give a function that builds items in a row 200 apart; those named hold others."""

    def drawn(
        count: int,
        members: Sequence[Membership],
        *,
        holders: Sequence[int] = (0,),
        look: Look | None = None,
        links: Sequence[tuple[int, int]] = (),
        **more: object,
    ) -> Display:
        own = look or Look(is_container=True)
        content = make_content(
            [f"Item {k}" for k in range(count)],
            links,
            positions=[(200.0 * k, 40.0 * (k % 2)) for k in range(count)],
            looks=tuple(own if k in holders else Look() for k in range(count)),
            members=tuple(members),
            **more,
        )
        return build_display(content, ontology, style)

    return drawn


def encloses(display: Display, holder: int, member: int) -> bool:
    """Say whether one item lies wholly within another's form."""
    low = display.positions[holder] - display.halves[holder]
    high = display.positions[holder] + display.halves[holder]
    box = display.node_boxes[member]
    return bool((low <= box[0:2]).all() and (box[2:4] <= high).all())


@pytest.mark.feature("C25")
@pytest.mark.parametrize("form", ["box", "circle"])
def test_a_container_encloses_its_members_and_only_makes_room_for_these(
    draw: Draw, form: str
) -> None:
    look = Look(is_container=True, representation=form)  # type: ignore[arg-type]  # one of two
    display = draw(5, held(0, 2, 3), look=look)
    assert encloses(display, 0, 2) and encloses(display, 0, 3)
    assert not encloses(display, 0, 4)
    assert display.draw_order[0] == 0


@pytest.mark.feature("C25")
def test_the_label_of_a_container_stands_at_its_top_above_all_members(draw: Draw) -> None:
    display = draw(4, held(0, 1, 2))
    label = display.node_text.boxes[0] + np.tile(display.positions[0], 2)
    assert label[1] > display.positions[0, 1] - display.halves[0, 1]
    assert label[3] <= display.node_boxes[[1, 2], 1].min()


@pytest.mark.feature("C25")
def test_a_container_follows_its_members_and_their_lines_follow_it(draw: Draw) -> None:
    display = draw(4, held(0, 1, 2), links=[(3, 0), (1, 2)])
    there = settled(moved(display, np.array([1]), np.array([[300.0, 900.0]])))
    assert encloses(there, 0, 1) and encloses(there, 0, 2)
    assert not np.allclose(there.line_points, display.line_points)
    fresh = draw(4, held(0, 1, 2), links=[(3, 0), (1, 2)])
    again = settled(moved(fresh, np.array([1]), np.array([[300.0, 900.0]])))
    assert_allclose(again.line_points, there.line_points)


def test_a_container_sized_by_hand_keeps_its_size_and_place(draw: Draw) -> None:
    look = Look(is_container=True, width=120.0, height=90.0)
    display = draw(3, held(0, 2), look=look)
    assert_allclose(display.halves[0], (60.0, 45.0))
    assert_allclose(display.positions[0], (0.0, 0.0))


def test_containers_within_containers_are_drawn_from_the_outermost_in(draw: Draw) -> None:
    display = draw(4, (*held(0, 1), *held(1, 2, 3)), holders=(0, 1))
    assert encloses(display, 0, 1) and encloses(display, 1, 3) and encloses(display, 0, 3)
    assert display.draw_order.tolist()[:2] == [0, 1]


def test_what_holds_itself_in_a_ring_is_not_held(draw: Draw) -> None:
    display = draw(3, (*held(0, 1), *held(1, 0), *held(2, 2)), holders=(0, 1, 2))
    above = display.holders
    for _ in range(3):
        above = np.where(above >= 0, display.holders[above], -1)
    assert (above < 0).all()


def test_a_line_from_a_member_to_its_container_ends_at_the_edge(draw: Draw) -> None:
    display = draw(3, held(0, 1, 2), links=[(1, 0)])
    end = display.line_points[0, 2:4] - display.positions[0]
    room = (display.halves[0] - np.abs(end)).min()
    assert 0 <= room <= display.style.icon_gap_px + 1e-6


def test_words_on_a_line_keep_clear_of_the_label_of_a_container(
    make_content: Make, ontology: Ontology, style: ChartStyle
) -> None:
    plain = make_content(
        ["A container with a long label", "a", "b", "c"],
        [(2, 3)],
        positions=[(0, 0), (0, 200), (300, 200), (150, -120)],
        looks=(Look(is_container=True), *[Look()] * 3),
        members=held(0, 1, 2),
        roles=["word"],
    )
    display = build_display(plain, ontology, style)
    label = display.node_text.boxes[0] + np.tile(display.positions[0], 2)
    words = display.label_boxes[0]
    assert (words[0:2] >= label[2:4]).any() or (words[2:4] <= label[0:2]).any()


def test_what_is_held_by_nothing_on_the_chart_is_free(draw: Draw) -> None:
    members = (
        Membership("entity", 999, "entity", 101),
        Membership("entity", 102, "entity", 103),
        Membership("entity", 101, "entity", 888),
    )
    assert draw(3, members).holders.tolist() == [-1, -1, -1]  # 102 is no container


@pytest.mark.feature("C31")
def test_a_group_holds_items_without_being_drawn(draw: Draw) -> None:
    group = Shape(7, "g", "group", 0, 0, 0, 0, 0, "", Look())
    display = draw(3, held(7, 1, 2, kind="shape"), holders=(), shapes=(group,))
    assert display.holding_shapes.tolist() == [0, 7, 7]
    assert display.shapes == ()


def test_a_free_box_without_a_size_encloses_what_it_holds(draw: Draw) -> None:
    box = Shape(7, "g", "box", 5, 5, 0, 0, -1, "Area", Look(is_container=True))
    display = draw(3, held(7, 1, 2, kind="shape"), holders=(), shapes=(box,))
    left, top, right, bottom = display.shapes[0].box
    boxes = display.node_boxes[1:]
    assert left < boxes[:, 0].min() and top < boxes[:, 1].min()
    assert right > boxes[:, 2].max() and bottom > boxes[:, 3].max()
    there = settled(moved(display, np.array([1]), np.array([[0.0, 5000.0]])))
    assert there.shapes[0].box[3] > 5000


@given(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5)), max_size=12), st.data())
def test_any_memberships_give_containers_that_enclose(
    make_content: Make,
    ontology: Ontology,
    style: ChartStyle,
    pairs: list[tuple[int, int]],
    data: st.DataObject,
) -> None:
    first_holder = {member: holder for holder, member in reversed(pairs)}
    members = [one for member, holder in first_holder.items() for one in held(holder, member)]
    places = data.draw(
        st.lists(st.tuples(st.floats(-1e4, 1e4), st.floats(-1e4, 1e4)), min_size=6, max_size=6)
    )
    content = make_content(
        list("abcdef"), positions=places, looks=(Look(is_container=True),) * 6, members=members
    )
    display = build_display(content, ontology, style)
    for member, holder in enumerate(display.holders.tolist()):
        assert holder < 0 or encloses(display, holder, member)
