"""Reads pages for the window: which there are, their words, their pictures."""

from __future__ import annotations

from dataclasses import dataclass
from threading import Lock

from PySide6.QtGui import QImage
from sqlalchemy import Connection, text

from iwtlink.errors import IwtlinkError
from iwtlink.store import Store
from iwtlink.store.files import read_file
from iwtlink.store.pages import get_page
from iwtlink.store.passages import region_parts


@dataclass(frozen=True, slots=True)
class PageKey:
    """One page of a document; ``number`` counts from 1 within its file."""

    page_id: int
    file_id: int
    number: int
    method: str
    font: str
    file_name: str
    media_type: str
    has_picture: bool
    """It can be shown as it looks."""


@dataclass(frozen=True, slots=True)
class PageWords:
    """The words of one page, as read for the window."""

    page_id: int
    text: str


def list_pages(db: Connection, document_id: int) -> tuple[PageKey, ...]:
    """List the pages of a document in the order of its files, without their words."""
    from iwtlink.intake.documents import has_pictures  # slow to load: 0.3 s

    query = text(
        "SELECT p.id, f.id, p.number, p.method, p.font, f.name, f.media_type "
        "FROM page p JOIN file f ON f.id = p.file_id WHERE f.document_id = :d "
        "ORDER BY f.position, f.id, p.number"
    )
    rows = db.execute(query, {"d": document_id}).all()
    pictured = {media_type: has_pictures(media_type) for media_type in {row[6] for row in rows}}
    return tuple(
        PageKey(page_id, file_id, number, method, font, name, media_type, pictured[media_type])
        for page_id, file_id, number, method, font, name, media_type in rows
    )


def read_words(store: Store, page_id: int) -> PageWords:
    """Read the words of one page; none where it is gone."""
    with store.read() as db:
        row = get_page(db, page_id)
    return PageWords(page_id, row.text if row else "")


class PagePictures:
    """Draws pages; keeps the bytes of the file that was looked at last, in memory alone."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._lock = Lock()
        self._kept: tuple[int, bytes] = (0, b"")

    def draw(self, key: PageKey, width: int) -> QImage:
        """Draw a page so many pixels wide; an empty picture where it cannot be drawn."""
        from iwtlink.intake.documents import page_picture  # slow to load

        if not key.has_picture or width < 1:
            return QImage()
        try:
            png = page_picture(self._bytes(key.file_id), key.media_type, key.number, width)
        except IwtlinkError:  # damaged: its words are shown, and the file can be saved
            return QImage()
        return QImage.fromData(png)

    def cut(self, key: PageKey, region: str) -> bytes:
        """Cut a part out of a page; JPEG. Raise ``BadInput`` where it cannot be had."""
        from iwtlink.intake.documents import crop_picture  # slow to load

        return crop_picture(
            self._bytes(key.file_id),
            key.media_type,
            key.number,
            region_parts(region),
            name=key.file_name,
        )

    def forget(self) -> None:
        """Keep the bytes of no file: nobody looks at its pages now."""
        with self._lock:
            self._kept = (0, b"")

    def _bytes(self, file_id: int) -> bytes:
        with self._lock:
            if self._kept[0] != file_id:
                with self._store.read() as db:
                    self._kept = (file_id, read_file(db, file_id))
            return self._kept[1]
