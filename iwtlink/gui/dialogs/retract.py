"""Asks why something is retracted, offering the reasons given last."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QWidget

from iwtlink.gui.dialogs.form import FormDialog
from iwtlink.i18n import ntr, tr


class RetractDialog(FormDialog):
    """Tells the reason; ``along`` counts the items that go with what is retracted."""

    wanted = Signal(str)

    def __init__(
        self, what: str, along: int, reasons: Sequence[str], parent: QWidget | None = None
    ) -> None:
        told = (
            tr("“{what}” disappears from every list, chart and product.", what=what),
            ntr("{n} item goes with it.", "{n} items go with it.", along) if along else "",
            tr("It can be restored at any time; the reason stays in its history."),
        )
        sentence = " ".join(filter(None, told))
        super().__init__(
            "retract_dialog", tr("Retract from the database"), sentence, tr("Retract"), parent
        )
        self.reason = QComboBox()
        self.reason.setEditable(True)
        self.reason.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.reason.addItems(list(reasons) or _usual_reasons())
        self.reason.setCurrentIndex(-1)
        line = self.reason.lineEdit()
        if line is not None:
            line.setPlaceholderText(tr("Why? Type, or press Down for reasons"))
        self.add_row(tr("Reason"), self.reason, "retract_reason")
        self.reason.setFocus()

    def accept(self) -> None:
        """Tell the reason and close, or ask for one."""
        reason = self.reason.currentText().strip()
        if not reason:
            self.say_problem(tr("Say why: it stays in the history of what you retract."))
            return
        self.wanted.emit(reason)
        super().accept()


def _usual_reasons() -> list[str]:
    """Give reasons to choose from where none was given yet."""
    return [
        tr("Entered by mistake"),
        tr("The same as another"),
        tr("The source withdrew it"),
        tr("Shown to be wrong"),
    ]
