"""What the hand does on the chart, as generators over small event records.

The window turns mouse and keys into ``Event`` and sends each to ``Hand.send``; what comes back
are effects (select these, move those, zoom there), which the window carries out. So every
gesture reads from press to release in one function and is tested without a window.

Left button: select, drag items, or rubber band from empty paper; with Ctrl or Shift it adds to
and takes from the selection. On a handle of what is selected it resizes, bends or reroutes.
With Ctrl and Shift, or Z held, it draws a zoom box; with Shift and Alt on a line it spaces the
lines of a pair. Middle button, or left with Space held:
pan. Wheel: zoom about the pointer. Right: menu. Double-click: open; with Shift: expand. Escape
calls off what is under way, then puts down link tool and palette, then selects nothing.
"""

from __future__ import annotations

from collections.abc import Generator

from iwtlink.chart.hand.bending import drag_corner, drag_label, without_corner
from iwtlink.chart.hand.dragging import click_or_drag, refuse
from iwtlink.chart.hand.effects import (
    Asked,
    Effects,
    EntityWanted,
    Hovered,
    RemovalAsked,
    Selected,
    ToolPutDown,
    Zoomed,
)
from iwtlink.chart.hand.events import Event, Selection
from iwtlink.chart.hand.framing import band, drag_part, pan, zoom_box
from iwtlink.chart.hand.handles import Handle
from iwtlink.chart.hand.hit import NOTHING, Hit
from iwtlink.chart.hand.linking import draw_link, move_end
from iwtlink.chart.hand.resizing import resize
from iwtlink.chart.hand.scene import Gesture, Scene, below, is_called_off, of_hit, under
from iwtlink.chart.hand.spacing import space_lines

ZOOM_STEP = 1.2
"""Zoom per notch of the wheel."""
_MOST_NOTCHES = 60.0
"""Taken from one event: a broken wheel or a driver may tell of any number."""


class Hand:
    """Runs the gestures of one chart view: send it events, carry out the effects."""

    def __init__(self, scene: Scene) -> None:
        self._scene = scene
        self._begin()

    def send(self, event: Event) -> Effects:
        """Give what an event brings about. After a fault the hand is free for the next gesture."""
        is_whole = False
        try:
            effects = self._course.send(event)
            is_whole = True
            return effects
        finally:
            if not is_whole:
                self._begin()

    def _begin(self) -> None:
        self._course = _course(self._scene)
        next(self._course)


def _course(scene: Scene) -> Generator[Effects, Event, None]:
    """Wait for an event, let its gesture run to the end, wait for the next."""
    over: Hit | None = NOTHING
    effects: Effects = ()
    while True:
        event = yield effects
        if event.kind in ("move", "leave"):
            now = under(scene, event) if event.kind == "move" else NOTHING
            effects = (Hovered(now),) if now != over else ()
            over = now
        elif event.kind == "press":
            effects = yield from _pressed(scene, event)
            over = None  # a gesture may have changed what is marked
        else:
            effects = _at_once(scene, event)


def _at_once(scene: Scene, event: Event) -> Effects:
    """Give the effects of events that are a gesture by themselves."""
    if event.kind == "wheel":
        notches = min(max(event.notches, -_MOST_NOTCHES), _MOST_NOTCHES)
        return (Zoomed(ZOOM_STEP**notches, event.px, event.py),)
    if event.kind == "double":
        return _double_clicked(scene, event)
    if event.kind == "key" and event.key == "Escape":
        is_idle = scene.tool == "select" and not scene.rules.armed
        return (Selected(Selection()),) if is_idle else (ToolPutDown(),)
    if event.kind == "key" and event.key in ("Delete", "Backspace"):
        return (RemovalAsked(scene.selection),) if scene.selection else ()
    return ()


def _double_clicked(scene: Scene, event: Event) -> Effects:
    if scene.rules.armed:
        return ()
    hit = under(scene, event)
    if hit.kind == "handle":
        handle = scene.handles[hit.index]
        if handle.kind == "corner":
            return without_corner(scene, handle)
        hit = below(scene, event)
    if hit.kind not in ("entity", "line", "shape"):
        return ()
    expands = event.shift and hit.kind == "entity"
    return (Asked("expand" if expands else "open", hit),)


def _pressed(scene: Scene, event: Event) -> Gesture:
    if event.button == "middle" or (event.button == "left" and _pans(scene, event)):
        return (yield from pan(event))
    if event.button == "right":
        return _menu(scene, event)
    if event.button != "left":
        return ()
    if event.z or (event.ctrl and event.shift):
        return (yield from zoom_box(scene, event))
    if scene.rules.armed:
        return (yield from refuse(event) if scene.rules.is_read_only else _place(scene))
    hit = under(scene, event)
    line = _line_of(scene, hit) if event.shift and event.alt else -1
    if line >= 0:
        return (yield from space_lines(scene, event, line))
    return (yield from _pressed_on(scene, event, hit))


def _line_of(scene: Scene, hit: Hit) -> int:
    """Give the line that was hit, by itself or by a handle on it; -1 for anything else."""
    if hit.kind == "handle" and scene.handles[hit.index].of == "line":
        return scene.handles[hit.index].index
    return hit.index if hit.kind == "line" else -1


def _pressed_on(scene: Scene, event: Event, hit: Hit) -> Gesture:
    if hit.kind == "handle":
        return (yield from _take(scene, event, scene.handles[hit.index]))
    if scene.tool == "link" and hit.kind == "entity":
        is_fixed = scene.rules.is_read_only
        return (yield from refuse(event) if is_fixed else draw_link(scene, event, hit))
    if hit.kind == "legend" or hit.kind == "title_block":
        is_fixed = scene.rules.is_fixed
        return (yield from refuse(event) if is_fixed else drag_part(scene, event, hit.kind))
    if hit:
        return (yield from click_or_drag(scene, event, hit))
    return (yield from band(scene, event))


def _take(scene: Scene, event: Event, handle: Handle) -> Gesture:
    """Let the gesture of a handle run."""
    if handle.kind == "end":
        return (yield from move_end(scene, handle))
    if handle.kind == "corner":
        return (yield from drag_corner(scene, event, handle))
    if handle.kind == "label":
        return (yield from drag_label(scene, event, handle))
    return (yield from resize(scene, event, handle))


def _place(scene: Scene) -> Gesture:
    """Ask for a new entity where the button is let go."""
    event = yield ()
    while event.kind != "release":
        if is_called_off(event):
            return ()
        event = yield ()
    type_name = scene.rules.armed
    return (EntityWanted(type_name, event.x, event.y),) if type_name else ()


def _pans(scene: Scene, event: Event) -> bool:
    return scene.tool == "pan" or event.space


def _menu(scene: Scene, event: Event) -> Effects:
    """A right click selects what is under it, unless it is selected already."""
    hit = below(scene, event)
    asked = Asked("menu", hit)
    chosen = of_hit(scene.hits.display, hit)
    return (asked,) if chosen <= scene.selection else (Selected(chosen), asked)
