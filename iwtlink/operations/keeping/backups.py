"""When and where backups are made, and which of them go again.

Backups lie apart from the databases, in a folder of the user's own or one he chose, and on a
second disk where he named one.
"""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from iwtlink.errors import IwtlinkError, Progress, no_progress
from iwtlink.i18n import tr
from iwtlink.paths import state_dir
from iwtlink.settings import Settings, load_settings
from iwtlink.store import Store
from iwtlink.store.backups import back_up, copy_to, database_uid, list_backups
from iwtlink.store.backups.files import Backup, Reason, backups_in, place_of, remove
from iwtlink.store.backups.rotation import beyond_room, superfluous
from iwtlink.store.telling import part_of

_ROOM = 1.1
"""A copy needs its size and a little for what the file system adds."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A backup that was made; ``second`` is its copy in the second place.

    ``problem`` says why there is none there; ``removed`` counts older backups that went.
    """

    backup: Backup
    second: Backup | None = None
    problem: str = ""
    removed: int = 0


def default_folder() -> Path:
    """Give the folder of backups where none was chosen."""
    return state_dir() / "backups"


def backup_folder(settings: Settings | None = None) -> Path:
    """Give the folder in which backups are made."""
    chosen = (settings or load_settings()).backup_folder
    return Path(chosen) if chosen else default_folder()


def second_folder(settings: Settings | None = None) -> Path | None:
    """Give the second place, such as a stick; None where none was chosen."""
    chosen = (settings or load_settings()).second_backup_folder
    return Path(chosen) if chosen else None


def keep(
    store: Store,
    progress: Progress = no_progress,
    *,
    reason: Reason = "asked",
    folder: Path | None = None,
) -> Kept:
    """Make a backup, copy it to the second place and let go of those no longer needed.

    With ``folder`` it is made there alone, and nothing is let go.
    """
    if folder is not None:
        return Kept(back_up(store, folder, progress, reason=reason))
    settings = load_settings()
    place = backup_folder(settings)
    make_room(place, list_backups(place, store), store.path.stat().st_size)
    backup = back_up(store, place, part_of(progress, 0.0, 0.8), reason=reason)
    removed = let_go(list_backups(place, store))
    second, problem = _second_copy(backup, settings, part_of(progress, 0.8, 1.0))
    return Kept(backup, second, problem, removed)


def keep_if_changed(
    store: Store, progress: Progress = no_progress, *, reason: Reason
) -> Kept | None:
    """Make a backup where steps were made since the newest good one; None where none were."""
    return keep(store, progress, reason=reason) if has_changed(store) else None


def is_kept(store: Store) -> bool:
    """Whether backups are made of it by themselves: not of what can only be read, and not of the
    fictional demonstration, which is made anew at will."""
    from iwtlink.operations.demo import CODE  # slow to load

    return not store.is_read_only and not (store.about.code == CODE and store.about.notice)


def has_changed(store: Store) -> bool:
    """Whether the newest good backup lacks steps of the open database."""
    good = [b for b in list_backups(backup_folder(), store) if b.is_verified]
    return not good or good[0].head != store.head()


def let_go(backups: Sequence[Backup]) -> int:
    """Delete the backups that rotation no longer needs; give how many.

    Those of a large database may not fill the disk either: together they take up no more than
    what is left free.
    """
    gone = superfluous(backups, datetime.now(UTC))
    left = [backup for backup in backups if backup not in gone]
    if left:
        gone += beyond_room(left, shutil.disk_usage(left[0].path.parent).free)
    for backup in gone:
        remove(backup)
    return len(gone)


def make_room(folder: Path, backups: Sequence[Backup], size: int) -> None:
    """Delete the oldest backups where the disk would not take another of ``size`` bytes.

    The newest good one stays.
    """
    if not backups:
        return
    missing = size * _ROOM - shutil.disk_usage(folder).free
    room = sum(backup.size for backup in backups) - missing
    for backup in beyond_room(backups, int(room), at_least=1) if missing > 0 else ():
        remove(backup)


def _second_copy(
    backup: Backup, settings: Settings, progress: Progress
) -> tuple[Backup | None, str]:
    place = second_folder(settings)
    if place is None:
        return None, ""
    if not place.is_dir():
        return None, tr("The second place for backups, {folder}, is not there.", folder=place)
    try:
        make_room(
            place, [b for b in backups_in(place) if b.database == backup.database], backup.size
        )
        copy = copy_to(backup, place, progress)
        let_go([b for b in backups_in(place) if b.database == backup.database])
    except IwtlinkError as error:
        return None, str(error)
    return copy, ""


def known_backups(path: Path, store: Store | None = None) -> list[Backup]:
    """Give the backups of a database file in both places, newest first, each once.

    Where the file cannot be read it is known by its place: those of the database that was last
    backed up from there.
    """
    found = every_backup()
    database = _database_at(path, found, store)
    return [backup for backup in found if database and backup.database == database]


def every_backup() -> list[Backup]:
    """Give the backups of every database in both places, newest first, each once."""
    folders = [place for place in (backup_folder(), second_folder()) if place is not None]
    once: dict[tuple[str, str, str], Backup] = {}
    for backup in (one for folder in folders for one in backups_in(folder)):
        known = (backup.database, backup.made_at, backup.head)
        same = once.setdefault(known, backup)
        if backup.is_verified and not same.is_verified:
            once[known] = backup
    return sorted(once.values(), key=lambda backup: backup.made_at, reverse=True)


def _database_at(path: Path, found: Sequence[Backup], store: Store | None) -> str:
    if store is not None:
        with store.read() as db:
            return database_uid(db)
    place = place_of(path)
    here = [backup for backup in found if backup.place == place]
    return max(here, key=lambda backup: backup.made_at).database if here else ""


def is_same_disk(folder: Path, path: Path) -> bool:
    """Whether a folder lies on the disk of the database, which then takes both along."""
    try:
        there = next(parent for parent in (folder, *folder.parents) if parent.exists())
        return there.stat().st_dev == path.stat().st_dev
    except (OSError, StopIteration):
        return False


def was_left_open(path: Path) -> bool:
    """Whether the last sitting ended without closing the file: a crash, a kill, a power cut.

    Asked before the file is opened: the name of who has it open is still written beside it.
    """
    return Path(f"{path.resolve()}.owner").exists()


def reason_text(reason: str) -> str:
    """Say why a backup was made."""
    return {
        "asked": tr("made by hand"),
        "closing": tr("at closing"),
        "working": tr("while working"),
        "opening": tr("after opening"),
        "restore": tr("before a restore"),
        "passphrase": tr("before the passphrase changed"),
        "upgrade": tr("before an upgrade"),
        "purge": tr("after a purge"),
    }.get(reason, reason)
