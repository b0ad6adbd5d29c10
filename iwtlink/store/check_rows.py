"""Faults of live rows: each is compared with its last image in the journal."""

from __future__ import annotations

import json
from typing import Any

from sqlalchemy import Connection, text

from iwtlink.i18n import tr
from iwtlink.store import schema

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
    columns = [c.name for c in schema.tables[table].columns]
    image = ", ".join(f"'{c}', t.\"{c}\"" for c in columns)
    live = f"CASE WHEN t.id IS NULL THEN NULL ELSE json_object({image}) END"
    rows = db.exec_driver_sql(
        "WITH newest AS (SELECT row_id, after, salt, max(journal_id) FROM touched "
        f"WHERE table_name = '{table}' GROUP BY row_id), "
        "last AS (SELECT row_id, after FROM newest WHERE salt IS NOT NULL) "
        f"SELECT coalesce(t.id, j.row_id), j.after, {live} FROM last j "
        f'FULL JOIN "{table}" t ON t.id = j.row_id WHERE j.after IS NOT {live}'
    )
    missing = _new_columns(db, table)
    return [int(row_id) for row_id, was, now in rows if not _is_same(was, now, missing)]


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
