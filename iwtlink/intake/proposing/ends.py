"""The ends of a link where a table does not say their type: guessed, or told what to give."""

from __future__ import annotations

from collections.abc import Sequence

from iwtlink.i18n import tr
from iwtlink.intake.mapping import rules as m
from iwtlink.intake.proposals import ProposedEntity
from iwtlink.intake.proposing.reading import Reading
from iwtlink.intake.proposing.scopes import Cells
from iwtlink.ontology import LinkType, Ontology
from iwtlink.ontology.code_words import folded
from iwtlink.ontology.looks import type_by_look

STATED, SURE, USUAL, UNKNOWN = 3, 2, 1, 0
"""How a type is known: the table says it; only it fits; people are usual here; not at all."""

ANY_TYPE = "entity"
"""Stands for a type that only the database may know."""

Guess = tuple[str, int]


def guess_type(reading: Reading, rule: m.EntityRule, scope: Cells, name: str) -> Guess | None:
    """Gives the type of an end by the look of its name, or by what its link type takes.

    None, with the problem reported, where the link type is unknown.
    """
    assert rule.guess is not None
    word = reading.text(rule.guess.link, scope)
    link_name, is_turned = reading.link_words.get(folded(word), ("", False))
    if not link_name:
        reading.problem(tr("There is no link type “{type}”.", type=word), rule.guess.link.column)
        return None
    link = reading.ontology.link_types[link_name]
    ends = _ends(link, is_start=rule.guess.is_start != is_turned)
    look = type_by_look(name)
    if look in ("phone", "email") and look in reading.ontology.entity_types:
        return look, SURE
    if look and any(reading.ontology.is_a(look, end) for end in ends):
        return look, SURE
    fitting = reading.fitting_types.get(ends)
    if fitting is None:
        fitting = reading.fitting_types[ends] = _fitting(reading.ontology, ends)
    if len(fitting) == 1:
        return fitting[0], SURE
    return ("person", USUAL) if "person" in fitting else (ANY_TYPE, UNKNOWN)


def _ends(link: LinkType, *, is_start: bool) -> tuple[str, ...]:
    """Gives the types that a link type names at one end; at either where it has no direction."""
    sides = (link.from_types, link.to_types)
    ends = sides[not is_start] if link.is_directed else (*sides[0], *sides[1])
    return tuple(dict.fromkeys(ends))


def _fitting(ontology: Ontology, ends: Sequence[str]) -> list[str]:
    """Gives the concrete types that may stand at one end; a named concrete one for its family."""
    types = ontology.entity_types
    if len(ends) == 1 and not types[ends[0]].is_abstract:
        return [ends[0]]
    return [
        name
        for name, known in types.items()
        if not known.is_abstract and any(ontology.is_a(name, end) for end in ends)
    ]


def cannot_join(
    ontology: Ontology, link_type: str, start: tuple[str, str], end: tuple[str, str]
) -> str:
    """Gives the sentence for two ends, each (label, type), that a link type does not join."""
    return tr(
        "{start} ({first}) and {end} ({second}) cannot be joined by “{verb}”",
        start=start[0],
        first=_type_word(ontology, start[1]),
        end=end[0],
        second=_type_word(ontology, end[1]),
        verb=tr(ontology.link_types[link_type].verb),
    )


def with_remedy(sentence: str, guessed: list[ProposedEntity]) -> str:
    """Adds to a sentence which columns would say the types that were guessed."""
    columns = list(dict.fromkeys(entity.type_column for entity in guessed if entity.type_column))
    if not columns:
        return sentence + "."
    return tr("{sentence}; give {columns}.", sentence=sentence, columns=tr(" and ").join(columns))


def _type_word(ontology: Ontology, type_name: str) -> str:
    if type_name == ANY_TYPE:
        return tr("type unknown")
    return tr(ontology.entity_types[type_name].label).lower()
