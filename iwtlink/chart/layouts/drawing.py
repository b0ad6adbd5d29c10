"""A small chart as it is tidied: what is known of it, and what reads badly, as numbers."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Indexes = NDArray[np.int64]
CROSSING, UNDER_ITEM, OVERLAP, NARROW, WORDS, STRESS = 1.0, 2.5, 6.0, 0.6, 0.7, 1.0


@dataclass(frozen=True, slots=True)
class Drawing:
    """What stays the same while items move: boxes (relative), links, wanted distances."""

    boxes: Floats
    ends: Indexes
    distances: Floats | None
    """(N, N) wanted distances; None: those between the items of ``shape``."""
    words: Floats
    """(K, 2) half the width and height of the words at the middle of each link."""
    wider: Floats
    """How much wider and higher the drawing is than the wanted distances say: (2,)."""
    fixed: NDArray[np.bool_]
    shape: Floats | None = None
    """(N, 2) places whose shape is to be kept."""
    limits: tuple[Floats, Floats] | None = None
    """The least and the largest place of each item: (N, 2) each. None: no limits."""
    words_weight: float = WORDS
    """How bad it is that an item covers the words of a link."""
    stress_weight: float = STRESS
    """How bad it is that distances are unlike those wanted."""

    def nearness(self, items: Indexes) -> Floats:
        """Give one by the distance each of some items wants from all, 0 from itself: (b, N)."""
        if self.distances is not None:
            far = self.distances[items].copy()
        else:
            places = np.zeros((len(self.boxes), 2)) if self.shape is None else self.shape
            x, y = places.T
            far = np.maximum(np.hypot(x - x[items][:, None], y - y[items][:, None]), 1.0)
        far[np.arange(len(items)), items] = np.inf
        near: Floats = 1.0 / far
        return near


def cost_of_drawing(positions: Floats, drawing: Drawing) -> float:
    """Give how badly a whole drawing reads: crossings, links under items, and its size."""
    a, b = positions[drawing.ends[:, 0]], positions[drawing.ends[:, 1]]
    p, q, r, s = a[:, None], b[:, None], a[None], b[None]
    crossed = (_side(p, q, r) * _side(p, q, s) < 0) & (_side(r, s, p) * _side(r, s, q) < 0)
    shared = (drawing.ends[:, None, :, None] == drawing.ends[None, :, None, :]).any(axis=(2, 3))
    under = segments_meet_boxes(p, q, (drawing.boxes + np.tile(positions, 2))[None])
    under[np.arange(len(a))[:, None], drawing.ends] = False
    far = 1.0 if drawing.distances is None else max(float(drawing.distances.max()), 1.0)
    length = float(np.hypot(*(a - b).T).sum() / far)
    return float(CROSSING * (crossed & ~shared).sum() / 2 + UNDER_ITEM * under.sum()) + length * 0.1


def _side(start: Floats, end: Floats, point: Floats) -> Floats:
    """Give on which side of the line start–end a point lies (sign), arrays broadcast."""
    side: Floats = (end[..., 0] - start[..., 0]) * (point[..., 1] - start[..., 1]) - (
        end[..., 1] - start[..., 1]
    ) * (point[..., 0] - start[..., 0])
    return side


def segments_meet_boxes(starts: Floats, ends: Floats, boxes: Floats) -> NDArray[np.bool_]:
    """Whether segments pass through boxes (left, top, right, bottom); arrays broadcast."""
    way = ends - starts
    way = np.where(np.abs(way) < 1e-9, 1e-9, way)
    near = (boxes[..., 0:2] - starts) / way
    far = (boxes[..., 2:4] - starts) / way
    low, high = np.minimum(near, far), np.maximum(near, far)
    enters = np.maximum(low[..., 0], low[..., 1])
    leaves = np.minimum(high[..., 0], high[..., 1])
    meets: NDArray[np.bool_] = (enters < leaves) & (leaves > 0) & (enters < 1)
    return meets
