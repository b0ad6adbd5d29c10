"""Measures against numbers computed by hand and against NetworkX on real calls."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import networkx as nx
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from iwtlink.analysis import (
    MEASURES,
    betweenness,
    bridges,
    closeness,
    compare_with_confirmed,
    component_count,
    components,
    cut_points,
    degree,
    directed_pairs,
    ego,
    eigenvector,
    in_degree,
    measure_named,
    neighbours,
    out_degree,
    pagerank,
    rank,
    simple_pairs,
)
from iwtlink.errors import BadInput
from iwtlink.store.snapshot import CONFIRMED, Snapshot
from tests.analysis.networks import caviar, demo_case, snapshot_of

CHAIN = snapshot_of("abcd", [("a", "b"), ("b", "c"), ("c", "d")])


def test_on_a_chain_of_four_the_inner_two_stand_on_two_of_three_ways() -> None:
    assert betweenness(CHAIN).tolist() == pytest.approx([0, 2 / 3, 2 / 3, 0])


def test_the_middle_of_a_star_brokers_everything() -> None:
    star = snapshot_of("abcde", [("a", name) for name in "bcde"])
    assert betweenness(star).tolist() == [1, 0, 0, 0, 0]
    assert degree(star).tolist() == [4, 1, 1, 1, 1]
    assert closeness(star).tolist() == pytest.approx([1, 4 / 7, 4 / 7, 4 / 7, 4 / 7])


def test_parallel_links_and_a_link_with_oneself_do_not_raise_the_degree() -> None:
    network = snapshot_of("ab", [("a", "b"), ("b", "a"), ("a", "a")])
    assert degree(network).tolist() == [1, 1]
    assert degree(network, weighted=True).tolist() == [2, 2]


def test_arrows_count_apart_when_direction_is_followed() -> None:
    calls = snapshot_of("abc", [("a", "b"), ("a", "c"), ("b", "a")], directed=True)
    assert out_degree(calls).tolist() == [2, 1, 0]
    assert in_degree(calls).tolist() == [1, 1, 1]
    assert degree(calls, directed=True).tolist() == [3, 2, 1]


def test_an_undirected_link_runs_both_ways_among_arrows() -> None:
    assert len(directed_pairs(snapshot_of("ab", [("a", "b")])).ends) == 2


def test_groups_are_numbered_by_size_and_an_isolated_entity_is_one() -> None:
    network = snapshot_of("abcdef", [("b", "c"), ("d", "e"), ("e", "f")])
    assert components(network).tolist() == [2, 1, 1, 0, 0, 0]
    assert component_count(network) == 3


def test_a_cut_point_tells_into_how_many_pieces_its_group_falls() -> None:
    network = snapshot_of("abcde", [("a", "b"), ("b", "c"), ("c", "a"), ("a", "d"), ("a", "e")])
    assert cut_points(network).tolist() == [3, 0, 0, 0, 0]
    assert bridges(network).tolist() == [[0, 3], [0, 4]]


def test_two_parallel_links_are_still_a_bridge() -> None:
    assert bridges(snapshot_of("ab", [("a", "b"), ("b", "a")])).tolist() == [[0, 1]]


def test_the_ego_network_holds_everyone_within_its_depth() -> None:
    assert ego(CHAIN, 0, 2).tolist() == [0, 1, 2, -1]
    assert ego(CHAIN, 0, 9).tolist() == [0, 1, 2, 3]
    assert neighbours(CHAIN, 1).tolist() == [0, 2]


def test_unconfirmed_links_vanish_when_only_confirmed_ones_count() -> None:
    network = snapshot_of("abc", [("a", "b"), ("b", "c", "unconfirmed")])
    assert len(network.only(strengths=[CONFIRMED]).link_ids) == 1
    compared = compare_with_confirmed(network, "degree")
    assert compared.all_links.tolist() == [1, 2, 1]
    assert compared.confirmed.tolist() == [1, 1, 0]
    assert (compared.components_all, compared.components_confirmed) == (1, 2)
    assert (compared.pairs_all, compared.pairs_confirmed) == (2, 1)


def test_only_some_link_types_can_be_kept() -> None:
    assert not len(CHAIN.only(link_types=["called"]).link_ids)
    assert len(CHAIN.only(link_types=["associate_of"]).link_ids) == 3


def test_an_entity_is_found_by_its_id() -> None:
    assert CHAIN.index_of(30) == 2
    with pytest.raises(KeyError):
        CHAIN.index_of(31)


@pytest.mark.parametrize("measure", MEASURES)
@pytest.mark.parametrize("names", ["", "a", "ab"])
def test_every_measure_bears_a_network_without_links(measure: str, names: str) -> None:
    network = snapshot_of(names, [])
    for directed in (False, True):
        values = MEASURES[measure].values_of(network, directed=directed, weighted=True)
        assert len(values) == len(names)
        assert np.isfinite(values).all()


@pytest.mark.parametrize("measure", MEASURES.values(), ids=list(MEASURES))
def test_every_measure_has_words_and_a_source(measure: object) -> None:
    assert isinstance(measure, type(MEASURES["degree"]))
    assert measure.label and measure.sentence.endswith(".") and measure.source


def test_an_unknown_measure_is_refused_with_the_known_names() -> None:
    with pytest.raises(BadInput, match="betweenness"):
        measure_named("importance")


def test_equal_values_are_ranked_by_reference() -> None:
    ranked = rank(snapshot_of("ba", [("a", "b")]), "degree")
    assert [row.index for row in ranked] == [1, 0]


def test_the_demo_case_gives_the_expected_ranking(shared_data: Path) -> None:
    expected = json.loads((shared_data / "demo_case" / "expected_answers.json").read_text("utf-8"))
    truth, network = expected["unmerged"], demo_case(shared_data)
    assert len(network.entity_ids) == truth["nodes"]
    assert len(simple_pairs(network).ends) == truth["edges_simple"]
    assert component_count(network) == truth["components"]
    by_degree = [(network.refs[row.index], row.value) for row in rank(network, "degree", 5)]
    assert by_degree == [tuple(pair) for pair in truth["degree_top"]]
    brokers = rank(network, "betweenness", 5)
    assert [network.refs[row.index] for row in brokers] == [
        name for name, _value in truth["betweenness_top"]
    ]
    assert [round(row.value, 4) for row in brokers] == [
        value for _name, value in truth["betweenness_top"]
    ]


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        (betweenness, nx.betweenness_centrality),
        (closeness, nx.closeness_centrality),
        (eigenvector, lambda g: nx.eigenvector_centrality(g, max_iter=10_000, tol=1e-13)),
        (pagerank, lambda g: nx.pagerank(g, tol=1e-13, max_iter=1_000)),
        (degree, lambda g: dict(g.degree())),
    ],
)
@pytest.mark.parametrize("directed", [False, True])
def test_on_real_calls_a_measure_equals_networkx(
    shared_data: Path,
    ours: Callable[..., np.ndarray],
    theirs: Callable[[nx.Graph], dict[int, float]],
    directed: bool,
) -> None:
    calls = caviar(shared_data)
    assert len(calls.entity_ids) == 110
    assert len(directed_pairs(calls).ends) == 295
    assert len(simple_pairs(calls).ends) == 205
    graph = nx.DiGraph() if directed else nx.Graph()
    graph.add_nodes_from(range(110))
    graph.add_edges_from(calls.ends.tolist())
    oracle = theirs(graph)
    assert ours(calls, directed=directed) == pytest.approx(
        [oracle[k] for k in range(110)], abs=1e-9
    )


def test_on_real_calls_the_weights_equal_networkx(shared_data: Path) -> None:
    calls = caviar(shared_data)
    graph = nx.DiGraph()
    graph.add_nodes_from(range(110))
    for (source, target), count in zip(calls.ends.tolist(), calls.weights.tolist(), strict=True):
        graph.add_edge(source, target, weight=count, distance=1 / count)
    for ours, oracle in [
        (pagerank, nx.pagerank(graph, tol=1e-13, max_iter=1_000)),
        (eigenvector, nx.eigenvector_centrality(graph, 10_000, 1e-13, weight="weight")),
        (betweenness, nx.betweenness_centrality(graph, weight="distance")),
        (closeness, nx.closeness_centrality(graph, distance="distance")),
        (degree, dict(graph.degree(weight="weight"))),
    ]:
        values = ours(calls, directed=True, weighted=True)
        assert values == pytest.approx([oracle[k] for k in range(110)], abs=1e-9)


NETWORKS = st.builds(
    lambda links: snapshot_of("abcdefgh", links),
    st.lists(st.tuples(st.sampled_from("abcdefgh"), st.sampled_from("abcdefgh")), max_size=20),
)


@given(NETWORKS)
def test_cut_points_bridges_and_groups_are_those_of_networkx(network: Snapshot) -> None:
    graph = nx.Graph()
    graph.add_nodes_from(range(8))
    graph.add_edges_from((a, b) for a, b in network.ends.tolist() if a != b)
    whole = nx.number_connected_components(graph)
    for index, pieces in enumerate(cut_points(network).tolist()):
        without = graph.copy()
        without.remove_node(index)
        gained = nx.number_connected_components(without) - whole + 1
        assert pieces == (gained if gained > 1 else 0)
    assert {tuple(pair) for pair in bridges(network).tolist()} == {
        (min(pair), max(pair)) for pair in nx.bridges(graph)
    }
    assert component_count(network) == whole


@given(NETWORKS)
def test_on_small_networks_betweenness_and_closeness_equal_networkx(network: Snapshot) -> None:
    for directed, kind in ((False, nx.Graph), (True, nx.DiGraph)):
        graph = kind()
        graph.add_nodes_from(range(8))
        graph.add_edges_from(directed_pairs(network).ends.tolist())
        between, close = nx.betweenness_centrality(graph), nx.closeness_centrality(graph)
        assert betweenness(network, directed=directed) == pytest.approx(list(between.values()))
        assert closeness(network, directed=directed) == pytest.approx(list(close.values()))
