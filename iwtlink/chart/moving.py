"""The display after something moved: lines, arrows and labels computed anew, the rest kept."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from iwtlink.chart.beside.docking import docked
from iwtlink.chart.display import FAR, Display
from iwtlink.chart.items.badges import widened
from iwtlink.chart.items.containers import enclosed
from iwtlink.chart.items.forms import frame_reach
from iwtlink.chart.items.shapes import with_shapes
from iwtlink.chart.links.anchors import Hold, holds_of
from iwtlink.chart.links.leading import Wired, wired, with_ways
from iwtlink.chart.links.lines import arrow_angles, control_points, points_at, trimmed, trimmed_arcs
from iwtlink.chart.links.midline import settle_labels
from iwtlink.chart.links.wiring import themes_at

Floats = NDArray[np.float64]
Indexes = NDArray[np.int64]


def moved(display: Display, indexes: Indexes, new_positions: Floats) -> Display:
    """Give the display after items ``indexes`` moved to ``new_positions`` ((len, 2)).

    Only their own lines are computed anew, and labels keep their place along the line: fit
    for every step of a drag. Containers that are not sized by hand follow their members. Call
    ``settled`` at its end.
    """
    indexes = np.asarray(indexes, np.int64)
    positions = display.positions.copy()
    positions[indexes] = np.clip(np.nan_to_num(new_positions, posinf=FAR, neginf=-FAR), -FAR, FAR)
    there = replace(display, positions=positions)
    if there.is_container.any():
        there, grown = enclosed(there)
        indexes = np.union1d(indexes, grown)
    return with_lines(there, touched_lines(there, indexes))


def settled(display: Display) -> Display:
    """Give the display with its labels moved to where they are free: on their lines or beside.

    Those set by hand, and those of lines with bend points, stay where they are.
    """
    has_corners = np.diff(display.corner_starts) > 0
    is_kept = display.label_is_set | has_corners | display.label_shifts.any(axis=1)
    at, centres = settle_labels(
        display.line_points,
        display.line_controls,
        display.link_text.boxes,
        covered_boxes(display),
        display.style.plate_margin_px,
        kept=np.where(is_kept, display.label_at, np.nan),
        centres=display.label_centres,
    )
    return docked(with_shapes(replace(display, label_at=at, label_centres=centres)))


def covered_boxes(display: Display) -> Floats:
    """Give what words on lines keep clear of: (m, 4).

    Of icons that is the icon, with its frame and badges, and the words below it apart, since
    there is room beside an icon over a wide name; of containers it is their label only.
    """
    words, boxes = display.node_text.boxes, display.item_boxes.copy()
    is_apart = display.has_plate & ~display.is_container & (words[:, 2] > words[:, 0])
    reach = (
        display.halves + frame_reach(display.frames, display.frame_margins, display.style)[:, None]
    )
    icons = widened(np.hstack((-reach, reach)), display.badges)
    boxes[is_apart] = icons[is_apart]
    led = np.unique(display.ways.owners)  # theme lines off their level: their icon alone
    sides = display.icon_halves[led][:, None]
    boxes[led] = np.hstack((display.icon_offsets[led] - sides, display.icon_offsets[led] + sides))
    boxes[display.is_container] = words[display.is_container]
    below = words[is_apart] + np.tile(display.positions[is_apart], 2)
    return np.vstack((boxes + np.tile(display.positions, 2), below))


def touched_lines(display: Display, indexes: Indexes) -> Indexes:
    """Give the lines that end at any of the items ``indexes``, each once, in order."""
    first = display.neighbour_starts[indexes]
    counts = display.neighbour_starts[indexes + 1] - first
    offsets = np.arange(counts.sum()) - np.repeat(np.cumsum(counts) - counts, counts)
    return np.unique(display.neighbour_lines[np.repeat(first, counts) + offsets])


def with_lines(display: Display, lines: Indexes) -> Display:
    """Give the display with the points, arrows and labels of ``lines`` computed anew, and the ways
    of theme lines at their ends with all lines of these."""
    themes = themes_at(display, lines)
    courses = wired(display, themes)
    if themes:
        lines = np.union1d(lines, touched_lines(display, np.array(themes)))
        display = with_ways(display, courses)
    first, last = holds_of(display, lines, courses.courses)
    display = _with_turns(display, courses, lines, first, last)
    points, controls = display.line_points.copy(), display.line_controls.copy()
    points[lines], controls[lines] = _straight(display, lines, first, last)
    if courses.lines:
        points[courses.lines] = [(*way[0], *way[2]) for way in courses.points]
    bent = np.flatnonzero(display.bends[lines])
    if len(bent):
        arcs = _arcs(display, lines[bent], _some(first, bent), _some(last, bent))
        points[lines[bent]] = arcs[:, (0, 1, 4, 5)]
        controls[lines[bent]] = arcs[:, 2:4]
    centres = display.label_centres.copy()
    drawn = points[lines]
    on_line = points_at(drawn[:, 0:2], controls[lines], drawn[:, 2:4], display.label_at[lines])
    cornered = np.flatnonzero(
        display.corner_starts[lines + 1] - display.corner_starts[lines]
        if len(display.corners)
        else []
    )
    for index in cornered.tolist():
        way = way_of(display, int(lines[index]), drawn[index])
        on_line[index] = point_along(way, float(display.label_at[lines[index]]))
    centres[lines] = on_line + display.label_shifts[lines]
    return replace(
        display,
        line_points=points,
        line_controls=controls,
        arrow_angles=_turned_arrows(display, lines, points, controls),
        label_centres=centres,
    )


def _with_turns(display: Display, found: Wired, lines: Indexes, first: Hold, last: Hold) -> Display:
    """Give the display with the bend points of lines that run into event frames; those without
    room for that stay straight."""
    if not (found.lines or found.slack):
        return display
    corners = display.corners.copy()
    turns = np.array([way[1] for way in found.points]).reshape(-1, 2)
    corners[display.corner_starts[found.lines]] = turns
    rows = np.searchsorted(lines, found.slack)
    corners[display.corner_starts[found.slack]] = (first.points[rows] + last.points[rows]) / 2
    return replace(display, corners=corners)


def way_of(display: Display, line: int, points: Floats | None = None) -> Floats:
    """Give the points a line with bend points runs through, ends included: (corners + 2, 2)."""
    ends = (display.line_points[line] if points is None else points).reshape(2, 2)
    corners = display.corners[display.corner_starts[line] : display.corner_starts[line + 1]]
    return np.vstack((ends[:1], corners, ends[1:]))


def point_along(way: Floats, share: float) -> Floats:
    """Give the point at a share (0 to 1) of the length of a way."""
    steps = np.hypot(*np.diff(way, axis=0).T)
    walked = np.concatenate(([0.0], np.cumsum(steps)))
    at = share * walked[-1]
    return np.array([np.interp(at, walked, way[:, axis]) for axis in (0, 1)])


def _straight(display: Display, lines: Indexes, first: Hold, last: Hold) -> tuple[Floats, Floats]:
    """Give trimmed ends and middle of straight lines; those with bend points head for these."""
    gap = display.style.icon_gap_px
    towards, back = last.points, first.points
    if len(display.corners):
        towards, back = towards.copy(), back.copy()
        low, high = display.corner_starts[lines], display.corner_starts[lines + 1]
        own = np.flatnonzero(high > low)
        towards[own] = display.corners[low[own]]
        back[own] = display.corners[high[own] - 1]
    points = trimmed(
        np.hstack((first.points, last.points)),
        np.hstack((towards, back)),
        (first.reach, last.reach),
        (first.words, last.words),
        gap,
    )
    return points, (points[:, 0:2] + points[:, 2:4]) / 2


def _arcs(display: Display, lines: Indexes, first: Hold, last: Hold) -> Floats:
    control = control_points(first.points, last.points, display.bends[lines])
    whole = np.hstack((first.points, control, last.points))
    gap = display.style.icon_gap_px
    return trimmed_arcs(whole, first.reach, last.reach, first.words, last.words, gap)


def _some(hold: Hold, chosen: Indexes) -> Hold:
    return Hold(hold.points[chosen], hold.reach[chosen], hold.words[chosen])


def _turned_arrows(display: Display, lines: Indexes, points: Floats, controls: Floats) -> Floats:
    """Give the angles of all arrow heads after ``lines`` changed."""
    is_touched = np.zeros(len(points), bool)
    is_touched[lines] = True
    heads = np.flatnonzero(is_touched[display.arrow_lines])
    at, is_end = display.arrow_lines[heads], display.arrow_at_end[heads]
    tips = np.where(is_end[:, None], points[at, 2:4], points[at, 0:2])
    tails = controls[at]
    if len(display.corners):
        low, high = display.corner_starts[at], display.corner_starts[at + 1]
        own = np.flatnonzero(high > low)
        tails[own] = display.corners[np.where(is_end, high - 1, low)[own]]
    angles = display.arrow_angles.copy()
    angles[heads] = arrow_angles(tips, tails)
    return angles
