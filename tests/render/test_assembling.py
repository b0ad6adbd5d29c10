"""Pages of a printed chart put together by their marks: the whole picture, pixel by pixel."""

from __future__ import annotations

import io
from pathlib import Path

import numpy as np
import pypdfium2
import pytest
from PySide6.QtGui import QImage
from PySide6.QtPrintSupport import QPrinter

from iwtlink.chart.display import Display
from iwtlink.chart.paper.fitting import INCH_MM, UNITS_PER_INCH
from iwtlink.chart.paper.pages import BAND_MM, PagePlan, pages_of
from iwtlink.chart.paper.sheet import lay_out
from iwtlink.errors import BadInput
from iwtlink.render.pages import draw_pages, page_images, page_layout, print_pages
from iwtlink.render.png import PngSize, draw_sheet

PER_MM = 4
"""Pixels: whole numbers of them everywhere, so that nothing is smoothed between two."""


def pixels_of(image: QImage) -> np.ndarray:
    flat = image.convertToFormat(QImage.Format.Format_RGB32)
    rows = np.frombuffer(flat.constBits(), np.uint8).reshape(flat.height(), -1, 4)
    return rows[:, : flat.width(), :3].astype(np.int16)


@pytest.mark.parametrize(
    "plan",
    [
        PagePlan("A4", False, 3, 2, 10.0, 12.0),
        PagePlan("A4", True, 2, 2, 8.0, 0.0),
        PagePlan("A3", False, 2, 1, 5.0, 20.0),
    ],
)
def test_pages_glued_by_their_overlap_show_the_whole_chart(
    full_display: Display, plan: PagePlan
) -> None:
    images = page_images(full_display, plan, INCH_MM * PER_MM)
    sheet = lay_out(full_display)
    scale, pages = pages_of(sheet, plan)
    wide, high = (round(mm * PER_MM) for mm in plan.room_mm)
    left, lap = round(plan.margin_mm * PER_MM), round(plan.overlap_mm * PER_MM)
    top = left + round(BAND_MM * PER_MM)
    whole = np.full(
        ((high - lap) * (plan.rows - 1) + high, (wide - lap) * (plan.columns - 1) + wide, 3), -1
    )
    for page, image in zip(pages, images, strict=True):
        part = pixels_of(image)[top : top + high, left : left + wide]
        y, x = page.row * (high - lap), page.column * (wide - lap)
        there = whole[y : y + high, x : x + wide]
        both = there >= 0
        assert np.abs(there - part)[both].mean() < 1.0 if both.any() else True
        whole[y : y + high, x : x + wide] = part
    assert (whole >= 0).all(), "no gap between the pages"
    at_once = pixels_of(draw_sheet(sheet, PngSize(scale * INCH_MM * PER_MM / UNITS_PER_INCH, 96)))
    assert (at_once < 200).mean() > 0.01
    assert min(_difference(whole, at_once, y, x) for y in (0, 1) for x in (0, 1)) < 0.5


def _difference(whole: np.ndarray, part: np.ndarray, more_y: int, more_x: int) -> float:
    """Give how far the middle of a picture differs from another, in levels of 255."""
    y, x = ((a - b) // 2 for a, b in zip(whole.shape[:2], part.shape[:2], strict=True))
    y, x = max(y + more_y, 0), max(x + more_x, 0)
    cut = whole[y : y + part.shape[0], x : x + part.shape[1]]
    return float(np.abs(cut - part[: cut.shape[0], : cut.shape[1]]).mean())


def test_a_printer_prints_the_pages_that_are_saved(full_display: Display, tmp_path: Path) -> None:
    plan = PagePlan("A4", False, 2, 2)
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    printer.setPageLayout(page_layout(plan.paper, plan.is_portrait))
    print_pages(printer, full_display, plan, marking="TLP:AMBER", date="2026-11-22")
    printed = pypdfium2.PdfDocument((tmp_path / "printed.pdf").read_bytes())
    saved = pypdfium2.PdfDocument(
        io.BytesIO(draw_pages(full_display, plan=plan, marking="TLP:AMBER", date="2026-11-22"))
    )
    assert len(printed) == len(saved) == 4
    for one, other in zip(printed, saved, strict=True):
        assert one.get_size() == pytest.approx(other.get_size(), abs=1.5)
        a, b = (page.render(scale=0.75).to_numpy().astype(int) for page in (one, other))
        rows, columns = (min(size) for size in zip(a.shape[:2], b.shape[:2], strict=True))
        assert np.abs(a[:rows, :columns] - b[:rows, :columns]).mean() < 4.0


@pytest.mark.qt_log_ignore("QPainter::begin")
def test_a_printer_that_does_not_answer_is_said_to_print_nothing(
    full_display: Display, tmp_path: Path
) -> None:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "no such folder" / "printed.pdf"))
    with pytest.raises(BadInput, match="nothing was printed"):
        print_pages(printer, full_display, PagePlan("A4"))
