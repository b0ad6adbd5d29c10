"""What stands around entities: neighbours they share, how many bear a name, what records say."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection

from sqlalchemy import Connection, text

from iwtlink.matching.facts import Around, Facts, Third
from iwtlink.matching.weights import Weights
from iwtlink.operations.candidates.wanted import ALL, Wanted


def read_around(db: Connection, facts: dict[int, Facts], linked: dict[int, set[int]]) -> Around:
    """Read what stands around entities, of each whom it is linked with."""
    return Around(_thirds(db, _shared(facts, linked)), _bearers(db, facts), _sharers(facts))


def _shared(facts: dict[int, Facts], linked: dict[int, set[int]]) -> set[int]:
    """Give the thirds that at least two are linked with."""
    seen: set[int] = set()
    shared: set[int] = set()
    for i in facts:
        shared |= linked[i] & seen
        seen |= linked[i]
    return shared


def _thirds(db: Connection, ids: Collection[int]) -> dict[int, Third]:
    wanted = Wanted(ids)
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
    wanted = Wanted(())
    names = sorted({name for found in facts.values() for name in found.names})
    every = len(names) > ALL
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


def doubting(
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


def record_refs(db: Connection, facts: dict[int, Facts]) -> dict[int, str]:
    """Read the references of the records that name more than one of them."""
    counts: dict[int, int] = defaultdict(int)
    for found in facts.values():
        for record_id in found.records:
            counts[record_id] += 1
    wanted = Wanted(record_id for record_id, count in counts.items() if count > 1)
    rows = db.execute(text(f"SELECT id, ref FROM record WHERE {wanted.within('id')}"), wanted.given)
    return {int(i): str(ref) for i, ref in rows if i in wanted.ids}
