"""A text that is broken wherever it must be, and cut after some lines: for long names."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent
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
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def text(self) -> str:
        """Give the text."""
        return self._text

    def setText(self, text: str) -> None:
        """Show another text; nothing is shown where it is empty."""
        self._text = text
        self.setAccessibleName(text)
        self.setToolTip(tip(text))
        self.setVisible(bool(text))
        self.updateGeometry()
        self.update()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        font = self._font()
        most = _MOST_LINES * self.fontMetrics().lineSpacing()
        if self._is_bold:
            most = most * 5 // 4
        return min(text_height(font, self._text, width), most)

    def sizeHint(self) -> QSize:
        return QSize(80, self.heightForWidth(max(self.width(), 80)))

    def minimumSizeHint(self) -> QSize:
        return QSize(40, self.fontMetrics().height())

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
