"""The folder of backups: how each is named, and the note that lies beside it.

The name carries the short code, the end of the first step's uid (by which a database is known
for ever), the time and the start of the head; never a title. The note is a small JSON file of
counts and digests: nothing of what is in the database, also beside an encrypted backup.
"""

from __future__ import annotations

import hashlib
import json
import os
import time
from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from secrets import token_hex
from typing import Literal

from iwtlink.errors import Progress, no_progress
from iwtlink.i18n import tr
from iwtlink.writing import write_whole

Reason = Literal[
    "asked", "closing", "working", "opening", "restore", "passphrase", "upgrade", "purge"
]
"""Why a backup was made."""

_HIDDEN = ".backup-part"
_PART = 4 * 1024 * 1024
_FORGOTTEN_S = 3600
"""A half-made copy this old has nobody any more who makes it."""


@dataclass(frozen=True, slots=True)
class Backup:
    """One backup: a whole database file, and what was counted in it when it was made.

    ``made_at`` and ``verified_at`` are UTC, ISO 8601; ``size`` in bytes; ``head`` stands for
    every step in it; ``database`` and ``place`` tell of which database and which file it is.
    """

    path: Path
    made_at: str
    reason: str
    head: str
    entities: int
    links: int
    documents: int
    records: int
    statements: int
    size: int
    is_encrypted: bool
    is_verified: bool
    verified_at: str = ""
    code: str = ""
    database: str = ""
    place: str = ""
    sha256: str = ""


_NOTED = tuple(field for field in fields(Backup) if field.name != "path")
_EMPTY: Mapping[str, object] = {"str": "", "int": 0, "bool": False}


def place_of(path: Path) -> str:
    """Give what tells the file's place without naming it: the digest of its full path."""
    return hashlib.sha256(str(path.resolve()).encode("utf-8", "surrogateescape")).hexdigest()


def name_of(backup: Backup) -> str:
    """Give the name under which a backup lies in its folder."""
    stamp = backup.made_at[:19].replace("-", "").replace(":", "")
    return f"{backup.code}-{backup.database[-8:]}-{stamp}Z-{backup.head[:8] or 'empty'}.iwt"


def free_path(folder: Path, name: str) -> Path:
    """Give a path of this name, or of it with a number, that no backup has yet."""
    path, number = folder / name, 1
    while path.exists() or note_path(path).exists():
        number += 1
        path = folder / f"{Path(name).stem}-{number}.iwt"
    return path


def hidden_path(folder: Path) -> Path:
    """Give a path for a copy that is not yet known to be good."""
    return folder / f".{token_hex(8)}{_HIDDEN}"


def sweep(folder: Path) -> None:
    """Remove half-made copies that a kill left behind."""
    for path in folder.glob(f".*{_HIDDEN}*"):
        if time.time() - path.stat().st_mtime > _FORGOTTEN_S:
            path.unlink(missing_ok=True)


def note_path(path: Path) -> Path:
    """Give the path of a backup's note."""
    return path.with_suffix(".json")


def write_note(backup: Backup) -> None:
    """Write a backup's note."""
    said = {field.name: getattr(backup, field.name) for field in _NOTED}
    write_whole(note_path(backup.path), (json.dumps(said, indent=1) + "\n").encode())


def read_note(path: Path) -> Backup:
    """Read what is noted of the backup at ``path``; without a note little is known of it.

    A file that has not the size noted was cut or exchanged: it is not verified.
    """
    size = path.stat().st_size
    try:
        stored = json.loads(note_path(path).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        stored = {}
    if not isinstance(stored, dict):
        stored = {}
    found: dict[str, object] = {}
    for field in _NOTED:
        empty = _EMPTY[str(field.type)]
        value = stored.get(field.name, empty)
        found[field.name] = value if type(value) is type(empty) else empty
    is_whole = found["size"] == size
    found |= {"size": size, "is_verified": is_whole and found["is_verified"]}
    return Backup(path, **found)  # type: ignore[arg-type]  # kinds seen above


def backups_in(folder: Path) -> list[Backup]:
    """Give every backup in the folder that has a note, newest first; an absent one has none."""
    try:
        paths = [path for path in folder.glob("*.iwt") if note_path(path).is_file()]
        found = [read_note(path) for path in paths]
    except OSError:
        return []
    return sorted(found, key=lambda backup: (backup.made_at, backup.path.name), reverse=True)


def remove(backup: Backup) -> None:
    """Delete a backup and its note."""
    backup.path.unlink(missing_ok=True)
    note_path(backup.path).unlink(missing_ok=True)


def copy_file(source: Path, target: Path, progress: Progress = no_progress) -> str:
    """Copy a file byte for byte and to the disk; give the SHA-256 of what was read."""
    digest, size, done = hashlib.sha256(), max(source.stat().st_size, 1), 0
    with source.open("rb") as reading, target.open("xb") as writing:
        while part := reading.read(_PART):
            writing.write(part)
            digest.update(part)
            done += len(part)
            progress(min(1.0, done / size), tr("Copying"))
        writing.flush()
        os.fsync(writing.fileno())
    return digest.hexdigest()


def digest_of(path: Path, progress: Progress = no_progress) -> str:
    """Give the SHA-256 of a file."""
    digest, size, done = hashlib.sha256(), max(path.stat().st_size, 1), 0
    with path.open("rb") as stream:
        while part := stream.read(_PART):
            digest.update(part)
            done += len(part)
            progress(min(1.0, done / size), tr("Reading"))
    return digest.hexdigest()
