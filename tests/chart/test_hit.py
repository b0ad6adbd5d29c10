"""Points and rectangles find the items and links that are drawn there."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from iwtlink.chart.building import build_display
from iwtlink.chart.display import Display
from iwtlink.chart.hand.hit import (
    NOTHING,
    Hit,
    hit_at,
    index_hits,
    label_at,
    line_at,
    node_at,
)
from iwtlink.chart.hand.within import lines_within, nodes_within
from iwtlink.chart.style import ChartStyle, load_style
from iwtlink.ontology import Ontology, load_ontology
from iwtlink.store.charts.content import ChartContent

Make = Callable[..., ChartContent]


@pytest.fixture
def triangle(make_content: Make, ontology: Ontology, style: ChartStyle) -> Display:
    content = make_content(
        ["a", "b", "c"],
        [(0, 1), (1, 2)],
        positions=[(0, 0), (400, 0), (400, 400)],
        roles=["transport", ""],
    )
    return build_display(content, ontology, style)


def test_an_icon_a_name_a_label_and_a_line_are_found(triangle: Display) -> None:
    hits = index_hits(triangle)
    line = int(np.flatnonzero((triangle.ends == (0, 1)).all(axis=1))[0])
    assert hit_at(hits, 5, -5) == Hit("entity", 0)
    name_y = (triangle.node_text.boxes[1, 1] + triangle.node_text.boxes[1, 3]) / 2
    assert hit_at(hits, 400, name_y) == Hit("entity", 1)
    assert hit_at(hits, *triangle.label_centres[line]) == Hit("line", line)
    assert hit_at(hits, 100, 2) == Hit("line", line)
    assert hit_at(hits, 100, 9) == NOTHING
    assert hit_at(hits, 100, 9, slack=10) == Hit("line", line)
    assert not hit_at(hits, -500, 900)


def test_an_arc_is_found_on_its_way_and_not_on_the_chord(
    make_content: Make, ontology: Ontology, style: ChartStyle
) -> None:
    content = make_content(
        ["a", "b"], [(0, 1), (0, 1)], positions=[(0, 0), (600, 0)], multiplicity="each"
    )
    display = build_display(content, ontology, style)
    hits = index_hits(display)
    assert line_at(hits, 300, 0) == -1
    above, below = line_at(hits, 300, -17), line_at(hits, 300, 17)
    assert {above, below} == {0, 1}


def test_the_icon_on_top_wins_over_a_name_below_it(
    make_content: Make, ontology: Ontology, style: ChartStyle
) -> None:
    content = make_content(["a long name here", "b"], positions=[(0, 0), (30, 28)])
    hits = index_hits(build_display(content, ontology, style))
    assert node_at(hits, 30, 28) == 1
    assert node_at(hits, -30, 28) == 0


def test_a_rectangle_takes_what_lies_wholly_in_it(triangle: Display) -> None:
    hits = index_hits(triangle)
    line = int(np.flatnonzero((triangle.ends == (0, 1)).all(axis=1))[0])
    assert nodes_within(hits, (-30, -30, 430, 30)).tolist() == [0, 1]
    assert nodes_within(hits, (430, 30, -30, -30)).tolist() == [0, 1]
    assert nodes_within(hits, (-10, -30, 430, 30)).tolist() == [1]
    assert lines_within(hits, (-30, -30, 430, 30)).tolist() == [line]
    assert not len(lines_within(hits, (-30, -30, 300, 30)))


def test_a_rectangle_touching_takes_what_any_of_lies_in_it(triangle: Display) -> None:
    hits = index_hits(triangle)
    line = int(np.flatnonzero((triangle.ends == (0, 1)).all(axis=1))[0])
    assert nodes_within(hits, (-10, -10, 10, 10), touching=True).tolist() == [0]
    assert lines_within(hits, (100, -10, 120, 10), touching=True).tolist() == [line]
    assert not len(lines_within(hits, (100, 10, 120, 30), touching=True))


def test_an_empty_chart_has_nothing_to_hit(
    make_content: Make, ontology: Ontology, style: ChartStyle
) -> None:
    hits = index_hits(build_display(make_content([]), ontology, style))
    assert hit_at(hits, 0, 0) == NOTHING
    assert label_at(hits, 0, 0) == -1


@given(
    st.lists(st.tuples(st.integers(-900, 900), st.integers(-900, 900)), min_size=1, max_size=40),
    st.integers(-950, 950),
    st.integers(-950, 950),
)
def test_the_grid_finds_what_looking_at_all_finds(
    make_content: Make, places: list[tuple[int, int]], x: int, y: int
) -> None:
    content = make_content([f"item {i}" for i in range(len(places))], positions=places)
    display = build_display(content, load_ontology(), load_style())
    boxes = display.node_boxes
    inside = (boxes[:, 0] <= x) & (x <= boxes[:, 2]) & (boxes[:, 1] <= y) & (y <= boxes[:, 3])
    found = node_at(index_hits(display), x, y)
    assert (found >= 0) == inside.any()
    assert found < 0 or inside[found]
