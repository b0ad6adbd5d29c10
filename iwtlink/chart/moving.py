"""The display after something moved: lines, arrows and labels computed anew, the rest kept."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from iwtlink.chart.display import FAR, Display
from iwtlink.chart.forms import form_reach
from iwtlink.chart.lines import arrow_angles, control_points, points_at, trimmed, trimmed_arcs
from iwtlink.chart.midline import settle_labels


def moved(
    display: Display, indexes: NDArray[np.int64], new_positions: NDArray[np.float64]
) -> Display:
    """Give the display after items ``indexes`` moved to ``new_positions`` ((len, 2)).

    Only their own lines are computed anew, and labels keep their place along the line: fit
    for every step of a drag. Call ``settled`` at its end.
    """
    indexes = np.asarray(indexes, np.int64)
    positions = display.positions.copy()
    positions[indexes] = np.clip(np.nan_to_num(new_positions, posinf=FAR, neginf=-FAR), -FAR, FAR)
    return with_lines(replace(display, positions=positions), touched_lines(display, indexes))


def settled(display: Display) -> Display:
    """Give the display with its mid-line labels moved along their lines to where they are free."""
    at = settle_labels(
        display.line_points,
        display.line_controls,
        display.link_text.boxes,
        display.node_boxes,
        display.style.plate_margin_px,
    )
    points = display.line_points
    centres = points_at(points[:, 0:2], display.line_controls, points[:, 2:4], at)
    centres += display.label_shifts
    return replace(display, label_at=at, label_centres=centres)


def touched_lines(display: Display, indexes: NDArray[np.int64]) -> NDArray[np.int64]:
    """Give the lines that end at any of the items ``indexes``, each once, in order."""
    first = display.neighbour_starts[indexes]
    counts = display.neighbour_starts[indexes + 1] - first
    offsets = np.arange(counts.sum()) - np.repeat(np.cumsum(counts) - counts, counts)
    return np.unique(display.neighbour_lines[np.repeat(first, counts) + offsets])


def with_lines(display: Display, lines: NDArray[np.int64]) -> Display:
    """Give the display with the points, arrows and labels of ``lines`` computed anew."""
    a, b = display.ends[lines, 0], display.ends[lines, 1]
    start, end = display.positions[a], display.positions[b]
    gap, text = display.style.icon_gap_px, display.node_text.boxes
    reach = form_reach(display.forms, display.halves)
    control = control_points(start, end, display.bends[lines])
    first = trimmed(start, end, reach[a], text[a], gap)
    last = trimmed(end, start, reach[b], text[b], gap)
    points, controls = display.line_points.copy(), display.line_controls.copy()
    points[lines] = np.hstack((first, last))
    controls[lines] = (first + last) / 2
    bent = np.flatnonzero(display.bends[lines])
    if len(bent):
        whole = np.hstack((start[bent], control[bent], end[bent]))
        arcs = trimmed_arcs(
            whole, reach[a[bent]], reach[b[bent]], text[a[bent]], text[b[bent]], gap
        )
        points[lines[bent]] = arcs[:, (0, 1, 4, 5)]
        controls[lines[bent]] = arcs[:, 2:4]
    centres = display.label_centres.copy()
    drawn = points[lines]
    on_line = points_at(drawn[:, 0:2], controls[lines], drawn[:, 2:4], display.label_at[lines])
    centres[lines] = on_line + display.label_shifts[lines]
    return replace(
        display,
        line_points=points,
        line_controls=controls,
        arrow_angles=_turned_arrows(display, lines, points, controls),
        label_centres=centres,
    )


def _turned_arrows(
    display: Display,
    lines: NDArray[np.int64],
    points: NDArray[np.float64],
    controls: NDArray[np.float64],
) -> NDArray[np.float64]:
    """Give the angles of all arrow heads after ``lines`` changed."""
    is_touched = np.zeros(len(points), bool)
    is_touched[lines] = True
    heads = np.flatnonzero(is_touched[display.arrow_lines])
    at = display.arrow_lines[heads]
    ends = points[at]
    tips = np.where(display.arrow_at_end[heads, None], ends[:, 2:4], ends[:, 0:2])
    angles = display.arrow_angles.copy()
    angles[heads] = arrow_angles(tips, controls[at])
    return angles
