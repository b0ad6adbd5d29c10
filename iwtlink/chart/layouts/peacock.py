"""Hubs with their neighbours spread round them like a peacock's tail."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import linear_sum_assignment
from scipy.sparse import csr_matrix

from iwtlink.chart.layouts.network import Network, adjacency, degrees, with_gap
from iwtlink.chart.layouts.organic import place_network
from iwtlink.chart.layouts.parts import in_parts
from iwtlink.chart.layouts.quotient import network_of_clusters
from iwtlink.chart.layouts.task import Task

Floats = NDArray[np.float64]
Indexes = NDArray[np.int64]
_FEWEST_LINKS = 4
_TIGHT, _LOOSE = 1.05, 1.35
"""Room on a ring, as a factor of what its items need."""
_MOST_MATCHED = 400


def place_peacock(task: Task) -> Floats:
    """Give places with each hub amid its neighbours, all hubs apart: (N, 2)."""
    return in_parts(task, lambda part: _flowers(part, _LOOSE))


def place_compact_peacock(task: Task) -> Floats:
    """Give places as ``place_peacock``, on closer rings."""
    return in_parts(task, lambda part: _flowers(part, _TIGHT))


def hubs_of(network: Network) -> Indexes:
    """Give for each item the hub at which it stands: (N,), itself for hubs and loners."""
    count = len(network.boxes)
    many = degrees(network)
    links = adjacency(network)
    is_hub = many >= max(_FEWEST_LINKS, 1.5 * float(many.mean()))
    follows = links @ (~is_hub).astype(float)
    is_hub &= follows >= 2
    hub_of = np.arange(count)
    shared = links @ links
    for item in np.flatnonzero(~is_hub):
        near = links.indices[links.indptr[item] : links.indptr[item + 1]]
        near = near[is_hub[near]]
        if len(near):
            common = np.asarray(shared[item, near].todense()).ravel()
            hub_of[item] = near[np.lexsort((near, -many[near], -common))[0]]
    return hub_of


def _flowers(task: Task, looseness: float) -> Floats:
    network = task.network
    hubs, cluster_of = np.unique(hubs_of(network), return_inverse=True)
    boxes = with_gap(network.boxes) * task.separation
    order = np.argsort(cluster_of, kind="stable")
    members = np.split(order, np.cumsum(np.bincount(cluster_of))[:-1])
    spots = [
        petals(boxes[mine[mine != hub]], boxes[hub], looseness)
        for hub, mine in zip(hubs, members, strict=True)
    ]
    whole = np.array(
        [
            _round(boxes[mine], boxes[hub], spot)
            for hub, mine, spot in zip(hubs, members, spots, strict=True)
        ]
    )
    clusters = network_of_clusters(network, cluster_of, whole)
    closer = replace(clusters, lengths=clusters.lengths * (looseness - 0.35))
    centres = place_network(closer, task.seed, task.ratio, task.progress)
    places = centres[cluster_of]
    links = adjacency(network)
    for hub, mine, spot in zip(hubs, members, spots, strict=True):
        mine = mine[mine != hub]
        if len(mine):
            wanted = _outward(links, centres, cluster_of, mine, int(hub))
            taken = _outward(links, centres, cluster_of, np.array([hub]), int(hub))
            places[mine] = places[hub] + spot[_matched(spot, wanted, taken[0])]
    return places


def petals(boxes: Floats, hub: Floats, looseness: float) -> Floats:
    """Give places round a hub for so many boxes, the inner ring first, rings turned apart."""
    if not len(boxes):
        return np.zeros((0, 2))
    size = (boxes[:, 2:4] - boxes[:, 0:2]).max(axis=0)
    step = float(np.hypot(*size)) * 0.78
    radius = (float(np.hypot(hub[2] - hub[0], hub[3] - hub[1])) / 2 + step / 2) * looseness
    if len(boxes) <= 24 and looseness > 1.0:
        radius = max(radius, len(boxes) * step / (2 * np.pi))
    places: list[Floats] = []
    left, turn = len(boxes), 0.0
    while left:
        on = min(left, max(int(2 * np.pi * radius / step), 3))
        angles = turn + np.arange(on) * (2 * np.pi / on) - np.pi / 2
        places.append(np.column_stack((np.cos(angles), np.sin(angles))) * radius)
        turn += np.pi / on
        left -= on
        radius += step * looseness
    return np.vstack(places)


def _round(boxes: Floats, hub: Floats, spots: Floats) -> Floats:
    """Give the box round a whole flower, relative to its hub."""
    size = (boxes[:, 2:4] - boxes[:, 0:2]).max(axis=0) / 2
    low = np.minimum(spots.min(axis=0, initial=0.0) - size, hub[0:2])
    high = np.maximum(spots.max(axis=0, initial=0.0) + size, hub[2:4])
    return np.concatenate((low, high))


def _outward(
    links: csr_matrix, centres: Floats, cluster_of: Indexes, items: Indexes, hub: int
) -> Floats:
    """Give the way from the hub to what each item is linked to outside the flower: (n, 2)."""
    ways = np.zeros((len(items), 2))
    for number, item in enumerate(items):
        near = links.indices[links.indptr[item] : links.indptr[item + 1]]
        near = near[cluster_of[near] != cluster_of[hub]]
        if len(near):
            way = centres[cluster_of[near]] - centres[cluster_of[hub]]
            ways[number] = (way / np.maximum(np.hypot(*way.T), 1e-9)[:, None]).sum(axis=0)
    return ways


def _matched(spots: Floats, wanted: Floats, taken: Floats) -> Indexes:
    """Give a spot for each item: on the side of its own links, leaves away from the hub's."""
    count = len(spots)
    if count > _MOST_MATCHED:
        return np.arange(count)
    way = spots / np.maximum(np.hypot(*spots.T), 1e-9)[:, None]
    far = np.hypot(*spots.T) / max(float(np.hypot(*spots.T).max()), 1e-9)
    pull = wanted @ way.T
    has_links = np.hypot(*wanted.T) > 1e-9
    leaf = 0.3 * (way @ (taken / max(float(np.hypot(*taken)), 1e-9)))
    cost = np.where(has_links[:, None], -pull - 0.5 * far, leaf[None, :])
    _, chosen = linear_sum_assignment(cost)
    return np.asarray(chosen, np.int64)
