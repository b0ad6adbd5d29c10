"""Files that stand beside a database for a while, and what a kill left of them.

A database is upgraded and given another passphrase in a hidden copy beside it, which takes its
place in one instant. The copy's name tells whose it is, so that the next one to open the
database for writing removes what a kill left there. What may be in clear is overwritten before
it goes; on a flash disk that may leave older blocks (NIST SP 800-88), which no program can reach.
"""

from __future__ import annotations

import hashlib
import os
import shutil
from contextlib import suppress
from pathlib import Path
from secrets import token_hex
from typing import Literal

from iwtlink.writing import put_on_disk

COMPANIONS = ("-wal", "-shm", "-journal")
"""Endings of the files that SQLite keeps beside an open database."""

_BLOCK = bytes(1 << 20)


def hidden(path: Path, ending: Literal["new", "old"]) -> Path:
    """Give a fresh name for a copy that is not yet the database, or is no longer."""
    return path.with_name(f"{_start(path)}{token_hex(4)}.{ending}")


def _start(path: Path) -> str:
    owner = hashlib.sha256(path.name.encode("utf-8", "surrogateescape")).hexdigest()[:12]
    return f".iwt-{owner}-"


def clear_remains(path: Path) -> None:
    """Overwrite and remove what a kill left beside the database; the writer's lock is held."""
    try:
        remains = sorted(path.parent.glob(f"{_start(path)}*"))
    except OSError:
        return
    for left in remains:
        with suppress(OSError):
            wipe(left)


def keep_second_name(path: Path, name: Path) -> bool:
    """Give a file a second name; tell whether the disk knows such a thing and counts them."""
    try:
        os.link(path, name)
    except (OSError, NotImplementedError):
        return False
    if name.stat().st_nlink > 1:
        return True
    name.unlink()  # or ``wipe`` would take the database for what is left of it
    return False


def wipe(path: Path) -> None:
    """Overwrite a file's bytes with zeros and remove it.

    A file that still has another name is the database itself: only this name goes.
    """
    try:
        is_only_name = path.stat().st_nlink <= 1
    except FileNotFoundError:
        return
    if is_only_name:
        handle = os.open(path, os.O_RDWR | getattr(os, "O_BINARY", 0))
        try:
            overwrite(handle)
        finally:
            os.close(handle)
    path.unlink(missing_ok=True)


def overwrite(handle: int) -> None:
    """Write zeros over all bytes of an open file, down to the disk."""
    left = os.lseek(handle, 0, os.SEEK_END)
    os.lseek(handle, 0, os.SEEK_SET)
    while left > 0:
        left -= os.write(handle, _BLOCK[:left])
    os.fsync(handle)


def remove_with_companions(path: Path) -> None:
    """Remove a copy that came to nothing, and what SQLite keeps beside it."""
    for ending in ("", *COMPANIONS):
        wipe(Path(f"{path}{ending}"))


def take_place(copy: Path, path: Path) -> None:
    """Put a finished copy in the database's place, in one instant and down to the disk."""
    put_on_disk(copy)
    copy.replace(path)
    put_on_disk(path.parent)


def copy_whole(path: Path, target: Path) -> None:
    """Copy a file that nobody writes; the copy is there whole or not at all."""
    part = hidden(path, "new")
    try:
        shutil.copyfile(path, part)
        put_on_disk(part)
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)
