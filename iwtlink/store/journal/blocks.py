"""Rows put in and taken out by the hundred, journalled in blocks.

The row triggers are taken away while such a statement runs and stand again before anything
else is written: a trigger that does nothing still costs 3 µs a row, a third of the insert,
and an image a row costs twice the insert again. A failure takes the rows out again.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, Literal

from sqlalchemy import Connection

from iwtlink.store.cache import widen_cache
from iwtlink.store.changes import Touched, touched_by_rows
from iwtlink.store.journal import BLOCK_SIZE, JournalRow
from iwtlink.store.schema import tables

FEW = 20
"""Fewer rows than this are journalled one by one."""
MANY = 2_000
"""From so many rows on an edit is a large one."""


@dataclass(slots=True)
class Blocks:
    """What one step puts in and takes out in blocks, and what it touches by that."""

    db: Connection
    step_id: int
    inserted: dict[str, list[range]] = field(default_factory=dict)
    """Ids of the rows put in, by table."""
    row_count: int = 0
    block_count: int = 0
    touched: Touched = field(default_factory=dict)

    def insert(self, table: str, columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
        """Put in rows, each with ``columns``; the first is the id, counting up by one.

        A few are left to the trigger: a block is worth its while from some dozen rows on.
        """
        if not rows:
            return
        names = ", ".join(f'"{name}"' for name in columns)
        marks = ", ".join("?" * len(columns))
        sql = f'INSERT INTO "{table}" ({names}) VALUES ({marks})'
        if len(rows) < FEW:
            self.db.exec_driver_sql(sql, rows)
            return
        if len(rows) >= MANY:
            widen_cache(self.db)
        ids = range(rows[0][0], rows[-1][0] + 1)
        with self._unwatched(table, "insert"):
            try:
                self.db.exec_driver_sql(sql, rows)
                self._write_images(table, ids, "after")
            except BaseException:
                self._take_out(table, ids)
                raise
        self.block_count += len(_parts(ids))
        self.inserted.setdefault(table, []).append(ids)
        self._remember(table, ids)

    def _take_out(self, table: str, ids: range) -> None:
        """Take out what a failed insert left; a savepoint would copy every page meanwhile."""
        if _is_open(self.db):
            self.db.exec_driver_sql(
                f'DELETE FROM "{table}" WHERE id BETWEEN ? AND ?', (ids[0], ids[-1])
            )
            self.db.exec_driver_sql(
                "DELETE FROM journal WHERE step_id = ? AND table_name = ? "
                "AND row_id BETWEEN ? AND ?",
                (self.step_id, table, ids[0], ids[-1]),
            )
            self.db.exec_driver_sql(
                "UPDATE sqlite_sequence SET seq = (SELECT coalesce(max(id), 0) FROM journal) "
                "WHERE name = 'journal'"  # its rows are numbered without a gap
            )

    def remove(self, table: str, ids: range) -> None:
        """Take out the rows with these ids, all of which are there."""
        if len(ids) >= MANY:
            widen_cache(self.db)
        self._remember(table, ids)
        with self._unwatched(table, "delete"):
            self._write_images(table, ids, "before")
            self.db.exec_driver_sql(
                f'DELETE FROM "{table}" WHERE id BETWEEN ? AND ?', (ids[0], ids[-1])
            )
        self.block_count += len(_parts(ids))

    def rows_among(self, journal_count: int) -> int:
        """Give how many rows were touched where the journal got so many rows in all."""
        return journal_count - self.block_count + self.row_count

    def _remember(self, table: str, ids: range) -> None:
        self.row_count += len(ids)
        for name, found in touched_by_rows(self.db, table, ids).items():
            self.touched.setdefault(name, set()).update(found)

    def _write_images(self, table: str, ids: range, side: Literal["before", "after"]) -> None:
        names = [column.name for column in tables[table].columns]
        head = f"[{json.dumps(names, separators=(',', ':'))},"
        values = ", ".join(f'"{name}"' for name in names)
        self.db.exec_driver_sql(
            f"INSERT INTO journal (step_id, table_name, row_id, {side}, salt) "
            f"SELECT {self.step_id}, '{table}', min(id), "
            f"'{head}' || substr(json_group_array(json_array({values})), 2), "
            f'lower(hex(randomblob(16))) FROM "{table}" WHERE id BETWEEN ? AND ?',
            [(part[0], part[-1]) for part in _parts(ids)],
        )

    @contextmanager
    def _unwatched(self, table: str, action: Literal["insert", "delete"]) -> Iterator[None]:
        trigger = f"journal_{table}_{action}"
        db = self.db
        made = db.exec_driver_sql(
            "SELECT sql FROM sqlite_master WHERE type = 'trigger' AND name = ?", (trigger,)
        ).scalar_one()
        db.exec_driver_sql(f'DROP TRIGGER "{trigger}"')
        try:
            yield
        finally:
            if _is_open(db):
                db.exec_driver_sql(str(made))


def _is_open(db: Connection) -> bool:
    """Whether the transaction goes on: a full disk ends it."""
    raw: Any = db.connection.driver_connection
    return bool(raw.in_transaction)


def _parts(ids: range) -> list[range]:
    return [ids[start : start + BLOCK_SIZE] for start in range(0, len(ids), BLOCK_SIZE)]


def rows_of(row: JournalRow) -> tuple[list[str], list[list[Any]]]:
    """Give the column names and the values of the rows in a block."""
    names, *rows = json.loads(row.after or row.before or "[[]]")
    return names, rows


def runs_of(ids: Sequence[int]) -> list[range]:
    """Give ids in order as runs without a gap."""
    runs: list[range] = []
    for i in ids:
        if runs and runs[-1].stop == i:
            runs[-1] = range(runs[-1].start, i + 1)
        else:
            runs.append(range(i, i + 1))
    return runs
