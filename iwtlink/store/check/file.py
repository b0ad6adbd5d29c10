"""Faults of the file itself: its pages, its numbers, its tables and triggers, kept bytes."""

from __future__ import annotations

import hashlib

from sqlalchemy import Connection, text
from sqlcipher3 import dbapi2

from iwtlink.i18n import tr
from iwtlink.store import journal
from iwtlink.store.migrations import MIGRATIONS

_NUMBERED = ("step", "journal", "event")
"""Tables whose rows are numbered from 1 without a gap."""


def file_faults(db: Connection) -> list[str]:
    """Give a sentence for each fault of the file, its keys, its numbers and its tables."""
    _look_at_indexes(db)
    words = [str(row[0]) for row in db.exec_driver_sql("PRAGMA integrity_check")]
    faults = [tr("The file is damaged: {words}", words=w) for w in words if w != "ok"]
    for table, row_id, parent, _ in db.exec_driver_sql("PRAGMA foreign_key_check"):
        faults.append(
            tr("{table} {id} points at a missing {parent}.", table=table, id=row_id, parent=parent)
        )
    return faults + _number_faults(db) + _schema_faults(db)


def _look_at_indexes(db: Connection) -> None:
    """Let this connection forget what it remembers of the search index from before a write.

    WORKAROUND: the integrity check of FTS5 (SQLite 3.53) does not itself look whether another
    connection wrote since, and then finds a “checksum mismatch”; opening a cursor does.
    """
    names = db.exec_driver_sql(
        "SELECT name FROM sqlite_master WHERE sql LIKE 'CREATE VIRTUAL TABLE%fts5%'"
    ).scalars()
    for name in names.all():
        db.exec_driver_sql(f'SELECT rowid FROM "{name}" LIMIT 1').all()


def _number_faults(db: Connection) -> list[str]:
    faults = []
    for table in _NUMBERED:
        first, last, count = db.exec_driver_sql(
            f"SELECT coalesce(min(id), 1), coalesce(max(id), 0), count(*) FROM {table}"
        ).one()
        if first != 1 or last != count:
            faults.append(tr("The rows of {table} are not numbered in turn.", table=table))
        given = db.execute(text("SELECT seq FROM sqlite_sequence WHERE name = :t"), {"t": table})
        if (given.scalar() or 0) != last:
            faults.append(tr("The last rows of {table} are missing.", table=table))
    if db.scalar(text("SELECT count(*) FROM open_step WHERE step_id IS NOT NULL")):
        faults.append(tr("A step was left open."))
    return faults


def _schema_faults(db: Connection) -> list[str]:
    """Whether the tables, indexes, views and journal triggers are there as made, and no others."""
    query = "SELECT type, name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite\\_%' ESCAPE '\\'"
    found = {(str(kind), str(name)): sql for kind, name, sql in db.exec_driver_sql(query)}
    memory = dbapi2.connect(":memory:")
    try:
        for version in sorted(MIGRATIONS):
            memory.executescript(MIGRATIONS[version])
        journal.install_triggers(memory)
        wanted = {(str(kind), str(name)): sql for kind, name, sql in memory.execute(query)}
    finally:
        memory.close()
    differing = {one for one in wanted | found if wanted.get(one) != found.get(one)}
    return [
        tr("The trigger {name} is missing or was changed.", name=name)
        if kind == "trigger"
        else tr("The file’s {kind} {name} is missing, was changed or put in.", kind=kind, name=name)
        for kind, name in sorted(differing)
    ]


_WANTED = """
    SELECT sha256, min(name) FROM file GROUP BY sha256
    UNION ALL SELECT text_sha256, 'page ' || min(id) FROM page WHERE text_sha256 <> ''
    GROUP BY text_sha256
"""


def kept_file_faults(db: Connection) -> list[str]:
    """Compare all bytes kept, of files and of page texts, with the hash they lie under."""
    names = {str(sha256): str(name) for sha256, name in db.exec_driver_sql(_WANTED)}
    found: dict[str, int] = {}
    faults = set(names)
    digest = hashlib.sha256()
    for sha256, part in db.exec_driver_sql(
        "SELECT CAST(sha256 AS BLOB), part FROM chunk ORDER BY sha256, part"
    ).all():
        known = bytes(sha256).decode("utf-8", "backslashreplace")
        if part == 0 or known not in found:
            digest = hashlib.sha256()
        found[known] = found.get(known, -1) + 1
        data = db.exec_driver_sql(
            "SELECT data FROM chunk WHERE sha256 = CAST(? AS TEXT) AND part = ?", (sha256, part)
        ).scalar()
        digest.update(data or b"")
        is_whole = digest.hexdigest() == known and found[known] == part
        (faults.discard if is_whole else faults.add)(known)
    return [
        tr("The kept file “{name}” was changed or is missing.", name=names.get(known, known[:12]))
        for known in sorted(faults)
    ]
