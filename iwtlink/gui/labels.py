"""Labels whose text is data: shown as it stands, whatever it looks like."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel


def data_label(name: str, part: str) -> QLabel:
    """Give a label that wraps, reads no markup and can be copied from."""
    label = QLabel()
    label.setObjectName(name)
    label.setProperty("part", part)
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label
