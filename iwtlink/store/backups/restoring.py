"""Putting a backup in the place of a database, which is kept aside.

At every instant one whole database is there: the backup itself is only read, the copy of it gets
the database's name by one rename, and what stood there before has another name by then.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlcipher3 import dbapi2

from iwtlink.errors import BadDatabase, BadInput, IwtlinkError, Progress, no_progress
from iwtlink.i18n import tr
from iwtlink.store import opening
from iwtlink.store.backups import look_into
from iwtlink.store.backups.files import Backup, copy_file, digest_of, hidden_path
from iwtlink.store.opening.connection import has_content
from iwtlink.store.opening.keys import Key
from iwtlink.store.opening.lock import WriterLock
from iwtlink.store.telling import part_of
from iwtlink.writing import put_on_disk

_COMPANIONS = ("-wal", "-journal")
"""Endings of the files that belong to a database and would be read into the restored one."""


@dataclass(frozen=True, slots=True)
class Restored:
    """What was put where, and where that lies which stood there before (None: there was none)."""

    path: Path
    backup: Backup
    kept_aside: Path | None


def restore(
    path: Path, backup: Backup, passphrase: str = "", progress: Progress = no_progress
) -> Restored:
    """Put a backup in the place of the database at ``path``, which nobody may have open.

    Raise ``BadDatabase`` where the backup is not good; the database then stays as it is.
    """
    path, key = path.resolve(), opening.find_key(backup.path, passphrase)
    lock = WriterLock(path)
    lock.take()
    beside = hidden_path(path.parent)
    try:
        _bring(backup, beside, key, progress)
        return _exchange(path, backup, beside, passphrase)
    except OSError as error:
        raise BadInput(
            tr(
                "{file} cannot be restored here: {why}. Close every program that has it open.",
                file=path,
                why=error.strerror or error,
            )
        ) from error
    finally:
        beside.unlink(missing_ok=True)
        lock.release()


def _exchange(path: Path, backup: Backup, beside: Path, passphrase: str) -> Restored:
    _fold(path, passphrase)
    kept_aside = keep_aside(path)
    beside.replace(path)
    put_on_disk(path.parent)
    return Restored(path, backup, kept_aside)


def _bring(backup: Backup, beside: Path, key: Key | None, progress: Progress) -> None:
    """Copy the backup beside the database; look into it before and after."""
    if backup.sha256 and digest_of(backup.path, part_of(progress, 0.0, 0.2)) != backup.sha256:
        raise BadDatabase(
            tr("The backup {file} is no longer as it was made.", file=backup.path.name)
        )
    look_into(backup.path, key, part_of(progress, 0.2, 0.5))
    digest = copy_file(backup.path, beside, part_of(progress, 0.5, 0.7))
    if digest_of(beside, part_of(progress, 0.7, 0.8)) != digest:
        raise BadDatabase(tr("The copy differs from the backup. Is the disk in order?"))
    look_into(beside, key, part_of(progress, 0.8, 1.0))


def _fold(path: Path, passphrase: str) -> None:
    """Write what stands in the log beside a healthy database into it, so that one file is all."""
    try:
        key = opening.find_key(path, passphrase)
        raw = opening.connect_known(path, "write", key)
    except (IwtlinkError, OSError, dbapi2.Error):
        return  # damaged, missing or under another passphrase: kept aside with its log
    try:
        raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    except dbapi2.Error:
        return
    finally:
        raw.close()


def keep_aside(path: Path) -> Path | None:
    """Give a database another name beside it, with the logs that belong to it.

    The file keeps its old name as well until another takes that; its logs go, since they would
    be read into the other. Gives None where nothing is there.
    """
    stamp = f"{datetime.now().astimezone():%Y-%m-%d %H%M%S}"
    there = [ending for ending in ("", *_COMPANIONS) if has_content(Path(f"{path}{ending}"))]
    if not there:
        return None
    aside = _free_name(path, tr("{name} before restore {stamp}", name=path.stem, stamp=stamp))
    if "" in there:
        _second_name(path, aside)
    for ending in _COMPANIONS:
        log = Path(f"{path}{ending}")
        if ending in there:
            log.rename(f"{aside}{ending}")
        log.unlink(missing_ok=True)
    Path(f"{path}-shm").unlink(missing_ok=True)
    put_on_disk(path.parent)
    return aside


def _free_name(path: Path, stem: str) -> Path:
    found, number = path.with_name(f"{stem}.iwt"), 1
    while any(Path(f"{found}{ending}").exists() for ending in ("", *_COMPANIONS)):
        number += 1
        found = path.with_name(f"{stem} {number}.iwt")
    return found


def _second_name(path: Path, aside: Path) -> None:
    """Let the file be known by a second name; copy it where the disk knows no such thing."""
    try:
        os.link(path, aside)
    except OSError:
        beside = hidden_path(path.parent)
        copy_file(path, beside)
        beside.rename(aside)
