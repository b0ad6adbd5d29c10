"""Whose picture a part of a page is: a face cut out of a photo becomes that entity's own."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from iwtlink.gui.dialogs.form import FormDialog
from iwtlink.gui.entry.choice_field import ChoiceField
from iwtlink.gui.entry.names import NameBook
from iwtlink.gui.icons import entity_icon
from iwtlink.gui.quick_list import QuickRow
from iwtlink.gui.session import Session
from iwtlink.i18n import tr
from iwtlink.matching import Known
from iwtlink.operations.entry.passages import give_picture
from iwtlink.store import Edit
from iwtlink.store.ids import EntityId

_MOST = 8


class PictureOfDialog(FormDialog):
    """Asks for an entity; what ``cut`` gives becomes its picture."""

    def __init__(
        self, session: Session, names: NameBook, cut: Callable[[], bytes], parent: QWidget
    ) -> None:
        super().__init__(
            "picture_of_dialog",
            tr("Use as picture of…"),
            tr("The part of the page inside the rectangle becomes the picture of:"),
            tr("Use it"),
            parent,
        )
        self._session = session
        self._names = names
        self._cut = cut
        self.who = ChoiceField("picture_of_who", tr("Entity"), self, self._suggest)
        self.add_row(tr("Entity"), self.who, "picture_of_who")
        self.setMinimumHeight(300)
        self.who.confirmed.connect(self.accept)
        self.who.escaped.connect(self.reject)
        self.who.setFocus()

    def accept(self) -> None:
        """Cut the picture out and give it to the entity, beside the window."""
        known = self.who.choice
        if not isinstance(known, Known):
            self.say_problem(tr("Choose an entity from the list."))
            return
        number, cut = EntityId(known.entity_id), self._cut
        name = f"{known.ref}.jpg"

        def work(edit: Edit) -> None:
            give_picture(edit, number, name, cut())

        self._session.edit(tr("Set the photo of {name}", name=known.label), work)
        super().accept()

    def _suggest(self, typed: str) -> list[QuickRow]:
        if not typed:
            return []
        kinds = self._session.store.ontology.entity_types
        found = self._names.find(typed, lambda _: True, _MOST)
        rows = [
            QuickRow(one.label, one.script_label, one.ref, entity_icon(kinds[one.type].icon), one)
            for one in found
            if isinstance(one, Known)
        ]
        return rows or [QuickRow(tr("Nobody here is called so"))]
