"""Click, and drag of items: members move with their container, groups as one."""

from __future__ import annotations

import numpy as np

from iwtlink.chart.hand.bending import bend_line, drag_link_label
from iwtlink.chart.hand.effects import (
    Dragged,
    Dropped,
    Effects,
    Guide,
    LockTouched,
    Selected,
    TimeTouched,
)
from iwtlink.chart.hand.events import Event, Selection
from iwtlink.chart.hand.held import grouped, with_held
from iwtlink.chart.hand.hit import Hit, label_at
from iwtlink.chart.hand.intime import Leeway, leeway_of
from iwtlink.chart.hand.scene import (
    Gesture,
    Scene,
    is_called_off,
    is_far,
    of_hit,
    pixels,
    until_release,
)
from iwtlink.chart.hand.snapping import Snapper, snapper_for

_WANTS_ASIDE_PX = 12.0
"""So far to the side a hand wants there, and has not only trembled."""


def click_or_drag(scene: Scene, press: Event, hit: Hit) -> Gesture:
    """Select on press (on release where it is selected already, so that many can be dragged)."""
    held = scene.selection
    single = of_hit(scene.hits.display, hit)
    chosen = grouped(scene.hits.display, single)
    is_held, adds = single <= held, press.ctrl or press.shift
    first: Effects = () if is_held else (Selected(held | chosen if adds else chosen),)
    event = yield first
    while not (event.kind == "move" and is_far(press, event)):
        if event.kind == "release":
            return _clicked(held, chosen, single, adds=adds) if is_held else ()
        if is_called_off(event):
            return (Selected(held),)
        event = yield ()
    if hit.kind == "line":
        return (yield from _drag_line(scene, press, event, hit.index, is_held=is_held))
    moving = held if is_held else held | chosen if adds else chosen
    return (yield from _drag(scene, press, event, moving, hit))


def _clicked(held: Selection, chosen: Selection, single: Selection, *, adds: bool) -> Effects:
    """Give what a click on something selected does; a second one takes it from its group."""
    if adds:
        return (Selected(held - chosen),)
    return (Selected(single if held == chosen else chosen),)


def _drag_line(scene: Scene, press: Event, event: Event, line: int, *, is_held: bool) -> Gesture:
    is_label = label_at(scene.hits, press.x, press.y) == line
    if not is_label and not is_held:
        return (yield from until_release(event))
    if scene.rules.is_fixed:
        return (yield from refuse(event))
    if is_label:
        return (yield from drag_link_label(scene, press, event, line))
    return (yield from bend_line(scene, press, event, line))


def _drag(scene: Scene, press: Event, event: Event, chosen: Selection, hit: Hit) -> Gesture:
    if scene.rules.is_fixed:
        return (yield from refuse(event))
    moving = with_held(scene.hits.display, chosen)
    entities, shapes = moving.entities, moving.shapes
    snapper = snapper_for(scene, entities, shapes)
    anchor, leeway = _anchor(scene, hit), leeway_of(scene.hits.display, entities, shapes)
    told: Effects = (TimeTouched(leeway.is_none),)
    while event.kind != "release":
        if is_called_off(event):
            return (Dragged(entities, 0.0, 0.0, shapes),)
        if event.kind == "move":
            dx, dy, guides = _step(snapper, anchor, press, event, leeway)
            why = told if _is_held_back(scene, leeway, event.x - press.x) else ()
            told = () if why else told
            event = yield (Dragged(entities, dx, dy, shapes, guides), *why)
        else:
            event = yield ()
    dx, dy, _ = _step(snapper, anchor, press, event, leeway)
    return (Dropped(entities, dx, dy, shapes),)


def _is_held_back(scene: Scene, leeway: Leeway, dx: float) -> bool:
    """Tell whether somebody wants to go to the side where what is dragged does not."""
    return abs(dx - leeway.kept(dx)) > pixels(scene, _WANTS_ASIDE_PX)


def _step(
    snapper: Snapper, anchor: tuple[float, float], press: Event, event: Event, leeway: Leeway
) -> tuple[float, float, tuple[Guide, ...]]:
    """Give by how much the items have moved, kept to grid and neighbours unless Alt is held, and
    to their time in any case."""
    dx, dy = event.x - press.x, event.y - press.y
    if event.alt:
        return leeway.kept(dx), dy, ()
    x, y, guides = snapper.place(anchor[0] + dx, anchor[1] + dy)
    kept = leeway.kept(x - anchor[0])
    if kept != x - anchor[0]:
        guides = tuple(guide for guide in guides if guide.x1 != guide.x2)
    return kept, y - anchor[1], guides


def _anchor(scene: Scene, hit: Hit) -> tuple[float, float]:
    """Give the middle of what was pressed: it is what keeps to grid and neighbours."""
    display = scene.hits.display
    if hit.kind == "entity":
        x, y = display.positions[hit.index].tolist()
        return x, y
    left, top, right, bottom = display.shapes[hit.index].box
    middle = np.array(((left + right) / 2, (top + bottom) / 2)).tolist()
    return middle[0], middle[1]


def refuse(event: Event) -> Gesture:
    """Say once that the chart is locked, and wait until the button is let go."""
    event = yield (LockTouched(),)
    return (yield from until_release(event))
