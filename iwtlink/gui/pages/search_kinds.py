"""Chips with the number of results of each kind; one pressed shows that kind alone."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QPushButton, QWidget

from iwtlink.gui.flow import let_flow
from iwtlink.i18n import tr
from iwtlink.ontology.kind_words import kind_title
from iwtlink.store.ids import Kind
from iwtlink.store.search import MOST, SEARCHED


class KindChips(QWidget):
    """All kinds that were found, with their counts."""

    chosen = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.kind: Kind | None = None
        """The kind shown alone, or None for all."""
        row = let_flow(self, spacing=6)
        self._group = QButtonGroup(self)
        self._group.setExclusive(True)
        self._chips: dict[Kind | None, QPushButton] = {}
        for kind in (None, *SEARCHED):
            self._chips[kind] = self._chip(kind)
            row.addWidget(self._chips[kind])
        self._group.buttonClicked.connect(self._clicked)
        self.show_counts({})

    def choose(self, kind: Kind | None) -> None:
        """Show one kind alone, or all with None; nothing is told."""
        self.kind = kind
        self._chips[kind].setChecked(True)

    def show_counts(self, counts: Mapping[Kind, int]) -> None:
        """Show how many of each kind there are; kinds without any are left out."""
        for kind in SEARCHED:
            count = counts.get(kind, 0)
            number = f"{MOST:,}+" if count > MOST else f"{count:,}"
            self._chips[kind].setText(f"{kind_title(kind)}  {number}")
            self._chips[kind].setVisible(count > 0 or kind == self.kind)
        self._chips[None].setVisible(bool(counts) or self.kind is not None)

    def _chip(self, kind: Kind | None) -> QPushButton:
        chip = QPushButton(tr("All") if kind is None else kind_title(kind))
        chip.setObjectName(f"search_chip_{kind or 'all'}")
        chip.setCheckable(True)
        chip.setChecked(kind is None)
        chip.setProperty("part", "chip")
        self._group.addButton(chip)
        return chip

    def _clicked(self, chip: QPushButton) -> None:
        self.kind = next(kind for kind, known in self._chips.items() if known is chip)
        self.chosen.emit()
