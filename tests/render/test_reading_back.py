"""What a PDF with embedded fonts says is read from it again."""

from __future__ import annotations

from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QPainter, QPdfWriter

from iwtlink.intake.documents import page_picture, read_source
from iwtlink.render.fonts import chart_font

TEXTS = (
    "Cơ quan chức năng đã bắt giữ ngà voi",
    "老挝万象查获走私象牙十二公斤",
    "Khamsing bought 12 kg of ivory, 14/03/2015.",
)


def test_vietnamese_chinese_and_english_are_read_from_a_pdf_with_fonts_of_its_own() -> None:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    painter = QPainter(writer)
    painter.setFont(chart_font(240, is_bold=False))
    for n, words in enumerate(TEXTS):
        painter.drawText(200, 500 + n * 400, words)
    painter.end()
    buffer.close()
    data = bytes(buffer.data().data())
    (page,) = read_source("made.pdf", data).pages
    assert page.text.splitlines() == list(TEXTS)
    assert page_picture(data, "application/pdf", 1, 200).startswith(b"\x89PNG")
