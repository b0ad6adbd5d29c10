"""The legend of a chart: its rows taken from the chart or written by hand, its form and place."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QGridLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QWidget,
)

from iwtlink.chart.beside.signs import How, Sign, combined
from iwtlink.gui.charting.appearance.title import place_box
from iwtlink.gui.dialogs.form import FormDialog
from iwtlink.i18n import tr
from iwtlink.store.charts import ChartOptions

_ROW = Qt.ItemDataRole.UserRole


class LegendDialog(FormDialog):
    """Tells the legend as ``ChartOptions`` keeps it; empty for none."""

    wanted = Signal(object)

    def __init__(
        self, options: ChartOptions, found: Sequence[Sign], parent: QWidget | None = None
    ) -> None:
        super().__init__("legend_dialog", tr("Legend"), "", tr("Apply"), parent)
        stated = options.legend
        self._found = found
        self._words = {(str(sign.kind), sign.name): sign.words for sign in found}
        self._is_own = isinstance(stated.get("rows"), (list, tuple))
        self.is_shown = QCheckBox(tr("Show the legend"))
        self.is_shown.setObjectName("legend_shown")
        self.is_shown.setChecked(True)
        self.form.addRow("", self.is_shown)
        self.follows = QCheckBox(tr("Always the signs that are on the chart"))
        self.follows.setObjectName("legend_follows")
        self.follows.setChecked(not self._is_own)
        self.form.addRow("", self.follows)
        self.rows = QListWidget()
        self.rows.setMinimumHeight(220)
        self.add_row(tr("Rows"), self.rows, "legend_rows")
        self._add_buttons()
        self.title = QLineEdit(str(stated.get("title", "")))
        self.title.setPlaceholderText(tr("Legend"))
        self.add_row(tr("Heading"), self.title, "legend_title")
        self.shape = QComboBox()
        for name, words in (
            ("tall", tr("Tall")),
            ("wide", tr("Wide")),
            ("square", tr("Square")),
        ):
            self.shape.addItem(words, name)
        self.shape.setCurrentIndex(max(0, self.shape.findData(stated.get("shape", "tall"))))
        self.add_row(tr("Form"), self.shape, "legend_shape")
        self.place = place_box(stated.get("place"), "right")
        self.add_row(tr("Place"), self.place, "legend_place")
        rows = stated["rows"] if self._is_own else combined([], found, "replace")
        self._list([list(map(str, row)) for row in rows])
        self.follows.toggled.connect(self._enable)
        self._enable()

    def populate(self, how: str) -> None:
        """Take rows from the chart: in place of those there are, after them, or what is new."""
        way: How = "append" if how == "append" else "merge" if how == "merge" else "replace"
        self._list(combined(self._rows(), self._found, way))

    def accept(self) -> None:
        """Tell the legend and close."""
        legend: dict[str, Any] = {}
        if self.is_shown.isChecked():
            legend = {"place": self.place.currentData(), "shape": self.shape.currentData()}
            if self.title.text().strip():
                legend["title"] = self.title.text().strip()
            if not self.follows.isChecked():
                legend["rows"] = self._rows()
        super().accept()
        self.wanted.emit(legend)

    # Inside

    def _add_buttons(self) -> None:
        grid = QGridLayout()
        grid.setSpacing(6)
        self.keys: dict[str, QPushButton] = {}
        for place, (name, words, tip) in enumerate(
            (
                ("replace", tr("Replace"), tr("All rows anew from the chart")),
                ("append", tr("Append"), tr("The signs of the chart after the rows there are")),
                ("merge", tr("Merge"), tr("Add only the signs that have no row yet")),
                ("text", tr("Add words"), tr("A row of words without a sign")),
                ("up", tr("Up"), ""),
                ("down", tr("Down"), ""),
                ("rename", tr("Rename"), tr("Write other words beside the sign (F2)")),
                ("remove", tr("Remove"), ""),
            )
        ):
            button = QPushButton(words)
            button.setObjectName(f"legend_{name}")
            button.setToolTip(tip)
            button.setAutoDefault(False)
            self.keys[name] = button
            grid.addWidget(button, place // 4, place % 4)
        self.form.addRow("", grid)
        for how in ("replace", "append", "merge"):
            self.keys[how].clicked.connect(lambda _=False, how=how: self.populate(how))
        self.keys["text"].clicked.connect(self._add_words)
        self.keys["up"].clicked.connect(lambda: self._shift(-1))
        self.keys["down"].clicked.connect(lambda: self._shift(1))
        self.keys["rename"].clicked.connect(self._rename)
        self.keys["remove"].clicked.connect(
            lambda: self.rows.takeItem(max(0, self.rows.currentRow()))
        )

    def _enable(self) -> None:
        is_own = not self.follows.isChecked()
        self.rows.setEnabled(is_own)
        for button in self.keys.values():
            button.setEnabled(is_own)

    def _list(self, rows: Sequence[Sequence[str]]) -> None:
        self.rows.clear()
        for row in rows:
            self._add(row)
        self.rows.setCurrentRow(0)

    def _add(self, row: Sequence[str]) -> QListWidgetItem:
        kind, name, words = (*row, "", "", "")[:3]
        item = QListWidgetItem(words or self._words.get((kind, name), name))
        item.setData(_ROW, [kind, name])
        item.setFlags(item.flags() | Qt.ItemFlag.ItemIsEditable)
        self.rows.addItem(item)
        return item

    def _rows(self) -> list[list[str]]:
        """Give the rows as they are kept: words only where they are not the sign's own."""
        rows = []
        for place in range(self.rows.count()):
            item = self.rows.item(place)
            kind, name = item.data(_ROW)
            words = item.text().strip()
            is_usual = not words or words == self._words.get((kind, name), name)
            rows.append([kind, name] if is_usual else [kind, name, words])
        return rows

    def _add_words(self) -> None:
        item = self._add(["text", tr("Words"), ""])
        self.rows.setCurrentItem(item)
        self._rename()

    def _rename(self) -> None:
        if self.rows.currentRow() >= 0:
            self.rows.setFocus()
            self.rows.editItem(self.rows.currentItem())

    def _shift(self, by: int) -> None:
        place = self.rows.currentRow()
        if 0 <= place + by < self.rows.count():
            item = self.rows.takeItem(place)
            self.rows.insertItem(place + by, item)
            self.rows.setCurrentItem(item)
