"""Where conflicts are decided: the grid, its keys, and the buttons for all of them."""

from __future__ import annotations

from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from iwtlink.gui.dialogs.import_view import plain_button
from iwtlink.gui.exchange.conflict_model import KEPT, ConflictModel, headings
from iwtlink.gui.flow import let_flow
from iwtlink.gui.tables.export import tab_separated
from iwtlink.gui.tables.view import chosen_rows
from iwtlink.i18n import ntr, tr
from iwtlink.operations.exchange import Side

_KEYS: dict[int, Side] = {Qt.Key.Key_M: "mine", Qt.Key.Key_T: "theirs"}
_WIDTHS = (220, 120, 210, 172, 210, 172, 140)


class ConflictGrid(QTableView):
    """Rows chosen are decided by M and T; the space bar takes the other side."""

    def __init__(self, model: ConflictModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("exchange_conflicts")
        self.setAccessibleName(tr("Conflicts: M keeps mine, T keeps theirs"))
        self.rows = model
        self.setModel(model)
        self.setAlternatingRowColors(True)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setSortingEnabled(True)
        self.sortByColumn(-1, Qt.SortOrder.AscendingOrder)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + 10)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for column, width in enumerate(_WIDTHS):
            self.setColumnWidth(column, width)
        for column in (2, 4):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
        self.doubleClicked.connect(lambda index: model.turn(index.row()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Decide what is chosen and go on to the next row."""
        if event.matches(QKeySequence.StandardKey.Copy):
            lines = self.rows.lines(chosen_rows(self))
            QGuiApplication.clipboard().setText(tab_separated(list(headings()), lines))
        elif event.key() in _KEYS and not event.modifiers():
            self.decide(_KEYS[event.key()])
        elif event.key() == Qt.Key.Key_Space and self.currentIndex().isValid():
            self.rows.turn(self.currentIndex().row())
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.accept()  # one line is decided; it would read in the whole file
        else:
            super().keyPressEvent(event)

    def decide(self, side: Side) -> None:
        """Keep this side of the rows chosen; of a single one, go on to the next."""
        rows = chosen_rows(self)
        self.rows.keep(rows, side)
        if len(rows) == 1 and rows[0] + 1 < self.rows.rowCount():
            index = self.rows.index(rows[0] + 1, KEPT)
            flags = QItemSelectionModel.SelectionFlag
            self.selectionModel().setCurrentIndex(
                index, flags.ClearAndSelect | flags.Rows | flags.Current
            )


class ConflictPage(QWidget):
    """The grid, what it is about, and one value of each side in full."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = ConflictModel(self)
        self.grid = ConflictGrid(self.model, self)
        self.about = _label("exchange_conflict_words", is_muted=True)
        self.about.setText(
            tr(
                "These fields were changed on both laptops. The value not kept stays in the "
                "history where it was written. M keeps mine, T keeps theirs, the space bar "
                "changes sides."
            )
        )
        self.tally = _label("exchange_conflict_tally")
        self.detail = QPlainTextEdit()
        self.detail.setObjectName("exchange_conflict_detail")
        self.detail.setAccessibleName(tr("Both values in full"))
        self.detail.setReadOnly(True)
        self.detail.setTabChangesFocus(True)
        self.detail.setFixedHeight(self.fontMetrics().height() * 3 + 20)
        self.filter = QLineEdit()
        self.filter.setObjectName("exchange_conflict_filter")
        self.filter.setAccessibleName(tr("Filter the conflicts"))
        self.filter.setPlaceholderText(tr("Filter: item, field, who"))
        self.filter.setClearButtonEnabled(True)
        self.filter.setFixedWidth(200)
        self.all_mine = plain_button("exchange_all_mine", tr("All &mine"))
        self.all_theirs = plain_button("exchange_all_theirs", tr("All &theirs"))
        self.later = plain_button("exchange_later", tr("The &later of each"))
        self._arrange()
        self.filter.textChanged.connect(self._filter)
        self.all_mine.clicked.connect(lambda: self.model.keep_all("mine"))
        self.all_theirs.clicked.connect(lambda: self.model.keep_all("theirs"))
        self.later.clicked.connect(self.model.keep_later)
        self.model.decided.connect(self._tell)
        self.grid.selectionModel().currentRowChanged.connect(self._tell)
        self.setFocusProxy(self.grid)

    def set_deciding(self, is_on: bool) -> None:
        """Let conflicts be decided, or not."""
        for widget in (self.grid, self.all_mine, self.all_theirs, self.later):
            widget.setEnabled(is_on)

    def _arrange(self) -> None:
        above = QWidget()
        row = let_flow(above)
        for widget in (self.filter, self.all_mine, self.all_theirs, self.later):
            row.addWidget(widget)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 0)
        column.setSpacing(8)
        for part in (self.about, above):
            column.addWidget(part)
        column.addWidget(self.grid, 1)
        column.addWidget(self.detail)
        column.addWidget(self.tally)

    def _filter(self, words: str) -> None:
        self.model.filter(words)
        if self.model.rowCount():
            self.grid.selectRow(0)
        self._tell()

    def _tell(self) -> None:
        mine, theirs = self.model.count("mine"), self.model.count("theirs")
        words = ntr("{n} conflict", "{n} conflicts", mine + theirs)
        kept = tr(
            "{conflicts}: {mine} keep mine, {theirs} keep theirs.",
            conflicts=words,
            mine=f"{mine:,}",
            theirs=f"{theirs:,}",
        )
        hidden = mine + theirs - self.model.rowCount()
        more = ntr("{n} is filtered out.", "{n} are filtered out.", hidden) if hidden else ""
        self.tally.setText(f"{kept} {more}".strip())
        self.detail.setPlainText(self._in_full())

    def _in_full(self) -> str:
        index = self.grid.currentIndex()
        if not index.isValid() or index.row() >= self.model.rowCount():
            return ""
        one = self.model.conflict_at(index.row())
        return tr(
            "Mine: {mine}\nTheirs: {theirs}",
            mine=one.mine or tr("(empty)"),
            theirs=one.theirs or tr("(empty)"),
        )


def _label(name: str, *, is_muted: bool = False) -> QLabel:
    label = QLabel()
    label.setObjectName(name)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    if is_muted:
        label.setProperty("part", "muted")
    return label
