"""Small tables of text for the import preview: the first rows, and what is wrong."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from iwtlink.gui.plain import tip

_AnyIndex = QModelIndex | QPersistentModelIndex
_WIDEST_COLUMN = 260


class TextTable(QAbstractTableModel):
    """Rows of texts under headings; columns of numbers stand to the right."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.headings: tuple[str, ...] = ()
        self.rows: list[tuple[str, ...]] = []
        self._right: frozenset[int] = frozenset()

    def show_rows(
        self,
        headings: Sequence[str],
        rows: Sequence[Sequence[str]],
        right: Sequence[int] = (),
    ) -> None:
        """Show these rows instead."""
        self.beginResetModel()
        self.headings, self.rows = tuple(headings), [tuple(row) for row in rows]
        self._right = frozenset(right)
        self.endResetModel()

    def as_text(self) -> str:
        """Give everything as tab-separated text with its headings."""
        return "\n".join("\t".join(row) for row in (self.headings, *self.rows))

    def rowCount(self, parent: _AnyIndex = QModelIndex()) -> int:  # noqa: B008 Qt's signature
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: _AnyIndex = QModelIndex()) -> int:  # noqa: B008 Qt's signature
        return 0 if parent.isValid() else len(self.headings)

    def data(self, index: _AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            text = self.rows[index.row()][index.column()]
            return text if role == Qt.ItemDataRole.DisplayRole else tip(text)
        if role == Qt.ItemDataRole.TextAlignmentRole and index.column() in self._right:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if role == Qt.ItemDataRole.DisplayRole and orientation == Qt.Orientation.Horizontal:
            return self.headings[section]
        if role == Qt.ItemDataRole.TextAlignmentRole and section in self._right:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return None


class TextTableView(QTableView):
    """Shows a table of text; what is selected is copied with Ctrl+C."""

    def __init__(self, name: str, spoken: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(spoken)
        self.table = TextTable(self)
        self.setModel(self.table)
        self.setAlternatingRowColors(True)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(24)
        self.horizontalHeader().setStretchLastSection(True)
        self.horizontalHeader().setDefaultAlignment(
            Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        )

    def show_rows(
        self,
        headings: Sequence[str],
        rows: Sequence[Sequence[str]],
        right: Sequence[int] = (),
        stretched: int = -1,
    ) -> None:
        """Show these rows; ``stretched`` is the column that takes the room left over."""
        self.table.show_rows(headings, rows, right)
        header = self.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setStretchLastSection(stretched < 0)
        self.resizeColumnsToContents()
        for column in range(len(headings)):
            if self.columnWidth(column) > _WIDEST_COLUMN:
                self.setColumnWidth(column, _WIDEST_COLUMN)
        if stretched >= 0:
            header.setSectionResizeMode(stretched, QHeaderView.ResizeMode.Stretch)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            chosen = sorted({index.row() for index in self.selectedIndexes()})
            lines = ["\t".join(self.table.rows[row]) for row in chosen]
            QGuiApplication.clipboard().setText("\n".join(lines))
            return
        super().keyPressEvent(event)
