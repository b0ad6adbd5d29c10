"""The preset values of a palette: a property, a value of it, and those there are."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from iwtlink.i18n import tr
from iwtlink.ontology import Ontology, ValueProblem
from iwtlink.ontology.values import code_list_of, parse_value
from iwtlink.operations.charting.preset_values import preset_words, presettable

_VALUE = Qt.ItemDataRole.UserRole


class ValueRows(QWidget):
    """Adds values by property and value, and takes them out again."""

    refused = Signal(str)
    """Why what was typed is no value; empty where it is one."""

    def __init__(self, ontology: Ontology) -> None:
        super().__init__()
        self._ontology = ontology
        self._known = presettable(ontology)
        self.about = _search_box("palette_property", tr("Property"))
        for name, one in sorted(self._known.items(), key=lambda pair: tr(pair[1].label).casefold()):
            self.about.addItem(tr(one.label), name)
        self.about.setCurrentIndex(-1)
        self.value = _search_box("palette_value", tr("Value"))
        self.add = _button("palette_value_add", tr("Add"), self._add)
        self.list = QListWidget()
        self.list.setObjectName("palette_values")
        self.list.setAccessibleName(tr("Preset values"))
        self.list.setFixedHeight(76)
        self.remove = _button("palette_value_remove", tr("Remove"), self._remove)
        self._lay_out()
        self.about.currentIndexChanged.connect(lambda _: self._offer_values())
        self.list.itemSelectionChanged.connect(self._enable)
        self._enable()

    @property
    def values(self) -> tuple[tuple[str, str], ...]:
        """Give the values there are, in their order."""
        rows = (self.list.item(place) for place in range(self.list.count()))
        return tuple(row.data(_VALUE) for row in rows)

    @property
    def is_typing(self) -> bool:
        """Tell whether a value was typed that is not added yet."""
        return bool(self.value.currentText().strip())

    def show_values(self, values: Sequence[tuple[str, str]]) -> None:
        """Show these."""
        self.list.clear()
        for name, value in values:
            row = QListWidgetItem(preset_words(self._ontology, name, value))
            row.setData(_VALUE, (name, value))
            self.list.addItem(row)

    def take_typed(self) -> bool:
        """Add what was typed; False, and say why, where it is no value."""
        name = self._name()
        if name not in self._known:
            self.refused.emit(tr("Choose a property from the list."))
            self.about.setFocus()
            return False
        try:
            read = parse_value(self._known[name], self.value.currentText(), ontology=self._ontology)
        except ValueProblem as problem:
            self.refused.emit(str(problem))
            self.value.setFocus()
            return False
        self.refused.emit("")
        if (name, read.text) not in self.values:
            self.show_values((*self.values, (name, read.text)))
        self.value.setEditText("")
        return True

    # Inside

    def _lay_out(self) -> None:
        typed = QHBoxLayout()
        typed.addWidget(self.about, 1)
        typed.addWidget(self.value, 1)
        typed.addWidget(self.add)
        there = QHBoxLayout()
        there.addWidget(self.list, 1)
        there.addWidget(self.remove, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(typed)
        column.addLayout(there)

    def _name(self) -> str:
        """Give the property whose label stands in the box; empty where none has it."""
        place = self.about.findText(self.about.currentText().strip(), Qt.MatchFlag.MatchFixedString)
        return str(self.about.itemData(place)) if place >= 0 else ""

    def _offer_values(self) -> None:
        known = self._known.get(self._name())
        self.value.clear()
        if known is None:
            return
        codes = code_list_of(known, self._ontology)
        if codes is not None:
            self.value.addItems([tr(code.label) for code in codes.codes.values()])
        elif known.value_type == "yes_no":
            self.value.addItems([tr("yes"), tr("no")])
        self.value.setCurrentIndex(-1)
        self.value.setEditText("")

    def _add(self) -> None:
        if self.take_typed():
            self.about.setFocus()

    def _remove(self) -> None:
        for row in self.list.selectedItems():
            self.list.takeItem(self.list.row(row))
        self._enable()

    def _enable(self) -> None:
        self.remove.setEnabled(bool(self.list.selectedItems()))


def _search_box(name: str, words: str) -> QComboBox:
    """Make a box whose entries are found by any part of their words."""
    box = QComboBox()
    box.setObjectName(name)
    box.setAccessibleName(words)
    box.setEditable(True)
    box.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
    box.setMinimumContentsLength(8)
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    box.setMaxVisibleItems(16)
    completer, line = box.completer(), box.lineEdit()
    assert completer is not None and line is not None  # since it can be typed into
    completer.setFilterMode(Qt.MatchFlag.MatchContains)
    completer.setCompletionMode(completer.CompletionMode.PopupCompletion)
    line.setPlaceholderText(words)
    line.setAccessibleName(words)
    return box


def _button(name: str, words: str, act: object) -> QPushButton:
    button = QPushButton(words)
    button.setObjectName(name)
    button.setAutoDefault(False)
    button.clicked.connect(act)
    return button
