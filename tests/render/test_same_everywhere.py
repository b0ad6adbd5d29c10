"""One chart in every output: on paper, in a picture and on the screen the same is seen."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pypdfium2
import pytest
from PySide6.QtGui import QImage, QPainter

from iwtlink.chart.building import build_display
from iwtlink.chart.display import Display
from iwtlink.chart.paper.fitting import PAPER_MARGIN_MM, PT_PER_UNIT, paper_scale
from iwtlink.chart.paper.mono import black_and_white
from iwtlink.chart.paper.sheet import lay_out
from iwtlink.chart.style import load_style
from iwtlink.ontology import load_ontology
from iwtlink.render.icons import Pictures
from iwtlink.render.painter import paint_display
from iwtlink.render.pdf import draw_pdf
from iwtlink.render.png import draw_png
from iwtlink.render.view import View
from iwtlink.store.charts.content import ChartContent
from tests.chart.photographs import photo

_NAMES = {
    2: "สมชาย ใจดี ผู้น้ำ",
    3: "Nguyễn Thị Hằng",
    5: "陈国钊进出口公司",
    6: "သူဇာ ကျော်",
    7: "សុខ វណ្ណា ជ្រៃ",
}
"""Names of some items, so that each script of the region is there."""
_BLOCK = 6
"""Side in pixels of what is compared: letters are not smoothed alike everywhere."""


def picture(number: int) -> bytes:
    return photo(size=(200, 260)) if number else b""


@pytest.fixture(scope="module", params=["light", "dark", "black and white"])
def drawn(request: pytest.FixtureRequest, full_content: ChartContent) -> Display:
    """Give the chart with everything on it, in each way it can be coloured."""
    labels = [_NAMES.get(k, label) for k, label in enumerate(full_content.labels)]
    picture_ids = np.zeros(len(labels), np.int64)
    picture_ids[[0, 6]] = 7
    content = replace(full_content, labels=labels, picture_ids=picture_ids)
    style = load_style(dark=request.param == "dark")
    display = build_display(content, load_ontology(), style, marking="TLP:AMBER")
    return black_and_white(display) if request.param == "black and white" else display


def seen(display: Display, scale: float) -> np.ndarray:
    """Give the chart as the window paints it."""
    sheet = lay_out(display)
    width, height = sheet.pixels(scale)
    image = QImage(width, height, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    view = View(round(sheet.left * scale), round(sheet.top * scale), scale, width, height)
    paint_display(painter, display, view, pictures=Pictures(picture))
    painter.end()
    return colours(image)


def colours(image: QImage) -> np.ndarray:
    plain = image.convertToFormat(QImage.Format.Format_RGB32)
    flat = np.frombuffer(plain.constBits(), np.uint8).reshape(plain.height(), plain.width(), 4)
    return flat[:, :, 2::-1].copy()


def apart(one: np.ndarray, other: np.ndarray) -> float:
    """Give the share of blocks that differ clearly between two pictures."""
    high, wide = (side // _BLOCK for side in one.shape[:2])
    means = [
        image[: high * _BLOCK, : wide * _BLOCK]
        .reshape(high, _BLOCK, wide, _BLOCK, 3)
        .mean(axis=(1, 3))
        for image in (one.astype(float), other.astype(float))
    ]
    return float((np.abs(means[0] - means[1]).max(axis=2) > 48).mean())


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_a_picture_shows_what_the_screen_shows(drawn: Display, scale: float) -> None:
    written = QImage.fromData(draw_png(drawn, picture=picture, scale=scale))
    assert apart(seen(drawn, scale), colours(written)) == 0.0


def test_paper_shows_what_the_screen_shows(drawn: Display) -> None:
    sheet, scale = lay_out(drawn), 2.0
    page = pypdfium2.PdfDocument(draw_pdf(drawn, picture=picture, paper="A3"))[0]
    dots = scale / (paper_scale(sheet, "A3") * PT_PER_UNIT)
    printed = page.render(scale=dots, rev_byteorder=True).to_numpy()[:, :, :3]
    width, height = sheet.pixels(scale)
    margin = PAPER_MARGIN_MM / 25.4 * 72 * dots
    left = round((printed.shape[1] - width) / 2)
    top = round(max(margin, (printed.shape[0] - height) / 2))
    cuts = (
        printed[top + down : top + down + height, left + right : left + right + width]
        for down in (-1, 0, 1)
        for right in (-1, 0, 1)
    )
    shown = seen(drawn, scale)
    assert min(apart(shown, cut) for cut in cuts) < 0.0001, "but for the rounding of a pixel"
