"""Encrypting a database, changing its passphrase, taking the passphrase away.

The whole content is written into a hidden file beside, with the other key, by SQLCipher's own
export (zetetic.net/sqlcipher/sqlcipher-api, ``sqlcipher_export``). That file is verified, takes
the database's place in one instant, and only then are the old file's bytes and those of its
companions overwritten. Killed at any moment, one whole database is at the path.

A forgotten passphrase is final: nobody can open the file again.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from sqlalchemy import Connection

from iwtlink.errors import BadDatabase, Progress, Refused, WrongPassphrase, no_progress
from iwtlink.i18n import tr
from iwtlink.store import events, journal
from iwtlink.store.faults import exchange_explained
from iwtlink.store.opening import beside, disks
from iwtlink.store.opening.connection import WRITES, connect, make_engine
from iwtlink.store.opening.keys import Key, key_of, new_key, normalised
from iwtlink.store.store import Store
from iwtlink.store.telling import looking_up

_PULSE = 100_000
"""SQLite's own steps between two looks at how far the export is."""

_KEPT_PRAGMAS = ("user_version", "application_id")
"""What the export leaves behind."""


def encrypt(where: Path | Store, passphrase: str, progress: Progress = no_progress) -> None:
    """Give a plain database a passphrase; ``where`` is its path, or it open for writing."""
    wanted = normalised(passphrase)
    with _open(where, "") as store:
        if store.is_encrypted:
            raise Refused(
                tr(
                    "{file} is encrypted already. Change its passphrase instead.",
                    file=store.path.name,
                )
            )
        _exchange(store, wanted, "encrypted", progress)


def decrypt(
    where: Path | Store, passphrase: str | None = None, progress: Progress = no_progress
) -> None:
    """Take the passphrase from an encrypted database; from then on anyone can read the file.

    ``None`` takes the word of who opened it; raise ``WrongPassphrase`` for a wrong one.
    """
    with _open(where, passphrase or "") as store:
        refuse_plain(store)
        _refuse_wrong(store, passphrase)
        _exchange(store, "", "decrypted", progress)


def change_passphrase(
    where: Path | Store, old: str | None = None, new: str = "", progress: Progress = no_progress
) -> None:
    """Give an encrypted database another passphrase; ``old`` as for ``decrypt``.

    Copies made before, such as backups, keep the old one.
    """
    with _open(where, old or "") as store:
        refuse_plain(store)
        _refuse_wrong(store, old)
        _exchange(store, normalised(new), "passphrase changed", progress)


def refuse_plain(store: Store) -> None:
    """Raise ``Refused`` where the database has no passphrase that could go."""
    if not store.is_encrypted:
        raise Refused(tr("{file} is not encrypted.", file=store.path.name))


def _refuse_wrong(store: Store, passphrase: str | None) -> None:
    if passphrase is None:
        return
    if not passphrase or key_of(store.path, passphrase) != store.key:
        raise WrongPassphrase(tr("This is not the passphrase of {file}.", file=store.path.name))


@contextmanager
def _open(where: Path | Store, passphrase: str) -> Iterator[Store]:
    if isinstance(where, Store):
        yield where
    else:
        with Store.open(where, passphrase=passphrase) as store:
            yield store


def _exchange(store: Store, passphrase: str, event: str, progress: Progress) -> None:
    new = new_key(passphrase)
    with store.exchanging() as access, exchange_explained(store.path):
        path, old = store.path.resolve(), access.key
        copy, last = beside.hidden(path, "new"), beside.hidden(path, "old")
        try:
            with store.read() as db:
                was = _state(db)
            _export(path, old, copy, new, progress)
            progress(0.8, tr("Checking the new file"))
            _finish(store, copy, new, event, was)
            progress(0.95, tr("Putting it in place"))
            has_name = _name_again(path, last)
            with access.shut():
                _take_place(copy, path, old, has_name=has_name)
                access.open_with(new)
        finally:
            beside.remove_with_companions(copy)
            beside.remove_with_companions(last)
    progress(1.0, tr("Done"))


