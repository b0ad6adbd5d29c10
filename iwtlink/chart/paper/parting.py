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


@dataclass(frozen=True, slots=True)
class Part:
    """Items of a chart that fit one sheet by themselves."""

    name: str
    """Of its best linked item."""
    entity_ids: tuple[int, ...]


def parted(display: Display, room: tuple[float, float]) -> tuple[Part, ...]:
    """Give parts that each fit ``room`` (width and height in chart units) as they stand.

    The chart is cut across at its widest gap, again and again.
    """
    boxes = display.node_boxes
    groups = _cut(display.positions, boxes, np.arange(len(boxes)), np.array(room))
    return tuple(_part(display, group) for group in groups if len(group))


def _cut(
    positions: NDArray[np.float64], boxes: NDArray[np.float64], items: Indexes, room: np.ndarray
) -> list[Indexes]:
    if len(items) < 2:
        return [items]
    own = boxes[items]
    size = own[:, 2:4].max(axis=0) - own[:, 0:2].min(axis=0)
    if (size <= room).all():
        return [items]
    axis = int(np.argmax(size / room))
    order = items[np.argsort(positions[items, axis], kind="stable")]
    gaps = np.diff(positions[order, axis])
    low, high = (round(share * len(gaps)) for share in _MIDDLE)
    at = low + int(np.argmax(gaps[low : max(high, low + 1)])) + 1
    return [
        *_cut(positions, boxes, order[:at], room),
        *_cut(positions, boxes, order[at:], room),
    ]


def _part(display: Display, items: Indexes) -> Part:
    degrees = np.diff(display.neighbour_starts)[items]
    foremost = int(items[np.argmax(degrees)])
    return Part(name_of(display, foremost), tuple(display.entity_ids[np.sort(items)].tolist()))


def name_of(display: Display, item: int) -> str:
    """Give the name of an item as it is drawn, on one line."""
    text = display.node_text
    rows = range(*text.starts[item : item + 2].tolist())
    return " ".join(text.texts[row] for row in rows if text.roles[row] == NAME)
