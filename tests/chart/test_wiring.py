"""C27: theme lines run into the event frames of what their people took part in, and out again."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.testing import assert_allclose
from numpy.typing import NDArray

from iwtlink.chart.building import build_display
from iwtlink.chart.display import Display
from iwtlink.chart.hand.carried import carried, carried_by
from iwtlink.chart.hand.hit import index_hits, node_at
from iwtlink.chart.moving import moved
from iwtlink.chart.style import ChartStyle, load_style
from iwtlink.chart.svg.document import chart_svg
from iwtlink.ontology import Ontology, load_ontology
from iwtlink.store.charts.look import LinkLook, Look, Wiring
from tests.chart.conftest import MakeContent, build_content

Floats = NDArray[np.float64]
LEVEL, HIGH, LOW = 0.0, -150.0, 220.0
"""Of the theme line, of the first and of the second event."""
BETWEEN = 0.0
"""An x between the two events."""
WAYS: dict[Wiring, tuple[float, float]] = {
    "returns": (LEVEL, LEVEL),
    "keeps": (HIGH, LOW),
    "next": (LOW, LEVEL),
    "straight": (LEVEL, LEVEL),
}
"""The height of the theme line between the two events, and behind the second."""


def chart(
    ontology: Ontology,
    style: ChartStyle,
    *,
    theme: Wiring = "",
    frames: Sequence[Wiring] = ("", ""),
    links: Sequence[LinkLook] = (),
    places: Sequence[tuple[float, float]] = ((-300.0, HIGH), (300.0, LOW)),
    directed: bool = True,
) -> Display:
    """Give a person's theme line from -800 to 800 and events which the person attended."""
    names = ["Somphone", *(f"Event {k}" for k in range(len(places)))]
    looks = [Look(representation="theme", width=1600.0, wiring=theme)]
    looks += [Look(representation="event", wiring=one) for one in frames]
    looks += [Look(representation="event")] * (len(names) - len(looks))
    content = build_content(
        names,
        [(0, k) for k in range(1, len(names))],
        types=["person", *["event"] * len(places)],
        link_types=["attended"] * len(places),
        directed=[directed] * len(places),
        positions=[(0.0, LEVEL), *places],
        looks=tuple(looks),
        link_looks=tuple(links),
    )
    return build_display(content, ontology, style)


def line_to(display: Display, event: int) -> int:
    return int(np.flatnonzero((display.ends == event).any(axis=1))[0])


def way_in(display: Display, event: int) -> Floats:
    """Give the points of the link into an event, from the theme line on."""
    line = line_to(display, event)
    corners = display.corners[display.corner_starts[line] : display.corner_starts[line + 1]]
    ends = display.line_points[line].reshape(2, 2)
    return np.vstack((ends[:1], corners, ends[1:]))


def height_at(display: Display, x: float) -> float:
    """Give the height at which the theme line is drawn at some x."""
    for piece in display.ways.of(0) or [np.array([(-800.0, LEVEL), (800.0, LEVEL)])]:
        if piece[0, 0] <= x <= piece[-1, 0]:
            return float(np.interp(x, *piece.T))
    raise AssertionError(f"the theme line is not drawn at {x}")


@pytest.mark.feature("C27")
@pytest.mark.parametrize("wiring", WAYS)
def test_a_theme_line_runs_into_its_events_in_four_ways(
    wiring: Wiring, ontology: Ontology, style: ChartStyle
) -> None:
    shown = chart(ontology, style, theme=wiring)
    assert (height_at(shown, BETWEEN), height_at(shown, 780.0)) == pytest.approx(WAYS[wiring])
    assert height_at(shown, -700.0) == LEVEL
    if wiring == "straight":
        assert not len(shown.ways.owners)
        assert_allclose(shown.line_points[:, 0], shown.line_points[:, 2])  # upright
        return
    for event in (1, 2):
        (x, y), wide = shown.positions[event], shown.halves[event, 0]
        way = way_in(shown, event)
        assert_allclose(way[-1], (x - wide, y))  # into the frame, at its middle
        assert_allclose(way[-2, 1], y)
        assert height_at(shown, float(way[0, 0])) == pytest.approx(way[0, 1]), "where it left off"
        assert height_at(shown, float(x + wide)) == pytest.approx(y), "and out on the other side"


@pytest.mark.feature("C27")
def test_a_theme_line_returns_to_its_level_unless_it_is_told_otherwise(
    ontology: Ontology, style: ChartStyle
) -> None:
    usual, told = chart(ontology, style), chart(ontology, style, theme="returns")
    assert_allclose(usual.ways.points, told.ways.points)


