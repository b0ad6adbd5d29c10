"""A new source document, made in the line where it was wanted."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QPushButton

from iwtlink.errors import IwtlinkError
from iwtlink.gui.entry.code_box import CodeBox
from iwtlink.gui.entry.line import Line
from iwtlink.i18n import tr
from iwtlink.ontology import Ontology
from iwtlink.ontology.dates import PartialDate
from iwtlink.store.documents import Document


class DocumentRow(Line):
    """Title, kind, date and originator of a document; Enter makes it, Esc leaves."""

    wanted = Signal(object)
    left = Signal()
    refused = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.title = self._line("entry_document_title", tr("Title of the new document"))
        self.kind = CodeBox("entry_document_kind", tr("Kind"))
        self.date = self._line("entry_document_date", tr("Date"), 104)
        self.originator = self._line("entry_document_originator", tr("Originator"), 150)
        make = QPushButton(tr("Make it"))
        make.setObjectName("entry_document_make")
        make.clicked.connect(self._make)
        others = (self.kind, self.date, self.originator, make)
        self.lay([(self.title, 1), *((widget, 0) for widget in others)], (1, 2, 2))

    def use(self, ontology: Ontology) -> None:
        """Offer the kinds of document of this ontology."""
        kinds = ontology.code_lists["document_kinds"].codes.values()
        self.kind.list_codes(kinds, by_label=True)

    def begin(self, title: str) -> None:
        """Ask for the rest of a document with this title."""
        self.title.setText(title)
        self.date.clear()
        self.originator.clear()
        self.title.setFocus(Qt.FocusReason.OtherFocusReason)
        self.title.deselect()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _line(self, name: str, label: str, width: int = 0) -> QLineEdit:
        line = QLineEdit()
        line.setObjectName(name)
        line.setAccessibleName(label)
        line.setPlaceholderText(label)
        if width:
            line.setFixedWidth(width)
        line.returnPressed.connect(self._make)
        return line

    def _make(self) -> None:
        title = " ".join(self.title.text().split())
        if not title:
            self.refused.emit(tr("Give the document a title."))
            return
        try:
            date = self.date.text().strip()
            stated = PartialDate.parse(date).text if date else ""
        except IwtlinkError as error:
            self.refused.emit(str(error))
            self.date.setFocus()
            return
        self.wanted.emit(
            Document(
                title=title,
                kind=self.kind.code,
                originator=self.originator.text().strip(),
                date=stated,
            )
        )
