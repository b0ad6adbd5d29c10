"""Asks for the passphrase of an encrypted file, as often as it takes."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialogButtonBox, QPushButton, QWidget

from iwtlink.gui.dialogs.form import FormDialog
from iwtlink.gui.dialogs.passphrase_fields import PassphraseLine
from iwtlink.i18n import tr


class PassphraseDialog(FormDialog):
    """Tells what was typed and stays until it was right: then it is told to close.

    With ``offers_backups`` a button leads to the backups once a passphrase was wrong, since a file
    damaged at its start looks the same.
    """

    wanted = Signal(str)
    backups_wanted = Signal()
    is_fitted = True

    def __init__(
        self, sentence: str, accept_text: str, parent: QWidget | None, *, offers_backups: bool
    ) -> None:
        super().__init__("passphrase_dialog", tr("Passphrase"), sentence, accept_text, parent)
        self._offers_backups = offers_backups
        self._accept_text = accept_text
        self.line = PassphraseLine(tr("Passphrase"), "passphrase")
        self.form.addRow(tr("Passphrase"), self.line)
        self.backups = QPushButton(tr("Backups…"))
        self.backups.setObjectName("passphrase_backups")
        self.backups.setAutoDefault(False)
        self.backups.clicked.connect(self.backups_wanted)
        self.buttons.addButton(self.backups, QDialogButtonBox.ButtonRole.ActionRole)
        self.backups.hide()
        self.line.setFocus()

    def accept(self) -> None:
        """Tell what was typed, and wait for the answer."""
        if not self.line.text():
            self.say_problem(tr("Type the passphrase."))
            return
        self.say_problem("")
        self._wait(is_waiting=True)
        self.wanted.emit(self.line.text())

    def refuse(self, sentence: str) -> None:
        """Say that it was wrong and let it be typed again."""
        self._wait(is_waiting=False)
        self.say_problem(sentence)
        self.backups.setVisible(self._offers_backups)
        self.line.line.selectAll()
        self.line.line.setFocus()

    def finish(self) -> None:
        """Forget what was typed and close."""
        self.line.forget()
        super().accept()

    def reject(self) -> None:
        """Forget what was typed and close without opening anything."""
        self.line.forget()
        super().reject()

    def _wait(self, *, is_waiting: bool) -> None:
        self.line.setEnabled(not is_waiting)
        self.do_it.setEnabled(not is_waiting)
        self.do_it.setText(tr("Opening…") if is_waiting else self._accept_text)
