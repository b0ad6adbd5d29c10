"""Files kept inside the database: pictures and source files, by their hash.

The bytes lie in chunks of up to 4 MiB that are written once and never journalled; the
journalled row ``file`` names them.
"""

from __future__ import annotations

import hashlib

from sqlalchemy import Connection, text

from iwtlink.store import schema
from iwtlink.store.edit import Edit
from iwtlink.store.ids import DocumentId, FileId

CHUNK_BYTES = 4 * 1024 * 1024


def add_file(
    edit: Edit,
    name: str,
    data: bytes,
    media_type: str,
    *,
    document_id: DocumentId | None = None,
) -> FileId:
    """Keep a file; the same bytes are stored once, whatever they are called."""
    sha256 = hashlib.sha256(data).hexdigest()
    db = edit.connection
    known = db.scalar(text("SELECT 1 FROM chunk WHERE sha256 = :h"), {"h": sha256})
    if not known:
        parts = range(0, max(len(data), 1), CHUNK_BYTES)
        rows = [(sha256, n, data[start : start + CHUNK_BYTES]) for n, start in enumerate(parts)]
        db.exec_driver_sql("INSERT INTO chunk VALUES (?, ?, ?)", rows)
    return FileId(
        edit.insert(
            schema.file,
            name=name,
            media_type=media_type,
            size=len(data),
            sha256=sha256,
            document_id=document_id,
        )
    )


def read_file(db: Connection, file_id: int) -> bytes:
    """Read a kept file's bytes; empty where there is no such file."""
    parts = db.scalars(
        text(
            "SELECT c.data FROM file f JOIN chunk c ON c.sha256 = f.sha256 "
            "WHERE f.id = :i ORDER BY c.part"
        ),
        {"i": file_id},
    )
    return b"".join(bytes(part) for part in parts)


def file_name(db: Connection, file_id: int) -> str:
    """Give the name under which a file came in."""
    return str(db.scalar(text("SELECT name FROM file WHERE id = :i"), {"i": file_id}) or "")


def files_of_document(db: Connection, document_id: int) -> list[tuple[FileId, str, int]]:
    """Read id, name and size in bytes of the files of one document."""
    rows = db.execute(
        text("SELECT id, name, size FROM file WHERE document_id = :d ORDER BY id"),
        {"d": document_id},
    )
    return [(FileId(row[0]), str(row[1]), int(row[2])) for row in rows]
