"""Writing only what changes: rows set aside, rows that come back, and pointers."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection

from iwtlink.store import schema
from iwtlink.store.edit import Edit
from iwtlink.store.journal.reverting import make_way
from iwtlink.store.leads import listed
from iwtlink.store.merging.holdings import Held, Holdings, Key
from iwtlink.store.merging.places import Place, Places
from iwtlink.store.schema import JOURNALLED, tables


def write(edit: Edit, held: Holdings, places: Places) -> None:
    """Bring every row to its place."""
    db = edit.connection
    db.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
    going = [held.rows[key] for key, place in places.items() if _goes(held.rows[key], place)]
    coming = [held.rows[key] for key, place in places.items() if _comes(held.rows[key], place)]
    images = _images(db, going)
    _delete(db, [row for row in going if row.key[0] != "entity"])
    _point(db, held, places)
    _insert(db, [(row, places[row.key].columns) for row in coming])
    _delete(db, [row for row in going if row.key[0] == "entity"])
    _write_aside(edit, held, places, images)
    _write_moved(edit, held, places)


def differing(held: Holdings, places: Places) -> set[Key]:
    """Give the rows that are not in their places."""
    return {key for key, place in places.items() if _differs(held.rows[key], place)}


def _differs(row: Held, place: Place) -> bool:
    if row.is_aside or place.hangs_on is not None:
        return row.hangs_on != (place.hangs_on or ("", 0))
    is_elsewhere = any(row.now[name] != value for name, value in place.columns.items())
    return is_elsewhere or row.moved != _wanted(row, place)


def _goes(row: Held, place: Place) -> bool:
    return not row.is_aside and place.hangs_on is not None


def _comes(row: Held, place: Place) -> bool:
    return row.is_aside and place.hangs_on is None


def _by_table(rows: Iterable[Held]) -> dict[str, list[Held]]:
    found: dict[str, list[Held]] = {}
    for row in rows:
        found.setdefault(row.key[0], []).append(row)
    return found


def _images(db: Connection, going: Iterable[Held]) -> dict[Key, dict[str, Any]]:
    """Read whole rows as they were before any merge."""
    found: dict[Key, dict[str, Any]] = {}
    for table, rows in _by_table(going).items():
        known = {row.key[1]: row for row in rows}
        image = ", ".join(f"'{c.name}', \"{c.name}\"" for c in tables[table].columns)
        for row_id, text in db.exec_driver_sql(
            f'SELECT id, json_object({image}) FROM "{table}" '
            "WHERE id IN (SELECT value FROM json_each(?))",
            (listed(known),),
        ):
            row = known[row_id]
            original = {name: row.original[name] for name in row.now}
            found[row.key] = json.loads(text) | original
    return found


def _delete(db: Connection, rows: Sequence[Held]) -> None:
    by_table = _by_table(rows)
    for table in reversed(JOURNALLED):
        if table in by_table:
            ids = listed(row.key[1] for row in by_table[table])
            db.exec_driver_sql(
                f'DELETE FROM "{table}" WHERE id IN (SELECT value FROM json_each(?))', (ids,)
            )


def _point(db: Connection, held: Holdings, places: Places) -> None:
    """Point live rows at whom they belong to now."""
    changes: dict[str, list[tuple[int, Mapping[str, int | None]]]] = {}
    for key, place in places.items():
        row = held.rows[key]
        if not row.is_aside and place.hangs_on is None and place.columns:
            columns = dict(place.columns)
            if any(row.now[name] != value for name, value in columns.items()):
                changes.setdefault(key[0], []).append((key[1], columns))
    for table, found in changes.items():
        rows = [(held.rows[table, row_id], columns) for row_id, columns in found]
        make_way(
            db,
            table,
            [
                ({**row.original, **columns}, {**row.original, **row.now, "id": row.key[1]})
                for row, columns in rows
            ],
        )
        names = list(found[0][1])
        pairs = ", ".join(f'"{name}" = ?' for name in names)
        db.exec_driver_sql(
            f'UPDATE "{table}" SET {pairs} WHERE id = ?',
            [(*(columns[name] for name in names), row_id) for row_id, columns in found],
        )


def _insert(db: Connection, rows: Iterable[tuple[Held, Mapping[str, int | None]]]) -> None:
    """Put rows back that were set aside; a source's own number that another took stays out."""
    found: dict[tuple[str, tuple[str, ...]], list[tuple[Any, ...]]] = {}
    for row, columns in rows:
        table = row.key[0]
        image = {**row.original, **columns}
        names = tuple(c.name for c in tables[table].columns if c.name in image)
        found.setdefault((table, names), []).append(tuple(image[name] for name in names))
    order = {table: place for place, table in enumerate(JOURNALLED)}
    for (table, names), values in sorted(found.items(), key=lambda one: order[one[0][0]]):
        either = "OR IGNORE " if table == "external_ref" else ""
        columns_text = ", ".join(f'"{name}"' for name in names)
        marks = ", ".join("?" * len(names))
        db.exec_driver_sql(
            f'INSERT {either}INTO "{table}" ({columns_text}) VALUES ({marks})', sorted(values)
        )


def _write_aside(
    edit: Edit, held: Holdings, places: Places, images: Mapping[Key, Mapping[str, Any]]
) -> None:
    db = edit.connection
    back = [(held.rows[k].aside_id,) for k, p in places.items() if _comes(held.rows[k], p)]
    if back:
        db.exec_driver_sql("DELETE FROM aside WHERE id = ?", back)
    elsewhere = [
        (*place.hangs_on, held.rows[key].aside_id)
        for key, place in places.items()
        if place.hangs_on and held.rows[key].is_aside and held.rows[key].hangs_on != place.hangs_on
    ]
    if elsewhere:
        db.exec_driver_sql("UPDATE aside SET kind = ?, lead_id = ? WHERE id = ?", elsewhere)
    new = [
        (*key, json.dumps(image, ensure_ascii=False), *_lead(places[key]), image.get("ref", ""))
        for key, image in images.items()
    ]
    columns = ("table_name", "row_id", "image", "kind", "lead_id", "ref")
    edit.insert_rows(schema.aside, columns, new)


def _lead(place: Place) -> tuple[str, int]:
    return place.hangs_on or ("", 0)


def _write_moved(edit: Edit, held: Holdings, places: Places) -> None:
    db = edit.connection
    new, changed, gone = [], [], []
    for key, place in places.items():
        row = held.rows[key]
        kept = {} if row.is_aside else row.moved
        wanted = _wanted(row, place)
        new += [(*key, name, wanted[name]) for name in wanted if name not in kept]
        changed += [(wanted[n], *key, n) for n in wanted if n in kept and kept[n] != wanted[n]]
        gone += [(*key, name) for name in kept if name not in wanted]
    where = "WHERE table_name = ? AND row_id = ? AND column_name = ?"
    if gone:
        db.exec_driver_sql(f"DELETE FROM moved {where}", gone)
    if changed:
        db.exec_driver_sql(f"UPDATE moved SET from_id = ? {where}", changed)
    edit.insert_rows(schema.moved, ("table_name", "row_id", "column_name", "from_id"), new)


def _wanted(row: Held, place: Place) -> dict[str, int | None]:
    """Give the owners that must be kept, because the row points at others."""
    if place.hangs_on is not None:
        return {}
    wanted = {n: row.original[n] for n, now in place.columns.items() if row.original[n] != now}
    return wanted | {"picture_id": None} if place.has_no_picture else wanted
