"""The first thing seen: recent databases, and the ways to begin."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFont, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QSizePolicy,
    QStackedWidget,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from iwtlink.gui.icons import action_icon
from iwtlink.gui.plain import tip
from iwtlink.gui.recent import RecentDatabase, recent_databases
from iwtlink.gui.theme import colours
from iwtlink.i18n import tr

_AnyIndex = QModelIndex | QPersistentModelIndex
_RECENT = Qt.ItemDataRole.UserRole


class StartPage(QWidget):
    """Shown while no database is open."""

    wanted_new = Signal()
    wanted_open = Signal()
    wanted_demo = Signal()
    wanted_recent = Signal(str)
    wanted_backups = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("start_page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        inner = QWidget()
        inner.setMaximumWidth(960)
        inner.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        grid = QGridLayout(inner)
        grid.setContentsMargins(32, 48, 32, 32)
        grid.setHorizontalSpacing(48)
        grid.addLayout(self._title(), 0, 0, 1, 2)
        grid.addLayout(self._ways(), 1, 0, Qt.AlignmentFlag.AlignTop)
        grid.addLayout(self._recent(), 1, 1)
        grid.setColumnStretch(1, 1)
        grid.setRowStretch(1, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addStretch(1)
        row.addWidget(inner, 20)
        row.addStretch(1)
        self.refresh()

    def refresh(self) -> None:
        """Read the recent databases again."""
        self.list.clear()
        for recent in recent_databases():
            item = QListWidgetItem(recent.name, self.list)
            item.setData(_RECENT, recent)
            item.setToolTip(tip(recent.path))
        self.stack.setCurrentIndex(1 if self.list.count() else 0)
        if self.list.count():
            self.list.setCurrentRow(0)
        self.setFocusProxy(self.list if self.list.count() else self._first)

    def _title(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(4)
        title = QLabel("iwtlink")
        title.setProperty("part", "title")
        line = QLabel(tr("Link analysis for wildlife-trafficking investigations. Works offline."))
        line.setProperty("part", "muted")
        column.addWidget(title)
        column.addWidget(line)
        column.addSpacing(24)
        return column

    def _ways(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(8)
        ways = (
            ("start_open", tr("Open a database…"), "folder-open", self.wanted_open, ""),
            ("start_new", tr("New database…"), "file-plus", self.wanted_new, ""),
            (
                "start_demo",
                tr("Explore the demonstration"),
                "star",
                self.wanted_demo,
                tr(
                    "A fictional case with people, companies, seizures and sources: "
                    "try anything, every step can be undone."
                ),
            ),
            (
                "start_backups",
                tr("Backups and restore…"),
                "history",
                self.wanted_backups,
                tr("For a file that is damaged, lost, or to be as it was before."),
            ),
        )
        for name, text, icon, signal, note in ways:
            button = QPushButton(action_icon(icon), "  " + text)
            button.setObjectName(name)
            button.setAccessibleName(text)
            button.setMinimumWidth(264)
            button.setProperty("part", "way")
            button.clicked.connect(signal)
            column.addWidget(button)
            if name == "start_open":
                self._first = button
            if note:
                column.addWidget(_muted(note, 264))
        return column

    def _recent(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(8)
        heading = QLabel(tr("Recent databases"))
        heading.setProperty("part", "heading")
        self.list = QListWidget()
        self.list.setObjectName("recent_list")
        self.list.setAccessibleName(tr("Recent databases"))
        self.list.setItemDelegate(_RecentDelegate(self.list))
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.itemActivated.connect(self._open)
        self.list.itemClicked.connect(self._open)
        nothing = _muted(
            tr(
                "No database has been opened on this computer yet. Make a new one, open one you "
                "were given, or explore the demonstration first."
            ),
            480,
        )
        nothing.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.stack = QStackedWidget()
        self.stack.addWidget(nothing)
        self.stack.addWidget(self.list)
        column.addWidget(heading)
        column.addWidget(self.stack, 1)
        return column

    def _open(self, item: QListWidgetItem) -> None:
        recent: RecentDatabase = item.data(_RECENT)
        self.wanted_recent.emit(recent.path)


class _RecentDelegate(QStyledItemDelegate):
    """Two lines: name with the day it was opened, and where the file lies."""

    def sizeHint(self, option: QStyleOptionViewItem, index: _AnyIndex) -> QSize:
        return QSize(240, 2 * option.fontMetrics.height() + 16)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _AnyIndex) -> None:
        recent: RecentDatabase = index.data(_RECENT)
        chosen = colours()
        painter.save()
        if option.state & (QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_MouseOver):
            painter.fillRect(option.rect, chosen.hover)
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.fillRect(
                QRect(option.rect.topLeft(), QSize(3, option.rect.height())), chosen.accent
            )
        area = option.rect.adjusted(12, 6, -12, -6)
        bold = QFont(option.font)
        bold.setWeight(QFont.Weight.DemiBold)
        when = recent.opened_at if recent.is_there else tr("the file is no longer there")
        painter.setPen(chosen.muted)
        painter.drawText(area, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop, when)
        room = area.width() - option.fontMetrics.horizontalAdvance(when) - 16
        low = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom
        middle = Qt.TextElideMode.ElideMiddle
        path = option.fontMetrics.elidedText(recent.path, middle, area.width())
        painter.drawText(area, low, path)
        painter.setFont(bold)
        painter.setPen(chosen.text if recent.is_there else chosen.faint)
        title = painter.fontMetrics().elidedText(recent.name, Qt.TextElideMode.ElideRight, room)
        painter.drawText(area, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop, title)
        painter.restore()


def _muted(text: str, width: int) -> QLabel:
    label = QLabel(text)
    label.setProperty("part", "muted")
    label.setWordWrap(True)
    label.setMaximumWidth(width)
    return label
