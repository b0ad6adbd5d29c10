"""Rows that merges set aside, now or once: they hold whole images of what may have to go."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, text

from iwtlink.store import journal
from iwtlink.store.journal import JournalRow
from iwtlink.store.journal.touching import Row
from iwtlink.store.retractions.returning import missing_rows
from iwtlink.store.schema import tables

Belongs = Mapping[str, Sequence[tuple[str, str, str]]]
"""By table: which rows belong to a row, by which column, and which column names the table."""


@dataclass(frozen=True, slots=True)
class AsideRow:
    """One row of ``aside``, there or gone: of which row it holds what image, and for which lead.

    ``is_current`` unless the row itself stands in its table again.
    """

    id: int
    row: Row
    image: Mapping[str, Any]
    hung_on: Row
    is_current: bool


def aside_rows(db: Connection) -> list[AsideRow]:
    """Read every row that was ever set aside, as it was last."""
    last: dict[int, dict[str, Any]] = {}
    rows = db.execute(
        text(
            "SELECT id, step_id, table_name, row_id, before, after, salt, digest FROM journal "
            "WHERE table_name = 'aside' AND salt IS NOT NULL ORDER BY id"
        )
    ).all()
    for row in journal.expanded(JournalRow(*row) for row in rows):
        last[row.row_id] = json.loads(row.after or row.before or "{}")
    last = {i: known for i, known in last.items() if known["table_name"] in tables}
    inner = {i: (str(known["table_name"]), int(known["row_id"])) for i, known in last.items()}
    missing = missing_rows(db, set(inner.values()))
    return [
        AsideRow(
            i,
            inner[i],
            json.loads(known["image"]),
            (str(known["kind"]), int(known["lead_id"])),
            inner[i] in missing,
        )
        for i, known in last.items()
    ]


def belonging_aside(
    aside: Collection[AsideRow], rows: Collection[Row], belongs: Belongs
) -> set[Row]:
    """Give the rows of ``aside`` that belong to any of the rows, with those they stand for."""
    found: set[Row] = set()
    for one in aside:
        hangs = one.is_current and (one.hung_on in rows or ("aside", one.id) in rows)
        if hangs or one.row in rows or _points_at(one, rows, belongs):
            found |= {("aside", one.id), one.row}
    return found


def _points_at(one: AsideRow, rows: Collection[Row], belongs: Belongs) -> bool:
    for parent, known in belongs.items():
        for table, column, named in known:
            is_named = not named or one.image.get(named) == parent
            if table == one.row[0] and is_named and (parent, one.image.get(column)) in rows:
                return True
    return False
