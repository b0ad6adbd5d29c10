"""What holds a network together, and where it would fall apart. Direction is ignored."""

from __future__ import annotations

from collections import defaultdict

import numpy as np
import numpy.typing as npt

from iwtlink.analysis.graphs import rustworkx_graph
from iwtlink.analysis.pairs import simple_pairs
from iwtlink.store.snapshot import Snapshot


def components(snapshot: Snapshot) -> npt.NDArray[np.int64]:
    """Number the separate groups (int64[N]): 0 is the largest, an isolated entity a group too.

    Groups of equal size keep the order of their first entity.
    """
    import rustworkx as rx

    groups = rx.connected_components(rustworkx_graph(simple_pairs(snapshot)))
    groups.sort(key=lambda group: (-len(group), min(group)))
    numbers = np.zeros(len(snapshot.entity_ids), dtype=np.int64)
    for number, group in enumerate(groups):
        numbers[list(group)] = number
    return numbers


def component_count(snapshot: Snapshot) -> int:
    """Count the separate groups."""
    numbers = components(snapshot)
    return int(numbers.max()) + 1 if numbers.size else 0


def cut_points(snapshot: Snapshot) -> npt.NDArray[np.int64]:
    """Into how many pieces does its group fall without this one (int64[N]; 0: it holds)?

    Entities with a value are the articulation points (J. Hopcroft and R. Tarjan,
    Communications of the ACM 16 (1973) 372-378): each stands in that many blocks.
    """
    import rustworkx as rx

    graph = rustworkx_graph(simple_pairs(snapshot))
    pieces = np.zeros(len(snapshot.entity_ids), dtype=np.int64)
    blocks_of: defaultdict[int, set[int]] = defaultdict(set)
    for (a, b), block in rx.biconnected_components(graph).items():
        blocks_of[a].add(block)
        blocks_of[b].add(block)
    for index in rx.articulation_points(graph):
        pieces[index] = len(blocks_of[index])
    return pieces


def bridges(snapshot: Snapshot) -> npt.NDArray[np.int64]:
    """Give the pairs (indexes, int64[K,2], sorted) whose loss would split their group.

    Several parallel links of one pair count as one.
    """
    import rustworkx as rx

    graph = rustworkx_graph(simple_pairs(snapshot))
    found = sorted((min(pair), max(pair)) for pair in rx.bridges(graph))
    return np.array(found, dtype=np.int64).reshape(-1, 2)
