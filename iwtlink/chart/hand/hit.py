"""What lies under a point of the chart, found on the display's arrays."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from iwtlink.chart.display import Display
from iwtlink.chart.hand.along import distances, straight_ones
from iwtlink.chart.hand.grid import Grid, grid_of
from iwtlink.chart.items.forms import CIRCLE
from iwtlink.chart.parts import DrawnShape, Legend, TitleBlock

Floats = NDArray[np.float64]
Indexes = NDArray[np.int64]
Kind = Literal["entity", "line", "shape", "legend", "title_block", "handle", ""]


@dataclass(frozen=True, slots=True)
class Hit:
    """What is under a point: an entity, a drawn line, a free shape, by index in the display; its
    legend or title block; or a handle of what is selected, by index in the scene's handles."""

    kind: Kind
    index: int = -1

    def __bool__(self) -> bool:
        """Whether anything was hit."""
        return bool(self.kind)


NOTHING = Hit("")
_AT_WAY_PX = 8.0
"""So near to a theme line off its level counts as on it."""


@dataclass(frozen=True, slots=True)
class HitIndex:
    """A display prepared for questions about points: make one per display with ``index_hits``."""

    display: Display
    nodes: Grid
    labels: Grid
    line_boxes: Floats
    """(4, K) left, top, right, bottom of each line: one row per side, for fast tests."""
    form_boxes: Floats
    """(4, N) left, top, right, bottom of each item's form, without its text."""
    ranks: Indexes
    """(N,) place of each item in the order of painting."""
    widest_line: float
    normals: NDArray[np.float32]
    """(3, K) unit normal x, y of each straight line and its distance from the origin; zeros for
    arcs and bent lines."""


def index_hits(display: Display) -> HitIndex:
    """Prepare a display for hit tests. O(n log n): about a millisecond for 10,000 items."""
    labels = display.label_boxes
    shown = np.flatnonzero(np.isfinite(labels[:, 0]))
    ranks = np.zeros(len(display.positions), np.int64)
    ranks[display.draw_order] = np.arange(len(ranks))
    sides = (display.positions - display.halves, display.positions + display.halves)
    return HitIndex(
        display=display,
        nodes=grid_of(display.positions, display.node_boxes, np.arange(len(display.positions))),
        labels=grid_of(display.label_centres[shown], labels, shown),
        line_boxes=np.ascontiguousarray(display.line_boxes.T),
        form_boxes=np.ascontiguousarray(np.hstack(sides).T),
        ranks=ranks,
        widest_line=float(display.widths.max(initial=0.0)),
        normals=_normals(display),
    )


def _normals(display: Display) -> NDArray[np.float32]:
    x1, y1, x2, y2 = display.line_points.T
    across, along = x2 - x1, y2 - y1
    length = np.hypot(across, along)
    length[(length == 0) | ~straight_ones(display, np.arange(len(length)))] = np.inf
    x, y = -along / length, across / length
    return np.stack((x, y, x * x1 + y * y1)).astype(np.float32)


def hit_at(hits: HitIndex, x: float, y: float, slack: float = 4.0) -> Hit:
    """Give what is under a point, as it is painted from above: legend and title block, shapes,
    items, links' labels, links, containers, shapes under the links.

    ``slack`` is how near to a line counts, in chart units (pixels divided by the zoom).
    """
    beside = _part_at(hits.display, x, y)
    if beside:
        return beside
    shape = shape_at(hits.display, x, y, slack)
    if shape >= 0 and hits.display.shapes[shape].depth >= 0:
        return Hit("shape", shape)
    node = node_at(hits, x, y)
    if node >= 0 and not hits.display.is_container[node]:
        return Hit("entity", node)
    line = label_at(hits, x, y)
    if line < 0:
        line = line_at(hits, x, y, slack)
    if line >= 0:
        return Hit("line", line)
    if node >= 0:
        return Hit("entity", node)
    return Hit("shape", shape) if shape >= 0 else NOTHING


def _part_at(display: Display, x: float, y: float) -> Hit:
    """Give the legend or the title block under a point."""
    parts: tuple[tuple[Kind, Legend | TitleBlock | None], ...] = (
        ("legend", display.legend),
        ("title_block", display.title_block),
    )
    for kind, part in parts:
        if part is not None and part.box[0] <= x <= part.box[2] and part.box[1] <= y <= part.box[3]:
            return Hit(kind, 0)
    return NOTHING


def node_at(hits: HitIndex, x: float, y: float) -> int:
    """Give the topmost item whose form, name or badge holds a point, forms first; -1 if none."""
    found = hits.nodes.at(x, y)
    if not len(found):
        return -1
    display, point = hits.display, np.array((x, y))
    found = found[np.argsort(hits.ranks[found])]
    on_form = found[_is_on_form(display, found, point) & ~display.is_container[found]]
    if len(on_form):
        return int(on_form[-1])
    beside = found[_is_on_text(display, found, point)]
    if len(beside):
        return int(beside[-1])
    marked = _badge_owners(display, found, point)
    if len(marked):
        return int(marked[-1])
    inside = found[_is_on_form(display, found, point)]
    return int(inside[-1]) if len(inside) else -1


def _is_on_form(display: Display, items: Indexes, point: Floats) -> NDArray[np.bool_]:
    off = np.abs(display.positions[items] - point) / np.maximum(display.halves[items], 1e-9)
    is_round = display.forms[items] == CIRCLE
    far: Floats = np.where(is_round, np.hypot(*off.T), off.max(axis=1))
    is_on: NDArray[np.bool_] = far <= 1.0
    for row in np.flatnonzero(np.isin(items, display.ways.owners)).tolist():
        is_on[row] = _is_on_way(display, int(items[row]), point)
    return is_on


