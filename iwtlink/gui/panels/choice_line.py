"""A line of input with a list of choices below it: type a part of a word, Enter takes."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QMouseEvent, QShowEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from iwtlink.gui.quick_list import QuickList, QuickRow
from iwtlink.i18n import tr
from iwtlink.store.folding import fold

Choices = Sequence[tuple[str, str]]
"""Code and label of each choice."""
_MOST = 200


class ChoiceLine(QLineEdit):
    """Takes one of the choices, or, where the list does not know better, what was typed."""

    taken = Signal(str)
    """The code of a choice was taken from the list."""

    def __init__(self, choices: Choices, window: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._choices = [(code, label, fold(f"{label} {code}")) for code, label in choices]
        self.list = QuickList(self, window)
        self.list.chosen.connect(self._take)
        self.textEdited.connect(self.narrow)
        self.destroyed.connect(self.list.deleteLater)

    def code(self) -> str:
        """Give the code of the label in the line, else the text as it stands."""
        text = self.text().strip()
        return next((code for code, label, _ in self._choices if label == text), text)

    def set_code(self, code: str) -> None:
        """Show the label of a code."""
        self.setText(next((label for known, label, _ in self._choices if known == code), code))
        self.selectAll()

    def narrow(self, text: str) -> None:
        """Show the choices that hold every word of the text, those that begin with it first."""
        folded = fold(text)
        words = folded.split()
        found = [
            (not key.startswith(folded), label, code)
            for code, label, key in self._choices
            if all(word in key for word in words)
        ]
        found.sort(key=lambda entry: entry[0])
        rows = [QuickRow(label, data=code) for _, label, code in found[:_MOST]]
        self.list.show_rows(rows or [QuickRow(tr("Nothing found"))])

    def showEvent(self, event: QShowEvent) -> None:
        """See keys before whoever edits with this line, so that Enter takes from the list."""
        super().showEvent(event)
        self.installEventFilter(self.list)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.narrow("")

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        self.narrow("" if self.hasSelectedText() else self.text())

    def _take(self, code: object) -> None:
        self.set_code(str(code))
        self.taken.emit(str(code))
