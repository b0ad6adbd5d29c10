"""What a chart leaves out, as chips above the paper: each can be taken away, nothing is deleted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QToolButton, QWidget

from iwtlink.gui.flow import Flow
from iwtlink.gui.icons import action_icon
from iwtlink.gui.plain import menu_text, tip
from iwtlink.i18n import ntr, tr
from iwtlink.ontology import Ontology
from iwtlink.operations.charting.filtering import ChartFilters

ChipKind = Literal["type", "strength", "condition", "hidden", "focus"]


@dataclass(frozen=True, slots=True)
class Chip:
    """One filter that is set: what it is, and in words what it does."""

    kind: ChipKind
    words: str
    name: str = ""
    """The type that is left out."""
    place: int = 0
    """Of a condition among those of the chart."""


def chips_of(filters: ChartFilters, ontology: Ontology) -> list[Chip]:
    """Give a chip for each filter that is set, in the order in which they work."""
    options = filters.options
    chips = []
    if options.focus:
        words = ntr("Focus on {n} entity", "Focus on {n} entities", len(options.focus))
        chips.append(Chip("focus", words))
    counts = {**filters.link_types, **filters.entity_types}
    for name in options.hidden_types:
        words = tr("Without: {type} ({n})", type=type_label(ontology, name), n=counts.get(name, 0))
        chips.append(Chip("type", words, name))
    if options.least_strength == "confirmed":
        chips.append(Chip("strength", tr("Confirmed links only")))
    elif options.least_strength == "unconfirmed":
        chips.append(Chip("strength", tr("Without tentative links")))
    if options.shown_if:
        chips += _conditions(options.shown_if, ontology)
    if filters.hidden:
        chips.append(Chip("hidden", _hidden_words(filters.hidden, options.hidden_are)))
    return chips


def _conditions(rows: Sequence[Mapping[str, Any]], ontology: Ontology) -> Iterator[Chip]:
    """Give a chip for each condition that can be read: what is shown only if what is so."""
    from iwtlink.chart.rules.conditions import read_condition  # what draws a chart loads slowly
    from iwtlink.chart.rules.words import asked_words

    for place, row in enumerate(rows):
        if (one := read_condition(row)) is not None:
            usual = tr("Entities") if one.about == "entities" else tr("Links")
            whom = ", ".join(type_label(ontology, name) for name in one.types) or usual
            words = tr("{whom} only if: {asked}", whom=whom, asked=asked_words(one))
            yield Chip("condition", words, place=place)


def named_types(ontology: Ontology, names: Iterable[str]) -> list[tuple[str, str]]:
    """Give types with what they are called, each once, in the order of their words."""
    named = ((name, type_label(ontology, name)) for name in dict.fromkeys(names))
    return sorted(named, key=lambda pair: pair[1].casefold())


def type_label(ontology: Ontology, name: str) -> str:
    """Give what an entity or link type is called."""
    known = ontology.entity_types.get(name) or ontology.link_types.get(name)
    return tr(known.label) if known is not None else name


def _hidden_words(count: int, seen_as: str) -> str:
    if seen_as == "grey":
        return ntr("{n} hidden item, in grey", "{n} hidden items, in grey", count)
    if seen_as == "shown":
        return ntr("{n} hidden item, seen in full", "{n} hidden items, seen in full", count)
    return ntr("{n} hidden item", "{n} hidden items", count)


class ChipBar(QFrame):
    """A row of chips and *Clear all*; away where no filter is set."""

    removed = Signal(object)
    """The ``Chip`` is to be taken away."""
    cleared = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("chip_bar")
        self.setAccessibleName(tr("Filters of the chart"))
        self._buttons: list[QToolButton] = []
        self.chips: list[Chip] = []
        self._row = Flow(spacing=6)
        chips = QWidget()
        chips.setLayout(self._row)
        line = QHBoxLayout(self)
        line.setContentsMargins(12, 2, 8, 4)
        line.addWidget(chips, 1)
        self.clear = QToolButton()
        self.clear.setObjectName("chips_clear")
        self.clear.setText(tr("Clear all"))
        self.clear.setToolTip(tr("Show the whole chart again"))
        self.clear.setAutoRaise(True)
        self.clear.clicked.connect(self.cleared)
        line.addWidget(self.clear, 0, Qt.AlignmentFlag.AlignTop)
        self.hide()

    def show_chips(self, chips: Sequence[Chip]) -> None:
        """Show these filters as set; buttons are kept and used again."""
        self.chips = list(chips)
        while len(self._buttons) < len(chips):
            self._buttons.append(self._made(len(self._buttons)))
        for place, button in enumerate(self._buttons):
            button.setVisible(place < len(chips))
            if place < len(chips):
                button.setText(menu_text(chips[place].words))
                said = tr("Take away the filter “{words}”", words=chips[place].words)
                button.setToolTip(tip(said))
                button.setAccessibleName(said)
        self.setVisible(bool(chips))
        self._row.invalidate()
        self.updateGeometry()

    def retint(self) -> None:
        """Draw the crosses in the colours of the mode in use."""
        for button in self._buttons:
            button.setIcon(action_icon("x"))

    def _made(self, place: int) -> QToolButton:
        button = QToolButton()
        button.setObjectName(f"chip_{place}")
        button.setProperty("part", "chip")
        button.setIcon(action_icon("x"))
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        button.clicked.connect(lambda: self.removed.emit(self.chips[place]))
        self._row.addWidget(button)
        return button
