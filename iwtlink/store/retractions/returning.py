"""Rows that a retraction took out, brought back from their last images."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, cast

from sqlalchemy import Connection

from iwtlink.store.journal import JournalRow, expanded
from iwtlink.store.journal.touching import Row, images_by_row
from iwtlink.store.schema import JOURNALLED, tables

Image = dict[str, Any]

NAMED = {
    "statement": ("subject_kind", "subject_id"),
    "external_ref": ("kind", "item_id"),
    "review": ("kind", "item_id"),
}
"""Columns by which some tables point at a row of the table that another column names."""
_SOFT = {("entity", "picture_id")}
"""Columns that are left empty where what they point at is missing."""
_BESIDE = frozenset({"analyst", "step"})


def bring_back(db: Connection, wanted: Sequence[Row]) -> set[tuple[str, int]]:
    """Bring back rows with all that went with them and can stand again; give what came back."""
    gone = _gone(db, wanted)
    pointers = {table: pointers_of(db, table) for table in JOURNALLED}
    parents = {row: parents_of(row[0], image, pointers[row[0]]) for row, image in gone.items()}
    back: set[Row] = set()
    waiting = set(wanted) & gone.keys()
    while waiting:
        missing = missing_rows(db, {p for row in waiting for p in parents[row]} - back)
        found = {row for row in waiting if not missing & parents[row]}
        if not found:
            break
        back |= found
        waiting |= {row for row, above in parents.items() if above & found}
        waiting -= back
    put_rows(db, {row: gone[row] for row in back})
    _hang_pictures(db, {i for table, i in back if table == "file"})
    return back


def _gone(db: Connection, wanted: Sequence[Row]) -> dict[Row, Image]:
    """Read the last images of rows that retractions took out and that did not come back.

    What was retracted by itself stays out unless it is wanted. Cost: linear in what was ever
    retracted.
    """
    last: dict[Row, JournalRow] = {}
    for row in expanded(_removals(db)):
        last[row.table, row.row_id] = row
    by_itself = {
        (str(kind), int(item_id))
        for kind, item_id in db.exec_driver_sql(
            "SELECT kind, item_id FROM retraction WHERE went_with = ''"
        )
    } - set(wanted)
    missing = missing_rows(db, set(last)) - by_itself
    newest = images_by_row(db, missing)
    return {
        key: json.loads(last[key].before or "")
        for key in missing
        if newest[key][-1].id == last[key].id
    }


def _removals(db: Connection) -> Iterable[JournalRow]:
    rows = db.exec_driver_sql(
        "SELECT id, step_id, table_name, row_id, before, after, salt, digest FROM journal "
        "WHERE step_id IN (SELECT step_id FROM journal WHERE table_name = 'retraction') "
        "AND after IS NULL AND before IS NOT NULL AND table_name <> 'retraction' ORDER BY id"
    )
    return [JournalRow(*row) for row in rows]


def parents_of(table: str, image: Image, pointers: Sequence[tuple[str, str]]) -> set[Row]:
    """Give the rows that an image points at and without which it cannot stand."""
    found = {
        (parent, int(image[column]))
        for column, parent in pointers
        if image.get(column) is not None and (table, column) not in _SOFT
    }
    if table in NAMED:
        kind, item = NAMED[table]
        found.add((str(image[kind]), int(image[item])))
    return found


def pointers_of(db: Connection, table: str) -> list[tuple[str, str]]:
    """Give the columns of a table that point at rows of journalled tables, with those tables."""
    keys = db.exec_driver_sql(f'PRAGMA foreign_key_list("{table}")').all()
    return [(str(key[3]), str(key[2])) for key in keys if key[2] not in _BESIDE]


def missing_rows(db: Connection, rows: set[Row]) -> set[Row]:
    """Give those of the rows that are not in their tables."""
    by_table: dict[str, list[int]] = {}
    for table, row_id in rows:
        by_table.setdefault(table, []).append(row_id)
    missing: set[Row] = set()
    for table, ids in by_table.items():
        query = f'SELECT id FROM "{table}" WHERE id IN (SELECT value FROM json_each(?))'
        live = set(db.exec_driver_sql(query, (json.dumps(ids),)).scalars())
        missing |= {(table, i) for i in ids if i not in live}
    return missing


def put_rows(db: Connection, images: Mapping[Row, Image]) -> None:
    """Insert the rows, parents first; a source's own number that another took stays out."""
    for table in JOURNALLED:
        names = [column.name for column in tables[table].columns]
        chosen = [images[row] for row in sorted(images) if row[0] == table]
        either = "OR IGNORE " if table == "external_ref" else ""
        for image in chosen:
            if table == "entity":
                _drop_lost_picture(db, image)
            known = [name for name in names if name in image]
            columns = ", ".join(f'"{name}"' for name in known)
            marks = ", ".join("?" * len(known))
            db.exec_driver_sql(
                f'INSERT {either}INTO "{table}" ({columns}) VALUES ({marks})',
                tuple(image[name] for name in known),
            )


def _drop_lost_picture(db: Connection, image: Image) -> None:
    picture = image["picture_id"]
    if picture is not None and missing_rows(db, {("file", int(picture))}):
        image["picture_id"] = None


def _hang_pictures(db: Connection, files: set[int]) -> None:
    """Give entities the pictures back that went with a document and came back now."""
    if not files:
        return
    rows = db.exec_driver_sql(
        "SELECT row_id, before ->> 'picture_id' FROM journal WHERE table_name = 'entity' "
        "AND before IS NOT NULL AND after IS NOT NULL AND after ->> 'picture_id' IS NULL "
        "AND step_id IN "
        "(SELECT step_id FROM journal WHERE table_name = 'retraction') ORDER BY id"
    ).all()
    lost = {int(row_id): cast(int, picture) for row_id, picture in rows if picture in files}
    if lost:
        db.exec_driver_sql(
            "UPDATE entity SET picture_id = ? WHERE id = ? AND picture_id IS NULL",
            [(picture, row_id) for row_id, picture in lost.items()],
        )
