"""What the database already holds of a table's items: asked in bulk, never row by row."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import Connection, text

from iwtlink.intake.mapping.cleaning import fold_cell
from iwtlink.intake.proposals import fold_ref


@dataclass(frozen=True, slots=True)
class KnownStatement:
    """A statement the database has; ``columns`` are those of the imported row behind it,
    None where it was not imported from a row."""

    id: int
    property: str
    value: str
    unit: str
    kind: str
    held: str
    record_id: int | None
    document_id: int | None
    columns: frozenset[str] | None


def _listed(values: Iterable[object]) -> str:
    return json.dumps(list(values))


def ids_by_source_ref(
    db: Connection, kind: str, refs: Collection[str]
) -> dict[tuple[str, str], int]:
    """Gives item ids by (origin, folded reference)."""
    rows = db.execute(
        text(
            "SELECT origin, ref, item_id FROM external_ref "
            "WHERE kind = :kind AND ref IN (SELECT value FROM json_each(:refs))"
        ),
        {"kind": kind, "refs": _listed(refs)},
    )
    return {(origin, fold_ref(ref)): int(item_id) for origin, ref, item_id in rows}


def ids_by_own_ref(db: Connection, table: str, refs: Collection[str]) -> dict[str, int]:
    """Gives item ids by our own reference (``PER-VT1-0001``), folded.

    The reference of what was merged into another means that other.
    """
    wanted = "IN (SELECT value FROM json_each(:refs))"
    rows = db.execute(
        text(
            f'SELECT ref, id FROM "{table}" WHERE ref {wanted} UNION ALL '
            f"SELECT ref, lead_id FROM aside WHERE table_name = :kind AND ref {wanted}"
        ),
        {"refs": _listed({ref.upper() for ref in refs}), "kind": table},
    )
    return {fold_ref(ref): int(item_id) for ref, item_id in rows}


def ids_by_name(db: Connection, names: Collection[str]) -> dict[str, list[tuple[int, str]]]:
    """Gives (entity id, type) by folded name, oldest first; names as they are written."""
    rows = db.execute(
        text(
            "SELECT s.value, e.id, e.type FROM statement s JOIN entity e ON e.id = s.subject_id "
            "WHERE s.subject_kind = 'entity' AND s.property = 'name' "
            "AND s.value IN (SELECT value FROM json_each(:names)) ORDER BY e.id"
        ),
        {"names": _listed(names)},
    )
    found: dict[str, list[tuple[int, str]]] = {}
    for name, entity_id, type_name in rows:
        found.setdefault(fold_cell(name), []).append((int(entity_id), str(type_name)))
    others = merged_types(db, {entity_id for known in found.values() for entity_id, _ in known})
    for known in found.values():
        known += [(i, type_name) for i, _ in list(known) for type_name in others.get(i, ())]
    return found


def merged_types(db: Connection, ids: Collection[int]) -> dict[int, list[str]]:
    """Gives the types of what was merged into the entities, where there is such."""
    rows = db.execute(
        text(
            "SELECT lead_id, json_extract(image, '$.type') FROM aside WHERE table_name = 'entity' "
            "AND kind = 'entity' AND lead_id IN (SELECT value FROM json_each(:ids)) ORDER BY id"
        ),
        {"ids": _listed(ids)},
    )
    found: dict[int, list[str]] = {}
    for lead_id, type_name in rows:
        found.setdefault(int(lead_id), []).append(str(type_name))
    return found


def entity_types(db: Connection, ids: Collection[int]) -> dict[int, tuple[str, str]]:
    """Gives (type, label) of the entities."""
    rows = db.execute(
        text("SELECT id, type, label FROM entity WHERE id IN (SELECT value FROM json_each(:ids))"),
        {"ids": _listed(ids)},
    )
    return {int(row[0]): (str(row[1]), str(row[2])) for row in rows}


def standing_entities(db: Connection, ids: Collection[int]) -> dict[int, int]:
    """Gives the entities that are there, each under itself and under what it was merged with."""
    rows = db.execute(
        text(
            "SELECT id, id FROM entity WHERE id IN (SELECT value FROM json_each(:ids)) UNION ALL "
            "SELECT row_id, lead_id FROM aside WHERE table_name = 'entity' "
            "AND row_id IN (SELECT value FROM json_each(:ids))"
        ),
        {"ids": _listed(ids)},
    )
    return {int(row[0]): int(row[1]) for row in rows}


def statements_about(
    db: Connection, kind: str, ids: Collection[int]
) -> dict[int, list[KnownStatement]]:
    """Gives what is stated of the items, by item, oldest first."""
    rows = db.execute(
        text(
            "SELECT s.subject_id, s.id, s.property, s.value, s.unit, s.kind, s.held, "
            "s.record_id, r.document_id, coalesce(r.source_row, '') "
            "FROM statement s LEFT JOIN record r ON r.id = s.record_id "
            "WHERE s.subject_kind = :kind AND s.subject_id IN (SELECT value FROM json_each(:ids)) "
            "ORDER BY s.id"
        ),
        {"kind": kind, "ids": _listed(ids)},
    )
    found: dict[int, list[KnownStatement]] = {}
    columns_of: dict[int | None, frozenset[str] | None] = {}
    for row in rows:
        record_id = row[7]
        if record_id not in columns_of:
            columns_of[record_id] = _columns(row[9])
        statement = KnownStatement(
            id=row[1],
            property=row[2],
            value=row[3],
            unit=row[4],
            kind=row[5],
            held=row[6],
            record_id=record_id,
            document_id=row[8],
            columns=columns_of[record_id],
        )
        found.setdefault(int(row[0]), []).append(statement)
    return found


def _columns(source_row: str) -> frozenset[str] | None:
    if not source_row.startswith("{"):
        return None
    try:
        row = json.loads(source_row)
    except ValueError:
        return None
    return frozenset(row) if isinstance(row, dict) else None


def links_from(
    db: Connection, ids: Collection[int]
) -> dict[tuple[str, int, int], list[tuple[int, str, str]]]:
    """Gives links by (type, from, to): id, role, start."""
    rows = db.execute(
        text(
            "SELECT type, from_id, to_id, id, role, start FROM link "
            "WHERE from_id IN (SELECT value FROM json_each(:ids)) ORDER BY id"
        ),
        {"ids": _listed(ids)},
    )
    found: dict[tuple[str, int, int], list[tuple[int, str, str]]] = {}
    for type_name, start, end, *rest in rows:
        found.setdefault((type_name, start, end), []).append((rest[0], rest[1], rest[2]))
    return found


def link_rows(db: Connection, ids: Collection[int]) -> dict[int, tuple[str, int, int, str, bool]]:
    """Gives (type, from, to, strength, whether an analyst set it for a reason) of the links."""
    rows = db.execute(
        text(
            "SELECT id, type, from_id, to_id, strength, strength_reason <> '' FROM link "
            "WHERE id IN (SELECT value FROM json_each(:ids))"
        ),
        {"ids": _listed(ids)},
    )
    return {int(row[0]): (row[1], row[2], row[3], row[4], bool(row[5])) for row in rows}


def observations_of(
    db: Connection, entity_ids: Collection[int]
) -> dict[tuple[str, int, str], list[int]]:
    """Gives observation ids by (type, entity, date)."""
    rows = db.execute(
        text(
            "SELECT type, entity_id, date, id FROM observation "
            "WHERE entity_id IN (SELECT value FROM json_each(:ids)) ORDER BY id"
        ),
        {"ids": _listed(entity_ids)},
    )
    found: dict[tuple[str, int, str], list[int]] = {}
    for type_name, entity_id, date, observation_id in rows:
        found.setdefault((type_name, entity_id, date), []).append(int(observation_id))
    return found


def observation_dates(db: Connection, ids: Collection[int]) -> dict[int, str]:
    """Gives the dates of the observations."""
    rows = db.execute(
        text("SELECT id, date FROM observation WHERE id IN (SELECT value FROM json_each(:ids))"),
        {"ids": _listed(ids)},
    )
    return {int(row[0]): str(row[1]) for row in rows}


def table_rows(
    db: Connection, table: str, columns: Collection[str], ids: Collection[int]
) -> dict[int, Mapping[str, str]]:
    """Gives some columns of rows of one table, as text, by id."""
    if not columns or not ids:
        return {}
    names = ", ".join(f'"{name}"' for name in columns)
    rows = db.execute(
        text(f'SELECT id, {names} FROM "{table}" WHERE id IN (SELECT value FROM json_each(:ids))'),
        {"ids": _listed(ids)},
    )
    return {
        int(row[0]): {
            name: "" if cell is None else str(cell)
            for name, cell in zip(columns, row[1:], strict=True)
        }
        for row in rows
    }


def ids_by_column(
    db: Connection, table: str, column: str, values: Collection[object]
) -> dict[object, int]:
    """Gives the oldest row's id by the value of one column."""
    rows = db.execute(
        text(
            f'SELECT "{column}", min(id) FROM "{table}" '
            f'WHERE "{column}" IN (SELECT value FROM json_each(:values)) GROUP BY "{column}"'
        ),
        {"values": _listed(values)},
    )
    return {row[0]: int(row[1]) for row in rows}


