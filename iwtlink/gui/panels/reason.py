"""Asks why a link's strength is set by hand: the reason is kept beside it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from iwtlink.gui.dialogs.form import FormDialog
from iwtlink.gui.reading.columns import strength_text
from iwtlink.i18n import tr


class ReasonDialog(FormDialog):
    """Tells the reason for a strength that does not follow from the grades."""

    given = Signal(str)

    def __init__(self, link: str, strength: str, parent: QWidget | None = None) -> None:
        super().__init__(
            "reason_dialog",
            tr("Why is this link {strength}?", strength=strength_text(strength)),
            tr(
                "{link}: you set how sure this link is, whatever the grades of its sources say. "
                "Your reason is kept with it.",
                link=link,
            ),
            tr("Set"),
            parent,
        )
        self.reason = QLineEdit()
        self.add_row(tr("Reason"), self.reason, "strength_reason")
        self.reason.setFocus()

    def accept(self) -> None:
        """Tell the reason and close, or say that it is missing."""
        reason = " ".join(self.reason.text().split())
        if not reason:
            self.say_problem(tr("Please say why."))
            return
        self.given.emit(reason)
        super().accept()
