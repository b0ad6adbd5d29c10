"""What lies under a point or in a rectangle of the chart, found on the display's arrays."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from iwtlink.chart.display import Display
from iwtlink.chart.lines import curve_boxes, points_at

Floats = NDArray[np.float64]
Indexes = NDArray[np.int64]
Kind = Literal["entity", "line", ""]
_CHORDS = 16
"""Straight pieces by which an arc is tested."""
_ROW = 2**28
"""Step of a cell's number from row to row: cells side by side have neighbouring numbers."""


@dataclass(frozen=True, slots=True)
class Hit:
    """What is under a point: an entity or a drawn line, by its index in the display."""

    kind: Kind
    index: int = -1

    def __bool__(self) -> bool:
        """Whether anything was hit."""
        return bool(self.kind)


NOTHING = Hit("")


@dataclass(frozen=True, slots=True)
class _Grid:
    """Boxes sorted by the square cell of their anchor, so that a point looks at nine cells."""

    cell: float
    keys: NDArray[np.int64]
    order: Indexes
    boxes: Floats

    def at(self, x: float, y: float) -> Indexes:
        """Give the boxes that hold a point, in ascending order."""
        near = []
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


@dataclass(frozen=True, slots=True)
class HitIndex:
    """A display prepared for questions about points: make one per display with ``index_hits``."""

    display: Display
    nodes: _Grid
    labels: _Grid
    line_boxes: Floats
    """(4, K) left, top, right, bottom of each line: one row per side, for fast tests."""


def index_hits(display: Display) -> HitIndex:
    """Prepare a display for hit tests. O(n log n): about a millisecond for 10,000 items."""
    points = display.line_points
    labels = display.label_boxes
    shown = np.flatnonzero(np.isfinite(labels[:, 0]))
    return HitIndex(
        display=display,
        nodes=_grid(display.positions, display.node_boxes, np.arange(len(display.positions))),
        labels=_grid(display.label_centres[shown], labels, shown),
        line_boxes=np.ascontiguousarray(
            curve_boxes(points[:, 0:2], display.line_controls, points[:, 2:4]).T
        ),
    )


def hit_at(hits: HitIndex, x: float, y: float, slack: float = 4.0) -> Hit:
    """Give what is under a point: an entity before a link's label, a label before a line.

    ``slack`` is how near to a line counts, in chart units (pixels divided by the zoom).
    """
    node = node_at(hits, x, y)
    if node >= 0:
        return Hit("entity", node)
    line = label_at(hits, x, y)
    if line < 0:
        line = line_at(hits, x, y, slack)
    return Hit("line", line) if line >= 0 else NOTHING


def node_at(hits: HitIndex, x: float, y: float) -> int:
    """Give the topmost item whose icon or name holds a point, icons first; -1 where none."""
    found = hits.nodes.at(x, y)
    if not len(found):
        return -1
    half = hits.display.style.icon_px / 2
    off = np.abs(hits.display.positions[found] - (x, y)).max(axis=1)
    on_icon = found[off <= half]
    return int(on_icon[-1] if len(on_icon) else found[-1])


def label_at(hits: HitIndex, x: float, y: float) -> int:
    """Give the line whose label holds a point; -1 where none."""
    found = hits.labels.at(x, y)
    return int(found[-1]) if len(found) else -1


def line_at(hits: HitIndex, x: float, y: float, slack: float = 4.0) -> int:
    """Give the line nearest to a point and not farther than ``slack``; -1 where none."""
    lefts, tops, rights, bottoms = hits.line_boxes
    near = np.flatnonzero((lefts <= x + slack) & (rights >= x - slack))
    near = near[(tops[near] <= y + slack) & (bottoms[near] >= y - slack)]
    if not len(near):
        return -1
    distance = _distances(hits.display, near, np.array((x, y)))
    best = int(distance.argmin())
    return int(near[best]) if distance[best] <= slack else -1


def nodes_within(display: Display, left: float, top: float, right: float, bottom: float) -> Indexes:
    """Give the items whose icon's middle lies in a rectangle (corners in any order)."""
    low, high = _corners(left, top, right, bottom)
    inside = (display.positions >= low) & (display.positions <= high)
    return np.flatnonzero(inside.all(axis=1))


def lines_within(display: Display, left: float, top: float, right: float, bottom: float) -> Indexes:
    """Give the lines that lie in a rectangle with both ends (corners in any order)."""
    low, high = _corners(left, top, right, bottom)
    points = display.line_points.reshape(-1, 2, 2)
    inside = (points >= low) & (points <= high)
    return np.flatnonzero(inside.all(axis=(1, 2)))


def _corners(left: float, top: float, right: float, bottom: float) -> tuple[Floats, Floats]:
    sides = np.array(((left, top), (right, bottom)))
    return sides.min(axis=0), sides.max(axis=0)


def _grid(anchors: Floats, boxes: Floats, members: Indexes) -> _Grid:
    held = boxes[members]
    reach = np.maximum(np.abs(held - np.tile(anchors, 2)), 1.0).max() if len(held) else 1.0
    cells = np.floor(anchors / reach).astype(np.int64)
    keys = cells[:, 1] * _ROW + cells[:, 0]
    order = np.argsort(keys, kind="stable")
    return _Grid(float(reach), keys[order], members[order], boxes)


def _distances(display: Display, lines: Indexes, point: Floats) -> Floats:
    """Give the distance of a point from each of some lines, arcs cut into chords."""
    ends = display.line_points[lines]
    joints = ends.reshape(-1, 2, 2)
    if display.bends[lines].any():
        start, control, end = (
            np.repeat(part, _CHORDS + 1, axis=0)
            for part in (ends[:, 0:2], display.line_controls[lines], ends[:, 2:4])
        )
        at = np.tile(np.linspace(0.0, 1.0, _CHORDS + 1), len(lines))
        joints = points_at(start, control, end, at).reshape(len(lines), -1, 2)
    a, b = joints[:, :-1], joints[:, 1:]
    way = b - a
    square = np.maximum((way**2).sum(axis=2), 1e-12)
    share = np.clip(((point - a) * way).sum(axis=2) / square, 0.0, 1.0)
    off = a + way * share[..., None] - point
    distance: Floats = np.sqrt((off**2).sum(axis=2)).min(axis=1)
    return distance
