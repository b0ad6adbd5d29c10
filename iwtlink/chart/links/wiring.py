"""How theme lines run into event frames and out again, in the four ways i2 has.

Before an event frame a theme line leaves its level, runs into the frame, and behind it returns to
its level, stays at the height of the event or goes on to that of the next; or it stays at its
level and a link leads to the event. The part from the level into the frame is the link itself
(its strength, colour, words and arrow), so that each link is still seen, hit and read; the rest
is the way of the theme line. Where two frames of a theme line share their time it forks: one
strand runs through, the others return to it where there is room.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from iwtlink.chart.departures import own_lines, own_looks
from iwtlink.chart.display import Display
from iwtlink.chart.items.forms import EVENT, THEME
from iwtlink.chart.links.bundles import Bundles
from iwtlink.store.charts.content import ChartContent

Floats = NDArray[np.float64]
Indexes = NDArray[np.int64]
WIRINGS = ("straight", "returns", "keeps", "next")
STRAIGHT, RETURNS, KEEPS, NEXT = range(4)
NEAR_PX, SLOPE_PX = 6.3, 25.2
"""Room straight before a frame, and over which a line changes its height: i2's wiring distances
near (2 mm) and far (10 mm), at its 80 units per inch."""
_SPACING = 16.0
"""Between theme lines within a frame: i2's wiring spacing (5 mm); less where the frame is low."""
_STEP = 9.0
"""So much earlier the next of several theme lines turns towards the same frame."""
REACH_PX = NEAR_PX + SLOPE_PX
"""Room a frame needs at either side for one theme line to run in and out."""
_INSET = 8.0


def wirings_of(
    content: ChartContent, bundles: Bundles, forms: NDArray[np.uint8]
) -> NDArray[np.uint8]:
    """Give how each line runs from a theme line into an event frame: (K,), see ``WIRINGS``.

    The link says so, else the event frame, else the theme line. A line with bend points set by
    hand runs as these say.
    """
    found = np.zeros(len(bundles.ends), np.uint8)
    pair = forms[bundles.ends]
    meets = (pair == THEME).any(axis=1) & (pair == EVENT).any(axis=1)
    if not meets.any():
        return found
    said = {item: look.wiring for item, look in own_looks(content) if look.wiring}
    own: dict[int, str] = {}
    for line, _, look in own_lines(content, bundles.members, bundles.starts):
        if look.corners or look.wiring:
            own.setdefault(line, "straight" if look.corners else look.wiring)
    for line in np.flatnonzero(meets).tolist():
        theme, event = theme_and_event(bundles.ends, forms, line)
        words = own.get(line) or said.get(event) or said.get(theme) or "returns"
        found[line] = WIRINGS.index(words)
    return found


def wire_inks(
    bundles: Bundles,
    forms: NDArray[np.uint8],
    wirings: NDArray[np.uint8],
    edges: NDArray[np.uint32],
    edge_px: Floats,
) -> tuple[NDArray[np.uint32], Floats]:
    """Give colour and width of the theme line that each line is a part of: (K,), 0 for none."""
    colours, widths = np.zeros(len(bundles.ends), np.uint32), np.zeros(len(bundles.ends))
    for line in np.flatnonzero(wirings).tolist():
        theme, _ = theme_and_event(bundles.ends, forms, line)
        colours[line], widths[line] = edges[theme], edge_px[theme]
    return colours, widths


def theme_and_event(ends: Indexes, forms: NDArray[np.uint8], line: int) -> tuple[int, int]:
    """Give theme line and event frame of a line between them."""
    one, other = ends[line].tolist()
    return (one, other) if forms[one] == THEME else (other, one)


def with_slots(display: Display) -> Display:
    """Give the display with a height for each theme line within each event frame: in the order
    in which they stand above each other, so that they do not cross before it."""
    own = np.flatnonzero(display.wirings)
    if not len(own):
        return display
    slots, steps = np.zeros(len(display.ends)), np.zeros(len(display.ends))
    pairs = [theme_and_event(display.ends, display.forms, line) for line in own.tolist()]
    themes, events = np.array(pairs).T
    levels = display.positions[themes, 1]
    for event in np.unique(events).tolist():
        mine = np.flatnonzero(events == event)
        mine = mine[np.lexsort((own[mine], levels[mine]))]
        room = 2 * float(display.halves[event, 1]) - 2 * _INSET
        apart = min(_SPACING, max(room, 0.0) / max(len(mine) - 1, 1))
        middle = (len(mine) - 1) / 2
        slots[own[mine]] = (np.arange(len(mine)) - middle) * apart
        above = int((levels[mine] < display.positions[event, 1]).sum())
        ranks = np.concatenate((np.arange(above), np.arange(len(mine) - above)[::-1]))
        steps[own[mine]] = ranks * _STEP
    return replace(display, wire_slots=slots, wire_steps=steps)


def themes_at(display: Display, lines: Indexes) -> list[int]:
    """Give the theme lines at the ends of some lines whose way may change with these."""
    if not display.wirings.any():
        return []
    items = np.unique(display.ends[lines])
    themes = set(items[display.forms[items] == THEME].tolist())
    return sorted(themes)


def wired_themes(display: Display, items: Indexes) -> Indexes:
    """Give the theme lines that run into any of some event frames: those the way of which changes
    when these are moved."""
    if not display.wirings.any():
        return np.zeros(0, np.int64)
    ends = display.ends[display.wirings > 0]
    theme_first = display.forms[ends[:, 0]] == THEME
    themes = np.where(theme_first, ends[:, 0], ends[:, 1])
    frames = np.where(theme_first, ends[:, 1], ends[:, 0])
    return np.unique(themes[np.isin(frames, items)])
