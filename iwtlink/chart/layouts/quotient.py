"""A network of clusters: each cluster one item, as large as what stands in it."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from iwtlink.chart.layouts.network import Network

Floats = NDArray[np.float64]
Indexes = NDArray[np.int64]


def network_of_clusters(network: Network, cluster_of: Indexes, boxes: Floats) -> Network:
    """Give the network of clusters 0..C-1 of the given boxes; a pair linked often is one link.

    Links are as long as both clusters need, and the words of links between them.
    """
    count = len(boxes)
    ends = np.sort(cluster_of[network.ends], axis=1).reshape(-1, 2)
    between = ends[:, 0] != ends[:, 1]
    keys, link_of = np.unique(ends[between, 0] * count + ends[between, 1], return_inverse=True)
    pairs = np.column_stack(np.divmod(keys, max(count, 1))).astype(np.int64)
    words = np.zeros((len(pairs), 2))
    np.maximum.at(words, link_of, network.words[between])
    reach = np.hypot(boxes[:, 2] - boxes[:, 0], boxes[:, 3] - boxes[:, 1]) / 2
    lengths = reach[pairs].sum(axis=1) * 0.8 + 40.0 + words[:, 0]
    return Network(
        boxes=boxes,
        ends=pairs,
        lengths=lengths,
        words=words,
        positions=np.full((count, 2), np.nan),
        is_pinned=np.zeros(count, bool),
    )


def link_counts(network: Network, cluster_of: Indexes) -> Floats:
    """Give how many links each pair of clusters has: (C, C), zeros on the diagonal."""
    count = int(cluster_of.max(initial=-1)) + 1
    counts = np.zeros((count, count))
    a, b = cluster_of[network.ends].reshape(-1, 2).T
    np.add.at(counts, (a, b), 1.0)
    counts += counts.T
    np.fill_diagonal(counts, 0.0)
    return counts
