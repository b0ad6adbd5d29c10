"""The table of the bench: rows of values side by side, moved in and chosen from by keys."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QGuiApplication, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QMenu, QTableView, QWidget

from iwtlink.gui.icons import action_icon
from iwtlink.gui.plain import menu_text
from iwtlink.gui.twins.bench_delegate import BenchDelegate, row_height, value_at
from iwtlink.gui.twins.bench_model import BenchModel
from iwtlink.gui.twins.rows import Row
from iwtlink.i18n import tr

LABELS = 116
"""Width of the column that says what a row is, in pixels."""
_MOST_TARGETS = 30


class BenchTable(QTableView):
    """Shows the rows; never wider than the page, however many records there are."""

    chosen = Signal()
    """Another value is to be shown after merging."""
    item_wanted = Signal(object)
    """An item that stands in a cell is to be shown: the ``Item``."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("bench_table")
        self.setAccessibleName(tr("Records side by side"))
        self.bench = BenchModel(self)
        self.setModel(self.bench)
        self.setItemDelegate(BenchDelegate(self))
        self.setShowGrid(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.verticalHeader().hide()
        self.horizontalHeader().hide()
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.horizontalHeader().setMinimumSectionSize(24)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setMinimumSectionSize(8)
        self.activated.connect(self._activated)

    def show_rows(self, rows: Sequence[Row], count: int, chosen: dict[str, int]) -> None:
        """Show rows of ``count`` records, from the top; what was chosen stays chosen."""
        self.clearSpans()
        self.bench.show_rows(rows, count, chosen)
        for at, row in enumerate(rows):
            if row.kind == "section":
                self.setSpan(at, 0, 1, count + 1)
            elif row.kind in ("reason", "sentence"):
                self.setSpan(at, 1, 1, count)
        self._fit()
        self.scrollToTop()

    def choose(self, column: int) -> bool:
        """Choose the value of a record in the row in use; False where the row asks nothing."""
        at = self.currentIndex().row()
        if at < 0 or not self.bench.choose(at, column):
            return False
        self.chosen.emit()
        return True

    def current_row(self) -> Row | None:
        """Give the row the keyboard is on."""
        at = self.currentIndex().row()
        return self.bench.rows[at] if at >= 0 else None

    def copy(self) -> None:
        """Copy the row in use as text; every row where none is in use."""
        row = self.current_row()
        rows = [row] if row is not None else list(self.bench.rows)
        QGuiApplication.clipboard().setText("\n".join(row.plain() for row in rows))

    def column_width(self) -> int:
        """Give how many pixels each record has."""
        return max((self.viewport().width() - LABELS) // max(self.bench.count, 1), 60)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Where no row is in use yet, an arrow takes the first: Qt stops at the heading."""
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up) and not self.currentIndex().isValid():
            rows = self.bench.rows
            first = next((at for at, row in enumerate(rows) if row.kind != "section"), -1)
            self.selectRow(first)
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        if not index.column() or event.button() != Qt.MouseButton.LeftButton:
            return
        if index.isValid() and self.bench.choose(index.row(), index.column() - 1):
            self.chosen.emit()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        index = self.indexAt(event.pos())
        if index.isValid():
            self._offer(index.row(), event.globalPos())

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        where = event.position().toPoint()
        index = self.indexAt(where)
        if not index.isValid() or not index.column():
            return
        row, top = self.bench.rows[index.row()], self.visualRect(index).top()
        width = self.columnWidth(index.column())
        value = value_at(self.font(), row, index.column() - 1, width, where.y() - top)
        if value is not None and value.target is not None:
            self.item_wanted.emit(value.target)
        elif value is not None and value.mark is not None:
            self.item_wanted.emit(value.mark.target)

    def _activated(self, index: QModelIndex) -> None:
        """Enter: choose from what stands in the row."""
        area = self.visualRect(index)
        self._offer(index.row(), self.viewport().mapToGlobal(QPoint(LABELS, area.bottom())))

    def _offer(self, at: int, where: QPoint) -> None:
        row = self.bench.rows[at]
        menu = QMenu(self)
        menu.setObjectName("bench_menu")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if row.is_choice:
            for column in range(self.bench.count):
                if row.can_take(column):
                    self._offer_choice(menu, at, column)
            menu.addSeparator()
        values = [value for cell in row.cells for value in cell][:_MOST_TARGETS]
        for value in values:
            if value.target is not None:
                text = tr("Show {name}", name=menu_text(value.text))
                menu.addAction(action_icon("arrow-right"), text, partial(self._want, value.target))
            elif value.mark is not None:
                text = tr("Source of {value}", value=menu_text(value.text))
                target = value.mark.target
                menu.addAction(action_icon("file-text"), text, partial(self._want, target))
        if menu.isEmpty():
            menu.deleteLater()
        else:
            menu.popup(where)

    def _offer_choice(self, menu: QMenu, at: int, column: int) -> None:
        row = self.bench.rows[at]
        said = menu_text(row.cells[column][0].text if row.cells[column] else "")
        action = menu.addAction(f"{column + 1}  {said}")
        action.setCheckable(True)
        action.setChecked(self.bench.column_of(row) == column)
        action.triggered.connect(partial(self._choose_at, at, column))

    def _choose_at(self, at: int, column: int) -> None:
        if self.bench.choose(at, column):
            self.chosen.emit()

    def _want(self, item: object) -> None:
        self.item_wanted.emit(item)

    def _fit(self) -> None:
        """Share the width among the records and give each row the height of its texts."""
        width = self.column_width()
        self.setColumnWidth(0, LABELS)
        for column in range(self.bench.count):
            self.setColumnWidth(column + 1, width)
        for at, row in enumerate(self.bench.rows):
            self.setRowHeight(at, row_height(self.font(), row, LABELS, width))
