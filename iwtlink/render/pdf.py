"""A chart as a PDF page: lines and icons as vectors, text as text in embedded fonts."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF
from PySide6.QtGui import QPageLayout, QPageSize, QPainter, QPdfWriter

from iwtlink.chart.display import Display
from iwtlink.chart.sheet import Sheet, lay_out
from iwtlink.render.icons import Pictures, PictureSource
from iwtlink.render.png import paper_scale
from iwtlink.render.qt import ensure_qt
from iwtlink.render.sheet import paint_sheet
from iwtlink.writing import write_whole

_DPI = 1200
_MARGIN_MM = 10.0
_UNITS_PER_INCH = 96
_SIZES = {"A4": QPageSize.PageSizeId.A4, "A3": QPageSize.PageSizeId.A3}


def draw_pdf(
    display: Display,
    path: Path | None = None,
    *,
    paper: str = "A4",
    picture: PictureSource | None = None,
    marking: str = "",
    date: str = "",
) -> bytes:
    """Give the whole chart fitted on one page of ``paper``, and write it to ``path`` if any.

    The page lies where the chart is wider than high. ``BadInput`` where it cannot be written.
    """
    ensure_qt()
    sheet = lay_out(display, marking=marking, date=date)
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = _writer(buffer, sheet, paper)
    _paint_page(writer, sheet, paper, Pictures(picture) if picture else None)
    buffer.close()
    data = bytes(buffer.data().data())
    if path is not None:
        write_whole(path, data)
    return data


def _writer(buffer: QBuffer, sheet: Sheet, paper: str) -> QPdfWriter:
    writer = QPdfWriter(buffer)
    writer.setResolution(_DPI)
    writer.setCreator("iwtlink")
    writer.setTitle(sheet.heading.title)
    sideways = QPageLayout.Orientation.Landscape
    upright = QPageLayout.Orientation.Portrait
    layout = QPageLayout(
        QPageSize(_SIZES[paper.upper()]),
        sideways if sheet.width > sheet.height else upright,
        QMarginsF(_MARGIN_MM, _MARGIN_MM, _MARGIN_MM, _MARGIN_MM),
        QPageLayout.Unit.Millimeter,
    )
    writer.setPageLayout(layout)
    return writer


def _paint_page(writer: QPdfWriter, sheet: Sheet, paper: str, pictures: Pictures | None) -> None:
    scale = paper_scale(sheet, paper, _MARGIN_MM) * _DPI / _UNITS_PER_INCH
    width, height = sheet.pixels(scale)
    origin = ((writer.width() - width) / 2, max(0.0, (writer.height() - height) / 2))
    painter = QPainter(writer)
    paint_sheet(painter, sheet, scale, origin, pictures, is_vector=True)
    painter.end()
