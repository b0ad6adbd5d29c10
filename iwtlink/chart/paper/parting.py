"""Into which parts a chart too large for one sheet can be split: what stands together."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from iwtlink.chart.display import Display
from iwtlink.chart.text.lines import NAME

Indexes = NDArray[np.int64]
_MIDDLE = (0.3, 0.7)
"""A cut leaves at least this share of the items on each side."""
_SURELY_FULL, _GAP_PX = 0.45, 8.0
"""Items with such a gap between them that cover so much of a sheet can be moved to fit it."""


@dataclass(frozen=True, slots=True)
class Part:
    """Items of a chart that fit one sheet by themselves."""

    name: str
    """Of its best linked item."""
    entity_ids: tuple[int, ...]


def parted(display: Display, room: tuple[float, float], *, may_move: bool) -> tuple[Part, ...]:
    """Give parts that each fit ``room`` (width and height in chart units).

    The chart is cut across at its widest gap, again and again, until each part fits as it
    stands or, where items ``may_move``, is surely fitted by moving them together.
    """
    boxes = display.node_boxes
    cutting = _Cutting(display.positions, boxes, np.array(room), _SURELY_FULL if may_move else 0.0)
    groups = _cut(cutting, np.arange(len(boxes)))
    return tuple(_part(display, group) for group in groups if len(group))


@dataclass(frozen=True, slots=True)
class _Cutting:
    positions: NDArray[np.float64]
    boxes: NDArray[np.float64]
    room: NDArray[np.float64]
    full: float
    """Items that cover at most so much of the room fit it wherever they stand."""

    def fits(self, items: Indexes) -> bool:
        """Whether items fit the room."""
        own = self.boxes[items]
        size = own[:, 2:4].max(axis=0) - own[:, 0:2].min(axis=0)
        each = own[:, 2:4] - own[:, 0:2] + _GAP_PX
        covered = each.prod(axis=1).sum() / self.room.prod()
        return bool((size <= self.room).all() or covered <= self.full)


def _cut(cutting: _Cutting, items: Indexes) -> list[Indexes]:
    if len(items) < 2 or cutting.fits(items):
        return [items]
    own = cutting.boxes[items]
    size = own[:, 2:4].max(axis=0) - own[:, 0:2].min(axis=0)
    axis = int(np.argmax(size / cutting.room))
    order = items[np.argsort(cutting.positions[items, axis], kind="stable")]
    gaps = np.diff(cutting.positions[order, axis])
    low, high = (round(share * len(gaps)) for share in _MIDDLE)
    at = low + int(np.argmax(gaps[low : max(high, low + 1)])) + 1
    return [*_cut(cutting, order[:at]), *_cut(cutting, order[at:])]


def _part(display: Display, items: Indexes) -> Part:
    degrees = np.diff(display.neighbour_starts)[items]
    foremost = int(items[np.argmax(degrees)])
    return Part(name_of(display, foremost), tuple(display.entity_ids[np.sort(items)].tolist()))


def name_of(display: Display, item: int) -> str:
    """Give the name of an item as it is drawn, on one line."""
    text = display.node_text
    rows = range(*text.starts[item : item + 2].tolist())
    return " ".join(text.texts[row] for row in rows if text.roles[row] == NAME)
