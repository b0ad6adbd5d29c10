"""The text of a chart: names under icons, words on lines, each on its plate."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter

from iwtlink.chart.colours.shades import role_colours
from iwtlink.chart.style import ChartStyle
from iwtlink.chart.text.lines import STROKE_EM, THROUGH_EM, UNDER_EM, Dress, TextLines, dress_of
from iwtlink.render.batches import draw_boxes
from iwtlink.render.fonts import chart_font
from iwtlink.render.glyphs import draw_glyphs, face_of, insets
from iwtlink.render.view import View

Floats = NDArray[np.float64]
Indexes = NDArray[np.int64]
PLATE_OPACITY = 0.9
_LARGEST_PX = 1023
"""No font of a chart is larger."""


def paint_plates(
    painter: QPainter,
    style: ChartStyle,
    boxes: Floats,
    anchors: Floats,
    view: View,
    shades: NDArray[np.uint32] | None = None,
) -> None:
    """Paint the plates of labels: ``boxes`` (K, 4) relative to their ``anchors`` (K, 2).

    ``shades`` (K,) are their colours, where not all have the one of the style.
    """
    has_text = boxes[:, 3] > boxes[:, 1]
    placed = boxes[has_text] * view.scale + np.tile(view.to_device(anchors[has_text]), 2)
    placed[:, (0, 2)] += np.array((-1, 1)) * style.plate_margin_px * view.scale
    own = np.full(len(placed), style.colours.plate) if shades is None else shades[has_text]
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    painter.setPen(Qt.PenStyle.NoPen)
    for colour in np.unique(own).tolist():
        shade = QColor.fromRgb(colour)
        shade.setAlphaF(PLATE_OPACITY)
        painter.setBrush(shade)
        draw_boxes(painter, placed[own == colour])


def paint_text(
    painter: QPainter,
    style: ChartStyle,
    lines: TextLines,
    rows: Indexes,
    origins: Floats,
    text_scale: float,
    *,
    is_grey: NDArray[np.bool_] | None = None,
    is_print: bool = False,
    is_left: bool = False,
) -> None:
    """Paint the text lines ``rows``.

    ``origins`` (rows, 2) are the left ends of their baselines in device pixels, ``text_scale``
    device pixels per unit of text, ``is_grey`` (rows,) which are greyed. ``is_print`` draws each
    text plainly: as text into a PDF, and in any thread; otherwise as glyphs, which are kept, by
    and for the window's thread. ``is_left``: a line narrower than measured stays at the left.
    """
    painter.setRenderHint(QPainter.RenderHint.TextAntialiasing, True)
    dress = dress_of(lines, rows)
    if dress is not None:
        _paint_grounds(painter, style, lines, rows, origins, text_scale, dress)
    painter.save()
    painter.scale(text_scale, text_scale)
    kinds = _colours_of(style, lines, rows, is_grey).astype(np.int64) << 12
    kinds |= np.round(lines.font_px[rows]).astype(np.int64) << 2
    kinds |= lines.is_italic[rows].astype(np.int64) << 1 | lines.is_bold[rows]
    places, widths, texts = origins / text_scale, lines.sizes[:, 0], lines.texts
    for kind in np.unique(kinds).tolist():
        px, face = kind >> 2 & _LARGEST_PX, (bool(kind & 1), bool(kind & 2))
        painter.setPen(QColor.fromRgb(kind >> 12))
        painter.setFont(chart_font(px, *face))
        own = np.flatnonzero(kinds == kind)
        drawn = rows[own]
        words = [texts[row] for row in drawn.tolist()]
        rooms = np.zeros(len(drawn)) if is_left else widths[drawn]
        if is_print:
            for word, (x, y), room in zip(words, places[own].tolist(), rooms.tolist(), strict=True):
                inset = inset_of(word, px, face[0], room, face[1])
                painter.drawText(QPointF(x + inset, y), word)
        else:
            draw_glyphs(painter, face_of(px, *face), words, places[own], rooms, text_scale)
        if dress is not None:
            _draw_dress(painter, lines, drawn, places[own], dress.of(own))
    painter.restore()


def _paint_grounds(
    painter: QPainter,
    style: ChartStyle,
    lines: TextLines,
    rows: Indexes,
    origins: Floats,
    scale: float,
    dress: Dress,
) -> None:
    """Paint the grounds of those of the lines that have one of their own."""
    low = (
        origins
        - np.column_stack((np.full(len(rows), style.plate_margin_px), lines.ascents[rows])) * scale
    )
    size = (lines.sizes[rows] + (2 * style.plate_margin_px, 0.0)) * scale
    boxes = np.hstack((low, low + size))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    painter.setPen(Qt.PenStyle.NoPen)
    for colour in np.unique(dress.grounds[dress.grounds != 0]).tolist():
        painter.setBrush(QColor.fromRgb(colour))
        draw_boxes(painter, boxes[dress.grounds == colour])


def _draw_dress(
    painter: QPainter, lines: TextLines, rows: Indexes, places: Floats, dress: Dress
) -> None:
    """Draw the lines under and through words, in the colour of the pen."""
    px, widths = lines.font_px[rows], lines.sizes[rows, 0]
    ways = ((dress.is_underlined, UNDER_EM), (dress.is_struck, THROUGH_EM))
    for has, at in ways:
        for row in np.flatnonzero(has).tolist():
            (x, y), size = places[row].tolist(), float(px[row])
            box = QRectF(x, y + at * size, float(widths[row]), STROKE_EM * size)
            painter.fillRect(box, painter.pen().color())


def _colours_of(
    style: ChartStyle, lines: TextLines, rows: Indexes, is_grey: NDArray[np.bool_] | None
) -> NDArray[np.uint32]:
    colours = np.array(role_colours(style), np.uint32)[lines.roles[rows]]
    own = lines.colours[rows]
    if own.any():
        colours = np.where(own != 0, own, colours)
    if is_grey is not None and is_grey.any():
        colours = np.where(is_grey, np.uint32(style.colours.grey_text), colours)
    return colours


@lru_cache(maxsize=50_000)
def inset_of(text: str, px: int, is_bold: bool, measured: float, is_italic: bool = False) -> float:
    """Give how far a text narrower than it was measured is moved in to stand in the middle.

    Only a script without a vendored font, such as Arabic, is measured wider than it is drawn.
    """
    width = QFontMetricsF(chart_font(px, is_bold, is_italic)).horizontalAdvance(text)
    return float(insets(np.array(measured), np.array(width)))


def rows_of(lines: TextLines, items: Indexes) -> Indexes:
    """Give the text lines that belong to the items, in order."""
    first = lines.starts[items].astype(np.int64)
    counts = lines.starts[items + 1].astype(np.int64) - first
    offsets = np.arange(counts.sum()) - np.repeat(np.cumsum(counts) - counts, counts)
    return np.repeat(first, counts) + offsets
