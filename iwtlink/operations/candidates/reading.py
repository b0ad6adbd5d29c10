"""Read what is known of many entities at once, as ``matching`` weighs it."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field

from sqlalchemy import Connection, text

from iwtlink.matching.facts import Around, Between, Facts, Span, Spot, Third
from iwtlink.matching.identifiers import IdentifierReader
from iwtlink.matching.weights import Weights, weights
from iwtlink.ontology import Ontology
from iwtlink.store.folding import fold

_ALL = 30_000
"""From this many ids on, everything is read: looking up each id costs more."""


@dataclass(frozen=True, slots=True)
class Known:
    """Facts of entities by id, and what stands around them."""

    facts: dict[int, Facts]
    around: Around
    links: dict[tuple[int, int], list[tuple[int, str, str]]] = field(default_factory=dict)
    """Links between two of them: (link id, type, label), by the two ids ascending."""
    doubting: dict[int, set[int]] = field(default_factory=dict)
    """Records that state that two may be one, by the link's id."""
    record_refs: dict[int, str] = field(default_factory=dict)

    def between(self, one_id: int, other_id: int) -> Between:
        """Give what joins two of them directly."""
        pair = (min(one_id, other_id), max(one_id, other_id))
        links = self.links.get(pair, [])
        doubting = {record for link_id, _, _ in links for record in self.doubting.get(link_id, ())}
        one, other = self.facts[one_id], self.facts[other_id]
        if not links and one.records.isdisjoint(other.records):
            return _NOTHING
        records = sorted((one.records & other.records) - doubting)
        return Between(
            tuple((type_name, label) for _, type_name, label in links),
            tuple(self.record_refs.get(record, "") for record in records),
        )


_NOTHING = Between()


def read_known(db: Connection, ontology: Ontology, ids: Collection[int]) -> Known:
    """Read the facts of entities; those that are not there are left out."""
    wanted = _Wanted(ids)
    by = weights()
    rows = {
        int(i): (str(type_name), str(label), str(ref))
        for i, type_name, label, ref in db.execute(
            text(f"SELECT id, type, label, ref FROM entity WHERE {wanted.within('id')}"),
            wanted.given,
        )
    }
    numbers = IdentifierReader(ontology)
    said = _statements(db, wanted, numbers, by)
    links, joined = _links(db, wanted)
    linked = defaultdict(set)
    for one, other in links:
        linked[one].add(other)
    records = _records(db, wanted)
    facts = {
        i: facts_of(
            ontology,
            numbers,
            by,
            i,
            type_name,
            label,
            said.get(i, {}),
            linked[i],
            records.get(i, ()),
        )
        for i, (type_name, label, _) in rows.items()
    }
    between = _named_links(ontology, rows, joined)
    shared = _shared(facts, linked)
    around = Around(_thirds(db, shared), _bearers(db, facts), _sharers(facts))
    doubting = _doubting(db, by, between)
    refs = _record_refs(db, facts)
    return Known(facts, around, between, doubting, refs)


class _Wanted:
    """The ids asked for, as a condition of SQL."""

    def __init__(self, ids: Iterable[int]) -> None:
        listed = sorted({int(i) for i in ids})
        self.is_all = len(listed) > _ALL
        self.ids = frozenset(listed)
        self.given = {"ids": "[]" if self.is_all else json.dumps(listed)}

    def within(self, column: str) -> str:
        """Give the condition that a column holds one of the ids."""
        every = f"({column} > 0 OR :ids IS NULL)"
        return every if self.is_all else f"{column} IN (SELECT value FROM json_each(:ids))"


Said = dict[str, list[tuple[str, str | None, str | None, str]]]
"""Values by property: value, first, last, unit."""


def _statements(
    db: Connection, wanted: _Wanted, numbers: IdentifierReader, by: Weights
) -> dict[int, Said]:
    names = {"name", "coordinates", *numbers.properties(), *by.dates, *by.values}
    query = f"""
        SELECT subject_id, property, value, first, last, unit FROM statement
        WHERE subject_kind = 'entity' AND {wanted.within("subject_id")}
        AND property IN (SELECT value FROM json_each(:names)) ORDER BY id
    """
    found: dict[int, Said] = {}
    given = {**wanted.given, "names": json.dumps(sorted(names))}
    for i, name, value, first, last, unit in db.execute(text(query), given):
        if i in wanted.ids:
            said = found.setdefault(i, {})
            said.setdefault(name, []).append((value, first, last, unit))
    return found


def facts_of(
    ontology: Ontology,
    numbers: IdentifierReader,
    by: Weights,
    entity_id: int,
    type_name: str,
    label: str,
    said: Said,
    linked: Collection[int],
    records: Collection[int],
) -> Facts:
    values = {name: [value for value, *_ in rows] for name, rows in said.items()}
    compared = (*by.values, *(name for found in by.values_of.values() for name in found))
    properties = ontology.entity_types[type_name].properties
    texts = {
        name: {_folded(value): value for value in values[name]}
        for name in compared
        if name in values and name in properties
    }
    spans = {name: list(_spans(said[name])) for name in by.dates if name in said}
    dates = {name: found for name, found in spans.items() if found}
    return Facts(
        entity_id,
        type_name,
        label,
        tuple(dict.fromkeys([*values.get("name", ()), label])),
        numbers.read(type_name, values),
        texts,
        dates,
        tuple(_spots(said.get("coordinates", ()), by)),
        frozenset(linked),
        frozenset(records),
    )


def _folded(value: str) -> str:
    """Give the form in which texts are compared: an address with or without commas is one."""
    return " ".join("".join(s if s.isalnum() else " " for s in fold(value)).split()) or value


