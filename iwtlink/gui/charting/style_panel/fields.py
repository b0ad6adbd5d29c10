"""Inputs that show the value of many items at once, or that they differ."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QWheelEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDoubleSpinBox,
    QLineEdit,
    QMenu,
    QPushButton,
    QWidget,
)

from iwtlink.i18n import ntr, tr


class Field(Protocol):
    """What the panel asks of an input; its signal ``changed`` carries the new value."""

    def show_value(self, value: object, *, is_mixed: bool = False) -> None:
        """Show a value, or that several are mixed; nothing is emitted."""


class ChoiceField(QComboBox):
    """One of a few values."""

    changed = Signal(object)

    def __init__(self, choices: Mapping[object, str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._values = list(choices)
        self.addItems(list(choices.values()))
        self.setPlaceholderText(tr("Mixed"))
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(10)
        self.activated.connect(lambda place: self.changed.emit(self._values[place]))

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the panel: scrolling past must not change a look."""
        event.ignore()

    @property
    def value(self) -> object:
        """Give the value that is shown; None where several are mixed."""
        return self._values[self.currentIndex()] if self.currentIndex() >= 0 else None

    def show_value(self, value: object, *, is_mixed: bool = False) -> None:
        """Show a value, or that several are mixed."""
        place = -1 if is_mixed or value not in self._values else self._values.index(value)
        self.setCurrentIndex(place)


TEXT_MARGINS = (6, 0, 0, 0)
"""Of the words in a box for numbers, which stand where those of other boxes do."""


class NumberField(QDoubleSpinBox):
    """A length; its least value, ``usual``, stands for "as usual"."""

    changed = Signal(object)
    """A number, or None for as usual."""

    def __init__(
        self,
        most: float,
        step: float = 1.0,
        decimals: int = 0,
        parent: QWidget | None = None,
        *,
        usual: float = 0.0,
    ) -> None:
        super().__init__(parent)
        self._usual = usual
        self.setDecimals(decimals)
        self.setRange(usual, most)
        self.setSingleStep(step)
        self.setKeyboardTracking(False)
        self.lineEdit().setTextMargins(*TEXT_MARGINS)
        self.show_value(None)
        self.valueChanged.connect(self._tell)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the panel: scrolling past must not change a look."""
        event.ignore()

    def show_value(self, value: object, *, is_mixed: bool = False) -> None:
        """Show a number, "as usual" for None, or that several are mixed."""
        blocked = self.blockSignals(True)
        self.setSpecialValueText(tr("Mixed") if is_mixed else tr("As usual"))
        number = value if isinstance(value, (int, float)) and not is_mixed else self._usual
        self.setValue(float(number))
        self.blockSignals(blocked)

    def _tell(self, number: float) -> None:
        self.changed.emit(None if number == self._usual else number)


class TextField(QLineEdit):
    """Words; told when they are done, by Enter or by leaving the line."""

    changed = Signal(object)

    def __init__(self, usual: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._usual = usual or tr("As usual")
        self._shown = ""
        self.editingFinished.connect(self._finished)

    def show_value(self, value: object, *, is_mixed: bool = False) -> None:
        """Show words, or that several are mixed."""
        self._shown = "" if is_mixed else str(value or "")
        self.setText(self._shown)
        self.setPlaceholderText(tr("Mixed") if is_mixed else self._usual)

    def _finished(self) -> None:
        if self.text() != self._shown:
            self._shown = self.text()
            self.changed.emit(self._shown)


class SwitchField(QCheckBox):
    """Yes or no."""

    changed = Signal(object)

    def __init__(self, words: str, parent: QWidget | None = None) -> None:
        super().__init__(words, parent)
        self.clicked.connect(self._clicked)

    def show_value(self, value: object, *, is_mixed: bool = False) -> None:
        """Show a tick, none, or a half one where several are mixed."""
        self.setTristate(is_mixed)
        state = Qt.CheckState.Checked if value else Qt.CheckState.Unchecked
        self.setCheckState(Qt.CheckState.PartiallyChecked if is_mixed else state)

    def _clicked(self) -> None:
        is_on = self.checkState() != Qt.CheckState.Unchecked
        self.show_value(is_on)
        self.changed.emit(is_on)


class TicksField(QPushButton):
    """Some of many names, in a menu; none at all may be "as usual"."""

    changed = Signal(object)
    """The names in order, or None for as usual."""

    def __init__(self, usual: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._usual = usual
        self._value: tuple[str, ...] | None = ()
        self.setProperty("part", "field")
        self.setAutoDefault(False)
        self.menu_of = QMenu(self)
        self.menu_of.setObjectName("ticks_menu")
        self.setMenu(self.menu_of)
        self._actions: dict[str, QAction] = {}

    @property
    def value(self) -> tuple[str, ...] | None:
        """Give what is ticked, None for as usual."""
        return self._value

    def offer(self, names: Sequence[tuple[str, str]]) -> None:
        """Offer these names with their words."""
        self.menu_of.clear()
        self._actions = {}
        if self._usual:
            usual = self.menu_of.addAction(self._usual)
            usual.triggered.connect(lambda: self._take(None))
            self.menu_of.addSeparator()
        for name, words in names:
            action = self.menu_of.addAction(words.replace("&", "&&"))
            action.setCheckable(True)
            action.triggered.connect(self._ticked)
            self._actions[name] = action

    def show_value(self, value: object, *, is_mixed: bool = False) -> None:
        """Tick these names; None is as usual."""
        self._value = tuple(map(str, value)) if isinstance(value, (list, tuple)) else None
        for name, action in self._actions.items():
            action.setChecked(not is_mixed and name in (self._value or ()))
        self.setText(tr("Mixed") if is_mixed else self._said())

    def _said(self) -> str:
        if self._value is None:
            return self._usual or tr("All")
        if not self._value:
            return tr("None")
        words = [self._actions[name].text() for name in self._value if name in self._actions]
        if len(words) > 2 or not words:
            return ntr("{n} chosen", "{n} chosen", len(self._value))
        return ", ".join(words)

    def _ticked(self) -> None:
        self._take(tuple(name for name, one in self._actions.items() if one.isChecked()))

    def _take(self, value: tuple[str, ...] | None) -> None:
        self.show_value(value)
        self.changed.emit(value)
