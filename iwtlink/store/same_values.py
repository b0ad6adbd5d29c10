"""Statements that say the same: a value shown once, with all who state it.

Two records that were merged often state the same value, as do two sources of one item. Nothing
is thrown away: each keeps its statement, its source and its grade.
"""

from __future__ import annotations

from collections.abc import Iterable

from iwtlink.ontology import Ontology
from iwtlink.store.documents import Record, grade_rank
from iwtlink.store.statements import Source, StatementRow


def by_value(ontology: Ontology, rows: Iterable[StatementRow]) -> list[tuple[StatementRow, ...]]:
    """Group statements of one item that say the same, in the order in which they come.

    The same is an equal property, value, unit, kind and time held; names that differ only in
    case or marks stay apart. In a group the one shown comes first, then the best grade.
    """
    found: dict[tuple[str, ...], list[StatementRow]] = {}
    for row in rows:
        key = (row.property, row.value, row.unit, row.kind, row.held)
        found.setdefault(key, []).append(row)
    return [tuple(sorted(same, key=lambda row: _place(ontology, row))) for same in found.values()]


def rank_of(ontology: Ontology, source: Source) -> int:
    """Give how good the grade of a source is, as ``grade_rank`` does."""
    record = Record(
        grading=source.grading, reliability=source.reliability, credibility=source.credibility
    )
    return grade_rank(ontology, record)


def _place(ontology: Ontology, row: StatementRow) -> tuple[bool, bool, int, bool, int]:
    source = row.source
    return (
        not row.is_preferred,
        not row.is_shown,
        rank_of(ontology, source),
        source.record_id is None,
        row.id,
    )
