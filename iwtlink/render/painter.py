"""Painting a display: the one function behind screen, PNG and PDF.

Order from below: paper, shapes behind the links, containers, lines, arrow heads, words on lines,
then the items (highlights, forms, plates, names, icons or photographs, badges), the other shapes,
legend and title block. Only what meets the clip is touched, found by comparing arrays; no text is
measured and nothing is asked of the store.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QColor, QPainter

from iwtlink.chart.display import Display
from iwtlink.chart.items.plates import plates_behind
from iwtlink.chart.links.arrows import longest_arrow
from iwtlink.render.badges import paint_badges
from iwtlink.render.figures import (
    has_plate,
    paint_forms,
    paint_frames,
    paint_icons,
    paint_vector_icons,
)
from iwtlink.render.icons import Pictures
from iwtlink.render.legend import paint_legend, paint_title_block
from iwtlink.render.lettering import paint_plates, paint_text, rows_of
from iwtlink.render.overview import READABLE_ZOOM, OverviewNames, overview_names, reaching_icons
from iwtlink.render.passing import paint_passing, passing
from iwtlink.render.reach import Reach, enlarged, margin_of, reach_of
from iwtlink.render.shapes import paint_shapes
from iwtlink.render.strokes import paint_arrows, paint_lines
from iwtlink.render.view import Floats, View

Indexes = NDArray[np.int64]
Clip = tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class Painted:
    """How much was painted."""

    lines: int
    arrows: int
    items: int
    pictures: int
    texts: int


@dataclass(frozen=True, slots=True)
class Brushwork:
    """A display being painted in a view, and how."""

    painter: QPainter
    display: Display
    view: View
    region: Floats
    """Left, top, right, bottom of what is painted, in chart units."""
    pictures: Pictures | None
    is_print: bool
    is_vector: bool


def paint_display(
    painter: QPainter,
    display: Display,
    view: View,
    *,
    pictures: Pictures | None = None,
    names: OverviewNames | None = None,
    clip: Clip | None = None,
    reach: Reach | None = None,
    are_passing: NDArray[np.bool_] | None = None,
    has_paper: bool = True,
    has_shapes: bool | None = None,
    is_print: bool = False,
    is_vector: bool = False,
) -> Painted:
    """Paint what of the display lies in ``clip`` (device x, y, width, height; default: all).

    ``names`` is what ``overview_names`` gave for this zoom, found anew without it.
    ``are_passing`` is what ``all_passing`` gave for this view.
    ``reach`` is what ``reach_of`` gave: it spares the time, or leaves items and lines out, for
    layers; legend and title block belong to the layer that has the paper, and so do free shapes
    unless ``has_shapes`` says otherwise.
    ``is_print`` paints all text at its true size however small and in any thread, and every line
    in its full look however crowded the view; ``is_vector`` icons as vectors.
    """
    box = clip or (0, 0, view.width, view.height)
    painter.save()
    painter.setClipRect(*box)  # also puts Qt's lines on their fast path (2-4 times)
    reach = reach or reach_of(display)
    work = Brushwork(painter, display, view, view.region(box, 0.0), pictures, is_print, is_vector)
    is_readable = is_print or view.zoom >= READABLE_ZOOM
    items = reach.items_in(work.region, enlarged(view))
    lines = reach.lines_in(view.region(box, margin_of(display, view)))
    is_held_ground = display.is_container[items]
    if has_paper:
        painter.fillRect(*box, QColor.fromRgb(display.style.colours.paper))
    if has_paper if has_shapes is None else has_shapes:
        _paint_shapes(work, is_behind=True)
    if is_held_ground.any():
        _paint_items(work, items[is_held_ground], has_names=is_readable)
    drawn = display
    if not is_readable:
        names = names or overview_names(display, view)
        drawn = names.reaching or reaching_icons(display, lines)
    full = lines
    if not is_print:
        is_plain = (
            passing(display, view, reach, lines) if are_passing is None else are_passing[lines]
        )
        paint_passing(painter, drawn, view, lines[is_plain], box)
        full = lines[~is_plain]
    paint_lines(painter, drawn, view, full, None if is_vector else box)
    room = longest_arrow(display) + (0.0 if is_readable else reach.widest)
    arrows = paint_arrows(painter, drawn, view, reach.heads_in(work.region, room), box)
    texts = _paint_link_text(work, reach) if is_readable else 0
    seen = _paint_items(work, items[~is_held_ground], has_names=is_readable)
    if names is None or is_readable:
        texts += int((np.diff(display.node_text.starts)[items] > 0).sum())
    else:
        texts += names.paint(painter, display, view, items)
    if has_paper if has_shapes is None else has_shapes:
        _paint_shapes(work, is_behind=False)
    if has_paper:
        paint_legend(painter, display, view, is_print=is_print, is_vector=is_vector)
        paint_title_block(painter, display, view, is_print=is_print)
    painter.restore()
    return Painted(len(lines), arrows, len(items), seen, texts)


def _paint_shapes(work: Brushwork, *, is_behind: bool) -> None:
    """Paint the free shapes behind the links, or those above all, that meet the region."""
    left, top, right, bottom = work.region.tolist()
    shapes = [
        shape
        for shape in work.display.shapes
        if (shape.depth < 0) == is_behind
        and shape.box[0] - shape.edge_px <= right
        and shape.box[2] + shape.edge_px >= left
        and shape.box[1] - shape.edge_px <= bottom
        and shape.box[3] + shape.edge_px >= top
    ]
    paint_shapes(
        work.painter, work.display, work.view, shapes, work.pictures, is_print=work.is_print
    )


def _paint_link_text(work: Brushwork, reach: Reach) -> int:
    """Paint the words of lines that stand in the region."""
    display, view, text = work.display, work.view, work.display.link_text
    lines = reach.worded_in(work.region + 4.0 * np.array((-1, -1, 1, 1)))
    boxes, centres = text.boxes[lines], display.label_centres[lines]
    shades = plates_behind(display, boxes, centres)
    paint_plates(work.painter, display.style, boxes, centres, view, shades)
    rows = rows_of(text, lines)
    owners = text.owners[rows]
    paint_text(
        work.painter,
        display.style,
        text,
        rows,
        view.to_device(display.label_centres[owners] + text.offsets[rows]),
        view.scale,
        is_grey=display.line_is_grey[owners],
        is_print=work.is_print,
    )
    return len(lines)


def _paint_items(work: Brushwork, items: Indexes, *, has_names: bool) -> int:
    """Paint items with their names, or without; give how many photographs there were."""
    painter, display, view = work.painter, work.display, work.view
    if display.frames[items].any():
        paint_frames(painter, display, view, items)
    if display.forms[items].any():
        paint_forms(painter, display, view, items)
    if has_names:
        _paint_names(work, items)
    paint = paint_vector_icons if work.is_vector else paint_icons
    seen = paint(painter, display, view, items, work.pictures)
    paint_badges(painter, display, view, items, is_print=work.is_print, is_vector=work.is_vector)
    return seen


def _paint_names(work: Brushwork, items: Indexes) -> None:
    display, view, text = work.display, work.view, work.display.node_text
    items = items[np.diff(text.starts)[items] > 0]
    plated = items[has_plate(display, items)]
    boxes, anchors = text.boxes[plated], display.positions[plated]
    shades = plates_behind(display, boxes, anchors)
    paint_plates(work.painter, display.style, boxes, anchors, view, shades)
    rows = rows_of(text, items)
    owners = text.owners[rows]
    paint_text(
        work.painter,
        display.style,
        text,
        rows,
        view.to_device(display.positions[owners] + text.offsets[rows]),
        view.scale,
        is_grey=display.is_grey[owners],
        is_print=work.is_print,
    )
