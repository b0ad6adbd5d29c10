"""Words typed on the paper itself: F2 on what is selected, or right after placing an item."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QEvent, QObject, QRect, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit

from iwtlink.chart.display import Display
from iwtlink.gui.chartview.sentences import label_of, name_of, words_of_shape
from iwtlink.i18n import tr

if TYPE_CHECKING:
    from iwtlink.gui.chartview.view import ChartView

TextSource = Callable[[str, int], str]
"""Gives the words that F2 is to begin with: by "entity", "link" or "shape", and id."""
_LEAST_WIDTH = 140
_NEW = "new"


@dataclass(slots=True)
class _Wanted:
    """An item asked for: where, its id once it is there, and the name typed meanwhile."""

    place: tuple[float, float]
    id: int = 0
    text: str = ""


class Naming(QObject):
    """One line edit over the chart. Enter or a click elsewhere keeps, Esc gives up."""

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
        self.edit.hide()
        self.edit.installEventFilter(self)

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
        words = self.texts(kind, number) if self.texts else _words(display, kind, number)
        self._open(kind, number, words)
        self.edit.selectAll()

    def keep(self) -> None:
        """Close the edit and tell what was typed, if it is anything new."""
        if not self._kind:
            return
        kind, number = self._kind, self._id
        text = " ".join(self.edit.text().split())
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
            place = self._newest.place
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
            return self._key(Qt.Key(event.key()))
        if event.type() == QEvent.Type.FocusOut and self.edit.isVisible():
            self.keep()
        return False

    def _key(self, key: Qt.Key) -> bool:
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab):
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
        self.edit.setText(words)
        self.follow()
        if self._kind:
            self.edit.show()
            self.edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def _close(self) -> None:
        self._kind = ""
        self.edit.hide()

    def _put(self, place: tuple[float, float]) -> None:
        """Stand with the middle of the upper edge at a chart point, within the window."""
        view, room = self._view.view, self._view.viewport().rect()
        x, y = (view.to_device(np.array(place)) / view.ratio).tolist()
        wanted = self.edit.fontMetrics().horizontalAdvance(self.edit.text()) + 32
        width = min(max(_LEAST_WIDTH, wanted), max(room.width() - 8, 40))
        height = self.edit.sizeHint().height()
        left = min(max(round(x - width / 2), 4), max(room.width() - width - 4, 4))
        top = min(max(round(y), 4), max(room.height() - height - 4, 4))
        self.edit.setGeometry(QRect(left, top, width, height))


def place_of(display: Display, kind: str, number: int) -> tuple[float, float] | None:
    """Give where the words of an item begin: middle of their upper edge; None if it is gone."""
    if kind == "shape":
        found = [shape.box for shape in display.shapes if shape.id == number]
        return ((found[0][0] + found[0][2]) / 2, (found[0][1] + found[0][3]) / 2) if found else None
    if kind == "link":
        return _place_of_link(display, number)
    items = np.flatnonzero(display.entity_ids == number)
    if not len(items):
        return None
    x, y = display.positions[items[0]].tolist()
    return x, y + float(display.node_text.boxes[items[0], 1])


def _place_of_link(display: Display, number: int) -> tuple[float, float] | None:
    hits = np.flatnonzero(display.link_ids[display.members] == number)
    if not len(hits):
        return None
    line = int(np.searchsorted(display.member_starts, hits[0], side="right")) - 1
    x, y = display.label_centres[line].tolist()
    return x, y + min(0.0, float(display.link_text.boxes[line, 1]))


def _words(display: Display, kind: str, number: int) -> str:
    if kind == "entity":
        return name_of(display, int(np.flatnonzero(display.entity_ids == number)[0]))
    if kind == "shape":
        return words_of_shape(next(s for s in display.shapes if s.id == number))
    hits = np.flatnonzero(display.link_ids[display.members] == number)
    line = int(np.searchsorted(display.member_starts, hits[0], side="right")) - 1
    return label_of(display, line)