@pytest.mark.feature("C27")
def test_a_link_says_its_way_before_the_event_and_the_event_before_the_theme_line(
    ontology: Ontology, style: ChartStyle
) -> None:
    by_frame = chart(ontology, style, theme="next", frames=("keeps", ""))
    assert height_at(by_frame, BETWEEN) == HIGH
    assert height_at(by_frame, 780.0) == LEVEL
    own = (LinkLook(wiring="returns"), LinkLook(wiring="keeps"))
    by_link = chart(ontology, style, theme="next", frames=("keeps", "returns"), links=own)
    assert height_at(by_link, BETWEEN) == LEVEL
    assert height_at(by_link, 780.0) == LOW


@pytest.mark.feature("C27")
def test_the_link_into_an_event_is_drawn_in_the_colour_of_the_theme_line_and_as_its_own_strength(
    ontology: Ontology, style: ChartStyle
) -> None:
    shown = chart(ontology, style)
    assert (shown.line_colours == shown.edges[0]).all()
    assert (shown.widths == shown.edge_px[0]).all()
    own = chart(ontology, style, links=(LinkLook(colour="#ff0000"), LinkLook()))
    assert own.line_colours[line_to(own, 1)] == 0xFFFF0000
    straight = chart(ontology, style, theme="straight")
    assert (straight.line_colours != straight.edges[0]).all()


@pytest.mark.feature("C27")
def test_bend_points_made_by_hand_lead_the_link_and_the_theme_line_keeps_its_level(
    ontology: Ontology, style: ChartStyle
) -> None:
    shown = chart(ontology, style, links=(LinkLook(corners=((-500.0, -60.0),)), LinkLook()))
    assert way_in(shown, 1)[1].tolist() == [-500.0, -60.0]
    assert height_at(shown, -300.0) == LEVEL
    assert height_at(shown, 300.0 + float(shown.halves[2, 0])) == LOW


@pytest.mark.feature("C27")
def test_two_events_at_one_time_make_a_fork_and_both_return(
    ontology: Ontology, style: ChartStyle
) -> None:
    shown = chart(ontology, style, places=((0.0, HIGH), (0.0, LOW)))
    one, other = way_in(shown, 1), way_in(shown, 2)
    assert_allclose(one[0], other[0])
    assert {one[-1, 1], other[-1, 1]} == {HIGH, LOW}
    back = [piece for piece in shown.ways.of(0) if piece[0, 0] > 0.0]
    assert {piece[0, 1] for piece in back} == {HIGH, LOW}
    for piece in back:
        assert LEVEL in piece[:, 1]


@pytest.mark.feature("C27")
def test_between_near_events_a_line_runs_from_one_to_the_next(
    ontology: Ontology, style: ChartStyle
) -> None:
    shown = chart(ontology, style, places=((0.0, HIGH), (0.0, LOW)))
    wide = float(shown.halves[1:, 0].sum())
    near = chart(ontology, style, places=((0.0, HIGH), (wide + 30.0, LOW)))
    right = float(near.halves[1, 0])
    assert_allclose(way_in(near, 2)[0, 1], HIGH)
    assert right < way_in(near, 2)[0, 0] < way_in(near, 2)[1, 0] < right + 30.0


@pytest.mark.feature("C27")
@pytest.mark.parametrize("wiring", ["returns", "keeps", "next"])
def test_words_on_a_level_way_into_an_event_stand_in_front_of_its_frame(
    wiring: Wiring, ontology: Ontology, style: ChartStyle
) -> None:
    shown = chart(ontology, style, theme=wiring, places=((-300.0, LEVEL), (300.0, 4.0)))
    for event in (1, 2):
        line = line_to(shown, event)
        frame = float(shown.positions[event, 0] - shown.halves[event, 0])
        assert shown.label_boxes[line, 2] < frame
        way = way_in(shown, event)
        assert way[0, 0] < shown.label_boxes[line, 0], "on the link, not on the theme line"


@pytest.mark.feature("C27")
def test_an_event_beyond_the_ends_of_a_theme_line_is_linked_straight(
    ontology: Ontology, style: ChartStyle
) -> None:
    shown = chart(ontology, style, places=((-1200.0, HIGH), (1400.0, LOW)))
    assert not len(shown.ways.owners)
    for event in (1, 2):
        start, turn, end = way_in(shown, event)
        across = np.cross(np.append(end - start, 0), np.append(turn - start, 0))
        assert_allclose(across, 0.0, atol=1e-6)


