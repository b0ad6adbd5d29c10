"""Every number by which something in the database is known again, ready to be looked up in bulk."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, text

from iwtlink.matching.identifiers import Identifier, IdentifierReader, agree, role_of
from iwtlink.matching.index import are_kindred
from iwtlink.ontology import Ontology

_VALUES = """
    SELECT s.subject_id, e.type, s.property, s.value FROM statement s
    JOIN entity e ON e.id = s.subject_id WHERE s.subject_kind = 'entity'
    AND s.property IN (SELECT value FROM json_each(:names)) {some} ORDER BY s.subject_id, s.id
"""
_SOME = "AND s.subject_id IN (SELECT value FROM json_each(:ids))"


@dataclass(frozen=True, slots=True)
class Bearer:
    """An entity with a number asked for; certain where the number is its own, of its like."""

    entity_id: int
    label: str
    stated: str
    is_certain: bool


class KnownNumbers:
    """Numbers of entities by the form in which two ways to write one agree."""

    def __init__(self, ontology: Ontology) -> None:
        self._ontology = ontology
        self._reader = IdentifierReader(ontology)
        self._by_key: dict[str, list[tuple[int, str, Identifier]]] = {}

    @classmethod
    def read(
        cls, db: Connection, ontology: Ontology, ids: Collection[int] | None = None
    ) -> KnownNumbers:
        """Read the numbers of some entities, or of all: about 6 s of CPU time for 100,000."""
        numbers = cls(ontology)
        given = {"names": json.dumps(sorted(numbers._reader.properties()))}
        if ids is not None:
            given["ids"] = json.dumps(list(ids))
        query = _VALUES.format(some="" if ids is None else _SOME)
        values: dict[tuple[int, str], dict[str, list[str]]] = {}
        for entity_id, kind, name, value in db.execute(text(query), given):
            values.setdefault((entity_id, kind), {}).setdefault(name, []).append(value)
        for (entity_id, kind), stated in values.items():
            for one in numbers._reader.read(kind, stated):
                numbers._by_key.setdefault(one.key, []).append((entity_id, kind, one))
        return numbers

    def holders(self) -> list[set[int]]:
        """Give the entities that have a number in common, for each number."""
        return [{row[0] for row in rows} for rows in self._by_key.values() if len(rows) > 1]

    def bearers(self, type_name: str, values: Mapping[str, Sequence[str]]) -> list[Bearer]:
        """Find who bears a number that stands among the values of an entity; each once."""
        found: dict[int, Bearer] = {}
        for one in self._reader.read(type_name, values):
            for entity_id, kind, its in self._by_key.get(one.key, ()):
                if not agree(one, its):
                    continue
                is_own = role_of(one, its) == "own" and are_kindred(self._ontology, type_name, kind)
                if entity_id not in found or (is_own and not found[entity_id].is_certain):
                    found[entity_id] = Bearer(entity_id, its.label, its.stated, is_own)
        return sorted(found.values(), key=lambda one: (not one.is_certain, one.entity_id))
