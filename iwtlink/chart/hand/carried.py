"""The few things a drag carries, as a small display of their own: what makes each frame quick."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from iwtlink.chart.display import Display
from iwtlink.chart.hand.dropping import Item, taken_along
from iwtlink.chart.hand.events import Selection
from iwtlink.chart.hand.leaving import without_leaving
from iwtlink.chart.links.wiring import wired_themes
from iwtlink.chart.moving import moved, touched_lines
from iwtlink.chart.parts import Badges, DrawnShape, ways_from
from iwtlink.chart.text.lines import TextLines, dress_of

Indexes = NDArray[np.int64]
_T = TypeVar("_T", bound=np.generic)


@dataclass(frozen=True, slots=True)
class Carried:
    """Items, their lines and free shapes taken out of a display."""

    display: Display
    """Of the items below with their lines, the items at the other ends, and the shapes."""
    items: Indexes
    """Index in the whole display of each item of the small one, rising."""
    lines: Indexes
    """Index in the whole display of each line of the small one, rising."""
    moving: Indexes
    """Items of the small display that are moved."""
    shown: Indexes
    """Items of the small display that are painted: the moved, and what moves because of them."""
    chosen: Selection
    """What is moved, by id."""
    along: frozenset[Item]
    """The containers of the whole display that come along with all they hold."""


def carried(
    display: Display, items: Indexes, shapes: Sequence[int] = (), around: Sequence[int] = ()
) -> Carried:
    """Take items with all their lines out of a display, and shapes; ``around`` are items painted
    with them though they are not moved themselves. Theme lines follow the event frames that they
    run into."""
    shown = np.union1d(items, np.array(around, np.int64)).astype(np.int64)
    shown = np.union1d(shown, wired_themes(display, shown))
    lines = touched_lines(display, shown)
    kept = np.union1d(shown, display.ends[lines].ravel())
    chosen = chosen_of(display, items, shapes)
    return Carried(
        display=part_of(display, kept, lines, tuple(display.shapes[i] for i in shapes)),
        items=kept,
        lines=lines,
        moving=np.searchsorted(kept, np.sort(items)),
        shown=np.searchsorted(kept, shown),
        chosen=chosen,
        along=frozenset(taken_along(display, chosen)),
    )


def carried_by(held: Carried, dx: float, dy: float) -> Display:
    """Give the small display with what is moved so many chart units from where it was."""
    display = held.display
    if len(held.moving):
        display = without_leaving(display, held.chosen, (dx, dy), held.along)
        display = moved(display, held.moving, display.positions[held.moving] + (dx, dy))
    return with_shapes_by(display, range(len(display.shapes)), dx, dy)


def chosen_of(display: Display, items: Indexes, shapes: Sequence[int]) -> Selection:
    """Give items and shapes (indexes) by id."""
    return Selection(
        frozenset(display.entity_ids[items].tolist()),
        shapes=frozenset(display.shapes[i].id for i in shapes),
    )


def with_shapes_by(display: Display, shapes: Sequence[int], dx: float, dy: float) -> Display:
    """Give the display with free shapes (indexes) moved by chart units."""
    if not shapes:
        return display
    own = set(shapes)
    drawn = [_stepped(s, dx, dy) if i in own else s for i, s in enumerate(display.shapes)]
    return replace(display, shapes=tuple(drawn))


def _stepped(shape: DrawnShape, dx: float, dy: float) -> DrawnShape:
    left, top, right, bottom = shape.box
    (x1, y1), (x2, y2) = shape.points
    return replace(
        shape,
        box=(left + dx, top + dy, right + dx, bottom + dy),
        points=((x1 + dx, y1 + dy), (x2 + dx, y2 + dy)),
    )


_OF_ITEMS = (
    "entity_ids",
    "positions",
    "forms",
    "halves",
    "icon_offsets",
    "icon_halves",
    "item_boxes",
    "fills",
    "edges",
    "edge_px",
    "edge_dashes",
    "frames",
    "frame_margins",
    "tints",
    "is_grey",
    "is_container",
    "is_fitted",
    "holding_shapes",
    "counts",
    "icon_index",
    "node_colours",
    "picture_ids",
    "is_pinned",
    "in_time",
    "days",
)
_OF_LINES = (
    "bends",
    "line_points",
    "line_controls",
    "strengths",
    "line_colours",
    "widths",
    "line_is_grey",
    "label_at",
    "label_is_set",
    "crossings",
    "wirings",
    "wire_slots",
    "wire_steps",
    "label_shifts",
    "label_centres",
)


def part_of(
    display: Display, items: Indexes, lines: Indexes, shapes: tuple[DrawnShape, ...]
) -> Display:
    """Give the display of some items and of lines that all end at these."""
    place = np.full(len(display.positions) + 1, -1)
    place[items] = np.arange(len(items))
    members, member_starts = _cut(display.members, display.member_starts, lines)
    corners, corner_starts = _cut(display.corners, display.corner_starts, lines)
    heads = np.flatnonzero(np.isin(display.arrow_lines, lines))
    ends = place[display.ends[lines]]
    starts, at = _neighbours(ends, len(items))
    order = place[display.draw_order]
    return replace(
        display,
        **{name: getattr(display, name)[items] for name in _OF_ITEMS},
        **{name: getattr(display, name)[lines] for name in _OF_LINES},
        holders=place[display.holders[items]],
        draw_order=order[order >= 0],
        badges=_badges(display.badges, items, place),
        node_text=_text(display.node_text, items),
        members=members,
        member_starts=member_starts.astype(np.int32),
        ends=ends,
        corner_starts=corner_starts.astype(np.int32),
        corners=corners,
        pen_starts=np.searchsorted(lines, display.pen_starts),
        arrow_lines=np.searchsorted(lines, display.arrow_lines[heads]),
        arrow_at_end=display.arrow_at_end[heads],
        arrow_angles=display.arrow_angles[heads],
        link_text=_text(display.link_text, lines),
        neighbour_starts=starts,
        neighbour_lines=at,
        shapes=shapes,
        legend=None,
        title_block=None,
        ways=ways_from({row: display.ways.of(item) for row, item in _themes(display, items)}),
    )


def _themes(display: Display, items: Indexes) -> list[tuple[int, int]]:
    """Give place and index of those of the items that are theme lines off their level."""
    rows = np.flatnonzero(np.isin(items, display.ways.owners)).tolist()
    return [(row, int(items[row])) for row in rows]


def _rows(starts: NDArray[np.int32], owners: Indexes) -> tuple[Indexes, Indexes]:
    """Give the rows of some owners one after the other, and where those of each begin."""
    first, counts = starts[owners].astype(np.int64), np.diff(starts)[owners].astype(np.int64)
    begins = np.concatenate(([0], np.cumsum(counts)))
    return np.arange(begins[-1]) + np.repeat(first - begins[:-1], counts), begins


def _cut(
    values: NDArray[_T], starts: NDArray[np.int32], owners: Indexes
) -> tuple[NDArray[_T], Indexes]:
    rows, begins = _rows(starts, owners)
    return values[rows], begins


def _text(text: TextLines, owners: Indexes) -> TextLines:
    rows, begins = _rows(text.starts, owners)
    return TextLines(
        texts=[text.texts[row] for row in rows.tolist()],
        owners=np.repeat(np.arange(len(owners)), np.diff(begins)).astype(np.int32),
        starts=begins.astype(np.int32),
        offsets=text.offsets[rows],
        sizes=text.sizes[rows],
        ascents=text.ascents[rows],
        font_px=text.font_px[rows],
        is_bold=text.is_bold[rows],
        roles=text.roles[rows],
        is_italic=text.is_italic[rows],
        colours=text.colours[rows],
        boxes=text.boxes[owners],
        dress=dress_of(text, rows),
    )


def _badges(badges: Badges, items: Indexes, place: Indexes) -> Badges:
    own = np.flatnonzero(np.isin(badges.owners, items))
    chosen = own.tolist()
    return replace(
        badges,
        owners=place[badges.owners[own]],
        names=tuple(badges.names[i] for i in chosen),
        texts=[badges.texts[i] for i in chosen],
        offsets=badges.offsets[own],
        colours=badges.colours[own],
        text_colours=badges.text_colours[own],
        widths=badges.widths[own],
    )


def _neighbours(ends: Indexes, items: int) -> tuple[Indexes, Indexes]:
    lines = np.repeat(np.arange(len(ends)), 2)
    order = np.argsort(ends.ravel(), kind="stable")
    counts = np.bincount(ends.ravel(), minlength=items)
    return np.concatenate(([0], np.cumsum(counts))), lines[order]
