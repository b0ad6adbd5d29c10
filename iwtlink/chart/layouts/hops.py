"""How many links lie between items, from many of them at once."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import dijkstra

Floats = NDArray[np.float64]
Indexes = NDArray[np.int64]
_LONG = 60
"""A walk of more steps, as along a chain, is done source by source."""


def hops_from(count: int, ends: Indexes, sources: Indexes) -> Floats:
    """Give how many links every item is from each source; infinite out of reach: (sources, N).

    Goes out from all sources at once, each a bit of a word (Then et al. 2014, "The more the
    merrier"); O(links · sources / 64) a step.
    """
    both = np.concatenate((ends, ends[:, ::-1]))
    both = both[np.argsort(both[:, 0], kind="stable")]
    items, starts = np.unique(both[:, 0], return_index=True)
    near = both[:, 1]
    each = np.arange(len(sources))
    seen = np.zeros((count, 8 * ((len(sources) + 63) // 64)), np.uint8)
    np.bitwise_or.at(seen, (sources, each // 8), (128 >> (each % 8)).astype(np.uint8))
    words = seen.view(np.uint64)
    hops = np.zeros((count, len(sources)), np.uint8)
    for _ in range(_LONG):
        hops += ~_bits(words, len(sources))
        reached = words.copy()
        reached[items] |= np.bitwise_or.reduceat(words[near], starts, axis=0)
        if (reached == words).all():
            found = np.where(_bits(words, len(sources)), hops, np.inf)
            return np.ascontiguousarray(found.T)
        words = reached
    matrix = csr_matrix((np.ones(len(ends)), ends.T), shape=(count, count))
    far: Floats = dijkstra(matrix, directed=False, unweighted=True, indices=sources)
    return far


def _bits(words: NDArray[np.uint64], count: int) -> NDArray[np.bool_]:
    """Give the bits of each row: (N, count)."""
    bits: NDArray[np.bool_] = np.unpackbits(words.view(np.uint8), axis=1, count=count).astype(bool)
    return bits
