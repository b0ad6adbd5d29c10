"""A chart that was fitted to one sheet of paper, as PDF or as a picture of the page."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from PySide6.QtGui import QImage, QPainter

from iwtlink.chart.paper.fitting import (
    INCH_MM,
    PAPER_MARGIN_MM,
    PAPERS_MM,
    UNITS_PER_INCH,
    Fitted,
)
from iwtlink.chart.paper.mono import black_and_white
from iwtlink.chart.paper.sheet import Sheet
from iwtlink.render.icons import Pictures, PictureSource
from iwtlink.render.pdf import one_page
from iwtlink.render.png import png_bytes
from iwtlink.render.qt import ensure_qt
from iwtlink.render.sheet import paint_sheet
from iwtlink.writing import write_whole

_PNG_DPI = 200.0


def draw_fitted(
    fitted: Fitted,
    path: Path | None = None,
    *,
    picture: PictureSource | None = None,
    is_mono: bool = False,
) -> bytes:
    """Give the sheet as a PDF of its one page, and write it to ``path`` if any."""
    sheet = _sheet(fitted, is_mono=is_mono)
    return one_page(sheet, fitted.paper, fitted.is_portrait, fitted.scale, path, picture, is_mono)


def draw_fitted_png(
    fitted: Fitted,
    path: Path | None = None,
    *,
    picture: PictureSource | None = None,
    is_mono: bool = False,
) -> bytes:
    """Give the sheet as a PNG of its whole page, 200 dots an inch, and write it to ``path``."""
    data = png_bytes(fitted_image(fitted, _PNG_DPI, picture=picture, is_mono=is_mono))
    if path is not None:
        write_whole(path, data)
    return data


def fitted_image(
    fitted: Fitted, dpi: float, *, picture: PictureSource | None = None, is_mono: bool = False
) -> QImage:
    """Give the sheet as a picture of its page, to look at."""
    ensure_qt()
    wide, high = sorted(PAPERS_MM[fitted.paper], reverse=not fitted.is_portrait)
    pixels = [max(1, round(mm / INCH_MM * dpi)) for mm in (wide, high)]
    image = QImage(pixels[0], pixels[1], QImage.Format.Format_RGB32)
    image.fill(0xFFFFFFFF)
    sheet, per_unit = _sheet(fitted, is_mono=is_mono), fitted.scale * dpi / UNITS_PER_INCH
    width, height = sheet.pixels(per_unit)
    margin = PAPER_MARGIN_MM / INCH_MM * dpi
    origin = ((pixels[0] - width) / 2, max(margin, (pixels[1] - height) / 2))
    painter = QPainter(image)
    paint_sheet(painter, sheet, per_unit, origin, Pictures(picture) if picture else None)
    painter.end()
    image.setDotsPerMeterX(round(dpi / INCH_MM * 1000))
    image.setDotsPerMeterY(round(dpi / INCH_MM * 1000))
    return image


def _sheet(fitted: Fitted, *, is_mono: bool) -> Sheet:
    if not is_mono:
        return fitted.sheet
    return replace(fitted.sheet, display=black_and_white(fitted.display))
