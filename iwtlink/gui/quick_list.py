"""A list that drops from a line of input: arrows move in it, Enter takes, Esc leaves."""

from __future__ import annotations

from dataclasses import dataclass, field

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFont, QIcon, QKeyEvent, QPainter, QPalette
from PySide6.QtWidgets import (
    QFrame,
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from iwtlink.gui.marked_text import Marks, draw_marked
from iwtlink.gui.plain import tip
from iwtlink.gui.theme import colours
from iwtlink.i18n import tr

_ROW_HEIGHT = 28
_NARROWEST = 360
_AnyIndex = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class QuickRow:
    """One line of the list. A row without ``data`` is a heading and cannot be taken."""

    title: str
    detail: str = ""
    right: str = ""
    icon: QIcon = field(default_factory=QIcon)
    data: object = None
    is_enabled: bool = True
    title_marks: Marks = ()
    detail_marks: Marks = ()
    """What of title and detail stands in bold."""


class QuickModel(QAbstractListModel):
    """The rows as Qt wants them."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: list[QuickRow] = []
        self.has_icons = False
        """Room is left for icons, so that the titles of all rows begin at one place."""

    def show_rows(self, rows: list[QuickRow]) -> None:
        """Show these rows instead."""
        self.beginResetModel()
        self.rows = rows
        self.has_icons = any(not row.icon.isNull() for row in rows)
        self.endResetModel()

    def rowCount(self, parent: _AnyIndex = QModelIndex()) -> int:  # noqa: B008 Qt's signature
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: _AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row = self.rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return row.title
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip(f"{row.title}\n{row.detail}") if row.detail else None
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join(part for part in (row.title, row.detail, row.right) if part)
        return None

    def flags(self, index: _AnyIndex) -> Qt.ItemFlag:
        row = self.rows[index.row()]
        if row.data is None or not row.is_enabled:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable


class QuickDelegate(QStyledItemDelegate):
    """Paints title, muted detail and a right-aligned hint in one line."""

    def sizeHint(self, option: QStyleOptionViewItem, index: _AnyIndex) -> QSize:
        return QSize(200, _ROW_HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _AnyIndex) -> None:
        row = index.model().rows[index.row()]  # type: ignore[attr-defined] # QuickModel
        chosen = colours()
        area = option.rect.adjusted(12, 0, -12, 0)
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(option.rect, option.palette.brush(QPalette.ColorRole.Highlight))
            plain = muted = option.palette.color(QPalette.ColorRole.HighlightedText)
        else:
            plain = option.palette.color(QPalette.ColorRole.Text)
            muted = option.palette.color(QPalette.ColorRole.PlaceholderText)
            if row.data is not None:
                muted = QColor(chosen.muted)
        if row.data is None:
            self._paint_heading(painter, option, area, row)
            painter.restore()
            return
        if not row.is_enabled:
            plain = muted
        if index.model().has_icons:  # type: ignore[attr-defined] # QuickModel
            row.icon.paint(painter, QRect(area.left(), area.center().y() - 8, 16, 16))
            area.setLeft(area.left() + 26)
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.setFont(option.font)
        painter.setPen(muted)
        right = painter.fontMetrics().horizontalAdvance(row.right)
        painter.drawText(area, middle | Qt.AlignmentFlag.AlignRight, row.right)
        area.setRight(area.right() - right - 12)
        painter.setPen(plain)
        width = draw_marked(painter, area, row.title, row.title_marks)
        area.setLeft(area.left() + width + 10)
        if row.detail and area.width() > 40:
            painter.setPen(muted)
            draw_marked(painter, area, row.detail, row.detail_marks)
        painter.restore()

    def _paint_heading(
        self, painter: QPainter, option: QStyleOptionViewItem, area: QRect, row: QuickRow
    ) -> None:
        font = QFont(option.font)
        font.setBold(True)
        font.setPointSizeF(font.pointSizeF() * 0.9)
        painter.setFont(font)
        painter.setPen(colours().muted)
        low = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(area, low, row.title)
        painter.setFont(option.font)
        painter.drawText(area, low | Qt.AlignmentFlag.AlignRight, row.right)


class QuickList(QFrame):
    """The list itself: a child of the window, laid under its line of input."""

    chosen = Signal(object)

    def __init__(
        self, line: QLineEdit, window: QWidget, max_rows: int = 14, narrowest: int = _NARROWEST
    ) -> None:
        super().__init__(window)
        self.setObjectName("quick_list")
        self._line = line
        self._window = window
        self._max_rows = max_rows
        self._narrowest = narrowest
        self.model = QuickModel(self)
        self.view = QListView(self)
        self.view.setObjectName("quick_rows")
        self.view.setAccessibleName(tr("What fits"))
        self.view.setModel(self.model)
        self.view.setItemDelegate(QuickDelegate(self.view))
        self.view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.view.setUniformItemSizes(True)
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.view.clicked.connect(self._take)
        column = QVBoxLayout(self)
        column.setContentsMargins(4, 4, 4, 4)
        column.addWidget(self.view)
        line.installEventFilter(self)
        self.hide()

    def show_rows(self, rows: list[QuickRow], first: int = 0) -> None:
        """Show the rows under the line, marked the first that can be taken from ``first`` on."""
        self.model.show_rows(rows)
        if not rows:
            self.hide()
            return
        self._place()
        self.show()
        self.raise_()
        self._mark(first - 1, 1)

    def current(self) -> object:
        """Give the data of the marked row, or None."""
        index = self.view.currentIndex()
        return self.model.rows[index.row()].data if index.isValid() else None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._line and self.isVisible():
            if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
                return self._handle_key(event)
            if event.type() == QEvent.Type.FocusOut and not self.underMouse():
                self.hide()
        return super().eventFilter(watched, event)

    def _handle_key(self, event: QKeyEvent) -> bool:
        key = event.key()
        row = self.view.currentIndex().row()
        if key == Qt.Key.Key_Down:
            self._mark(row, 1)
        elif key == Qt.Key.Key_Up:
            self._mark(row, -1)
        elif key == Qt.Key.Key_PageDown:
            self._mark(min(row + 9, len(self.model.rows) - 2), 1)
        elif key == Qt.Key.Key_PageUp:
            self._mark(max(row - 9, 1), -1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._take(self.view.currentIndex())
        elif key == Qt.Key.Key_Escape:
            self.hide()
        else:
            return False
        return True

    def _mark(self, row: int, step: int) -> None:
        row += step
        while 0 <= row < len(self.model.rows):
            index = self.model.index(row)
            if self.model.flags(index) & Qt.ItemFlag.ItemIsEnabled:
                self.view.setCurrentIndex(index)
                return
            row += step

    def _take(self, index: QModelIndex) -> None:
        if not index.isValid() or not self.model.flags(index) & Qt.ItemFlag.ItemIsEnabled:
            return
        data = self.model.rows[index.row()].data
        self.hide()
        self.chosen.emit(data)

    def _place(self) -> None:
        """Lay the list under its line, or above where there is more room."""
        window = self._window
        top = self._line.mapTo(window, QPoint(0, 0))
        below = top.y() + self._line.height() + 2
        width = max(self._line.width(), min(self._narrowest, window.width() - 16))
        left = max(8, min(top.x(), window.width() - width - 8))
        wanted = min(len(self.model.rows), self._max_rows) * _ROW_HEIGHT + 12
        room = window.height() - below - 16
        if room < min(wanted, 200) and top.y() > room:
            height = min(wanted, top.y() - 16)
            self.setGeometry(left, top.y() - height - 2, width, height)
        else:
            self.setGeometry(left, below, width, min(wanted, room))
