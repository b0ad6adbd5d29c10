"""A file of a document on its way out of the database: an export, and logged as one."""

from __future__ import annotations

from pathlib import Path

from iwtlink.store import Store
from iwtlink.store.files import FileRow, read_file
from iwtlink.writing import write_whole


def save_copy(store: Store, row: FileRow, target: Path) -> Path:
    """Write a kept file to disk as it came in. Raise ``BadInput`` where it cannot be written."""
    with store.read() as db:
        data = read_file(db, row.id)
    write_whole(target, data)
    if not store.is_read_only:
        store.log("export", what=f"file:{row.id}", sha256=row.sha256)
    return target
