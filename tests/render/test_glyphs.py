"""Texts drawn many at once stand where Qt would put each by itself."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QStaticText, QTextLayout

from iwtlink.render import glyphs
from iwtlink.render.fonts import chart_font
from iwtlink.render.glyphs import Face, draw_glyphs

TEXTS = [
    "Khamsing VONGPHADY",
    "ຄຳສິງ ວົງພະດີ",
    "abc 陈国钊 😀 x",
    "مرحبا بكم",
    "שלום abc",
    "Thie\u0302n Sơn Lộ, AV To.",
    "កម្ពុជា ประเทศไทย",
    "a\tb\u200bc",
    "",
]
PX = 13


def drawn(scale: float, corner: tuple[float, float], *, by_qt: bool) -> NDArray[np.uint32]:
    """Draw each text on a row of its own."""
    image = QImage(round(500 * scale), round(45 * scale * len(TEXTS)), QImage.Format.Format_RGB32)
    image.fill(0xFFFFFFFF)
    painter = QPainter(image)
    painter.setPen(QColor(60, 70, 80))
    painter.setFont(chart_font(PX, False))
    painter.scale(scale, scale)
    places = np.array([(corner[0], corner[1] + 45.0 * row) for row in range(len(TEXTS))])
    if by_qt:
        for text, (x, y) in zip(TEXTS, places.tolist(), strict=True):
            made = QStaticText(text)
            made.setTextFormat(Qt.TextFormat.PlainText)
            painter.drawStaticText(QPointF(x, y - baseline(text)), made)
    else:
        rooms = np.zeros(len(TEXTS))
        draw_glyphs(painter, Face(PX, False, False), TEXTS, places, rooms, scale)
    painter.end()
    flat = np.frombuffer(image.constBits(), np.uint32)
    return flat.reshape(image.height(), -1)[:, : image.width()].copy()


def baseline(text: str) -> float:
    layout = QTextLayout(text, chart_font(PX, False))
    layout.beginLayout()
    line = layout.createLine()
    layout.endLayout()
    return line.ascent() if line.isValid() else 0.0


@pytest.mark.parametrize("scale", [0.72, 1.0, 1.0137, 2.0, 4.5, 5.3])
def test_texts_drawn_together_are_those_of_qt_to_the_pixel(scale: float) -> None:
    for corner in ((3.3, 25.4), (7.97, 25.0)):
        own, by_qt = (drawn(scale, corner, by_qt=each) for each in (False, True))
        assert (own == by_qt).all()
        assert (own != 0xFFFFFFFF).any()


def test_a_text_cut_by_the_edge_of_the_picture_looks_as_it_does_within() -> None:
    for x in np.arange(5.0, 6.0, 1 / 32):
        within = drawn(1.0137, (x / 1.0137, 25.3), by_qt=False)
        cut = drawn(1.0137, ((x - 20) / 1.0137, 25.3), by_qt=False)
        assert (cut[:, :400] == within[:, 20:420]).all()


def test_a_text_narrower_than_measured_stands_in_the_middle_of_its_room() -> None:
    left = glyphs.insets(np.array([100.0, 31.0, 20.0]), np.array([40.0, 30.0, 30.0]))
    assert left.tolist() == [30.0, 0.0, 0.0]


def test_texts_are_kept_up_to_a_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(glyphs, "_MOST_KEPT", 5)
    face, fresh = Face(PX, False, False), Face(PX, True, False)
    for k in range(20):
        words = [f"name {k}", f"name {k // 2}", f"name {k}"]
        for found, told in zip(
            face.shaped(words), Face(PX, False, False).shaped(words), strict=True
        ):
            assert (found == told).all()
    assert not (face.shaped(["name 1"])[0] == fresh.shaped(["name 1"])[0]).all()
