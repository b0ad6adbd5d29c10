"""Writing a file whole or not at all."""

from __future__ import annotations

import hashlib
import os
import re
import socket
from contextlib import suppress
from pathlib import Path
from secrets import token_hex

from iwtlink.errors import BadInput
from iwtlink.i18n import tr

_PART = ".iwtlink-part"
"""Ending of a file that is being written."""


def write_whole(path: Path, data: bytes) -> None:
    """Write ``data`` beside ``path`` and rename it there, so that it is there whole or not at all.

    What a program killed while writing left in the folder is removed first. Raise ``BadInput``
    with the reason where it cannot be written; the old file stays as it was.
    """
    beside = path.with_name(f".{_writer()}-{token_hex(4)}{_PART}")
    try:
        remove_remains(path.parent)
        try:
            with beside.open("xb") as stream:
                stream.write(data)
                stream.flush()
                os.fsync(stream.fileno())
            beside.replace(path)
        except OSError:
            beside.unlink(missing_ok=True)
            raise
    except OSError as error:
        raise BadInput(
            tr("Cannot write {file}: {why}.", file=path, why=error.strerror or error)
        ) from error


def file_stem(title: str) -> str:
    """Give a title as the name of a file, without ending, that every system takes.

    Without what Windows, macOS or a memory stick forbid, and no longer than they can keep.
    """
    plain = " ".join(_FORBIDDEN.sub("-", title).split())
    cut = plain.encode("utf-8")[:_LONGEST].decode("utf-8", "ignore").strip(" .")
    return f"{cut}-" if _RESERVED.fullmatch(cut) else cut


_FORBIDDEN = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f]+')
_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)
_LONGEST = 120
"""Bytes: a name of 255 with room for endings and numbers."""


def put_on_disk(path: Path) -> None:
    """Wait until a file, or the names in a folder, are on the disk and not only in its cache.

    Windows writes the names in a folder through by itself; some network drives refuse to.
    """
    if path.is_dir():
        if os.name != "nt":
            with suppress(OSError):
                _sync(path, os.O_RDONLY)
    else:
        _sync(path, os.O_RDWR)


def _sync(path: Path, flags: int) -> None:
    handle = os.open(path, flags)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def remove_remains(folder: Path) -> None:
    """Remove what programs that no longer run on this computer left half written in a folder."""
    remains = [path for path in folder.glob(f".*{_PART}") if _is_forgotten(path)]
    for path in remains:
        with suppress(OSError):
            path.unlink()


def _writer() -> str:
    """Name this program among all that may write in a folder: its computer and number."""
    return f"{_computer()}-{os.getpid()}"


def _computer() -> str:
    return hashlib.sha256(socket.gethostname().encode()).hexdigest()[:8]


def _is_forgotten(path: Path) -> bool:
    computer, _, rest = path.name[1:].partition("-")
    number = rest.partition("-")[0]
    if computer != _computer() or not number.isdigit():
        return False
    import psutil  # only where there are remains

    return not psutil.pid_exists(int(number))
