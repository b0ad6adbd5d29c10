"""Ctrl+K: every action in one list, found by typing."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QFrame, QLineEdit, QVBoxLayout, QWidget

from iwtlink.gui.menus import ActionSet, plain_text
from iwtlink.gui.quick_list import QuickList, QuickRow
from iwtlink.i18n import tr


class CommandList(QFrame):
    """A line of input over the window and the actions that fit what is typed."""

    chosen = Signal(str)

    def __init__(self, actions: ActionSet, window: QWidget) -> None:
        super().__init__(window)
        self.setObjectName("quick_list")
        self._actions = actions
        self._window = window
        self._before: QWidget | None = None
        self.line = QLineEdit(self)
        self.line.setObjectName("command_input")
        self.line.setPlaceholderText(tr("Type what you want to do"))
        self.line.setAccessibleName(tr("Find an action"))
        self.line.textChanged.connect(self._narrow)
        self.list = QuickList(self.line, window)
        self.line.installEventFilter(self)  # before the list's own: one Esc closes both
        self.list.chosen.connect(self._take)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 8)
        column.addWidget(self.line)
        self.hide()

    def open(self) -> None:
        """Show the list over the upper middle of the window."""
        window = self._window
        self._before = window.focusWidget()
        width = min(560, window.width() - 32)
        self.setGeometry((window.width() - width) // 2, 72, width, 48)
        self.line.clear()
        self.show()
        self.raise_()
        self.line.setFocus()
        self._narrow("")

    def close_list(self) -> None:
        """Hide the list and give the focus back."""
        self.list.hide()
        self.hide()
        if self._before is not None:
            self._before.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.line and self.isVisible():
            if event.type() == QEvent.Type.FocusOut and not self.list.underMouse():
                self.list.hide()
                self.hide()
            elif event.type() == QEvent.Type.KeyPress and event.key() == Qt.Key.Key_Escape:  # type: ignore[attr-defined] # a key event
                self.close_list()
                return True
        return super().eventFilter(watched, event)

    def _narrow(self, text: str) -> None:
        words = text.casefold().split()
        rows = []
        for name, spec in self._actions.specs.items():
            action = self._actions[name]
            title = plain_text(spec)
            if name == "command_list" or not all(word in title.casefold() for word in words):
                continue
            keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
            rows.append(QuickRow(title, spec.tip, keys, action.icon(), name, action.isEnabled()))
        rows.sort(key=lambda row: not row.is_enabled)
        self.list.show_rows(rows or [QuickRow(tr("No action has these words"))])

    def _take(self, name: object) -> None:
        self.close_list()
        self.chosen.emit(str(name))
