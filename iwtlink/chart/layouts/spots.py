"""Free room on paper: which boxes are taken, and the nearest place that is not."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray
from scipy.spatial import cKDTree

Floats = NDArray[np.float64]
_MOST_RINGS = 400
_TURNS, _RINGS, _TRIES = 16, 10, 6


class Spots:
    """The boxes taken so far, in a coarse grid so that a test looks at a few of them only."""

    def __init__(self, boxes: Floats) -> None:
        sizes = boxes[:, 2:4] - boxes[:, 0:2] if len(boxes) else np.full((1, 2), 100.0)
        self._cell = float(max(sizes.mean(), 1.0)) * 1.5
        self._boxes: list[tuple[float, float, float, float]] = []
        self._cells: defaultdict[tuple[int, int], list[int]] = defaultdict(list)
        for box in boxes:
            self.take(box)

    def take(self, box: Floats) -> None:
        """Mark a box (left, top, right, bottom) as taken."""
        left, top, right, bottom = (float(side) for side in box)
        index = len(self._boxes)
        self._boxes.append((left, top, right, bottom))
        for cell in self._cells_of(left, top, right, bottom):
            self._cells[cell].append(index)

    def is_free(self, box: Floats) -> bool:
        """Whether a box touches none that is taken."""
        left, top, right, bottom = (float(side) for side in box)
        for cell in self._cells_of(left, top, right, bottom):
            for index in self._cells.get(cell, ()):
                other = self._boxes[index]
                if left < other[2] and other[0] < right and top < other[3] and other[1] < bottom:
                    return False
        return True

    def nearest(self, wanted: Floats, box: Floats) -> Floats:
        """Give the place nearest to ``wanted`` at which ``box`` (relative to it) is free."""
        step = max(float(min(box[2] - box[0], box[3] - box[1])) / 3, 4.0)
        for place in _spiral(wanted, step):
            if self.is_free(box + np.tile(place, 2)):
                return place
        return self._beyond(wanted, box)

    def _beyond(self, wanted: Floats, box: Floats) -> Floats:
        """Give a place below everything taken."""
        lowest = max(taken[3] for taken in self._boxes)
        return np.array((float(wanted[0]), lowest - float(box[1]) + 1.0))

    def _cells_of(
        self, left: float, top: float, right: float, bottom: float
    ) -> Iterator[tuple[int, int]]:
        size = self._cell
        for row in range(int(top // size), int(bottom // size) + 1):
            for column in range(int(left // size), int(right // size) + 1):
                yield column, row


def _spiral(middle: Floats, step: float) -> Iterator[Floats]:
    """Give places on rings round a middle, each ring one step farther out."""
    yield np.array(middle, float)
    for ring in range(1, _MOST_RINGS):
        turns = np.arange(6 * ring) * (2 * np.pi / (6 * ring)) + ring
        for turn in turns:
            yield middle + np.array((np.cos(turn), np.sin(turn) * 0.8)) * (ring * step)


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
