"""What the filters of a search ask for, kept beside the index: type, days, grade, handling.

Of an entity, a link or an observation the grade is the best of the records that state it and
the handling codes are all of theirs; its days are its own (an event's date, a link's start and
end), else those of the documents behind it. A document has the best grade of its records, a
page what its document has.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Sequence

from sqlalchemy import Connection, text

from iwtlink.i18n import tr
from iwtlink.store.search.fields import (
    UNIT_KINDS,
    UnitKind,
    id_of,
    kind_of,
    range_of,
    unit_of,
)
from iwtlink.store.search.touched import Touched

_PART = 5_000
_UNGRADED = 99
_LISTED = "IN (SELECT value FROM json_each(:ids))"
_DOCUMENT_DAYS = (
    "coalesce(d.date_first, nullif(d.received_on, ''), '')",
    "coalesce(d.date_last, nullif(d.received_on, ''), '')",
)
_FIRST, _LAST = _DOCUMENT_DAYS


def _stated(kind: str, own_first: str, own_last: str) -> str:
    """Give the query for what statements speak of; ``own`` are the item's own days."""
    return f"""
        SELECT i.id, i.type,
            coalesce({own_first}, min(nullif({_FIRST}, '')), ''),
            coalesce({own_last}, max(nullif({_LAST}, '')), ''),
            coalesce(min(r.grade_rank), {_UNGRADED}),
            coalesce(group_concat(DISTINCT nullif(r.handling, '')), '')
        FROM "{kind}" i
        LEFT JOIN statement s ON s.subject_id = i.id AND s.subject_kind = '{kind}'
        LEFT JOIN record r ON r.id = s.record_id
        LEFT JOIN document d ON d.id = r.document_id
        WHERE i.id {_LISTED} GROUP BY i.id"""


_QUERIES: dict[UnitKind, str] = {
    "entity": _stated(
        "entity",
        "min(CASE WHEN s.property = 'date' THEN s.first END)",
        "max(CASE WHEN s.property = 'date' THEN s.last END)",
    ),
    "link": _stated("link", "i.start_first", "coalesce(i.end_last, i.start_first)"),
    "observation": f"""
        SELECT i.id, i.type, coalesce(i.date_first, {_FIRST}, ''),
            coalesce(i.date_last, {_LAST}, ''), coalesce(r.grade_rank, {_UNGRADED}),
            coalesce(r.handling, '')
        FROM observation i LEFT JOIN record r ON r.id = i.record_id
        LEFT JOIN document d ON d.id = r.document_id WHERE i.id {_LISTED}""",
    "document": f"""
        SELECT d.id, d.kind, {_FIRST}, {_LAST}, coalesce(min(r.grade_rank), {_UNGRADED}),
            coalesce(group_concat(DISTINCT nullif(r.handling, '')), '')
        FROM document d LEFT JOIN record r ON r.document_id = d.id
        WHERE d.id {_LISTED} GROUP BY d.id""",
    "page": f"""
        SELECT p.id, coalesce(d.kind, ''), {_FIRST}, {_LAST},
            coalesce(min(r.grade_rank), {_UNGRADED}),
            coalesce(group_concat(DISTINCT nullif(r.handling, '')), '')
        FROM page p JOIN file f ON f.id = p.file_id
        LEFT JOIN document d ON d.id = f.document_id
        LEFT JOIN record r ON r.document_id = d.id
        WHERE p.id {_LISTED} GROUP BY p.id""",
    "record": f"""
        SELECT r.id, 'record', {_FIRST}, {_LAST}, r.grade_rank, r.handling
        FROM record r JOIN document d ON d.id = r.document_id WHERE r.id {_LISTED}""",
    "article": f"""
        SELECT id, 'article', coalesce(date_first, ''), coalesce(date_last, ''), {_UNGRADED}, ''
        FROM article WHERE id {_LISTED}""",
    "product": f"""
        SELECT id, kind, substr(date, 1, 10), substr(date, 1, 10), {_UNGRADED}, handling
        FROM product WHERE id {_LISTED}""",
    "chart": f"SELECT id, 'chart', '', '', {_UNGRADED}, '' FROM chart WHERE id {_LISTED}",
    "recipient": (
        f"SELECT id, 'recipient', '', '', {_UNGRADED}, '' FROM recipient WHERE id {_LISTED}"
    ),
}

Row = tuple[int, str, str, str, int]
Code = tuple[str, int]


