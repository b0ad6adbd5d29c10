"""What is typed into the inspector, on its way to the file: values, strengths, the photo."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from iwtlink.errors import IwtlinkError
from iwtlink.gui.panels import sheet_edits
from iwtlink.gui.panels.editors import make_editor
from iwtlink.gui.panels.photo import Photo
from iwtlink.gui.panels.reason import ReasonDialog
from iwtlink.gui.reading.sheet import ItemSheet, SheetRow
from iwtlink.gui.session import Session
from iwtlink.i18n import tr


class Editing(QObject):
    """Writes what was typed into the sheet that is shown; each time one step."""

    said = Signal(str)
    """Why what was typed was not taken; an empty sentence takes that back."""
    undone = Signal()
    """What was typed does not hold: the sheet is to be read again."""

    def __init__(
        self,
        session: Session,
        photo: Photo,
        sheet: Callable[[], ItemSheet | None],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._sheet = sheet
        self._panel = parent
        photo.chosen.connect(self._set_photo)
        photo.removed.connect(self._remove_photo)

    def make_editor(self, parent: QWidget, row: SheetRow) -> QWidget:
        """Give the input of a row, with its value."""
        sheet = self._sheet()
        assert sheet is not None
        ontology = self._session.store.ontology
        known = sheet_edits.property_of(ontology, sheet, row)
        text = sheet_edits.edit_text(known, row)
        return make_editor(parent, ontology, known, text, sheet_edits.country_of(sheet))

    def write(self, row: SheetRow, text: str) -> None:
        """Write what was typed into a row."""
        sheet = self._sheet()
        if sheet is None or ((row.statement_id or row.is_field) and text == row.value):
            return
        if not text:
            self.undone.emit()
            return
        try:
            if sheet.item.kind == "link" and row.is_field:
                self._write_strength(sheet, text)
            else:
                self._write_value(sheet, row, text)
        except IwtlinkError as error:
            self.said.emit(str(error))
            self.undone.emit()

    def prefer(self, row: SheetRow) -> None:
        """Show this value whatever the grades say, or let them decide again."""
        sheet = self._sheet()
        if sheet is not None:
            label, work = sheet_edits.preference(sheet, row)
            self._session.edit(label, work, initiator=self)

    def _write_value(self, sheet: ItemSheet, row: SheetRow, text: str) -> None:
        ontology, source = self._session.store.ontology, self._session.working_source
        self._edit(*sheet_edits.change_of(ontology, sheet, row, text, source))

    def _write_strength(self, sheet: ItemSheet, strength: str) -> None:
        """Let the strength of the link follow the grades, or ask why it is set."""
        if not sheet_edits.needs_reason(strength):
            self._set_strength(sheet, strength, "")
            return
        dialog = ReasonDialog(sheet.title, strength, self._panel.window())
        dialog.given.connect(lambda reason: self._set_strength(sheet, strength, reason))
        dialog.rejected.connect(self.undone)
        dialog.open()

    def _set_strength(self, sheet: ItemSheet, strength: str, reason: str) -> None:
        label = tr("Set the strength of {link}", link=sheet.title)
        self._edit(label, sheet_edits.strength_work(sheet.item.id, strength, reason))

    def _edit(self, label: str, work: sheet_edits.Work) -> None:
        self.said.emit("")
        self._session.edit(label, work, initiator=self).failed.connect(self.undone)

    # The photo

    def _set_photo(self, path: Path) -> None:
        sheet = self._sheet()
        if sheet is not None:
            entity_id, label = sheet.item.id, tr("Set the photo of {name}", name=sheet.title)
            self._session.edit(
                label, lambda edit: sheet_edits.set_photo(edit, entity_id, path), initiator=self
            )

    def _remove_photo(self) -> None:
        sheet = self._sheet()
        if sheet is not None:
            entity_id, label = sheet.item.id, tr("Remove the photo of {name}", name=sheet.title)
            self._session.edit(
                label, lambda edit: sheet_edits.remove_photo(edit, entity_id), initiator=self
            )
