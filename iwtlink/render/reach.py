"""How far each item and line of a display reaches: what a clip is compared with."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from iwtlink.chart.display import Display

Floats = NDArray[np.float64]
Indexes = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Reach:
    """Boxes (left, top, right, bottom in chart units) of some items and lines of a display."""

    items: Indexes
    item_boxes: Floats
    widest: float
    """How far the largest item reaches from its middle."""
    lines: Indexes
    line_boxes: Floats

    def items_in(self, region: Floats, enlarged: float = 1.0) -> Indexes:
        """Give the items that meet a region; ``enlarged`` is for text above its true size."""
        more = self.widest * (enlarged - 1.0)
        return self.items[_meets(self.item_boxes, region + more * np.array((-1, -1, 1, 1)))]

    def lines_in(self, region: Floats) -> Indexes:
        """Give the lines that meet a region, with their labels."""
        return self.lines[_meets(self.line_boxes, region)]


def reach_of(display: Display, items: Indexes | None = None, lines: Indexes | None = None) -> Reach:
    """Give the reach of the given items and lines (default: all). About 2 ms for 10,000 items."""
    items = np.arange(len(display.positions)) if items is None else items
    lines = np.arange(len(display.ends)) if lines is None else lines
    own = display.item_boxes[items]
    curves = display.boxes_of_lines(lines)
    thick = display.widths[lines, None] / 2
    labels = display.link_text.boxes[lines] + np.tile(display.label_centres[lines], 2)
    low = np.minimum(curves[:, 0:2], labels[:, 0:2]) - thick
    high = np.maximum(curves[:, 2:4], labels[:, 2:4]) + thick
    return Reach(
        items=items,
        item_boxes=own + np.tile(display.positions[items], 2),
        widest=float(np.abs(own).max(initial=0.0)),
        lines=lines,
        line_boxes=np.hstack((low, high)),
    )


def _meets(boxes: Floats, region: Floats) -> NDArray[np.bool_]:
    return (
        (boxes[:, 0] <= region[2])
        & (boxes[:, 2] >= region[0])
        & (boxes[:, 1] <= region[3])
        & (boxes[:, 3] >= region[1])
    )
