"""The ways of theme lines through their event frames, worked out from where all of them stand.

What the four kinds of wiring mean is told in ``wiring``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from iwtlink.chart.display import Display
from iwtlink.chart.items.forms import frame_reach
from iwtlink.chart.links.wiring import KEEPS, NEAR_PX, REACH_PX, RETURNS, SLOPE_PX, theme_and_event
from iwtlink.chart.parts import ways_from

Floats = NDArray[np.float64]
Indexes = NDArray[np.int64]
Point = tuple[float, float]
_BESIDE_WORDS_PX = 14.0


@dataclass(frozen=True, slots=True)
class _Stop:
    """A theme line at one event frame, by one line of the display."""

    line: int
    left: float
    right: float
    height: float
    wiring: int
    step: float
    high: float
    """Half the height of the frame and of the words of the line together."""
    words: float
    """Width of the words of the line; 0 for none."""
    is_back: bool
    """The line of the display runs from the event to the theme line."""


@dataclass(slots=True)
class Wired:
    """What the theme lines of some lines come to: where these lines run, and the ways between."""

    lines: list[int] = field(default_factory=list)
    points: list[tuple[Point, Point, Point]] = field(default_factory=list)
    """Start, bend point and end of each of ``lines``."""
    slack: list[int] = field(default_factory=list)
    """Lines that are to run into a frame for which there is no room: they run straight."""
    pieces: dict[int, list[Floats]] = field(default_factory=dict)
    """By item: its pieces of line, none where it stays at its level."""
    courses: dict[int, Floats] = field(default_factory=dict)
    """By item: the points of its way from left to right, frames included."""


def wired(display: Display, themes: Sequence[int]) -> Wired:
    """Give the ways of some theme lines through all their event frames."""
    found = Wired()
    for theme in themes:
        stops, slack = _stops(display, theme)
        found.slack += slack
        found.pieces[theme] = []
        if stops:
            _lead(display, theme, stops, found)
    return found


def with_ways(display: Display, found: Wired) -> Display:
    """Give the display with the ways of some theme lines in the place of those they had."""
    if not (found.pieces.keys() & set(display.ways.owners.tolist()) or any(found.pieces.values())):
        return display
    others = {item: display.ways.of(item) for item in set(display.ways.owners.tolist())}
    return replace(display, ways=ways_from({**others, **found.pieces}))


def _stops(display: Display, theme: int) -> tuple[list[_Stop], list[int]]:
    """Give the event frames of a theme line from left to right; and lines it has no room for."""
    first, last = display.neighbour_starts[theme : theme + 2]
    lines = display.neighbour_lines[first:last]
    lines = lines[display.wirings[lines] > 0]
    x, half = float(display.positions[theme, 0]), float(display.halves[theme, 0])
    begin, end = x - half + 2 * float(display.icon_halves[theme]), x + half
    stops: list[_Stop] = []
    slack: list[_Stop] = []
    for line in lines.tolist():
        stop = _stop(display, line)
        has_room = stop.left - REACH_PX - stop.step >= begin and stop.left < end
        (stops if has_room else slack).append(stop)
    stops.sort(key=lambda stop: (stop.left, stop.height, stop.line))
    return stops, [stop.line for stop in slack]


def _stop(display: Display, line: int) -> _Stop:
    _, event = theme_and_event(display.ends, display.forms, line)
    (x, y), wide = display.positions[event].tolist(), float(display.halves[event, 0])
    wide += float(
        frame_reach(display.frames[[event]], display.frame_margins[[event]], display.style)[0]
    )
    words = display.link_text.boxes[line]
    return _Stop(
        line=line,
        left=x - wide,
        right=x + wide,
        height=y + float(display.wire_slots[line]),
        wiring=int(display.wirings[line]),
        step=float(display.wire_steps[line]),
        high=float(display.halves[event, 1] + (words[3] - words[1]) / 2),
        words=float(words[2] - words[0]),
        is_back=bool(display.ends[line, 0] == event),
    )


@dataclass(slots=True)
class _Trace:
    """The way of one theme line while it is drawn from left to right."""

    level: float
    begin: float
    """Where its icon ends."""
    end: float
    course: list[Point]
    pieces: list[list[Point]]

    def to(self, *points: Point) -> None:
        """Draw on through points."""
        self.pieces[-1] += points
        self.course += points


def _lead(display: Display, theme: int, stops: Sequence[_Stop], found: Wired) -> None:
    """Lead a theme line through its event frames."""
    (x, level), half = display.positions[theme].tolist(), float(display.halves[theme, 0])
    begin = x - half + 2 * float(display.icon_halves[theme])
    trace = _Trace(level, begin, x + half, [(x - half, level)], [[(x - half, level)]])
    groups = list(_groups(stops))
    for number, group in enumerate(groups):
        lead, others = group[0], group[1:]
        following = groups[number + 1] if number + 1 < len(groups) else None
        near = _drawn_up_to(trace, groups[number - 1][0] if number else None, group)
        start = trace.course[-1]
        for stop in group:
            _take_in(stop, start, lead.left - (near or NEAR_PX + stop.step), found)
        trace.course += [(lead.left - (near or NEAR_PX + lead.step), lead.height)]
        trace.course += [(lead.left, lead.height), (lead.right, lead.height)]
        trace.pieces.append([(lead.right, lead.height)])
        _let_return(trace, lead, others, following)
    _run_out(trace, groups[-1][0])
    found.pieces[theme] = [np.array(piece) for piece in trace.pieces if len(piece) > 1]
    found.courses[theme] = np.array(trace.course)


def _groups(stops: Sequence[_Stop]) -> Iterator[list[_Stop]]:
    """Give the frames that a theme line can only pass side by side, the first leading."""
    group: list[_Stop] = []
    for stop in stops:
        if group and stop.left >= group[0].right + 2 * NEAR_PX:
            yield group
            group = []
        group.append(stop)
    if group:
        yield group


def _drawn_up_to(trace: _Trace, before: _Stop | None, group: Sequence[_Stop]) -> float:
    """Draw up to where the line turns towards a frame, or forks towards several. Give how near
    before the frame it has its height, where that is not as usual since there is little room."""
    lead = group[0]
    start = lead.left - REACH_PX - max(stop.step for stop in group)
    if before is None:
        room = start - trace.begin
        trace.to((start - _for_words(group, trace.level, room), trace.level))
        return 0.0
    out = before.right + NEAR_PX + before.step
    if start < (out if before.wiring == KEEPS else out + SLOPE_PX):
        short = min(NEAR_PX, (lead.left - before.right) / 4)
        trace.to((before.right + short, before.height))
        return short
    if before.wiring != KEEPS:
        height = trace.level if before.wiring == RETURNS else lead.height
        trace.to((out, before.height), (out + SLOPE_PX, height))
    height = trace.course[-1][1]
    room = start - max(trace.course[-1][0], out)
    trace.to((start - _for_words(group, height, room), height))
    return 0.0


def _for_words(group: Sequence[_Stop], height: float, room: float) -> float:
    """Give how much earlier a line at some height turns towards frames so that the words on its
    way into one of about that height stand in front of it; 0 where there is no room for that."""
    beside = [stop.words for stop in group if stop.words and abs(stop.height - height) < stop.high]
    more = max(beside, default=0.0) + _BESIDE_WORDS_PX - SLOPE_PX
    return more if beside and 0.0 < more <= room else 0.0


def _take_in(stop: _Stop, start: Point, turn: float, found: Wired) -> None:
    """Lead the link of a stop from the theme line into its frame."""
    way = (start, (turn, stop.height), (stop.left, stop.height))
    found.lines.append(stop.line)
    found.points.append((way[2], way[1], way[0]) if stop.is_back else way)


def _let_return(
    trace: _Trace, lead: _Stop, others: Sequence[_Stop], following: Sequence[_Stop] | None
) -> None:
    """Let the strands beside the leading one return to the level where there is room."""
    limit = trace.end
    if following is not None:
        limit = following[0].left - REACH_PX - max(stop.step for stop in following)
    for other in others:
        out = max(lead.right, other.right) + NEAR_PX + other.step
        returns = lead.wiring == RETURNS and other.wiring == RETURNS
        if returns and out + SLOPE_PX <= limit:
            strand = [
                (other.right, other.height),
                (out, other.height),
                (out + SLOPE_PX, trace.level),
            ]
            trace.pieces.insert(len(trace.pieces) - 1, strand)


def _run_out(trace: _Trace, last: _Stop) -> None:
    """Draw a theme line from its last frame to its end."""
    out = last.right + NEAR_PX + last.step
    if last.wiring != KEEPS and out + SLOPE_PX <= trace.end:
        trace.to((out, last.height), (out + SLOPE_PX, trace.level), (trace.end, trace.level))
    elif trace.end > last.right:
        trace.to((trace.end, last.height))


def on_courses(courses: Mapping[int, Floats], items: Indexes, points: Floats) -> None:
    """Let ends of lines hold on to theme lines where these run, not at their level; in place.

    ``items`` (n,) and ``points`` (n, 2) are one end of n lines.
    """
    for row, item in enumerate(items.tolist()):
        if item in courses:
            course = courses[item]
            points[row, 1] = np.interp(points[row, 0], course[:, 0], course[:, 1])