_State = tuple[str, tuple[tuple[str, int], ...]]
"""Head of the journal, and how many rows every table has."""


def _state(db: Connection) -> _State:
    names = db.exec_driver_sql(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name <> 'event' ORDER BY name"
    ).scalars()
    counts = [
        (str(n), int(db.exec_driver_sql(f'SELECT count(*) FROM "{n}"').scalar() or 0))
        for n in names.all()
    ]
    return journal.head(db), tuple(counts)


def _export(path: Path, old: Key | None, copy: Path, new: Key | None, progress: Progress) -> None:
    """Write the content of one file into another with another key; nobody writes meanwhile."""
    with closing(connect(path, "write", old)) as raw:
        literal = new.literal().strip('"') if new else ""
        raw.execute("ATTACH DATABASE ? AS copy KEY ?", (str(copy), literal))
        raw.execute("PRAGMA copy.synchronous = OFF")  # put on the disk once, at the end
        raw.execute("PRAGMA copy.journal_mode = OFF").fetchone()
        size = max(path.stat().st_size, 1)

        def tell() -> None:
            done = copy.stat().st_size if copy.exists() else 0
            progress(0.8 * min(1.0, done / size), tr("Writing the new file"))

        with looking_up(raw, tell, _PULSE):
            raw.execute("SELECT sqlcipher_export('copy')").fetchone()
        for pragma in _KEPT_PRAGMAS:
            (value,) = raw.execute(f"PRAGMA {pragma}").fetchone()
            raw.execute(f"PRAGMA copy.{pragma} = {value}")
        raw.execute("DETACH DATABASE copy")


def _finish(store: Store, copy: Path, key: Key | None, event: str, was: _State) -> None:
    """Verify the new file, write into it what was done, and give it the journal of its disk."""
    _refuse_damaged(copy, key)
    engine = make_engine(copy, "write", key)
    try:
        with engine.connect().execution_options(**{WRITES: True}) as db, db.begin():
            if _state(db) != was:
                raise BadDatabase(
                    tr("The new file differs from the old one; the old one stays as it was.")
                )
            events.write_event(db, store.analyst(db), event, {})
    finally:
        engine.dispose()
    with closing(connect(copy, "write", key)) as raw:
        raw.execute(f"PRAGMA journal_mode = {disks.journal_mode(store.path)}").fetchone()


def _refuse_damaged(copy: Path, key: Key | None) -> None:
    with closing(connect(copy, "write", key)) as raw:
        found = [row[0] for row in raw.execute("PRAGMA integrity_check(1)") if row[0] != "ok"]
        if key is not None:
            found += [row[0] for row in raw.execute("PRAGMA cipher_integrity_check")]
    if found:
        raise BadDatabase(tr("The new file could not be written whole ({words}).", words=found[0]))


def _take_place(copy: Path, path: Path, old: Key | None, *, has_name: bool) -> None:
    """Exchange the files while nobody has either open."""
    with closing(connect(path, "write", old)) as raw:
        # brings the log into the file and removes it; refused where another program reads
        raw.execute("PRAGMA journal_mode = DELETE").fetchone()
    with _held(path, is_needed=not has_name) as overwrite:
        beside.take_place(copy, path)
        overwrite()


def _name_again(path: Path, last: Path) -> bool:
    """Give the old file and its companions second names, to find and wipe them by later.

    The log goes when the last connection closes, so it is named before.
    """
    for ending in beside.COMPANIONS:
        beside.keep_second_name(Path(f"{path}{ending}"), Path(f"{last}{ending}"))
    return beside.keep_second_name(path, last)


@contextmanager
def _held(path: Path, *, is_needed: bool) -> Iterator[Callable[[], None]]:
    """Hold a file whose name goes, where the disk knows no second names, to overwrite it."""
    if not is_needed or os.name == "nt":
        yield lambda: None
        return
    handle = os.open(path, os.O_RDWR)
    try:
        yield lambda: beside.overwrite(handle)
    finally:
        os.close(handle)
