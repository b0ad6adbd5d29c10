"""The search page: words and filters above, every result below, as a tab."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QIcon, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from iwtlink.errors import Progress
from iwtlink.gui.empty_hint import EmptyHint
from iwtlink.gui.icons import action_icon
from iwtlink.gui.pages.page import Page
from iwtlink.gui.pages.search_filters import SearchFilters
from iwtlink.gui.pages.search_kinds import KindChips
from iwtlink.gui.pages.search_list import result_list, result_rows
from iwtlink.gui.selection import Selection
from iwtlink.gui.session import Session
from iwtlink.i18n import ntr, tr
from iwtlink.operations import searching
from iwtlink.operations.searching import Choices, Finding
from iwtlink.store import Changes, Store
from iwtlink.store.search import Answer, Question
from iwtlink.store.search.saved import SavedSearch

_WAIT_MS = 150
_MOST = 200


class SearchPage(Page):
    """Asks while one types; a result is opened by Enter or a double click."""

    kind = "search"
    hit_wanted = Signal(object)
    """A result is to be opened: the ``Hit``."""
    save_wanted = Signal(object)
    """The ``Question`` is to be saved."""
    opened_saved = Signal()
    """What was new in the saved search now counts as seen."""

    def __init__(
        self,
        session: Session,
        key: str,
        saved: SavedSearch | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("search_page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.key = key
        self.saved = saved
        self._session = session
        self._asked = 0
        self._question = saved.question if saved else Question()
        self._found = Finding(Answer())
        self.words = QLineEdit()
        self.words.setObjectName("search_words")
        self.words.setAccessibleName(tr("Words to search for"))
        self.words.setPlaceholderText(
            tr("Words, a “phrase”, -left out, a reference, a phone, a plate")
        )
        self.words.setClearButtonEnabled(True)
        self.save = QPushButton(action_icon("star"), tr("Save this search…"))
        self.save.setObjectName("search_save")
        self.filters = SearchFilters()
        self.chips = KindChips()
        self.sentence = QLabel()
        self.sentence.setObjectName("search_sentence")
        self.sentence.setProperty("part", "muted")
        self.sentence.setTextFormat(Qt.TextFormat.PlainText)
        self.sentence.setWordWrap(True)
        self.view, self.model = result_list(self)
        self.hint = EmptyHint(self.view, "")
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_WAIT_MS)
        self._lay_out()
        self._connect()
        if saved is None:
            self._tell()
        self.save.setEnabled(False)
        self._read_choices()
        if saved is not None:
            self._show_question()
            self._open_saved()

    # What the window asks

    def title(self) -> str:
        if self.saved is not None:
            return self.saved.name
        words = self._question.words.strip()
        return tr("Search: {words}", words=words) if words else tr("Search")

    def picture(self) -> QIcon:
        return action_icon("search")

    def shown(self) -> str:
        shown, answer = len(self.model.rows), self._found.answer
        if not answer.hits or (answer.is_all_counted and shown >= answer.total):
            return ntr("{n} result", "{n} results", shown)
        return tr("{shown} best results shown", shown=shown)

    def selection(self) -> Selection:
        rows = [index.row() for index in self.view.selectedIndexes()]
        current = self.view.currentIndex().row()
        rows.sort(key=lambda row: (row == current, row))
        return Selection(tuple(self.model.rows[row].hit.item for row in rows))

    def follow(self, changes: Changes, initiator: object) -> None:
        """Ask again: what was changed may fit now, or fit no more."""
        self._timer.start()

    def retint(self) -> None:
        self.save.setIcon(action_icon("star"))
        self._show_rows()

    def select_all(self) -> None:
        self.view.selectAll()

    def copy(self) -> None:
        rows = sorted(index.row() for index in self.view.selectedIndexes())
        lines = (self.model.rows[row].spoken() for row in rows)
        QGuiApplication.clipboard().setText("\n".join(lines))

    def take_focus(self) -> None:
        if self.model.rows:
            self.view.setFocus()
        else:
            self.words.setFocus()

    def begin(self) -> None:
        """Put the keyboard into the words; what is typed takes their place."""
        self.words.setFocus()
        self.words.selectAll()

    def ask(self, words: str) -> None:
        """Search for these words, keeping the filters."""
        self.words.setText(words)
        self.words.setFocus()
        self._ask()

    # Inside

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(self.words, 1)
        top.addWidget(self.save)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 12, 0, 0)
        column.setSpacing(8)
        head = QVBoxLayout()
        head.setContentsMargins(16, 0, 16, 0)
        head.setSpacing(8)
        head.addLayout(top)
        head.addWidget(self.filters)
        head.addWidget(self.chips)
        head.addWidget(self.sentence)
        column.addLayout(head)
        column.addWidget(self.view, 1)

    def _connect(self) -> None:
        self.words.textEdited.connect(self._timer.start)
        self.words.returnPressed.connect(self._go_to_results)
        self.words.installEventFilter(self)
        self.view.installEventFilter(self)
        self.filters.changed.connect(self._ask)
        self.chips.chosen.connect(self._ask)
        self.save.clicked.connect(self._save)
        self._timer.timeout.connect(self._ask)
        self.view.activated.connect(self._activated)
        self.view.selectionModel().selectionChanged.connect(self._selected)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Down leads from the words into the results, Up from the first result back."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if watched is self.words and event.key() == Qt.Key.Key_Down:
                self._go_to_results()
                return True
            is_first = self.view.currentIndex().row() <= 0
            if watched is self.view and event.key() == Qt.Key.Key_Up and is_first:
                self.words.setFocus()
                return True
        return super().eventFilter(watched, event)

    def _go_to_results(self) -> None:
        if self.model.rows:
            if not self.view.selectionModel().hasSelection():
                self.view.setCurrentIndex(self.model.index(0))
            self.view.setFocus()

    def _read_choices(self) -> None:
        store = self._session.store

        def read(progress: Progress) -> Choices:
            return searching.read_choices(store)

        self._session.jobs.compute(tr("Reading the filters"), read, self._fill_filters)

    def _fill_filters(self, choices: Choices) -> None:
        if self._session.is_open:
            self.filters.fill(self._session.store.ontology, choices)
            self.filters.take_from(self._question)

    def _show_question(self) -> None:
        self.words.setText(self._question.words)
        self.filters.take_from(self._question)
        self.chips.choose(next(iter(self._question.kinds), None))

    def _ask(self) -> None:
        """Ask what words and filters say now."""
        if not self._session.is_open:
            return
        question = self.filters.put_into(Question(self.words.text()))
        chosen = self.chips.kind
        self._question = replace(question, kinds=(chosen,) if chosen else ())
        asked = self._question
        self._run(lambda store: searching.ask_with_counts(store, asked, limit=_MOST))
        self.retitled.emit()

    def _open_saved(self) -> None:
        """Ask the saved question, what is new first; on the writer, for it is then seen."""
        assert self.saved is not None
        search_id, self._asked = self.saved.id, self._asked + 1
        number = self._asked

        def find(store: Store, progress: Progress) -> tuple[int, Finding]:
            return number, searching.open_saved(store, search_id, limit=_MOST)

        self._session.write(tr("Searching"), find, on_done=self._show_saved)

    def _show_saved(self, answer: tuple[int, Finding]) -> None:
        self._show(answer)
        self.opened_saved.emit()

    def _run(self, ask: Callable[[Store], Finding]) -> None:
        self._asked += 1
        number, store = self._asked, self._session.store

        def find(progress: Progress) -> tuple[int, Finding]:
            return number, ask(store)

        self._session.jobs.compute(tr("Searching"), find, self._show)

    def _show(self, answer: tuple[int, Finding]) -> None:
        number, found = answer
        if number != self._asked or not self._session.is_open:
            return
        if self.saved is not None and self._question == self.saved.question:
            found = replace(found, new=found.new | self._found.new)
        self._found = found
        self._show_rows()
        self.chips.show_counts(found.answer.counts)
        self._tell()
        self.save.setEnabled(bool(self._question.words.strip()) and self._session.is_writable)
        self.retold.emit()

    def _show_rows(self) -> None:
        if not self._session.is_open:
            return
        kept = self.selection().current
        self.model.show_rows(result_rows(self._session.store.ontology, self._found))
        items = [row.hit.item for row in self.model.rows]
        if kept in items:
            self.view.setCurrentIndex(self.model.index(items.index(kept)))

    def _tell(self) -> None:
        told = self._sentence()
        self.sentence.setText(told)
        self.sentence.setVisible(bool(told))
        self.hint.say(self._hint())

    def _hint(self) -> str:
        """Say what to do while there are no results."""
        if not self._question.words.strip():
            return tr(
                "Type what you look for: a part of a name in any script, a reference, a phone or "
                "a plate. Filters narrow it; a search you save tells what is new in it."
            )
        if self.filters.is_set or self._question.kinds:
            return tr("Nothing found with these filters. Clear them, or try fewer words.")
        return tr("Nothing found. Try fewer words, or a part of one.")

    def _sentence(self) -> str:
        answer = self._found.answer
        if not answer.hits:
            return ""
        new = ntr("{n} new since last time", "{n} new since last time", len(self._found.new))
        parts = (
            searching.count_sentence(answer),
            new if self._found.new else "",
            searching.merged_sentence(answer),
            searching.shown_for_sentence(answer),
        )
        return "  ·  ".join(part for part in parts if part)

    def _save(self) -> None:
        self.save_wanted.emit(self._question)

    def _activated(self, index: QModelIndex) -> None:
        self.hit_wanted.emit(self.model.rows[index.row()].hit)

    def _selected(self) -> None:
        self.selected.emit(self.selection())
