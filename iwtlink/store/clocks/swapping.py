"""Undoing the reading of an exchange file turns the clocks back, so that it can be read again.

``reading`` keeps, by step, the clocks that reading a file replaced; no stamp where there was none.
Undoing and redoing exchange the two. A row without a table marks the step as a reading, or names
the reading that it took back.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from sqlalchemy import Connection, text

from iwtlink.store.clocks.keeping import Place
from iwtlink.store.clocks.stamps import Clock

_MARK = "SELECT stamp FROM reading WHERE step_id = :s AND table_name = ''"
_INSERT = (
    "INSERT INTO reading (step_id, table_name, row_uid, field, stamp, earlier, is_gone) "
    "VALUES (?, ?, ?, ?, ?, ?, ?)"
)


def has_reading(db: Connection, step_id: int) -> bool:
    """Whether a step read an exchange file, or took such a step back."""
    return db.execute(text(_MARK), {"s": step_id}).first() is not None


def keep_before(
    db: Connection, step_id: int, places: Iterable[Place], before: Mapping[Place, Clock]
) -> None:
    """Mark a step as the reading of a file, and keep the clocks that it is about to replace."""
    db.exec_driver_sql(_INSERT, (step_id, "", "", "", None, None, None))
    rows = []
    for place in places:
        clock = before.get(place)
        words = (clock.stamp, " ".join(clock.earlier), int(clock.is_gone)) if clock else (None,) * 3
        rows.append((step_id, *place, *words))
    if rows:
        db.exec_driver_sql(_INSERT, rows)


def turn(db: Connection, step_id: int, by_step: int) -> None:
    """Exchange the clocks with those that a reading keeps; ``by_step`` is doing it."""
    named = db.scalar(text(_MARK), {"s": step_id})
    reading = int(named) if named else step_id
    columns = "table_name, row_uid, field, stamp, earlier, is_gone"
    kept = db.execute(
        text(f"SELECT {columns} FROM reading WHERE step_id = :s AND table_name <> ''"),
        {"s": reading},
    ).all()
    key = "row_uid = ? AND table_name = ? AND field = ?"
    db.exec_driver_sql(
        "UPDATE reading SET (stamp, earlier, is_gone) = (SELECT c.stamp, c.earlier, c.is_gone "
        "FROM clock c WHERE c.row_uid = reading.row_uid AND c.table_name = reading.table_name "
        "AND c.field = reading.field) WHERE step_id = ? AND table_name <> ''",
        (reading,),
    )
    gone = [(row[1], row[0], row[2]) for row in kept if row[3] is None]
    if gone:
        db.exec_driver_sql(f"DELETE FROM clock WHERE {key}", gone)
    back = [tuple(row) for row in kept if row[3] is not None]
    if back:
        marks = "?, ?, ?, ?, ?, ?"
        db.exec_driver_sql(f"INSERT OR REPLACE INTO clock ({columns}) VALUES ({marks})", back)
    if by_step not in (step_id, reading):
        db.exec_driver_sql(_INSERT, (by_step, "", "", "", str(reading), None, None))
