"""What the hand does on the chart, as generators over small event records.

The window turns mouse and keys into ``Event`` and sends each to ``Hand.send``; what comes back
are effects (select these, move those, zoom there), which the window carries out. So every
gesture reads from press to release in one function and is tested without a window.

Left button: select, drag items, or rubber band from empty paper; with Ctrl or Shift it adds to
and takes from the selection. Middle button, or left with Space held: pan. Wheel: zoom about
the pointer. Right: menu. Double-click: open; with Shift: expand. Escape calls off what is
under way.
"""

from __future__ import annotations

from collections.abc import Generator
from typing import Protocol

import numpy as np

from iwtlink.chart.display import Display
from iwtlink.chart.hand.effects import (
    Banded,
    Dragged,
    Dropped,
    Effect,
    Event,
    Expanded,
    Hovered,
    LinkDrawn,
    LinkStretched,
    MenuAsked,
    Opened,
    Panned,
    RemovalAsked,
    Selected,
    Selection,
    Tool,
    Zoomed,
)
from iwtlink.chart.hand.hit import NOTHING, Hit, HitIndex, hit_at, lines_within, nodes_within

DRAG_STARTS_PX = 4.0
"""A hand trembles: shorter movements with the button down are a click."""
SLACK_PX = 4.0
ZOOM_STEP = 1.2
"""Zoom per notch of the wheel."""

Effects = tuple[Effect, ...]
Gesture = Generator[Effects, Event, Effects]


class Scene(Protocol):
    """What gestures ask of the chart view."""

    @property
    def hits(self) -> HitIndex:
        """The display in front, prepared for hit tests."""

    @property
    def selection(self) -> Selection:
        """What is selected now."""

    @property
    def zoom(self) -> float:
        """Pixels per chart unit."""

    @property
    def tool(self) -> Tool:
        """What the left button does."""


class Hand:
    """Runs the gestures of one chart view: send it events, carry out the effects."""

    def __init__(self, scene: Scene) -> None:
        self._course = _course(scene)
        next(self._course)

    def send(self, event: Event) -> Effects:
        """Give what an event brings about."""
        return self._course.send(event)


def _course(scene: Scene) -> Generator[Effects, Event, None]:
    """Wait for an event, let its gesture run to the end, wait for the next."""
    over, effects = NOTHING, ()  # type: tuple[Hit, Effects]
    while True:
        event = yield effects
        if event.kind in ("move", "leave"):
            now = _under(scene, event) if event.kind == "move" else NOTHING
            effects = (Hovered(now),) if now != over else ()
            over = now
        elif event.kind == "press":
            effects = yield from _pressed(scene, event)
        else:
            effects = _at_once(scene, event)


def _at_once(scene: Scene, event: Event) -> Effects:
    """Give the effects of events that are a gesture by themselves."""
    if event.kind == "wheel":
        return (Zoomed(ZOOM_STEP**event.notches, event.px, event.py),)
    if event.kind == "double":
        return _double_clicked(scene, event)
    if event.kind == "key" and event.key == "Escape":
        return (Selected(Selection()),)
    if event.kind == "key" and event.key in ("Delete", "Backspace"):
        chosen = scene.selection
        return (RemovalAsked(chosen),) if chosen.entities or chosen.links else ()
    return ()


def _double_clicked(scene: Scene, event: Event) -> Effects:
    hit = _under(scene, event)
    if not hit:
        return ()
    if event.shift and hit.kind == "entity":
        return (Expanded(int(scene.hits.display.entity_ids[hit.index])),)
    return (Opened(hit),)


def _pressed(scene: Scene, event: Event) -> Gesture:
    if event.button == "middle" or (event.button == "left" and _pans(scene, event)):
        return (yield from _pan(event))
    if event.button == "right":
        return _menu(scene, event)
    if event.button != "left":
        return ()
    hit = _under(scene, event)
    if scene.tool == "link" and hit.kind == "entity":
        return (yield from _link(scene, hit))
    if hit:
        return (yield from _click_or_drag(scene, event, hit))
    return (yield from _band(scene, event))


def _pans(scene: Scene, event: Event) -> bool:
    return scene.tool == "pan" or event.space


def _menu(scene: Scene, event: Event) -> Effects:
    """A right click selects what is under it, unless it is selected already."""
    hit = _under(scene, event)
    asked = MenuAsked(hit, event.px, event.py)
    chosen = _of_hit(scene.hits.display, hit)
    held = scene.selection
    if chosen.entities <= held.entities and chosen.links <= held.links:
        return (asked,)
    return (Selected(chosen), asked)


