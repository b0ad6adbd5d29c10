"""A page with one table: filter, sort, choose columns, copy, export."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QItemSelectionModel, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QGuiApplication, QIcon, QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QMenu,
    QStackedWidget,
    QTableView,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from iwtlink.errors import Progress
from iwtlink.gui.icons import action_icon
from iwtlink.gui.pages.page import Page
from iwtlink.gui.reading.columns import TableContent, TableName
from iwtlink.gui.reading.tables import read_table
from iwtlink.gui.save_dialog import csv_dialog
from iwtlink.gui.selection import Selection
from iwtlink.gui.session import Session
from iwtlink.gui.tables.column_menu import column_menu
from iwtlink.gui.tables.export import tab_separated, write_csv
from iwtlink.gui.tables.model import TableModel
from iwtlink.gui.tables.names import is_touched, table_icon, table_title
from iwtlink.gui.tables.view import MEASURED, chosen_rows, picked_rows, rows_view, selection_of
from iwtlink.i18n import ntr, tr
from iwtlink.store import Changes
from iwtlink.store.events import EXPORTED
from iwtlink.store.ids import Item

_WIDEST = 360
_MANY = 5_000
"""A table of more rows is not read again while another page hides it."""
_MENU = ("copy", "add_to_chart", "new_chart", "show_history", "merge_items", "delete_items")
"""Actions that the menu of a row offers."""
_EMPTY = TableContent("entity", "", (), [], [], {})


class TablePage(Page):
    """All items of one type, as a table."""

    kind = "table"
    opened = Signal(object)
    """A row was double-clicked: the item to open."""

    def __init__(self, session: Session, table: TableName, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("table_page")
        self.table = table
        self.key = f"table:{table.kind}:{table.type}"
        self._session = session
        self._chosen: tuple[str, ...] = ()
        self._wanted_row: int | None = None
        self._is_read = False
        self._is_stale = False
        self._buttons: dict[str, QToolButton] = {}
        self.model = TableModel(_EMPTY, self)
        self.view = self._made_view()
        self.nothing = QLabel()
        self.nothing.setProperty("part", "muted")
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.nothing.setWordWrap(True)
        self._layers = QStackedWidget()
        self._layers.addWidget(self.view)
        self._layers.addWidget(self.nothing)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._made_bar())
        column.addWidget(self._layers, 1)
        self.setFocusProxy(self.view)
        self._read()

    def title(self) -> str:
        return table_title(self._session.store.ontology, self.table)

    def picture(self) -> QIcon:
        return table_icon(self._session.store.ontology, self.table)

    def shown(self) -> str:
        shown, total = self.model.rowCount(), self.model.total
        if shown == total:
            return ntr("{n} row", "{n} rows", total)
        return tr("{shown} of {total} rows shown", shown=f"{shown:,}", total=f"{total:,}")

    def selection(self) -> Selection:
        rows = picked_rows(self.view)
        current = self.view.currentIndex().row()
        if current in rows:
            del rows[current]
            rows[current] = None
        return Selection.of(self.table.kind, [self.model.id_at(row) for row in rows])

    def is_gone(self, changes: Changes) -> bool:
        return False

    def follow(self, changes: Changes, initiator: object) -> None:
        if is_touched(self.table, changes):
            self._is_stale = not self.isVisible() and self.model.total > _MANY
            if not self._is_stale:
                self._read()

    def select_all(self) -> None:
        self.view.selectAll()

    def take_focus(self) -> None:
        self.view.setFocus()

    def copy(self) -> None:
        rows = chosen_rows(self.view)
        columns = self._visible_columns()
        text = tab_separated(self._header(columns), self.model.texts(rows, columns))
        QGuiApplication.clipboard().setText(text)

    def reveal(self, item_id: int) -> None:
        """Mark and show the row of an item, as soon as the rows are read."""
        self._wanted_row = item_id
        if self._is_read:
            self._mark_wanted()

    def export(self) -> None:
        """Ask where to, and write the shown rows as CSV."""
        title = tr("Export the table")
        dialog = csv_dialog(self, "export_table_dialog", title, self.title())
        dialog.fileSelected.connect(self.export_to)
        dialog.open()

    def export_to(self, path: str) -> None:
        """Write the shown rows as CSV to ``path``, beside the window."""
        columns = self._visible_columns()
        header = self._header(columns)
        rows = self.model.texts(list(range(self.model.rowCount())), columns)
        store = self._session.store

        def write(progress: Progress) -> None:
            write_csv(Path(path), header, rows)
            store.note(EXPORTED, what="table", file=Path(path).name, rows=len(rows))

        self._session.jobs.write(tr("Writing {file}", file=Path(path).name), write)

    def _made_view(self) -> QTableView:
        view = rows_view(self, self.model, "table", tr("Rows"))
        view.setDragEnabled(True)
        view.setDragDropMode(QAbstractItemView.DragDropMode.DragOnly)
        view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        view.customContextMenuRequested.connect(self._offer_menu)
        header = view.horizontalHeader()
        header.setSectionsMovable(True)
        header.setMinimumSectionSize(48)
        header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        header.customContextMenuRequested.connect(self._offer_columns)
        view.activated.connect(lambda index: self._open(index.row()))
        view.selectionModel().selectionChanged.connect(self._selection_changed)
        view.selectionModel().currentRowChanged.connect(self._selection_changed)
        return view

    def _made_bar(self) -> QHBoxLayout:
        self.filter = QLineEdit()
        self.filter.setObjectName("table_filter")
        self.filter.setPlaceholderText(tr("Filter these rows"))
        self.filter.setAccessibleName(tr("Filter these rows"))
        self.filter.setClearButtonEnabled(True)
        self.filter.setMaximumWidth(320)
        self.filter.textChanged.connect(self._filter)
        self.count = QLabel()
        self.count.setProperty("part", "muted")
        row = QHBoxLayout()
        row.setContentsMargins(8, 6, 8, 6)
        row.setSpacing(8)
        row.addWidget(self.filter, 1)
        row.addWidget(self.count)
        row.addStretch(1)
        for name, text, icon, slot in (
            ("table_columns", tr("Columns"), "columns-3", self._offer_columns_below),
            ("table_export", tr("Export CSV…"), "file-export", self.export),
        ):
            button = QToolButton()
            button.setObjectName(name)
            button.setText(text)
            button.setIcon(action_icon(icon))
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
            button.setAutoRaise(True)
            button.clicked.connect(slot)
            row.addWidget(button)
            self._buttons[name] = button
        return row

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._is_stale:
            QTimer.singleShot(0, self, self._catch_up)

    def _catch_up(self) -> None:
        """Read what was missed, unless the page was only passed by while others were closed."""
        if self._is_stale and self.isVisible():
            self._read()

    def _read(self) -> None:
        self._is_stale = False
        store, table, chosen = self._session.store, self.table, self._chosen

        def read(progress: Progress) -> TableContent:
            with store.read() as db:
                return read_table(db, store.ontology, table, chosen)

        self._session.jobs.compute(tr("Reading the table"), read, self._show)

    def _show(self, content: TableContent) -> None:
        kept = self.selection()
        is_new = content.columns != self.model.content.columns
        scroll = self.view.verticalScrollBar().value()
        blocked = self.view.selectionModel().blockSignals(True)
        self.model.show_content(content)
        self.view.selectionModel().blockSignals(blocked)
        if is_new:
            self._size_columns()
        self._is_read = True
        self._mark(kept.ids(self.table.kind))
        self.view.verticalScrollBar().setValue(scroll)
        self._mark_wanted()
        self._tell()

    def _size_columns(self) -> None:
        """Make columns as wide as their texts; hide those that are empty throughout."""
        cells = self.model.content.cells
        measure = self.view.fontMetrics().horizontalAdvance
        for place, column in enumerate(self.model.content.columns):
            texts = [row[place] for row in cells[:MEASURED]]
            widest = max((measure(text[:80]) for text in texts), default=0)
            width = max(measure(column.label) + 28, widest + 20, 56)
            self.view.setColumnWidth(place, min(width, _WIDEST))
            is_empty = place in self.model.content.empty
            self.view.setColumnHidden(place, is_empty and column.name not in self._chosen)

    def _mark(self, ids: Sequence[int]) -> None:
        if ids:
            flag = QItemSelectionModel.SelectionFlag
            rows = self.model.rows_of(set(ids))
            self.view.selectionModel().select(
                selection_of(self.model, rows), flag.Select | flag.Rows
            )

    def _mark_wanted(self) -> None:
        if self._wanted_row is None:
            return
        row = self.model.row_of(self._wanted_row)
        if row < 0 and self.filter.text():
            self.filter.clear()
            row = self.model.row_of(self._wanted_row)
        self._wanted_row = None
        if row >= 0:
            self.view.selectRow(row)
            self.view.setCurrentIndex(self.model.index(row, 0))
            self.view.scrollTo(
                self.model.index(row, 0), QAbstractItemView.ScrollHint.PositionAtCenter
            )

    def _filter(self, words: str) -> None:
        kept = self.selection().ids(self.table.kind)
        self.model.filter(words)
        self._mark(kept)
        self._tell()

    def _tell(self) -> None:
        self.count.setText(self.shown())
        has_rows = self.model.rowCount() > 0
        self._layers.setCurrentIndex(0 if has_rows else 1)
        if not has_rows:
            self.nothing.setText(
                tr("No row holds these words.")
                if self.model.total
                else tr("There is nothing here yet.")
            )
        self.retold.emit()

    def _selection_changed(self) -> None:
        self.selected.emit(self.selection())

    def _open(self, row: int) -> None:
        self.opened.emit(Item(self.table.kind, self.model.id_at(row)))

    def _visible_columns(self) -> list[int]:
        header = self.view.horizontalHeader()
        order = [header.logicalIndex(place) for place in range(header.count())]
        return [column for column in order if not self.view.isColumnHidden(column)]

    def _header(self, columns: Sequence[int]) -> list[str]:
        return [self.model.content.columns[column].label for column in columns]

    def _offer_menu(self, where: QPoint) -> None:
        row = self.view.rowAt(where.y())
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if row >= 0:
            menu.addAction(action_icon("arrow-right"), tr("Open"), lambda: self._open(row))
        for name in _MENU:
            action = self.window().findChild(QAction, name)
            if action is not None:
                menu.addAction(action)
        menu.popup(self.view.viewport().mapToGlobal(where))

    def _offer_columns_below(self) -> None:
        button = self._buttons["table_columns"]
        self._columns_menu().popup(button.mapToGlobal(QPoint(0, button.height())))

    def _offer_columns(self, where: QPoint) -> None:
        self._columns_menu().popup(self.view.horizontalHeader().mapToGlobal(where))

    def _columns_menu(self) -> QMenu:
        known = self._session.store.ontology.entity_types.get(self.table.type)
        now = {column.name for column in self.model.content.columns} | {"name"}
        more = known.properties.values() if known and self.table.kind == "entity" else ()
        hidden = [one for one in more if one.name not in now]
        return column_menu(self.view, self.model.content.columns, hidden, self._add_column)

    def _add_column(self, name: str) -> None:
        known = self._session.store.ontology.entity_types[self.table.type]
        self._chosen = (*(self._chosen or known.featured), name)
        self._read()
