"""What retractions took out and did not come back, from the journal's images.

A row that a merge had set aside went with its lead, or with what it rested on: it is found by
the image that it had there.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection

from iwtlink.store.journal import JournalRow, expanded
from iwtlink.store.journal.touching import Row, images_by_row
from iwtlink.store.leads import listed
from iwtlink.store.schema import tables

_COLUMNS = "id, step_id, table_name, row_id, before, after, salt, digest"


@dataclass(frozen=True, slots=True)
class Gone:
    """A row as it was when it went; ``hung_on`` is the lead that it was set aside for."""

    image: dict[str, Any]
    hung_on: frozenset[Row] = field(default=frozenset())


def gone_rows(db: Connection, wanted: Sequence[Row]) -> dict[Row, Gone]:
    """Read the last images of rows that retractions took out and that did not come back.

    What was retracted by itself stays out unless it is wanted. Cost: linear in what was ever
    retracted, and in what merges ever set aside.
    """
    last: dict[Row, tuple[int, JournalRow]] = {}
    for row in expanded(_removals(db)):
        if _row_of(row)[0] in tables:  # one of an older version may be no more
            last[_row_of(row)] = (row.id, row)
    by_itself = {
        (str(kind), int(item_id))
        for kind, item_id in db.exec_driver_sql(
            "SELECT kind, item_id FROM retraction WHERE went_with = ''"
        )
    } - set(wanted)
    missing = _missing(db, set(last)) - by_itself
    newest = {row: known[-1].id for row, known in images_by_row(db, missing).items() if known}
    for key, journal_id in _aside_events(db):
        newest[key] = max(journal_id, newest.get(key, 0))
    return {row: _gone(last[row][1]) for row in missing if newest.get(row) == last[row][0]}


def aside_among(db: Connection, rows: Collection[Row]) -> set[Row]:
    """Give those of the rows that a merge has set aside."""
    found: set[Row] = set()
    for table in {table for table, _ in rows}:
        ids = listed(row_id for name, row_id in rows if name == table)
        found |= {
            (table, int(row[0]))
            for row in db.exec_driver_sql(
                "SELECT row_id FROM aside WHERE table_name = ? "
                "AND row_id IN (SELECT value FROM json_each(?))",
                (table, ids),
            )
        }
    return found


def _missing(db: Connection, rows: set[Row]) -> set[Row]:
    missing: set[Row] = set()
    for table in {table for table, _ in rows}:
        ids = {row_id for name, row_id in rows if name == table}
        query = f'SELECT id FROM "{table}" WHERE id IN (SELECT value FROM json_each(?))'
        missing |= {
            (table, i) for i in ids - set(db.exec_driver_sql(query, (listed(ids),)).scalars())
        }
    return missing - aside_among(db, missing)


def _removals(db: Connection) -> Iterable[JournalRow]:
    rows = db.exec_driver_sql(
        f"SELECT {_COLUMNS} FROM journal "
        "WHERE step_id IN (SELECT step_id FROM journal WHERE table_name = 'retraction') "
        "AND after IS NULL AND before IS NOT NULL "
        "AND table_name NOT IN ('retraction', 'moved', 'merge') ORDER BY id"
    )
    return [JournalRow(*row) for row in rows]


def _aside_events(db: Connection) -> Iterator[tuple[Row, int]]:
    """Give which rows were set aside or came back, with the journal's row that says so."""
    rows = db.exec_driver_sql(
        f"SELECT {_COLUMNS} FROM journal WHERE table_name = 'aside' AND salt IS NOT NULL "
        "ORDER BY id"
    )
    for row in expanded(JournalRow(*row) for row in rows):
        yield _row_of(row), row.id


def _row_of(row: JournalRow) -> Row:
    """Give the row that an image is of: of one set aside, the row itself."""
    if row.table != "aside":
        return row.table, row.row_id
    image = json.loads(row.after or row.before or "{}")
    return str(image["table_name"]), int(image["row_id"])


def _gone(row: JournalRow) -> Gone:
    image = json.loads(row.before or "")
    if row.table != "aside":
        return Gone(image)
    return Gone(json.loads(image["image"]), frozenset({(image["kind"], image["lead_id"])}))
