"""Passages: the words, or the part of a picture, that a record or a statement rests on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, text

from iwtlink.errors import BadInput
from iwtlink.i18n import tr
from iwtlink.store import schema
from iwtlink.store.edit import Edit
from iwtlink.store.ids import PageId, PassageId, RecordId, StatementId


@dataclass(frozen=True, slots=True)
class Passage:
    """Where on a page something stands.

    ``first`` and ``last`` count characters of the page's text (``last`` is the first one no
    longer in it); both None on a picture. ``region`` is ``"x y w h"`` in fractions of the
    page from its upper left corner; empty for text. ``words`` are those that stood there.
    """

    page_id: PageId
    first: int | None = None
    last: int | None = None
    region: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True)
class PassageRow:
    """A kept passage; ``statement_id`` is None where it is that of the whole record."""

    id: PassageId
    record_id: RecordId
    statement_id: StatementId | None
    passage: Passage


def region_text(x: float, y: float, width: float, height: float) -> str:
    """Give a rectangle in fractions of the page as it is kept, clipped to the page."""
    left, top = min(max(x, 0.0), 1.0), min(max(y, 0.0), 1.0)
    right, bottom = min(max(x + width, left), 1.0), min(max(y + height, top), 1.0)
    return " ".join(f"{part:.5f}" for part in (left, top, right - left, bottom - top))


def region_parts(region: str) -> tuple[float, float, float, float]:
    """Give x, y, width and height of a kept rectangle, as fractions of the page.

    Raise ``BadInput`` where it is none.
    """
    try:
        x, y, width, height = (float(part) for part in region.split())
    except ValueError:
        raise BadInput(tr("“{region}” is no part of a page.", region=region)) from None
    if not (0 <= x <= 1 and 0 <= y <= 1 and 0 < width <= 1.001 and 0 < height <= 1.001):
        raise BadInput(tr("“{region}” is no part of a page.", region=region))
    return x, y, min(width, 1 - x), min(height, 1 - y)


def add_passage(
    edit: Edit,
    record_id: RecordId,
    passage: Passage,
    statement_id: StatementId | None = None,
) -> PassageId:
    """Keep where a record, or one of its statements, stands; return the passage's id."""
    if passage.region:
        region_parts(passage.region)
    return PassageId(
        edit.insert(
            schema.passage,
            record_id=record_id,
            statement_id=statement_id,
            page_id=passage.page_id,
            first=passage.first,
            last=passage.last,
            region=passage.region,
            words=passage.words,
        )
    )


def remove_passage(edit: Edit, passage_id: PassageId) -> None:
    """Forget a passage; the record stays."""
    edit.connection.execute(schema.passage.delete().where(schema.passage.c.id == passage_id))


_PASSAGE = (
    "SELECT p.id, p.record_id, p.statement_id, p.page_id, p.first, p.last, p.region, p.words "
    "FROM passage p"
)


def _row(row: Any) -> PassageRow:
    return PassageRow(row[0], row[1], row[2], Passage(*row[3:]))


def passages_of_record(db: Connection, record_id: int) -> list[PassageRow]:
    """Read the passages of one record and of its statements, oldest first."""
    query = text(f"{_PASSAGE} WHERE p.record_id = :r ORDER BY p.id")
    return [_row(row) for row in db.execute(query, {"r": record_id})]


def passages_of_document(db: Connection, document_id: int) -> list[PassageRow]:
    """Read every passage on the pages of one document, page after page."""
    query = text(
        f"{_PASSAGE} JOIN page g ON g.id = p.page_id JOIN file f ON f.id = g.file_id "
        "WHERE f.document_id = :d ORDER BY f.position, f.id, g.number, p.first, p.id"
    )
    return [_row(row) for row in db.execute(query, {"d": document_id})]


def passage_of_statement(db: Connection, statement_id: int) -> Passage | None:
    """Give where a statement stands: its own passage, else that of its record, else None."""
    query = text(
        f"{_PASSAGE} JOIN statement s ON s.record_id = p.record_id WHERE s.id = :s "
        "AND (p.statement_id = s.id OR p.statement_id IS NULL) "
        "ORDER BY p.statement_id IS NULL, p.id LIMIT 1"
    )
    row = db.execute(query, {"s": statement_id}).one_or_none()
    return _row(row).passage if row else None