def _is_on_way(display: Display, item: int, point: Floats) -> bool:
    """Tell whether a point is at a theme line that leaves its level, or on its icon."""
    icon = display.positions[item] + display.icon_offsets[item]
    if float(np.abs(point - icon).max()) <= float(display.icon_halves[item]):
        return True
    return any(distance_to(way, point) <= _AT_WAY_PX for way in display.ways.of(item))


def _is_on_text(display: Display, items: Indexes, point: Floats) -> NDArray[np.bool_]:
    at = point - display.positions[items]
    boxes = display.node_text.boxes[items]
    is_inside = (boxes[:, 0:2] <= at) & (at <= boxes[:, 2:4])
    return is_inside[:, 0] & is_inside[:, 1] & (boxes[:, 3] > boxes[:, 1])


def _badge_owners(display: Display, items: Indexes, point: Floats) -> Indexes:
    """Give those of the items that wear a badge at a point."""
    return np.array([i for i in items.tolist() if badge_at(display, i, point) >= 0], np.int64)


def badge_at(display: Display, item: int, point: Floats) -> int:
    """Give the badge of an item that holds a point; -1 where none does."""
    badges = display.badges
    first, last = np.searchsorted(badges.owners, (item, item + 1))
    middles = display.positions[item] + badges.offsets[first:last]
    half = np.column_stack((badges.widths[first:last], np.full(last - first, badges.side_px))) / 2
    found = np.flatnonzero((np.abs(middles - point) <= half).all(axis=1))
    return int(first + found[-1]) if len(found) else -1


def label_at(hits: HitIndex, x: float, y: float) -> int:
    """Give the line whose label holds a point; -1 where none."""
    found = hits.labels.at(x, y)
    return int(found[-1]) if len(found) else -1


def line_at(hits: HitIndex, x: float, y: float, slack: float = 4.0) -> int:
    """Give the line nearest to a point and not farther than ``slack``; -1 where none.

    The distance counts from the edge of a wide line.
    """
    lefts, tops, rights, bottoms = hits.line_boxes
    reach = slack + hits.widest_line / 2
    is_near = lefts <= x + reach
    is_near &= rights >= x - reach
    is_near &= tops <= y + reach
    is_near &= bottoms >= y - reach
    near = np.flatnonzero(is_near)
    near = near[_is_beside(hits, near, x, y, reach)]
    if not len(near):
        return -1
    off = distances(hits.display, near, np.array((x, y))) - hits.display.widths[near] / 2
    best = int(off.argmin())
    return int(near[best]) if off[best] <= slack else -1


def _is_beside(
    hits: HitIndex, lines: Indexes, x: float, y: float, reach: float
) -> NDArray[np.bool_]:
    """Tell which lines, drawn on without end, come near a point: few of very many do."""
    across, along, off = hits.normals[:, lines]
    rounding = 4e-7 * (abs(x) + abs(y))
    near: NDArray[np.bool_] = np.abs(across * np.float32(x) + along * np.float32(y) - off) <= (
        reach + rounding
    )
    return near


def shape_at(display: Display, x: float, y: float, slack: float = 4.0) -> int:
    """Give the topmost free shape under a point; -1 where none.

    A line or an arrow is found near it; a box or circle that is neither filled nor holds words
    or members only at its edge.
    """
    for index in range(len(display.shapes) - 1, -1, -1):
        if _is_on_shape(display.shapes[index], x, y, slack):
            return index
    return -1


def _is_on_shape(shape: DrawnShape, x: float, y: float, slack: float) -> bool:
    if shape.kind == "group":
        return False
    left, top, right, bottom = shape.box
    reach = slack + shape.edge_px / 2
    if not (left - reach <= x <= right + reach and top - reach <= y <= bottom + reach):
        return False
    if shape.kind in ("line", "arrow"):
        return _is_near_stroke(shape, x, y, reach)
    off = _depth_in(shape, x, y)
    is_whole = bool(shape.fill) or shape.kind in ("text", "picture") or shape.is_container
    return off >= -reach and (is_whole or off <= reach or _is_on_words(shape, x, y))


def _is_near_stroke(shape: DrawnShape, x: float, y: float, reach: float) -> bool:
    return distance_to(np.array(shape.points), np.array((x, y))) <= reach


def distance_to(way: Floats, point: Floats) -> float:
    """Give how far a point is from a line through some points (n, 2)."""
    starts, steps = way[:-1], np.diff(way, axis=0)
    along = ((point - starts) * steps).sum(axis=1)
    share = np.clip(along / np.maximum((steps**2).sum(axis=1), 1e-12), 0.0, 1.0)
    off: Floats = np.hypot(*(starts + share[:, None] * steps - point).T)
    return float(off.min())


def _depth_in(shape: DrawnShape, x: float, y: float) -> float:
    """Give how deep within a box or circle a point lies; below 0 outside."""
    left, top, right, bottom = shape.box
    if shape.kind != "circle":
        return min(x - left, right - x, y - top, bottom - y)
    half_x, half_y = max((right - left) / 2, 1e-9), max((bottom - top) / 2, 1e-9)
    off = float(np.hypot((x - (left + right) / 2) / half_x, (y - (top + bottom) / 2) / half_y))
    return (1.0 - off) * min(half_x, half_y)


def _is_on_words(shape: DrawnShape, x: float, y: float) -> bool:
    if not len(shape.text.boxes):
        return False
    left, top, right, bottom = shape.box
    low_x, low_y, high_x, high_y = shape.text.boxes[0].tolist()
    at_x, at_y = x - (left + right) / 2, y - (top + bottom) / 2
    return bool(high_y > low_y and low_x <= at_x <= high_x and low_y <= at_y <= high_y)
