"""Statements: what a record says of an entity, a link or an observation."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, select

from iwtlink.ontology import Value
from iwtlink.ontology.dates import PartialDate
from iwtlink.store import schema
from iwtlink.store.edit import Edit
from iwtlink.store.folding import is_latin
from iwtlink.store.ids import RecordId, StatementId, Subject, SubjectKind

EXISTS = "exists"
"""The property of a statement that its subject exists; its value is the subject's type."""

COLUMNS = (
    "subject_kind",
    "subject_id",
    "property",
    "value",
    "number",
    "unit",
    "first",
    "last",
    "kind",
    "stated",
    "held",
    "held_first",
    "held_last",
    "record_id",
    "entered_by",
    "entered_at",
)
"""Columns of one statement in the order that ``row_of`` gives them, for bulk loading."""


@dataclass(frozen=True, slots=True)
class Source:
    """The record behind a value, with its grades; all empty where nobody said whence."""

    record_id: RecordId | None
    record_ref: str
    document_id: int | None
    document_ref: str
    document_title: str
    document_date: str
    page: str
    place: str
    grading: str
    reliability: str
    credibility: str
    handling: str
    tlp: str
    original_grade: str = ""
    """The grade first given, where the one above is converted from it."""

    @property
    def grade(self) -> str:
        """The two grades side by side, such as ``B2``; empty where ungraded."""
        return self.reliability + self.credibility


@dataclass(frozen=True, slots=True)
class StatementRow:
    """One statement with its source."""

    id: StatementId
    subject: Subject
    property: str
    value: str
    number: float | None
    unit: str
    first: str | None
    last: str | None
    kind: str
    stated: str
    held: str
    is_shown: bool
    entered_by: str
    entered_at: str
    source: Source
    is_preferred: bool = False
    """An analyst chose it to be shown, whatever its grade."""


def row_of(
    edit: Edit,
    subject: Subject,
    property_name: str,
    value: Value,
    *,
    record_id: int | None = None,
    kind: str = "",
    held: str = "",
    stated: str = "",
) -> tuple[Any, ...]:
    """Give one statement as a row of ``COLUMNS``; ``held`` is when it held (partial date)."""
    when = PartialDate.parse(held) if held else None
    return (
        subject.kind,
        subject.id,
        property_name,
        value.text,
        value.number,
        value.unit,
        value.first,
        value.last,
        kind,
        stated if stated != value.text else "",
        held,
        when.first if when else None,
        when.last if when else None,
        record_id,
        edit.analyst_id,
        edit.now,
    )


def state(
    edit: Edit,
    subject: Subject,
    property_name: str,
    value: Value | str,
    *,
    record_id: RecordId | None = None,
    kind: str = "",
    held: str = "",
    stated: str = "",
) -> StatementId:
    """Write down one statement; return its id."""
    taken = value if isinstance(value, Value) else Value(value)
    row = row_of(
        edit,
        subject,
        property_name,
        taken,
        record_id=record_id,
        kind=kind,
        held=held,
        stated=stated,
    )
    return StatementId(edit.insert(schema.statement, **dict(zip(COLUMNS, row, strict=True))))


def change_value(edit: Edit, statement_id: StatementId, value: Value) -> None:
    """Correct what was written down; the journal keeps what stood there before."""
    edit.connection.execute(
        schema.statement.update()
        .where(schema.statement.c.id == statement_id)
        .values(
            value=value.text,
            number=value.number,
            unit=value.unit,
            first=value.first,
            last=value.last,
        )
    )


def prefer(edit: Edit, statement_id: StatementId) -> None:
    """Show this value, whatever its grade, instead of its rivals.

    Of names one in Latin letters and one in another script can be chosen side by side.
    """
    rivals = _rivals(edit.connection, statement_id)
    edit.connection.exec_driver_sql(
        "UPDATE statement SET is_preferred = 0 WHERE id = ? AND is_preferred = 1",
        [(i,) for i in rivals if i != statement_id] or [(0,)],
    )
    edit.connection.exec_driver_sql(
        "UPDATE statement SET is_preferred = 1 WHERE id = ?", (statement_id,)
    )


