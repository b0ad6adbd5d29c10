"""The outline of a subtree, row by row, and setting outlines close side by side."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


class Outline:
    """How far a subtree reaches to the left and right, from a row of the page downwards."""

    __slots__ = ("first", "left", "right")

    def __init__(self, first: int, left: Floats, right: Floats) -> None:
        self.first, self.left, self.right = first, left, right

    def shifted(self, by: float) -> Outline:
        """Give the outline moved sidewards."""
        return Outline(self.first, self.left + by, self.right + by)

    def joined(self, other: Outline) -> Outline:
        """Give the outline of both together."""
        first = min(self.first, other.first)
        last = max(self.first + len(self.left), other.first + len(other.left))
        left, right = np.full(last - first, np.inf), np.full(last - first, -np.inf)
        for part in (self, other):
            rows = slice(part.first - first, part.first - first + len(part.left))
            left[rows] = np.minimum(left[rows], part.left)
            right[rows] = np.maximum(right[rows], part.right)
        return Outline(first, left, right)

    def room_needed(self, other: Outline) -> float:
        """Give how far ``other`` must be moved to stand free on the right of this one."""
        first = max(self.first, other.first)
        last = min(self.first + len(self.left), other.first + len(other.left))
        if last <= first:
            return -np.inf
        mine = self.right[first - self.first : last - self.first]
        theirs = other.left[first - other.first : last - other.first]
        return float((mine - theirs).max())


def side_by_side(outlines: list[Outline]) -> tuple[Floats, Outline]:
    """Give how far each outline is moved so that they stand close side by side, and the whole."""
    shifts = np.zeros(len(outlines))
    whole = outlines[0]
    for number, outline in enumerate(outlines[1:], 1):
        needed = whole.room_needed(outline)
        if not np.isfinite(needed):
            needed = float(whole.right[np.isfinite(whole.right)].max() - outline.left.min())
        shifts[number] = max(needed, float(shifts[number - 1]))
        whole = whole.joined(outline.shifted(shifts[number]))
    return shifts, whole
