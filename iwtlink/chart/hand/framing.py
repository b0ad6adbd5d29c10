"""Rubber band, zoom box and pan: gestures from empty paper."""

from __future__ import annotations

from typing import Literal

import numpy as np

from iwtlink.chart.display import Display
from iwtlink.chart.hand.effects import (
    Banded,
    Outlined,
    Panned,
    PartMoved,
    Selected,
    Zoomed,
    ZoomedTo,
)
from iwtlink.chart.hand.events import Event, Selection
from iwtlink.chart.hand.hit import HitIndex
from iwtlink.chart.hand.scene import Gesture, Scene, below, is_called_off, is_far, of_hit
from iwtlink.chart.hand.within import Box, lines_within, nodes_within, shapes_within

_CLICK_ZOOM = 1.5


def band(scene: Scene, press: Event) -> Gesture:
    """Draw a rubber band from empty paper; a mere click there selects nothing.

    What lies wholly in it is taken; with Alt all it touches.
    """
    held = scene.selection
    adds = press.ctrl or press.shift
    event = yield ()
    while event.kind != "release":
        if is_called_off(event):
            return (Banded(None), Selected(held))
        event = yield (Banded(_box(press, event)),) if event.kind == "move" else ()
    if not is_far(press, event):
        return (Banded(None), Selected(held if adds else Selection()))
    chosen = inside(scene.hits, _box(press, event), touching=press.alt or event.alt)
    return (Banded(None), Selected(held | chosen if adds else chosen))


def zoom_box(scene: Scene, press: Event) -> Gesture:
    """Draw a box to be shown as large as it fits.

    A mere click with Z zooms in; with Ctrl and Shift it adds to the selection.
    """
    event = yield ()
    while event.kind != "release":
        if is_called_off(event):
            return (Banded(None),)
        event = yield (Banded(_box(press, event)),) if event.kind == "move" else ()
    if is_far(press, event):
        return (Banded(None), ZoomedTo(_box(press, event)))
    if press.z:
        return (Banded(None), Zoomed(_CLICK_ZOOM, press.px, press.py))
    found = of_hit(scene.hits.display, below(scene, press))
    return (Banded(None), Selected(scene.selection | found))


def pan(press: Event) -> Gesture:
    """Move the paper with the pointer."""
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


def drag_part(scene: Scene, press: Event, part: Literal["legend", "title_block"]) -> Gesture:
    """Draw the legend or the title block elsewhere; a mere click selects nothing."""
    display = scene.hits.display
    drawn = display.legend if part == "legend" else display.title_block
    if drawn is None:
        return ()
    left, top, right, bottom = drawn.box
    event = yield ()
    while event.kind != "release":
        if is_called_off(event):
            return (Outlined(),)
        dx, dy = event.x - press.x, event.y - press.y
        box = (left + dx, top + dy, right + dx, bottom + dy)
        event = yield (Outlined(outline_of(box)),) if event.kind == "move" else ()
    if not is_far(press, event):
        return (Outlined(), Selected(Selection()))
    return (Outlined(), PartMoved(part, left + event.x - press.x, top + event.y - press.y))


def outline_of(box: Box) -> tuple[tuple[float, float], ...]:
    """Give the outline of a box."""
    left, top, right, bottom = box
    return ((left, top), (right, top), (right, bottom), (left, bottom), (left, top))


def inside(hits: HitIndex, box: Box, *, touching: bool = False) -> Selection:
    """Give what lies in a box, or all it touches."""
    display = hits.display
    nodes = nodes_within(hits, box, touching=touching)
    shapes = shapes_within(display, box, touching=touching)
    return Selection(
        frozenset(display.entity_ids[nodes].tolist()),
        frozenset(_links(display, lines_within(hits, box, touching=touching))),
        frozenset(display.shapes[i].id for i in shapes),
    )


def _links(display: Display, lines: np.ndarray) -> list[int]:
    is_in = np.zeros(len(display.ends), bool)
    is_in[lines] = True
    members = display.members[np.repeat(is_in, np.diff(display.member_starts))]
    ids: list[int] = display.link_ids[members].tolist()
    return ids


def _box(press: Event, event: Event) -> Box:
    return (press.x, press.y, event.x, event.y)
