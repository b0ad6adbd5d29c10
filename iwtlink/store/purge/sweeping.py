"""Wiping what a purge left in the file: free pages, the index's old terms, the log of writes.

SQLite and its index keep what was deleted until they are told otherwise. The chore stands in
the database until the file is swept, so that a purge which was killed is finished when the
database is next opened for writing.
"""

from __future__ import annotations

from typing import Any

CHORE = "sweep"


def owe(db: Any) -> None:
    """Write down, within the purge itself, that the file must be swept."""
    db.exec_driver_sql("INSERT OR REPLACE INTO chore VALUES (?, '')", (CHORE,))


def is_owed(raw: Any) -> bool:
    """Whether a purge was not finished; ``raw`` is a driver connection."""
    return raw.execute("SELECT 1 FROM chore WHERE name = ?", (CHORE,)).fetchone() is not None


def sweep(raw: Any) -> bool:
    """Wipe what was deleted; give whether all of it could be, with no reader in the way.

    ``raw`` is a driver connection outside a transaction. Cost: the whole file is rewritten.
    """
    raw.execute("PRAGMA secure_delete = ON")
    indexes = raw.execute(
        "SELECT name FROM sqlite_master WHERE sql LIKE 'CREATE VIRTUAL TABLE%fts5%'"
    ).fetchall()
    for (name,) in indexes:
        raw.execute(f'INSERT INTO "{name}" ("{name}") VALUES (\'optimize\')')
    raw.execute("VACUUM")
    if not _emptied(raw):
        return False
    raw.execute("DELETE FROM chore WHERE name = ?", (CHORE,))
    return _emptied(raw)


def _emptied(raw: Any) -> bool:
    """Bring everything into the file itself and cut the log of writes to nothing."""
    if raw.execute("PRAGMA journal_mode").fetchone()[0] != "wal":
        return True
    return not raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
