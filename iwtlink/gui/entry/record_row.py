"""The line for a record of a passage: its words, a note, and Enter."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QLineEdit, QSizePolicy

from iwtlink.gui.entry.line import Line
from iwtlink.gui.plain import tip
from iwtlink.i18n import tr
from iwtlink.store.passages import Passage


class RecordRow(Line):
    """Shows the passage that is to become a record, and asks for a note."""

    wanted = Signal(str)
    """The record is to be made, with this note."""

    def __init__(self) -> None:
        super().__init__()
        self.words = QLabel()
        self.words.setObjectName("entry_record_words")
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        self.words.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.note = QLineEdit()
        self.note.setObjectName("entry_record_note")
        self.note.setAccessibleName(tr("Note on the record"))
        self.note.setPlaceholderText(tr("Note (may be empty); Enter makes the record"))
        self.note.returnPressed.connect(lambda: self.wanted.emit(self.note.text().strip()))
        self.lay([(self.words, 5), (self.note, 5)], (1, 1))

    def begin(self, passage: Passage) -> None:
        """Ask for the note on a record of this passage."""
        words = " ".join(passage.words.split()) or tr("A part of the picture")
        shown = self.fontMetrics().elidedText(
            words, Qt.TextElideMode.ElideRight, max(self.width() // 2, 240)
        )
        self.words.setText(shown)
        self.words.setToolTip(tip(words))
        self.note.clear()
        self.note.setFocus(Qt.FocusReason.OtherFocusReason)
