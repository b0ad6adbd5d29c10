"""What kind of disk a file lies on, and which of SQLite's journals is safe there.

A write-ahead log needs shared memory, which no network drive offers between two computers
(sqlite.org/wal.html, 2), and a stick pulled out must take the whole database with it, not a
file and its log. So on both the rollback journal is used.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path, PurePath
from typing import Literal, Protocol

Disk = Literal["local", "network", "removable"]

_NETWORK = frozenset(
    (
        *("nfs", "nfs3", "nfs4", "cifs", "smb", "smb2", "smb3", "smbfs", "afpfs", "afs", "ncpfs"),
        *("9p", "virtiofs", "vboxsf", "prl_fs", "davfs", "webdav", "ceph", "lustre", "beegfs"),
        *("sshfs", "glusterfs", "gfs2", "ocfs2"),
    )
)
"""File systems that live on another computer, or outside this virtual one."""
_REMOVABLE = frozenset(("vfat", "msdos", "fat", "fat32", "exfat"))
"""File systems of sticks and cards."""
_BLOCKS = Path("/sys/class/block")


class Partition(Protocol):
    """A row of the system's table of disks, as psutil gives it."""

    @property
    def device(self) -> str: ...
    @property
    def mountpoint(self) -> str: ...
    @property
    def fstype(self) -> str: ...
    @property
    def opts(self) -> str: ...


def kind_of(path: Path, partitions: Sequence[Partition] | None = None) -> Disk:
    """Tell on what kind of disk a file lies, or would lie; ``local`` where nothing is known."""
    full = path.resolve()
    if str(full).startswith(("\\\\", "//")):
        return "network"
    known = _partitions() if partitions is None else partitions
    holding = [p for p in known if full.is_relative_to(PurePath(p.mountpoint))]
    if not holding:
        return "local"
    # the last of those mounted at one place hides the others
    deepest = max(enumerate(holding), key=lambda n: (len(Path(n[1].mountpoint).parts), n[0]))[1]
    return _kind(deepest)


def _partitions() -> Sequence[Partition]:
    import psutil  # slow to load, needed where a database is opened

    try:
        return psutil.disk_partitions(all=True)
    except (OSError, RuntimeError):
        return ()


def _kind(partition: Partition) -> Disk:
    name, options = partition.fstype.lower(), partition.opts.lower().split(",")
    on_fuse = name.removeprefix("fuse.")
    if on_fuse in _NETWORK or "remote" in options or (on_fuse != name and on_fuse != "portal"):
        return "network"
    if name in _REMOVABLE or "removable" in options or _is_removable(partition):
        return "removable"
    return "local"


def _is_removable(partition: Partition) -> bool:
    if partition.mountpoint.startswith("/Volumes/"):  # macOS: every disk but its own
        return True
    return _can_be_pulled(_BLOCKS / os.path.realpath(partition.device).rpartition("/")[2])


def _can_be_pulled(block: Path) -> bool:
    """Whether Linux says of a block device, or of one that it lies on, that it can be pulled."""
    try:
        place = block.resolve(strict=True)
    except OSError:
        return False
    if "/usb" in str(place):
        return True
    for folder in (place, place.parent):
        try:
            if (folder / "removable").read_text().strip() == "1":
                return True
        except OSError:
            continue
    below = place / "slaves"  # an encrypted volume lies on others
    return below.is_dir() and any(_can_be_pulled(_BLOCKS / p.name) for p in below.iterdir())


def journal_mode(path: Path) -> Literal["WAL", "DELETE"]:
    """Give the journal that is safe for a database at this place."""
    return "WAL" if kind_of(path) == "local" else "DELETE"
