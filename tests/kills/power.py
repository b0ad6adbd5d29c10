"""What a disk may hold after the power failed: rebuilt from a record of every write.

The record is made by ``record_writes.c``. A file's bytes are sure once it was synced; of what
was written since, any part may have arrived, a write cut at a sector's border too. Names
(making, renaming, removing) arrive in order, as on the journalling file systems of our
laptops, and are sure once anything was synced after them.
"""

from __future__ import annotations

import random
import struct
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

SECTOR = 512
"""Bytes that a disk writes wholly or not at all."""


@dataclass(frozen=True, slots=True)
class Deed:
    """One change to the disk; ``kind`` is a letter of ``record_writes.c``."""

    kind: str
    path: str
    other: str
    offset: int
    data: bytes


def read_record(path: Path) -> list[Deed]:
    """Read the record; a last one cut short by the kill is left out."""
    return list(_deeds(path.read_bytes()))


def _deeds(data: bytes) -> Iterator[Deed]:
    at = 0

    def take(size: int) -> bytes:
        nonlocal at
        if at + size > len(data):
            raise EOFError
        at += size
        return data[at - size : at]

    def text() -> str:
        return take(struct.unpack("<Q", take(8))[0]).decode()

    while at < len(data):
        try:
            kind, path, other = take(1).decode(), text(), text()
            offset, size = struct.unpack("<QQ", take(16))
            yield Deed(kind, path, other, offset, take(size))
        except EOFError:
            return


@dataclass(slots=True)
class _File:
    """One file's bytes that are sure, and what was done to it since."""

    sure: bytearray = field(default_factory=bytearray)
    since: list[Deed] = field(default_factory=list)

    def sync(self) -> None:
        for deed in self.since:
            _apply(self.sure, deed)
        self.since.clear()

    def after_cut(self, dice: random.Random) -> bytes:
        data, luck = bytearray(self.sure), dice.random()
        for deed in self.since:
            if dice.random() < luck:
                _apply(data, deed if dice.random() < 0.8 else _torn(deed, dice))
        return bytes(data)


def _apply(data: bytearray, deed: Deed) -> None:
    if deed.kind == "t":
        del data[deed.offset :]
        data.extend(bytes(max(0, deed.offset - len(data))))
        return
    end = deed.offset + len(deed.data)
    data.extend(bytes(max(0, end - len(data))))
    data[deed.offset : end] = deed.data


def _torn(deed: Deed, dice: random.Random) -> Deed:
    if deed.kind != "w":
        return deed
    sectors = dice.randint(0, len(deed.data) // SECTOR)
    return Deed("w", deed.path, "", deed.offset, deed.data[: sectors * SECTOR])


class Disk:
    """The files below one folder as a record of writes leaves them."""

    def __init__(self) -> None:
        self.names: dict[str, _File] = {}
        self._sure_names: dict[str, _File] = {}
        self._name_deeds: list[dict[str, _File]] = []

    def do(self, deed: Deed) -> None:
        """Carry out the next change."""
        if deed.kind in "rul":
            self._rename(deed)
        elif deed.kind == "s":
            if deed.path in self.names:  # else a folder
                self.names[deed.path].sync()
            self._sure_names, self._name_deeds = dict(self.names), []
        elif (file := self._file(deed)) and deed.kind != "c":
            file.since.append(deed)

    def _file(self, deed: Deed) -> _File:
        path = deed.path.removesuffix(" (deleted)")
        if path != deed.path:
            return _File()
        if path not in self.names:
            self.names[path] = _File()
            self._note()
        return self.names[path]

    def _rename(self, deed: Deed) -> None:
        if deed.kind == "u":
            self.names.pop(deed.path, None)
        elif deed.path in self.names:
            moved = self.names[deed.path]
            if deed.kind == "r":
                del self.names[deed.path]
            self.names[deed.other] = moved
        self._note()

    def _note(self) -> None:
        self._name_deeds.append(dict(self.names))

    def lay_out(self, folder: str, target: Path, dice: random.Random) -> None:
        """Write into ``target`` what may be found in ``folder`` when the power comes back."""
        names = dice.choice([self._sure_names, *self._name_deeds])
        bytes_of = {id(file): file.after_cut(dice) for file in names.values()}
        for path, file in names.items():
            if path.startswith(f"{folder}/"):
                place = target / path[len(folder) + 1 :]
                place.parent.mkdir(parents=True, exist_ok=True)
                place.write_bytes(bytes_of[id(file)])


def promises(deeds: Sequence[Deed], path: str) -> list[str]:
    """Read the whole lines that were said into the file at ``path``."""
    words = b"".join(deed.data for deed in deeds if deed.kind == "w" and deed.path == path)
    return words.decode().split("\n")[:-1]
