"""The exchange file: an SQLCipher database of its own kind, always encrypted, written whole.

``head`` says what it is, ``row`` holds the rows as JSON with their clocks (without data where a
row was taken out), ``blob`` the bytes of files and the words of pages, by hash. It is written
beside its name and renamed; nothing of it ever lies on the disk in clear.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Connection
from sqlcipher3 import dbapi2

from iwtlink.errors import BadDatabase, BadInput, DamagedDatabase, Refused, WrongPassphrase
from iwtlink.i18n import tr
from iwtlink.store.exchange.checking import Checker
from iwtlink.store.exchange.earlier import as_now
from iwtlink.store.exchange.state import Row, State
from iwtlink.store.faults import explained
from iwtlink.store.opening import beside
from iwtlink.store.opening.connection import EXCHANGE_ID, connect
from iwtlink.store.opening.keys import Key, key_of, strength_of

VERSION = 2
LEAST_STRENGTH = 2
"""A passphrase that is easier to guess is refused: the file leaves the house."""

_TABLES = {
    "head": "CREATE TABLE head (name TEXT PRIMARY KEY, value TEXT NOT NULL)",
    "row": (
        "CREATE TABLE row (table_name TEXT NOT NULL, uid TEXT NOT NULL, data TEXT, "
        "clocks TEXT NOT NULL, PRIMARY KEY (table_name, uid)) WITHOUT ROWID"
    ),
    "blob": (
        "CREATE TABLE blob (sha256 TEXT NOT NULL, part INTEGER NOT NULL, data BLOB NOT NULL, "
        "PRIMARY KEY (sha256, part))"
    ),
}


# Writing


def write_file(
    path: Path,
    passphrase: str,
    head: Mapping[str, str],
    rows: Iterable[Row],
    blobs: Iterable[tuple[str, int, bytes]],
) -> str:
    """Write an exchange file in one piece; return its SHA-256.

    Raise ``Refused`` for a passphrase that is easily guessed, ``BadInput`` where the file cannot
    be written.
    """
    refuse_weak(passphrase)
    if not path.parent.is_dir():
        raise BadInput(tr("There is no folder {folder}.", folder=path.parent))
    beside.clear_remains(path)
    copy = beside.hidden(path, "new")
    try:
        with explained(path):
            _fill(copy, Key.new(passphrase), head, rows, blobs)
        beside.take_place(copy, path)
    except OSError as error:
        raise BadInput(
            tr("Cannot write {file}: {why}.", file=path, why=error.strerror or error)
        ) from error
    finally:
        beside.remove_with_companions(copy)
    return file_digest(path)


def refuse_weak(passphrase: str) -> None:
    """Raise ``Refused`` where a passphrase is too easily guessed for a file that is carried."""
    strength = strength_of(passphrase)
    if strength.score < LEAST_STRENGTH:
        raise Refused(
            tr(
                "An exchange file is carried about, so it needs a better passphrase. {why}",
                why=strength.sentence,
            )
        )


def _fill(
    path: Path,
    key: Key,
    head: Mapping[str, str],
    rows: Iterable[Row],
    blobs: Iterable[tuple[str, int, bytes]],
) -> None:
    with closing(connect(path, "create", key)) as raw:
        raw.execute("PRAGMA journal_mode = MEMORY")
        raw.execute(f"PRAGMA application_id = {EXCHANGE_ID}")
        raw.execute(f"PRAGMA user_version = {VERSION}")
        raw.execute("BEGIN")
        for words in _TABLES.values():
            raw.execute(words)
        raw.executemany("INSERT INTO head VALUES (?, ?)", sorted(head.items()))
        raw.executemany("INSERT INTO row VALUES (?, ?, ?, ?)", map(_words, rows))
        raw.executemany("INSERT INTO blob VALUES (?, ?, ?)", blobs)
        raw.execute("COMMIT")


def _words(row: Row) -> tuple[str, str, str | None, str]:
    clocks = {
        name: [clock.stamp, " ".join(clock.earlier), int(clock.is_gone)]
        for name, clock in row.clocks.items()
    }
    data = None if row.data is None else json.dumps(row.data, ensure_ascii=False)
    return row.table, row.uid, data, json.dumps(clocks) if clocks else "{}"


def file_digest(path: Path) -> str:
    """Give the SHA-256 of a file, as hex."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


# Reading


