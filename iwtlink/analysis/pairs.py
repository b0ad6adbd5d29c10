"""Links folded into distinct pairs: the simple graph that most measures are defined on."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from iwtlink.store.snapshot import Snapshot


@dataclass(frozen=True, slots=True, eq=False)
class Pairs:
    """Distinct pairs among ``count`` entities: ``ends`` int64[K,2], ``weights`` float64[K].

    A weight is the sum over the links of the pair. Links of an entity with itself are left out.
    """

    count: int
    ends: npt.NDArray[np.int64]
    weights: npt.NDArray[np.float64]
    is_directed: bool


def simple_pairs(snapshot: Snapshot) -> Pairs:
    """Give each linked pair once, whatever the number and direction of its links."""
    return _distinct(snapshot, np.sort(snapshot.ends, axis=1), snapshot.weights, directed=False)


def directed_pairs(snapshot: Snapshot) -> Pairs:
    """Give each pair once per direction; an undirected link counts both ways."""
    both_ways = ~snapshot.is_directed
    ends = np.concatenate([snapshot.ends, snapshot.ends[both_ways][:, ::-1]])
    weights = np.concatenate([snapshot.weights, snapshot.weights[both_ways]])
    return _distinct(snapshot, ends, weights, directed=True)


def _distinct(
    snapshot: Snapshot,
    ends: npt.NDArray[np.int64],
    weights: npt.NDArray[np.float64],
    *,
    directed: bool,
) -> Pairs:
    count = len(snapshot.entity_ids)
    kept = ends[:, 0] != ends[:, 1]
    keys, position = np.unique(ends[kept, 0] * np.int64(count) + ends[kept, 1], return_inverse=True)
    return Pairs(
        count,
        np.stack([keys // max(count, 1), keys % max(count, 1)], axis=1),
        np.bincount(position, weights[kept], len(keys)).astype(np.float64),
        directed,
    )
