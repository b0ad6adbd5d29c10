"""Which rows were added to a lead since a merge, and to whom they most likely belong.

What speaks for someone: the row that he was read from names him by a source's own number, the
same record or document told of him before and of nobody else of the group, or the other end
of a link was linked with him before.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from sqlalchemy import Connection

from iwtlink.i18n import tr
from iwtlink.ontology import load_ontology
from iwtlink.store.describing import describe
from iwtlink.store.journal.touching import images_by_row
from iwtlink.store.leads import MergeKind, leads_of, listed, members_of
from iwtlink.store.merging.traces import Row, Traces, read_traces


@dataclass(frozen=True, slots=True)
class Unclear:
    """One row added since the merge, in words; ``why`` says what speaks for the suggestion.

    ``added_at`` in UTC. Without anything that speaks for another, the lead is suggested.
    """

    table: str
    row_id: int
    words: str
    added_at: str
    suggested_id: int
    why: str


@dataclass(slots=True)
class _Added:
    """One row added since, with what it rests on."""

    row: Row
    added_at: str
    records: set[int] = field(default_factory=set)
    documents: set[int] = field(default_factory=set)
    neighbour: int = 0
    cells: set[str] = field(default_factory=set)


def unclear(db: Connection, kind: MergeKind, absorbed_id: int) -> list[Unclear]:
    """Read what was added to the lead of an absorbed item since it was merged, oldest first."""
    lead = leads_of(db, kind, [absorbed_id])[absorbed_id]
    members = members_of(db, kind, lead)
    merged = next((member for member in members if member.id == absorbed_id), None)
    if merged is None:
        return []
    rows = _added(db, kind, lead, merged.merged_at)
    if kind == "entity":
        rows += _added_to_lines(db, lead, absorbed_id, merged.merged_at)
    if not rows:
        return []
    traces = read_traces(db, kind, lead, members, {added.row for added in rows})
    words = _words(db, rows)
    found = []
    for added in rows:
        suggested, why = _suggestion(added, lead, traces)
        found.append(Unclear(*added.row, words.get(added.row, ""), added.added_at, suggested, why))
    return sorted(found, key=lambda one: (one.added_at, one.table, one.row_id))


_OWNERS: Mapping[str, tuple[tuple[str, str], ...]] = {
    "entity": (
        ("statement", "subject_id"),
        ("link", "from_id"),
        ("link", "to_id"),
        ("observation", "entity_id"),
        ("observation", "other_id"),
        ("product", "entity_id"),
        ("recipient", "entity_id"),
        ("external_ref", "item_id"),
    ),
    "link": (("statement", "subject_id"), ("external_ref", "item_id")),
}
_KINDS = {"statement": "subject_kind", "external_ref": "kind"}


def _added(db: Connection, kind: MergeKind, lead: int, since: str) -> list[_Added]:
    found: dict[Row, str] = {}
    for table, column in _OWNERS[kind]:
        named = f"AND t.{_KINDS[table]} = '{kind}'" if table in _KINDS else ""
        at = "''" if table == "external_ref" else "t.entered_at"
        rows = db.exec_driver_sql(
            f'SELECT t.id, {at} FROM "{table}" t WHERE t.{column} = ? {named} AND NOT EXISTS '
            "(SELECT 1 FROM moved m WHERE m.table_name = ? AND m.row_id = t.id "
            "AND m.column_name = ?)",
            (lead, table, column),
        ).all()
        found.update(((table, int(row_id)), str(at)) for row_id, at in rows)
    found |= _first_written(db, [row for row, at in found.items() if not at])
    added = [_Added(row, at) for row, at in found.items() if at > since]
    _read_ground(db, added, lead)
    return added


_TO_LINES = """
    SELECT DISTINCT s.id, s.entered_at FROM aside a
    JOIN link l ON l.id = a.lead_id AND ?1 IN (l.from_id, l.to_id)
    JOIN statement s ON s.subject_kind = 'link' AND s.subject_id = l.id
    WHERE a.kind = 'link' AND a.table_name = 'link' AND s.entered_at > ?3
      AND ?2 IN (a.image ->> 'from_id', a.image ->> 'to_id')
      AND NOT EXISTS (SELECT 1 FROM moved m WHERE m.table_name = 'statement' AND m.row_id = s.id)
