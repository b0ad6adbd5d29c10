"""One line of text with some of it in bold: where the words of a search stand."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QTextCharFormat, QTextLayout

Marks = Sequence[tuple[int, int]]
"""First and last place (exclusive) of each part in bold, in Python's count of characters."""


def draw_marked(painter: QPainter, area: QRect, text: str, marks: Marks) -> int:
    """Draw a line with the painter's font and pen, cut off where there is no room.

    Returns how wide it is, in device-independent pixels.
    """
    bold = QFont(painter.font())
    bold.setWeight(QFont.Weight.Bold)
    metrics = QFontMetrics(bold if marks else painter.font())
    shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, area.width())
    layout = QTextLayout(shown, painter.font())
    layout.setFormats([_range(shown, mark) for mark in marks if mark[0] < len(shown)])
    layout.beginLayout()
    line = layout.createLine()
    line.setLineWidth(float(area.width() * 2))
    layout.endLayout()
    top = area.top() + (area.height() - line.height()) / 2
    layout.draw(painter, QPointF(area.left(), top))
    return int(line.naturalTextWidth()) + 1


def _range(text: str, mark: tuple[int, int]) -> QTextLayout.FormatRange:
    form = QTextCharFormat()
    form.setFontWeight(QFont.Weight.Bold)
    made = QTextLayout.FormatRange()
    made.start = _units(text[: mark[0]])
    made.length = _units(text[mark[0] : mark[1]])
    made.format = form
    return made


def _units(text: str) -> int:
    """Count as Qt does: a character beyond the first 65,536 counts twice."""
    return len(text) + sum(sign > "\uffff" for sign in text)
