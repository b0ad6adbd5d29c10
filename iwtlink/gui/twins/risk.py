"""Asks once more before a merge that something speaks against, and says what."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from iwtlink.gui.dialogs.form import FormDialog
from iwtlink.i18n import tr


class RiskDialog(FormDialog):
    """Names the risks; Enter leaves things as they are."""

    is_fitted = True

    def __init__(self, found: Sequence[str], parent: QWidget) -> None:
        super().__init__(
            "merge_risk_dialog",
            tr("Merge all the same?"),
            tr("Something speaks against these records being one:"),
            tr("Merge all the same"),
            parent,
        )
        for place, sentence in enumerate(found):
            label = QLabel(f"!  {sentence}")
            label.setObjectName(f"risk_{place}")
            label.setProperty("part", "problem")
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
            self.form.addRow(label)
        note = QLabel(tr("The merge can be taken back, or split at any later time."))
        note.setProperty("part", "muted")
        note.setWordWrap(True)
        self.form.addRow(note)
        self.do_it.setDefault(False)
        self.do_it.setAutoDefault(False)
        cancel = self.findChild(QPushButton, "cancel")
        assert isinstance(cancel, QPushButton)
        cancel.setDefault(True)
        cancel.setFocus()
