"""Pages of source files: their number, and their words as kept bytes.

A page's words lie in ``chunk`` as UTF-8 under their hash and are never changed: a page that
is read anew (or typed by hand) points at other words.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Literal, cast

from sqlalchemy import Connection, text

from iwtlink.store import schema
from iwtlink.store.edit import Edit
from iwtlink.store.files import bytes_with_hash, keep_bytes
from iwtlink.store.ids import FileId, PageId

Method = Literal["", "text", "converted", "none", "typed"]
"""How a page's words were got: read, converted from a font of old, not at all, or by hand."""


@dataclass(frozen=True, slots=True)
class PageRow:
    """One page with its words; ``number`` counts from 1 within its file.

    ``font`` names the pre-Unicode font in which the page was written; empty for any other.
    """

    id: PageId
    file_id: FileId
    number: int
    text: str
    method: str
    font: str


def add_page(
    edit: Edit,
    file_id: FileId,
    number: int,
    text: str,
    *,
    method: Method = "",
    font: str = "",
) -> PageId:
    """Add a page of a file with its words; return its id."""
    sha256 = keep_words(edit, text)
    values = {"number": number, "text_sha256": sha256, "method": method, "font": font}
    return PageId(edit.insert(schema.page, file_id=file_id, **values))


def add_pages(edit: Edit, file_id: FileId, pages: Iterable[tuple[int, str, Method, str]]) -> range:
    """Add many pages at once, each as (number, words, method, font); return their ids."""
    rows = [
        (file_id, number, keep_words(edit, words), method, font)
        for number, words, method, font in pages
    ]
    return edit.insert_rows(
        schema.page, ("file_id", "number", "text_sha256", "method", "font"), rows
    )


def change_words(edit: Edit, page_id: PageId, words: str, *, method: Method = "typed") -> None:
    """Give a page other words, such as those an analyst read off a scan."""
    edit.connection.execute(
        schema.page.update()
        .where(schema.page.c.id == page_id)
        .values(text_sha256=keep_words(edit, words), method=method)
    )


def keep_words(edit: Edit, words: str) -> str:
    """Keep words as UTF-8; return their hash, empty for none. A broken character becomes ``?``."""
    return keep_bytes(edit, words.encode("utf-8", "replace")) if words else ""


_PAGE = "SELECT p.id, p.file_id, p.number, p.text_sha256, p.method, p.font FROM page p"


def _rows(db: Connection, found: Sequence[Any]) -> list[PageRow]:
    words = {sha: bytes_with_hash(db, sha).decode() for sha in {row[3] for row in found} if sha}
    return [PageRow(row[0], row[1], row[2], words.get(row[3], ""), row[4], row[5]) for row in found]


def pages_of_document(db: Connection, document_id: int) -> list[PageRow]:
    """Read every page of a document with its words, in the order of its files."""
    query = text(
        f"{_PAGE} JOIN file f ON f.id = p.file_id WHERE f.document_id = :d "
        "ORDER BY f.position, f.id, p.number"
    )
    return _rows(db, db.execute(query, {"d": document_id}).all())


def pages_of_file(db: Connection, file_id: int) -> list[PageRow]:
    """Read every page of one file with its words."""
    query = text(f"{_PAGE} WHERE p.file_id = :f ORDER BY p.number")
    return _rows(db, db.execute(query, {"f": file_id}).all())


def get_page(db: Connection, page_id: int) -> PageRow | None:
    """Read one page with its words; None where it is gone."""
    found = _rows(db, db.execute(text(f"{_PAGE} WHERE p.id = :i"), {"i": page_id}).all())
    return found[0] if found else None


def document_of_page(db: Connection, page_id: int) -> int | None:
    """Give the document that a page belongs to; None where it is gone."""
    query = text("SELECT f.document_id FROM page p JOIN file f ON f.id = p.file_id WHERE p.id = :i")
    return cast("int | None", db.scalar(query, {"i": page_id}))
