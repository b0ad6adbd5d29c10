"""Forms and free shapes made larger, smaller or longer by their handles."""

from __future__ import annotations

from math import atan2, cos, hypot, pi, sin

from iwtlink.chart.display import Display
from iwtlink.chart.hand.effects import Effects, Guide, Outlined, Resized
from iwtlink.chart.hand.events import Event
from iwtlink.chart.hand.handles import Box, Handle, form_box
from iwtlink.chart.hand.scene import Gesture, Scene, follow, is_far
from iwtlink.chart.hand.snapping import Snapper, snapper_for

SMALLEST = 8.0
"""Least width and height of a form, in chart units."""
_ANGLE = pi / 4
"""With Shift a free line keeps to multiples of this."""


def resize(scene: Scene, press: Event, handle: Handle) -> Gesture:
    """Drag a side, a corner or an end. Shift keeps the proportions, Alt is free of the grid."""
    display = scene.hits.display
    own = _id_of(display, handle)
    is_shape = handle.of == "shape"
    snapper = snapper_for(
        scene,
        frozenset() if is_shape else frozenset((own,)),
        frozenset((own,)) if is_shape else frozenset(),
    )

    def shown(now: Event) -> Effects:
        box, guides = _box_now(display, handle, snapper, press, now)
        return (Outlined(_outline(handle, box), guides),)

    released = yield from follow((yield ()), shown)
    if released is None or not is_far(press, released):
        return (Outlined(),)
    box, _ = _box_now(display, handle, snapper, press, released)
    return (Outlined(), Resized("shape" if is_shape else "entity", own, box))


def _id_of(display: Display, handle: Handle) -> int:
    if handle.of == "shape":
        return display.shapes[handle.index].id
    return int(display.entity_ids[handle.index])


def _box_now(
    display: Display, handle: Handle, snapper: Snapper, press: Event, event: Event
) -> tuple[Box, tuple[Guide, ...]]:
    x, y = handle.x + event.x - press.x, handle.y + event.y - press.y
    guides: tuple[Guide, ...] = ()
    if not event.alt:
        x, y, guides = snapper.place(x, y)
        guides = tuple(guide for guide in guides if _matters(handle.part, guide))
    if handle.kind == "stroke":
        return _stroke(display, handle, x, y, is_straight=event.shift), guides
    is_shape = handle.of == "shape"
    box = display.shapes[handle.index].box if is_shape else form_box(display, handle.index)
    return resized(box, handle.part, x, y, keeps_shape=event.shift), guides


def _matters(part: str, guide: Guide) -> bool:
    """Tell whether a guide is about a side that this handle moves."""
    is_upright = guide.x1 == guide.x2
    return part in ("from", "to") or bool(set(part) & set("we" if is_upright else "ns"))


def _stroke(display: Display, handle: Handle, x: float, y: float, *, is_straight: bool) -> Box:
    start, end = display.shapes[handle.index].points
    fixed = end if handle.part == "from" else start
    if is_straight:
        length = hypot(x - fixed[0], y - fixed[1])
        turn = round(atan2(y - fixed[1], x - fixed[0]) / _ANGLE) * _ANGLE
        x, y = fixed[0] + length * cos(turn), fixed[1] + length * sin(turn)
    return (x, y, *end) if handle.part == "from" else (*start, x, y)


def resized(box: Box, part: str, x: float, y: float, *, keeps_shape: bool = False) -> Box:
    """Give a box whose side or corner ``part`` is drawn to x, y; the other sides stay.

    It never turns over. ``keeps_shape`` holds the proportions when a corner is drawn.
    """
    left, top, right, bottom = box
    if keeps_shape and len(part) == 2:
        x, y = _in_proportion(box, part, x, y)
    if "w" in part:
        left = min(x, right - SMALLEST)
    if "e" in part:
        right = max(x, left + SMALLEST)
    if "n" in part:
        top = min(y, bottom - SMALLEST)
    if "s" in part:
        bottom = max(y, top + SMALLEST)
    return (left, top, right, bottom)


def _in_proportion(box: Box, part: str, x: float, y: float) -> tuple[float, float]:
    left, top, right, bottom = box
    fixed_x, fixed_y = right if "w" in part else left, bottom if "n" in part else top
    width, height = max(right - left, 1e-9), max(bottom - top, 1e-9)
    least = SMALLEST / min(width, height)
    share = max(abs(x - fixed_x) / width, abs(y - fixed_y) / height, least)
    across, along = (-1 if "w" in part else 1), (-1 if "n" in part else 1)
    return fixed_x + across * share * width, fixed_y + along * share * height


def _outline(handle: Handle, box: Box) -> tuple[tuple[float, float], ...]:
    left, top, right, bottom = box
    if handle.kind == "stroke":
        return ((left, top), (right, bottom))
    return ((left, top), (right, top), (right, bottom), (left, bottom), (left, top))
