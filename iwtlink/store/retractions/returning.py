"""Rows that a retraction took out, brought back from their last images.

They come back as they were before any merge, and are then joined with what stands for them
now: a value that was retracted before its person was merged comes back to the lead.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection

from iwtlink.store.edit import Edit
from iwtlink.store.journal.touching import Row
from iwtlink.store.leads import listed
from iwtlink.store.merging.originals import originals
from iwtlink.store.merging.regroup import regroup
from iwtlink.store.merging.tables import AT_ENTITIES, AT_LINKS
from iwtlink.store.retractions.gone import Gone, aside_among, gone_rows
from iwtlink.store.retractions.pictures import hang_pictures
from iwtlink.store.schema import JOURNALLED, tables

Image = dict[str, Any]

NAMED = {
    "statement": ("subject_kind", "subject_id"),
    "external_ref": ("kind", "item_id"),
    "review": ("kind", "item_id"),
    "aside": ("kind", "lead_id"),
}
"""Columns by which some tables point at a row of the table that another column names."""
_SOFT = {("entity", "picture_id"), ("chart_shape", "picture_id")}
"""Columns that are left empty where what they point at is missing."""
_BESIDE = frozenset({"analyst", "step"})


def bring_back(edit: Edit, wanted: Sequence[Row]) -> set[tuple[str, int]]:
    """Bring back rows with all that went with them and can stand again; give what came back."""
    db = edit.connection
    gone = _as_before_merges(db, gone_rows(db, wanted))
    pointers = {table: pointers_of(db, table) for table in JOURNALLED}
    parents = {
        row: parents_of(row[0], known.image, pointers[row[0]]) | known.hung_on
        for row, known in gone.items()
    }
    back: set[Row] = set()
    waiting = set(wanted) & gone.keys()
    while waiting:
        missing = _absent(db, {p for row in waiting for p in parents[row]} - back)
        found = {row for row in waiting if not missing & parents[row]}
        if not found:
            break
        back |= found
        waiting |= {row for row, above in parents.items() if above & found}
        waiting -= back
    db.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
    put_rows(db, {row: gone[row].image for row in back})
    hung = hang_pictures(db, {i for table, i in back if table == "file"})
    _join_again(edit, {row: gone[row].image for row in back}, hung)
    return back


def _as_before_merges(db: Connection, gone: Mapping[Row, Gone]) -> dict[Row, Gone]:
    """Point the rows at whom they belonged to before any merge."""
    found = dict(gone)
    for table in {table for table, _ in gone}:
        ids = [row_id for name, row_id in gone if name == table]
        for row_id, columns in originals(db, table, ids).items():
            known = gone[table, row_id]
            found[table, row_id] = Gone({**known.image, **columns}, known.hung_on)
    return found


def _absent(db: Connection, rows: set[Row]) -> set[Row]:
    """Give those of the rows that are neither in their tables nor set aside by a merge."""
    missing = missing_rows(db, rows)
    return missing - aside_among(db, missing)


def _join_again(edit: Edit, images: Mapping[Row, Image], hung: Collection[int]) -> None:
    """Let what stands for the owners of the rows have them."""
    entities, links = set(hung), set[int]()
    for (table, row_id), image in images.items():
        if table in ("entity", "link"):
            (entities if table == "entity" else links).add(row_id)
        for ids, kind, all_known in ((entities, "entity", AT_ENTITIES), (links, "link", AT_LINKS)):
            for known in all_known:
                if known.table == table and image.get(known.kind_column, kind) == kind:
                    owners = (image[name] for name in known.columns)
                    ids |= {int(i) for i in owners if i is not None}
    db = edit.connection
    if entities := _ever_merged(db, "entity", entities):
        regroup(edit, "entity", entities)
    if links := _ever_merged(db, "link", links):
        regroup(edit, "link", links)


def _ever_merged(db: Connection, kind: str, ids: Collection[int]) -> set[int]:
    """Give the items that are merged, or of whose merge something is still kept."""
    rows = db.exec_driver_sql(
        "WITH asked AS (SELECT value AS id FROM json_each(?2)) SELECT id FROM asked WHERE "
        "EXISTS (SELECT 1 FROM merge WHERE kind = ?1 AND kept_id = asked.id) "
        "OR EXISTS (SELECT 1 FROM merge WHERE kind = ?1 AND absorbed_id = asked.id) "
        "OR EXISTS (SELECT 1 FROM aside WHERE table_name = ?1 AND row_id = asked.id) "
        "OR EXISTS (SELECT 1 FROM aside WHERE kind = ?1 AND lead_id = asked.id) "
        "OR EXISTS (SELECT 1 FROM moved WHERE from_id = asked.id)",
        (kind, listed(ids)),
    )
    return {int(row[0]) for row in rows}


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
            if (table, "picture_id") in _SOFT:
                _drop_lost_picture(db, image)
            known = [name for name in names if name in image]
            columns = ", ".join(f'"{name}"' for name in known)
            marks = ", ".join("?" * len(known))
            db.exec_driver_sql(
                f'INSERT {either}INTO "{table}" ({columns}) VALUES ({marks})',
                tuple(image[name] for name in known),
            )


def _drop_lost_picture(db: Connection, image: Image) -> None:
    picture = image.get("picture_id")
    if picture is not None and missing_rows(db, {("file", int(picture))}):
        image["picture_id"] = None