@pytest.mark.feature("C27")
def test_several_theme_lines_enter_a_frame_one_above_the_other_and_do_not_cross_before_it(
    make_content: MakeContent, ontology: Ontology, style: ChartStyle
) -> None:
    theme = Look(representation="theme", width=1600.0)
    levels = (-300.0, -150.0, 150.0, 300.0)
    content = make_content(
        [*"abcd", "met at Boten"],
        [(2, 4), (0, 4), (3, 4), (1, 4)],
        types=[*["person"] * 4, "event"],
        link_types=["attended"] * 4,
        positions=[*((0.0, y) for y in levels), (0.0, 0.0)],
        looks=(*[theme] * 4, Look(representation="event")),
    )
    shown = build_display(content, ontology, style)
    ways = {}
    for line, (person, _) in enumerate(shown.ends.tolist()):
        corner = shown.corners[shown.corner_starts[line]]
        ends = shown.line_points[line].reshape(2, 2)
        ways[person] = np.array([(-700.0, levels[person]), ends[0], corner, ends[1]])
    heights = [ways[person][-1, 1] for person in range(4)]
    assert heights == sorted(set(heights))
    assert max(map(abs, heights)) < shown.halves[4, 1]
    for one in range(4):
        for other in range(one):
            assert not _cross(ways[one], ways[other])


def _cross(one: Floats, other: Floats) -> bool:
    return any(
        _side(a, b, c) * _side(a, b, d) < 0 and _side(c, d, a) * _side(c, d, b) < 0
        for a, b in pairwise(one)
        for c, d in pairwise(other)
    )


def _side(a: Floats, b: Floats, c: Floats) -> float:
    return float((b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]))


@pytest.mark.feature("C27")
@pytest.mark.parametrize("wiring", ["returns", "keeps", "next"])
@given(st.lists(st.tuples(st.integers(-600, 600), st.integers(-300, 300)), min_size=1, max_size=6))
def test_wherever_events_stand_a_theme_line_runs_from_left_to_right_into_all_it_has_room_for(
    wiring: Wiring, places: list[tuple[int, int]]
) -> None:
    events = [(float(x), float(y)) for x, y in places]
    shown = chart(load_ontology(), load_style(), theme=wiring, frames=(), places=events)
    for piece in shown.ways.of(0):
        assert (np.diff(piece[:, 0]) >= -1e-9).all()
        assert np.isfinite(piece).all()
    for event in range(1, len(places) + 1):
        (x, y), wide = shown.positions[event], shown.halves[event, 0]
        way = way_in(shown, event)
        assert (np.diff(way[:, 0]) >= -1e-9).all()
        assert_allclose(way[-1], (x - wide, y))


@pytest.mark.feature("C27")
@pytest.mark.parametrize("moving", [1, 2, 0])
def test_a_drag_leads_the_theme_line_as_the_chart_drawn_anew_would(
    moving: int, ontology: Ontology, style: ChartStyle
) -> None:
    shown = chart(ontology, style)
    to = shown.positions[moving] + (37.0, 31.0)
    there = moved(shown, np.array([moving]), to[None])
    places = [tuple(place) for place in there.positions[1:].tolist()]
    held = carried(shown, np.array([moving]))
    part = carried_by(held, 37.0, 31.0)
    theme = int(np.flatnonzero(held.items == 0)[0])
    assert theme in held.shown.tolist(), "the theme line is painted with what is dragged"
    assert_allclose(np.vstack(part.ways.of(theme)), there.ways.points)
    assert_allclose(part.line_points, there.line_points[held.lines])
    if moving:
        anew = chart(ontology, style, places=places)
        assert_allclose(there.ways.points, anew.ways.points)
        assert_allclose(there.line_points, anew.line_points)
        assert_allclose(there.corners, anew.corners)


@pytest.mark.feature("C27")
def test_a_theme_line_is_hit_where_it_is_drawn_and_not_where_it_has_left(
    ontology: Ontology, style: ChartStyle
) -> None:
    hits = index_hits(chart(ontology, style, theme="keeps"))
    assert node_at(hits, BETWEEN, HIGH) == 0
    assert node_at(hits, BETWEEN, LEVEL) == -1
    assert node_at(hits, -780.0, LEVEL) == 0, "its icon"


@pytest.mark.feature("C27")
def test_a_drawing_shows_a_theme_line_where_it_runs(ontology: Ontology, style: ChartStyle) -> None:
    keeps = chart(ontology, style, theme="keeps")
    assert f"L{800} {LOW:g}" in chart_svg(keeps)
    assert "M-800 0H800" in chart_svg(chart(ontology, style, theme="straight"))
    assert keeps.extents[3] >= LOW
