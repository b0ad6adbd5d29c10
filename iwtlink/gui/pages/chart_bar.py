"""The bar above a chart: how much is shown, and the actions used most."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QWidget

from iwtlink.gui.menus import ActionSet

_BAR = (
    *("show_palette", "expand", "filter_chart", "arrange"),
    *("fit", "zoom_out", "zoom_in", "export_chart"),
)
_WIDE = 720
"""Width from which every button of the bar has room for its word, in pixels."""


class ChartBar(QWidget):
    """A count on the left, buttons on the right."""

    def __init__(self, actions: ActionSet) -> None:
        super().__init__()
        self.count = QLabel()
        self.count.setProperty("part", "muted")
        self.count.setMinimumWidth(40)  # it gives way to the words of the buttons
        self._worded: list[QToolButton] = []
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 4, 8, 4)
        row.setSpacing(2)
        row.addWidget(self.count)
        row.addStretch(1)
        for name in _BAR:
            button = QToolButton()
            button.setObjectName(f"bar_{name}")
            button.setDefaultAction(actions[name])
            button.setAutoRaise(True)
            row.addWidget(button)
            if not name.startswith("zoom"):
                self._worded.append(button)
        self._word_buttons(is_wide=True)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the words of the buttons to their tooltips where they would be cut."""
        super().resizeEvent(event)
        self._word_buttons(is_wide=self.width() >= _WIDE)

    def _word_buttons(self, *, is_wide: bool) -> None:
        style = Qt.ToolButtonStyle
        for button in self._worded:
            button.setToolButtonStyle(
                style.ToolButtonTextBesideIcon if is_wide else style.ToolButtonIconOnly
            )
