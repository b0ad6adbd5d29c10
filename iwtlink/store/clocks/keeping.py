"""Clocks as the table keeps them; the marks of what was purged stand among them (``purged``)."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping

from sqlalchemy import Connection, text

from iwtlink.store.clocks.stamps import Clock

Place = tuple[str, str, str]
"""Table, uid of the row, field."""

_ALL = (
    "SELECT table_name, row_uid, field, stamp, earlier, is_gone FROM clock "
    "WHERE field NOT IN ('purged', 'purged item')"
)
_OF_ROWS = f"{_ALL} AND row_uid IN (SELECT value FROM json_each(:uids))"


def clocks_of(db: Connection, uids: Iterable[str] | None = None) -> dict[Place, Clock]:
    """Read the clocks of rows, of all where ``uids`` is None."""
    values = {} if uids is None else {"uids": json.dumps(sorted(set(uids)))}
    rows = db.execute(text(_ALL if uids is None else _OF_ROWS), values)
    return {
        (table, uid, field): Clock(stamp, tuple(earlier.split()), bool(is_gone))
        for table, uid, field, stamp, earlier, is_gone in rows
    }


def keep_clocks(db: Connection, clocks: Mapping[Place, Clock]) -> None:
    """Write clocks in the place of those that are there."""
    rows = [
        (*place, clock.stamp, " ".join(clock.earlier), int(clock.is_gone))
        for place, clock in clocks.items()
    ]
    if rows:
        db.exec_driver_sql(
            "INSERT OR REPLACE INTO clock (table_name, row_uid, field, stamp, earlier, is_gone) "
            "VALUES (?, ?, ?, ?, ?, ?)",
            rows,
        )


def any_gone(db: Connection) -> bool:
    """Whether it is known of any row that it was taken out."""
    return bool(db.scalar(text("SELECT EXISTS (SELECT 1 FROM clock WHERE is_gone)")))
