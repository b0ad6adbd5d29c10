"""Which items belong together: groups with many links inside and few between (Louvain)."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from iwtlink.chart.layouts.network import Network

Indexes = NDArray[np.int64]


def groups_of(network: Network, seed: int) -> Indexes:
    """Give the number of each item's group: (N,), the largest group first.

    As stated by the network, else by modularity (Blondel, Guillaume, Lambiotte and Lefebvre
    2008).
    """
    if len(network.groups):
        return np.unique(network.groups, return_inverse=True)[1].astype(np.int64)
    import networkx as nx  # slow to import

    graph = nx.Graph()
    graph.add_nodes_from(range(len(network.boxes)))
    graph.add_edges_from(network.ends.tolist())
    found = nx.community.louvain_communities(graph, seed=seed)
    groups = np.zeros(len(network.boxes), np.int64)
    for number, members in enumerate(sorted(found, key=lambda some: (-len(some), min(some)))):
        groups[list(members)] = number
    return groups
