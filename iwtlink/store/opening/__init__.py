"""Making, checking and upgrading the file before anyone reads it.

``connection`` opens it with its pragmas, ``access`` hands connections out until it is locked,
``keys`` makes keys of passphrases, ``lock`` keeps other writers away, ``disks`` tells which
journal a disk needs, ``upgrade`` brings an older version up to date on a copy, ``rekey`` gives
another passphrase, ``beside`` puts a finished copy in the file's place.
"""

from __future__ import annotations

import os
from contextlib import closing
from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2

from iwtlink.errors import (
    BadDatabase,
    BadInput,
    DamagedDatabase,
    PassphraseNeeded,
    Refused,
    WrongPassphrase,
)
from iwtlink.i18n import tr
from iwtlink.store.journal import install_triggers
from iwtlink.store.migrations import LATEST, MIGRATIONS
from iwtlink.store.opening import beside, disks, upgrade
from iwtlink.store.opening.connection import (
    APPLICATION_ID,
    EXCHANGE_ENDING,
    EXCHANGE_ID,
    Mode,
    connect,
    has_content,
)
from iwtlink.store.opening.keys import Key, key_of
from iwtlink.store.opening.migrating import migrate

_MAGIC = b"SQLite format 3\x00"
_PAGE_BYTES = 4096
"""Size of a page of every encrypted file: it is a whole number of them."""


def make_file(path: Path, key: Key | None = None) -> None:
    """Make an empty database of the latest version; it appears whole or not at all.

    With a key it is encrypted from its first byte on.
    """
    copy = beside.hidden(path, "new")
    try:
        _refuse_taken(path)
        try:
            raw = connect(copy, "create", key)
            try:
                for version in sorted(MIGRATIONS):
                    migrate(raw, version)
                install_triggers(raw)
                raw.execute(f"PRAGMA journal_mode = {disks.journal_mode(path)}")
            finally:
                raw.close()
            beside.take_place(copy, path)
        finally:
            beside.remove_with_companions(copy)
    except OSError as error:
        raise BadInput(
            tr("{file} cannot be made here: {why}.", file=path, why=error.strerror or error)
        ) from error


def _refuse_taken(path: Path) -> None:
    """Raise where the file is there, or where a lost database of its name left files behind.

    SQLite would write what stands in those into the new database.
    """
    if path.exists():
        raise BadInput(tr("{file} exists already. Choose another name.", file=path))
    if not path.parent.is_dir():
        raise BadInput(tr("There is no folder {folder}.", folder=path.parent))
    for ending in beside.COMPANIONS:
        remains = Path(f"{path}{ending}")
        if ending != "-shm" and has_content(remains):
            raise BadInput(
                tr(
                    "{remains} is left from another database of this name. "
                    "Bring that database back beside it, or choose another name.",
                    remains=remains,
                )
            )


def refuse_foreign(path: Path) -> None:
    """Raise where the file is missing, or cannot be a database of ours, plain or encrypted."""
    try:
        is_one = _is_plain(path) or _may_be_encrypted(path)
    except FileNotFoundError:
        raise BadInput(tr("There is no file {file}.", file=path)) from None
    except OSError as error:
        if path.is_dir():
            raise BadInput(tr("{file} is a folder, not a database.", file=path)) from None
        raise BadDatabase(
            tr("{file} cannot be read: {why}.", file=path, why=error.strerror or error)
        ) from error
    if not is_one:
        raise DamagedDatabase(
            tr(
                "{file} is not an iwtlink database, or it is damaged: its beginning or its end "
                "is missing. If it was yours, restore a backup.",
                file=path,
            )
        )


def _may_be_encrypted(path: Path) -> bool:
    """Whether the file is made of whole pages, or of what a power cut left of its last one."""
    size = path.stat().st_size
    if size % _PAGE_BYTES and size > _PAGE_BYTES:
        return any(has_content(Path(f"{path}{ending}")) for ending in ("-wal", "-journal"))
    return size > 0 and size % _PAGE_BYTES == 0


def _is_plain(path: Path) -> bool:
    with path.open("rb") as stream:
        return stream.read(len(_MAGIC)) == _MAGIC


def is_encrypted(path: Path) -> bool:
    """Whether a passphrase is needed, as far as can be seen without one.

    An encrypted file looks like chance from its first byte on, and so may a foreign one.
    """
    return not _is_plain(path)


def find_key(path: Path, passphrase: str) -> Key | None:
    """Give the key of the file, None where it is plain; raise ``PassphraseNeeded`` without one."""
    if not is_encrypted(path):
        return None
    if not passphrase:
        if path.suffix.lower() == EXCHANGE_ENDING:
            raise _exchange_file(path)
        raise PassphraseNeeded(
            tr("{file} is encrypted. Give its passphrase to open it.", file=path.name)
        )
    return key_of(path, passphrase)


