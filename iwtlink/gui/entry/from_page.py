"""From a page to the lines of entry: what is chosen there fills them, Esc leads back."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent

from iwtlink.gui.entry.ends import NewEnd
from iwtlink.gui.source.shown import Chosen
from iwtlink.i18n import tr
from iwtlink.matching import Known
from iwtlink.ontology.contacts import format_phone
from iwtlink.ontology.looks import type_by_look
from iwtlink.operations.marking import Candidate, Mark
from iwtlink.operations.marking.plain import levelled
from iwtlink.store.folding import is_latin
from iwtlink.store.ids import PageId
from iwtlink.store.passages import Passage

if TYPE_CHECKING:
    from iwtlink.gui.entry.panel import EntryPanel

_LONGEST_NAME = 200
_LONGEST_TEXT = 500
_VALUE_TYPES = {
    "phone": ("phone",),
    "email": ("email",),
    "url": ("url",),
    "plate": ("plate",),
    "account": ("iban", "file_no"),
    "container": ("container_no",),
    "awb": ("awb",),
    "vessel": ("imo",),
    "id_number": ("id_number", "file_no"),
    "date": ("date",),
    "quantity": ("quantity", "mass"),
}
"""What kind of value each kind of candidate is, the likeliest first."""


class FromPage(QObject):
    """Holds the passage that the next entry rests on, and fills the lines from it."""

    left = Signal()
    """The keyboard goes back to the page."""

    def __init__(self, panel: EntryPanel) -> None:
        super().__init__(panel)
        self._panel = panel
        self.passage: Passage | None = None
        for line in (panel.entity.name, panel.entity.script, panel.entity.identifier):
            line.installEventFilter(self)
        for line in (panel.value.value, panel.value.held, panel.record.note):
            line.installEventFilter(self)
        panel.value.escaped.connect(self._leave)

    def take(
        self, what: str, chosen: Chosen | None, marked: Sequence[Mark | Candidate] = ()
    ) -> None:
        """Begin an entity, link, value or record with what is chosen on the page."""
        self.passage = _passage_of(chosen)
        if self.passage is None and what == "record":
            self._panel.say(
                tr("Select words on the page first, or draw a rectangle on its picture."),
                is_problem=True,
            )
            return
        words = " ".join(levelled(chosen.words).split()) if chosen is not None else ""
        if what == "entity":
            self._take_entity(words, marked)
        elif what == "link":
            self._take_link(words, marked)
        elif what == "value":
            self._take_value(words, marked)
        elif what == "record" and self.passage is not None:
            self._panel.show_record(self.passage)
        self.tell()

    def accept(self, found: Mark | Candidate, chosen: Chosen) -> None:
        """Enter what is marked: a source for who is known, else what the candidate says."""
        self.passage = _passage_of(chosen)
        if isinstance(found, Mark):
            self._panel.mention(found.items)
        elif found.entity_type:
            self._take_entity(chosen.words, [found])
            self._panel.entity.save()
        else:
            self._take_value(chosen.words, [found])
            self.tell()

    def use_up(self) -> Passage | None:
        """Give the passage for what is entered now; the next entry has none."""
        passage, self.passage = self.passage, None
        return passage

    def tell(self) -> None:
        """Say from where what stands in the lines comes."""
        if self.passage is None:
            return
        words = " ".join(self.passage.words.split()) or tr("a part of the picture")
        short = words if len(words) <= 60 else words[:59] + "…"
        self._panel.say(
            tr("From the page: “{words}”. Enter saves, Esc leads back to the page.", words=short)
        )

    # Filling the lines

    def _take_entity(self, words: str, marked: Sequence[Mark | Candidate]) -> None:
        row, name = self._panel.entity, words[:_LONGEST_NAME]
        candidate = next((one for one in marked if isinstance(one, Candidate)), None)
        row.empty()
        if candidate is not None and candidate.entity_type:
            row.choose_type(candidate.entity_type)
            row.suggest(*self._named(candidate, words))
        else:
            look = self._look_of(name)
            if look:
                row.choose_type(look)
            else:
                row.usual_type()
            row.suggest_name(name, is_script=not is_latin(name))
        row.begin()

    def _take_link(self, words: str, marked: Sequence[Mark | Candidate]) -> None:
        row = self._panel.link
        known = [one for one in map(self._known, marked) if one is not None]
        ends: list[Known | NewEnd] = [*known]
        if not ends and words:
            ends = [self._new_end(words[:_LONGEST_NAME], marked)]
        if len(ends) > 1:
            row.start_from(ends[0])
            row.end_at(ends[1])
        elif ends and row.start.choice is not None and row.verb.choice is not None:
            row.end_at(ends[0])
        elif ends:
            row.start_from(ends[0])
        row.begin()
        if row.verb.choice is None and row.start.choice is not None:
            row.verb.offer()

    def _take_value(self, words: str, marked: Sequence[Mark | Candidate]) -> None:
        row = self._panel.value
        candidate = next((one for one in marked if isinstance(one, Candidate)), None)
        known = next((one for one in map(self._known, marked) if one is not None), None)
        subject = known or self._panel.subject()
        if subject is not None:
            row.start_from(subject)
        if candidate is not None:
            row.suggest(_typed(candidate, words), _types_of(candidate), dict(candidate.also))
        else:
            row.suggest("" if known is not None else words[:_LONGEST_TEXT], ())
        row.begin()

    def _known(self, one: Mark | Candidate) -> Known | None:
        return self._panel.names.known(one.items[0]) if isinstance(one, Mark) else None

    def _new_end(self, words: str, marked: Sequence[Mark | Candidate]) -> NewEnd:
        offered = (one.entity_type for one in marked if isinstance(one, Candidate))
        known = next((name for name in offered if name), "")
        return NewEnd(known or self._look_of(words) or "person", words)

    def _look_of(self, name: str) -> str:
        """Give the type that a name looks like: *Naga Garden Hotel* is a hotel; else ""."""
        look = type_by_look(name)
        words = name.casefold().split()
        if look or len(words) < 2:
            return look
        ontology = self._panel.ontology
        for kind in ontology.entity_types.values():
            is_place = any(ontology.is_a(kind.name, one) for one in ("premises", "organisation"))
            if is_place and not kind.is_abstract and tr(kind.label).casefold() in words:
                return kind.name
        return ""

    def _named(self, candidate: Candidate, words: str) -> tuple[str, str]:
        """Give name and identifier of what a candidate is: a phone is called by its number."""
        ontology = self._panel.ontology
        if candidate.kind == "phone":
            return format_phone(candidate.value.text), ""
        if candidate.kind == "url":
            return words.rstrip("/").rpartition("/")[2] or words, f"{candidate.property}: {words}"
        if "name" not in ontology.entity_types[candidate.entity_type].asked_first:
            return words, ""
        return words, f"{candidate.property}: {words}"

    # Going back

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        is_key = event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent)
        if is_key and event.key() == Qt.Key.Key_Escape:  # type: ignore[attr-defined] # a key
            self._leave()
            return True
        return super().eventFilter(watched, event)

    def _leave(self) -> None:
        if self.passage is None:
            return
        self.passage = None
        self._panel.clear_lines()
        self._panel.say("")
        self.left.emit()


def _passage_of(chosen: Chosen | None) -> Passage | None:
    if chosen is None or not chosen.page_id:
        return None
    return Passage(PageId(chosen.page_id), chosen.first, chosen.last, chosen.region, chosen.words)


def _typed(candidate: Candidate, words: str) -> str:
    """Give a candidate's value as one would type it."""
    return candidate.value.text if candidate.kind in ("date", "quantity") else words


def _types_of(candidate: Candidate) -> tuple[str, ...]:
    types = _VALUE_TYPES.get(candidate.kind, ())
    is_mass = candidate.kind == "quantity" and candidate.value.unit in ("KGM", "GRM", "TON")
    return ("mass", "quantity") if is_mass else types
