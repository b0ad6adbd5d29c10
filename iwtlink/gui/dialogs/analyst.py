"""Asks who works: name and initials stand on every step."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from iwtlink.gui.dialogs.form import FormDialog
from iwtlink.i18n import tr


class AnalystDialog(FormDialog):
    """Tells the analyst's name and initials."""

    wanted = Signal(str, str)

    def __init__(self, name: str, initials: str, parent: QWidget | None = None) -> None:
        super().__init__(
            "analyst_dialog",
            tr("Who works here?"),
            tr("Your name and initials stand on every step you take, so that others can ask you."),
            tr("Continue"),
            parent,
        )
        self._has_own_initials = bool(initials)
        self.name = QLineEdit(name)
        self.initials = QLineEdit(initials)
        self.initials.setMaxLength(6)
        self.initials.setMaximumWidth(96)
        self.add_row(tr("Name"), self.name, "analyst_name")
        self.add_row(tr("Initials"), self.initials, "analyst_initials")
        self.name.textEdited.connect(self._suggest)
        self.initials.textEdited.connect(self._own)
        self.name.setFocus()

    def accept(self) -> None:
        """Tell name and initials and close, or say what is missing."""
        name, initials = self.name.text().strip(), self.initials.text().strip().upper()
        if not name or not initials:
            self.say_problem(tr("Please give both a name and initials."))
            return
        self.wanted.emit(name, initials)
        super().accept()

    def _own(self) -> None:
        self._has_own_initials = True

    def _suggest(self, name: str) -> None:
        if not self._has_own_initials:
            self.initials.setText("".join(word[0] for word in name.split()).upper()[:6])
