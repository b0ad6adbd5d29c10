"""New rows of a table that may be known: for each, the same as one of ours, or a new one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QPushButton, QVBoxLayout, QWidget

from iwtlink.gui.dialogs.import_tables_model import TextTableView
from iwtlink.gui.labels import data_label
from iwtlink.i18n import ntr, tr
from iwtlink.intake.proposals import EntityKey
from iwtlink.intake.report import Incomer
from iwtlink.ontology.kind_words import band_word

_REASON, _CHOICE = 4, 5
_MOST_TOLD = 3
"""Of those whom a new one may be, below the table."""


class KnownView(QWidget):
    """A line for each new entity with its likeliest twin; S and N decide for the chosen lines."""

    decided = Signal(object)
    """What was chosen: entity of ours by key of the table's, 0 where it comes in as new."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._incomers: tuple[Incomer, ...] = ()
        self._chosen: dict[EntityKey, int] = {}
        self.table = TextTableView("import_known", tr("New ones that may be known already"))
        self.table.installEventFilter(self)
        self.table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.table.customContextMenuRequested.connect(self._menu_at)
        self.table.doubleClicked.connect(self._menu_of)
        self.detail = data_label("import_known_detail", "")
        self.detail.setAccessibleName(tr("Whom it may be, and why"))
        self.same = _button("import_same", tr("&Same as ours (S)"))
        self.new = _button("import_new", tr("A &new one (N)"))
        self.likely = _button("import_all_likely", tr("&All likely ones are the same"))
        self.hint = QLabel(tr("Nothing in the table looks like an entity that is here."))
        self.hint.setProperty("part", "muted")
        self.hint.setWordWrap(True)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self.hint, 1)
        for button in (self.same, self.new, self.likely):
            foot.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.table, 1)
        column.addWidget(self.detail)
        column.addLayout(foot)
        self.table.selectionModel().currentRowChanged.connect(self._tell_current)
        self.same.clicked.connect(self.take_same)
        self.new.clicked.connect(self.take_new)
        self.likely.clicked.connect(self.take_all_likely)
        self._can_choose = True

    def show_incomers(
        self, incomers: Sequence[Incomer], chosen: Mapping[EntityKey, int], *, can_choose: bool
    ) -> None:
        """Show whom the new ones may be and what was chosen; marked lines stay marked."""
        marked = self._rows() if tuple(incomers) == self._incomers else []
        self._incomers, self._chosen = tuple(incomers), dict(chosen)
        self._can_choose = can_choose
        self.table.show_rows(
            (
                *(tr("Row"), tr("In the table"), tr("May be"), tr("How sure")),
                *(tr("Why"), tr("Comes in as")),
            ),
            [self._line(one) for one in self._incomers],
            right=(0,),
            stretched=_REASON,
        )
        for row in marked:
            self.table.selectRow(row) if len(marked) == 1 else self._mark(row)
        if self._incomers and not marked:
            self.table.selectRow(0)
        self._tell_current()
        self._tell()

    def take_same(self) -> None:
        """Take the marked new ones for the likeliest of ours."""
        self._decide({self._incomers[row].key: self._first(row) for row in self._rows()})

    def take_new(self) -> None:
        """Let the marked ones come in as new entities."""
        self._decide({self._incomers[row].key: 0 for row in self._rows()})

    def take_all_likely(self) -> None:
        """Take every new one that is certain or likely for its likeliest of ours."""
        sure = ("certain", "likely")
        self._decide(
            {one.key: one.twins[0].entity_id for one in self._incomers if one.twins[0].band in sure}
        )

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            deeds = {Qt.Key.Key_S: self.take_same, Qt.Key.Key_N: self.take_new}
            if not event.modifiers() and event.key() in deeds:
                deeds[Qt.Key(event.key())]()
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
                self._menu_of(self.table.currentIndex())
                return True
        return super().eventFilter(watched, event)

    # Inside

    def _decide(self, choice: dict[EntityKey, int]) -> None:
        if choice and self._can_choose:
            self.decided.emit(choice)

    def _rows(self) -> list[int]:
        return sorted({index.row() for index in self.table.selectionModel().selectedRows()})

    def _mark(self, row: int) -> None:
        flags = self.table.selectionModel().SelectionFlag
        index = self.table.table.index(row, 0)
        self.table.selectionModel().select(index, flags.Select | flags.Rows)

    def _first(self, row: int) -> int:
        return self._incomers[row].twins[0].entity_id

    def _line(self, one: Incomer) -> tuple[str, ...]:
        taken = self._chosen.get(one.key, one.usual)
        twin = next((twin for twin in one.twins if twin.entity_id == taken), one.twins[0])
        more = len(one.twins) - 1
        sure = band_word(twin.band)
        if more:
            sure = f"{sure} · {ntr('{n} more', '{n} more', more)}"
        comes = tr("same as {ref}", ref=twin.ref) if taken else tr("new")
        return (
            *(str(one.row), one.label, f"{twin.ref} {twin.label}"),
            *(sure, twin.why, comes),
        )

    def _tell_current(self) -> None:
        """Say in full whom the line in use may be, the likeliest first."""
        row = self.table.currentIndex().row()
        twins = self._incomers[row].twins[:_MOST_TOLD] if 0 <= row < len(self._incomers) else ()
        self.detail.setText(
            "\n".join(
                f"{twin.ref} {twin.label} · {band_word(twin.band)} · {twin.why}" for twin in twins
            )
        )

    def _tell(self) -> None:
        for button in (self.same, self.new, self.likely):
            button.setVisible(bool(self._incomers))
            button.setEnabled(self._can_choose)
        if not self._incomers:
            self.hint.setText(tr("Nothing in the table looks like an entity that is here."))
            return
        same = sum(bool(self._chosen.get(one.key, one.usual)) for one in self._incomers)
        self.hint.setText(
            tr("Enter lists every choice. {same} the same, {new} new.").format(
                same=same, new=len(self._incomers) - same
            )
        )

    def _menu_at(self, where: QPoint) -> None:
        self._menu_of(self.table.indexAt(where))

    def _menu_of(self, index: QModelIndex) -> None:
        """List every choice for a line."""
        if not index.isValid() or not self._can_choose:
            return
        one = self._incomers[index.row()]
        menu = QMenu(self)
        menu.setObjectName("import_known_menu")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for twin in one.twins:
            words = tr(
                "Same as {ref} {name} ({band}: {why})",
                ref=twin.ref,
                name=twin.label,
                band=band_word(twin.band),
                why=twin.why,
            )
            menu.addAction(
                words.replace("&", "&&"), partial(self._decide, {one.key: twin.entity_id})
            )
        menu.addAction(tr("A new one"), partial(self._decide, {one.key: 0}))
        menu.setActiveAction(menu.actions()[0])
        menu.popup(self.table.viewport().mapToGlobal(self.table.visualRect(index).bottomLeft()))


def _button(name: str, text: str) -> QPushButton:
    button = QPushButton(text)
    button.setObjectName(name)
    button.setAutoDefault(False)
    return button
