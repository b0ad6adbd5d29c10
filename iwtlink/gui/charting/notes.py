"""A few lines of words, told when the keyboard leaves them."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QPlainTextEdit, QWidget


class NoteBox(QPlainTextEdit):
    """Tab leaves it; what was written is told then."""

    left = Signal(str)

    def __init__(self, words: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown = ""
        self.setAccessibleName(words)
        self.setPlaceholderText(words)
        self.setTabChangesFocus(True)

    def show_note(self, note: str) -> None:
        """Show a note; what is being written is not taken away."""
        if not self.hasFocus() or self.toPlainText() == self._shown:
            self._shown = note
            self.setPlainText(note)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if self.toPlainText() != self._shown:
            self._shown = self.toPlainText()
            self.left.emit(self._shown)
