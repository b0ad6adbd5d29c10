"""Bend points of links, and labels drawn along and off their lines."""

from __future__ import annotations

import numpy as np

from iwtlink.chart.display import Display
from iwtlink.chart.hand.along import Foot, foot_on
from iwtlink.chart.hand.effects import (
    CornersChanged,
    Effects,
    Guide,
    LabelMoved,
    LinkLabelMoved,
    Outlined,
)
from iwtlink.chart.hand.events import Event
from iwtlink.chart.hand.handles import Handle, line_path
from iwtlink.chart.hand.scene import (
    SNAP_PX,
    Gesture,
    Scene,
    follow,
    is_called_off,
    is_far,
    links_of_line,
    pixels,
)
from iwtlink.chart.hand.snapping import Snapper, snapper_for
from iwtlink.chart.links.anchors import holds_of

Point = tuple[float, float]
Points = tuple[Point, ...]


def corners_of(display: Display, line: int) -> Points:
    """Give the bend points of a line."""
    first, last = display.corner_starts[line], display.corner_starts[line + 1]
    return tuple((float(x), float(y)) for x, y in display.corners[first:last])


def bend_line(scene: Scene, press: Event, event: Event, line: int) -> Gesture:
    """Add a corner where a line was pressed, and move it."""
    display = scene.hits.display
    corners = list(corners_of(display, line))
    rank = 0
    if corners or not display.bends[line]:
        rank = foot_on(line_path(display, line), press.x, press.y).piece
    corners.insert(rank, (press.x, press.y))
    return (yield from _move_corner(scene, event, line, corners, rank))


def drag_corner(scene: Scene, press: Event, handle: Handle) -> Gesture:
    """Move a corner; onto the straight line between its neighbours it goes away."""
    event = yield ()
    while not (event.kind == "move" and is_far(press, event)):
        if event.kind == "release" or is_called_off(event):
            return ()
        event = yield ()
    corners = list(corners_of(scene.hits.display, handle.index))
    return (yield from _move_corner(scene, event, handle.index, corners, int(handle.part)))


def without_corner(scene: Scene, handle: Handle) -> Effects:
    """Take a corner out."""
    display, line = scene.hits.display, handle.index
    rest = list(corners_of(display, line))
    del rest[int(handle.part)]
    return _changed(display, line, rest)


def _move_corner(scene: Scene, event: Event, line: int, corners: list[Point], rank: int) -> Gesture:
    display = scene.hits.display
    snapper = snapper_for(scene)
    start, end = (hold.points[0] for hold in holds_of(display, np.array([line])))
    ends = display.line_points[line].tolist()

    def shown(now: Event) -> Effects:
        corners[rank], guides = _rest(snapper, now)
        return (Outlined(((ends[0], ends[1]), *corners, (ends[2], ends[3])), guides),)

    released = yield from follow(event, shown)
    if released is None:
        return (Outlined(),)
    corners[rank], _ = _rest(snapper, released)
    path = np.vstack((start, np.array(corners), end))
    if foot_on(path[[rank, rank + 2]], *corners[rank]).distance <= pixels(scene, SNAP_PX):
        del corners[rank]
    if tuple(corners) == corners_of(display, line):
        return (Outlined(),)
    return (Outlined(), *_changed(display, line, corners))


def _changed(display: Display, line: int, corners: list[Point]) -> Effects:
    """Give the first link of a line these corners; without any, none of its links keeps its own."""
    links = links_of_line(display, line)
    return tuple(CornersChanged(link, tuple(corners)) for link in (links[:1] if corners else links))


def _rest(snapper: Snapper, event: Event) -> tuple[Point, tuple[Guide, ...]]:
    if event.alt:
        return (event.x, event.y), ()
    x, y, guides = snapper.place(event.x, event.y)
    return (x, y), guides


def drag_link_label(scene: Scene, press: Event, event: Event, line: int) -> Gesture:
    """Draw a link's label along its line, or off it; near the line it stays on it."""
    display = scene.hits.display
    path, centre = line_path(display, line), display.label_centres[line]
    box = display.link_text.boxes[line]

    def shown(now: Event) -> Effects:
        foot, spot = _label_spot(scene, path, centre, press, now)
        leader = () if spot == (foot.x, foot.y) else (Guide(foot.x, foot.y, *spot),)
        return (Outlined(_frame(box, *spot), leader),)

    released = yield from follow(event, shown)
    if released is None:
        return (Outlined(),)
    foot, spot = _label_spot(scene, path, centre, press, released)
    at = _along(display, line, foot, len(path) - 1)
    link = links_of_line(display, line)[0]
    return (Outlined(), LinkLabelMoved(link, at, spot[0] - foot.x, spot[1] - foot.y))


def _label_spot(
    scene: Scene, path: np.ndarray, centre: np.ndarray, press: Event, event: Event
) -> tuple[Foot, Point]:
    """Give the label's place on the line, and where its middle is: there, or off the line."""
    x, y = float(centre[0]) + event.x - press.x, float(centre[1]) + event.y - press.y
    foot = foot_on(path, x, y)
    is_near = foot.distance <= pixels(scene, SNAP_PX) and not event.alt
    return foot, (foot.x, foot.y) if is_near else (x, y)


def _along(display: Display, line: int, foot: Foot, pieces: int) -> float:
    """Give how far along its line a foot is: by length, on an arc by its parameter."""
    is_bent = display.corner_starts[line + 1] > display.corner_starts[line]
    return foot.at if is_bent or pieces == 1 else (foot.piece + foot.share) / pieces


def drag_label(scene: Scene, press: Event, handle: Handle) -> Gesture:
    """Draw the name of an icon elsewhere; near where it stands by itself it goes back there."""
    display, item = scene.hits.display, handle.index
    box, (x, y) = display.node_text.boxes[item], display.positions[item].tolist()
    was = label_shift(display, item)

    def shown(now: Event) -> Effects:
        dx, dy = _shift_now(scene, was, press, now)
        return (Outlined(_frame(box, x + dx - was[0], y + dy - was[1])),)

    released = yield from follow((yield ()), shown)
    if released is None or not is_far(press, released):
        return (Outlined(),)
    shift = _shift_now(scene, was, press, released)
    return (Outlined(), LabelMoved(int(display.entity_ids[item]), *shift))


def label_shift(display: Display, item: int) -> Point:
    """Give how far the name of an icon stands from below the icon's middle."""
    left, top, right, _ = display.node_text.boxes[item].tolist()
    usual = float(display.icon_halves[item]) + display.style.label_gap_px
    return (left + right) / 2, top - usual


def _shift_now(scene: Scene, was: Point, press: Event, event: Event) -> Point:
    dx, dy = was[0] + event.x - press.x, was[1] + event.y - press.y
    if max(abs(dx), abs(dy)) <= pixels(scene, SNAP_PX) and not event.alt:
        return 0.0, 0.0
    return dx, dy


def _frame(box: np.ndarray, x: float, y: float) -> Points:
    """Give the outline of a box that is relative to a place."""
    left, top, right, bottom = (box + np.array((x, y, x, y))).tolist()
    return ((left, top), (right, top), (right, bottom), (left, bottom), (left, top))
