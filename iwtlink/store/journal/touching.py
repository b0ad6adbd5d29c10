"""The journal's rows for many rows of tables at once, each block read only once."""

from __future__ import annotations

import json
from collections.abc import Iterable

from sqlalchemy import Connection, text

from iwtlink.store.journal import BLOCK_SIZE, JournalRow, expanded

Row = tuple[str, int]
"""A table and the id of a row."""

_COLUMNS = "id, step_id, table_name, row_id, before, after, salt, digest"
_ALONE = f"""
    SELECT {_COLUMNS} FROM journal
    WHERE row_id IN (SELECT value FROM json_each(:ids)) AND table_name = :t
      AND substr(coalesce(after, before), 1, 1) IS NOT '['
"""
_BLOCKS = f"""
    SELECT {_COLUMNS} FROM journal WHERE id IN (
        SELECT DISTINCT j.id FROM json_each(:ids) w JOIN journal j ON j.table_name = :t
        AND j.row_id BETWEEN w.value - {BLOCK_SIZE - 1} AND w.value
        AND substr(coalesce(j.after, j.before), 1, 1) = '['
    )
"""


def holding(db: Connection, rows: Iterable[Row]) -> list[tuple[JournalRow, list[JournalRow]]]:
    """Give the journal's rows that hold an image of the rows, oldest first.

    Each comes whole, and as those of the wanted rows that it holds (itself, unless a block).
    """
    wanted = set(rows)
    by_table: dict[str, list[int]] = {}
    for table, row_id in wanted:
        by_table.setdefault(table, []).append(row_id)
    found: dict[int, JournalRow] = {}
    for table, ids in by_table.items():
        values = {"ids": json.dumps(ids), "t": table}
        for query in (_ALONE, _BLOCKS):
            found |= {row[0]: JournalRow(*row) for row in db.execute(text(query), values)}
    held = ((whole, _wanted(whole, wanted)) for _, whole in sorted(found.items()))
    return [(whole, parts) for whole, parts in held if parts]


def _wanted(whole: JournalRow, wanted: set[Row]) -> list[JournalRow]:
    return [row for row in expanded([whole]) if (row.table, row.row_id) in wanted]


def images_by_row(db: Connection, rows: Iterable[Row]) -> dict[Row, list[JournalRow]]:
    """Give everything that the journal knows of many rows, oldest first, blocks taken apart."""
    listed = list(rows)
    found: dict[Row, list[JournalRow]] = {row: [] for row in listed}
    for _, parts in holding(db, listed):
        for row in parts:
            found[row.table, row.row_id].append(row)
    return found
