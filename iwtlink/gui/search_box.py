"""The search box at the top: results while typing, grouped by kind."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QAction, QFocusEvent, QIcon
from PySide6.QtWidgets import QLineEdit, QWidget

from iwtlink.errors import Progress
from iwtlink.gui.icons import action_icon, entity_icon
from iwtlink.gui.quick_list import QuickList, QuickRow
from iwtlink.gui.session import Session
from iwtlink.i18n import ntr, tr
from iwtlink.store import search
from iwtlink.store.ids import Item
from iwtlink.store.search import Hit

_WAIT_MS = 90
_MOST = 60


class SearchBox(QLineEdit):
    """Finds anything in the database; emits the item taken from the list."""

    wanted = Signal(object)

    def __init__(self, session: Session, window: QWidget) -> None:
        super().__init__(window)
        self._session = session
        self._asked = 0
        self.setObjectName("search_box")
        self.setAccessibleName(tr("Search anything"))
        self.setPlaceholderText(tr("Search anything (Ctrl+F)"))
        self.setClearButtonEnabled(True)
        self.setMinimumWidth(280)
        self.setMaximumWidth(460)
        self._glass = QAction(action_icon("search"), "", self)
        self.addAction(self._glass, QLineEdit.ActionPosition.LeadingPosition)
        self.list = QuickList(self, window)
        self.list.chosen.connect(self._take)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_WAIT_MS)
        self._timer.timeout.connect(self._ask)
        self.textEdited.connect(self._typed)
        self.setEnabled(False)

    def retint(self) -> None:
        """Draw the icon in the colours of the mode in use."""
        self._glass.setIcon(action_icon("search"))

    def begin(self) -> None:
        """Take the keyboard, ready for a new search."""
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.selectAll()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._asked += 1

    def _typed(self, text: str) -> None:
        if text.strip():
            self._timer.start()
        else:
            self._timer.stop()
            self._asked += 1
            self.list.hide()

    def _ask(self) -> None:
        if not self._session.is_open:
            return
        self._asked += 1
        asked, words, store = self._asked, self.text(), self._session.store

        def find(progress: Progress) -> tuple[int, list[Hit]]:
            with store.read() as db:
                return asked, search.find(db, words, limit=_MOST)

        self._session.jobs.compute(tr("Searching"), find, self._show)

    def _show(self, answer: tuple[int, list[Hit]]) -> None:
        asked, hits = answer
        if asked != self._asked:
            return
        self.list.show_rows(self._rows(hits) or [QuickRow(tr("Nothing found"))])

    def _rows(self, hits: list[Hit]) -> list[QuickRow]:
        rows: list[QuickRow] = []
        groups: dict[str, list[Hit]] = {}
        for hit in hits:
            groups.setdefault(hit.item.kind, []).append(hit)
        for kind, found in groups.items():
            rows.append(QuickRow(kind_title(kind), right=ntr("{n} found", "{n} found", len(found))))
            rows += [self._row(hit) for hit in found]
        return rows

    def _row(self, hit: Hit) -> QuickRow:
        known = self._session.store.ontology.entity_types.get(hit.type)
        icon = entity_icon(known.icon) if known else kind_icon(hit.item.kind)
        detail = hit.script_label
        right = f"{tr(known.label)} · {hit.ref}" if known else hit.ref
        return QuickRow(hit.label, detail, right, icon, hit.item)

    def _take(self, item: object) -> None:
        assert isinstance(item, Item)
        self.clear()
        self.wanted.emit(item)


def kind_title(kind: str) -> str:
    """Give the heading of a kind of item."""
    titles = {
        "entity": tr("Entities"),
        "link": tr("Links"),
        "observation": tr("Observations"),
        "document": tr("Source documents"),
        "record": tr("Records"),
        "article": tr("Media articles"),
        "product": tr("Products"),
        "recipient": tr("Recipients"),
        "chart": tr("Charts"),
    }
    return titles[kind]


def kind_icon(kind: str) -> QIcon:
    """Give the icon of a kind of item that is no entity."""
    names = {
        "link": "link",
        "observation": "list",
        "document": "file-text",
        "record": "file-text",
        "article": "news",
        "product": "report",
        "recipient": "send",
        "chart": "chart-dots-3",
        "entity": "users",
    }
    return action_icon(names[kind])
