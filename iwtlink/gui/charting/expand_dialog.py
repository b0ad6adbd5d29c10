"""Who is linked with the selected, in a table with counts: tick, see, then add."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QLabel, QTreeWidget, QTreeWidgetItem, QWidget

from iwtlink.gui.dialogs.form import FormDialog
from iwtlink.gui.icons import entity_icon
from iwtlink.i18n import ntr, tr
from iwtlink.operations.charting.expanding import MOST_DEGREES, Expansion

_ON, _OFF = Qt.CheckState.Checked, Qt.CheckState.Unchecked
_MANY = 60
"""More than this is not ticked beforehand: the chart would no longer be read."""


class ExpandDialog(FormDialog):
    """Tells the ids to add; ``degrees_wanted`` asks for those further away."""

    wanted = Signal(list)
    degrees_wanted = Signal(int)

    def __init__(self, who: str, parent: QWidget | None = None) -> None:
        super().__init__(
            "expand_dialog",
            tr("Expand neighbours"),
            tr("Linked with {who}. What is ticked is added to the chart.", who=who),
            tr("Add to the chart"),
            parent,
        )
        self.setMinimumWidth(720)
        self._groups: Sequence[Expansion] = ()
        self.degrees = QComboBox()
        for degree in range(1, MOST_DEGREES + 1):
            self.degrees.addItem(ntr("{n} link away", "Up to {n} links away", degree), degree)
        self.add_row(tr("How far"), self.degrees, "expand_degrees")
        self.table = _Table()
        self.form.addRow(self.table)
        self.total = QLabel()
        self.total.setObjectName("expand_total")
        self.form.addRow(self.total)
        self.degrees.currentIndexChanged.connect(self._ask)
        self.table.itemChanged.connect(lambda *_: self._count())
        self.table.accepted.connect(self.accept)
        self.do_it.setEnabled(False)
        self.table.setFocus()

    def show_groups(self, groups: Sequence[Expansion]) -> None:
        """Show who is reached; those that are not on the chart are ticked unless they are many."""
        self._groups = groups
        fresh = {number for group in groups for number in group.fresh}
        self.table.fill(groups, is_ticked=len(fresh) <= _MANY)
        self._count()

    def chosen(self) -> list[int]:
        """Give the ids to add: of the ticked lines, nearest first, each once."""
        ticked = self.table.ticked()
        return list(
            dict.fromkeys(number for place in ticked for number in self._groups[place].fresh)
        )

    def accept(self) -> None:
        """Tell what is ticked and close."""
        ids = self.chosen()
        if ids:
            super().accept()
            self.wanted.emit(ids)

    def _ask(self) -> None:
        self.degrees_wanted.emit(int(self.degrees.currentData()))

    def _count(self) -> None:
        count = len(self.chosen())
        self.do_it.setEnabled(bool(count))
        if count:
            self.total.setText(
                ntr("{n} entity will be added.", "{n} entities will be added.", count)
            )
        elif not self._groups:
            self.total.setText(tr("Nobody is linked with the selected."))
        elif not any(group.fresh for group in self._groups):
            self.total.setText(tr("Every neighbour is on the chart."))
        else:
            self.total.setText(tr("Tick what to add: Space, or Ctrl+A for all."))


class _Table(QTreeWidget):
    """A line for each verb and type: how many there are, on the chart already, and new."""

    accepted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("expand_table")
        self.setAccessibleName(tr("Neighbours by verb and type"))
        self.setHeaderLabels(
            [tr("Verb"), tr("Type"), tr("Links away"), tr("All"), tr("On the chart"), tr("New")]
        )
        self.setRootIsDecorated(False)
        self.setUniformRowHeights(True)
        self.setMinimumHeight(240)
        header = self.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(0, header.ResizeMode.Stretch)
        for column in range(1, 6):
            header.setSectionResizeMode(column, header.ResizeMode.ResizeToContents)

    def fill(self, groups: Sequence[Expansion], *, is_ticked: bool) -> None:
        """Show these groups."""
        self.blockSignals(True)
        self.clear()
        for place, group in enumerate(groups):
            self.addTopLevelItem(_line(place, group, is_ticked=is_ticked))
        self.setColumnHidden(2, all(group.degree == 1 for group in groups))
        self.blockSignals(False)
        if (first := self.topLevelItem(0)) is not None:
            self.setCurrentItem(first)

    def ticked(self) -> list[int]:
        """Give the places of the ticked groups."""
        return [
            int(line.data(0, Qt.ItemDataRole.UserRole))
            for line in self._lines()
            if line.checkState(0) == _ON
        ]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+A ticks every line, or none where all are ticked; Enter adds."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.accepted.emit()
        elif (
            event.key() == Qt.Key.Key_A and event.modifiers() & Qt.KeyboardModifier.ControlModifier
        ):
            open_lines = [line for line in self._lines() if not line.isDisabled()]
            is_all = all(line.checkState(0) == _ON for line in open_lines)
            for line in open_lines:
                line.setCheckState(0, _OFF if is_all else _ON)
        else:
            super().keyPressEvent(event)

    def _lines(self) -> list[QTreeWidgetItem]:
        found = [self.topLevelItem(place) for place in range(self.topLevelItemCount())]
        return [line for line in found if line is not None]


def _line(place: int, group: Expansion, *, is_ticked: bool) -> QTreeWidgetItem:
    fresh = len(group.fresh)
    line = QTreeWidgetItem(
        [
            group.verb,
            group.type_label,
            str(group.degree),
            f"{len(group.ids):,}",
            f"{len(group.there):,}",
            f"{fresh:,}",
        ]
    )
    line.setData(0, Qt.ItemDataRole.UserRole, place)
    line.setIcon(1, entity_icon(group.icon))
    line.setCheckState(0, _ON if is_ticked and fresh else _OFF)
    line.setDisabled(not fresh)
    for column in range(2, 6):
        line.setTextAlignment(column, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    return line
