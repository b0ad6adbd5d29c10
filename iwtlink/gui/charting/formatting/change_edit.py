"""What a rule changes, and to what: a value, a table, or a scale."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, cast

from PySide6.QtWidgets import (
    QComboBox,
    QDoubleSpinBox,
    QHBoxLayout,
    QPushButton,
    QStackedWidget,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from iwtlink.chart.colours.palettes import load_palettes
from iwtlink.chart.items.badges import ICONS, badge_label
from iwtlink.chart.rules.measures import number_words
from iwtlink.chart.rules.rule import COLOURS, NUMBERS, About, Change, Effect, Worth
from iwtlink.gui.charting.style_panel.colours import ColourField
from iwtlink.gui.charting.style_panel.fields import TEXT_MARGINS
from iwtlink.i18n import tr
from iwtlink.ontology import ValueProblem
from iwtlink.ontology.numbers import parse_decimal
from iwtlink.operations.charting.rule_words import effect_labels

Values = Callable[[], Sequence[str]]
Range = Callable[[], tuple[float, float] | None]
_FIRST_COLOUR = "#3366ff"
_DIGITS = 3
"""After the point, of the places on a scale that are offered."""


class ChangeEdit(QWidget):
    """One change of a rule; none where the effect is left empty."""

    def __init__(self, number: int, values: Values, numbers: Range) -> None:
        super().__init__()
        self._values, self._numbers = values, numbers
        self._about: About = "entities"
        self._number = number
        self.effect = self._named(QComboBox(), "effect", tr("Changes"))
        self.way = self._named(QComboBox(), "way", tr("How"))
        for name, words in (
            ("value", tr("to a value")),
            ("lookup", tr("by a table")),
            ("scale", tr("on a scale")),
        ):
            self.way.addItem(words, name)
        self.colour = self._named(ColourField(tr("None")), "colour", tr("Colour"))
        self.colour.show_value(_FIRST_COLOUR)
        self.amount = self._named(QDoubleSpinBox(), "amount", tr("Size or width"))
        self.amount.lineEdit().setTextMargins(*TEXT_MARGINS)
        self.amount.setRange(0.25, 12.0)
        self.amount.setSingleStep(0.5)
        self.amount.setValue(2.0)
        self.badge = self._named(QComboBox(), "badge", tr("Badge"))
        self.badge.setEditable(True)
        for name in sorted(ICONS):
            self.badge.addItem(badge_label(name), name)
        self.table = self._named(QTableWidget(0, 2), "table", tr("Values and what they become"))
        self.table.setHorizontalHeaderLabels([tr("Where it is"), tr("Becomes")])
        self.table.horizontalHeader().setStretchLastSection(True)
        self.table.verticalHeader().hide()
        self.table.setMaximumHeight(150)
        self._lay_out()
        self.effect.currentIndexChanged.connect(self._fit)
        self.way.currentIndexChanged.connect(self._fit)
        self.show_about("entities")

    # What is shown

    def show_about(self, about: About) -> None:
        """Offer what can be changed of entities, or of links."""
        self._about = about
        kept = self.effect.currentData()
        self.effect.clear()
        self.effect.addItem(tr("Nothing more") if self._number else tr("Nothing yet"), "")
        for name, words in effect_labels(about).items():
            self.effect.addItem(words, name)
        self.effect.setCurrentIndex(max(0, self.effect.findData(kept)))
        self._fit()

    def show_change(self, change: Change) -> None:
        """Show a change of a rule."""
        self.effect.setCurrentIndex(max(0, self.effect.findData(change.effect)))
        self.way.setCurrentIndex(max(0, self.way.findData(change.way)))
        if change.way == "value":
            self._show_value(change.effect, change.value)
            return
        rows: Sequence[tuple[Any, Worth]] = (
            list(change.lookup.items()) if change.way == "lookup" else list(change.scale)
        )
        self._list([(_said(at), worth) for at, worth in rows])

    def data(self) -> dict[str, Any] | None:
        """Give the change as plain data; None where it changes nothing."""
        effect, way = str(self.effect.currentData() or ""), str(self.way.currentData())
        if not effect:
            return None
        data: dict[str, Any] = {"effect": effect, "way": way}
        if way == "value":
            data["value"] = self._value(effect)
        elif way == "lookup":
            data["lookup"] = dict(self._rows(effect))
        else:
            data["scale"] = [[_as_number(at), worth] for at, worth in self._rows(effect)]
        return data

    # Inside

    def _named(self, widget: Any, name: str, words: str) -> Any:
        widget.setObjectName(f"change{self._number}_{name}")
        widget.setAccessibleName(words)
        return widget

    def _lay_out(self) -> None:
        self.palette_of = self._named(QComboBox(), "palette", tr("Palette"))
        for name, palette in load_palettes().items():
            self.palette_of.addItem(tr(palette.label), name)
        fill = self._named(QPushButton(tr("From the chart")), "fill", tr("From the chart"))
        fill.setToolTip(tr("Take the values of this chart, with the colours of the palette"))
        add = self._named(QPushButton(tr("Row")), "row", tr("Add a row"))
        for button in (fill, add):
            button.setAutoDefault(False)
        fill.clicked.connect(self.fill)
        add.clicked.connect(lambda: self._add("", self._first()))
        below = QHBoxLayout()
        for part in (self.palette_of, fill, add):
            below.addWidget(part)
        below.addStretch(1)
        self.rows = QWidget()
        column = QVBoxLayout(self.rows)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.table)
        column.addLayout(below)
        self.single = QStackedWidget()
        for part in (QWidget(), self.colour, self.amount, self.badge):
            self.single.addWidget(part)
        head = QHBoxLayout()
        head.setSpacing(6)
        head.addWidget(self.effect, 2)
        head.addWidget(self.way, 2)
        head.addWidget(self.single, 3)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addLayout(head)
        outer.addWidget(self.rows)
        self.single.setMaximumHeight(self.effect.sizeHint().height() + 4)

    def _fit(self) -> None:
        """Show the inputs that this effect and way need."""
        effect, way = str(self.effect.currentData() or ""), self.way.currentData()
        self.way.setVisible(bool(effect))
        is_single = bool(effect) and way == "value"
        place = 1 if effect in COLOURS else 2 if effect in NUMBERS else 3
        self.single.setCurrentIndex(place if is_single else 0)
        self.rows.setVisible(bool(effect) and way != "value")
        self.palette_of.setVisible(effect in COLOURS)
        if self.rows.isVisibleTo(self) and (effect in COLOURS) != self._has_colours():
            self._list([])
        self.updateGeometry()

    def _has_colours(self) -> bool:
        return self.table.rowCount() > 0 and isinstance(self.table.cellWidget(0, 1), ColourField)

    def fill(self) -> None:
        """Take values from the chart."""
        effect, way = cast("Effect", self.effect.currentData()), self.way.currentData()
        colours = load_palettes()[str(self.palette_of.currentData())].colours
        if way == "lookup":
            found = list(self._values())[:12]
            if effect in COLOURS:  # a colour used twice would mislead
                self._list(list(zip(found, colours, strict=False)))
            elif effect in NUMBERS:
                self._list([(word, 1.0 + n) for n, word in enumerate(found)])
            else:
                self._list([(word, word[:8]) for word in found])
            return
        low, high = self._numbers() or (0.0, 1.0)
        if effect in COLOURS:
            steps = max(1, len(colours) - 1)
            places = [round(low + (high - low) * n / steps, _DIGITS) for n in range(len(colours))]
            self._list([(_said(at), colour) for at, colour in zip(places, colours, strict=True)])
        else:
            most = 8.0 if effect == "width" else 2.0
            self._list([(_said(low), 1.0), (_said(high), most)])

    def _list(self, rows: Sequence[tuple[str, Worth]]) -> None:
        self.table.setRowCount(0)
        for at, worth in rows:
            self._add(str(at), worth)

    def _add(self, at: str, worth: Worth) -> None:
        row = self.table.rowCount()
        self.table.insertRow(row)
        self.table.setItem(row, 0, QTableWidgetItem(at))
        if str(self.effect.currentData()) in COLOURS:
            field = ColourField(tr("None"))
            field.setObjectName(f"change{self._number}_colour_{row}")
            field.setAccessibleName(tr("Colour"))
            field.show_value(worth)
            self.table.setCellWidget(row, 1, field)
        else:
            self.table.setItem(row, 1, QTableWidgetItem(_said(worth)))

    def _rows(self, effect: str) -> list[tuple[str, Worth]]:
        """Give the rows that are filled in; those without a value or colour are passed over."""
        rows: list[tuple[str, Worth]] = []
        for row in range(self.table.rowCount()):
            item, field = self.table.item(row, 0), self.table.cellWidget(row, 1)
            at = item.text().strip() if item is not None else ""
            if isinstance(field, ColourField):
                worth: Worth = field.value
            else:
                cell = self.table.item(row, 1)
                worth = cell.text().strip() if cell is not None else ""
            if at and worth:
                rows.append((at, _as_number(worth) if effect in NUMBERS else worth))
        return rows

    def _first(self) -> Worth:
        effect = str(self.effect.currentData())
        return _FIRST_COLOUR if effect in COLOURS else 1.0 if effect in NUMBERS else ""

    def _value(self, effect: str) -> Worth:
        if effect in COLOURS:
            return self.colour.value
        if effect in NUMBERS:
            return float(self.amount.value())
        known = self.badge.findText(self.badge.currentText())
        return str(self.badge.itemData(known)) if known >= 0 else self.badge.currentText().strip()

    def _show_value(self, effect: Effect, value: Worth) -> None:
        if effect in COLOURS:
            self.colour.show_value(value)
        elif isinstance(value, float):
            self.amount.setValue(value)
        else:
            self.badge.setCurrentText(badge_label(str(value)))


def number_in(words: str) -> float | None:
    """Give the number that was typed, with whatever marks it has; None where it is none."""
    try:
        return float(parse_decimal(words))
    except ValueProblem:
        return None


def _as_number(words: Worth) -> Worth:
    """Give a number where one was typed; else what was typed, to be refused."""
    number = number_in(str(words))
    return words if number is None else number


def _said(worth: Worth) -> str:
    return worth if isinstance(worth, str) else number_words(worth)