def _click_or_drag(scene: Scene, press: Event, hit: Hit) -> Gesture:
    """Select on press (on release where it is selected already, so that many can be dragged)."""
    display, held = scene.hits.display, scene.selection
    chosen = _of_hit(display, hit)
    is_held = chosen.entities <= held.entities and chosen.links <= held.links
    adds = press.ctrl or press.shift
    first: Effects = () if is_held else (Selected(_joined(held, chosen) if adds else chosen),)
    event = yield first
    while not _has_moved(press, event):
        if event.kind == "release":
            if not is_held:
                return ()
            return (Selected(_without(held, chosen) if adds else chosen),)
        if _is_called_off(event):
            return (Selected(held),)
        event = yield ()
    if hit.kind != "entity":
        yield from _until_release(event)
        return ()
    moving = (
        held.entities if is_held else _joined(held, chosen).entities if adds else chosen.entities
    )
    return (yield from _drag(press, event, moving))


def _drag(press: Event, event: Event, entities: frozenset[int]) -> Gesture:
    while event.kind != "release":
        if _is_called_off(event):
            return (Dragged(entities, 0.0, 0.0),)
        if event.kind == "move":
            event = yield (Dragged(entities, event.x - press.x, event.y - press.y),)
        else:
            event = yield ()
    return (Dropped(entities, event.x - press.x, event.y - press.y),)


def _band(scene: Scene, press: Event) -> Gesture:
    """Draw a rubber band from empty paper; a mere click there selects nothing."""
    held = scene.selection
    adds = press.ctrl or press.shift
    event = yield ()
    while event.kind != "release":
        if _is_called_off(event):
            return (Banded(None), Selected(held))
        rectangle = (press.x, press.y, event.x, event.y)
        event = yield (Banded(rectangle),) if event.kind == "move" else ()
    if not _is_far(press, event):
        return (Banded(None), Selected(held if adds else Selection()))
    chosen = _in_rectangle(scene.hits.display, (press.x, press.y, event.x, event.y))
    return (Banded(None), Selected(_joined(held, chosen) if adds else chosen))


def _pan(press: Event) -> Gesture:
    last = press
    event = yield ()
    while event.kind != "release":
        if event.kind == "move":
            way = Panned(event.px - last.px, event.py - last.py)
            last = event
            event = yield (way,)
        else:
            event = yield ()
    return ()


def _link(scene: Scene, hit: Hit) -> Gesture:
    """Draw a link from the pressed entity to the one under the pointer at release."""
    display = scene.hits.display
    start = int(display.entity_ids[hit.index])
    event = yield (LinkStretched(start, *map(float, display.positions[hit.index])),)
    while event.kind != "release":
        if _is_called_off(event):
            return (LinkStretched(None),)
        event = yield (LinkStretched(start, event.x, event.y),) if event.kind == "move" else ()
    end = _under(scene, event)
    if end.kind != "entity" or end.index == hit.index:
        return (LinkStretched(None),)
    return (LinkStretched(None), LinkDrawn(start, int(display.entity_ids[end.index])))


def _until_release(event: Event) -> Gesture:
    while event.kind != "release":
        event = yield ()
    return ()


def _under(scene: Scene, event: Event) -> Hit:
    return hit_at(scene.hits, event.x, event.y, SLACK_PX / max(scene.zoom, 1e-6))


def _is_called_off(event: Event) -> bool:
    return event.kind == "key" and event.key == "Escape"


def _has_moved(press: Event, event: Event) -> bool:
    return event.kind == "move" and _is_far(press, event)


def _is_far(press: Event, event: Event) -> bool:
    return max(abs(event.px - press.px), abs(event.py - press.py)) > DRAG_STARTS_PX


def _of_hit(display: Display, hit: Hit) -> Selection:
    """Give the selection of what was hit; a merged line stands for all its links."""
    if hit.kind == "entity":
        return Selection(entities=frozenset((int(display.entity_ids[hit.index]),)))
    if hit.kind == "line":
        return Selection(links=frozenset(links_of_line(display, hit.index)))
    return Selection()


def links_of_line(display: Display, line: int) -> list[int]:
    """Give the ids of the links a drawn line stands for."""
    first, last = display.member_starts[line], display.member_starts[line + 1]
    ids: list[int] = display.link_ids[display.members[first:last]].tolist()
    return ids


def _in_rectangle(display: Display, rectangle: tuple[float, float, float, float]) -> Selection:
    nodes = nodes_within(display, *rectangle)
    lines = lines_within(display, *rectangle)
    counts = np.diff(display.member_starts)
    is_in = np.isin(np.arange(len(display.ends)), lines)
    links = display.link_ids[display.members[np.repeat(is_in, counts)]]
    return Selection(frozenset(display.entity_ids[nodes].tolist()), frozenset(links.tolist()))


def _joined(a: Selection, b: Selection) -> Selection:
    return Selection(a.entities | b.entities, a.links | b.links)


def _without(a: Selection, b: Selection) -> Selection:
    return Selection(a.entities - b.entities, a.links - b.links)
