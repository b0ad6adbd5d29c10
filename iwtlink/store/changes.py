"""What one edit touched, told to everyone who listens."""

from __future__ import annotations

from dataclasses import dataclass, field

from sqlalchemy import Connection, text

Ids = frozenset[int]
_NONE: Ids = frozenset()


@dataclass(frozen=True, slots=True)
class Changes:
    """Ids touched by one step, by kind.

    A changed statement appears under its subject, a link's change also under the entities
    at its ends, a chart's contents under the chart, a page under its document, a passage
    under its record.
    """

    step_id: int
    label: str
    scope: str
    entities: Ids = field(default=_NONE)
    links: Ids = field(default=_NONE)
    observations: Ids = field(default=_NONE)
    documents: Ids = field(default=_NONE)
    records: Ids = field(default=_NONE)
    articles: Ids = field(default=_NONE)
    products: Ids = field(default=_NONE)
    recipients: Ids = field(default=_NONE)
    charts: Ids = field(default=_NONE)
    is_about: bool = False


_TOUCHED = {
    "entities": """
        SELECT row_id FROM journal WHERE step_id = :s AND table_name = 'entity'
        UNION SELECT coalesce(after, before) ->> 'subject_id' FROM journal
        WHERE step_id = :s AND table_name = 'statement'
          AND coalesce(after, before) ->> 'subject_kind' = 'entity'
        UNION SELECT coalesce(after, before) ->> 'from_id' FROM journal
        WHERE step_id = :s AND table_name = 'link'
        UNION SELECT coalesce(after, before) ->> 'to_id' FROM journal
        WHERE step_id = :s AND table_name = 'link'
        UNION SELECT coalesce(after, before) ->> 'entity_id' FROM journal
        WHERE step_id = :s AND table_name = 'observation'
        UNION SELECT coalesce(after, before) ->> 'other_id' FROM journal
        WHERE step_id = :s AND table_name = 'observation'
        UNION SELECT coalesce(after, before) ->> 'item_id' FROM journal
        WHERE step_id = :s AND table_name = 'external_ref'
          AND coalesce(after, before) ->> 'kind' = 'entity'
    """,
    "links": """
        SELECT row_id FROM journal WHERE step_id = :s AND table_name = 'link'
        UNION SELECT coalesce(after, before) ->> 'subject_id' FROM journal
        WHERE step_id = :s AND table_name = 'statement'
          AND coalesce(after, before) ->> 'subject_kind' = 'link'
    """,
    "observations": """
        SELECT row_id FROM journal WHERE step_id = :s AND table_name = 'observation'
        UNION SELECT coalesce(after, before) ->> 'subject_id' FROM journal
        WHERE step_id = :s AND table_name = 'statement'
          AND coalesce(after, before) ->> 'subject_kind' = 'observation'
    """,
    "documents": """
        SELECT row_id FROM journal WHERE step_id = :s AND table_name = 'document'
        UNION SELECT coalesce(after, before) ->> 'document_id' FROM journal
        WHERE step_id = :s AND table_name IN ('record', 'file', 'origin')
        UNION SELECT f.document_id FROM journal j
        JOIN file f ON f.id = coalesce(j.after, j.before) ->> 'file_id'
        WHERE j.step_id = :s AND j.table_name = 'page'
        UNION SELECT coalesce(after, before) ->> 'item_id' FROM journal
        WHERE step_id = :s AND table_name = 'external_ref'
          AND coalesce(after, before) ->> 'kind' = 'document'
    """,
    "records": """
        SELECT row_id FROM journal WHERE step_id = :s AND table_name = 'record'
        UNION SELECT coalesce(after, before) ->> 'record_id' FROM journal
        WHERE step_id = :s AND table_name = 'passage'
    """,
    "articles": "SELECT row_id FROM journal WHERE step_id = :s AND table_name = 'article'",
    "products": """
        SELECT row_id FROM journal WHERE step_id = :s AND table_name = 'product'
        UNION SELECT coalesce(after, before) ->> 'product_id' FROM journal
        WHERE step_id = :s AND table_name = 'dissemination'
    """,
    "recipients": "SELECT row_id FROM journal WHERE step_id = :s AND table_name = 'recipient'",
    "charts": """
        SELECT row_id FROM journal WHERE step_id = :s AND table_name = 'chart'
        UNION SELECT coalesce(after, before) ->> 'chart_id' FROM journal
        WHERE step_id = :s AND table_name IN ('chart_entity', 'chart_hidden_link')
    """,
}


def read_changes(db: Connection, step_id: int, label: str, scope: str) -> Changes:
    """Read from the journal what a step touched."""
    present = set(
        db.scalars(
            text("SELECT DISTINCT table_name FROM journal WHERE step_id = :s"), {"s": step_id}
        )
    )
    touched = {
        name: frozenset(int(i) for i in db.scalars(text(sql), {"s": step_id}) if i is not None)
        for name, sql in _TOUCHED.items()
    }
    return Changes(step_id, label, scope, is_about="about" in present, **touched)
