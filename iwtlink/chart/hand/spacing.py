"""The lines of a pair drawn farther apart or closer together, all by one of them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from iwtlink.chart.display import Display
from iwtlink.chart.hand.dragging import refuse
from iwtlink.chart.hand.effects import (
    AloneTouched,
    Effects,
    Guide,
    Outlined,
    Selected,
    SpacingChanged,
)
from iwtlink.chart.hand.events import Event
from iwtlink.chart.hand.hit import Hit
from iwtlink.chart.hand.scene import (
    SNAP_PX,
    Gesture,
    Scene,
    follow,
    is_called_off,
    is_far,
    links_of_line,
    of_hit,
    pixels,
    until_release,
)
from iwtlink.chart.links.anchors import holds_of
from iwtlink.chart.links.lines import control_points, points_at
from iwtlink.store.charts.options import LEAST_SPACING, MOST_SPACING

Floats = NDArray[np.float64]
_CHORDS = 12
_LEAST_PULL = 0.36
"""Where an arc has left its ends by this share of its height, it follows the pointer."""


@dataclass(frozen=True, slots=True)
class _Fan:
    """The lines of one pair as seen along one of them."""

    links: tuple[int, ...]
    start: Floats
    end: Floats
    ranks: Floats
    """Of each line, in steps from the middle of the fan to the right of the way."""
    rank: float
    """Of the line that is drawn."""
    usual: float


def space_lines(scene: Scene, press: Event, line: int) -> Gesture:
    """Draw a line away from its pair's middle: the others follow. Near the chart's usual spacing
    they keep to it. With Ctrl at the end all pairs of the chart get it. A mere click selects."""
    event = yield ()
    while not (event.kind == "move" and is_far(press, event)):
        if event.kind == "release":
            found = of_hit(scene.hits.display, Hit("line", line))
            return (Selected(scene.selection | found),)
        if is_called_off(event):
            return ()
        event = yield ()
    if scene.rules.is_fixed:
        return (yield from refuse(event))
    fan = _fan_of(scene.hits.display, line)
    if len(fan.ranks) < 2:
        event = yield (AloneTouched(),)
        return (yield from until_release(event))
    return (yield from _draw_apart(scene, event, fan))


def _draw_apart(scene: Scene, event: Event, fan: _Fan) -> Gesture:
    released = yield from follow(event, lambda now: _shown(scene, now, fan))
    if released is None:
        return (Outlined(),)
    apart = _apart(scene, released, fan)
    stored = None if apart == fan.usual else apart
    return (Outlined(), SpacingChanged(fan.links, stored, is_everywhere=released.ctrl))


def _shown(scene: Scene, event: Event, fan: _Fan) -> Effects:
    """Outline all lines of the pair, there and back again; a guide tells of the usual spacing."""
    apart = _apart(scene, event, fan)
    arcs = [_arc(fan, rank * apart) for rank in fan.ranks.tolist()]
    points = np.vstack([arc[:: -1 if i % 2 else 1] for i, arc in enumerate(arcs)])
    guides: tuple[Guide, ...] = ()
    if apart == fan.usual:
        low, high = (_middle(fan, rank * apart) for rank in (fan.ranks.min(), fan.ranks.max()))
        guides = (Guide(*low, *high),)
    return (Outlined(tuple((x, y) for x, y in points.tolist()), guides),)


def _apart(scene: Scene, event: Event, fan: _Fan) -> float:
    """Give the spacing at which the drawn line, or where it is the middle one its neighbour, runs
    through the pointer."""
    way = fan.end - fan.start
    length = max(float(np.hypot(*way)), 1e-9)
    off = np.array((event.x, event.y)) - fan.start
    share = min(max(float(off @ way) / length**2, 0.0), 1.0)
    aside = float(way[0] * off[1] - way[1] * off[0]) / length
    height = aside / max(4 * share * (1 - share), _LEAST_PULL)
    wanted = height / fan.rank if fan.rank else abs(height)
    if abs(wanted - fan.usual) * max(abs(fan.rank), 1.0) <= pixels(scene, SNAP_PX):
        return fan.usual
    return round(min(max(wanted, LEAST_SPACING), MOST_SPACING), 1)


def _fan_of(display: Display, line: int) -> _Fan:
    """Give the lines that join the ends of one, as they stand now. O(lines)."""
    ends = display.ends
    pair = np.sort(ends[line])
    lines = np.flatnonzero((np.sort(ends, axis=1) == pair).all(axis=1))
    start, end = (hold.points[0] for hold in holds_of(display, np.array([line])))
    is_back = ends[lines, 0] != ends[line, 0]
    heights = np.where(is_back, -1.0, 1.0) * display.bends[lines]
    is_bent = np.diff(display.corner_starts)[lines] > 0
    ranks = _ranks(heights, is_bent)
    return _Fan(
        links=tuple(link for one in lines.tolist() for link in links_of_line(display, one)),
        start=start,
        end=end,
        ranks=ranks,
        rank=float(ranks[lines == line][0]),
        usual=display.style.fan_spacing_px,
    )


def _ranks(heights: Floats, is_bent: NDArray[np.bool_]) -> Floats:
    """Give the steps of arcs from the middle of their fan; lines bent by hand stand in none."""
    free = np.unique(heights[~is_bent].round(6))
    steps = np.diff(free)
    outermost = max(len(heights) - 1, 1) / 2
    step = float(steps.min()) if len(steps) else float(np.abs(free).max(initial=0.0)) / outermost
    ranks: Floats = np.where(is_bent, 0.0, heights / (step or 1.0))
    return ranks


def _arc(fan: _Fan, height: float) -> Floats:
    """Give points along an arc of so many chart units' height, from start to end."""
    start, end = fan.start[None, :], fan.end[None, :]
    control = control_points(start, end, np.array([height]))
    at = np.linspace(0.0, 1.0, _CHORDS + 1)
    return points_at(start, control, end, at)


def _middle(fan: _Fan, height: float) -> tuple[float, float]:
    x, y = _arc(fan, height)[_CHORDS // 2].tolist()
    return x, y
