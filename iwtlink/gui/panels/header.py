"""The top of the inspector: photo, names in every script, type and references."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QToolButton, QVBoxLayout, QWidget

from iwtlink.gui.icons import action_icon
from iwtlink.gui.panels.photo import Photo
from iwtlink.gui.plain import tip
from iwtlink.gui.ratings import rating_icon, rating_text
from iwtlink.gui.reading.sheet import ItemSheet
from iwtlink.i18n import ntr, tr
from iwtlink.operations.quality import Rating, load_rules

_LONGEST_REASON = 120
"""Signs of a reason in the menu of the rating."""


class Header(QWidget):
    """Says which item the inspector shows, and how it is rated."""

    fix_wanted = Signal(object)
    """The ``Finding`` the user wants to put right."""
    rules_wanted = Signal()
    twins_wanted = Signal()
    """Whom the item may be is to be shown."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.photo = Photo()
        self.name = _label("inspector_name", "name", tr("Name"))
        self.script = _label("inspector_script", "script", tr("Name in its own script"))
        self.kind = _label("inspector_kind", "muted", tr("Type"))
        self.refs = _label("inspector_refs", "muted", tr("References"))
        self.quality = QToolButton()
        self.quality.setObjectName("inspector_quality")
        self.quality.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.quality.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.quality.setAutoRaise(True)
        self.quality.hide()
        self.twins = QToolButton()
        self.twins.setObjectName("inspector_twins")
        self.twins.setAutoRaise(True)
        self.twins.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.twins.setToolTip(tr("Show who that is, and why"))
        self.twins.clicked.connect(self.twins_wanted)
        self.twins.hide()
        column = QVBoxLayout()
        column.setSpacing(2)
        for label in (self.name, self.script, self.kind, self.refs):
            column.addWidget(label)
        column.addWidget(self.quality, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.twins, 0, Qt.AlignmentFlag.AlignLeft)
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

    def show_twins(self, count: int) -> None:
        """Say how many the item may be the same as; nothing where it is none."""
        words = ntr("May be the same as {n} other", "May be the same as {n} others", count)
        self.twins.setText(words)
        self.twins.setIcon(action_icon("arrows-join"))
        self.twins.setAccessibleName(words)
        self.twins.setVisible(bool(count))

    def show_rating(self, rating: Rating | None) -> None:
        """Show the rating; its menu lists the reasons, each leading to where it is put right."""
        self.quality.setVisible(rating is not None)
        if rating is None:
            return
        words = rating_text(rating.level, len(rating.findings))
        reasons = [finding.sentence for finding in rating.findings]
        self.quality.setText(words)
        self.quality.setIcon(rating_icon(rating.level.name))
        self.quality.setAccessibleName(words)
        self.quality.setAccessibleDescription("\n".join(reasons))
        self.quality.setToolTip(tip("\n".join(reasons) or tr("No rule in force finds fault.")))
        menu = QMenu(self.quality)
        menu.setObjectName("quality_menu")
        rules = load_rules()
        for finding in rating.findings:
            text = f"{tr(rules[finding.rule].label)}: {finding.sentence}"
            action = menu.addAction(_menu_line(text), partial(self.fix_wanted.emit, finding))
            action.setToolTip(tip(text))
        if rating.findings:
            menu.addSeparator()
        menu.addAction(tr("All items and rules…"), self.rules_wanted.emit)
        old = self.quality.menu()
        self.quality.setMenu(menu)
        if old is not None:
            old.deleteLater()


def _menu_line(text: str) -> str:
    line = text if len(text) <= _LONGEST_REASON else text[: _LONGEST_REASON - 1].rstrip() + "…"
    return line.replace("&", "&&")


def _label(name: str, part: str, spoken: str) -> QLabel:
    label = QLabel()
    label.setObjectName(name)
    label.setAccessibleName(spoken)
    label.setProperty("part", part)
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label
