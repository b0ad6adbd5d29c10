"""What follows from statements, worked out once at the end of each edit.

Statements compete for the properties declared *one*: what an analyst chose is shown, else the
best grade, then the latest date, then the newest entry. An entity's label and a link's role,
dates and amounts are the shown values, cached in their rows so that lists and charts need no
joins.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, text

from iwtlink.ontology import EntityType, LinkType, ObservationType, Ontology, PropertyType
from iwtlink.store.journal.blocks import Blocks
from iwtlink.store.settle.labels import CHOSEN, labels_of
from iwtlink.store.settle.unsettled import unsettled

_ALONE = "j.step_id = :s AND substr(coalesce(j.after, j.before), 1, 1) IS NOT '['"
_TOUCHED = text(
    "SELECT after ->> 'subject_kind', after ->> 'subject_id' FROM journal j "
    f"WHERE {_ALONE} AND j.table_name = 'statement' AND after IS NOT NULL UNION "
    "SELECT before ->> 'subject_kind', before ->> 'subject_id' FROM journal j "
    f"WHERE {_ALONE} AND j.table_name = 'statement' AND before IS NOT NULL"
)
"""Subjects that got, lost or keep a statement; a merge points it from one to another."""
_REGRADED = text(
    "SELECT DISTINCT s.subject_kind, s.subject_id FROM statement s JOIN journal j "
    f"ON j.row_id = s.record_id WHERE {_ALONE} AND j.table_name = 'record' "
    "AND j.before IS NOT NULL"
)
_REDATED = text(
    "SELECT DISTINCT s.subject_kind, s.subject_id FROM journal j "
    "JOIN record r ON r.document_id = j.row_id JOIN statement s ON s.record_id = r.id "
    f"WHERE {_ALONE} AND j.table_name = 'document' AND j.before IS NOT NULL"
)
_RETYPED = text(
    "SELECT DISTINCT j.table_name, j.row_id FROM journal j "
    f"WHERE {_ALONE} AND j.table_name IN ('entity', 'link') "
    "AND (j.before IS NULL OR j.before ->> 'type' <> j.after ->> 'type')"
)
"""Also those that came back: what is stated of them may have changed while they were aside."""
_RETURNED = text(
    "SELECT j.table_name, j.row_id FROM journal j "
    f"WHERE {_ALONE} AND j.table_name IN ('entity', 'link') AND j.before IS NULL"
)
"""New rows: one that comes back may have lost statements while it was away."""
_COMPETING = """
    SELECT s.id, s.subject_id, s.property, s.value, s.number, s.unit, s.first, s.last,
           s.kind, s.is_shown, coalesce(r.grade_rank, 99), coalesce(s.held_last, d.date_last, ''),
           s.uid, s.is_preferred
    FROM statement s
    LEFT JOIN record r ON r.id = s.record_id LEFT JOIN document d ON d.id = r.document_id
    WHERE s.subject_kind = ? AND s.subject_id IN ({marks})
    ORDER BY s.subject_id, s.uid
