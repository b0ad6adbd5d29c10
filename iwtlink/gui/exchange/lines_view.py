"""Where one looks at what a file brings: groups at the left, their lines beside."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QPlainTextEdit,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from iwtlink.gui.exchange.lines import Group, columns, group_title, in_full, side_title
from iwtlink.gui.reading.columns import TableContent
from iwtlink.gui.tables.export import tab_separated
from iwtlink.gui.tables.model import TableModel
from iwtlink.gui.tables.view import chosen_rows, rows_view
from iwtlink.i18n import tr

_GROUP = Qt.ItemDataRole.UserRole
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_WIDTHS = (90, 130, 120, 250)


class LinesPage(QWidget):
    """Groups of lines; the lines of the one chosen; all that the current line says."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.group: Group | None = None
        self.groups = _groups_list()
        self.model = TableModel(TableContent("record", "", columns(), [], [], {}), self)
        self.view = rows_view(self, self.model, "exchange_lines", tr("What differs"))
        self.view.horizontalHeader().setStretchLastSection(True)
        self.view.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        for column, width in enumerate(_WIDTHS):
            self.view.setColumnWidth(column, width)
        self.filter = QLineEdit()
        self.filter.setObjectName("exchange_lines_filter")
        self.filter.setAccessibleName(tr("Filter these lines"))
        self.filter.setPlaceholderText(tr("Filter: name, reference, kind"))
        self.filter.setClearButtonEnabled(True)
        self.detail = QPlainTextEdit()
        self.detail.setObjectName("exchange_line_detail")
        self.detail.setAccessibleName(tr("The line in full"))
        self.detail.setReadOnly(True)
        self.detail.setTabChangesFocus(True)
        self.detail.setFixedHeight(self.fontMetrics().height() * 4 + 20)
        self._arrange()
        self.groups.currentItemChanged.connect(self._take_group)
        self.filter.textChanged.connect(self._filter)
        self.view.selectionModel().currentRowChanged.connect(self._take_line)
        copy = QShortcut(QKeySequence.StandardKey.Copy, self.view)
        copy.setContext(Qt.ShortcutContext.WidgetShortcut)
        copy.activated.connect(self.copy)
        self.setFocusProxy(self.view)

    def show_groups(self, groups: Sequence[Group], code: str) -> None:
        """Show these groups; the first is chosen."""
        self.groups.clear()
        heads: dict[str, QTreeWidgetItem] = {}
        for group in groups:
            count = f"{len(group.lines):,}"
            if group.name:
                item = QTreeWidgetItem(heads[group.side], [group_title(group.name), count])
            else:
                item = QTreeWidgetItem(self.groups, [side_title(group.side, code), count])
                heads[group.side] = item
            item.setTextAlignment(1, _RIGHT)
            item.setData(0, _GROUP, group)
        self.groups.expandAll()
        if first := self.groups.topLevelItem(0):
            self.groups.setCurrentItem(first)

    def copy(self) -> None:
        """Put the chosen lines on the clipboard."""
        places = list(range(len(columns())))
        texts = self.model.texts(chosen_rows(self.view), places)
        header = [column.label for column in columns()]
        QGuiApplication.clipboard().setText(tab_separated(header, texts))

    def _arrange(self) -> None:
        right = QVBoxLayout()
        right.setSpacing(8)
        right.addWidget(self.filter)
        right.addWidget(self.view, 1)
        right.addWidget(self.detail)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 8, 0, 0)
        row.setSpacing(12)
        row.addWidget(self.groups)
        row.addLayout(right, 1)

    def _take_group(self, item: QTreeWidgetItem | None) -> None:
        self.group = item.data(0, _GROUP) if item is not None else None
        if self.group is not None:
            self.model.show_content(self.group.content)
            self._take_first()

    def _filter(self, words: str) -> None:
        self.model.filter(words)
        self._take_first()

    def _take_first(self) -> None:
        if self.model.rowCount():
            self.view.selectRow(0)
        self._take_line(self.view.currentIndex())

    def _take_line(self, index: QModelIndex) -> None:
        if self.group is None or not index.isValid() or index.row() >= self.model.rowCount():
            self.detail.clear()
            return
        self.detail.setPlainText(in_full(self.group.lines[self.model.id_at(index.row())]))


def _groups_list() -> QTreeWidget:
    made = QTreeWidget()
    made.setObjectName("exchange_groups")
    made.setAccessibleName(tr("Groups of what differs"))
    made.setHeaderHidden(True)
    made.setColumnCount(2)
    made.setItemsExpandable(False)
    made.setRootIsDecorated(False)
    made.setUniformRowHeights(True)
    made.setFixedWidth(240)
    header = made.header()
    header.setStretchLastSection(False)
    header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
    header.setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
    return made
