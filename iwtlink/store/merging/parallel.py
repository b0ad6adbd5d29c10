"""Links that became parallel by a merge and say nothing that contradicts the other."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection

from iwtlink.ontology import Ontology
from iwtlink.store.leads import listed

_LINKS = """
    SELECT id, uid, type, from_id, to_id, is_directed, strength, is_strength_set FROM link
    WHERE id IN (SELECT value FROM json_each(?))
"""
_SAID = """
    SELECT subject_id, property, value, number, unit FROM statement
    WHERE subject_kind = 'link' AND property <> 'exists'
      AND subject_id IN (SELECT value FROM json_each(?))
"""


@dataclass(slots=True)
class _Line:
    """Links that go together so far, whose they were, and what they say."""

    ids: list[int]
    owners: set[int] = field(default_factory=set)
    strengths: set[str] = field(default_factory=set)
    said: dict[str, set[tuple[Any, ...]]] = field(default_factory=dict)


def links_of(db: Connection, entity_ids: Collection[int]) -> dict[int, int]:
    """Give the links of entities, by link with the entity; one between two of them with either."""
    found: dict[int, int] = {}
    for column in ("from_id", "to_id"):
        rows = db.exec_driver_sql(
            f"SELECT id, {column} FROM link WHERE {column} IN (SELECT value FROM json_each(?))",
            (listed(entity_ids),),
        )
        found.update((int(link_id), int(end)) for link_id, end in rows)
    return found


def parallel_links(
    db: Connection,
    ontology: Ontology,
    owners: Mapping[int, int],
    kept_id: int,
    as_one: Collection[int] = (),
) -> list[tuple[int, int]]:
    """Give pairs of links that became parallel and can be one: (kept, absorbed).

    ``owners`` says whose the links were before their ends became one; links that one owner had
    side by side stay so. Those of a pair have type, direction and ends in common, do not say
    different things of a property that has one value, and are not set to different strengths.
    ``as_one`` are entities to be looked at as if they were the kept one already.
    """
    standing = dict.fromkeys(as_one, kept_id)
    ways: dict[tuple[Any, ...], list[Any]] = {}
    for row in db.exec_driver_sql(_LINKS, (listed(owners),)):
        start, end = (standing.get(int(i), int(i)) for i in row[3:5])
        ends = (start, end) if row[5] or start < end else (end, start)
        if start != end:
            ways.setdefault((row[2], row[5], ends), []).append(row)
    alike = {
        way: sorted(rows, key=lambda row: (owners[row[0]] != kept_id, row[1]))
        for way, rows in ways.items()
        if len({owners[row[0]] for row in rows}) > 1
    }
    said = _said(db, ontology, {row[0]: way[0] for way, rows in alike.items() for row in rows})
    return [
        (line.ids[0], other)
        for rows in alike.values()
        for line in _lines(rows, owners, said)
        for other in line.ids[1:]
    ]


def _said(
    db: Connection, ontology: Ontology, types: Mapping[int, str]
) -> dict[int, dict[str, set[tuple[Any, ...]]]]:
    """Read what links say of properties that have one value."""
    found: dict[int, dict[str, set[tuple[Any, ...]]]] = {i: {} for i in types}
    for link_id, name, *value in db.exec_driver_sql(_SAID, (listed(types),)):
        known = ontology.link_types.get(types[link_id])
        about = known.properties.get(name) if known else None
        if about is None or about.cardinality == "one":
            found[link_id].setdefault(name, set()).add(tuple(value))
    return found


def _lines(
    rows: Collection[Any],
    owners: Mapping[int, int],
    said: Mapping[int, Mapping[str, set[tuple[Any, ...]]]],
) -> list[_Line]:
    """Put each link with the first line that it does not contradict."""
    lines: list[_Line] = []
    for row in rows:
        own = {row[6]} if row[7] else set()
        fitting = (
            one
            for one in lines
            if owners[row[0]] not in one.owners and _fits(one, own, said[row[0]])
        )
        line = next(fitting, None)
        if line is None:
            line = _Line([])
            lines.append(line)
        line.ids.append(row[0])
        line.owners.add(owners[row[0]])
        line.strengths |= own
        for name, values in said[row[0]].items():
            line.said.setdefault(name, set()).update(values)
    return lines


def _fits(line: _Line, strengths: set[str], said: Mapping[str, set[tuple[Any, ...]]]) -> bool:
    if strengths and line.strengths and strengths != line.strengths:
        return False
    return all(name not in line.said or values & line.said[name] for name, values in said.items())
