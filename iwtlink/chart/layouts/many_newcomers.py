"""Room for newcomers on a chart of thousands of items: the nearest free place, quickly."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy.spatial import cKDTree

from iwtlink.chart.layouts.network import Network, adjacency, with_gap
from iwtlink.chart.layouts.spots import nearest_free

Floats = NDArray[np.float64]
Mask = NDArray[np.bool_]


def place_many_newcomers(network: Network, positions: Floats, lacking: Mask) -> Mask:
    """Set a place for every item ``lacking`` one that is linked, over any steps, to placed ones.

    Changes ``positions``; gives which items still lack a place. Each goes to the nearest free
    place round the middle of what it is linked to; all others stay.
    """
    boxes = with_gap(network.boxes)
    size = (boxes[:, 2:4] - boxes[:, 0:2]).max(axis=0)
    middles = (boxes[:, 0:2] + boxes[:, 2:4]) / 2
    links = adjacency(network)
    left = lacking.copy()
    placed = np.flatnonzero(~left)
    tree = cKDTree((positions[placed] + middles[placed]) / size)
    taken: list[Floats] = []
    while True:
        near = links @ (~left).astype(float)
        ready = np.flatnonzero(left & (near > 0))
        if not len(ready):
            return left
        sums = links @ np.where(left[:, None], 0.0, positions)
        for item in ready:
            wanted = (sums[item] / near[item] + middles[item]) / size
            spot = nearest_free(tree, taken, wanted)
            taken.append(spot)
            positions[item] = spot * size - middles[item]
        left[ready] = False
