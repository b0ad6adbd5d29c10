"""Asks for the last word before a purge: what goes, what still holds it, why, and its reference."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QLineEdit, QPlainTextEdit, QWidget

from iwtlink.gui.dialogs.form import FormDialog
from iwtlink.i18n import tr
from iwtlink.operations.purging import report_lines
from iwtlink.store.purge import PurgeReport


class PurgeDialog(FormDialog):
    """Tells the reason, once the item's own reference was typed."""

    wanted = Signal(str)

    def __init__(self, report: PurgeReport, parent: QWidget | None = None) -> None:
        super().__init__(
            "purge_dialog",
            tr("Purge for good"),
            tr(
                "Purging erases it from the database, its history, the search and the file’s free "
                "space. Nothing brings it back: no undo, no restoring. Only the fact of the purge "
                "stays, with your name, the time and the reason."
            ),
            tr("Purge for good"),
            parent,
        )
        self.setMinimumWidth(620)
        self._word = report.ref or tr("purge")
        self.preview = QPlainTextEdit("\n".join(report_lines(report)))
        self.preview.setReadOnly(True)
        self.preview.setTabChangesFocus(True)
        self.preview.setMinimumHeight(160)
        self.add_row(tr("What goes"), self.preview, "purge_preview")
        self.reason = QLineEdit()
        self.reason.setPlaceholderText(tr("Why, without any name: it stays in the log"))
        self.add_row(tr("Reason"), self.reason, "purge_reason")
        self.typed = QLineEdit()
        self.add_row(tr("Type {word}", word=self._word), self.typed, "purge_typed")
        note = QLabel(tr("Backups and files that left the program are not touched by a purge."))
        note.setProperty("part", "muted")
        note.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        self.form.addRow(note)
        self.do_it.setEnabled(False)
        self.do_it.setDefault(False)
        self.typed.textChanged.connect(self._fit)
        self.reason.textChanged.connect(self._fit)
        self.reason.setFocus()

    def _fit(self) -> None:
        is_typed = self.typed.text().strip().casefold() == self._word.casefold()
        self.do_it.setEnabled(is_typed and bool(self.reason.text().strip()))

    def accept(self) -> None:
        """Tell the reason and close."""
        if self.do_it.isEnabled():
            self.wanted.emit(self.reason.text().strip())
            super().accept()
