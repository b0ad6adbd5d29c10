"""Which of many boxes and ways touch: left, top, right and bottom in arrays of their own."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Mask = NDArray[np.bool_]
Sides = tuple[Floats, Floats, Floats, Floats]
"""Left, top, right, bottom."""
NO_WAY = 1e-9
"""A way of less, along an axis, is none."""


def hull(left: Floats, top: Floats, right: Floats, bottom: Floats) -> Sides:
    """Give the boxes round what stands at several places: (n,) of (c, n)."""
    return left.min(axis=0), top.min(axis=0), right.max(axis=0), bottom.max(axis=0)


def may_meet(some: Sides, others: Sides) -> Mask:
    """Say which of some boxes and of others overlap: (some, others)."""
    left, top, right, bottom = (side[:, None] for side in some)
    hit: Mask = (left < others[2]) & (right > others[0])
    hit &= top < others[3]
    hit &= bottom > others[1]
    return hit


def meet(one: tuple[Floats, ...], other: tuple[Floats, ...]) -> Mask:
    """Whether boxes overlap; arrays broadcast."""
    hit: Mask = (one[0] < other[2]) & (other[0] < one[2])
    hit &= one[1] < other[3]
    hit &= other[1] < one[3]
    return hit


def passes(sides: tuple[Floats, ...], way_x: Floats, way_y: Floats) -> Mask:
    """Whether segments from the origin, of no still way, pass through boxes; arrays broadcast."""
    by_x, by_y = 1.0 / way_x, 1.0 / way_y
    left, right = sides[0] * by_x, sides[2] * by_x
    top, bottom = sides[1] * by_y, sides[3] * by_y
    enters = np.maximum(np.minimum(left, right), np.minimum(top, bottom))
    leaves = np.minimum(np.maximum(left, right), np.maximum(top, bottom))
    meets: Mask = (enters < np.minimum(leaves, 1.0)) & (leaves > 0)
    return meets


def not_still(way: Floats) -> Floats:
    """Give ways along an axis, those that are none as tiny ones, fit to be divided by."""
    moved: Floats = np.where(np.abs(way) < NO_WAY, NO_WAY, way)
    return moved


def way_out(boxes: list[Floats], way_x: Floats, way_y: Floats) -> Floats:
    """Give the share of a way, from the middle of an item, that lies inside its box."""
    out_x = np.where(way_x > 0, boxes[2], boxes[0]) / way_x
    out_y = np.where(way_y > 0, boxes[3], boxes[1]) / way_y
    share: Floats = np.minimum(np.minimum(out_x, out_y), 0.5)
    return share
