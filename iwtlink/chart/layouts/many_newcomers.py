"""Room for newcomers on a chart of thousands of items: the nearest free place, quickly."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy.spatial import cKDTree

from iwtlink.chart.layouts.network import Network, adjacency, with_gap

Floats = NDArray[np.float64]
Mask = NDArray[np.bool_]
_TURNS, _RINGS, _TRIES = 16, 10, 6


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


def nearest_free(tree: cKDTree, taken: list[Floats], wanted: Floats) -> Floats:
    """Give the free place nearest to the wanted one; one box is one by one, each as large."""
    turn = np.arange(_TURNS) * (2 * np.pi / _TURNS)
    ring = np.column_stack((np.cos(turn), np.sin(turn)))
    first = 0
    others = np.array(taken).reshape(-1, 2)
    for _ in range(_TRIES):
        reach = 1.05 + first * 0.5 + np.arange(_RINGS * (1 + first // _RINGS)) * 0.5
        for radius in reach:  # most find room on the first rings
            tries = wanted + ring * radius
            tries = tries[tree.query(tries, p=np.inf, distance_upper_bound=1.0)[0] >= 1.0]
            near = np.abs(tries[:, None] - others).max(axis=2)
            tries = tries[(near >= 1.0).all(axis=1)]
            if len(tries):
                best: Floats = tries[0]
                return best
        first += len(reach)
    lowest = max([float(tree.maxes[1]), *(float(spot[1]) for spot in taken)])
    return np.array((wanted[0], lowest + 1.05))