def let_compete(edit: Edit, subject: Subject, property_name: str) -> None:
    """Let the values of a property compete by grade and date again; none is chosen any more."""
    table = schema.statement
    edit.connection.execute(
        table.update()
        .where(
            table.c.subject_kind == subject.kind,
            table.c.subject_id == subject.id,
            table.c.property == property_name,
            table.c.is_preferred == 1,
        )
        .values(is_preferred=0)
    )


def _rivals(db: Connection, statement_id: StatementId) -> list[int]:
    """Give the statements of the same subject and property; of names, in the same script."""
    rows = db.exec_driver_sql(
        "SELECT o.id, o.property, o.value, s.value FROM statement s JOIN statement o "
        "ON o.subject_id = s.subject_id AND o.subject_kind = s.subject_kind "
        "AND o.property = s.property WHERE s.id = ?",
        (statement_id,),
    )
    return [int(row[0]) for row in rows if row[1] != "name" or is_latin(row[2]) == is_latin(row[3])]


_SELECT = """
    SELECT s.id, s.subject_kind, s.subject_id, s.property, s.value, s.number, s.unit, s.first,
           s.last, s.kind, s.stated, s.held, s.is_shown, coalesce(a.initials, ''), s.entered_at,
           r.id, coalesce(r.ref, ''), d.id, coalesce(d.ref, ''), coalesce(d.title, ''),
           coalesce(d.date, ''), coalesce(r.page, ''), coalesce(r.place, ''),
           coalesce(r.grading, ''), coalesce(r.reliability, ''), coalesce(r.credibility, ''),
           coalesce(r.handling, ''), coalesce(r.tlp, ''), coalesce(r.original_grade, ''),
           s.is_preferred
    FROM statement s
    LEFT JOIN record r ON r.id = s.record_id
    LEFT JOIN document d ON d.id = r.document_id
    LEFT JOIN analyst a ON a.id = s.entered_by
"""


def _rows(found: Iterable[Any]) -> list[StatementRow]:
    return [_statement(row) for row in found]


def _statement(row: Any) -> StatementRow:
    return StatementRow(
        id=row[0],
        subject=Subject(row[1], row[2]),
        property=row[3],
        value=row[4],
        number=row[5],
        unit=row[6],
        first=row[7],
        last=row[8],
        kind=row[9],
        stated=row[10],
        held=row[11],
        is_shown=bool(row[12]),
        entered_by=row[13],
        entered_at=row[14],
        source=Source(*row[15:29]),
        is_preferred=bool(row[29]),
    )


def read_statements(
    db: Connection, kind: SubjectKind, ids: Sequence[int]
) -> dict[int, list[StatementRow]]:
    """Read all statements about the subjects, by subject: shown ones first, then by entry."""
    found: dict[int, list[StatementRow]] = {i: [] for i in ids}
    for start in range(0, len(ids), 20_000):
        part = ids[start : start + 20_000]
        marks = ", ".join("?" * len(part))
        for row in _rows(
            db.exec_driver_sql(
                f"{_SELECT} WHERE s.subject_kind = ? AND s.subject_id IN ({marks}) "
                "ORDER BY s.is_shown DESC, s.id",
                (kind, *part),
            )
        ):
            found[row.subject.id].append(row)
    return found


def shown_values(
    db: Connection, kind: SubjectKind, properties: Sequence[str], ids: Sequence[int] | None = None
) -> dict[int, dict[str, str]]:
    """Read the shown values of some properties, by subject: for tables.

    Several values of one property are joined by ``; ``, each once whoever states it.
    """
    table = schema.statement
    query = select(table.c.subject_id, table.c.property, table.c.value).where(
        table.c.subject_kind == kind,
        table.c.property.in_(list(properties)),
        table.c.is_shown == 1,
    )
    if ids is not None:
        query = query.where(table.c.subject_id.in_(list(ids)))
    values: dict[int, dict[str, dict[str, None]]] = {}
    for subject_id, name, value in db.execute(query.order_by(table.c.id)):
        values.setdefault(subject_id, {}).setdefault(name, {})[value] = None
    return {
        subject_id: {name: "; ".join(found) for name, found in shown.items()}
        for subject_id, shown in values.items()
    }
