"""The way back: what would be lost by a backup, and putting it in the database's place."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from iwtlink.errors import BadDatabase, BadInput, IwtlinkError, Progress, no_progress
from iwtlink.i18n import tr
from iwtlink.operations.keeping.backups import keep_if_changed, known_backups
from iwtlink.settings import load_settings
from iwtlink.store import Store, opening
from iwtlink.store.backups import labels_since, look_into
from iwtlink.store.backups.files import Backup, note_path, read_note
from iwtlink.store.backups.restoring import Restored, restore
from iwtlink.store.opening.damage import readable_counts
from iwtlink.store.telling import part_of

_MOST_LABELS = 5


@dataclass(frozen=True, slots=True)
class Since:
    """What was done since a backup: how many steps, and the labels of the last ones.

    ``is_known`` is False where the backup is no earlier state of this database.
    """

    steps: int
    labels: tuple[str, ...]
    is_known: bool = True


@dataclass(frozen=True, slots=True)
class Damage:
    """A database that does not open: why, which backups there are, what can still be read."""

    path: Path
    sentence: str
    backups: tuple[Backup, ...]
    readable: Mapping[str, int]

    @property
    def newest_good(self) -> Backup | None:
        """The backup to go back to, where there is one."""
        return next((backup for backup in self.backups if backup.is_verified), None)


def steps_since(store: Store, backup: Backup) -> Since:
    """Say what was done in the open database since the backup was made."""
    with store.read() as db:
        labels = labels_since(db, backup.head)
    if labels is None:
        return Since(0, (), is_known=False)
    return Since(len(labels), tuple(labels[:_MOST_LABELS]))


def damage_of(path: Path, error: IwtlinkError, passphrase: str = "") -> Damage | None:
    """Say how a file that did not open is damaged; None where it has no backup to go back to."""
    backups = tuple(known_backups(path))
    if not backups:
        return None
    return Damage(path, str(error), backups, readable_counts(path, passphrase))


def restore_backup(
    path: Path,
    backup: Backup,
    passphrase: str = "",
    progress: Progress = no_progress,
    *,
    who: str = "",
) -> Restored:
    """Put a backup in the place of the database and write that into its log.

    A database that opens is backed up first where it changed; whatever stood there is kept aside
    beside it. ``who`` does it where the settings name nobody.
    """
    with suppress(IwtlinkError), Store.open(path, passphrase=passphrase) as store:
        keep_if_changed(store, part_of(progress, 0.0, 0.3), reason="restore")
    done = restore(path, backup, passphrase, part_of(progress, 0.3, 1.0))
    settings = load_settings()
    with Store.open(path, passphrase=passphrase) as store:
        name = settings.analyst_name or who
        if name:
            store.sign_in(name, settings.analyst_initials or name[:2].upper())
        store.log("backup restored", head=backup.head, made_at=backup.made_at)
    return done


def backup_at(path: Path, passphrase: str = "", progress: Progress = no_progress) -> Backup:
    """Give the backup that a file is, also one copied by hand, which has no note."""
    if not path.is_file():
        raise BadInput(tr("There is no file {file}.", file=path))
    if note_path(path).is_file():
        return read_note(path)
    opening.refuse_foreign(path)
    return look_into(path, opening.find_key(path, passphrase), progress)


def newest_good(path: Path) -> Backup:
    """Give the newest good backup of a database; raise ``BadDatabase`` where there is none."""
    for backup in known_backups(path):
        if backup.is_verified:
            return backup
    raise BadDatabase(tr("No good backup of {file} is known here.", file=path.name))
