"""Faults of live rows: each is compared with its last image in the journal."""

from __future__ import annotations

import json
from typing import Any

from sqlalchemy import Connection, text

from iwtlink.i18n import tr
from iwtlink.store import journal, schema

_GIVEN_BY_UPGRADE = {("link", "is_strength_set"): 1}
"""What an upgrade wrote into a new column of the rows it found, where not its default."""


def live_faults(db: Connection) -> tuple[int, list[str]]:
    """Count the rows of all journalled tables, and give a sentence for each that differs."""
    faults, count = [], 0
    for table in schema.JOURNALLED:
        count += int(db.scalar(text(f'SELECT count(*) FROM "{table}"')) or 0)
        faults += [
            tr("{table} {id} is not as its last step left it.", table=table, id=row_id)
            for row_id in _differing(db, table)
        ]
    return count, faults


def _differing(db: Connection, table: str) -> list[int]:
    broken = db.scalar(
        text(
            "SELECT min(row_id) FROM journal WHERE table_name = :t "
            "AND substr(coalesce(after, before), 1, 1) = '[' "
            "AND NOT json_valid(coalesce(after, before))"
        ),
        {"t": table},
    )
    if broken is not None:  # its step is named already; the view cannot be read past it
        return [int(broken)]
    names = [c.name for c in schema.tables[table].columns]
    image = "json_object({})".format(", ".join(f"'{n}', t.\"{n}\"" for n in names))
    values = "json_array({})".format(", ".join(f't."{n}"' for n in names))
    rows = db.exec_driver_sql(
        f"WITH newest AS ({_NEWEST.format(table=table)}), "
        "last AS (SELECT row_id, after, in_block FROM newest WHERE salt IS NOT NULL) "
        "SELECT coalesce(t.id, j.row_id), j.after, j.in_block, iif(t.id IS NULL, NULL, "
        f'{image}) FROM last j FULL JOIN "{table}" t ON t.id = j.row_id WHERE j.after IS NOT '
        f"CASE WHEN t.id IS NULL THEN NULL WHEN j.in_block THEN {values} ELSE {image} END"
    ).all()
    missing = _new_columns(db, table)
    return [
        int(row_id)
        for row_id, was, in_block, now in rows
        if not _is_same(_last_image(db, table, row_id) if in_block else was, now, missing)
    ]


_NEWEST = """
    SELECT row_id, max(id), after, salt, in_block FROM (
        SELECT row_id, id, after, salt, 0 AS in_block FROM journal
        WHERE table_name = '{table}' AND substr(coalesce(after, before), 1, 1) IS NOT '['
        UNION ALL
        SELECT r.value ->> 0, j.id, iif(j.after IS NULL, NULL, r.value), j.salt, 1
        FROM journal j JOIN json_each(coalesce(j.after, j.before)) r ON r.key > 0
        WHERE j.table_name = '{table}' AND substr(coalesce(j.after, j.before), 1, 1) = '['
    ) GROUP BY row_id
"""
"""The newest image of every row; one from a block is an array, as of a row with all columns."""


def _last_image(db: Connection, table: str, row_id: int) -> str | None:
    found = journal.images_of(db, table, row_id)
    return found[-1].after if found else None


def _new_columns(db: Connection, table: str) -> dict[str, Any]:
    """Give what each column holds in rows that are older than the column itself."""
    found = {}
    for column in db.exec_driver_sql(f'PRAGMA table_info("{table}")'):
        given = None if column[4] is None else json.loads(str(column[4]).replace("'", '"'))
        found[str(column[1])] = _GIVEN_BY_UPGRADE.get((table, str(column[1])), given)
    return found


def _is_same(was: str | None, now: str | None, missing: dict[str, Any]) -> bool:
    """Whether an image from before an upgrade says the same as the row with its new columns."""
    if was is None or now is None:
        return False
    try:
        known, found = json.loads(was), json.loads(now)
    except ValueError:
        return False
    added = found.keys() - known.keys()
    return bool(added) and known | {name: missing[name] for name in added} == found