@dataclass(frozen=True, slots=True)
class KnownRecord:
    """A record the database has, with the columns that were asked for."""

    id: int
    place: str
    values: Mapping[str, str]


def records_of_documents(
    db: Connection, ids: Collection[int], columns: Collection[str]
) -> dict[int, list[KnownRecord]]:
    """Gives the records of the documents, by document."""
    names = "".join(f', "{name}"' for name in columns)
    rows = db.execute(
        text(
            f"SELECT document_id, id, place{names} FROM record "
            "WHERE document_id IN (SELECT value FROM json_each(:ids)) ORDER BY id"
        ),
        {"ids": _listed(ids)},
    )
    found: dict[int, list[KnownRecord]] = {}
    for document_id, record_id, place, *cells in rows:
        values = {name: str(cell) for name, cell in zip(columns, cells, strict=True)}
        record = KnownRecord(int(record_id), str(place), values)
        found.setdefault(int(document_id), []).append(record)
    return found


def document_markings(db: Connection, ids: Collection[int]) -> dict[int, dict[str, str]]:
    """Gives handling and TLP of each document's first record: what is taken from a document
    later keeps its markings unless it states its own."""
    rows = db.execute(
        text(
            "SELECT document_id, handling, tlp FROM record "
            "WHERE document_id IN (SELECT value FROM json_each(:ids)) ORDER BY id DESC"
        ),
        {"ids": _listed(ids)},
    )
    return {int(row[0]): {"handling": str(row[1]), "tlp": str(row[2])} for row in rows}


def disseminations(db: Connection, products: Collection[int]) -> set[tuple[int, int, str]]:
    """Gives (product, recipient, date) of what went out."""
    rows = db.execute(
        text(
            "SELECT product_id, recipient_id, date FROM dissemination "
            "WHERE product_id IN (SELECT value FROM json_each(:ids))"
        ),
        {"ids": _listed(products)},
    )
    return {(int(row[0]), int(row[1]), str(row[2])) for row in rows}
