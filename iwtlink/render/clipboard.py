"""A chart for the clipboard: as picture, as vectors and as words, for documents and mails."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from PySide6.QtCore import QByteArray, QMimeData
from PySide6.QtGui import QImage

from iwtlink.chart.display import Display
from iwtlink.chart.hand.carried import part_of
from iwtlink.chart.paper.parting import name_of
from iwtlink.chart.paper.sheet import Sheet, lay_out
from iwtlink.chart.svg.document import no_picture, sheet_svg
from iwtlink.i18n import tr
from iwtlink.render.icons import Pictures, PictureSource
from iwtlink.render.png import draw_sheet, fitting_size, png_bytes
from iwtlink.render.qt import ensure_qt

_SCALE = 2.0
"""Pixels per chart unit: sharp in a document on A4."""
LARGEST_COPIED_PX = 40_000_000
"""Qt's programs, ours among them, take no picture of more than 256 MiB from the clipboard."""


def chart_mime(
    display: Display,
    items: Sequence[int] | None = None,
    shapes: Sequence[int] = (),
    *,
    picture: PictureSource | None = None,
    marking: str = "",
    date: str = "",
) -> QMimeData:
    """Give what to put on the clipboard: a picture (PNG), a drawing (SVG) and text.

    ``items`` and ``shapes`` are indexes of what is chosen, drawn with the lines between them;
    None: the whole chart.
    """
    ensure_qt()
    shown = display if items is None else _chosen(display, items, shapes)
    sheet = lay_out(shown, marking=marking, date=date)
    image = _image(sheet, picture)
    made = QMimeData()
    made.setImageData(image)
    made.setData("image/png", QByteArray(png_bytes(image)))
    source = (lambda number: picture(number) or b"") if picture else no_picture
    made.setData("image/svg+xml", QByteArray(sheet_svg(sheet, source).encode("utf-8")))
    made.setText(chart_words(shown, marking=marking, date=date))
    return made


def chart_image(
    display: Display, *, picture: PictureSource | None = None, date: str = ""
) -> QImage:
    """Give a whole chart as a picture that programs take from the clipboard."""
    ensure_qt()
    return _image(lay_out(display, date=date), picture)


def _image(sheet: Sheet, picture: PictureSource | None) -> QImage:
    size = fitting_size(sheet, _SCALE, area_px=LARGEST_COPIED_PX)
    return draw_sheet(sheet, size, Pictures(picture) if picture else None)


def _chosen(display: Display, items: Sequence[int], shapes: Sequence[int]) -> Display:
    kept = np.unique(np.array(items, np.int64))
    lines = np.flatnonzero(np.isin(display.ends, kept).all(axis=1))
    return part_of(display, kept, lines, tuple(display.shapes[i] for i in sorted(shapes)))


def chart_words(display: Display, *, marking: str = "", date: str = "") -> str:
    """Give a chart as lines of text: heading, then each item with its links."""
    head = [display.title, " · ".join(part for part in (marking, date) if part), display.notice]
    return "\n".join([line for line in head if line] + list(_items(display)))


def _items(display: Display) -> Iterator[str]:
    text = display.link_text
    for item in range(len(display.positions)):
        yield name_of(display, item) or tr("without a name")
        first, last = display.neighbour_starts[item : item + 2].tolist()
        for line in display.neighbour_lines[first:last].tolist():
            a, b = display.ends[line].tolist()
            if a == item:
                rows = range(*text.starts[line : line + 2].tolist())
                words = " ".join(text.texts[row] for row in rows)
                yield f"\t{words}: {name_of(display, b)}"