"""


def _added_to_lines(db: Connection, lead: int, absorbed_id: int, since: str) -> list[_Added]:
    """Read what was stated of links that are one with links of the absorbed item."""
    rows = db.exec_driver_sql(_TO_LINES, (lead, absorbed_id, since))
    added = [_Added(("statement", int(row_id)), str(at)) for row_id, at in rows]
    _read_ground(db, added, lead)
    return added


def _first_written(db: Connection, rows: Collection[Row]) -> dict[Row, str]:
    """Give when rows were first written, of tables that do not say so themselves."""
    first = {row: known[0].step_id for row, known in images_by_row(db, rows).items() if known}
    steps = db.exec_driver_sql(
        "SELECT id, started_at FROM step WHERE id IN (SELECT value FROM json_each(?))",
        (listed(first.values()),),
    )
    at = {int(step_id): str(started) for step_id, started in steps}
    return {row: at[step_id] for row, step_id in first.items()}


_GROUND = """
    SELECT s.{key}, r.id, r.document_id, r.source_row FROM statement s
    JOIN record r ON r.id = s.record_id
    WHERE s.{key} IN (SELECT value FROM json_each(?)) {kind}
"""
_SEEN = """
    SELECT o.id, r.id, r.document_id, r.source_row FROM observation o
    JOIN record r ON r.id = o.record_id WHERE o.id IN (SELECT value FROM json_each(?))
"""


def _read_ground(db: Connection, rows: Iterable[_Added], lead: int) -> None:
    """Read the records behind the rows, and the other ends of links."""
    by_table: dict[str, dict[int, _Added]] = {}
    for added in rows:
        by_table.setdefault(added.row[0], {})[added.row[1]] = added
    of_links = _GROUND.format(key="subject_id", kind="AND s.subject_kind = 'link'")
    for table, query in (
        ("statement", _GROUND.format(key="id", kind="")),
        ("link", of_links),
        ("observation", _SEEN),
    ):
        known = by_table.get(table, {})
        for row_id, record, document, source in db.exec_driver_sql(query, (listed(known),)):
            known[row_id].records.add(record)
            known[row_id].documents.add(document)
            known[row_id].cells |= _cells(source)
    joined = by_table.get("link", {})
    for row_id, start, end in db.exec_driver_sql(
        "SELECT id, from_id, to_id FROM link WHERE id IN (SELECT value FROM json_each(?))",
        (listed(joined),),
    ):
        joined[row_id].neighbour = end if start == lead else start


def _cells(source_row: str) -> set[str]:
    """Give the cells of the table's row that a record was read from."""
    try:
        read = json.loads(source_row) if source_row.startswith("{") else {}
    except ValueError:
        return set()
    return {str(cell).strip().casefold() for cell in read.values() if cell is not None}


def _suggestion(added: _Added, lead: int, traces: Mapping[int, Traces]) -> tuple[int, str]:
    """Give who most likely is meant, and what speaks for him."""
    for ground in ("ref", "record", "document", "neighbour"):
        meant = [member for member, one in traces.items() if _speaks_for(ground, one, added)]
        if len(meant) == 1:
            return meant[0], _why(ground, traces[meant[0]].label)
    return lead, ""


def _speaks_for(ground: str, one: Traces, added: _Added) -> bool:
    if ground == "ref":
        return bool(one.refs & added.cells)
    if ground == "record":
        return bool(one.records & added.records)
    if ground == "document":
        return bool(one.documents & added.documents)
    return added.neighbour in one.neighbours


def _why(ground: str, name: str) -> str:
    if ground == "ref":
        return tr("The row it was read from names “{name}”.", name=name)
    if ground == "record":
        return tr("The same record told of “{name}” before.", name=name)
    if ground == "document":
        return tr("The same document told of “{name}” before.", name=name)
    return tr("Its other end was linked with “{name}” before.", name=name)


def _words(db: Connection, rows: Iterable[_Added]) -> dict[Row, str]:
    by_table: dict[str, list[int]] = {}
    for added in rows:
        by_table.setdefault(added.row[0], []).append(added.row[1])
    found: dict[Row, str] = {}
    for table, ids in by_table.items():
        if table == "external_ref":
            told = db.exec_driver_sql(
                "SELECT id, ref, origin FROM external_ref "
                "WHERE id IN (SELECT value FROM json_each(?))",
                (listed(ids),),
            )
            found |= {
                (table, i): tr("{ref} in {origin}", ref=ref, origin=origin)
                for i, ref, origin in told
            }
        else:
            known = describe(db, load_ontology(), table, ids)
            found |= {(table, i): one.label for i, one in known.items()}
    return found
