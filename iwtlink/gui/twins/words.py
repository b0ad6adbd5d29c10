"""A text that is broken wherever it must be, and cut after some lines: for long names."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from iwtlink.gui.panels.sheet_delegate import draw_wrapped, text_height
from iwtlink.gui.plain import tip
from iwtlink.gui.theme import colours

_MOST_LINES = 3


class Words(QWidget):
    """Shows a text in the width it has; the whole of it is its tooltip."""

    def __init__(self, name: str, *, is_bold: bool = False, is_muted: bool = False) -> None:
        super().__init__()
        self.setObjectName(name)
        self._text = ""
        self._is_bold = is_bold
        self._is_muted = is_muted
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def text(self) -> str:
        """Give the text."""
        return self._text

    def setText(self, text: str) -> None:
        """Show another text; nothing is shown where it is empty."""
        self._text = text
        self.setAccessibleName(text)
        self.setToolTip(tip(text))
        self.setVisible(bool(text))
        self._fit()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(80, self.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()

    def _fit(self) -> None:
        """Take the height of the text; a layout asks too late for the height of a width."""
        font = self._font()
        most = _MOST_LINES * QFontMetrics(font).lineSpacing() + 2
        self.setFixedHeight(min(text_height(font, self._text, self.width()) + 2, most))

    def paintEvent(self, event: QPaintEvent) -> None:
        chosen = colours()
        painter = QPainter(self)
        painter.setFont(self._font())
        painter.setPen(QColor(chosen.muted if self._is_muted else chosen.text))
        draw_wrapped(painter, self.rect(), self._text)
        painter.end()

    def _font(self) -> QFont:
        font = QFont(self.font())
        if self._is_bold:
            font.setWeight(QFont.Weight.DemiBold)
            font.setPointSizeF(font.pointSizeF() * 1.1)
        return font
