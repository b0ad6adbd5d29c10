"""A sentence in the middle of a list that is empty: what will stand there, what to do."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QLabel, QVBoxLayout


class EmptyHint(QLabel):
    """Stands in a list while it has no line; the mouse goes through to the list."""

    def __init__(self, view: QAbstractItemView, sentence: str) -> None:
        super().__init__(view.viewport())
        self._view = view
        self.setObjectName(f"{view.objectName()}_hint")
        self.setProperty("part", "muted")
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        room = QVBoxLayout(view.viewport())
        room.setContentsMargins(16, 4, 16, 4)
        room.addWidget(self)
        model = view.model()
        for changed in (model.rowsInserted, model.rowsRemoved, model.modelReset):
            changed.connect(self.fit)
        self.say(sentence)

    def say(self, sentence: str) -> None:
        """Show another sentence; a screen reader hears it with the list."""
        self.setText(sentence)
        self.fit()

    def fit(self) -> None:
        """Show the sentence where the list is empty, hide it where there is a line."""
        is_empty = self._view.model().rowCount() == 0
        self.setVisible(is_empty)
        self._view.setAccessibleDescription(self.text() if is_empty else "")
