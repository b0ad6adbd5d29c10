"""A chart as a PNG picture."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QImage, QPainter

from iwtlink.chart.display import Display
from iwtlink.chart.paper.fitting import INCH_MM, UNITS_PER_INCH, paper_scale
from iwtlink.chart.paper.mono import black_and_white
from iwtlink.chart.paper.sheet import Sheet, lay_out
from iwtlink.errors import Refused
from iwtlink.i18n import tr
from iwtlink.render.icons import Pictures, PictureSource
from iwtlink.render.qt import ensure_qt
from iwtlink.render.sheet import paint_sheet
from iwtlink.writing import write_whole

LARGEST_SIDE_PX = 30_000
"""Qt's rasteriser works up to 32,767 pixels a side."""
LARGEST_AREA_PX = 120_000_000
"""Half a gigabyte of memory."""


@dataclass(frozen=True, slots=True)
class PngSize:
    """How large the picture is: ``scale`` pixels per chart unit, and the dpi written into it."""

    scale: float
    dpi: float


def draw_png(
    display: Display,
    path: Path | None = None,
    *,
    picture: PictureSource | None = None,
    marking: str = "",
    date: str = "",
    scale: float = 2.0,
    width_px: int = 0,
    paper: str = "",
    dpi: float = 0.0,
    is_portrait: bool | None = None,
    is_mono: bool = False,
) -> bytes:
    """Give the whole chart as PNG, and write it to ``path`` if there is one.

    The size is ``scale`` pixels per chart unit; or ``width_px`` wide; or such that it fits
    ``paper`` ("A4" or "A3", lying or upright, 10 mm margins) printed at ``dpi`` (default 200).
    ``picture`` gives photographs by id, ``is_mono`` draws without colours.
    ``BadInput`` where it cannot be written.
    """
    ensure_qt()
    drawn = black_and_white(display) if is_mono else display
    sheet = lay_out(drawn, marking=marking, date=date)
    size = _size(sheet, scale, width_px, paper, dpi, is_portrait)
    image = draw_sheet(sheet, size, Pictures(picture) if picture else None)
    data = png_bytes(image)
    if path is not None:
        write_whole(path, data)
    return data


def draw_sheet(sheet: Sheet, size: PngSize, pictures: Pictures | None = None) -> QImage:
    """Give a sheet painted into an image."""
    width, height = sheet.pixels(size.scale)
    image = QImage(width, height, QImage.Format.Format_RGB32)
    if image.isNull():
        raise Refused(tr("There is not enough memory for a picture of this size."))
    image.fill(0xFFFFFFFF)
    painter = QPainter(image)
    paint_sheet(painter, sheet, size.scale, pictures=pictures)
    painter.end()
    image.setDotsPerMeterX(round(size.dpi / INCH_MM * 1000))
    image.setDotsPerMeterY(round(size.dpi / INCH_MM * 1000))
    return image


def png_bytes(image: QImage) -> bytes:
    """Give an image as the bytes of a PNG file."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]  # the stubs want bytes, Qt text
    return bytes(buffer.data().data())


def _size(
    sheet: Sheet, scale: float, width_px: int, paper: str, dpi: float, is_portrait: bool | None
) -> PngSize:
    if paper:
        dpi = dpi or 200.0
        scale = paper_scale(sheet, paper, is_portrait=is_portrait) * dpi / UNITS_PER_INCH
    elif width_px:
        scale = width_px / sheet.width
    return fitting_size(sheet, scale, dpi)


def fitting_size(
    sheet: Sheet, scale: float, dpi: float = 0.0, area_px: int = LARGEST_AREA_PX
) -> PngSize:
    """Give a size of ``scale`` pixels per unit, or the largest that Qt and the memory allow."""
    side = LARGEST_SIDE_PX / max(sheet.width, sheet.height)
    area = (area_px / (sheet.width * sheet.height)) ** 0.5
    scale = min(scale, side, area)
    return PngSize(scale, dpi or scale * UNITS_PER_INCH)
