"""Asks by which template a new chart is drawn, and for its title."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from iwtlink.gui.dialogs.form import FormDialog
from iwtlink.i18n import tr
from iwtlink.operations.charting.templates import Template


class TemplateDialog(FormDialog):
    """Tells the template and the title of the new chart."""

    wanted = Signal(object, str)
    is_fitted = True

    def __init__(self, known: Sequence[Template], parent: QWidget | None = None) -> None:
        super().__init__(
            "new_from_template_dialog",
            tr("New chart from a template"),
            tr("Settings, rules, legend, usual looks and paper come from the template."),
            tr("Make the chart"),
            parent,
        )
        self._known = list(known)
        self.templates = QComboBox()
        self.templates.addItems([one.name for one in known])
        self.add_row(tr("Template"), self.templates, "template_choice")
        self.title = QLineEdit()
        self.add_row(tr("Title"), self.title, "template_title")
        self.title.setFocus()

    def accept(self) -> None:
        """Tell the choice and close."""
        chosen, title = self._known[self.templates.currentIndex()], self.title.text()
        super().accept()
        self.wanted.emit(chosen, title)
