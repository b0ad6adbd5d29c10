"""One typed link on its way to the writer, with the ends that are made in the same step."""

from __future__ import annotations

from iwtlink.gui.entry.ends import EndChoice, NewEnd, TypedLink, end_id
from iwtlink.gui.entry.names import Pending
from iwtlink.ontology import Ontology
from iwtlink.operations import entry
from iwtlink.operations.entry.reading import read_entity
from iwtlink.store import Edit
from iwtlink.store.passages import Passage


class LinkWriting:
    """Called on the writer with the edit; ``pending`` are the ends being made."""

    def __init__(
        self,
        ontology: Ontology,
        source: entry.WorkingSource,
        typed: TypedLink,
        passage: Passage | None,
    ) -> None:
        self._ontology = ontology
        self._source = source
        self._typed = typed
        self._passage = passage
        self._values = entry.link_values(ontology, typed.verb.link_type, typed.role, typed.period)
        self._made = {
            id(end): Pending(end.type, end.name)
            for end in (typed.from_end, typed.to_end)
            if isinstance(end, NewEnd)
        }

    @property
    def pending(self) -> list[Pending]:
        """Give the ends that are made with the link."""
        return list(self._made.values())

    @property
    def start(self) -> EndChoice:
        """Give the beginning as the next link may use it: pending where it is being made."""
        return self._made.get(id(self._typed.from_end), self._typed.from_end)

    def __call__(self, edit: Edit) -> entry.EnteredLink:
        typed = self._typed
        ends = [self._end(typed.from_end), self._end(typed.to_end)]
        if not typed.verb.is_forward:
            ends.reverse()
        new = entry.NewLink(typed.verb.link_type, ends[0], ends[1], self._values)
        link = entry.enter_link(edit, self._source, new, self._passage)
        ids = [link.from_id, link.to_id]
        if not typed.verb.is_forward:
            ids.reverse()
        for choice, entity_id in zip((typed.from_end, typed.to_end), ids, strict=True):
            if id(choice) in self._made:
                self._made[id(choice)].entity_id = entity_id
        return link

    def _end(self, choice: EndChoice) -> entry.End:
        if isinstance(choice, NewEnd):
            return read_entity(self._ontology, choice.type, choice.name)
        if isinstance(choice, Pending):
            return choice.resolved()
        known = end_id(choice)
        assert known is not None  # neither new nor pending: it is known
        return known
