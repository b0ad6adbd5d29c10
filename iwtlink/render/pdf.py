"""A chart as a PDF page: lines and icons as vectors, text as text in embedded fonts."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QPainter, QPdfWriter

from iwtlink.chart.display import Display
from iwtlink.chart.paper.fitting import (
    INCH_MM,
    PAPER_MARGIN_MM,
    UNITS_PER_INCH,
    paper_scale,
)
from iwtlink.chart.paper.mono import black_and_white
from iwtlink.chart.paper.sheet import Sheet, lay_out
from iwtlink.render.icons import Pictures, PictureSource
from iwtlink.render.pages import DPI, pdf_writer
from iwtlink.render.qt import ensure_qt
from iwtlink.render.sheet import paint_sheet
from iwtlink.writing import write_whole


def draw_pdf(
    display: Display,
    path: Path | None = None,
    *,
    paper: str = "A4",
    picture: PictureSource | None = None,
    marking: str = "",
    date: str = "",
    is_portrait: bool | None = None,
    is_mono: bool = False,
) -> bytes:
    """Give the whole chart fitted on one page of ``paper``, and write it to ``path`` if any.

    Where ``is_portrait`` is None the page lies if the chart is wider than high.
    ``BadInput`` where it cannot be written.
    """
    drawn = black_and_white(display) if is_mono else display
    sheet = lay_out(drawn, marking=marking, date=date)
    upright = sheet.width <= sheet.height if is_portrait is None else is_portrait
    scale = paper_scale(sheet, paper, is_portrait=upright)
    return one_page(sheet, paper, upright, scale, path, picture, is_mono)


def one_page(
    sheet: Sheet,
    paper: str,
    is_portrait: bool,
    scale: float,
    path: Path | None,
    picture: PictureSource | None,
    is_mono: bool,
) -> bytes:
    """Give a sheet at ``scale`` on one page, and write it to ``path`` if any."""
    ensure_qt()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = pdf_writer(buffer, paper, is_portrait, sheet.display, is_mono=is_mono)
    _paint_page(writer, sheet, scale, Pictures(picture) if picture else None)
    buffer.close()
    data = bytes(buffer.data().data())
    if path is not None:
        write_whole(path, data)
    return data


def _paint_page(writer: QPdfWriter, sheet: Sheet, scale: float, pictures: Pictures | None) -> None:
    per_unit = scale * DPI / UNITS_PER_INCH
    width, height = sheet.pixels(per_unit)
    margin = PAPER_MARGIN_MM / INCH_MM * DPI
    origin = ((writer.width() - width) / 2, max(margin, (writer.height() - height) / 2))
    painter = QPainter(writer)
    paint_sheet(painter, sheet, per_unit, origin, pictures, is_vector=True)
    painter.end()
