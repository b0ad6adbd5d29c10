"""The conflicts as a grid: what each side wrote, who and when, and which of both is kept."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFont

from iwtlink.gui.pages.lines import local_time
from iwtlink.gui.plain import tip
from iwtlink.gui.theme import colours
from iwtlink.i18n import tr
from iwtlink.operations.exchange import Conflict, Key, Side
from iwtlink.store.folding import fold

_AnyIndex = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
KEPT = 6
"""The column that says which side is kept."""
_MINE, _THEIRS = (2, 3), (4, 5)
"""The columns of value and author of each side."""


class ConflictModel(QAbstractTableModel):
    """Shows the conflicts that pass the filter; holds what was chosen for all of them."""

    decided = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._conflicts: list[Conflict] = []
        self._cells: list[list[str]] = []
        self._folded: list[str] = []
        self._kept: list[Side] = []
        self._settled: set[int] = set()
        """Where someone decided; elsewhere the suggestion holds."""
        self._shown: list[int] = []
        self._words: list[str] = []

    def show_conflicts(self, conflicts: Sequence[Conflict]) -> None:
        """Show these; each keeps what is suggested for it."""
        self.beginResetModel()
        self._conflicts = list(conflicts)
        self._cells = [_cells(one) for one in self._conflicts]
        self._folded = [fold("\n".join(row)) for row in self._cells]
        self._kept = [one.default for one in self._conflicts]
        self._settled.clear()
        self._shown = list(range(len(self._conflicts)))
        self.endResetModel()
        self.decided.emit()

    def filter(self, words: str) -> None:
        """Show only conflicts that hold every word, in any column."""
        self.beginResetModel()
        self._words = fold(words).split()
        self._shown = [
            at for at, text in enumerate(self._folded) if all(word in text for word in self._words)
        ]
        self.endResetModel()

    def decisions(self) -> dict[Key, Side]:
        """Give which side is kept of every conflict, shown or not."""
        return {one.key: kept for one, kept in zip(self._conflicts, self._kept, strict=True)}

    def take_decisions(self, decided: Mapping[Key, Side]) -> None:
        """Keep what was decided before, where the same conflict is still there."""
        self._kept = [
            decided.get(one.key, kept)
            for one, kept in zip(self._conflicts, self._kept, strict=True)
        ]
        self._tell()

    def count(self, side: Side) -> int:
        """Give of how many conflicts this side is kept."""
        return sum(kept == side for kept in self._kept)

    def conflict_at(self, row: int) -> Conflict:
        """Give the conflict of a shown row."""
        return self._conflicts[self._shown[row]]

    def kept_at(self, row: int) -> Side:
        """Give which side is kept of a shown row."""
        return self._kept[self._shown[row]]

    def keep(self, rows: Iterable[int], side: Side) -> None:
        """Keep this side of the conflicts on these shown rows."""
        for row in rows:
            self._kept[self._shown[row]] = side
            self._settled.add(self._shown[row])
        self._tell()

    def keep_all(self, side: Side) -> None:
        """Keep this side of every conflict that is shown."""
        self.keep(range(len(self._shown)), side)

    def keep_later(self) -> None:
        """Keep what was written later of every conflict shown; of one moment, the suggestion."""
        for at in self._shown:
            one = self._conflicts[at]
            if one.mine_at == one.theirs_at:
                self._kept[at] = one.default
            else:
                self._kept[at] = "mine" if one.mine_at > one.theirs_at else "theirs"
        self._tell()

    def turn(self, row: int) -> None:
        """Keep the other side of the conflict on a shown row."""
        self.keep([row], "theirs" if self.kept_at(row) == "mine" else "mine")

    def lines(self, rows: Iterable[int]) -> list[list[str]]:
        """Give shown rows as texts, with what is kept."""
        columns = range(self.columnCount())
        return [[self._text(self._shown[row], column) for column in columns] for row in rows]

    # As Qt wants it

    def rowCount(self, parent: _AnyIndex = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._shown)

    def columnCount(self, parent: _AnyIndex = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(headings())

    def data(self, index: _AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        at, column = self._shown[index.row()], index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(at, column)
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip(self._text(at, column))
        if role == Qt.ItemDataRole.FontRole and self._is_kept(at, column):
            font = QFont()
            font.setBold(True)
            return font
        if role == Qt.ItemDataRole.ForegroundRole and self._is_left(at, column):
            return QColor(colours().muted)
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if role == Qt.ItemDataRole.DisplayRole and orientation == Qt.Orientation.Horizontal:
            return headings()[section]
        return None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort what is shown by a column."""
        if not 0 <= column < self.columnCount():
            return
        self.layoutAboutToBeChanged.emit()
        kept = self.persistentIndexList()
        places = [(self._shown[index.row()], index.column()) for index in kept]
        is_down = order == Qt.SortOrder.DescendingOrder
        self._shown.sort(key=lambda at: self._text(at, column).casefold(), reverse=is_down)
        rows = {at: row for row, at in enumerate(self._shown)}
        self.changePersistentIndexList(kept, [self.index(rows[at], c) for at, c in places])
        self.layoutChanged.emit()

    def _text(self, at: int, column: int) -> str:
        if column < KEPT:
            return self._cells[at][column]
        words = tr("mine") if self._kept[at] == "mine" else tr("theirs")
        is_suggested = at not in self._settled and self._kept[at] == self._conflicts[at].default
        return tr("{side} (suggested)", side=words) if is_suggested else words

    def _is_kept(self, at: int, column: int) -> bool:
        side = _MINE if self._kept[at] == "mine" else _THEIRS
        return column in (side[0], KEPT)

    def _is_left(self, at: int, column: int) -> bool:
        return column in (_THEIRS if self._kept[at] == "mine" else _MINE)

    def _tell(self) -> None:
        if self._shown:
            last = self.index(len(self._shown) - 1, KEPT)
            self.dataChanged.emit(self.index(0, 0), last)
        self.decided.emit()


def headings() -> tuple[str, ...]:
    """Give the headings of the grid."""
    return (
        *(tr("Item"), tr("Field"), tr("Mine"), tr("Mine: who, when")),
        *(tr("Theirs"), tr("Theirs: who, when"), tr("Kept")),
    )


def _cells(one: Conflict) -> list[str]:
    return [
        *(one.label, one.field),
        *(_value(one.mine), _by(one.mine_by, one.mine_at)),
        *(_value(one.theirs), _by(one.theirs_by, one.theirs_at)),
    ]


def _value(text: str) -> str:
    return text or tr("(empty)")


def _by(who: str, at: str) -> str:
    return ", ".join(part for part in (who, local_time(at)) if part)
