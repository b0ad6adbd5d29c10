"""What is wrong with a file, and what of a damaged one can still be read."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2

from iwtlink.errors import IwtlinkError, Progress, no_progress
from iwtlink.i18n import tr
from iwtlink.store import opening
from iwtlink.store.backups import COUNTED
from iwtlink.store.faults import explained
from iwtlink.store.store import Store
from iwtlink.store.telling import stoppable

_TABLES = dict(zip(COUNTED, ("entity", "link", "document", "record", "statement"), strict=True))
_MOST_FAULTS = 20


def quick_faults(store: Store, progress: Progress = no_progress) -> list[str]:
    """Read every page of the open database once; give what is broken, as SQLite words it.

    Costs about a second per 200 MB and finds torn and unreadable pages; whether items are as
    their last step left them is for the whole check to say.
    """
    with store.read() as db:
        raw: Any = db.connection.driver_connection
        with explained(store.path), stoppable(raw, progress, tr("Looking over the file")):
            try:
                words = raw.execute(f"PRAGMA quick_check({_MOST_FAULTS})").fetchall()
            except dbapi2.DatabaseError as error:
                if isinstance(error, dbapi2.OperationalError):
                    raise
                return [str(error)]
    return [str(row[0]) for row in words if row[0] != "ok"]


def readable_counts(path: Path, passphrase: str = "") -> dict[str, int]:
    """Count what can still be read of a damaged database, by the names of ``COUNTED``.

    What cannot be counted is left out; nothing is written.
    """
    try:
        key = opening.find_key(path, passphrase)
        raw = opening.connect_known(path, opening.reading_mode(path, key), key)
    except (IwtlinkError, OSError, dbapi2.Error):
        return {}
    try:
        counts = {name: _count(raw, table) for name, table in _TABLES.items()}
    finally:
        raw.close()
    return {name: count for name, count in counts.items() if count is not None}


def _count(raw: Any, table: str) -> int | None:
    try:
        rows = raw.execute(f'SELECT count(*) FROM "{table}" NOT INDEXED').fetchone()
    except dbapi2.Error:
        return None
    return int(rows[0])
