"""Words typed on the paper itself: F2 on what is selected, or right after placing an item."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QEvent, QObject, QRect, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit

from iwtlink.gui.chartview.places import place_of, words_of
from iwtlink.i18n import tr

if TYPE_CHECKING:
    from iwtlink.gui.chartview.view import ChartView

TextSource = Callable[[str, int], str]
"""Gives the words that F2 is to begin with: by "entity", "link" or "shape", and id."""
_LEAST_WIDTH = 140
_LEAST_DROP = 14.0
"""Pixels between the middle of a new item and the edit, however small its icon is."""
_NEW = "new"


@dataclass(slots=True)
class _Wanted:
    """An item asked for: where, its id once it is there, and the name typed meanwhile."""

    place: tuple[float, float]
    id: int = 0
    text: str = ""


class Naming(QObject):
    """One edit over the chart. Enter or a click elsewhere keeps, Esc gives up.

    Names and links' words are a line; the words of a free shape may be several, by Shift+Enter.
    """

    def __init__(self, view: ChartView) -> None:
        super().__init__(view)
        self._view = view
        self.texts: TextSource | None = None
        self._kind, self._id = "", 0
        self._wanted: list[_Wanted] = []
        self._newest: _Wanted | None = None
        self._before = ""
        self.edit = QLineEdit(view.viewport())
        self.edit.setObjectName("name_on_chart")
        self.edit.setAccessibleName(tr("Name on the chart"))
        self.note = QPlainTextEdit(view.viewport())
        self.note.setObjectName("note_on_chart")
        self.note.setAccessibleName(tr("Words of a shape on the chart"))
        for edit in (self.edit, self.note):
            edit.hide()
            edit.installEventFilter(self)

    @property
    def is_open(self) -> bool:
        """Whether words are being typed."""
        return bool(self._kind)

    # --- a new item

    def expect(self, x: float, y: float) -> None:
        """An item was asked for at a place: what is typed from now on is its name."""
        self.keep()
        self._newest = _Wanted((x, y))
        self._wanted.append(self._newest)

    def name_new(self, entity_id: int, at: tuple[float, float]) -> None:
        """The item asked for at a place is there under this id."""
        for wanted in [item for item in self._wanted if item.place == at]:
            wanted.id = entity_id
            self._wanted.remove(wanted)
            self._tell_new(wanted)

    def forget_new(self) -> None:
        """What is typed from now on is not the name of the item placed last."""
        if self._kind != _NEW:
            self._newest = None

    def type_first(self, event: QKeyEvent) -> bool:
        """Begin the new item's name with a typed character; tell whether it was taken."""
        keys = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        is_plain = keys in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier)
        text = event.text()
        if self._newest is None or not (is_plain and text.isprintable() and text.strip()):
            return False
        self._open(_NEW, 0, "")
        self.edit.insert(text)
        return True

    # --- what is there

    def rename(self, kind: str, number: int) -> None:
        """Let the words of an item, link or free shape be typed in their place."""
        self.keep()
        display = self._view.display
        if display is None or place_of(display, kind, number) is None:
            return
        words = self.texts(kind, number) if self.texts else words_of(display, kind, number)
        self._open(kind, number, words)
        self._in_use.selectAll()

    def keep(self) -> None:
        """Close the edit and tell what was typed, if it is anything new."""
        if not self._kind:
            return
        kind, number = self._kind, self._id
        text = self._typed()
        self._close()
        if kind != _NEW:
            if text != self._before:
                self._view.renamed.emit(kind, number, text)
        elif self._newest is not None:
            self._newest.text = text
            self._tell_new(self._newest)
            self._newest = None

    def give_up(self) -> None:
        """Close the edit and forget what was typed."""
        self._newest = None
        if self._kind:
            self._close()

    def follow(self) -> None:
        """Stay over the item where the view moved; close where it is gone."""
        if not self._kind:
            return
        display = self._view.display
        place = None
        if self._kind == _NEW and self._newest is not None:
            place = self._below(self._newest.place)
        elif display is not None:
            place = place_of(display, self._kind, self._id)
        if place is None:
            self.give_up()
        else:
            self._put(place)

    # --- within

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take Enter and Esc from the edit, and keep what was typed when it loses the keyboard."""
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()  # what is typed is no shortcut of the window
            return False
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            is_shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            return self._key(Qt.Key(event.key()), starts_line=is_shift and self._is_note)
        if event.type() == QEvent.Type.FocusOut and self._in_use.isVisible():
            self.keep()
        return False

    @property
    def _is_note(self) -> bool:
        return self._kind == "shape"

    @property
    def _in_use(self) -> QLineEdit | QPlainTextEdit:
        return self.note if self._is_note else self.edit

    def _typed(self) -> str:
        if self._is_note:
            return self.note.toPlainText().strip()
        return " ".join(self.edit.text().split())

    def _key(self, key: Qt.Key, *, starts_line: bool) -> bool:
        is_enter = key in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if (is_enter and not starts_line) or key == Qt.Key.Key_Tab:
            self.keep()
        elif key == Qt.Key.Key_Escape:
            self.give_up()
        else:
            return False
        self._view.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def _tell_new(self, wanted: _Wanted) -> None:
        """Tell the name of an item asked for, once both are there."""
        if wanted.id and wanted.text:
            self._view.name_typed.emit(wanted.id, wanted.text)

    def _open(self, kind: str, number: int, words: str) -> None:
        self._kind, self._id, self._before = kind, number, words
        if self._is_note:
            self.note.setPlainText(words)
        else:
            self.edit.setText(words)
        self.follow()
        if self._kind:
            self._in_use.show()
            self._in_use.setFocus(Qt.FocusReason.OtherFocusReason)

    def _close(self) -> None:
        self._kind = ""
        self.edit.hide()
        self.note.hide()

    def _below(self, place: tuple[float, float]) -> tuple[float, float]:
        """Give where the name of an item with its icon at a place begins."""
        display = self._view.display
        half = 0.0 if display is None else display.style.icon_px / 2 + display.style.label_gap_px
        return place[0], place[1] + max(half, _LEAST_DROP / self._view.view.zoom)

    def _put(self, place: tuple[float, float]) -> None:
        """Stand with the middle of the upper edge at a chart point, within the window."""
        view, room = self._view.view, self._view.viewport().rect()
        x, y = (view.to_device(np.array(place)) / view.ratio).tolist()
        lines = self.note.toPlainText().splitlines() if self._is_note else [self.edit.text()]
        metrics = self._in_use.fontMetrics()
        wanted = max((metrics.horizontalAdvance(line) for line in lines), default=0) + 32
        width = min(max(_LEAST_WIDTH, wanted), max(room.width() - 8, 40))
        height = self.edit.sizeHint().height()
        if self._is_note:
            height += metrics.lineSpacing() * max(2, len(lines))
        left = min(max(round(x - width / 2), 4), max(room.width() - width - 4, 4))
        top = min(max(round(y), 4), max(room.height() - height - 4, 4))
        self._in_use.setGeometry(QRect(left, top, width, height))