def _spans(rows: Iterable[tuple[str, str | None, str | None, str]]) -> Iterator[Span]:
    for _, first, last, _ in rows:
        if first and last:
            yield first, last


def _spots(rows: Iterable[tuple[str, str | None, str | None, str]], by: Weights) -> Iterator[Spot]:
    for value, _, _, precision in rows:
        exact = by.spots.precisions.get(precision)
        north, _, east = value.partition(",")
        if exact is not None:
            yield Spot(float(north), float(east), exact)


_Joined = dict[tuple[int, int], list[tuple[int, str]]]


def _links(db: Connection, wanted: _Wanted) -> tuple[set[tuple[int, int]], _Joined]:
    """Read who is linked with whom, and the links that join two of those asked for."""
    query = f"""
        SELECT id, type, from_id, to_id FROM link WHERE {wanted.within("from_id")}
        UNION SELECT id, type, from_id, to_id FROM link WHERE {wanted.within("to_id")}
    """
    linked: set[tuple[int, int]] = set()
    joined: _Joined = {}
    for link_id, type_name, start, end in db.execute(text(query), wanted.given):
        if start in wanted.ids:
            linked.add((start, end))
        if end in wanted.ids:
            linked.add((end, start))
        if start in wanted.ids and end in wanted.ids:
            pair = (min(start, end), max(start, end))
            joined.setdefault(pair, []).append((link_id, type_name))
    return linked, joined


def _named_links(
    ontology: Ontology, rows: dict[int, tuple[str, str, str]], joined: _Joined
) -> dict[tuple[int, int], list[tuple[int, str, str]]]:
    types = ontology.link_types
    return {
        pair: [
            (link_id, name, types[name].label if name in types else name)
            for link_id, name in sorted(links)
        ]
        for pair, links in joined.items()
        if pair[0] in rows and pair[1] in rows
    }


def _shared(facts: dict[int, Facts], linked: dict[int, set[int]]) -> set[int]:
    """Give the thirds that at least two are linked with."""
    seen: set[int] = set()
    shared: set[int] = set()
    for i in facts:
        shared |= linked[i] & seen
        seen |= linked[i]
    return shared


def _thirds(db: Connection, ids: Collection[int]) -> dict[int, Third]:
    wanted = _Wanted(ids)
    counts: dict[int, set[int]] = defaultdict(set)
    query = f"""
        SELECT from_id, to_id FROM link WHERE {wanted.within("from_id")}
        UNION ALL SELECT to_id, from_id FROM link WHERE {wanted.within("to_id")}
    """
    for third, other in db.execute(text(query), wanted.given):
        counts[third].add(other)
    rows = db.execute(
        text(f"SELECT id, ref, label, type FROM entity WHERE {wanted.within('id')}"), wanted.given
    )
    return {
        int(i): Third(str(ref), str(label), str(type_name), len(counts[i]))
        for i, ref, label, type_name in rows
        if i in wanted.ids
    }


def _bearers(db: Connection, facts: dict[int, Facts]) -> dict[str, int]:
    """Count how many things have each name, where more than two do."""
    wanted = _Wanted(())
    names = sorted({name for found in facts.values() for name in found.names})
    every = len(names) > _ALL
    some = "" if every else "AND value IN (SELECT value FROM json_each(:names))"
    query = f"""
        SELECT value, count(DISTINCT subject_id) FROM statement WHERE property = 'name'
        AND subject_kind = 'entity' {some} GROUP BY value HAVING count(DISTINCT subject_id) > 2
    """
    given = {**wanted.given, "names": json.dumps([] if every else names)}
    return {str(name): int(count) for name, count in db.execute(text(query), given)}


def _sharers(facts: dict[int, Facts]) -> dict[str, int]:
    counts: dict[str, int] = defaultdict(int)
    for found in facts.values():
        for key in {identifier.key for identifier in found.identifiers}:
            counts[key] += 1
    return {key: count for key, count in counts.items() if count > 2}


def _records(db: Connection, wanted: _Wanted) -> dict[int, set[int]]:
    query = f"""
        SELECT subject_id, record_id FROM statement WHERE subject_kind = 'entity'
        AND property IN ('exists', 'name') AND record_id IS NOT NULL
        AND {wanted.within("subject_id")}
    """
    found: dict[int, set[int]] = {}
    for i, record_id in db.execute(text(query), wanted.given):
        if i in wanted.ids:
            found.setdefault(i, set()).add(record_id)
    return found


def _doubting(
    db: Connection, by: Weights, links: dict[tuple[int, int], list[tuple[int, str, str]]]
) -> dict[int, set[int]]:
    """Read which records state the links that say that two may be one."""
    ids = [i for rows in links.values() for i, name, _ in rows if name in by.links.same]
    query = """
        SELECT subject_id, record_id FROM statement WHERE subject_kind = 'link'
        AND record_id IS NOT NULL AND subject_id IN (SELECT value FROM json_each(:ids))
    """
    found: dict[int, set[int]] = {}
    for i, record_id in db.execute(text(query), {"ids": json.dumps(ids)}):
        found.setdefault(i, set()).add(record_id)
    return found


def _record_refs(
    db: Connection,
    facts: dict[int, Facts],
) -> dict[int, str]:
    counts: dict[int, int] = defaultdict(int)
    for found in facts.values():
        for record_id in found.records:
            counts[record_id] += 1
    wanted = _Wanted(record_id for record_id, count in counts.items() if count > 1)
    rows = db.execute(text(f"SELECT id, ref FROM record WHERE {wanted.within('id')}"), wanted.given)
    return {int(i): str(ref) for i, ref in rows if i in wanted.ids}