def _exchange_file(path: Path) -> BadDatabase:
    return BadDatabase(
        tr(
            "{file} is an exchange file, not a database. Open the database that it is for, then "
            "read it there: File › Exchange › Read an exchange file, or the command "
            "“exchange read”.",
            file=path.name,
        )
    )


def ready(path: Path, mode: Mode, key: Key | None) -> None:
    """Make a file fit to be opened: of the latest version, and with the journal of its disk.

    The caller holds the writer's lock unless he only reads. Raise ``Refused`` where an older
    file is only to be read.
    """
    version = _version(path, mode, key)
    if mode == "write":
        beside.clear_remains(path.resolve())
        if version < LATEST:
            upgrade.upgrade(path, key)
    elif version < LATEST:
        raise Refused(
            tr(
                "{file} was made by an older iwtlink. Open it for writing once, which brings it "
                "up to date and keeps a copy as it was; then it can be opened read-only.",
                file=path.name,
            )
        )


def _version(path: Path, mode: Mode, key: Key | None) -> int:
    """Give the version of a file of ours, once it has the journal of its disk."""
    wanted = disks.journal_mode(path)
    is_alone = mode == "write" and wanted == "DELETE"
    with closing(connect_known(path, mode, key, is_alone=is_alone)) as raw:
        if mode == "write":
            _suit_disk(raw, wanted)
        return int(raw.execute("PRAGMA user_version").fetchone()[0])


def _suit_disk(raw: Any, wanted: str) -> None:
    """Change the journal where the file came from another kind of disk.

    Where others read a file on a local disk, it keeps the journal it has: either is safe there.
    """
    try:
        raw.execute(f"PRAGMA journal_mode = {wanted}").fetchone()
    except dbapi2.OperationalError:
        if wanted != "WAL":
            raise


def connect_known(path: Path, mode: Mode, key: Key | None, *, is_alone: bool = False) -> Any:
    """Open a file of ours with the driver; raise ``WrongPassphrase`` where the key is another's."""
    try:
        raw = connect(path, mode, key, is_alone=is_alone)
    except dbapi2.DatabaseError as error:
        if key is None or "not a database" not in str(error):
            raise
        raise WrongPassphrase(
            tr(
                "This passphrase does not open {file}. Type it again; mind capitals and the "
                "keyboard's language. If it is right, the file is damaged at its beginning or "
                "is no iwtlink database: restore a backup.",
                file=path.name,
            )
        ) from error
    try:
        refuse_version(raw, path)
    except BaseException:
        raw.close()
        raise
    return raw


def reading_mode(path: Path, key: Key | None) -> Mode:
    """Give the way in which a file can be read where it lies, such as on a read-only disk."""
    try:
        raw = connect_known(path, "read", key)
    except dbapi2.OperationalError:
        if has_content(Path(f"{path}-wal")):
            raise
        return "read still"
    raw.close()
    return "read"


def file_identity(path: Path) -> tuple[int, int] | None:
    """Give what tells a file from another of its name; None where there is none."""
    try:
        found = path.stat()
    except OSError:
        return None
    return (found.st_dev, found.st_ino) if os.name == "posix" else (0, 0)


def refuse_moved(path: Path, identity: tuple[int, int] | None) -> None:
    """Raise where the open file no longer lies at its path: what is written would be lost."""
    if file_identity(path) != identity:
        raise BadDatabase(
            tr(
                "{file} is no longer where it was opened: it was moved, deleted or replaced, or "
                "its disk is gone. Nothing was changed. Open it again.",
                file=path,
            )
        )


def refuse_version(raw: Any, path: Path) -> None:
    """Raise where an SQLite file is not ours or newer than this program; ``raw`` is open."""
    ours = raw.execute("PRAGMA application_id").fetchone()[0]
    version = raw.execute("PRAGMA user_version").fetchone()[0]
    if ours == EXCHANGE_ID:
        raise _exchange_file(path)
    if ours != APPLICATION_ID:
        raise BadDatabase(tr("{file} is a database of another program.", file=path))
    if version not in MIGRATIONS and version < LATEST:
        raise DamagedDatabase(tr("{file} is damaged: it has no known version.", file=path))
    if version > LATEST:
        raise BadDatabase(
            tr(
                "{file} was made by a newer iwtlink (its version is {theirs}, this program "
                "knows up to {ours}). Install the newer program to open it.",
                file=path,
                theirs=version,
                ours=LATEST,
            )
        )
