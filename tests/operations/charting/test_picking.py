"""What a way of selecting takes in of a chart, against networks small enough to see."""

from __future__ import annotations

from itertools import pairwise

import networkx as nx
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from iwtlink.operations.charting.picking import (
    Picked,
    ends_of,
    inverse,
    linked_with,
    links_at,
    links_between,
    of_strengths,
    of_types,
    paths_between,
)
from iwtlink.store.charts import ChartContent

Arrow = tuple[int, int, bool]


def chart(count: int, arrows: list[Arrow], types: list[str] | None = None) -> ChartContent:
    """Give a chart of entities 10, 11, ... and links 100, 101, ..."""
    links = len(arrows)
    return ChartContent(
        chart_id=1,
        title="",
        notice="",
        entity_ids=np.arange(10, 10 + count),
        types=types or ["person"] * count,
        labels=[f"E{n}" for n in range(count)],
        script_labels=[""] * count,
        positions=np.zeros((count, 2)),
        is_pinned=np.zeros(count, bool),
        picture_ids=np.zeros(count, np.int64),
        link_ids=np.arange(100, 100 + links),
        link_types=["paid"] * links,
        ends=np.array([(a, b) for a, b, _ in arrows], np.int64).reshape(-1, 2),
        is_directed=np.array([d for _, _, d in arrows], bool),
        strengths=np.arange(links, dtype=np.uint8) % 3,
        roles=[""] * links,
        percents=np.full(links, np.nan),
        amounts=[""] * links,
        quantities=[""] * links,
        starts=[""] * links,
        ends_on=[""] * links,
    )


LINE = chart(4, [(0, 1, True), (1, 2, True), (2, 3, False)], ["person", "firm", "firm", "person"])


def test_a_type_takes_in_its_entities_and_a_link_type_its_links() -> None:
    assert of_types(LINE, {"firm"}) == Picked((11, 12))
    assert of_types(LINE, {"paid", "person"}) == Picked((10, 13), (100, 101, 102))


def test_a_strength_takes_in_its_links() -> None:
    assert of_strengths(LINE, {"confirmed", "tentative"}) == Picked((), (100, 102))


def test_the_ends_of_links_are_taken_in_with_them() -> None:
    assert ends_of(LINE, [101]) == Picked((11, 12), (101,))


def test_links_between_entities_lead_to_no_other() -> None:
    assert links_between(LINE, [10, 11, 13]) == Picked((10, 11, 13), (100,))


def test_links_at_entities_lead_anywhere() -> None:
    assert links_at(LINE, [11]) == Picked((11,), (100, 101))


def test_linked_entities_are_those_one_link_away() -> None:
    assert linked_with(LINE, [11]) == Picked((10, 11, 12), (100, 101))


def test_the_inverse_of_entities_is_entities_and_of_links_links() -> None:
    assert inverse(LINE, Picked((10,))) == Picked((11, 12, 13))
    assert inverse(LINE, Picked((), (100,))) == Picked((), (101, 102))
    assert inverse(LINE, Picked((10,), (100,))) == Picked((11, 12, 13), (101, 102))
    assert inverse(LINE, Picked()) == Picked((10, 11, 12, 13), (100, 101, 102))


def test_arrows_are_walked_forwards_and_undirected_links_both_ways() -> None:
    assert paths_between(LINE, 10, 13, along_arrows=True) == Picked(
        (10, 11, 12, 13), (100, 101, 102)
    )
    assert paths_between(LINE, 13, 10, along_arrows=True) == Picked()
    assert paths_between(LINE, 13, 10) == Picked((13, 12, 11, 10), (100, 101, 102))


def test_parallel_links_are_all_on_the_path() -> None:
    content = chart(2, [(0, 1, True), (1, 0, True), (0, 1, False)])
    assert paths_between(content, 10, 11).links == (100, 101, 102)
    assert paths_between(content, 10, 11, along_arrows=True).links == (100, 102)


NETWORKS = st.integers(2, 8).flatmap(
    lambda count: st.tuples(
        st.just(count),
        st.lists(
            st.tuples(st.integers(0, count - 1), st.integers(0, count - 1), st.booleans()).filter(
                lambda one: one[0] != one[1]
            ),
            max_size=16,
        ),
    )
)


@given(NETWORKS, st.booleans())
def test_paths_are_those_of_networkx(network: tuple[int, list[Arrow]], along: bool) -> None:
    count, arrows = network
    graph = nx.DiGraph()
    graph.add_nodes_from(range(count))
    for start, end, is_directed in arrows:
        graph.add_edge(start, end)
        if not (along and is_directed):
            graph.add_edge(end, start)
    picked = paths_between(chart(count, arrows), 10, 9 + count, along_arrows=along)
    if not nx.has_path(graph, 0, count - 1):
        assert not len(picked)
        return
    paths = list(nx.all_shortest_paths(graph, 0, count - 1))
    steps = {step for path in paths for step in pairwise(path)}
    assert set(picked.entities) == {10 + node for path in paths for node in path}
    assert picked.entities[0] == 10
    assert picked.entities[-1] == 9 + count
    walked = {
        100 + place
        for place, (start, end, is_directed) in enumerate(arrows)
        if (start, end) in steps or (not (along and is_directed) and (end, start) in steps)
    }
    assert set(picked.links) == walked


@pytest.mark.parametrize("strengths", [(), ("unconfirmed",)])
def test_what_is_not_there_takes_in_nothing(strengths: tuple[str, ...]) -> None:
    empty = chart(0, [])
    assert not len(of_strengths(empty, strengths))
    assert not len(linked_with(empty, [10]))
    assert not len(paths_between(empty, 10, 11))
