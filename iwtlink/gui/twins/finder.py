"""Finds another record by name or reference, to put it beside those compared."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from iwtlink.errors import Progress
from iwtlink.gui.quick_list import QuickList, QuickRow
from iwtlink.gui.search_box import hit_icon
from iwtlink.gui.session import Session
from iwtlink.i18n import tr
from iwtlink.operations.searching import type_label
from iwtlink.store import search
from iwtlink.store.search import Hit

_WAIT_MS = 120
_MOST = 60
_LISTED = 12


class RecordFinder(QLineEdit):
    """A line of input that is there only while a record is looked for."""

    found = Signal(int)
    """The record with this id is to be added."""
    left = Signal()
    """The line was put away."""

    def __init__(self, session: Session, window: QWidget) -> None:
        super().__init__()
        self._session = session
        self._kind = "entity"
        self._asked = 0
        self.setObjectName("bench_finder")
        self.setAccessibleName(tr("Record to put beside these"))
        self.setPlaceholderText(tr("Name or reference of the record to put beside these"))
        self.list = QuickList(self, window, max_rows=_LISTED)
        self.list.chosen.connect(self._take)
        self.destroyed.connect(self.list.deleteLater)
        self._timer = QTimer(self, singleShot=True, interval=_WAIT_MS)
        self._timer.timeout.connect(self._ask)
        self.textEdited.connect(lambda _: self._timer.start())
        self.hide()

    def begin(self, kind: str) -> None:
        """Show the line, ready for a name."""
        self._kind = kind
        self.clear()
        self.show()
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        else:
            super().keyPressEvent(event)

    def leave(self) -> None:
        """Put the line away."""
        self._asked += 1
        self.list.hide()
        self.hide()
        self.left.emit()

    def _ask(self) -> None:
        words = self.text().strip()
        if not words or not self._session.is_open:
            self.list.hide()
            return
        self._asked += 1
        asked, kind, store = self._asked, self._kind, self._session.store

        def find(progress: Progress) -> tuple[int, list[Hit]]:
            with store.read() as db:
                hits = search.answer(db, words, limit=_MOST).hits
            return asked, [hit for hit in hits if hit.item.kind == kind][:_LISTED]

        self._session.jobs.compute(tr("Searching"), find, self._show)

    def _show(self, told: tuple[int, list[Hit]]) -> None:
        asked, hits = told
        if asked != self._asked or not self._session.is_open or not self.isVisible():
            return
        ontology = self._session.store.ontology
        rows = [
            QuickRow(
                hit.label,
                hit.script_label,
                f"{type_label(ontology, hit)} · {hit.ref}",
                hit_icon(ontology, hit),
                hit.item.id,
            )
            for hit in hits
        ]
        self.list.show_rows(rows or [QuickRow(tr("Nothing found"))])

    def _take(self, taken: object) -> None:
        assert isinstance(taken, int)
        self.leave()
        self.found.emit(taken)
