"""Asks in which grading system the unit wants grades shown."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QWidget

from iwtlink.gui.dialogs.form import FormDialog
from iwtlink.i18n import tr
from iwtlink.ontology import GradingSystem


class GradingDialog(FormDialog):
    """Tells the name of a grading system; "" for: each grade as it was given."""

    chosen = Signal(str)

    def __init__(
        self, systems: Sequence[GradingSystem], own: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(
            "grading_dialog",
            tr("Show grades in"),
            tr(
                "Grades of other systems are shown converted, marked so, with the grade that was "
                "given beside them. Nothing that is kept changes. Converting loses meaning."
            ),
            tr("Show"),
            parent,
        )
        self.systems = QComboBox()
        self.systems.addItem(tr("As each was given"), "")
        for system in systems:
            self.systems.addItem(tr(system.label), system.name)
        self.systems.setCurrentIndex(max(0, self.systems.findData(own)))
        self.add_row(tr("Grading system"), self.systems, "grading_system")
        self.systems.setFocus()

    def accept(self) -> None:
        """Tell the choice and close."""
        self.chosen.emit(str(self.systems.currentData()))
        super().accept()
