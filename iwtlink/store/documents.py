"""Source documents, and the records that an analyst takes from them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Connection, select, text

from iwtlink.ontology import Ontology
from iwtlink.ontology.dates import PartialDate
from iwtlink.store import schema
from iwtlink.store.edit import Edit
from iwtlink.store.ids import DocumentId, RecordId

UNGRADED = 99
"""``grade_rank`` of a record without grades: it loses to any graded one."""


@dataclass(frozen=True, slots=True)
class Document:
    """What came in. ``date`` is the document's own (partial), ``received_on`` a full day.

    ``register_no`` is its number in the unit's own register. ``is_protected``: nobody outside
    may learn where it came from (who that is lies apart, see ``origins``).
    """

    title: str
    kind: str = ""
    language: str = ""
    originator: str = ""
    date: str = ""
    received_on: str = ""
    note: str = ""
    sha256: str = ""
    register_no: str = ""
    is_protected: bool = False


@dataclass(frozen=True, slots=True)
class Record:
    """What was taken from a document, with its grades, handling and TLP.

    ``place`` says where in a table it stands (``customs.xlsx › Seizures › row 17``),
    ``source_row`` keeps that row as a JSON object. ``grading`` names the grading system.
    """

    page: str = ""
    passage: str = ""
    place: str = ""
    source_row: str = ""
    grading: str = ""
    reliability: str = ""
    credibility: str = ""
    original_grade: str = ""
    handling: str = ""
    tlp: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """A document as lists show it."""

    id: DocumentId
    ref: str
    document: Document
    entered_by: str
    entered_at: str


@dataclass(frozen=True, slots=True)
class RecordRow:
    """A record as lists show it."""

    id: RecordId
    ref: str
    document_id: DocumentId
    record: Record
    entered_by: str
    entered_at: str


def document_values(edit: Edit, document: Document) -> dict[str, Any]:
    """Give the columns of a document's row, without its reference."""
    when = PartialDate.parse(document.date) if document.date else None
    fields = {name: getattr(document, name) for name in Document.__slots__}
    return fields | {
        "is_protected": int(document.is_protected),
        "date": when.text if when else "",
        "date_first": when.first if when else None,
        "date_last": when.last if when else None,
        "entered_by": edit.analyst_id,
        "entered_at": edit.now,
    }


def record_values(edit: Edit, document_id: DocumentId, record: Record) -> dict[str, Any]:
    """Give the columns of a record's row, without its reference."""
    fields = {name: getattr(record, name) for name in Record.__slots__}
    return fields | {
        "document_id": document_id,
        "grade_rank": grade_rank(edit.ontology, record),
        "entered_by": edit.analyst_id,
        "entered_at": edit.now,
    }


def grade_rank(ontology: Ontology, record: Record) -> int:
    """Give how good the grades are: 2 is best, ``UNGRADED`` where one is missing."""
    system = ontology.grading_systems.get(record.grading)
    if system is None:
        return UNGRADED
    source = system.source.codes.get(record.reliability)
    information = system.information.codes.get(record.credibility)
    if source is None or information is None:
        return UNGRADED
    return source.rank + information.rank


def add_document(edit: Edit, document: Document) -> DocumentId:
    """Add a source document; return its id."""
    ref = edit.take_refs("document")[0]
    return DocumentId(edit.insert(schema.document, ref=ref, **document_values(edit, document)))


def change_document(edit: Edit, document_id: DocumentId, document: Document) -> None:
    """Change what is known of a document."""
    values = document_values(edit, document)
    del values["entered_by"], values["entered_at"]
    edit.connection.execute(
        schema.document.update().where(schema.document.c.id == document_id).values(**values)
    )


def add_record(edit: Edit, document_id: DocumentId, record: Record) -> RecordId:
    """Add a record taken from a document; return its id."""
    ref = edit.take_refs("record")[0]
    return RecordId(edit.insert(schema.record, ref=ref, **record_values(edit, document_id, record)))


def change_record(edit: Edit, record_id: RecordId, **changed: str) -> None:
    """Change some fields of a record; grades change which values are shown."""
    row = get_record(edit.connection, record_id)
    if row is None:
        return
    record = replace(row.record, **changed)
    edit.connection.execute(
        schema.record.update()
        .where(schema.record.c.id == record_id)
        .values(**changed, grade_rank=grade_rank(edit.ontology, record))
    )


_DOCUMENT = (
    "SELECT d.id, d.ref, coalesce(a.initials, ''), d.entered_at, "
    + ", ".join(f'd."{name}"' for name in Document.__slots__)
    + " FROM document d LEFT JOIN analyst a ON a.id = d.entered_by"
)
_RECORD = (
    "SELECT r.id, r.ref, r.document_id, coalesce(a.initials, ''), r.entered_at, "
    + ", ".join(f'r."{name}"' for name in Record.__slots__)
    + " FROM record r LEFT JOIN analyst a ON a.id = r.entered_by"
)


def _document_row(row: Any) -> DocumentRow:
    known = dict(zip(Document.__slots__, row[4:], strict=True))
    known["is_protected"] = bool(known["is_protected"])
    return DocumentRow(row[0], row[1], Document(**known), row[2], row[3])


def _record_row(row: Any) -> RecordRow:
    return RecordRow(row[0], row[1], row[2], Record(*row[5:]), row[3], row[4])


def get_document(db: Connection, document_id: int) -> DocumentRow | None:
    """Read one document; None where it is gone."""
    row = db.execute(text(f"{_DOCUMENT} WHERE d.id = :i"), {"i": document_id}).one_or_none()
    return _document_row(row) if row else None


def list_documents(db: Connection) -> list[DocumentRow]:
    """Read all documents, newest received first."""
    rows = db.execute(text(f"{_DOCUMENT} ORDER BY d.received_on DESC, d.id DESC")).all()
    return [_document_row(row) for row in rows]


def get_record(db: Connection, record_id: int) -> RecordRow | None:
    """Read one record; None where it is gone."""
    row = db.execute(text(f"{_RECORD} WHERE r.id = :i"), {"i": record_id}).one_or_none()
    return _record_row(row) if row else None


def records_of(db: Connection, document_id: int) -> list[RecordRow]:
    """Read the records taken from one document."""
    rows = db.execute(text(f"{_RECORD} WHERE r.document_id = :i ORDER BY r.id"), {"i": document_id})
    return [_record_row(row) for row in rows]


def list_records(db: Connection) -> list[RecordRow]:
    """Read all records, those of one document together."""
    return [_record_row(row) for row in db.execute(text(f"{_RECORD} ORDER BY r.document_id, r.id"))]


def list_records_entered(db: Connection, first: str = "", last: str = "") -> list[RecordRow]:
    """Read the records entered on the days from ``first`` to ``last`` (ISO, UTC), oldest first.

    An empty day means no limit on that side.
    """
    until = f"{last}T~" if last else "~"
    query = text(f"{_RECORD} WHERE r.entered_at >= :f AND r.entered_at < :l ORDER BY r.id")
    return [_record_row(row) for row in db.execute(query, {"f": first, "l": until})]


def document_with_hash(db: Connection, sha256: str) -> DocumentId | None:
    """Find the document that a file was taken in as; None where it is new."""
    table = schema.document
    query = select(table.c.id).where(table.c.sha256 == sha256).order_by(table.c.id)
    found = db.scalars(query.limit(1)).first()
    return None if found is None else DocumentId(found)
