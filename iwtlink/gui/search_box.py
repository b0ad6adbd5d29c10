"""The search box at the top: results while typing, grouped by kind."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QAction, QFocusEvent, QIcon
from PySide6.QtWidgets import QLineEdit, QWidget

from iwtlink.errors import Progress
from iwtlink.gui.icons import action_icon, entity_icon
from iwtlink.gui.keys import shown_keys
from iwtlink.gui.kinds import kind_icon
from iwtlink.gui.marked_text import Marks
from iwtlink.gui.quick_list import QuickList, QuickRow
from iwtlink.gui.session import Session
from iwtlink.i18n import tr
from iwtlink.ontology import Ontology
from iwtlink.ontology.kind_words import kind_title
from iwtlink.operations.searching import (
    count_sentence,
    merged_sentence,
    shown_for_sentence,
    type_label,
    where_found,
)
from iwtlink.store import search
from iwtlink.store.search import Answer, Hit

_WAIT_MS = 90
_MOST = 40
_LIST_WIDTH = 720
_ALL = "all"
_BEFORE_MATCH = 18


class SearchBox(QLineEdit):
    """Finds anything in the database while one types; Enter takes the marked line."""

    wanted = Signal(object)
    """A ``Hit`` was taken from the list."""
    all_wanted = Signal(str)
    """Everything found for these words is to be shown on a page."""

    def __init__(self, session: Session, window: QWidget) -> None:
        super().__init__(window)
        self._session = session
        self._asked = 0
        self.setObjectName("search_box")
        self.setAccessibleName(tr("Search anything"))
        self.setClearButtonEnabled(True)
        self.setMinimumWidth(280)
        self.setMaximumWidth(460)
        self._glass = QAction(action_icon("search"), "", self)
        self.addAction(self._glass, QLineEdit.ActionPosition.LeadingPosition)
        self.list = QuickList(self, window, max_rows=18, narrowest=_LIST_WIDTH)
        self.list.chosen.connect(self._take)
        self.show_keys("")
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_WAIT_MS)
        self._timer.timeout.connect(self._ask)
        self.textEdited.connect(self._typed)
        self.returnPressed.connect(self._want_all)
        self.setEnabled(False)

    def show_keys(self, keys: str) -> None:
        """Say in the empty line which keys lead to it; none where there are none."""
        plain, named = tr("Search anything"), tr("Search anything ({keys})", keys=shown_keys(keys))
        self.setPlaceholderText(named if keys else plain)

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

        def find(progress: Progress) -> tuple[int, str, Answer]:
            with store.read() as db:
                return asked, words, search.answer(db, words, limit=_MOST)

        self._session.jobs.compute(tr("Searching"), find, self._show)

    def _show(self, found: tuple[int, str, Answer]) -> None:
        asked, words, answer = found
        if asked != self._asked or not self._session.is_open:
            return
        if not answer.hits:
            self.list.show_rows([QuickRow(tr("Nothing found"))])
            return
        rows = [self._row_of_all(words, answer), *self._rows(answer.hits)]
        is_sure = any(hit.rank <= 1 for hit in answer.hits)
        best = min(answer.hits, key=lambda hit: hit.rank)
        first = next(place for place, row in enumerate(rows) if row.data == best)
        self.list.show_rows(rows, first if is_sure else 0)

    def _row_of_all(self, words: str, answer: Answer) -> QuickRow:
        """Give the line that opens the page with every result."""
        detail = merged_sentence(answer) or shown_for_sentence(answer)
        title = tr("All results for “{words}”", words=words.strip())
        return QuickRow(title, detail, count_sentence(answer), action_icon("search"), _ALL)

    def _rows(self, hits: list[Hit]) -> list[QuickRow]:
        rows: list[QuickRow] = []
        groups: dict[str, list[Hit]] = {}
        for hit in hits:
            groups.setdefault(hit.item.kind, []).append(hit)
        for kind, found in groups.items():
            rows.append(QuickRow(kind_title(kind)))
            rows += [self._row(hit) for hit in found]
        return rows

    def _row(self, hit: Hit) -> QuickRow:
        ontology = self._session.store.ontology
        detail, marks = detail_of(ontology, hit)
        kind = type_label(ontology, hit)
        right = hit.ref if hit.item.kind == hit.type else f"{kind} · {hit.ref}"
        icon = hit_icon(ontology, hit)
        return QuickRow(hit.label, detail, right, icon, hit, True, hit.label_marks, marks)

    def _want_all(self) -> None:
        """Enter without a list: show the page at once, however far the list has come."""
        if self.text().strip():
            self._take(_ALL)

    def _take(self, taken: object) -> None:
        words = self.text().strip()
        self._timer.stop()
        self._asked += 1
        self.clear()
        self.list.hide()
        if isinstance(taken, Hit):
            self.wanted.emit(taken)
        else:
            self.all_wanted.emit(words)


def hit_icon(ontology: Ontology, hit: Hit) -> QIcon:
    """Give the icon of what was found."""
    known = ontology.entity_types.get(hit.type) if hit.item.kind == "entity" else None
    return entity_icon(known.icon) if known else kind_icon(hit.item.kind)


def detail_of(ontology: Ontology, hit: Hit) -> tuple[str, Marks]:
    """Give what stands beside a label: other script, where the match is, its words; and marks."""
    where = where_found(ontology, hit)
    before = hit.script_label
    if where and hit.snippet:
        before = f"{before} · {where}: " if before else f"{where}: "
    elif before and hit.snippet:
        before = f"{before} · "
    words, marks = _tightened(hit.snippet, hit.marks)
    moved = [(first + len(before), last + len(before)) for first, last in marks]
    return before + words, [*hit.script_marks, *moved]


def _tightened(snippet: str, marks: Marks) -> tuple[str, Marks]:
    """Cut what stands far before the first match, for a line with little room."""
    cut = marks[0][0] - _BEFORE_MATCH if marks else 0
    if cut <= 1:
        return snippet, marks
    blank = snippet.find(" ", cut, marks[0][0])
    cut = blank + 1 if blank >= 0 else cut
    return "…" + snippet[cut:], [(first - cut + 1, last - cut + 1) for first, last in marks]
