"""Who is behind a protected source: apart from everything else, given only when logged.

The table ``origin`` is read by ``reveal`` alone. No search, list, snapshot or export reads
it; a history shows that an origin was set, never what it says.
"""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, text

from iwtlink.errors import Refused
from iwtlink.i18n import tr
from iwtlink.store import schema
from iwtlink.store.documents import get_document
from iwtlink.store.edit import Edit
from iwtlink.store.ids import DocumentId
from iwtlink.store.store import Store

REVEALED = "source revealed"
"""Kind of the event that says who looked behind which document, and when."""


@dataclass(frozen=True, slots=True)
class Origin:
    """Name of the source, how to reach it, and what else must stay apart."""

    name: str = ""
    contact: str = ""
    note: str = ""


def set_origin(edit: Edit, document_id: DocumentId, origin: Origin) -> None:
    """Keep who is behind a document, and protect it; an empty origin takes the old one away."""
    db, table = edit.connection, schema.origin
    values = {"name": origin.name, "contact": origin.contact, "note": origin.note}
    if not any(values.values()):
        db.execute(table.delete().where(table.c.document_id == document_id))
        return
    if has_origin(db, document_id):
        db.execute(table.update().where(table.c.document_id == document_id).values(**values))
    else:
        edit.insert(table, document_id=document_id, **values)
    db.execute(
        schema.document.update().where(schema.document.c.id == document_id).values(is_protected=1)
    )


def has_origin(db: Connection, document_id: int) -> bool:
    """Whether it is written down who is behind a document."""
    query = text("SELECT 1 FROM origin WHERE document_id = :d")
    return db.scalar(query, {"d": document_id}) is not None


def reveal(store: Store, document_id: DocumentId) -> Origin:
    """Give who is behind a document, once the log says that it was asked.

    Raise ``Refused`` where nothing is kept, or where the log cannot be written.
    """
    with store.read() as db:
        known = get_document(db, document_id)
        if known is None or not has_origin(db, document_id):
            raise Refused(tr("It is not written down who is behind this document."))
    if store.is_read_only:
        raise Refused(
            tr("A source is revealed only where the log can be written: open the file for writing.")
        )
    store.log(REVEALED, document=known.ref)
    with store.read() as db:
        query = text("SELECT name, contact, note FROM origin WHERE document_id = :d")
        return Origin(*db.execute(query, {"d": document_id}).one())
