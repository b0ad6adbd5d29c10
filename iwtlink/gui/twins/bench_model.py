"""The rows of the bench as Qt wants them, and which value of each is chosen."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from iwtlink.gui.plain import tip
from iwtlink.gui.twins.rows import Row, Shown
from iwtlink.i18n import tr

_AnyIndex = QModelIndex | QPersistentModelIndex
ROW = Qt.ItemDataRole.UserRole
"""Role under which every cell gives its ``Row``."""


class BenchModel(QAbstractTableModel):
    """Column 0 says what a row is; the others belong to the records in their order."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: tuple[Row, ...] = ()
        self.count = 0
        """How many records stand side by side."""
        self.kept = 0
        """The column of the record that is kept: its type stands unless another is chosen."""
        self._chosen: dict[str, int] = {}

    def show_rows(self, rows: Sequence[Row], count: int, chosen: dict[str, int]) -> None:
        """Show these rows of ``count`` records; ``chosen`` gives columns by key of their row."""
        self.beginResetModel()
        self.rows = tuple(rows)
        self.count = count
        self._chosen = {
            row.key: chosen[row.key]
            for row in rows
            if row.key in chosen and row.can_take(chosen[row.key])
        }
        self.endResetModel()

    @property
    def chosen(self) -> dict[str, int]:
        """The columns chosen by hand, by key of their row."""
        return dict(self._chosen)

    def column_of(self, row: Row) -> int:
        """Give the column whose value of a row is shown after merging; -1 where none is asked."""
        return self._chosen.get(row.key, self.kept if row.kind == "type" else row.default)

    def keep(self, column: int) -> None:
        """Let the record in this column be the one kept."""
        self.kept = column
        for at, row in enumerate(self.rows):
            if row.kind == "type":
                self.dataChanged.emit(self.index(at, 0), self.index(at, self.count))

    def choose(self, at: int, column: int) -> bool:
        """Choose the value of a record in row ``at``; say whether there was one to choose."""
        row = self.rows[at]
        if not row.can_take(column):
            return False
        self._chosen[row.key] = column
        self.dataChanged.emit(self.index(at, 0), self.index(at, self.count))
        return True

    def rowCount(self, parent: _AnyIndex = QModelIndex()) -> int:  # noqa: B008 Qt's signature
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: _AnyIndex = QModelIndex()) -> int:  # noqa: B008 Qt's signature
        return 0 if parent.isValid() else self.count + 1

    def flags(self, index: _AnyIndex) -> Qt.ItemFlag:
        if self.rows[index.row()].kind == "section":
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: _AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row = self.rows[index.row()]
        if role == ROW:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(row, index.column())
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self.spoken(row, index.column())
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._tip(row, index.column())
        return None

    def spoken(self, row: Row, column: int) -> str:
        """Give a cell for those who hear it, with what its place and colour tell."""
        said = self._text(row, column)
        if row.is_choice and column and self.column_of(row) == column - 1:
            return tr("{value}, shown after merging", value=said)
        if column and any(value.is_shared for value in row.cells[column - 1]):
            return tr("{value}, in both", value=said)
        return said

    def _text(self, row: Row, column: int) -> str:
        if not column:
            return ", ".join(part for part in (row.label, row.note) if part)
        cell = row.cells[column - 1] if column <= len(row.cells) else ()
        return "; ".join(" ".join(p for p in (v.text, v.detail) if p) for v in cell)

    def _tip(self, row: Row, column: int) -> str | None:
        cell = row.cells[column - 1] if 0 < column <= len(row.cells) else ()
        lines = [line for value in cell for line in _tip_lines(value)]
        if row.is_choice and column - 1 == row.default and row.why:
            lines.append(tr("Shown after merging unless you choose another: {why}.", why=row.why))
        return tip("\n".join(lines[:24])) if lines else None


def _tip_lines(value: Shown) -> list[str]:
    said = " ".join(part for part in (value.text, value.detail) if part)
    return [said, value.mark.tip] if value.mark else []
