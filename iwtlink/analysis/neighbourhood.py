"""Who stands around an entity."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from iwtlink.store.snapshot import Snapshot


def ego(snapshot: Snapshot, centre: int, depth: int = 1) -> npt.NDArray[np.int64]:
    """Give distances (int64[N]) in links from the entity at index ``centre``; -1 beyond ``depth``.

    ``np.flatnonzero(distances >= 0)`` are the entities within ``depth`` links, the centre
    included. Direction is ignored. Cost: links times depth.
    """
    distances = np.full(len(snapshot.entity_ids), -1, dtype=np.int64)
    distances[centre] = 0
    source, target = snapshot.ends[:, 0], snapshot.ends[:, 1]
    for step in range(1, depth + 1):
        is_reached = distances >= 0
        outward = target[is_reached[source] & ~is_reached[target]]
        inward = source[is_reached[target] & ~is_reached[source]]
        if not outward.size and not inward.size:
            break
        distances[outward] = step
        distances[inward] = step
    return distances


def neighbours(snapshot: Snapshot, index: int) -> npt.NDArray[np.int64]:
    """Give the indexes of those linked directly with this one, sorted."""
    return np.flatnonzero(ego(snapshot, index, 1) == 1)
