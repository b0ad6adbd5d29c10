"""The chart as PNG and PDF: all of it, at the size asked for, with its text."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pypdf
import pytest
from PySide6.QtGui import QImage

from iwtlink.chart.display import Display
from iwtlink.errors import BadInput
from iwtlink.render.pdf import draw_pdf
from iwtlink.render.png import draw_png


def image_of(data: bytes) -> QImage:
    image = QImage.fromData(data)
    assert not image.isNull()
    return image.convertToFormat(QImage.Format.Format_RGB32)


def pixels_of(image: QImage) -> np.ndarray:
    flat = np.frombuffer(image.constBits(), np.uint32)
    return flat.reshape(image.height(), image.bytesPerLine() // 4)[:, : image.width()].copy()


def test_a_png_is_written_whole_and_is_what_is_returned(display: Display, tmp_path: Path) -> None:
    data = draw_png(display, tmp_path / "chart.png")
    assert (tmp_path / "chart.png").read_bytes() == data
    assert [path.name for path in tmp_path.iterdir()] == ["chart.png"]


def test_nothing_on_a_png_is_cut_off_at_its_edges(display: Display) -> None:
    pixels = pixels_of(image_of(draw_png(display, marking="TLP:AMBER", date="2026-11-22")))
    border = np.concatenate(
        (pixels[:20].ravel(), pixels[-20:].ravel(), pixels[:, :20].ravel(), pixels[:, -20:].ravel())
    )
    assert (border == 0xFFFFFFFF).all()
    assert (pixels != 0xFFFFFFFF).any()


def test_a_png_is_as_wide_as_asked_for(display: Display) -> None:
    assert abs(image_of(draw_png(display, width_px=1234)).width() - 1234) <= 1


def test_a_png_for_a3_fits_the_paper_at_its_dpi(make_display: Callable[..., Display]) -> None:
    items = [("person", f"Somsak {i}", "", (i % 30 * 160.0, i // 30 * 140.0)) for i in range(600)]
    image = image_of(draw_png(make_display(items, []), paper="A3", dpi=200))
    assert max(image.width(), image.height()) <= 400 / 25.4 * 200 + 1
    assert min(image.width(), image.height()) <= 277 / 25.4 * 200 + 1
    assert image.width() > 2900
    assert round(image.dotsPerMeterX() * 0.0254) == 200


def test_a_huge_chart_gives_a_smaller_picture_instead_of_none(
    make_display: Callable[..., Display],
) -> None:
    items = [("person", "a", "", (0.0, 0.0)), ("person", "b", "", (90_000.0, 500.0))]
    image = image_of(draw_png(make_display(items, []), scale=2.0))
    assert image.width() <= 30_000


def test_the_heading_names_title_marking_date_and_notice(display: Display) -> None:
    text = _text_of(draw_pdf(display, marking="B2 · TLP:AMBER", date="2026-11-22"))
    for part in ("Naga Eye", "TLP:AMBER", "2026-11-22", "FICTIONAL"):
        assert part in text


def test_a_pdf_holds_text_and_the_fonts_it_needs(display: Display) -> None:
    data = draw_pdf(display)
    text = _text_of(data)
    for part in ("Khamsing", "CHEN Guozhao", "director", "40"):
        assert part in text
    fonts = _fonts_of(data)
    assert {"NotoSans-Bold", "NotoSansLao-Regular", "NotoSansCJKsc-Regular"} <= set(fonts)
    assert all(fonts.values()), "every font is embedded"


@pytest.mark.parametrize("paper, size", [("A4", (842, 595)), ("A3", (1191, 842))])
def test_a_pdf_has_the_paper_asked_for_lying_for_a_wide_chart(
    make_display: Callable[..., Display], paper: str, size: tuple[int, int]
) -> None:
    items = [("person", "a", "", (0.0, 0.0)), ("person", "b", "", (900.0, 0.0))]
    page = pypdf.PdfReader(io.BytesIO(draw_pdf(make_display(items, []), paper=paper))).pages[0]
    box = (float(page.mediabox.width), float(page.mediabox.height))
    assert box == pytest.approx(size, abs=2)


def test_an_empty_chart_can_be_drawn(make_display: Callable[..., Display]) -> None:
    display = make_display([], [])
    assert draw_png(display).startswith(b"\x89PNG")
    assert draw_pdf(display).startswith(b"%PDF")


def test_a_place_that_cannot_be_written_is_refused_with_a_sentence(
    display: Display, tmp_path: Path
) -> None:
    for draw in (draw_png, draw_pdf):
        with pytest.raises(BadInput, match="Cannot write"):
            draw(display, tmp_path / "missing" / "chart.out")


def _text_of(data: bytes) -> str:
    text = pypdf.PdfReader(io.BytesIO(data)).pages[0].extract_text()
    return " ".join(text.split())


def _fonts_of(data: bytes) -> dict[str, bool]:
    """Give the fonts of the first page and whether each is embedded."""
    page = pypdf.PdfReader(io.BytesIO(data)).pages[0]
    found = {}
    for font in page["/Resources"]["/Font"].values():
        inner = font.get_object()["/DescendantFonts"][0].get_object()
        name = str(inner["/BaseFont"]).lstrip("/").split("+")[-1]
        found[name] = "/FontFile2" in inner["/FontDescriptor"] or (
            "/FontFile3" in inner["/FontDescriptor"]
        )
    return found


def test_a_picture_is_drawn_in_a_process_that_has_no_screen(tmp_path: Path) -> None:
    program = (
        "from iwtlink.render.qt import ensure_qt\n"
        "first = ensure_qt()\n"
        "assert first is ensure_qt()\n"
        "print(first.platformName())\n"
    )
    env = {k: v for k, v in os.environ.items() if k not in ("QT_QPA_PLATFORM", "DISPLAY")}
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, env=env, check=True
    )
    assert done.stdout.strip() == "offscreen"


def test_pictures_drawn_beside_the_window_are_the_same(display: Display) -> None:
    here = draw_png(display)
    with ThreadPoolExecutor(2) as pool:
        there = [job.result() for job in [pool.submit(draw_png, display) for _ in range(4)]]
    assert set(there) == {here}
