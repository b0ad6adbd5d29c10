"""The top of the inspector: photo, names in every script, type and references."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from iwtlink.gui.panels.photo import Photo
from iwtlink.gui.reading.sheet import ItemSheet
from iwtlink.i18n import tr


class Header(QWidget):
    """Says which item the inspector shows."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.photo = Photo()
        self.name = _label("inspector_name", "name", tr("Name"))
        self.script = _label("inspector_script", "script", tr("Name in its own script"))
        self.kind = _label("inspector_kind", "muted", tr("Type"))
        self.refs = _label("inspector_refs", "muted", tr("References"))
        column = QVBoxLayout()
        column.setSpacing(2)
        for label in (self.name, self.script, self.kind, self.refs):
            column.addWidget(label)
        column.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 8, 12, 8)
        row.setSpacing(12)
        row.addWidget(self.photo, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(column, 1)

    def show_sheet(self, sheet: ItemSheet, picture: bytes, *, is_writable: bool) -> None:
        """Show the names of an item and its photo."""
        self.name.setText(sheet.title)
        for label, text in (
            (self.script, sheet.script),
            (self.kind, sheet.kind_label),
            (self.refs, " · ".join(sheet.refs)),
        ):
            label.setText(text)
            label.setVisible(bool(text))
        self.photo.setVisible(sheet.can_have_picture)
        if sheet.can_have_picture:
            self.photo.show_photo(picture, sheet.icon, is_writable=is_writable)


def _label(name: str, part: str, spoken: str) -> QLabel:
    label = QLabel()
    label.setObjectName(name)
    label.setAccessibleName(spoken)
    label.setProperty("part", part)
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label