@dataclass(frozen=True, slots=True)
class Opened:
    """An exchange file that is open: what it says of itself, and its connection."""

    path: Path
    head: Mapping[str, str]
    raw: Any
    version: int = VERSION

    def rows(self, checker: Checker) -> State:
        """Read every row, each looked at; raise ``BadInput`` where one cannot be used."""
        checker.check_sizes(self.raw)
        found: State = {}
        for table, uid, data, clocks in self.raw.execute(
            "SELECT table_name, uid, data, clocks FROM row"
        ):
            if self.version < VERSION:
                table, data = as_now(table, data)
            row = checker.row(table, uid, data, clocks)
            found[row.name] = row
        checker.check_whole(found)
        return found

    def blob(self, sha256: str) -> Iterator[tuple[int, bytes]]:
        """Yield the parts of what lies under a hash, in order."""
        parts = self.raw.execute(
            "SELECT part, data FROM blob WHERE sha256 = ? ORDER BY part", (sha256,)
        )
        for part, data in parts:
            yield int(part), bytes(data) if isinstance(data, bytes) else b""

    def hashes(self) -> set[str]:
        """Give the hashes of everything that the file brings."""
        return {str(row[0]) for row in self.raw.execute("SELECT DISTINCT sha256 FROM blob")}


@contextmanager
def opened(path: Path, passphrase: str) -> Iterator[Opened]:
    """Open an exchange file for reading; raise a sentence for whatever is wrong with it."""
    try:
        _refuse_foreign(path)
        key = key_of(path, passphrase)
    except OSError as error:
        if path.is_dir():
            raise BadInput(tr("{file} is a folder, not an exchange file.", file=path)) from None
        raise BadInput(
            tr("Cannot read {file}: {why}.", file=path, why=error.strerror or error)
        ) from error
    with explained(path), closing(_connected(path, key)) as raw:
        version = _refuse_version(raw, path)
        head = raw.execute("SELECT name, value FROM head WHERE length(value) < 10000").fetchall()
        yield Opened(path, {str(name): str(value) for name, value in head}, raw, version)


def _refuse_foreign(path: Path) -> None:
    if not path.exists():
        raise BadInput(tr("There is no file {file}.", file=path))
    with path.open("rb") as stream:
        start = stream.read(16)
    size = path.stat().st_size
    if start.startswith(b"SQLite format 3"):
        raise BadInput(
            tr(
                "{file} is a database, not an exchange file. Open it with “Open”, or have an "
                "exchange file written from it.",
                file=path.name,
            )
        )
    if not size or size % 4096:
        raise DamagedDatabase(
            tr(
                "{file} is no exchange file, or a part of it is missing. Have it copied again.",
                file=path.name,
            )
        )


def _connected(path: Path, key: Key) -> Any:
    try:
        return connect(path, "read still", key)
    except dbapi2.DatabaseError as error:
        if "not a database" not in str(error):
            raise
        raise WrongPassphrase(
            tr(
                "This passphrase does not open {file}. Type it again; mind capitals and the "
                "keyboard's language. If it is right, the file is damaged or no exchange file: "
                "have it copied or written again.",
                file=path.name,
            )
        ) from error


def _refuse_version(raw: Any, path: Path) -> int:
    """Raise where a file cannot be read by this version; give the version that wrote it."""
    ours = raw.execute("PRAGMA application_id").fetchone()[0]
    version = raw.execute("PRAGMA user_version").fetchone()[0]
    if ours != EXCHANGE_ID:
        raise BadDatabase(
            tr(
                "{file} is no exchange file but a database. Have an exchange file written from it.",
                file=path.name,
            )
        )
    if version > VERSION:
        raise BadDatabase(
            tr(
                "{file} was written by a newer iwtlink. Install the newer program to read it.",
                file=path.name,
            )
        )
    known = dict(raw.execute("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL"))
    if known != _TABLES:
        raise DamagedDatabase(
            tr("{file} is not built as an exchange file is. It was not read.", file=path.name)
        )
    return int(version)


def blobs_of(db: Connection, hashes: Iterable[str]) -> Iterator[tuple[str, int, bytes]]:
    """Yield the parts of everything that the database keeps under these hashes."""
    for sha256 in sorted(set(hashes) - {""}):
        rows = db.exec_driver_sql(
            "SELECT part, data FROM chunk WHERE sha256 = ? ORDER BY part", (sha256,)
        )
        for part, data in rows:
            yield sha256, int(part), bytes(data)
