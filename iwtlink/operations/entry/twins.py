"""Whom a typed entity may be: by its names, and by a number that something here bears."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, text

from iwtlink.errors import BadInput
from iwtlink.i18n import tr
from iwtlink.matching import LIKELY, NameIndex, Twin
from iwtlink.matching.candidates import BANDS, Band
from iwtlink.matching.identifiers import Identifier, IdentifierReader, agree, role_of
from iwtlink.matching.index import are_kindred
from iwtlink.matching.offered import romanised
from iwtlink.ontology import Ontology
from iwtlink.operations.entry.reading import read_identifier
from iwtlink.store.folding import is_latin

_MOST, _MOST_SPELLINGS = 5, 4
_ALIKE = 400
"""How many numbers of the same ending are looked at."""
_FEWEST, _ENDING = 4, 6
"""Signs from which a number is looked for, and how many of its last ones must be there."""


@dataclass(frozen=True, slots=True)
class TypedEntity:
    """What is typed of an entity so far; ``identifier`` as it stands in its field."""

    type: str
    names: tuple[str, ...] = ()
    identifier: str = ""


@dataclass(frozen=True, slots=True)
class TypedTwin:
    """An entity that may be the one typed: how surely, why, and by which of its names."""

    entity_id: int
    band: Band
    score: float
    why: str
    name: str = ""


def spellings_of(names: Sequence[str]) -> tuple[str, ...]:
    """Give Latin spellings of names of which none is in Latin letters; else nothing."""
    stated = [name.strip() for name in names if name.strip()]
    if not stated or any(is_latin(name) for name in stated):
        return ()
    return tuple(romanised(stated[0])[:_MOST_SPELLINGS])


def find_twins(
    db: Connection, index: NameIndex, ontology: Ontology, typed: TypedEntity
) -> tuple[TypedTwin, ...]:
    """Find whom a typed entity may be, surest first."""
    by_number = _by_number(db, ontology, typed)
    found = {twin.entity_id: twin for twin in by_number}
    for name in typed.names:
        for twin in index.twins(name, typed.type):
            found[twin.entity_id] = _better(found.get(twin.entity_id), twin)
    ranked = sorted(
        found.values(), key=lambda one: (BANDS.index(one.band), -one.score, one.entity_id)
    )
    return tuple(ranked[:_MOST])


def find_bearers(
    db: Connection, ontology: Ontology, type_name: str, property_name: str, stated: str
) -> tuple[TypedTwin, ...]:
    """Find who bears a number that is stated of an entity of this type, surest first."""
    if property_name not in IdentifierReader(ontology).rules(type_name):
        return ()
    return bearers(db, ontology, type_name, {property_name: [stated]})[:_MOST]


def bearers(
    db: Connection, ontology: Ontology, type_name: str, values: Mapping[str, Sequence[str]]
) -> tuple[TypedTwin, ...]:
    """Find who bears a number that stands among the values of an entity, surest first.

    Only a number that is its bearer's own, of a kindred thing, makes it certain.
    """
    reader = IdentifierReader(ontology)
    found: dict[int, TypedTwin] = {}
    for one in reader.read(type_name, values):
        for entity_id, kind, name, value in _with_ending(db, reader, one.stated):
            for its in reader.read(kind, {name: [value]}):
                if entity_id not in found and agree(one, its):
                    found[entity_id] = _bearer(ontology, type_name, kind, entity_id, one, its)
    return tuple(sorted(found.values(), key=lambda one: (BANDS.index(one.band), one.entity_id)))


def _better(known: TypedTwin | None, twin: Twin) -> TypedTwin:
    band: Band = "likely" if twin.score >= LIKELY else "possible"
    if known is None:
        return TypedTwin(twin.entity_id, band, twin.score, twin.why, twin.name)
    if known.band in ("certain", "likely") and twin.why not in known.why:
        why = f"{known.why}; {twin.why}"
        return TypedTwin(known.entity_id, known.band, known.score, why, twin.name)
    if twin.score > known.score:
        return TypedTwin(twin.entity_id, band, twin.score, twin.why, twin.name)
    return known


def _by_number(db: Connection, ontology: Ontology, typed: TypedEntity) -> tuple[TypedTwin, ...]:
    known = ontology.entity_types.get(typed.type)
    values: dict[str, list[str]] = {"name": list(typed.names)}
    if known is not None and typed.identifier.strip():
        try:
            name, value = read_identifier(ontology, known, typed.identifier.strip())
        except BadInput:
            return ()
        values.setdefault(name, []).append(value.text)
    return bearers(db, ontology, typed.type, values)


def _bearer(
    ontology: Ontology, type_name: str, kind: str, entity_id: int, one: Identifier, its: Identifier
) -> TypedTwin:
    is_own = role_of(one, its) == "own" and are_kindred(ontology, type_name, kind)
    why = tr("this number is known: {number}", number=its.stated)
    return TypedTwin(entity_id, "certain" if is_own else "possible", 1.0, why)


def _with_ending(
    db: Connection, reader: IdentifierReader, stated: str
) -> Sequence[tuple[int, str, str, str]]:
    """Give the numbers that have the same last signs, with whose they are."""
    signs = [sign for sign in stated if sign.isalnum()]
    if len(signs) < _FEWEST:
        return []
    rows = db.execute(
        text(
            "SELECT s.subject_id, e.type, s.property, s.value FROM statement s "
            "JOIN entity e ON e.id = s.subject_id WHERE s.subject_kind = 'entity' "
            "AND s.property IN (SELECT value FROM json_each(:names)) "
            "AND s.value LIKE :like LIMIT :most"
        ),
        {
            "names": json.dumps(sorted(reader.properties())),
            "like": "%" + "%".join(signs[-_ENDING:]) + "%",
            "most": _ALIKE,
        },
    )
    return [(int(row[0]), str(row[1]), str(row[2]), str(row[3])) for row in rows]
