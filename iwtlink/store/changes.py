"""What one edit touched, told to everyone who listens."""

from __future__ import annotations

from collections.abc import Mapping
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


Touched = dict[str, set[int]]
"""Ids by field of ``Changes``."""


@dataclass(frozen=True, slots=True)
class _Fact:
    """A row of ``table`` touches the item whose id stands in ``column``.

    It does so only where ``kind_column`` says ``kind``, if that is given; where ``by_file`` the
    column names a file, and the document of that is meant.
    """

    name: str
    table: str
    column: str = "id"
    kind_column: str = ""
    kind: str = ""
    by_file: bool = False

    def query(self, source: str, value: str) -> str:
        """Give the SQL; ``value`` says how the value of a column ``{}`` is got from the source."""
        asked = f"SELECT DISTINCT {value.format(self.column)} AS i FROM {source}"
        if self.kind:
            asked += f" AND {value.format(self.kind_column)} = '{self.kind}'"
        if self.by_file:
            return f"SELECT document_id FROM file WHERE id IN ({asked})"
        return asked


_FACTS = (
    _Fact("entities", "entity"),
    _Fact("entities", "statement", "subject_id", "subject_kind", "entity"),
    _Fact("entities", "link", "from_id"),
    _Fact("entities", "link", "to_id"),
    _Fact("entities", "observation", "entity_id"),
    _Fact("entities", "observation", "other_id"),
    _Fact("entities", "external_ref", "item_id", "kind", "entity"),
    _Fact("entities", "judgement", "one_id", "kind", "entity"),
    _Fact("entities", "judgement", "other_id", "kind", "entity"),
    _Fact("links", "link"),
    _Fact("links", "statement", "subject_id", "subject_kind", "link"),
    _Fact("links", "judgement", "one_id", "kind", "link"),
    _Fact("links", "judgement", "other_id", "kind", "link"),
    _Fact("observations", "observation"),
    _Fact("observations", "statement", "subject_id", "subject_kind", "observation"),
    _Fact("documents", "document"),
    _Fact("documents", "record", "document_id"),
    _Fact("documents", "file", "document_id"),
    _Fact("documents", "origin", "document_id"),
    _Fact("documents", "page", "file_id", by_file=True),
    _Fact("documents", "external_ref", "item_id", "kind", "document"),
    _Fact("records", "record"),
    _Fact("records", "passage", "record_id"),
    _Fact("articles", "article"),
    _Fact("products", "product"),
    _Fact("products", "dissemination", "product_id"),
    _Fact("recipients", "recipient"),
    _Fact("charts", "chart"),
    _Fact("charts", "chart_entity", "chart_id"),
    _Fact("charts", "chart_link", "chart_id"),
    _Fact("charts", "chart_shape", "chart_id"),
    _Fact("charts", "chart_member", "chart_id"),
    _Fact("charts", "chart_snapshot", "chart_id"),
)

_ALONE = (
    "journal WHERE step_id = {step} AND table_name = '{table}' AND substr({image}, 1, 1) = '{{'"
)


def touched_by_rows(db: Connection, table: str, ids: range) -> Touched:
    """Give what the rows of a table with these ids, which are all there, touch."""
    source = f'"{table}" WHERE id BETWEEN {ids[0]} AND {ids[-1]}'
    return _touched(
        db, {fact: fact.query(source, '"{}"') for fact in _FACTS if fact.table == table}
    )


def read_changes(
    db: Connection, step_id: int, label: str, scope: str, in_blocks: Touched | None = None
) -> Changes:
    """Read from the journal what a step touched; ``in_blocks`` is what its blocks touched."""
    present = set(
        db.scalars(
            text("SELECT DISTINCT table_name FROM journal WHERE step_id = :s"), {"s": step_id}
        )
    )
    touched: Touched = {}
    for image in ("before", "after"):  # a row may belong to another item than before
        asked = {
            fact: fact.query(
                _ALONE.format(step=step_id, table=fact.table, image=image), f"{image} ->> '{{}}'"
            )
            for fact in _FACTS
            if fact.table in present
        }
        for name, ids in _touched(db, asked).items():
            touched.setdefault(name, set()).update(ids)
    for name, ids in (in_blocks or {}).items():
        touched.setdefault(name, set()).update(ids)
    found = {name: frozenset(ids) for name, ids in touched.items()}
    return Changes(step_id, label, scope, is_about="about" in present, **found)


def _touched(db: Connection, queries: Mapping[_Fact, str]) -> Touched:
    touched: Touched = {}
    for fact, query in queries.items():
        ids = {row[0] for row in db.exec_driver_sql(query)}
        touched.setdefault(fact.name, set()).update(int(i) for i in ids - {None})
    return touched
