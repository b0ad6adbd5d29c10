"""What stands in the middle while no tab is open: what to do next."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from iwtlink.gui.menus import ActionSet, plain_text
from iwtlink.i18n import tr

_OFFERED = ("import_tables", "new_entity", "new_chart")


class NothingOpen(QWidget):
    """Says how to begin in an empty database, and how to open things in a full one."""

    def __init__(self, actions: ActionSet, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("nothing_open")
        self.heading = QLabel()
        self.heading.setProperty("part", "heading")
        self.text = QLabel()
        self.text.setProperty("part", "muted")
        self.text.setWordWrap(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(48, 48, 48, 48)
        column.setSpacing(8)
        column.addWidget(self.heading)
        column.addWidget(self.text)
        column.addSpacing(8)
        for name in _OFFERED:
            button = QPushButton(actions[name].icon(), "  " + plain_text(actions.specs[name]))
            button.setObjectName(f"begin_{name}")
            button.setProperty("part", "way")
            button.setMinimumWidth(264)
            button.clicked.connect(actions[name].trigger)
            column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        self.say(is_empty=True)

    def say(self, *, is_empty: bool) -> None:
        """Say what fits an empty database, or one with something in it."""
        if is_empty:
            self.heading.setText(tr("This database is empty"))
            self.text.setText(
                tr(
                    "Import a table, or enter what you read: choose the document you are "
                    "reading, then type one entity after another."
                )
            )
        else:
            self.heading.setText(tr("Nothing is open"))
            self.text.setText(
                tr(
                    "Double-click a type or a chart on the left, search for anything at the top, "
                    "or start a chart."
                )
            )
