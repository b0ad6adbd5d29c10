"""Folding like neighbours into bundles, and what a chart with bundles draws."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from iwtlink.chart.building import build_display
from iwtlink.chart.items.folding import folded, like_neighbours, unfolded
from iwtlink.chart.items.kinds import BUNDLE_ICON
from iwtlink.chart.style import ChartStyle
from iwtlink.ontology import Ontology
from iwtlink.store.charts.content import ChartContent, Membership

Make = Callable[..., ChartContent]


def _star(make_content: Make, leaves: int = 5, **more: object) -> ChartContent:
    links = [(0, leaf) for leaf in range(1, leaves + 1)]
    types = ["person", *["phone"] * leaves]
    return make_content([f"Item {k}" for k in range(leaves + 1)], links, types=types, **more)


def test_items_of_one_type_with_the_same_neighbours_are_alike(make_content: Make) -> None:
    assert like_neighbours(_star(make_content)) == [(102, 103, 104, 105, 106)]
    assert like_neighbours(_star(make_content), least=6) == []


def test_pinned_held_and_otherwise_linked_items_stay_out(make_content: Make) -> None:
    content = _star(make_content, pinned=[1])
    assert like_neighbours(content) == [(103, 104, 105, 106)]
    content = replace(content, members=(Membership("shape", 1, "entity", 103),))
    assert like_neighbours(content) == [(104, 105, 106)]
    types = [*content.link_types[:-1], "owns"]
    assert like_neighbours(replace(content, link_types=types)) == []
    assert like_neighbours(_star(make_content), among=[102, 103, 104]) == [(102, 103, 104)]


def test_a_bundle_is_one_item_with_count_icon_and_one_line(
    make_content: Make, ontology: Ontology, style: ChartStyle
) -> None:
    content = replace(_star(make_content), folded=((102, 103, 104, 105, 106),))
    display = build_display(content, ontology, style)
    assert display.entity_ids.tolist() == [101, 102]
    assert display.counts.tolist() == [1, 5]
    assert display.icon_names[display.icon_index[1]] == BUNDLE_ICON
    assert display.badges.texts == ["5"]
    assert "Item 1 and 4 more" in display.node_text.texts
    assert len(display.ends) == 1
    assert sorted(display.link_ids[display.members].tolist()) == [201, 202, 203, 204, 205]


def test_links_within_a_bundle_have_no_line(make_content: Make) -> None:
    content = make_content(["a", "b", "c"], [(0, 1), (1, 2), (0, 2)])
    folding = folded(replace(content, folded=((101, 102),)))
    assert folding.content.link_ids.tolist() == [202, 203]
    assert folding.content.ends.tolist() == [[0, 1], [0, 1]]


def test_an_item_in_two_groups_or_not_on_the_chart_spoils_nothing(make_content: Make) -> None:
    content = make_content(["a", "b", "c"])
    folding = folded(replace(content, folded=((101, 102), (102, 103), (999, 998), (103, 999))))
    assert folding.content.entity_ids.tolist() == [101, 103]


def test_places_of_a_folded_chart_go_back_to_the_whole_one(make_content: Make) -> None:
    content = make_content(list("abcd"), positions=[(0, 0), (1, 1), (2, 2), (np.nan, np.nan)])
    folding = folded(replace(content, folded=((101, 102, 104),)))
    places = unfolded(folding, np.array([[9.0, 9.0], [8.0, 8.0]]), content)
    assert places.tolist() == [[9, 9], [10, 10], [8, 8], [9, 9]], "a bundle goes along"


@given(
    st.lists(st.tuples(st.integers(0, 6), st.integers(0, 6)), max_size=14),
    st.lists(st.lists(st.integers(101, 109), max_size=5).map(tuple), max_size=3),
)
def test_folding_twice_is_folding_once_and_no_link_between_others_is_lost(
    make_content: Make,
    ontology: Ontology,
    style: ChartStyle,
    links: list[tuple[int, int]],
    groups: list[tuple[int, ...]],
) -> None:
    content = replace(make_content(list("abcdefg"), links), folded=tuple(groups))
    once = folded(content)
    twice = folded(once.content)
    assert twice.content.entity_ids.tolist() == once.content.entity_ids.tolist()
    assert twice.content.labels == once.content.labels
    assert twice.counts.tolist() == once.counts.tolist()
    assert once.counts.min() >= 1
    display = build_display(content, ontology, style)
    drawn = set(display.link_ids[display.members].tolist())
    assert drawn <= set(content.link_ids.tolist())
    if not any(set(group) & set(content.entity_ids.tolist()) for group in groups):
        assert len(drawn) == sum(a != b for a, b in links)
