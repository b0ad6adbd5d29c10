"""What a rectangle drawn on the chart takes: all that lies wholly in it, or all it touches."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from iwtlink.chart.display import Display
from iwtlink.chart.hand.along import crossing
from iwtlink.chart.hand.hit import HitIndex

Floats = NDArray[np.float64]
Indexes = NDArray[np.int64]
Box = tuple[float, float, float, float]


def nodes_within(hits: HitIndex, box: Box, *, touching: bool = False) -> Indexes:
    """Give the items whose form lies wholly in a box (corners in any order), or touches it."""
    low, high = corners(box)
    return np.flatnonzero(_lies(hits.form_boxes, low, high, touching))


def lines_within(hits: HitIndex, box: Box, *, touching: bool = False) -> Indexes:
    """Give the lines that lie wholly in a box (corners in any order), or cross it."""
    low, high = corners(box)
    found = np.flatnonzero(_lies(hits.line_boxes, low, high, touching))
    return found[crossing(hits.display, found, low, high)] if touching else found


def shapes_within(display: Display, box: Box, *, touching: bool = False) -> list[int]:
    """Give the free shapes wholly in a box (corners in any order), or touching it."""
    seen = [i for i, shape in enumerate(display.shapes) if shape.kind != "group"]
    boxes = np.array([display.shapes[i].box for i in seen]).reshape(-1, 4).T
    return [seen[i] for i in np.flatnonzero(_lies(boxes, *corners(box), touching))]


def corners(box: Box) -> tuple[Floats, Floats]:
    """Give the lower and the upper corner of a box drawn in any direction."""
    sides = np.array(box).reshape(2, 2)
    return sides.min(axis=0), sides.max(axis=0)


def _lies(boxes: Floats, low: Floats, high: Floats, touching: bool) -> NDArray[np.bool_]:
    lefts, tops, rights, bottoms = boxes
    if touching:
        lefts, tops, rights, bottoms = rights, bottoms, lefts, tops
    is_in: NDArray[np.bool_] = lefts >= low[0]
    is_in &= rights <= high[0]
    is_in &= tops >= low[1]
    is_in &= bottoms <= high[1]
    return is_in
