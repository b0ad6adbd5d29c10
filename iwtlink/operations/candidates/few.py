"""The same for a few entities: whom each is worth weighing against, without reading everything."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from itertools import product

from rapidfuzz import fuzz
from sqlalchemy import Connection, text

from iwtlink.matching.identifiers import IdentifierReader
from iwtlink.matching.index import NameIndex, are_kindred
from iwtlink.matching.names import read_name
from iwtlink.matching.weights import weights
from iwtlink.ontology import Ontology
from iwtlink.operations.candidates.pairing import HOLDERS, NEIGHBOURS, RESEMBLING, Pairs

Near = Callable[[str, str], Iterable[int]]
"""Gives entities of kindred types whose names may be the same as a name: (name, type) → ids."""

_FEWEST, _ENDING = 4, 6
"""Signs from which a number is looked for, and how many of its last ones must be there."""
_ALIKE = 200


def near_in(index: NameIndex) -> Near:
    """Give what looks names up in an index."""
    return lambda name, type_name: index.near(name, type_name)


def same_value(db: Connection) -> Near:
    """Give what finds the very same name only: for databases too large to read for one item."""

    def near(name: str, _: str) -> Iterator[int]:
        query = """
            SELECT subject_id FROM statement WHERE property = 'name' AND value = :name
            AND subject_kind = 'entity' LIMIT :most
        """
        for row in db.execute(text(query), {"name": name, "most": _ALIKE}):
            yield int(row[0])

    return near


def pairs_of_few(db: Connection, ontology: Ontology, ids: Collection[int], near: Near) -> Pairs:
    """Give every pair worth weighing of which one is among the ids."""
    types = _types(db, ids)
    values = _values(db, ontology, types)
    found = {
        (entity_id, other)
        for entity_id, type_name in types.items()
        for name in values.get(entity_id, {}).get("name", ())
        for other in near(name, type_name)
    }
    found.update(_by_numbers(db, ontology, types, values))
    found.update(_by_notes(db, ids))
    found.update(_by_days(db, types, values))
    found.update(_by_births(db, values))
    found.update(_by_network(db, ids, values))
    return _fitting(db, ontology, found)


def _types(db: Connection, ids: Collection[int]) -> dict[int, str]:
    query = "SELECT id, type FROM entity WHERE id IN (SELECT value FROM json_each(:ids))"
    rows = db.execute(text(query), {"ids": json.dumps(sorted(ids))})
    return {int(i): str(type_name) for i, type_name in rows}


_Said = dict[int, dict[str, list[str]]]


def _values(db: Connection, ontology: Ontology, ids: Collection[int]) -> _Said:
    wanted = {"name", "date", "birth_date", *IdentifierReader(ontology).properties()}
    query = """
        SELECT subject_id, property, value FROM statement WHERE subject_kind = 'entity'
        AND subject_id IN (SELECT value FROM json_each(:ids))
        AND property IN (SELECT value FROM json_each(:names)) ORDER BY id
    """
    given = {"ids": json.dumps(sorted(ids)), "names": json.dumps(sorted(wanted))}
    found: _Said = {}
    for i, name, value in db.execute(text(query), given):
        found.setdefault(int(i), {}).setdefault(str(name), []).append(str(value))
    return found


def _by_numbers(
    db: Connection, ontology: Ontology, types: Mapping[int, str], values: _Said
) -> Iterator[tuple[int, int]]:
    reader = IdentifierReader(ontology)
    for entity_id, type_name in types.items():
        for one in reader.read(type_name, values.get(entity_id, {})):
            for other in with_ending(db, reader, one.form):
                yield entity_id, other


def with_ending(db: Connection, reader: IdentifierReader, form: str) -> Iterator[int]:
    """Yield entities that state a number with the same last signs, however parted."""
    signs = [sign for sign in form if sign.isalnum()]
    if len(signs) < _FEWEST:
        return
    query = """
        SELECT DISTINCT subject_id FROM statement WHERE subject_kind = 'entity'
        AND property IN (SELECT value FROM json_each(:names)) AND value LIKE :like LIMIT :most
    """
    given = {
        "names": json.dumps(sorted({"name", *reader.properties()})),
        "like": "%" + "%".join(signs[-_ENDING:]) + "%",
        "most": _ALIKE,
    }
    for row in db.execute(text(query), given):
        yield int(row[0])


def _by_notes(db: Connection, ids: Collection[int]) -> Iterator[tuple[int, int]]:
    query = """
        SELECT from_id, to_id FROM link WHERE type IN (SELECT value FROM json_each(:types))
        AND (from_id IN (SELECT value FROM json_each(:ids))
             OR to_id IN (SELECT value FROM json_each(:ids)))
    """
    given = {"types": json.dumps(list(weights().links.same)), "ids": json.dumps(sorted(ids))}
    for start, end in db.execute(text(query), given):
        yield int(start), int(end)


def _by_days(db: Connection, types: Mapping[int, str], values: _Said) -> Iterator[tuple[int, int]]:
    query = """
        SELECT subject_id FROM statement WHERE property = 'date' AND value = :day
        AND subject_kind = 'entity' LIMIT :most
    """
    for entity_id in types:
        for day in values.get(entity_id, {}).get("date", ()):
            rows = db.execute(text(query), {"day": day, "most": HOLDERS + 1}).all()
            if len(rows) <= HOLDERS:
                yield from ((entity_id, int(row[0])) for row in rows)


def _by_births(db: Connection, values: _Said) -> Iterator[tuple[int, int]]:
    """Yield who has the very same name and day of birth: many may bear the name."""
    query = """
        SELECT born.subject_id FROM statement born JOIN statement named
        ON named.subject_kind = 'entity' AND named.subject_id = born.subject_id
        AND named.property = 'name' AND named.value = :name
        WHERE born.subject_kind = 'entity' AND born.property = 'birth_date'
        AND born.value = :day LIMIT :most
    """
    for entity_id, said in values.items():
        for name, day in product(said.get("name", ()), said.get("birth_date", ())):
            given = {"name": name, "day": day, "most": HOLDERS}
            yield from ((entity_id, int(row[0])) for row in db.execute(text(query), given))


def _by_network(db: Connection, ids: Collection[int], values: _Said) -> Iterator[tuple[int, int]]:
    mine = _neighbours(db, ids)
    theirs = _neighbours(db, {third for found in mine.values() for third in found})
    near = {
        (one, other)
        for one, thirds in mine.items()
        for third in thirds
        if len(theirs[third]) <= NEIGHBOURS
        for other in theirs[third]
        if other != one
    }
    labels = _labels(db, {other for _, other in near})
    for one, other in near:
        heard = " ".join(read_name(labels.get(other, "")).sounds)
        names = values.get(one, {}).get("name", ())
        words = (" ".join(read_name(name).sounds) for name in names)
        if any(fuzz.token_set_ratio(heard, name) >= RESEMBLING for name in words):
            yield one, other


def _neighbours(db: Connection, ids: Collection[int]) -> dict[int, set[int]]:
    query = """
        SELECT from_id, to_id FROM link WHERE from_id IN (SELECT value FROM json_each(:ids))
        UNION SELECT to_id, from_id FROM link WHERE to_id IN (SELECT value FROM json_each(:ids))
    """
    found: dict[int, set[int]] = {}
    for one, third in db.execute(text(query), {"ids": json.dumps(sorted(ids))}):
        found.setdefault(int(one), set()).add(int(third))
    return found


def _labels(db: Connection, ids: Collection[int]) -> dict[int, str]:
    query = "SELECT id, label FROM entity WHERE id IN (SELECT value FROM json_each(:ids))"
    rows = db.execute(text(query), {"ids": json.dumps(sorted(ids))})
    return {int(i): str(label) for i, label in rows}


def _fitting(db: Connection, ontology: Ontology, pairs: Iterable[tuple[int, int]]) -> Pairs:
    """Leave out what is gone, itself, or of another kind."""
    listed = set(pairs)
    types = _types(db, {i for pair in listed for i in pair})
    return {
        (min(pair), max(pair))
        for pair in listed
        if pair[0] != pair[1]
        and pair[0] in types
        and pair[1] in types
        and are_kindred(ontology, types[pair[0]], types[pair[1]])
    }
