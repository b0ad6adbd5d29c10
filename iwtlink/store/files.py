"""Files kept inside the database: pictures and source files, by their hash.

The bytes lie in chunks of up to 4 MiB that are written once and never journalled; the
journalled row ``file`` names them. The words of pages lie there too (see ``pages``).
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from sqlalchemy import Connection, text

from iwtlink.errors import Refused
from iwtlink.i18n import tr
from iwtlink.store import schema
from iwtlink.store.edit import Edit
from iwtlink.store.ids import DocumentId, FileId

CHUNK_BYTES = 4 * 1024 * 1024
MOST_BYTES = 512 * 1024 * 1024
"""A larger file is refused: a laptop must hold it in memory to show it."""


@dataclass(frozen=True, slots=True)
class FileRow:
    """A kept file; ``size`` in bytes, ``position`` from 0 within its document.

    ``taken_at`` is the local civil time at which a photo says it was taken, never shifted;
    ``taken_place`` is ``latitude,longitude`` in decimal degrees; both empty where unknown.
    """

    id: FileId
    name: str
    media_type: str
    size: int
    sha256: str
    position: int
    taken_at: str
    taken_place: str


def refuse_too_large(name: str, size: int) -> None:
    """Raise ``Refused`` for a file of more bytes than the database keeps."""
    if size > MOST_BYTES:
        raise Refused(
            tr(
                "{file} is larger than {most} MB: keep it elsewhere and attach a part of it.",
                file=name,
                most=MOST_BYTES // (1024 * 1024),
            )
        )


def keep_bytes(edit: Edit, data: bytes) -> str:
    """Keep bytes under their SHA-256, once; return it as lower-case hex."""
    sha256 = hashlib.sha256(data).hexdigest()
    db = edit.connection
    if not db.scalar(text("SELECT 1 FROM chunk WHERE sha256 = :h LIMIT 1"), {"h": sha256}):
        view = memoryview(data)
        for part, start in enumerate(range(0, max(len(data), 1), CHUNK_BYTES)):
            piece = bytes(view[start : start + CHUNK_BYTES])
            db.exec_driver_sql("INSERT INTO chunk VALUES (?, ?, ?)", (sha256, part, piece))
    return sha256


def bytes_with_hash(db: Connection, sha256: str) -> bytes:
    """Read what is kept under a hash; empty where there is nothing."""
    parts = db.scalars(
        text("SELECT data FROM chunk WHERE sha256 = :h ORDER BY part"), {"h": sha256}
    )
    return b"".join(bytes(part) for part in parts)


def add_file(
    edit: Edit,
    name: str,
    data: bytes,
    media_type: str,
    *,
    document_id: DocumentId | None = None,
    taken_at: str = "",
    taken_place: str = "",
) -> FileId:
    """Keep a file, the last of its document; the same bytes are stored once.

    Raise ``Refused`` above ``MOST_BYTES``.
    """
    refuse_too_large(name, len(data))
    return FileId(
        edit.insert(
            schema.file,
            name=name,
            media_type=media_type,
            size=len(data),
            sha256=keep_bytes(edit, data),
            document_id=document_id,
            position=_next_position(edit.connection, document_id),
            taken_at=taken_at,
            taken_place=taken_place,
        )
    )


def _next_position(db: Connection, document_id: DocumentId | None) -> int:
    if document_id is None:
        return 0
    query = text("SELECT coalesce(max(position) + 1, 0) FROM file WHERE document_id = :d")
    return int(db.scalar(query, {"d": document_id}) or 0)


def read_file(db: Connection, file_id: int) -> bytes:
    """Read a kept file's bytes; empty where there is no such file."""
    sha256 = db.scalar(text("SELECT sha256 FROM file WHERE id = :i"), {"i": file_id})
    return bytes_with_hash(db, sha256) if sha256 else b""


def file_name(db: Connection, file_id: int) -> str:
    """Give the name under which a file came in."""
    return str(db.scalar(text("SELECT name FROM file WHERE id = :i"), {"i": file_id}) or "")


_FILE = "SELECT id, name, media_type, size, sha256, position, taken_at, taken_place FROM file"


def get_file(db: Connection, file_id: int) -> FileRow | None:
    """Read what is known of one file; None where it is gone."""
    row = db.execute(text(f"{_FILE} WHERE id = :i"), {"i": file_id}).one_or_none()
    return FileRow(*row) if row else None


def list_files(db: Connection, document_id: int) -> list[FileRow]:
    """Read what is known of the files of one document, in their order."""
    query = text(f"{_FILE} WHERE document_id = :d ORDER BY position, id")
    return [FileRow(*row) for row in db.execute(query, {"d": document_id})]


def files_of_document(db: Connection, document_id: int) -> list[tuple[FileId, str, int]]:
    """Read id, name and size in bytes of the files of one document, in their order."""
    return [(row.id, row.name, row.size) for row in list_files(db, document_id)]


def document_of_file(db: Connection, sha256: str) -> DocumentId | None:
    """Find the document that holds a file with this hash, the oldest first; None where new."""
    query = text(
        "SELECT document_id FROM file WHERE sha256 = :h AND document_id IS NOT NULL "
        "ORDER BY document_id LIMIT 1"
    )
    found = db.scalar(query, {"h": sha256})
    return None if found is None else DocumentId(int(found))