def _read(db: Connection, kind: UnitKind, ids: Sequence[int]) -> tuple[list[Row], list[Code]]:
    """Work out rows of ``search_unit`` and of ``search_handling`` from the tables."""
    rows: list[Row] = []
    codes: list[Code] = []
    for row_id, *kept, handling in db.execute(text(_QUERIES[kind]), {"ids": json.dumps(list(ids))}):
        unit = unit_of(kind, row_id)
        rows.append((unit, *kept))
        codes += [(code, unit) for code in dict.fromkeys(handling.split(",")) if code]
    return rows, codes


def write(db: Connection, kind: UnitKind, ids: Sequence[int]) -> None:
    """Write what filters ask of the units, new or changed; those that are gone leave."""
    rows, codes = _read(db, kind, ids)
    gone = {unit_of(kind, i) for i in ids} - {row[0] for row in rows}
    _many(db, "DELETE FROM search_unit WHERE id = ?", [(unit,) for unit in gone])
    _many(
        db,
        "INSERT INTO search_unit VALUES (?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET "
        "type = excluded.type, first = excluded.first, last = excluded.last, "
        "grade = excluded.grade",
        rows,
    )
    _many(db, "DELETE FROM search_handling WHERE unit = ?", [(unit_of(kind, i),) for i in ids])
    _many(db, "INSERT INTO search_handling (code, unit) VALUES (?, ?)", codes)


def _many(db: Connection, statement: str, rows: Sequence[tuple[object, ...]]) -> None:
    if rows:
        db.exec_driver_sql(statement, list(rows))


def refresh(db: Connection, touched: Touched) -> None:
    """Bring up to date what one step touched, and what rests on the records it touched."""
    units = {kind: ids | touched.sources[kind] for kind, ids in touched.words.items()}
    for kind, ids in _resting(db, units["record"], units["document"]):
        units[kind] |= ids
    for kind, listed in units.items():
        for part in _parts(listed):
            write(db, kind, part)


_RESTING: dict[UnitKind, str] = {
    "record": "SELECT id FROM record WHERE document_id {listed}",
    "page": "SELECT p.id FROM page p JOIN file f ON f.id = p.file_id WHERE f.document_id {listed}",
}
_STATED = """
    SELECT DISTINCT subject_id FROM statement WHERE record_id {listed} AND subject_kind = """
_STATED_BY: dict[UnitKind, str] = {
    "entity": f"{_STATED} 'entity'",
    "link": f"{_STATED} 'link'",
    "observation": "SELECT id FROM observation WHERE record_id {listed}",
}


def _resting(
    db: Connection, records: Collection[int], documents: Collection[int]
) -> Iterable[tuple[UnitKind, set[int]]]:
    """Give the units that rest on the records and the documents."""
    behind = set(records)
    for kind, query in _RESTING.items():
        found = _select(db, query, documents)
        if kind == "record":
            behind |= found
        yield kind, found
    for kind, query in _STATED_BY.items():
        yield kind, _select(db, query, behind)


def _select(db: Connection, query: str, ids: Collection[int]) -> set[int]:
    found: set[int] = set()
    for part in _parts(ids):
        found |= {
            int(i)
            for i in db.scalars(text(query.format(listed=_LISTED)), {"ids": json.dumps(part)})
        }
    return found


def _parts(ids: Iterable[int]) -> Iterable[list[int]]:
    listed = sorted(ids)
    return (listed[at : at + _PART] for at in range(0, len(listed), _PART))


def faults(db: Connection) -> list[str]:
    """Say of which units the filters know something else than the tables."""
    wrong: list[int] = []
    for kind in UNIT_KINDS:
        within = range_of(kind)
        ids = {int(i) for i in db.scalars(text(f'SELECT id FROM "{kind}"'))}
        kept = db.exec_driver_sql("SELECT * FROM search_unit WHERE id BETWEEN ? AND ?", within)
        rows = {tuple(row) for row in kept}
        query = "SELECT code, unit FROM search_handling WHERE unit BETWEEN ? AND ?"
        codes = {tuple(row) for row in db.exec_driver_sql(query, within)}
        for part in _parts(ids):
            live_rows, live_codes = _read(db, kind, part)
            wrong += [row[0] for row in live_rows if row not in rows]
            wrong += [code[1] for code in live_codes if code not in codes]
            rows.difference_update(live_rows)
            codes.difference_update(live_codes)
        wrong += [row[0] for row in rows] + [code[1] for code in codes]
    return [
        tr("The filters of searches are out of date for {kind} {id}.", kind=kind_of(u), id=id_of(u))
        for u in dict.fromkeys(wrong)
    ]
