"""Whom the lines of entry mean, followed through merges and splits."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject

from iwtlink.gui.entry.choice_field import ChoiceField
from iwtlink.gui.entry.names import NameBook
from iwtlink.gui.session import Session
from iwtlink.matching import Known
from iwtlink.store import Changes
from iwtlink.store.leads import leads_of


class Standing(QObject):
    """Lets fields that mean a merged entity mean what it is part of, and itself after a split."""

    def __init__(
        self, session: Session, names: NameBook, fields: Sequence[ChoiceField], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._names = names
        self._fields = tuple(fields)
        self._by_hand: dict[ChoiceField, tuple[int, int]] = {}
        """What was chosen by hand, and what was put in its place."""
        session.changed.connect(self._follow)

    def _follow(self, changes: Changes, _: object) -> None:
        meant = {field: chosen for field in self._fields if (chosen := self._chosen(field))}
        if not changes.entities & set(meant.values()):
            return
        with self._session.store.read() as db:
            leads = leads_of(db, "entity", set(meant.values()))
        for field, chosen in meant.items():
            known = self._names.known(leads[chosen])
            if known is not None and known != field.choice:
                field.set_choice(known, known.label)
                self._by_hand[field] = (chosen, known.entity_id)

    def _chosen(self, field: ChoiceField) -> int:
        """Give whom the field means, as chosen by hand; 0 where it means nobody known."""
        if not isinstance(field.choice, Known):
            return 0
        chosen, stands = self._by_hand.get(field, (0, 0))
        return chosen if stands == field.choice.entity_id else field.choice.entity_id
