"""The display: one set of arrays from which screen, SVG, PDF and PNG are painted.

``building`` makes it from a chart's content and a style; ``moved`` gives the display after
some items moved and recomputes their links only. Nothing here knows how to paint.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from iwtlink.chart.lines import (
    arrow_angles,
    control_points,
    curve_boxes,
    points_at,
    trimmed,
    trimmed_arcs,
)
from iwtlink.chart.midline import settle_labels
from iwtlink.chart.style import ChartStyle
from iwtlink.chart.text.lines import TextLines

FAR = 1e7
"""Positions are kept within this many pixels of the origin."""


@dataclass(frozen=True, slots=True)
class Display:
    """N items and K drawn lines of one chart, ready to paint.

    All coordinates are chart units (pixels at zoom 1, y downwards); all colours 0xffrrggbb.
    Lines are sorted by pen (strength, colour): those of pen p are
    ``pen_starts[p]:pen_starts[p + 1]``. Paint lines, then arrow heads, icons, plates
    (``node_text.boxes``, ``link_text.boxes``) and text.
    """

    chart_id: int
    title: str
    notice: str
    style: ChartStyle

    entity_ids: NDArray[np.int64]
    """(N,)"""
    positions: NDArray[np.float64]
    """(N, 2) middle of each icon; always finite."""
    icon_names: tuple[str, ...]
    """The different icons, files of ``resources/icons/entities``."""
    icon_index: NDArray[np.int32]
    """(N,) into ``icon_names``."""
    node_colours: NDArray[np.uint32]
    """(N,) colour of the item's type."""
    picture_ids: NDArray[np.int64]
    """(N,) 0 where the icon is shown instead."""
    is_pinned: NDArray[np.bool_]
    node_text: TextLines
    """Names and original scripts; anchors are ``positions``."""

    link_ids: NDArray[np.int64]
    """(links of the content,) their ids, in the content's order."""
    members: NDArray[np.int64]
    """Indexes into ``link_ids``: line k stands for ``members[member_starts[k]:
    member_starts[k + 1]]``."""
    member_starts: NDArray[np.int32]
    ends: NDArray[np.int64]
    """(K, 2) items at the start and end of each line."""
    bends: NDArray[np.float64]
    """(K,) distance of an arc's middle from the straight line; 0 is straight."""
    line_points: NDArray[np.float64]
    """(K, 4) C-contiguous x1, y1, x2, y2, trimmed to the icons and labels at both ends."""
    line_controls: NDArray[np.float64]
    """(K, 2) control point of the quadratic curve; the middle where straight."""
    strengths: NDArray[np.uint8]
    """(K,) dash class: index into ``style.dashes``."""
    line_colours: NDArray[np.uint32]
    pen_starts: NDArray[np.int64]
    """(P + 1,)"""
    pen_strengths: NDArray[np.uint8]
    pen_colours: NDArray[np.uint32]
    arrow_lines: NDArray[np.int64]
    """(A,) line of each arrow head."""
    arrow_at_end: NDArray[np.bool_]
    """(A,) whether the head is at the line's end (or at its start)."""
    arrow_angles: NDArray[np.float64]
    """(A,) radians, y downwards; the tip is the line's end point."""
    link_text: TextLines
    """Mid-line labels; anchors are ``label_centres``, on a white plate."""
    label_at: NDArray[np.float64]
    """(K,) where along the line the label stands, 0 to 1."""
    label_centres: NDArray[np.float64]
    """(K, 2)"""

    neighbour_starts: NDArray[np.int64]
    """(N + 1,) lines at item i: ``neighbour_lines[neighbour_starts[i]:
    neighbour_starts[i + 1]]``."""
    neighbour_lines: NDArray[np.int64]

    @property
    def arrow_tips(self) -> NDArray[np.float64]:
        """(A, 2) the point of each arrow head."""
        points = self.line_points[self.arrow_lines]
        return np.where(self.arrow_at_end[:, None], points[:, 2:4], points[:, 0:2])

    @property
    def node_boxes(self) -> NDArray[np.float64]:
        """(N, 4) left, top, right, bottom of each item: icon and text together."""
        return item_boxes(self.node_text, self.style) + np.tile(self.positions, 2)

    @property
    def label_boxes(self) -> NDArray[np.float64]:
        """(K, 4) left, top, right, bottom of each mid-line label; NaN where there is none."""
        boxes = self.link_text.boxes + np.tile(self.label_centres, 2)
        boxes[np.diff(self.link_text.starts) == 0] = np.nan
        return boxes

    @property
    def extents(self) -> tuple[float, float, float, float]:
        """Left, top, right, bottom of everything drawn; zeros for an empty chart."""
        if not len(self.positions):
            return (0.0, 0.0, 0.0, 0.0)
        points = self.line_points
        curves = curve_boxes(points[:, 0:2], self.line_controls, points[:, 2:4])
        labels = self.label_boxes
        labels = labels[np.isfinite(labels[:, 0])]
        margin = self.style.plate_margin_px
        boxes = np.vstack((self.node_boxes, labels, curves))
        low, high = boxes[:, 0:2].min(axis=0) - margin, boxes[:, 2:4].max(axis=0) + margin
        return (float(low[0]), float(low[1]), float(high[0]), float(high[1]))


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
    return replace(display, label_at=at, label_centres=centres)


def touched_lines(display: Display, indexes: NDArray[np.int64]) -> NDArray[np.int64]:
    """Give the lines that end at any of the items ``indexes``, each once, in order."""
    first = display.neighbour_starts[indexes]
    counts = display.neighbour_starts[indexes + 1] - first
    offsets = np.arange(counts.sum()) - np.repeat(np.cumsum(counts) - counts, counts)
    return np.unique(display.neighbour_lines[np.repeat(first, counts) + offsets])


def item_boxes(node_text: TextLines, style: ChartStyle) -> NDArray[np.float64]:
    """Give left, top, right, bottom of icon and text of each item, relative to its centre."""
    half = style.icon_px / 2
    boxes = node_text.boxes
    return np.column_stack(
        (
            np.minimum(boxes[:, 0], -half),
            np.full(len(boxes), -half),
            np.maximum(boxes[:, 2], half),
            np.maximum(boxes[:, 3], half),
        )
    )


def with_lines(display: Display, lines: NDArray[np.int64]) -> Display:
    """Give the display with the points, arrows and labels of ``lines`` computed anew."""
    style = display.style
    a, b = display.ends[lines, 0], display.ends[lines, 1]
    start, end = display.positions[a], display.positions[b]
    control = control_points(start, end, display.bends[lines])
    half, gap, text = style.icon_px / 2, style.icon_gap_px, display.node_text.boxes
    first = trimmed(start, end, half, text[a], gap)
    last = trimmed(end, start, half, text[b], gap)
    points, controls = display.line_points.copy(), display.line_controls.copy()
    points[lines] = np.hstack((first, last))
    controls[lines] = (first + last) / 2
    bent = np.flatnonzero(display.bends[lines])
    if len(bent):
        whole = np.hstack((start[bent], control[bent], end[bent]))
        arcs = trimmed_arcs(whole, half, text[a[bent]], text[b[bent]], gap)
        points[lines[bent]] = arcs[:, (0, 1, 4, 5)]
        controls[lines[bent]] = arcs[:, 2:4]
    centres = display.label_centres.copy()
    drawn = points[lines]
    centres[lines] = points_at(
        drawn[:, 0:2], controls[lines], drawn[:, 2:4], display.label_at[lines]
    )
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
