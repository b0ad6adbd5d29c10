"""Links drawn from one entity to another, and ends of links taken elsewhere."""

from __future__ import annotations

from typing import Literal

import numpy as np

from iwtlink.chart.hand.effects import (
    Effects,
    Hovered,
    LinkDrawn,
    LinkEndMoved,
    LinkStretched,
    Outlined,
)
from iwtlink.chart.hand.events import Event
from iwtlink.chart.hand.handles import Handle
from iwtlink.chart.hand.hit import NOTHING, Hit
from iwtlink.chart.hand.scene import Gesture, Scene, below, is_called_off, links_of_line


def draw_link(scene: Scene, press: Event, hit: Hit) -> Gesture:
    """Draw a link from the pressed entity to the one under the pointer at release."""
    display = scene.hits.display
    start = int(display.entity_ids[hit.index])
    event = yield (LinkStretched(start, press.x, press.y),)
    while event.kind != "release":
        if is_called_off(event):
            return (LinkStretched(None), Hovered(NOTHING))
        event = yield _stretched(scene, event, hit, start) if event.kind == "move" else ()
    end = _target(scene, event, (hit.index,))
    done: Effects = (LinkStretched(None), Hovered(NOTHING))
    if not end:
        return done
    return (*done, LinkDrawn(start, int(scene.hits.display.entity_ids[end.index])))


def _stretched(scene: Scene, event: Event, hit: Hit, start: int) -> Effects:
    over = _target(scene, event, (hit.index,))
    return (LinkStretched(start, event.x, event.y), Hovered(over))


def move_end(scene: Scene, handle: Handle) -> Gesture:
    """Take the end of a link to another entity; dropped on paper it goes back."""
    display, line = scene.hits.display, handle.index
    end: Literal["from", "to"] = "from" if handle.part == "from" else "to"
    own = display.ends[line].tolist()
    path = _rest_of(scene, line, end)
    event = yield ()
    while event.kind != "release":
        if is_called_off(event):
            return (Outlined(), Hovered(NOTHING))
        if event.kind == "move":
            over = _target(scene, event, tuple(own))
            event = yield (Outlined((*path, (event.x, event.y))), Hovered(over))
        else:
            event = yield ()
    over = _target(scene, event, tuple(own))
    done: Effects = (Outlined(), Hovered(NOTHING))
    if not over:
        return done
    link = links_of_line(display, line)[0]
    return (*done, LinkEndMoved(link, end, int(display.entity_ids[over.index])))


def _rest_of(
    scene: Scene, line: int, end: Literal["from", "to"]
) -> tuple[tuple[float, float], ...]:
    """Give the points of a line that stay, up to the end that is taken away."""
    display = scene.hits.display
    first, last = display.corner_starts[line], display.corner_starts[line + 1]
    x1, y1, x2, y2 = display.line_points[line].tolist()
    corners = [(float(x), float(y)) for x, y in np.asarray(display.corners[first:last])]
    if end == "to":
        return ((x1, y1), *corners)
    return ((x2, y2), *reversed(corners))


def _target(scene: Scene, event: Event, but: tuple[int, ...]) -> Hit:
    """Give the entity under an event unless it is one of these."""
    hit = below(scene, event)
    return hit if hit.kind == "entity" and hit.index not in but else NOTHING
