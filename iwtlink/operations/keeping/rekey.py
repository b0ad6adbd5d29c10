"""What becomes of the backups when the passphrase of a database changes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from iwtlink.errors import Cancelled, IwtlinkError, Progress, WrongPassphrase, no_progress
from iwtlink.i18n import ntr, tr
from iwtlink.operations.keeping.backups import every_backup, is_kept, keep, keep_if_changed
from iwtlink.store import Store, opening
from iwtlink.store.backups import database_uid, look_into, name_backup
from iwtlink.store.backups.files import (
    Backup,
    backups_in,
    copy_file,
    digest_of,
    hidden_path,
    remove,
)
from iwtlink.store.opening import rekey
from iwtlink.store.opening.beside import wipe
from iwtlink.store.opening.keys import key_of
from iwtlink.store.telling import part_of
from iwtlink.writing import put_on_disk

BackupsChoice = Literal["keep", "reencrypt", "delete"]
"""What to do with the backups made before: leave them, give them the new passphrase, delete."""


@dataclass(frozen=True, slots=True)
class Rekeyed:
    """How many backups got the new passphrase or were deleted, and why others did not."""

    changed: int = 0
    deleted: int = 0
    problems: tuple[str, ...] = ()


def rekey_with_backups(
    store: Store,
    old: str,
    new: str,
    choice: BackupsChoice = "keep",
    progress: Progress = no_progress,
) -> Rekeyed:
    """Give the open database another passphrase, and do with its backups what was chosen.

    An empty ``old`` is a database that has none yet; an empty ``new`` takes it away. A backup is
    made before, and one under the new passphrase after, so that there is always a good one.
    """
    if store.is_encrypted:
        refuse_wrong(store, old)
    if is_kept(store) and (old or choice != "keep"):  # else it would be one more in clear
        keep_if_changed(store, part_of(progress, 0.0, 0.15), reason="passphrase")
    with store.read() as db:
        database = database_uid(db)
    before = [backup for backup in every_backup() if backup.database == database]
    exchange(store, old, new, part_of(progress, 0.15, 0.6))
    if not before:
        return Rekeyed()
    try:
        keep(store, part_of(progress, 0.6, 0.7), reason="passphrase")
    except IwtlinkError as error:
        return Rekeyed(problems=(_left_alone(before, error),))
    if choice == "delete":
        return delete_backups(before)
    if choice == "reencrypt":
        return reencrypt_backups(before, old, new, part_of(progress, 0.7, 1.0))
    return Rekeyed()


def _left_alone(backups: Sequence[Backup], error: IwtlinkError) -> str:
    return ntr(
        "{n} backup made before stays as it was: {why}",
        "{n} backups made before stay as they were: {why}",
        len(backups),
        why=error,
    )


def refuse_wrong(store: Store, passphrase: str) -> None:
    """Raise ``WrongPassphrase`` where this is not the passphrase of the open database."""
    if not passphrase or key_of(store.path, passphrase) != store.key:
        raise WrongPassphrase(tr("This is not the passphrase of {file}.", file=store.path.name))


def exchange(where: Path | Store, old: str, new: str, progress: Progress = no_progress) -> None:
    """Give a database, by its path or open, another passphrase; empty stands for none."""
    if old and new:
        rekey.change_passphrase(where, old, new, progress)
    elif new:
        rekey.encrypt(where, new, progress)
    else:
        rekey.decrypt(where, old, progress)


def reencrypt_backups(
    backups: Path | Sequence[Backup], old: str, new: str, progress: Progress = no_progress
) -> Rekeyed:
    """Give backups, or all of a folder, the new passphrase; those under another one stay."""
    found = backups_in(backups) if isinstance(backups, Path) else backups
    changed, problems = 0, []
    for number, backup in enumerate(found):
        told = part_of(progress, number / len(found), (number + 1) / len(found))
        try:
            _reencrypt(backup, old, new, told)
            changed += 1
        except Cancelled as error:
            problems.append(_left_alone(found[number:], error))
            break
        except (IwtlinkError, OSError) as error:
            problems.append(tr("{file} stays as it was: {why}", file=backup.path.name, why=error))
    return Rekeyed(changed=changed, problems=tuple(problems))


def _reencrypt(backup: Backup, old: str, new: str, progress: Progress) -> None:
    """Exchange a copy, look into it, give it a backup's name; only then the old one goes."""
    folder = backup.path.parent
    beside = hidden_path(folder)
    try:
        copy_file(backup.path, beside)
        exchange(beside, old if backup.is_encrypted else "", new, progress)
        looked = look_into(beside, opening.find_key(beside, new))
        put_on_disk(beside)
        name_backup(
            replace(
                looked,
                made_at=backup.made_at,
                reason=backup.reason,
                place=backup.place,
                sha256=digest_of(beside),
            ),
            folder,
        )
    finally:
        beside.unlink(missing_ok=True)
    _remove(backup)


def _remove(backup: Backup) -> None:
    """Delete a backup; one in clear is overwritten first, since secrecy is what is wanted."""
    if not backup.is_encrypted:
        wipe(backup.path)
    remove(backup)


def delete_backups(backups: Path | Sequence[Backup]) -> Rekeyed:
    """Delete backups, or all of a folder."""
    found = backups_in(backups) if isinstance(backups, Path) else backups
    deleted, problems = 0, []
    for backup in found:
        try:
            _remove(backup)
            deleted += 1
        except OSError as error:
            problems.append(
                tr(
                    "{file} could not be deleted: {why}.",
                    file=backup.path.name,
                    why=error.strerror or error,
                )
            )
    return Rekeyed(deleted=deleted, problems=tuple(problems))
