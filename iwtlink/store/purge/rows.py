"""Everything that belongs to an item, in the tables now or in the journal's images only."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, text

from iwtlink.store import journal
from iwtlink.store.journal import JournalRow
from iwtlink.store.journal.touching import Row, images_by_row
from iwtlink.store.merging.originals import originals
from iwtlink.store.merging.tables import POINTERS
from iwtlink.store.purge.aside import aside_rows, belonging_aside
from iwtlink.store.purge.waiting import waiting_rows
from iwtlink.store.schema import tables

Footprint = set[Row]

_ITEM = tuple((table, "item_id", "kind") for table in ("external_ref", "review", "retraction"))
_MERGED = (
    ("merge", "kept_id", "kind"),
    ("merge", "absorbed_id", "kind"),
    ("judgement", "one_id", "kind"),
    ("judgement", "other_id", "kind"),
)
_BELONGS: Mapping[str, Sequence[tuple[str, str, str]]] = {
    "entity": (
        *_ITEM,
        *_MERGED,
        ("statement", "subject_id", "subject_kind"),
        ("link", "from_id", ""),
        ("link", "to_id", ""),
        ("observation", "entity_id", ""),
        ("observation", "other_id", ""),
        ("chart_entity", "entity_id", ""),
        ("chart_member", "holder_entity_id", ""),
        ("chart_member", "member_entity_id", ""),
    ),
    "link": (
        *_ITEM,
        *_MERGED,
        ("statement", "subject_id", "subject_kind"),
        ("chart_link", "link_id", ""),
    ),
    "observation": (*_ITEM, ("statement", "subject_id", "subject_kind")),
    "document": (
        *_ITEM,
        ("record", "document_id", ""),
        ("file", "document_id", ""),
        ("origin", "document_id", ""),
    ),
    "record": (
        *_ITEM,
        ("statement", "record_id", ""),
        ("observation", "record_id", ""),
        ("passage", "record_id", ""),
    ),
    "file": (("page", "file_id", ""),),
    "page": (("passage", "page_id", ""),),
    "statement": (("passage", "statement_id", ""), ("retraction", "item_id", "kind")),
    "product": (*_ITEM, ("dissemination", "product_id", "")),
    "recipient": (*_ITEM, ("dissemination", "recipient_id", "")),
    "article": _ITEM,
    "chart": (
        *_ITEM,
        *((f"chart_{part}", "chart_id", "") for part in ("entity", "link", "shape", "member")),
        ("chart_snapshot", "chart_id", ""),
    ),
}
"""By table: which rows belong to a row, by which column, and which column names the table."""
_OWN_FILE = {"entity": "picture_id", "product": "file_id", "chart_shape": "picture_id"}
"""Columns that name a file which goes with the item where nothing else needs it."""


def footprint(db: Connection, kind: str, item_id: int) -> Footprint:
    """Give every row that belongs to an item, whether it is still there or not.

    What was merged into it is one with it and goes along. Cost: linear in what belongs to it and
    in all that was ever taken out.
    """
    found: Footprint = {(kind, item_id)}
    new = set(found)
    aside = aside_rows(db)
    while new:
        near = (
            _belonging(db, new) | _own_files(db, new, found) | belonging_aside(aside, new, _BELONGS)
        )
        new = near - found
        found |= new
    return found | _waiting(db, found)


def _waiting(db: Connection, rows: Footprint) -> Footprint:
    """Give the rows of other laptops that wait here and name any of these by its uid."""
    waiting = waiting_rows(db, [(row.row_id, image) for row, image in removals(db, "waiting")])
    if not waiting:
        return set()
    uids = {str(i["uid"]) for known in images_of_rows(db, rows).values() for i in known[-1:]}
    return {row for row, named in waiting.items() if named & uids}


def _belonging(db: Connection, rows: Iterable[Row]) -> Footprint:
    found: Footprint = set()
    for parent in {table for table, _ in rows}:
        ids = {row_id for table, row_id in rows if table == parent}
        for table, column, named in _BELONGS.get(parent, ()):
            kind = f" AND {named} = '{parent}'" if named else ""
            live = db.execute(
                text(
                    f'SELECT id FROM "{table}" '
                    f"WHERE {column} IN (SELECT value FROM json_each(:ids)){kind}"
                ),
                {"ids": json.dumps(sorted(ids))},
            )
            found |= {(table, int(row[0])) for row in live}
            found |= {
                (table, row.row_id)
                for row, image in _removed(db, table)
                if image.get(column) in ids and (not named or image.get(named) == parent)
            }
        if parent in POINTERS:
            found |= {("moved", i) for i in _moved_rows(db, parent, ids)}
    return found


def _removed(db: Connection, table: str) -> list[tuple[JournalRow, dict[str, Any]]]:
    """Give the removals of a table, each image with whom the row belonged to before merges."""
    gone = list(removals(db, table))
    own = originals(db, table, {row.row_id for row, _ in gone})
    return [(row, image | own.get(row.row_id, {})) for row, image in gone]


def _moved_rows(db: Connection, table: str, ids: Iterable[int]) -> list[int]:
    rows = db.execute(
        text(
            "SELECT id FROM moved WHERE table_name = :t "
            "AND row_id IN (SELECT value FROM json_each(:ids))"
        ),
        {"t": table, "ids": json.dumps(sorted(ids))},
    )
    return [int(row[0]) for row in rows]


def removals(db: Connection, table: str) -> Iterator[tuple[JournalRow, dict[str, Any]]]:
    """Yield every removal of a row of a table, with the image that was left."""
    rows = db.execute(
        text(
            "SELECT id, step_id, table_name, row_id, before, after, salt, digest FROM journal "
            "WHERE table_name = :t AND after IS NULL AND before IS NOT NULL ORDER BY id"
        ),
        {"t": table},
    ).all()
    for row in journal.expanded(JournalRow(*row) for row in rows):
        yield row, json.loads(row.before or "{}")


def _own_files(db: Connection, rows: Iterable[Row], found: Footprint) -> Footprint:
    """Give the pictures and frozen copies that no other item uses and no document holds."""
    files: Footprint = set()
    known = images_of_rows(db, {row for row in rows if row[0] in _OWN_FILE})
    for (table, _), images in known.items():
        column = _OWN_FILE[table]
        files |= {("file", int(i[column])) for i in images if i.get(column) is not None}
    kept = set(
        db.scalars(text("SELECT id FROM file WHERE document_id IS NOT NULL")) if files else ()
    )
    others = {
        int(file_id)
        for table, column in _OWN_FILE.items()
        for row_id, file_id in (
            db.execute(text(f'SELECT id, {column} FROM "{table}" WHERE {column} IS NOT NULL'))
            if files
            else ()
        )
        if (table, int(row_id)) not in found
    }
    return {row for row in files if row[1] not in kept | others}


def images_of_rows(db: Connection, rows: Iterable[Row]) -> dict[Row, list[dict[str, Any]]]:
    """Read every image that the journal still holds of rows, oldest first."""
    return {
        row: [json.loads(i) for one in known for i in (one.before, one.after) if i]
        for row, known in images_by_row(db, rows).items()
    }


def live_rows(db: Connection, rows: Footprint) -> dict[str, list[int]]:
    """Give the ids of those rows that are in their tables now, by table."""
    found: dict[str, list[int]] = {}
    for table in tables:
        ids = sorted(row_id for name, row_id in rows if name == table)
        if ids:
            query = f'SELECT id FROM "{table}" WHERE id IN (SELECT value FROM json_each(:ids))'
            live = [int(i) for i in db.scalars(text(query), {"ids": json.dumps(ids)})]
            if live:
                found[table] = live
    return found
