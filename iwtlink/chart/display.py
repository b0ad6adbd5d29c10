"""The display: one set of arrays from which screen, SVG, PDF and PNG are painted.

``building`` makes it from a chart's content and a style; ``moving`` gives the display after
some items moved and recomputes their links only. Nothing here knows how to paint.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from iwtlink.chart.beside.cover import Cover
from iwtlink.chart.items.forms import ICON, THEME
from iwtlink.chart.links.lines import curve_boxes
from iwtlink.chart.parts import Badges, DrawnShape, Legend, TitleBlock, Ways
from iwtlink.chart.style import ChartStyle
from iwtlink.chart.text.lines import TextLines
from iwtlink.ontology import Ontology
from iwtlink.store.charts.content import ChartContent

FAR = 1e7
"""Positions are kept within this many pixels of the origin."""


@dataclass(frozen=True, slots=True)
class Display:
    """N items and K drawn lines of one chart, ready to paint.

    All coordinates are chart units (pixels at zoom 1, y downwards); all colours 0xffrrggbb.
    Lines are sorted by pen (strength, colour, width): those of pen p are
    ``pen_starts[p]:pen_starts[p + 1]``. Paint shapes of a depth below 0, containers, lines,
    arrow heads, items in ``draw_order`` with plates (``node_text.boxes``, ``link_text.boxes``)
    and text, badges, the other shapes, legend and title block.
    """

    chart_id: int
    title: str
    notice: str
    style: ChartStyle

    entity_ids: NDArray[np.int64]
    """(N,)"""
    positions: NDArray[np.float64]
    """(N, 2) middle of each icon or other form; always finite."""
    forms: NDArray[np.uint8]
    """(N,) index into ``forms.FORMS``."""
    halves: NDArray[np.float64]
    """(N, 2) half the width and height of each form (of the icon, its enlargement included)."""
    icon_offsets: NDArray[np.float64]
    """(N, 2) middle of the icon or picture, relative to the position: zero but for event frames
    and theme lines."""
    icon_halves: NDArray[np.float64]
    """(N,) half the side of the icon or picture; 0 where the form has none."""
    item_boxes: NDArray[np.float64]
    """(N, 4) left, top, right, bottom of form, text, frame and badges, relative to the
    position."""
    fills: NDArray[np.uint32]
    """(N,) ground of circle, box, text block and event frame; 0 for none."""
    edges: NDArray[np.uint32]
    """(N,) colour of their edge and of a theme line; 0 for none."""
    edge_px: NDArray[np.float64]
    edge_dashes: NDArray[np.uint8]
    """(N,) index into ``style.dashes``."""
    frames: NDArray[np.uint32]
    """(N,) highlight round the form, ``style.frame_px`` wide; 0 for none."""
    frame_margins: NDArray[np.float64]
    """(N,) how far off the form its frame is drawn."""
    tints: NDArray[np.uint32]
    """(N,) shading of the icon; 0 for none."""
    is_grey: NDArray[np.bool_]
    """(N,) shown, but greyed: retracted, or hidden and revealed."""
    is_container: NDArray[np.bool_]
    """(N,) encloses its members; painted before all other items and the lines."""
    is_fitted: NDArray[np.bool_]
    """(N,) a container whose size follows its members, as it is not sized by hand."""
    holders: NDArray[np.int64]
    """(N,) index of the container that holds the item; -1 for none."""
    holding_shapes: NDArray[np.int64]
    """(N,) id of the group or free shape that holds the item; 0 for none."""
    draw_order: NDArray[np.int64]
    """(N,) items in the order of painting: containers first, outer before inner."""
    counts: NDArray[np.int64]
    """(N,) how many items each stands for: more than 1 for a bundle."""
    badges: Badges
    icon_names: tuple[str, ...]
    """The different icons, files of ``resources/icons/entities``."""
    icon_index: NDArray[np.int32]
    """(N,) into ``icon_names``."""
    node_colours: NDArray[np.uint32]
    """(N,) colour of the item's type."""
    picture_ids: NDArray[np.int64]
    """(N,) 0 where the icon is shown instead."""
    is_pinned: NDArray[np.bool_]
    in_time: NDArray[np.uint8]
    """(N,) what holds an item in its time on a timeline: index into ``intime.HELD``."""
    days: NDArray[np.float64]
    """(N,) day number of what is so held; NaN for the others."""
    node_text: TextLines
    """Names, original scripts, properties; anchors are ``positions``."""

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
    widths: NDArray[np.float64]
    """(K,) in chart units."""
    line_is_grey: NDArray[np.bool_]
    corner_starts: NDArray[np.int32]
    """(K + 1,) a line with bend points runs from its start through
    ``corners[corner_starts[k]:corner_starts[k + 1]]`` to its end, and is never an arc."""
    corners: NDArray[np.float64]
    """(C, 2) bend points."""
    pen_starts: NDArray[np.int64]
    """(P + 1,)"""
    pen_strengths: NDArray[np.uint8]
    pen_colours: NDArray[np.uint32]
    pen_widths: NDArray[np.float64]
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
    label_is_set: NDArray[np.bool_]
    """(K,) the place along the line was chosen by hand and is kept."""
    crossings: NDArray[np.float64]
    """(K,) of a line between two theme lines: where along what they share it stands, 0 to 1."""
    wirings: NDArray[np.uint8]
    """(K,) of a line between a theme line and an event frame, how the one runs into the other:
    index into ``wiring.WIRINGS``. Such a line has one bend point, which follows its ends."""
    wire_slots: NDArray[np.float64]
    """(K,) at what height within the event frame it enters, from the middle."""
    wire_steps: NDArray[np.float64]
    """(K,) how much farther off the frame it turns than the nearest one."""
    ways: Ways
    """Where theme lines run that do not stay at their level."""
    label_shifts: NDArray[np.float64]
    """(K, 2) by how much the label was drawn off its line."""
    label_centres: NDArray[np.float64]
    """(K, 2)"""

    neighbour_starts: NDArray[np.int64]
    """(N + 1,) lines at item i: ``neighbour_lines[neighbour_starts[i]:
    neighbour_starts[i + 1]]``."""
    neighbour_lines: NDArray[np.int64]

    content: ChartContent
    """What is drawn, item by item and link by link; bundles folded."""
    ontology: Ontology

    shapes: tuple[DrawnShape, ...] = ()
    legend: Legend | None = None
    title_block: TitleBlock | None = None
    cover: Cover | None = None
    """What is said of the chart on its pages and in its file; None: nothing."""

    @property
    def arrow_tips(self) -> NDArray[np.float64]:
        """(A, 2) the point of each arrow head."""
        points = self.line_points[self.arrow_lines]
        return np.where(self.arrow_at_end[:, None], points[:, 2:4], points[:, 0:2])

    @property
    def node_boxes(self) -> NDArray[np.float64]:
        """(N, 4) left, top, right, bottom of each item: form, text, frame and badges, and the
        way of a theme line."""
        boxes = self.item_boxes + np.tile(self.positions, 2)
        if len(self.ways.owners):
            rows = np.repeat(self.ways.owners, np.diff(self.ways.starts))
            np.minimum.at(boxes[:, 0:2], rows, self.ways.points)
            np.maximum.at(boxes[:, 2:4], rows, self.ways.points)
        return boxes

    @property
    def has_plate(self) -> NDArray[np.bool_]:
        """(N,) words stand on a plate: those below an icon, not those inside a form."""
        return np.isin(self.forms, (ICON, THEME))

    @property
    def label_boxes(self) -> NDArray[np.float64]:
        """(K, 4) left, top, right, bottom of each mid-line label; NaN where there is none."""
        boxes = self.link_text.boxes + np.tile(self.label_centres, 2)
        boxes[np.diff(self.link_text.starts) == 0] = np.nan
        return boxes

    @property
    def line_boxes(self) -> NDArray[np.float64]:
        """(K, 4) left, top, right, bottom of each line with its bend points."""
        return self.boxes_of_lines(np.arange(len(self.line_points)))

    def boxes_of_lines(self, lines: NDArray[np.int64]) -> NDArray[np.float64]:
        """Give left, top, right, bottom of the given lines with their bend points: (n, 4)."""
        points = self.line_points[lines]
        boxes = np.hstack(
            (
                np.minimum(points[:, 0:2], points[:, 2:4]),
                np.maximum(points[:, 0:2], points[:, 2:4]),
            )
        )
        arcs = np.flatnonzero(self.bends[lines])
        if len(arcs):
            controls = self.line_controls[lines[arcs]]
            boxes[arcs] = curve_boxes(points[arcs, 0:2], controls, points[arcs, 2:4])
        if len(self.corners):
            for index in np.flatnonzero(np.diff(self.corner_starts)[lines]).tolist():
                first, last = self.corner_starts[lines[index] : lines[index] + 2]
                own = self.corners[first:last]
                boxes[index, 0:2] = np.minimum(boxes[index, 0:2], own.min(axis=0))
                boxes[index, 2:4] = np.maximum(boxes[index, 2:4], own.max(axis=0))
        return boxes

    @property
    def extents(self) -> tuple[float, float, float, float]:
        """Left, top, right, bottom of everything drawn; zeros for an empty chart."""
        labels = self.label_boxes
        labels = labels[np.isfinite(labels[:, 0])]
        margin = self.style.plate_margin_px
        parts = [*self.shapes, *(part for part in (self.legend, self.title_block) if part)]
        others = np.array([part.box for part in parts]).reshape(-1, 4)
        boxes = np.vstack((self.node_boxes, labels, self.line_boxes, others))
        if not len(boxes):
            return (0.0, 0.0, 0.0, 0.0)
        low, high = boxes[:, 0:2].min(axis=0) - margin, boxes[:, 2:4].max(axis=0) + margin
        return (float(low[0]), float(low[1]), float(high[0]), float(high[1]))
