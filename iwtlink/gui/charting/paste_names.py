"""A pasted column of names: who is known is ticked as such, who is new is made after a look."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QLabel,
    QPlainTextEdit,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from iwtlink.gui.dialogs.form import FormDialog
from iwtlink.gui.icons import entity_icon
from iwtlink.i18n import ntr, tr
from iwtlink.ontology import Ontology
from iwtlink.operations.charting.pasting import PastedName, names_in
from iwtlink.settings import load_settings

_LOOK_MS = 350
_NEW, _LEAVE = 0, -1


class PasteNamesDialog(FormDialog):
    """Tells ids of known entities, names to make new ones of, and their type."""

    wanted = Signal(list, list, str)
    look_wanted = Signal(list, str)
    """Names and type of entity: asks who is known."""

    def __init__(self, ontology: Ontology, pasted: str, parent: QWidget | None = None) -> None:
        super().__init__(
            "paste_names_dialog",
            tr("Paste a column of names"),
            tr(
                "One name on each line, as copied from a spreadsheet. Who is known is placed on "
                "the chart; choose who is meant where the program is not sure."
            ),
            tr("Put on the chart"),
            parent,
        )
        self.setMinimumWidth(680)
        self._found: Sequence[PastedName] = ()
        self.types = QComboBox()
        for known in sorted(ontology.entity_types.values(), key=lambda one: tr(one.label)):
            if not known.is_abstract:
                self.types.addItem(entity_icon(known.icon), tr(known.label), known.name)
        self.types.setCurrentIndex(
            max(0, self.types.findData(load_settings().last_entity_type or "person"))
        )
        self.add_row(tr("These are"), self.types, "paste_type")
        self.names = QPlainTextEdit(pasted)
        self.names.setTabChangesFocus(True)
        self.names.setMaximumHeight(92)
        self.add_row(tr("Names"), self.names, "paste_names")
        self.table = _made_table()
        self.form.addRow(self.table)
        self.told = QLabel()
        self.told.setObjectName("paste_told")
        self.form.addRow(self.told)
        self._wait = QTimer(self, singleShot=True, interval=_LOOK_MS)
        self._wait.timeout.connect(self.look)
        self.names.textChanged.connect(self._wait.start)
        self.types.currentIndexChanged.connect(self.look)
        self.do_it.setEnabled(False)
        (self.do_it if pasted else self.names).setFocus()

    def look(self) -> None:
        """Ask who of the names is known."""
        names = names_in(self.names.toPlainText())
        self.do_it.setEnabled(False)
        if names:
            self.told.setText(tr("Looking who is known already"))
            self.look_wanted.emit(names, str(self.types.currentData()))
        else:
            self.show_found(((), {}))

    def show_found(self, found: tuple[Sequence[PastedName], Mapping[int, str]]) -> None:
        """Show whom each name may be, likeliest chosen; ``labels`` name the entities."""
        self._found, labels = found
        self.table.setRowCount(len(self._found))
        for row, one in enumerate(self._found):
            self.table.setItem(row, 0, _cell(one.name))
            choice = self._choice(one, labels)
            choice.setObjectName(f"paste_choice_{row}")
            choice.setAccessibleName(tr("Who is {name}?", name=one.name))
            self.table.setCellWidget(row, 1, choice)
            why = _why(one)
            self.table.setItem(row, 2, _cell(why))
        self._tell()
        if not self.names.hasFocus() and self.do_it.isEnabled():
            self.do_it.setFocus()

    def chosen(self) -> tuple[list[int], list[str]]:
        """Give the ids of those known, and the names of those to be made."""
        known: list[int] = []
        new: list[str] = []
        for row, one in enumerate(self._found):
            choice = self.table.cellWidget(row, 1)
            assert isinstance(choice, QComboBox)
            meant = int(choice.currentData())
            if meant == _NEW:
                new.append(one.name)
            elif meant != _LEAVE:
                known.append(meant)
        return list(dict.fromkeys(known)), new

    def accept(self) -> None:
        """Tell the choice and close."""
        if not self.do_it.isEnabled():
            return
        known, new = self.chosen()
        super().accept()
        self.wanted.emit(known, new, str(self.types.currentData()))

    def _choice(self, one: PastedName, labels: Mapping[int, str]) -> QComboBox:
        choice = QComboBox()
        for twin in (*one.twins, *one.others):
            choice.addItem(labels.get(twin.entity_id, ""), twin.entity_id)
        choice.addItem(tr("Make a new one"), _NEW)
        choice.addItem(tr("Leave out"), _LEAVE)
        choice.setCurrentIndex(choice.findData(one.known_id or _NEW))
        choice.currentIndexChanged.connect(self._tell)
        return choice

    def _tell(self) -> None:
        known, new = self.chosen()
        self.do_it.setEnabled(bool(known or new))
        if not self._found:
            self.told.setText("")
            return
        parts = [ntr("{n} is known", "{n} are known", len(known))] if known else []
        if new or not known:
            parts += [ntr("{n} new one is made", "{n} new ones are made", len(new))]
        self.told.setText(", ".join(parts) + ".")


def _made_table() -> QTableWidget:
    table = QTableWidget(0, 3)
    table.setObjectName("paste_table")
    table.setAccessibleName(tr("Names and who is meant"))
    table.setHorizontalHeaderLabels([tr("Name"), tr("Who is meant"), tr("Why")])
    table.verticalHeader().hide()
    table.setMinimumHeight(200)
    table.setSelectionMode(QTableWidget.SelectionMode.NoSelection)
    table.setTabKeyNavigation(False)
    header = table.horizontalHeader()
    header.setSectionResizeMode(0, header.ResizeMode.ResizeToContents)
    header.setSectionResizeMode(1, header.ResizeMode.Interactive)
    header.resizeSection(1, 290)
    header.setStretchLastSection(True)
    header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    return table


def _why(one: PastedName) -> str:
    """Say why somebody may be meant."""
    if one.others and (not one.twins or one.known_id == one.others[0].entity_id):
        return tr("Known, but as something else")
    return one.twins[0].why if one.twins else ""


def _cell(text: str) -> QTableWidgetItem:
    item = QTableWidgetItem(text)
    item.setFlags(Qt.ItemFlag.ItemIsEnabled)
    item.setToolTip(text)
    return item
