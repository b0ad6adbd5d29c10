"""The handles of what is selected: where they stand, and which one is under a point."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np

from iwtlink.chart.display import Display
from iwtlink.chart.hand.along import pieces_of
from iwtlink.chart.hand.events import Selection
from iwtlink.chart.items.forms import ICON, THEME

HandleKind = Literal["side", "stroke", "end", "corner", "label"]
Box = tuple[float, float, float, float]
HANDLE_PX = 5.0
"""Half the side of a handle, in pixels of the view."""
GRIP_ZOOM = 0.72
"""Farther out than this names are not where their items have them: they have no grip."""
_SIDES = ("nw", "n", "ne", "e", "se", "s", "sw", "w")


@dataclass(frozen=True, slots=True)
class Handle:
    """A place by which a selected item is taken, in chart units."""

    kind: HandleKind
    """A side of a form or shape, an end of a free stroke, the end of a link, a bend point, a
    label."""
    of: Literal["entity", "line", "shape"]
    index: int
    """Of the item, line or shape in the display."""
    part: str
    """Which one: a side ("nw", "n" ...), "from" or "to", the number of a bend point."""
    x: float
    y: float


def handles_of(display: Display, selection: Selection) -> tuple[Handle, ...]:
    """Give the handles of a selection: of one entity, link or shape alone; else none."""
    count = len(selection.entities) + len(selection.shapes)
    if count == 1 and not selection.links:
        if selection.entities:
            return _of_entity(display, next(iter(selection.entities)))
        return _of_shape(display, next(iter(selection.shapes)))
    if not count and selection.links:
        return _of_link(display, selection.links)
    return ()


def handle_at(
    handles: tuple[Handle, ...], x: float, y: float, slack: float, zoom: float = 1.0
) -> int:
    """Give the handle under a point, the nearest where several are; -1 where none."""
    off = [
        max(abs(handle.x - x), abs(handle.y - y)) if is_shown(handle, zoom) else float("inf")
        for handle in handles
    ]
    best = min(range(len(off)), key=off.__getitem__, default=-1)
    return best if best >= 0 and off[best] <= slack * HANDLE_PX / 4.0 else -1


def is_shown(handle: Handle, zoom: float) -> bool:
    """Tell whether a handle is to be seen and taken at a zoom."""
    return handle.kind != "label" or zoom >= GRIP_ZOOM


def form_box(display: Display, item: int) -> Box:
    """Give left, top, right, bottom of an item's form."""
    (x, y), (half_x, half_y) = display.positions[item].tolist(), display.halves[item].tolist()
    return (x - half_x, y - half_y, x + half_x, y + half_y)


def line_path(display: Display, line: int) -> np.ndarray:
    """Give the points (n, 2) a line is drawn through, an arc as chords."""
    pieces = pieces_of(display, np.array([line]))
    return np.vstack((pieces.starts, pieces.ends[-1:]))


def single_line(display: Display, links: frozenset[int]) -> int:
    """Give the drawn line that stands for just these links; -1 where there is none."""
    hits = np.isin(display.link_ids[display.members], list(links))
    if int(hits.sum()) != len(links):
        return -1
    line = int(np.searchsorted(display.member_starts, int(np.argmax(hits)), side="right")) - 1
    first, last = display.member_starts[line], display.member_starts[line + 1]
    return line if last - first == len(links) and bool(hits[first:last].all()) else -1


def _of_entity(display: Display, entity_id: int) -> tuple[Handle, ...]:
    found = np.flatnonzero(display.entity_ids == entity_id)
    if not len(found):
        return ()
    item = int(found[0])
    form = int(display.forms[item])
    if form == ICON:
        return _label_handle(display, item)
    box = form_box(display, item)
    if form == THEME:
        middle = (box[1] + box[3]) / 2
        ends = (("w", box[0]), ("e", box[2]))
        return tuple(Handle("side", "entity", item, part, x, middle) for part, x in ends)
    return _sides("entity", item, box)


def _label_handle(display: Display, item: int) -> tuple[Handle, ...]:
    """Give the grip left of an item's name."""
    left, top, right, bottom = display.node_text.boxes[item].tolist()
    if bottom <= top or right <= left:
        return ()
    x, y = display.positions[item].tolist()
    return (Handle("label", "entity", item, "", x + left - HANDLE_PX, y + (top + bottom) / 2),)


def _of_shape(display: Display, shape_id: int) -> tuple[Handle, ...]:
    index = next((i for i, s in enumerate(display.shapes) if s.id == shape_id), -1)
    if index < 0 or display.shapes[index].kind == "group":
        return ()
    shape = display.shapes[index]
    if shape.kind in ("line", "arrow"):
        parts = zip(("from", "to"), shape.points, strict=True)
        return tuple(Handle("stroke", "shape", index, part, x, y) for part, (x, y) in parts)
    return _sides("shape", index, shape.box)


def _sides(of: Literal["entity", "shape"], index: int, box: Box) -> tuple[Handle, ...]:
    left, top, right, bottom = box
    across = {"w": left, "e": right}
    along = {"n": top, "s": bottom}
    middle = ((left + right) / 2, (top + bottom) / 2)
    return tuple(
        Handle(
            "side",
            of,
            index,
            part,
            across.get(part[-1], middle[0]),
            along.get(part[0], middle[1]),
        )
        for part in _SIDES
    )


def _of_link(display: Display, links: frozenset[int]) -> tuple[Handle, ...]:
    line = single_line(display, links)
    if line < 0:
        return ()
    first, last = display.corner_starts[line], display.corner_starts[line + 1]
    corners = tuple(
        Handle("corner", "line", line, str(rank), float(x), float(y))
        for rank, (x, y) in enumerate(display.corners[first:last])
    )
    if len(links) > 1:
        return corners
    x1, y1, x2, y2 = display.line_points[line].tolist()
    ends = (Handle("end", "line", line, "from", x1, y1), Handle("end", "line", line, "to", x2, y2))
    return (*ends, *corners)
