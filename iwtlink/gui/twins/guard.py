"""Keeps the keys of judging away from where something is typed or chosen by letters."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

_COMMANDS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier


class KeyGuard(QObject):
    """In the inputs it watches a key without Ctrl or Alt is theirs, and no shortcut."""

    def watch(self, *inputs: QWidget) -> None:
        """Guard these inputs too."""
        for one in inputs:
            one.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            is_plain = not event.modifiers() & _COMMANDS
            if is_plain and not Qt.Key.Key_F1 <= event.key() <= Qt.Key.Key_F35:
                event.accept()
                return True
        return super().eventFilter(watched, event)
