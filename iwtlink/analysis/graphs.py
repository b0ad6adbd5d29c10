"""Hand the pairs to rustworkx (exact and fast) or NetworkX (weighted shortest paths)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iwtlink.analysis.pairs import Pairs

if TYPE_CHECKING:
    import networkx as nx
    import rustworkx as rx


def rustworkx_graph(pairs: Pairs) -> rx.PyGraph[int, None]:
    """Build the undirected graph; node numbers are entity indexes."""
    import rustworkx as rx

    graph: rx.PyGraph[int, None] = rx.PyGraph(multigraph=False)
    graph.add_nodes_from(range(pairs.count))
    graph.add_edges_from_no_data([(int(a), int(b)) for a, b in pairs.ends])
    return graph


def rustworkx_digraph(pairs: Pairs) -> rx.PyDiGraph[int, None]:
    """Build the directed graph; node numbers are entity indexes."""
    import rustworkx as rx

    graph: rx.PyDiGraph[int, None] = rx.PyDiGraph(multigraph=False)
    graph.add_nodes_from(range(pairs.count))
    graph.add_edges_from_no_data([(int(a), int(b)) for a, b in pairs.ends])
    return graph


def networkx_graph(pairs: Pairs) -> nx.Graph:
    """Build a NetworkX graph whose ``distance`` is one over the weight of the pair.

    More calls mean a shorter way (M. E. J. Newman, Phys. Rev. E 64, 016132, 2001).
    """
    import networkx as nx

    graph = nx.DiGraph() if pairs.is_directed else nx.Graph()
    graph.add_nodes_from(range(pairs.count))
    for (a, b), weight in zip(pairs.ends.tolist(), pairs.weights.tolist(), strict=True):
        graph.add_edge(a, b, distance=1.0 / weight if weight > 0 else float("inf"))
    return graph
