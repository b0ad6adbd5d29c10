"""The rows of a table as Qt wants them; sorting and filtering move indexes, not rows."""

from __future__ import annotations

import math
from collections.abc import Sequence, Set

from PySide6.QtCore import (
    QAbstractTableModel,
    QMimeData,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)

from iwtlink.gui.drag import ENTITIES, entities_to_mime
from iwtlink.gui.plain import tip
from iwtlink.gui.reading.columns import TableContent, folded_rows
from iwtlink.store.folding import fold

_AnyIndex = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
_TEXTS = (
    Qt.ItemDataRole.DisplayRole,
    Qt.ItemDataRole.ToolTipRole,
    Qt.ItemDataRole.AccessibleDescriptionRole,
)
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)


class TableModel(QAbstractTableModel):
    """Shows the rows of a ``TableContent`` that pass the filter, in the order asked for."""

    def __init__(self, content: TableContent, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._words: list[str] = []
        self._sort_column = -1
        self._sort_order = Qt.SortOrder.AscendingOrder
        self._take(content)

    def show_content(self, content: TableContent) -> None:
        """Show other rows, sorted and filtered as the ones before."""
        self.beginResetModel()
        if content.columns != self.content.columns:
            self._sort_column = -1
        self._take(content)
        self._shown = self._passing()
        self._arrange()
        self.endResetModel()

    def _take(self, content: TableContent) -> None:
        self.content = content
        self._shown = list(range(len(content.ids)))

    def filter(self, words: str) -> None:
        """Show only rows that hold every word, in any column."""
        self.beginResetModel()
        self._words = fold(words).split()
        self._shown = self._passing()
        self._arrange()
        self.endResetModel()

    def id_at(self, row: int) -> int:
        """Give the id of the item on a shown row."""
        return self.content.ids[self._shown[row]]

    def row_of(self, item_id: int) -> int:
        """Give the shown row of an item; -1 where it is not shown. Cost: linear."""
        ids = self.content.ids
        return next((row for row, at in enumerate(self._shown) if ids[at] == item_id), -1)

    def rows_of(self, item_ids: Set[int]) -> list[int]:
        """Give the shown rows of items, from top to bottom. Cost: linear."""
        ids = self.content.ids
        return [row for row, at in enumerate(self._shown) if ids[at] in item_ids]

    def texts(self, rows: list[int], columns: list[int]) -> list[list[str]]:
        """Give cells of shown rows as texts."""
        cells = self.content.cells
        return [[cells[self._shown[row]][column] for column in columns] for row in rows]

    @property
    def total(self) -> int:
        """How many rows there are, shown or not."""
        return len(self.content.ids)

    def rowCount(self, parent: _AnyIndex = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._shown)

    def columnCount(self, parent: _AnyIndex = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.content.columns)

    def data(self, index: _AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role in _TEXTS:
            text = self.content.cells[self._shown[index.row()]][index.column()]
            if role == Qt.ItemDataRole.DisplayRole:
                return text
            told = self.content.columns[index.column()].tips.get(text, "")
            if role == Qt.ItemDataRole.AccessibleDescriptionRole:
                return told or None
            return tip(told or text) if told or len(text) >= 24 else None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if self.content.columns[index.column()].is_number else _LEFT
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if orientation == Qt.Orientation.Vertical:
            return str(section + 1) if role == Qt.ItemDataRole.DisplayRole else None
        column = self.content.columns[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return column.label
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if column.is_number else _LEFT
        return None

    def flags(self, index: _AnyIndex) -> Qt.ItemFlag:
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if self.content.kind == "entity":
            flags |= Qt.ItemFlag.ItemIsDragEnabled
        return flags | Qt.ItemFlag.ItemNeverHasChildren

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by a column: numbers by size, the rest by folded text; empty cells come last."""
        self.layoutAboutToBeChanged.emit()
        kept = self.persistentIndexList()
        ids = [(self.id_at(index.row()), index.column()) for index in kept]
        self._sort_column, self._sort_order = column, order
        self._arrange()
        rows = {item_id: self.row_of(item_id) for item_id, _ in ids}
        new = [self.index(rows[item_id], at) for item_id, at in ids]
        self.changePersistentIndexList(kept, new)
        self.layoutChanged.emit()

    def mimeTypes(self) -> list[str]:
        return [ENTITIES]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        rows = sorted({index.row() for index in indexes})
        names = "\n".join(row[0] for row in self.texts(rows, [0]))
        return entities_to_mime([self.id_at(row) for row in rows], names)

    def _passing(self) -> list[int]:
        if not self._words:
            return list(range(len(self.content.ids)))
        folded = self.content.folded or folded_rows(self.content.cells)
        words = self._words
        return [at for at, text in enumerate(folded) if all(word in text for word in words)]

    def _arrange(self) -> None:
        column = self._sort_column
        if not 0 <= column < len(self.content.columns):
            return
        is_down = self._sort_order == Qt.SortOrder.DescendingOrder
        numbers = self.content.sorts.get(column)
        cells = self.content.cells
        if numbers is not None:
            full = [at for at in self._shown if not math.isnan(numbers[at])]
            empty = [at for at in self._shown if math.isnan(numbers[at])]
            full.sort(key=numbers.__getitem__, reverse=is_down)
        else:
            full = [at for at in self._shown if cells[at][column]]
            empty = [at for at in self._shown if not cells[at][column]]
            full.sort(key=lambda at: cells[at][column].casefold(), reverse=is_down)
        self._shown = full + empty
