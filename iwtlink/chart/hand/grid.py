"""Boxes sorted into square cells, so that a point is compared with a few of very many."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Indexes = NDArray[np.int64]
_ROW = 2**28
"""Step of a cell's number from row to row: cells side by side have neighbouring numbers."""
_LARGE = 4.0
"""Boxes reaching farther than this many times the usual are looked at one by one."""


@dataclass(frozen=True, slots=True)
class Grid:
    """Boxes by the cell of their anchor; a point looks at nine cells and at all large boxes."""

    cell: float
    keys: NDArray[np.int64]
    order: Indexes
    large: Indexes
    boxes: Floats

    def at(self, x: float, y: float) -> Indexes:
        """Give the boxes that hold a point, in ascending order."""
        near = [self.large]
        column, row = int(np.floor(x / self.cell)), int(np.floor(y / self.cell))
        for line in (row - 1, row, row + 1):
            first, last = np.searchsorted(
                self.keys, (line * _ROW + column - 1, line * _ROW + column + 2)
            )
            near.append(self.order[first:last])
        found = np.concatenate(near)
        boxes = self.boxes[found]
        inside = (boxes[:, 0] <= x) & (x <= boxes[:, 2]) & (boxes[:, 1] <= y) & (y <= boxes[:, 3])
        return np.sort(found[inside])


def grid_of(anchors: Floats, boxes: Floats, members: Indexes) -> Grid:
    """Give the grid of ``boxes[members]``, whose anchors are ``anchors`` in the same order."""
    held = boxes[members]
    reaches = np.maximum(np.abs(held - np.tile(anchors, 2)).max(axis=1, initial=1.0), 1.0)
    usual = float(np.median(reaches)) * _LARGE if len(reaches) else 1.0
    is_large = reaches > usual
    small = members[~is_large]
    reach = float(reaches[~is_large].max(initial=1.0))
    cells = np.floor(anchors[~is_large] / reach).astype(np.int64)
    keys = cells[:, 1] * _ROW + cells[:, 0]
    order = np.argsort(keys, kind="stable")
    return Grid(reach, keys[order], small[order], members[is_large], boxes)
