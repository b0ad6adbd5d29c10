"""Asks for the places, commodities and period of a situational analysis."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCompleter, QLineEdit, QWidget

from iwtlink.gui.dialogs.product_form import ProductDialog
from iwtlink.gui.session import Session
from iwtlink.i18n import tr
from iwtlink.operations.entry.reading import types_at
from iwtlink.operations.products import make_situation
from iwtlink.products.commodities import load_commodities
from iwtlink.products.scope import Scope
from iwtlink.store import Store
from iwtlink.store.entities import list_entities


class SituationDialog(ProductDialog):
    """Makes a situational analysis."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(
            "situation_dialog",
            tr("Situational analysis"),
            tr("Seizures, routes, people and gaps. What is left empty does not narrow it."),
            tr("Make the analysis"),
            session,
            parent,
        )
        self.places = _ListLine(_places(session.store))
        self.places.setPlaceholderText(tr("Laos; Vietnam; Bokeo…  (empty: everywhere)"))
        self.add_row(tr("Places"), self.places, "situation_places")
        self.commodities = _ListLine(_commodities())
        self.commodities.setPlaceholderText(tr("ivory; rhino horn…  (empty: all)"))
        self.add_row(tr("Commodities"), self.commodities, "situation_commodities")
        self.add_period()
        self.add_options()
        for line in (self.places, self.commodities):
            line.textChanged.connect(self._suggest)
        self._suggest()
        self.places.setFocus()

    def accept(self) -> None:
        """Make the analysis, or say what stands in the way."""
        scope = Scope(
            places=self.places.entries(),
            commodities=self.commodities.entries(),
            first=self.first.text().strip(),
            last=self.last.text().strip(),
        )
        self.start(make_situation, scope)

    def _suggest(self) -> None:
        scope = (*self.commodities.entries(), *self.places.entries())
        self.suggest_path(tr("Situational analysis {scope}", scope=" ".join(scope)))


class _ListLine(QLineEdit):
    """Several words with semicolons between them, the last one completed while typing."""

    def __init__(self, known: list[str]) -> None:
        super().__init__()
        self._completer = QCompleter(known, self)
        self._completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self._completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self._completer.setWidget(self)
        self._completer.activated.connect(self._complete)
        self.textEdited.connect(self._offer)

    def entries(self) -> tuple[str, ...]:
        """Give what is listed."""
        parts = self.text().split(";")
        return tuple(part.strip() for part in parts if part.strip())

    def _offer(self, text: str) -> None:
        word = text.split(";")[-1].strip()
        self._completer.setCompletionPrefix(word)
        if len(word) >= 2 and self._completer.completionCount():
            self._completer.complete()
        elif (popup := self._completer.popup()) is not None:
            popup.hide()

    def _complete(self, word: str) -> None:
        before = [part.strip() for part in self.text().split(";")[:-1]]
        self.setText("; ".join([*before, word, ""]))


def _places(store: Store) -> list[str]:
    """Name the countries and provinces, and the places of the database."""
    lists = store.ontology.code_lists
    codes = [*lists["countries"].codes.values(), *lists["provinces"].codes.values()]
    with store.read() as db:
        own = list_entities(db, types_at(store.ontology, ("place",)))
    return list(dict.fromkeys([*(tr(code.label) for code in codes), *(row.label for row in own)]))


def _commodities() -> list[str]:
    return [tr(commodity.label) for commodity in load_commodities().values()]
