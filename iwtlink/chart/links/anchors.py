"""Where lines hold on to the things at their ends.

Usually a line runs towards the middle of an item and stops where it leaves form and label. At a
theme line it holds on to the point straight across; from inside a container, to its edge.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from iwtlink.chart.display import Display
from iwtlink.chart.items.forms import THEME, form_reach, frame_reach
from iwtlink.chart.links.leading import on_courses

Floats = NDArray[np.float64]
Indexes = NDArray[np.int64]
_NONE: Mapping[int, Floats] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Hold:
    """One end of some lines."""

    points: Floats
    """(n, 2) where the line is headed for."""
    reach: Floats
    """(n, 3) of the form round that point: see ``forms.form_reach``."""
    words: Floats
    """(n, 4) box of the label round that point."""


def holds_of(
    display: Display, lines: Indexes, courses: Mapping[int, Floats] = _NONE
) -> tuple[Hold, Hold]:
    """Give both ends of the given lines; ``courses`` are the ways of theme lines off their level,
    by item."""
    ends = display.ends[lines]
    first, last = _hold(display, ends[:, 0]), _hold(display, ends[:, 1])
    if (display.forms == THEME).any():
        _onto_themes(display, ends, display.crossings[lines], first, last)
        on_courses(courses, ends[:, 0], first.points)
        on_courses(courses, ends[:, 1], last.points)
    if display.is_container.any():
        _onto_edges(display, ends[:, 0], ends[:, 1], first, last)
        _onto_edges(display, ends[:, 1], ends[:, 0], last, first)
    return first, last


def _hold(display: Display, items: Indexes) -> Hold:
    """Give the middle, form and label of some items, frames counted in."""
    halves = display.halves.take(items, axis=0)
    if display.frames.any():
        margins = display.frame_margins.take(items)
        halves += frame_reach(display.frames.take(items), margins, display.style)[:, None]
    return Hold(
        display.positions.take(items, axis=0),
        form_reach(display.forms.take(items), halves),
        display.node_text.boxes.take(items, axis=0),
    )


def _onto_themes(
    display: Display, ends: Indexes, crossings: Floats, first: Hold, last: Hold
) -> None:
    """Let lines meet theme lines straight across: those between two of them side by side."""
    is_theme = display.forms[ends] == THEME
    middles = display.positions[ends]
    wide = np.where(is_theme, display.halves[ends][..., 0], 0.0)
    low, high = middles[..., 0] - wide, middles[..., 0] + wide
    left, right = low.max(axis=1), high.min(axis=1)
    at = np.where(is_theme.all(axis=1) & (left < right), crossings, 0.5)
    shared = left + (right - left) * at
    for side, hold in ((0, first), (1, last)):
        on = is_theme[:, side]
        hold.points[on, 0] = np.clip(shared, low[:, side], high[:, side])[on]
        hold.reach[on, 0:2] = 0.0
        hold.words[on] = 0.0


def _onto_edges(
    display: Display, holders: Indexes, members: Indexes, at_holder: Hold, at_member: Hold
) -> None:
    """Let lines from inside a container end at the nearest point of its edge."""
    is_within = held_by(display.holders, members, holders)
    own = np.flatnonzero(is_within & display.is_container[holders])
    if not len(own):
        return
    middles, halves = display.positions[holders[own]], display.halves[holders[own]]
    off = at_member.points[own] - middles
    words = display.node_text.boxes[holders[own]]
    room = np.hstack((off + halves, halves - off))  # to the left, top, right and bottom edge
    room[:, 1] += 2 * (words[:, 3] - words[:, 1])  # rather not across the label
    side = room.argmin(axis=1)
    edge = off.copy()
    rows, axis = np.arange(len(own)), side % 2
    edge[rows, axis] = np.where(side < 2, -1, 1) * halves[rows, axis]
    at_holder.points[own] = middles + edge
    at_holder.reach[own, 0:2] = 0.0
    at_holder.words[own] = 0.0


def held_by(holders: Indexes, items: Indexes, by: Indexes) -> NDArray[np.bool_]:
    """Tell for each item whether it is held, at any depth, by the item beside it."""
    found = np.zeros(len(items), bool)
    above = holders[items]
    while (above >= 0).any():
        found |= above == by
        above = np.where(above >= 0, holders[above], -1)
    return found
