"""Every copy of a database that is known of: what still holds something that was purged.

Backups in both places, each copy by itself; and what upgrading, restoring or a hand left in the
database's own folder. A copy that lies elsewhere, or under another passphrase, is not known of.
"""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

from sqlcipher3 import dbapi2

from iwtlink.errors import IwtlinkError
from iwtlink.operations.keeping.backups import backup_folder, second_folder
from iwtlink.store import Store, opening
from iwtlink.store.backups import database_uid, list_backups


def known_copies(store: Store) -> list[Path]:
    """Give the paths of all known copies of the open database, backups first, newest first."""
    folders = dict.fromkeys(one for one in (backup_folder(), second_folder()) if one is not None)
    found = [backup.path for folder in folders for backup in list_backups(folder, store)]
    return [*found, *(path for path in _beside(store) if path not in found)]


def _beside(store: Store) -> list[Path]:
    """Give the files in the database's folder that began as the same database."""
    with store.read() as db:
        wanted = database_uid(db)
    own = store.path.resolve()
    files = sorted(own.parent.glob("*.iwt"))
    return [path for path in files if path != own and _uid_in(path, store) == wanted]


def _uid_in(path: Path, store: Store) -> str:
    """Give what the database in a file is known by; empty where it does not open."""
    try:
        key = store.key if opening.is_encrypted(path) else None
        if key is not None and _salt_of(path, len(key.salt)) != key.salt:
            return ""
        with closing(opening.connect_known(path, "read still", key)) as raw:
            found = raw.execute("SELECT uid FROM step ORDER BY id LIMIT 1").fetchone()
    except (IwtlinkError, OSError, dbapi2.Error):
        return ""
    return str(found[0]) if found else ""


def _salt_of(path: Path, length: int) -> bytes:
    with path.open("rb") as stream:
        return stream.read(length)
