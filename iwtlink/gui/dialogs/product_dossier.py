"""Asks on whom a dossier is wanted, and how it is marked."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from iwtlink.gui.dialogs.product_form import ProductDialog
from iwtlink.gui.entry.choice_field import ChoiceField
from iwtlink.gui.entry.names import NameBook, known_rows
from iwtlink.gui.quick_list import QuickRow
from iwtlink.gui.session import Session
from iwtlink.i18n import tr
from iwtlink.matching import Known
from iwtlink.operations.products import make_dossier
from iwtlink.store.ids import EntityId

SUBJECTS = ("party", "premises")
"""Dossiers are written on people, organisations, syndicates and facilities."""


class DossierDialog(ProductDialog):
    """Makes a dossier."""

    def __init__(
        self,
        session: Session,
        names: NameBook,
        subject_id: int | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(
            "dossier_dialog",
            tr("Dossier"),
            tr("Everything known about one subject, each value with its source and grade."),
            tr("Make the dossier"),
            session,
            parent,
        )
        self._names = names
        self.subject = ChoiceField("dossier_subject", tr("Subject"), self, self._suggest)
        self.subject.setPlaceholderText(tr("Name or reference"))
        self.add_row(tr("Subject"), self.subject, "dossier_subject")
        self.subject.taken.connect(self._taken)
        self.subject.escaped.connect(self.reject)
        self.add_period()
        self.add_options()
        known = names.known(subject_id) if subject_id is not None else None
        if known is not None and self._fits(known.type):
            self.subject.set_choice(known, known.label)
            self._taken(known)
        else:
            self.subject.setFocus()

    def accept(self) -> None:
        """Make the dossier, or say what is missing."""
        choice = self.subject.choice
        if not isinstance(choice, Known):
            self.say_problem(tr("Choose the subject from the list."))
            self.subject.setFocus()
            return
        self.start(make_dossier, EntityId(choice.entity_id))

    def _fits(self, type_name: str) -> bool:
        ontology = self._session.store.ontology
        return any(ontology.is_a(type_name, subject) for subject in SUBJECTS)

    def _suggest(self, typed: str) -> list[QuickRow]:
        found = known_rows(self._names, self._session.store.ontology, typed, self._fits)
        return found or [
            QuickRow(tr("Nobody of this name") if typed else tr("Type a name or reference"))
        ]

    def _taken(self, choice: object) -> None:
        assert isinstance(choice, Known)
        self.suggest_path(tr("Dossier {name}", name=choice.label))
        self.first.setFocus()
