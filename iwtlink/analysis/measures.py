"""How central each entity is, one value per entity (float64[N]).

By default a measure sees the simple undirected graph: a pair counts once however many
links it has, and direction is ignored. ``directed`` follows the arrows (undirected links run
both ways); ``weighted`` counts what the links stand for, such as the number of calls.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from iwtlink.analysis.graphs import networkx_graph, rustworkx_digraph, rustworkx_graph
from iwtlink.analysis.pairs import Pairs, directed_pairs, simple_pairs
from iwtlink.store.snapshot import Snapshot

Scores: TypeAlias = npt.NDArray[np.float64]


def degree(snapshot: Snapshot, *, directed: bool = False, weighted: bool = False) -> Scores:
    """With how many others is this one linked directly?

    Directed: ties in plus ties out. Weighted: the sum of the weights instead of the count.
    Source: L. C. Freeman, Social Networks 1 (1979) 215-239.
    """
    pairs = _pairs(snapshot, directed)
    return _counted(pairs, 0, weighted) + _counted(pairs, 1, weighted)


def in_degree(snapshot: Snapshot, *, weighted: bool = False) -> Scores:
    """How many others point at this one (pay, call, supply it)? Always follows the arrows."""
    return _counted(directed_pairs(snapshot), 1, weighted)


def out_degree(snapshot: Snapshot, *, weighted: bool = False) -> Scores:
    """At how many others does this one point? Always follows the arrows."""
    return _counted(directed_pairs(snapshot), 0, weighted)


def betweenness(snapshot: Snapshot, *, directed: bool = False, weighted: bool = False) -> Scores:
    """On what share of the shortest ways between two others does this one stand (0 to 1)?

    High values mark brokers. Exact; cost grows with entities times pairs.
    Source: L. C. Freeman, Sociometry 40 (1977) 35-41; algorithm of U. Brandes (2001).
    """
    pairs = _pairs(snapshot, directed)
    if weighted:
        import networkx as nx

        return _scores(nx.betweenness_centrality(networkx_graph(pairs), weight="distance"), pairs)
    import rustworkx as rx

    if pairs.count < 3:
        return np.zeros(pairs.count)
    if directed:
        return _scores(dict(rx.digraph_betweenness_centrality(rustworkx_digraph(pairs))), pairs)
    return _scores(dict(rx.graph_betweenness_centrality(rustworkx_graph(pairs))), pairs)


def closeness(snapshot: Snapshot, *, directed: bool = False, weighted: bool = False) -> Scores:
    """How near is this one to everyone it can be reached from (0 to 1)?

    Scaled by the reachable share, so that separate groups compare fairly (Wasserman and
    Faust, Social Network Analysis, 1994, p. 201). Directed: distances towards the entity.
    """
    pairs = _pairs(snapshot, directed)
    if weighted:
        import networkx as nx

        return _scores(nx.closeness_centrality(networkx_graph(pairs), distance="distance"), pairs)
    import rustworkx as rx

    if directed:
        return _scores(dict(rx.digraph_closeness_centrality(rustworkx_digraph(pairs))), pairs)
    return _scores(dict(rx.graph_closeness_centrality(rustworkx_graph(pairs))), pairs)


def eigenvector(snapshot: Snapshot, *, directed: bool = False, weighted: bool = False) -> Scores:
    """Is this one linked with others who are themselves well linked (0 to 1)?

    Power iteration on the matrix plus identity, so that two-sided graphs settle too; the
    vector has length 1. In a network of separate groups only the densest one scores.
    Source: P. Bonacich, American Journal of Sociology 92 (1987) 1170-1182.
    """
    pairs = _pairs(snapshot, directed)
    source, target, weights = _arcs(pairs, weighted)
    scores = np.full(pairs.count, 1.0 / np.sqrt(max(pairs.count, 1)))
    for _round in range(10_000):
        arriving = np.bincount(target, scores[source] * weights, minlength=pairs.count)
        grown: Scores = scores + arriving
        grown /= np.linalg.norm(grown) or 1.0
        if np.abs(grown - scores).sum() < 1e-13 * max(pairs.count, 1):
            return grown
        scores = grown
    return scores


def pagerank(snapshot: Snapshot, *, directed: bool = False, weighted: bool = False) -> Scores:
    """How often would a reader who follows links at random arrive at this one (sums to 1)?

    Damping 0.85; an entity without a way out passes the reader on to anyone.
    Source: S. Brin and L. Page, Computer Networks 30 (1998) 107-117.
    """
    pairs = _pairs(snapshot, directed)
    source, target, weights = _arcs(pairs, weighted)
    leaving = np.bincount(source, weights, minlength=pairs.count)
    share = weights / leaving[source]
    is_end = leaving == 0
    scores = np.full(pairs.count, 1.0 / max(pairs.count, 1))
    for _round in range(1_000):
        arriving = np.bincount(target, scores[source] * share, minlength=pairs.count)
        anywhere = (0.85 * scores[is_end].sum() + 0.15) / max(pairs.count, 1)
        grown: Scores = 0.85 * arriving + anywhere
        if np.abs(grown - scores).sum() < 1e-14 * max(pairs.count, 1):
            return grown
        scores = grown
    return scores


def _pairs(snapshot: Snapshot, directed: bool) -> Pairs:
    return directed_pairs(snapshot) if directed else simple_pairs(snapshot)


def _counted(pairs: Pairs, end: int, weighted: bool) -> Scores:
    weights = pairs.weights if weighted else np.ones(len(pairs.ends))
    return np.bincount(pairs.ends[:, end], weights, pairs.count).astype(np.float64)


def _arcs(
    pairs: Pairs, weighted: bool
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64], Scores]:
    """Give source, target and weight of every arc; an undirected pair is two arcs."""
    weights = pairs.weights if weighted else np.ones(len(pairs.ends))
    source, target = pairs.ends[:, 0], pairs.ends[:, 1]
    if pairs.is_directed:
        return source, target, weights
    return (
        np.concatenate([source, target]),
        np.concatenate([target, source]),
        np.concatenate([weights, weights]),
    )


def _scores(by_index: Mapping[int, float], pairs: Pairs) -> Scores:
    return np.fromiter((by_index[k] for k in range(pairs.count)), np.float64, pairs.count)
