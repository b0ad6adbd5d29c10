"""Whose rows were before any merge, for those who must know: exchanging, retracting, checking."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import Connection

from iwtlink.store.leads import listed


def originals(
    db: Connection, table: str, row_ids: Collection[int]
) -> dict[int, dict[str, int | None]]:
    """Give, by row, the columns that a merge points at another item, as they were before it.

    Rows that no merge touched are left out. Works for rows that are gone, too.
    """
    found: dict[int, dict[str, int | None]] = {}
    for row_id, column, from_id in db.exec_driver_sql(
        "SELECT row_id, column_name, from_id FROM moved WHERE table_name = ? "
        "AND row_id IN (SELECT value FROM json_each(?))",
        (table, listed(row_ids)),
    ):
        found.setdefault(int(row_id), {})[str(column)] = from_id
    return found
