"""Theme lines on a timeline: their rows, and room for them to run into event frames and out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from iwtlink.chart.layouts.network import Network, adjacency
from iwtlink.chart.links.wiring import REACH_PX

Floats = NDArray[np.float64]
Indexes = NDArray[np.int64]
LEAST_WIDE = 1200.0
"""A timeline is at least so wide, if it has the items for it."""
_FAR_PX = 1.75 * REACH_PX
"""Room at a frame for a theme line to turn towards it or back, beside others that do."""
_MOST_RUNS = 120
"""Of more lines into frames none is kept free of what comes later."""


def theme_rows(network: Network, themes: Indexes) -> dict[int, int]:
    """Give the row of each theme line, those with common events next to each other."""
    if not len(themes):
        return {}
    links = adjacency(network)
    common = (links[themes] @ links[themes].T).toarray()
    np.fill_diagonal(common, 0.0)
    chain = [int(common.sum(axis=1).argmax())]
    left = [item for item in range(len(themes)) if item != chain[0]]
    while left:
        chain.append(max(left, key=lambda item: float(common[chain[-1], item])))
        left.remove(chain[-1])
    return {int(themes[item]): 3 * rank for rank, item in enumerate(chain)}


def theme_ends(places: Floats, boxes: Floats) -> tuple[float, float]:
    """Give where theme lines begin and end: room for their icon and name, then all the time."""
    if not len(places):
        return -LEAST_WIDE / 2, LEAST_WIDE / 2
    wide = float((boxes[:, 2] - boxes[:, 0]).min())
    return float(places[:, 0].min()) - 1.5 * wide, float(places[:, 0].max()) + wide


def wired_ends(network: Network) -> Indexes:
    """Give theme line and event frame of each pair where the one runs into the other: (p, 2)."""
    if not network.wires.any():
        return np.zeros((0, 2), np.int64)
    pairs = network.ends[network.wires]
    first = network.is_theme[pairs[:, 0]]
    return np.where(first[:, None], pairs, pairs[:, ::-1])


def widened_frames(network: Network, boxes: Floats) -> Floats:
    """Give the boxes, those of event frames with room for theme lines to run in and out."""
    frames = np.unique(wired_ends(network)[:, 1])
    if not len(frames):
        return boxes
    wider = boxes.copy()
    wider[frames] += (-REACH_PX, 0.0, REACH_PX, 0.0)
    return wider


def heights_of_frames(network: Network, y: Floats) -> tuple[Indexes, Floats]:
    """Give the event frames that theme lines run into, and the mean height of these lines."""
    pairs = wired_ends(network)
    frames, frame_of = np.unique(pairs[:, 1], return_inverse=True)
    counts = np.bincount(frame_of, minlength=len(frames))
    return frames, np.bincount(frame_of, y[pairs[:, 0]], len(frames)) / np.maximum(counts, 1)


def runs_to_frames(network: Network, rows: Mapping[int, int]) -> dict[int, tuple[int, int]]:
    """Give for each event frame the first and last row of the theme lines that run into it.

    Nothing where they are so many that a picture with free ways would be all ways.
    """
    pairs = wired_ends(network)
    found: dict[int, tuple[int, int]] = {}
    if len(pairs) > _MOST_RUNS:
        return found
    for theme, frame in pairs.tolist():
        first, last = found.get(frame, (rows[theme], rows[theme]))
        found[frame] = min(first, rows[theme]), max(last, rows[theme])
    return found


def following_frames(network: Network, dated: Floats) -> Iterator[tuple[int, int, float]]:
    """Give each two event frames that follow each other on a theme line at different days, and
    how far apart they have to stand for it to come out of the one and go into the other."""
    pairs = wired_ends(network)
    boxes = network.boxes
    for theme in np.unique(pairs[:, 0]).tolist():
        mine = pairs[pairs[:, 0] == theme, 1]
        mine = mine[np.isfinite(dated[mine])]
        for one, other in pairwise(mine[np.argsort(dated[mine], kind="stable")].tolist()):
            if dated[one] < dated[other]:
                yield one, other, float(boxes[one, 2] - boxes[other, 0]) + 2 * _FAR_PX