"""


def settle(db: Connection, blocks: Blocks, ontology: Ontology) -> None:
    """Choose the shown values of every subject that the step touched, and cache them.

    ``blocks`` are those of the step.
    """
    touched = unsettled(db, blocks, ontology)
    for query in (_TOUCHED, _REGRADED, _REDATED, _RETYPED, _RETURNED):
        for kind, subject_id in db.execute(query, {"s": blocks.step_id}):
            touched[kind].add(int(subject_id))
    for kind, ids in touched.items():
        listed = sorted(ids)
        for start in range(0, len(listed), 5_000):
            _settle_some(db, kind, listed[start : start + 5_000], ontology)


def _settle_some(db: Connection, kind: str, ids: Sequence[int], ontology: Ontology) -> None:
    marks = ", ".join("?" * len(ids))
    rows = db.exec_driver_sql(_COMPETING.format(marks=marks), (kind, *ids)).all()
    found = db.exec_driver_sql(f'SELECT id, type FROM "{kind}" WHERE id IN ({marks})', tuple(ids))
    types: dict[int, str] = {row[0]: row[1] for row in found}
    shown = _mark_winners(db, kind, rows, types, ontology)
    if kind == "entity":
        _cache_labels(db, rows, shown, types, ontology)
    elif kind == "link":
        _cache_link_values(db, ids, rows, shown)


def _mark_winners(
    db: Connection,
    kind: str,
    rows: Iterable[Any],
    types: Mapping[int, str],
    ontology: Ontology,
) -> set[int]:
    """Set ``is_shown``; return the ids of the shown statements."""
    singles: dict[tuple[int, str], list[Any]] = {}
    shown: set[int] = set()
    flips: list[tuple[int, int]] = []
    properties = _properties(kind, set(types.values()), ontology)
    for row in rows:
        known = properties.get(types.get(row[1], ""), {}).get(row[2])
        if known is not None and known.cardinality == "one":
            singles.setdefault((row[1], row[2]), []).append(row)
        else:
            shown.add(row[0])
            if not row[9]:
                flips.append((1, row[0]))
    for rivals in singles.values():
        best = max(rivals, key=_rank)
        shown.add(best[0])
        flips += [(int(r is best), r[0]) for r in rivals if bool(r[9]) is not (r is best)]
    if flips:
        db.exec_driver_sql("UPDATE statement SET is_shown = ? WHERE id = ?", flips)
    return shown


def _rank(row: Any) -> tuple[Any, ...]:
    """Give by what a statement wins; uids sort by time, and alike on every laptop."""
    *_, grade, latest, uid, is_preferred = row
    return (1, 0, "", uid) if is_preferred else (0, -grade, latest, uid)


def _properties(
    kind: str, type_names: Iterable[str], ontology: Ontology
) -> dict[str, Mapping[str, PropertyType]]:
    """Give the properties of the types that the ontology (still) knows."""
    known: Mapping[str, EntityType | LinkType | ObservationType] = ontology.observation_types
    if kind == "entity":
        known = ontology.entity_types
    elif kind == "link":
        known = ontology.link_types
    return {name: known[name].properties for name in type_names if name in known}


def _cache_labels(
    db: Connection,
    rows: Iterable[Any],
    shown: set[int],
    types: Mapping[int, str],
    ontology: Ontology,
) -> None:
    names: dict[int, list[tuple[str, int | str, str]]] = {}
    captions: dict[int, dict[str, str]] = {}
    for row in rows:
        if row[2] == "name":
            kind = CHOSEN if row[13] else row[8]
            names.setdefault(row[1], []).append((kind, row[12], row[3]))
        elif row[0] in shown:
            captions.setdefault(row[1], {}).setdefault(row[2], row[3])
    updates = []
    for entity_id in types:
        label, script = labels_of(names.get(entity_id, ()))
        label = label or _caption(ontology, types[entity_id], captions.get(entity_id, {}))
        updates.append((label, script, entity_id))
    if updates:
        db.exec_driver_sql(_LABEL, updates)


_LABEL = """
    UPDATE entity SET label = coalesce(nullif(?1, ''), ref), script_label = ?2
    WHERE id = ?3 AND (label <> coalesce(nullif(?1, ''), ref) OR script_label <> ?2)
"""
"""What nothing is stated of any more that could name it is called by its reference."""


def _caption(ontology: Ontology, type_name: str, values: Mapping[str, str]) -> str:
    known = ontology.entity_types.get(type_name)
    wanted = known.caption if known else ()
    return next((values[p] for p in wanted if values.get(p)), "")


LINK_COLUMNS = (
    *("role", "start", "start_first", "end", "end_last", "percent"),
    *("amount", "currency", "quantity", "unit"),
)
"""Columns of a link that hold its shown values."""
_LINK_CACHE = "UPDATE link SET {} WHERE id = ? AND ({}) IS NOT ({})".format(
    ", ".join(f'"{name}" = ?' for name in LINK_COLUMNS),
    ", ".join(f'"{name}"' for name in LINK_COLUMNS),
    ", ".join("?" * len(LINK_COLUMNS)),
)


def _cache_link_values(
    db: Connection, ids: Sequence[int], rows: Iterable[Any], shown: set[int]
) -> None:
    values: dict[int, dict[str, Sequence[Any]]] = {}
    for row in rows:
        if row[0] in shown:
            values.setdefault(row[1], {})[row[2]] = row[3:8]
    cached = {link_id: link_values(values.get(link_id, {})) for link_id in ids}
    db.exec_driver_sql(_LINK_CACHE, [(*row, i, *row) for i, row in cached.items()])


def link_values(shown: Mapping[str, Sequence[Any]]) -> tuple[Any, ...]:
    """Give ``LINK_COLUMNS`` for the shown values, each (text, number, unit, first, last)."""

    def part(name: str, column: int, missing: Any) -> Any:
        return shown[name][column] if name in shown else missing

    return (
        part("role", 0, ""),
        part("start", 0, ""),
        part("start", 3, None),
        part("end", 0, ""),
        part("end", 4, None),
        part("percent", 1, None),
        part("amount", 1, None),
        part("amount", 2, ""),
        part("quantity", 1, None),
        part("quantity", 2, ""),
    )
