"""A line of input with a list of what it may mean: typed, taken with Tab or Enter."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from iwtlink.gui.quick_list import QuickList, QuickRow

Suggest = Callable[[str], list[QuickRow]]

_ROW_HEIGHT = 28
_MARGIN = 12


class EntryList(QuickList):
    """The list of a line of input at the foot of the window: opens where there is room.

    With ``marks_first`` false nothing is marked until the arrow goes down, so that Enter
    still belongs to the line.
    """

    dismissed = Signal()
    """Esc put the list away."""

    def __init__(
        self,
        line: QLineEdit,
        window: QWidget,
        *,
        marks_first: bool = True,
        max_rows: int = 9,
        min_width: int = 440,
    ) -> None:
        super().__init__(line, window, max_rows)
        self.marks_first = marks_first
        self._min_width = min_width

    def move_to(self, line: QLineEdit) -> None:
        """Belong to another line of input from now on."""
        self._line.removeEventFilter(self)
        self._line = line
        line.installEventFilter(self)

    def show_rows(self, rows: list[QuickRow], first: int = 0) -> None:
        """Show the rows; mark the first that can be taken, where it is wanted."""
        super().show_rows(rows, first)
        if not self.marks_first:
            self.view.setCurrentIndex(QModelIndex())

    def _handle_key(self, event: QKeyEvent) -> bool:
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if is_enter and not self.view.currentIndex().isValid():
            return False
        is_taken = super()._handle_key(event)
        if event.key() == Qt.Key.Key_Escape:
            self.dismissed.emit()
        return is_taken

    def renew(self, rows: list[QuickRow]) -> None:
        """Show what is known by now; what was marked stays marked."""
        marked = self.current()
        self.show_rows(rows)
        for place, row in enumerate(rows):
            if marked is not None and row.data == marked:
                self.view.setCurrentIndex(self.model.index(place))

    def _place(self) -> None:
        window = self.parentWidget()
        assert window is not None
        corner = self._line.mapTo(window, QPoint(0, 0))
        below = window.height() - corner.y() - self._line.height() - 16
        width = min(max(self._line.width(), self._min_width), window.width() - 16)
        left = max(8, min(corner.x(), window.width() - width - 8))
        wanted = min(len(self.model.rows), self._max_rows) * _ROW_HEIGHT + _MARGIN
        if wanted <= below or below > corner.y():
            self.setGeometry(left, corner.y() + self._line.height() + 2, width, min(wanted, below))
        else:
            height = min(wanted, corner.y() - 8)
            self.setGeometry(left, corner.y() - height - 2, width, height)


class ChoiceField(QLineEdit):
    """A line that stands for something chosen; ``choice`` is None while it is only text."""

    taken = Signal(object)
    """The user chose; the keyboard goes on to the next field."""
    confirmed = Signal()
    """Enter was pressed with no list in the way."""
    escaped = Signal()

    def __init__(
        self, name: str, label: str, window: QWidget, suggest: Suggest, list_width: int = 440
    ) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(label)
        self.setPlaceholderText(label)
        self.choice: object = None
        self._suggest = suggest
        self.list = EntryList(self, window, min_width=list_width)
        self.list.chosen.connect(self._take)
        self.textEdited.connect(self._typed)
        self.returnPressed.connect(self.confirmed)

    def set_choice(self, choice: object, text: str) -> None:
        """Let the line stand for this from now on."""
        self.choice = choice
        self.setText(text)
        self.setCursorPosition(0)
        self.list.hide()

    def empty(self) -> None:
        """Let the line stand for nothing."""
        self.set_choice(None, "")

    def offer(self) -> None:
        """Show what the line may mean; marked only where something is typed."""
        self.list.marks_first = bool(self.text().strip())
        self.list.show_rows(self._suggest(self.text().strip()))

    def offer_more(self) -> None:
        """Show what has become known of the text while the list was open."""
        if self.list.isVisible():
            self.list.renew(self._suggest(self.text().strip()))

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if event.reason() != Qt.FocusReason.MouseFocusReason:
            self.selectAll()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() == Qt.Key.Key_Tab and self._take_marked():
                return True
            if event.key() == Qt.Key.Key_Escape:
                self.escaped.emit()
                return True
            if event.key() == Qt.Key.Key_Down and not self.list.isVisible():
                self.offer()
                return True
        return super().event(event)

    def _take_marked(self) -> bool:
        """Take what is marked, as Enter would; False where nothing is."""
        if not self.list.isVisible() or self.list.current() is None:
            return False
        choice = self.list.current()
        self.list.hide()
        self._take(choice)
        return True

    def _typed(self, text: str) -> None:
        self.choice = None
        self.offer()

    def _take(self, choice: object) -> None:
        title = next((row.title for row in self.list.model.rows if row.data is choice), "")
        self.set_choice(choice, title)
        self.taken.emit(choice)
