"""Read what is known of many entities at once, as ``matching`` weighs it."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field

from sqlalchemy import Connection, text

from iwtlink.matching.facts import Around, Between, Facts, Span, Spot
from iwtlink.matching.identifiers import IdentifierReader
from iwtlink.matching.weights import Weights, weights
from iwtlink.ontology import Ontology
from iwtlink.operations.candidates.around import doubting, read_around, record_refs
from iwtlink.operations.candidates.wanted import Wanted
from iwtlink.store.folding import fold


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
    wanted = Wanted(ids)
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
    around = read_around(db, facts, linked)
    return Known(facts, around, between, doubting(db, by, between), record_refs(db, facts))


Said = dict[str, list[tuple[str, str | None, str | None, str]]]
"""Values by property: value, first, last, unit."""


def _statements(
    db: Connection, wanted: Wanted, numbers: IdentifierReader, by: Weights
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


def _links(db: Connection, wanted: Wanted) -> tuple[set[tuple[int, int]], _Joined]:
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


def _records(db: Connection, wanted: Wanted) -> dict[int, set[int]]:
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
