"""Backups: whole, verified copies of a database, made while it is read and written.

A copy is made by SQLite's online backup (sqlite.org/backup.html) with the database's own key
and salt, so that it is encrypted alike and never in clear. It gets its name only after it was
opened, checked and put on the disk: what bears a backup's name is good.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, text

from iwtlink.errors import BadDatabase, BadInput, Progress, WrongPassphrase, no_progress
from iwtlink.i18n import tr
from iwtlink.store import journal, opening
from iwtlink.store.backups.files import (
    Backup,
    Reason,
    backups_in,
    copy_file,
    digest_of,
    free_path,
    hidden_path,
    name_of,
    note_path,
    place_of,
    sweep,
    write_note,
)
from iwtlink.store.edit import utc_now
from iwtlink.store.faults import explained
from iwtlink.store.opening.connection import connect
from iwtlink.store.opening.keys import Key
from iwtlink.store.store import Store
from iwtlink.store.telling import part_of, stoppable
from iwtlink.writing import put_on_disk

COUNTED = ("entities", "links", "documents", "records", "statements")
"""What is counted in every backup."""

_COUNTS = (
    "SELECT (SELECT count(*) FROM entity), (SELECT count(*) FROM link), "
    "(SELECT count(*) FROM document), (SELECT count(*) FROM record), "
    "(SELECT count(*) FROM statement)"
)
_PAGES = 1024
_ROOM = 1.05
"""A copy needs its size and a little for what the file system adds."""


def back_up(
    store: Store, folder: Path, progress: Progress = no_progress, *, reason: Reason = "asked"
) -> Backup:
    """Make a verified backup of the open database in ``folder``, and log it.

    Reading and writing go on meanwhile; the backup stands for the moment it began. Raise
    ``BadInput`` where it cannot be written and ``BadDatabase`` where what was copied is damaged.
    """
    with _written(folder):
        folder.mkdir(parents=True, exist_ok=True)
        sweep(folder)
        beside = hidden_path(folder)
        try:
            backup = _copied(store, beside, reason, progress)
            named = name_backup(backup, folder)
        finally:
            beside.unlink(missing_ok=True)
    if not store.is_read_only:
        store.log("backup made", head=named.head, file=named.path.name, reason=reason)
    return named


def list_backups(folder: Path, store: Store | None = None) -> list[Backup]:
    """Give the backups in the folder, newest first; with a store only those of that database."""
    found = backups_in(folder)
    if store is None:
        return found
    with store.read() as db:
        database = database_uid(db)
    return [backup for backup in found if backup.database == database]


def verify(backup: Backup, passphrase: str = "", progress: Progress = no_progress) -> Backup:
    """Look whether a backup is still good, note it, and give it as it is now.

    Without its passphrase an encrypted one is compared byte for byte with what was verified when
    it was made. Raise ``BadDatabase`` where it is not good.
    """
    key = opening.find_key(backup.path, passphrase) if passphrase else None
    try:
        if digest_of(backup.path, part_of(progress, 0.0, 0.3)) != backup.sha256:
            raise BadDatabase(
                tr("The backup {file} is no longer as it was made.", file=backup.path.name)
            )
        if passphrase or not backup.is_encrypted:
            found = look_into(backup.path, key, part_of(progress, 0.3, 1.0))
            if any(getattr(found, name) != getattr(backup, name) for name in ("head", *COUNTED)):
                raise BadDatabase(
                    tr("The backup {file} does not hold what is noted.", file=backup.path.name)
                )
    except WrongPassphrase:
        raise
    except BadDatabase:
        write_note(replace(backup, is_verified=False))
        raise
    good = replace(backup, is_verified=True, verified_at=utc_now())
    write_note(good)
    return good


def copy_to(backup: Backup, folder: Path, progress: Progress = no_progress) -> Backup:
    """Put a second copy of a backup, byte for byte, into another folder such as a stick."""
    with _written(folder):
        _refuse_full(folder, backup.size)
        sweep(folder)
        beside = hidden_path(folder)
        try:
            copy_file(backup.path, beside, part_of(progress, 0.0, 0.7))
            if digest_of(beside, part_of(progress, 0.7, 1.0)) != backup.sha256:
                raise BadDatabase(
                    tr("The copy in {folder} differs from the backup.", folder=folder)
                )
            return name_backup(replace(backup, path=beside), folder)
        finally:
            beside.unlink(missing_ok=True)


def look_into(path: Path, key: Key | None = None, progress: Progress = no_progress) -> Backup:
    """Open a database file that nobody writes, check all of it and count what it holds.

    Raise ``BadDatabase`` where anything is wrong with it.
    """
    with explained(path):
        raw = opening.connect_known(path, "read still", key)
        try:
            with stoppable(raw, progress, tr("Checking the copy")):
                faults = [str(row[0]) for row in raw.execute("PRAGMA integrity_check(1)")]
            if faults != ["ok"]:
                raise BadDatabase(tr("{file} is damaged: {words}", file=path.name, words=faults[0]))
            return replace(_counted(raw, path), is_encrypted=key is not None)
        finally:
            raw.close()


def _counted(raw: Any, path: Path) -> Backup:
    counts = dict(zip(COUNTED, raw.execute(_COUNTS).fetchone(), strict=True))
    head = raw.execute("SELECT digest FROM step ORDER BY id DESC LIMIT 1").fetchone()
    first = raw.execute("SELECT uid FROM step ORDER BY id LIMIT 1").fetchone()
    code = raw.execute("SELECT value FROM about WHERE name = 'code'").fetchone()
    return Backup(
        path,
        made_at=utc_now(),
        reason="asked",
        head=str(head[0]) if head else "",
        size=path.stat().st_size,
        is_encrypted=False,
        is_verified=True,
        verified_at=utc_now(),
        code=str(code[0]) if code else "",
        database=str(first[0]) if first else "",
        **counts,
    )


def database_uid(db: Connection) -> str:
    """Give what a database is known by for ever: the uid of its first step."""
    return str(db.scalar(text("SELECT uid FROM step ORDER BY id LIMIT 1")) or "")


def labels_since(db: Connection, head: str) -> list[str] | None:
    """Give the labels of the steps made since a head, newest first; None for a strange head."""
    at = db.scalar(text("SELECT id FROM step WHERE digest = :d"), {"d": head})
    if at is None:
        return None
    after = text("SELECT label FROM step WHERE id > :s ORDER BY id DESC")
    return [str(label) for label in db.scalars(after, {"s": at})]


def _copied(store: Store, beside: Path, reason: Reason, progress: Progress) -> Backup:
    """Copy the open database to ``beside``, look into the copy and put it on the disk."""
    made_at = utc_now()
    head = _copy(store, beside, part_of(progress, 0.0, 0.6))
    backup = look_into(beside, store.key, part_of(progress, 0.6, 0.9))
    if backup.head != head:
        raise BadDatabase(tr("The copy differs from the database; it was thrown away."))
    put_on_disk(beside)
    digest = digest_of(beside, part_of(progress, 0.9, 1.0))
    place = place_of(store.path)
    return replace(backup, made_at=made_at, reason=reason, place=place, sha256=digest)


def _copy(store: Store, beside: Path, progress: Progress) -> str:
    """Copy one state of the database, page by page; give the head of that state."""
    with _still(store), store.read() as db:
        head = journal.head(db)  # the first look fixes the state that is copied
        source: Any = db.connection.driver_connection
        pages = int(db.exec_driver_sql("PRAGMA page_count").scalar() or 0)
        size = int(db.exec_driver_sql("PRAGMA page_size").scalar() or 0)
        _refuse_full(beside.parent, pages * size)
        target = connect(beside, "create", store.key)
        try:
            target.execute("PRAGMA journal_mode = OFF")
            target.execute("PRAGMA cache_spill = ON")  # a large database has no room in memory
            target.execute("PRAGMA synchronous = OFF")  # put on the disk once, at the end
            source.backup(target, pages=_PAGES, progress=_pages_told(progress))
        finally:
            target.close()
    return head


@contextmanager
def _still(store: Store) -> Iterator[None]:
    """Let edits wait where the disk has no write-ahead log: there a reader keeps out the writer.

    Without it an edit would give up after the five seconds that SQLite waits.
    """
    with store.read() as db:
        mode = db.exec_driver_sql("PRAGMA journal_mode").scalar()
    if mode == "wal":
        yield
    else:
        with store.standing_still():
            yield


def _pages_told(progress: Progress) -> Callable[[int, int, int], None]:
    def tell(_: int, remaining: int, total: int) -> None:
        progress(1.0 - remaining / max(total, 1), tr("Copying the database"))

    return tell


def name_backup(backup: Backup, folder: Path) -> Backup:
    """Give a finished copy its note and then its name: without a note it is no backup."""
    path = free_path(folder, name_of(backup))
    named = replace(backup, path=path)
    write_note(named)
    try:
        backup.path.replace(path)
    except OSError:
        note_path(path).unlink(missing_ok=True)
        raise
    put_on_disk(folder)
    return named


def _refuse_full(folder: Path, size: int) -> None:
    if shutil.disk_usage(folder).free < size * _ROOM:
        raise BadInput(
            tr(
                "There is no room for a backup in {folder}: it needs {size} MB.",
                folder=folder,
                size=size // 1_000_000 + 1,
            )
        )


@contextmanager
def _written(folder: Path) -> Iterator[None]:
    """Say in a sentence why nothing can be written in the folder."""
    try:
        yield
    except OSError as error:
        raise BadInput(
            tr(
                "No backup can be written in {folder}: {why}.",
                folder=folder,
                why=error.strerror or error,
            )
        ) from error
