"""What is marked on the page being read: names that are known, and what may be entered."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass

from iwtlink.i18n import tr
from iwtlink.ontology import Ontology
from iwtlink.ontology.values import format_value
from iwtlink.operations.marking import Candidate, KnownNames, Mark, candidates
from iwtlink.operations.marking.candidates import kind_label


@dataclass(frozen=True, slots=True)
class PageMarks:
    """Everything marked in a part of a page, from left to right; none overlaps another."""

    all: tuple[Mark | Candidate, ...] = ()

    def at(self, place: int) -> Mark | Candidate | None:
        """Give what is marked at a place of the page; its end belongs to it."""
        number = bisect_right(self.all, place, key=lambda one: one.first) - 1
        if number >= 0 and place <= self.all[number].last:
            return self.all[number]
        return None

    def within(self, first: int, last: int) -> list[Mark | Candidate]:
        """Give what is marked wholly within a stretch of the page."""
        start = bisect_left(self.all, first, key=lambda one: one.first)
        return [one for one in self.all[start:] if one.first < last and one.last <= last]

    def after(self, place: int) -> Mark | Candidate | None:
        """Give the next one that begins behind a place."""
        number = bisect_right(self.all, place, key=lambda one: one.first)
        return self.all[number] if number < len(self.all) else None

    def before(self, place: int) -> Mark | Candidate | None:
        """Give the last one that begins before a place."""
        number = bisect_left(self.all, place, key=lambda one: one.first) - 1
        return self.all[number] if number >= 0 else None


def find_marks(
    known: KnownNames, ontology: Ontology, text: str, first: int, last: int
) -> PageMarks:
    """Find what is marked in a part of a page; a known name is no candidate any more."""
    part = text[first:last]
    names = [
        Mark(one.first + first, one.last + first, one.items, one.label) for one in known.marks(part)
    ]
    taken = PageMarks(tuple(names))
    offered = [
        Candidate(
            one.first + first,
            one.last + first,
            one.kind,
            one.value,
            one.entity_type,
            one.property,
            one.also,
        )
        for one in candidates(part, ontology)
    ]
    free = [one for one in offered if not _touches(taken, one)]
    return PageMarks(tuple(sorted([*names, *free], key=lambda one: one.first)))


def _touches(names: PageMarks, one: Candidate) -> bool:
    place = bisect_left(names.all, one.last, key=lambda name: name.first) - 1
    return place >= 0 and names.all[place].last > one.first


def mark_text(ontology: Ontology, one: Mark | Candidate) -> str:
    """Say in a line what is marked: who it is, or what may be entered."""
    if isinstance(one, Mark):
        return tr("Known: {who}", who=one.label)
    parts = [_value_text(ontology, one)]
    parts += [_also_text(ontology, name, value.text) for name, value in one.also]
    what = ", ".join(part for part in parts if part)
    return tr("{kind}, not entered: {what}", kind=kind_label(one.kind), what=what)


def _value_text(ontology: Ontology, one: Candidate) -> str:
    if one.kind == "quantity":
        known = ontology.observation_types["seizure_item"].properties["quantity"]
        return format_value(known, one.value.text, one.value.unit, ontology)
    kind = ontology.entity_types.get(one.entity_type)
    known_property = kind.properties.get(one.property) if kind else None
    if known_property is None:
        return one.value.text
    return format_value(known_property, one.value.text, one.value.unit, ontology)


def _also_text(ontology: Ontology, name: str, value: str) -> str:
    if name == "term":
        return tr(ontology.code_lists["cites_terms"].label_of(value))
    return value
