"""The fields of a cover sheet in rows: keywords, category, comments and fields of one's own."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from iwtlink.chart.beside.cover import usual_names
from iwtlink.i18n import tr
from iwtlink.store.charts.cover import PLACES, CoverField

_NAME, _VALUE, _FIRST_PLACE = 0, 1, 2
_WIDE_PX, _HIGH_PX = 620, 176


class CoverFields(QWidget):
    """A row of each field: its name, its value, and ticks for where it stands."""

    def __init__(self, fields: Sequence[CoverField]) -> None:
        super().__init__()
        self.rows = QTableWidget(0, _FIRST_PLACE + len(PLACES))
        self.rows.setObjectName("cover_fields")
        self.rows.setAccessibleName(tr("Fields of the cover sheet"))
        self.rows.setHorizontalHeaderLabels(
            [tr("Field"), tr("Value"), tr("On the block"), tr("Page head"), tr("Page foot")]
        )
        self.rows.verticalHeader().hide()
        self.rows.setTabKeyNavigation(False)
        header = self.rows.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(_VALUE, QHeaderView.ResizeMode.Stretch)
        header.setHighlightSections(False)
        known = {one.key: one for one in fields if one.key}
        for key in usual_names():
            self._add_row(known.get(key, CoverField(key, "", "")))
        for one in fields:
            if not one.key:
                self._add_row(one)
        self.add = _button("cover_add", tr("Add a field"))
        self.add.clicked.connect(self.add_own)
        self.remove = _button("cover_remove", tr("Remove the field"))
        self.remove.clicked.connect(self.remove_own)
        self.rows.currentCellChanged.connect(self._enable)
        foot = QHBoxLayout()
        foot.addWidget(self.add)
        foot.addWidget(self.remove)
        foot.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.rows)
        column.addLayout(foot)
        self.rows.setFixedHeight(_HIGH_PX)
        self.rows.setMinimumWidth(_WIDE_PX)
        self.rows.setCurrentCell(0, _VALUE)
        self._enable()

    def fields(self) -> tuple[CoverField, ...]:
        """Give the fields that have a name and a value."""
        found = (self._field(row) for row in range(self.rows.rowCount()))
        return tuple(one for one in found if one.value and (one.key or one.name))

    def add_own(self) -> None:
        """Add a row, and let its name be typed."""
        self._add_row(CoverField("", "", ""))
        row = self.rows.rowCount() - 1
        self.rows.setFocus()
        self.rows.setCurrentCell(row, _NAME)
        self.rows.editItem(self._cell(row, _NAME))

    def remove_own(self) -> None:
        """Take the field of the chosen row out."""
        row = self.rows.currentRow()
        if self._is_own(row):
            self.rows.removeRow(row)
        self._enable()

    # Inside

    def _add_row(self, field: CoverField) -> None:
        row = self.rows.rowCount()
        self.rows.insertRow(row)
        name = QTableWidgetItem(usual_names().get(field.key, field.name))
        name.setData(Qt.ItemDataRole.UserRole, field.key)
        if field.key:
            name.setFlags(name.flags() & ~Qt.ItemFlag.ItemIsEditable)
        self.rows.setItem(row, _NAME, name)
        self.rows.setItem(row, _VALUE, QTableWidgetItem(field.value))
        for column, place in enumerate(PLACES, _FIRST_PLACE):
            tick = QTableWidgetItem()
            tick.setFlags(
                Qt.ItemFlag.ItemIsUserCheckable
                | Qt.ItemFlag.ItemIsEnabled
                | Qt.ItemFlag.ItemIsSelectable
            )
            is_on = place in field.places
            tick.setCheckState(Qt.CheckState.Checked if is_on else Qt.CheckState.Unchecked)
            self.rows.setItem(row, column, tick)

    def _field(self, row: int) -> CoverField:
        key = self._cell(row, _NAME).data(Qt.ItemDataRole.UserRole)
        name, value = (" ".join(self._cell(row, n).text().split()) for n in (_NAME, _VALUE))
        places = tuple(
            place
            for column, place in enumerate(PLACES, _FIRST_PLACE)
            if self._cell(row, column).checkState() == Qt.CheckState.Checked
        )
        return CoverField(key, "" if key else name, value, places)

    def _cell(self, row: int, column: int) -> QTableWidgetItem:
        cell = self.rows.item(row, column)
        assert cell is not None  # each row was filled when it was made
        return cell

    def _is_own(self, row: int) -> bool:
        return row >= 0 and not self._cell(row, _NAME).data(Qt.ItemDataRole.UserRole)

    def _enable(self) -> None:
        self.remove.setEnabled(self._is_own(self.rows.currentRow()))


def _button(name: str, words: str) -> QPushButton:
    button = QPushButton(words)
    button.setObjectName(name)
    button.setAutoDefault(False)
    return button
