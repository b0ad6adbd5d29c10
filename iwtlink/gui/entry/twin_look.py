"""Looks beside the window who a typed entity may be; only what was typed last is answered."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, QTimer, Signal

from iwtlink.errors import Progress
from iwtlink.gui.entry.choice_field import ChoiceField
from iwtlink.gui.entry.names import NameBook
from iwtlink.gui.icons import entity_icon
from iwtlink.gui.quick_list import QuickRow
from iwtlink.i18n import tr
from iwtlink.ontology import Ontology
from iwtlink.ontology.kind_words import band_word
from iwtlink.operations.entry.twins import TypedEntity, TypedTwin, spellings_of

_LOOK_AFTER_MS = 120

_Answer = tuple[TypedEntity, tuple[TypedTwin, ...], tuple[str, ...]]


class TwinLook(QObject):
    """Asks at most one question at a time; a newer one waits for the answer to the last."""

    found = Signal(object, object, object)
    """The ``TypedEntity`` that was asked about, its ``TypedTwin``s, surest first, and Latin
    spellings of its name where it has none."""

    def __init__(self, names: NameBook, parent: QObject) -> None:
        super().__init__(parent)
        self._names = names
        self._wanted: TypedEntity | None = None
        self._asked: TypedEntity | None = None
        self._is_looking = False
        self._timer = QTimer(self, singleShot=True, interval=_LOOK_AFTER_MS)
        self._timer.timeout.connect(self._look)

    def ask(self, typed: TypedEntity) -> None:
        """Look who this may be, once nothing more is typed for a moment."""
        self._wanted, self._asked = typed, None
        self._timer.start()

    def forget(self) -> None:
        """Want no answer any more."""
        self._wanted = None
        self._timer.stop()

    def _look(self) -> None:
        wanted = self._wanted
        if wanted is None or self._is_looking:
            return

        def look(progress: Progress) -> _Answer:
            return wanted, self._names.look(wanted), spellings_of(wanted.names)

        job = self._names.compute(tr("Looking who is known already"), look, self._answer)
        if job is not None:
            self._is_looking, self._asked = True, wanted
            job.ended.connect(self._ended)

    def _answer(self, answer: _Answer) -> None:
        if answer[0] == self._wanted:
            self.found.emit(*answer)

    def _ended(self) -> None:
        self._is_looking = False
        if self._wanted is not None and self._wanted != self._asked:
            self._look()


class FieldTwins(QObject):
    """Whom the text of some fields may mean: offered with what they list, once it is known."""

    def __init__(self, names: NameBook, fields: Sequence[ChoiceField], parent: QObject) -> None:
        super().__init__(parent)
        self._fields = tuple(fields)
        self._asked = ""
        self._twins: dict[int, TypedTwin] = {}
        self._look = TwinLook(names, self)
        self._look.found.connect(self._found)
        for field in fields:
            field.textEdited.connect(self._ask)

    def of(self, typed: str) -> dict[int, TypedTwin]:
        """Give whom a text may mean by entity, surest first, as far as it was looked up."""
        return dict(self._twins) if typed == self._asked else {}

    def _ask(self, typed: str) -> None:
        self._look.ask(TypedEntity("", (typed.strip(),)))

    def _found(self, typed: TypedEntity, twins: tuple[TypedTwin, ...], _: object) -> None:
        self._asked, self._twins = typed.names[0], {twin.entity_id: twin for twin in twins}
        for field in self._fields:
            if field.hasFocus() and field.text().strip() == self._asked:
                field.offer_more()


def twin_row(names: NameBook, ontology: Ontology, twin: TypedTwin) -> QuickRow | None:
    """Give the line of a twin: who, how sure in words, why; None where it is gone."""
    known = names.known(twin.entity_id)
    if known is None:
        return None
    met = twin.name if twin.name and twin.name != known.label else known.script_label
    detail = " · ".join(part for part in (band_word(twin.band), twin.why, met) if part)
    icon = entity_icon(ontology.entity_types[known.type].icon)
    return QuickRow(known.label, detail, known.ref, icon, twin.entity_id)
