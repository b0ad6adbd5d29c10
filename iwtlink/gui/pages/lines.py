"""A page with one list of lines that are no items: filter, sort, copy, export, and buttons."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QLabel,
    QLineEdit,
    QPushButton,
    QStackedWidget,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from iwtlink.errors import Progress
from iwtlink.gui.flow import let_flow
from iwtlink.gui.icons import action_icon
from iwtlink.gui.pages.page import Page
from iwtlink.gui.reading.columns import Column, TableContent, folded_rows
from iwtlink.gui.save_dialog import csv_dialog
from iwtlink.gui.session import Session
from iwtlink.gui.tables.export import tab_separated, write_csv
from iwtlink.gui.tables.model import TableModel
from iwtlink.gui.tables.view import MEASURED, chosen_rows, rows_view
from iwtlink.i18n import ntr, tr
from iwtlink.store import Changes, Store
from iwtlink.store.events import EXPORTED


class LinesPage(Page):
    """Lines read beside the window; each page says how they are read and what can be done."""

    item_wanted = Signal(object)
    """An item is to be shown: the ``Item``."""
    widest = 420
    """How wide a column is at most at first, in pixels."""

    def __init__(
        self, session: Session, name: str, columns: Sequence[Column], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._session = session
        self._columns = tuple(columns)
        self.lines: list[Any] = []
        self._read_lines: list[Any] = []
        self._asked = 0
        """How often the lines were asked for: of two readings the later one holds."""
        self.model = TableModel(self._content([]), self)
        self.sentence = _label(f"{name}_sentence")
        self.nothing = _label(f"{name}_nothing")
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.filter = QLineEdit()
        self.filter.setObjectName(f"{name}_filter")
        self.filter.setAccessibleName(tr("Filter these lines"))
        self.filter.setPlaceholderText(tr("Words, initials, a day"))
        self.filter.setClearButtonEnabled(True)
        self.filter.setFixedWidth(168)
        self.filter.textChanged.connect(self._filter)
        self.view = self._made_view()
        self._above = QWidget()
        self._buttons = let_flow(self._above)
        self._buttons.addWidget(self.filter)
        self._layers = QStackedWidget()
        self._layers.addWidget(self.view)
        self._layers.addWidget(self.nothing)
        self._lay_out()
        self.setFocusProxy(self.view)

    # What each page says

    def read_lines(self, store: Store) -> list[Any]:
        """Read the lines; called beside the window."""
        raise NotImplementedError

    def cells(self, line: Any) -> list[str]:
        """Give one line as texts, one for each column."""
        raise NotImplementedError

    def is_wanted(self, line: Any) -> bool:
        """Whether the choices above the list let a line through."""
        return True

    def take_choices(self, lines: list[Any]) -> None:
        """Offer above the list what can be chosen among these lines."""

    def heading(self) -> str:
        """Say above the list what it shows."""
        return ""

    def when_empty(self) -> str:
        """Say what to do where there is no line at all."""
        return tr("There is nothing here yet.")

    def fit_buttons(self) -> None:
        """Enable the buttons that fit the lines chosen."""

    # What every page does

    def add_button(self, name: str, text: str, icon: str, slot: Callable[[], None]) -> QPushButton:
        """Add a button above the list."""
        button = QPushButton(action_icon(icon), text)
        button.setObjectName(name)
        button.setAccessibleName(text)
        button.setAutoDefault(False)
        button.clicked.connect(slot)
        self._buttons.addWidget(button)
        return button

    def add_beside(self, box: QWidget) -> None:
        """Add an input before the buttons."""
        self._buttons.addWidget(box)

    def chosen(self) -> list[Any]:
        """Give the lines that are chosen, from top to bottom."""
        return [self.lines[self.model.id_at(row)] for row in chosen_rows(self.view)]

    def read(self) -> None:
        """Read the lines again."""
        self._asked += 1
        asked, store = self._asked, self._session.store

        def read(progress: Progress) -> tuple[int, list[Any]]:
            return asked, self.read_lines(store)

        self._session.jobs.compute(tr("Reading {page}", page=self.title()), read, self._show)

    def shown(self) -> str:
        shown, total = self.model.rowCount(), len(self._read_lines)
        if shown == total:
            return ntr("{n} line", "{n} lines", total)
        return tr("{shown} of {total} lines shown", shown=f"{shown:,}", total=f"{total:,}")

    def follow(self, changes: Changes, initiator: object) -> None:
        self.read()

    def select_all(self) -> None:
        self.view.selectAll()

    def take_focus(self) -> None:
        self.view.setFocus()

    def copy(self) -> None:
        rows = chosen_rows(self.view)
        QGuiApplication.clipboard().setText(tab_separated(self._header(), self._texts(rows)))

    def export(self) -> None:
        """Ask where to, and write the shown lines as CSV."""
        title = tr("Export the list")
        dialog = csv_dialog(self, "export_lines_dialog", title, self.title())
        dialog.fileSelected.connect(self.export_to)
        dialog.open()

    def export_to(self, path: str) -> None:
        """Write the shown lines as CSV to ``path``, beside the window."""
        header, rows = self._header(), self._texts(list(range(self.model.rowCount())))
        store, what = self._session.store, self.kind

        def write(progress: Progress) -> None:
            write_csv(Path(path), header, rows)
            store.note(EXPORTED, what=what, file=Path(path).name, rows=len(rows))

        self._session.jobs.write(tr("Writing {file}", file=Path(path).name), write)

    def _header(self) -> list[str]:
        return [column.label for column in self._columns]

    def _texts(self, rows: list[int]) -> list[list[str]]:
        return self.model.texts(rows, list(range(len(self._columns))))

    def _content(self, cells: list[list[str]]) -> TableContent:
        numbers = {
            place: [float(row[place].replace(",", "") or "nan") for row in cells]
            for place, column in enumerate(self._columns)
            if column.is_number
        }
        ids = list(range(len(cells)))
        # the lines are no items: the kind plays no part, an id is a line's place
        return TableContent("record", "", self._columns, ids, cells, numbers, folded_rows(cells))

    def _show(self, told: tuple[int, list[Any]]) -> None:
        asked, lines = told
        if asked != self._asked or not self._session.is_open:
            return
        self._read_lines = lines
        self.take_choices(lines)
        self.choose()

    def choose(self) -> None:
        """Show those of the lines that the choices above them let through."""
        lines = [line for line in self._read_lines if self.is_wanted(line)]
        scroll = self.view.verticalScrollBar().value()
        is_first = not self.lines
        self.lines = lines
        self.model.show_content(self._content([self.cells(line) for line in lines]))
        if is_first:
            self._size_columns()
        self.view.verticalScrollBar().setValue(scroll)
        if lines and not self.view.currentIndex().isValid():
            self.view.selectRow(0)
        self._tell()

    def _size_columns(self) -> None:
        measure = self.view.fontMetrics().horizontalAdvance
        cells = self.model.content.cells[:MEASURED]
        for place, column in enumerate(self._columns):
            widest = max((measure(row[place][:80]) for row in cells), default=0)
            self.view.setColumnWidth(
                place, min(max(measure(column.label) + 28, widest + 24, 56), self.widest)
            )

    def _filter(self, words: str) -> None:
        self.model.filter(words)
        if self.model.rowCount():
            self.view.selectRow(0)
        self._tell()

    def _tell(self) -> None:
        self.sentence.setText(self.heading())
        has_lines = self.model.rowCount() > 0
        self._layers.setCurrentIndex(0 if has_lines else 1)
        if not has_lines:
            no_match = tr("No line fits these filters.")
            self.nothing.setText(no_match if self._read_lines else self.when_empty())
        self.fit_buttons()
        self.retold.emit()

    def _made_view(self) -> QTableView:
        view = rows_view(self, self.model, f"{self.objectName()}_list", tr("Lines"))
        view.horizontalHeader().setStretchLastSection(True)
        view.selectionModel().selectionChanged.connect(self._chosen_changed)
        view.activated.connect(self._activated)
        return view

    def _chosen_changed(self) -> None:
        self.fit_buttons()
        self.selected.emit(self.selection())

    def _activated(self) -> None:
        self.open_chosen()

    def open_chosen(self) -> None:
        """Show what the chosen line is about."""

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 10, 12, 8)
        column.setSpacing(8)
        column.addWidget(self.sentence)
        column.addWidget(self._above)
        column.addWidget(self._layers, 1)


def local_time(stamp: str) -> str:
    """Give a UTC stamp as the analyst's own clock shows it, to the minute."""
    if not stamp:
        return ""
    return datetime.fromisoformat(stamp).astimezone().strftime("%Y-%m-%d %H:%M")


def _label(name: str) -> QLabel:
    label = QLabel()
    label.setObjectName(name)
    label.setProperty("part", "muted")
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    return label
