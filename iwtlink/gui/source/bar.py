"""The bar above a page: turning, enlarging, picture or text, and what can be made of it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QToolButton, QWidget

from iwtlink.gui.icons import action_icon
from iwtlink.i18n import tr


class ReaderBar(QWidget):
    """Emits the same words as the keys of the page (see ``keys``)."""

    asked = Signal(str)
    page_wanted = Signal(int)
    """The page in this place, from 0, is wanted."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("reader_bar")
        self._count = 0
        self._may_make = True
        self._buttons: dict[str, QToolButton] = {}
        self.number = QLineEdit()
        self.number.setObjectName("reader_number")
        self.number.setAccessibleName(tr("Page"))
        self.number.setFixedWidth(52)
        self.number.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.number.returnPressed.connect(self._typed)
        self.of = QLabel()
        self.of.setObjectName("reader_count")
        self.of.setProperty("part", "muted")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2)
        row.addWidget(self._button("previous_page", "‹", tr("Page before (Ctrl+PgUp)")))
        row.addWidget(self.number)
        row.addWidget(self.of)
        row.addWidget(self._button("next_page", "›", tr("Next page (Ctrl+PgDown)")))
        row.addSpacing(8)
        row.addWidget(self._button("smaller", "", tr("Smaller (−)"), "zoom-out"))
        row.addWidget(self._button("larger", "", tr("Larger (+)"), "zoom-in"))
        row.addSpacing(8)
        for name, text, tip in (
            ("show_picture", tr("Picture"), tr("Show the picture of the page (P)")),
            ("show_text", tr("Text"), tr("Show the text of the page (T)")),
            ("show_both", tr("Both"), tr("Show picture and text side by side (B)")),
        ):
            button = self._button(name, text, tip)
            button.setCheckable(True)
            row.addWidget(button)
        row.addStretch(1)
        for name, text, tip in (
            ("entity", tr("Entity"), tr("Make an entity of what is chosen (E)")),
            ("link", tr("Link"), tr("Make a link of what is chosen (L)")),
            ("value", tr("Value"), tr("Make a value of what is chosen (V)")),
            ("record", tr("Record"), tr("Make a record of what is chosen (R)")),
            ("picture_of", tr("Picture of…"), tr("Use the rectangle as someone's picture (U)")),
        ):
            row.addWidget(self._button(name, text, tip))

    def show_place(self, place: int, count: int) -> None:
        """Say which page of how many is shown."""
        self._count = count
        self.number.setText(str(place + 1) if count else "")
        self.of.setText(tr("of {n}", n=f"{count:,}"))
        for widget in (self.number, self.of, self["previous_page"], self["next_page"]):
            widget.setVisible(count > 1)
        self["previous_page"].setEnabled(place > 0)
        self["next_page"].setEnabled(place < count - 1)

    def show_view(self, view: str, *, has_picture: bool, has_text: bool) -> None:
        """Say whether picture, text or both are shown, and which there are."""
        for name in ("show_picture", "show_text", "show_both"):
            self[name].setChecked(name == f"show_{view}")
            self[name].setVisible(has_picture and has_text)
        self["picture_of"].setVisible(has_picture and self._may_make)

    def allow_making(self, *, is_allowed: bool) -> None:
        """Offer to make items of what is chosen, or not in a database that is only read."""
        self._may_make = is_allowed
        for name in ("entity", "link", "value", "record", "picture_of"):
            self[name].setVisible(is_allowed)

    def __getitem__(self, name: str) -> QToolButton:
        return self._buttons[name]

    def _button(self, name: str, text: str, tip: str, icon: str = "") -> QToolButton:
        button = QToolButton()
        button.setObjectName(f"reader_{name}")
        button.setText(text)
        button.setToolTip(tip)
        button.setAccessibleName(tip)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        if icon:
            button.setIcon(action_icon(icon))
        button.clicked.connect(lambda: self.asked.emit(name))
        self._buttons[name] = button
        return button

    def _typed(self) -> None:
        text = self.number.text().strip()
        if text.isdecimal() and 1 <= int(text) <= self._count:
            self.page_wanted.emit(int(text) - 1)
        else:
            self.number.selectAll()
