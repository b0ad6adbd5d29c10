"""Painting a display: the one function behind screen, PNG and PDF.

Order from below: paper, lines, arrow heads, words on lines, then for the items their plates,
names and icons or photographs. Only what meets the clip is touched, found by comparing arrays;
no text is measured and nothing is asked of the store.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from iwtlink.chart.display import Display
from iwtlink.render.batches import draw_sprites
from iwtlink.render.icons import Pictures, icon_atlas, icon_svg, rounded_square
from iwtlink.render.lettering import paint_plates, paint_text, rows_of
from iwtlink.render.overview import READABLE_ZOOM, OverviewNames, overview_names, reaching_icons
from iwtlink.render.reach import Reach, reach_of
from iwtlink.render.strokes import paint_arrows, paint_lines
from iwtlink.render.view import View

Indexes = NDArray[np.int64]
Clip = tuple[int, int, int, int]
_SMALLEST_ICON_PX = 5


@dataclass(frozen=True, slots=True)
class Painted:
    """How much was painted."""

    lines: int
    arrows: int
    items: int
    pictures: int
    texts: int


def paint_display(
    painter: QPainter,
    display: Display,
    view: View,
    *,
    pictures: Pictures | None = None,
    names: OverviewNames | None = None,
    clip: Clip | None = None,
    reach: Reach | None = None,
    has_paper: bool = True,
    is_print: bool = False,
    is_vector: bool = False,
) -> Painted:
    """Paint what of the display lies in ``clip`` (device x, y, width, height; default: all).

    ``names`` is what ``overview_names`` gave for this zoom, found anew without it.
    ``reach`` is what ``reach_of`` gave: it spares the time, or leaves items and lines out, for
    layers. ``is_print`` paints all text at its true size
    however small and in any thread, ``is_vector`` icons as vectors.
    """
    box = clip or (0, 0, view.width, view.height)
    painter.save()
    painter.setClipRect(*box)  # also puts Qt's lines on their fast path (2-4 times)
    if has_paper:
        painter.fillRect(*box, QColor.fromRgb(display.style.colours.paper))
    reach = reach or reach_of(display)
    enlarged = max(1.0, READABLE_ZOOM / view.zoom)  # names of an overview, above their true size
    items = reach.items_in(view.region(box, 0.0), enlarged)
    style = display.style
    margin = style.arrow_width_px + style.plate_margin_px + 2.0 / view.scale
    lines = reach.lines_in(view.region(box, margin))
    is_readable = is_print or view.zoom >= READABLE_ZOOM
    drawn = display if is_readable else reaching_icons(display, lines)
    paint_lines(painter, drawn, view, lines, _touches(display, items))
    is_line_shown = np.zeros(len(display.ends), bool)
    is_line_shown[lines] = True
    arrows = paint_arrows(painter, drawn, view, is_line_shown)
    texts = 0
    if is_readable:
        texts += _paint_link_text(painter, display, view, lines, is_print)
        texts += _paint_names(painter, display, view, items, is_print)
    if is_vector:
        seen = _paint_vector_icons(painter, display, view, items, pictures)
    else:
        seen = _paint_icons(painter, display, view, items, pictures)
    if not is_readable:
        texts += (names or overview_names(display, view)).paint(painter, display, view, items)
    painter.restore()
    return Painted(len(lines), arrows, len(items), seen, texts)


def _touches(display: Display, items: Indexes) -> NDArray[np.bool_]:
    """Tell for each line whether it ends at one of the items."""
    is_seen = np.zeros(len(display.positions), bool)
    is_seen[items] = True
    return is_seen[display.ends[:, 0]] | is_seen[display.ends[:, 1]]


def _paint_link_text(
    painter: QPainter, display: Display, view: View, lines: Indexes, is_print: bool
) -> int:
    text = display.link_text
    lines = lines[np.diff(text.starts)[lines] > 0]
    paint_plates(painter, display.style, text.boxes[lines], display.label_centres[lines], view)
    rows = rows_of(text, lines)
    origins = view.to_device(display.label_centres[text.owners[rows]] + text.offsets[rows])
    paint_text(painter, display.style, text, rows, origins, view.scale, is_print=is_print)
    return len(lines)


def _paint_names(
    painter: QPainter, display: Display, view: View, items: Indexes, is_print: bool
) -> int:
    text = display.node_text
    items = items[np.diff(text.starts)[items] > 0]
    paint_plates(painter, display.style, text.boxes[items], display.positions[items], view)
    rows = rows_of(text, items)
    origins = view.to_device(display.positions[text.owners[rows]] + text.offsets[rows])
    paint_text(painter, display.style, text, rows, origins, view.scale, is_print=is_print)
    return len(items)


def _paint_icons(
    painter: QPainter, display: Display, view: View, items: Indexes, pictures: Pictures | None
) -> int:
    side = round(display.style.icon_px * view.scale)
    if side < _SMALLEST_ICON_PX:
        _paint_dots(painter, display, view, items)
        return 0
    corners = np.round(view.to_device(display.positions[items]) - side / 2)
    has_picture = display.picture_ids[items] != 0 if pictures else np.zeros(len(items), bool)
    painted = 0
    for index in np.flatnonzero(has_picture):
        number = int(display.picture_ids[items[index]])
        image = pictures.rounded(number, side) if pictures else None
        has_picture[index] = image is not None
        if image is not None:
            painter.drawImage(int(corners[index, 0]), int(corners[index, 1]), image)
            painted += 1
    atlas = icon_atlas(display.icon_names, side)
    plain = ~has_picture
    kinds = display.icon_index[items[plain]]
    draw_sprites(painter, atlas.pixmap, side, atlas.lefts[kinds], corners[plain])
    return painted


def _paint_dots(painter: QPainter, display: Display, view: View, items: Indexes) -> None:
    """Paint items too small for an icon as squares in the colour of their type."""
    side = max(2.0, display.style.icon_px * view.scale)
    corners = np.round(view.to_device(display.positions[items]) - side / 2)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    painter.setPen(Qt.PenStyle.NoPen)
    colours = display.node_colours[items]
    for colour in np.unique(colours):
        own = corners[colours == colour]
        painter.setBrush(QColor.fromRgb(int(colour)))
        for x, y in own.astype(int).tolist():
            painter.drawRect(x, y, int(side), int(side))


def _paint_vector_icons(
    painter: QPainter, display: Display, view: View, items: Indexes, pictures: Pictures | None
) -> int:
    side = display.style.icon_px * view.scale
    corners = view.to_device(display.positions[items]) - side / 2
    painted = 0
    painter.setPen(QPen(Qt.PenStyle.NoPen))
    for item, (x, y) in zip(items, corners.tolist(), strict=True):
        box = QRectF(x, y, side, side)
        number = int(display.picture_ids[item])
        square = pictures.square(number) if pictures and number else None
        if square is None:
            icon_svg(display.icon_names[display.icon_index[item]]).render(painter, box)
            continue
        painter.save()
        painter.setClipPath(rounded_square(box), Qt.ClipOperation.IntersectClip)
        painter.drawImage(box, square)
        painter.restore()
        painted += 1
    return painted
