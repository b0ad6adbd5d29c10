"""The evidence of an item: for each statement who says it, where, and how good that is."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import Connection, text

from iwtlink.errors import BadInput
from iwtlink.gui.reading.columns import code_word
from iwtlink.gui.reading.merged import origins
from iwtlink.i18n import tr
from iwtlink.ontology import Ontology, PropertyType
from iwtlink.ontology.grades import ShownGrade
from iwtlink.ontology.values import format_value
from iwtlink.operations.grading import own_system, shown_grade
from iwtlink.store import statements
from iwtlink.store.ids import Item
from iwtlink.store.passages import Passage
from iwtlink.store.same_values import by_value
from iwtlink.store.statements import EXISTS, StatementRow


@dataclass(frozen=True, slots=True)
class Evidence:
    """One statement with all that stands behind it, ready to be shown as a card.

    ``record_id`` is 0 where nobody said whence. ``passage`` says where on a page it stands.
    """

    statement_id: int
    label: str
    value: str
    is_shown: bool
    record_id: int
    source: str
    refs: str
    page: str
    words: str
    grade: ShownGrade
    handling: str
    entered: str
    passage: Passage | None = None
    origin: str = ""
    """The item that stated it before it was merged into this one."""


def read_evidence(db: Connection, ontology: Ontology, item: Item) -> tuple[Evidence, ...]:
    """Read the evidence of an entity, link or observation, in the order of its properties.

    Statements that say the same stand side by side. What is not shown stands after what won
    against it; that the item exists comes last.
    """
    if item.kind not in ("entity", "link", "observation"):
        return ()
    stated = statements.read_statements(db, item.kind, [item.id])[item.id]
    type_name = db.scalar(text(f'SELECT type FROM "{item.kind}" WHERE id = :i'), {"i": item.id})
    if type_name is None:
        return ()
    known = _properties(ontology, item, type_name)
    order = {name: place for place, name in enumerate([*known])}
    told = by_value(ontology, sorted(stated, key=lambda row: _place(row, order)))
    listed = [row for same in told for row in same]
    taken = _taken(db, listed)
    own = own_system(db)
    came_from = origins(db, item, [row.id for row in listed])
    return tuple(
        replace(_evidence(ontology, own, known, row, taken), origin=came_from.get(int(row.id), ""))
        for row in listed
    )


def _properties(ontology: Ontology, item: Item, type_name: str) -> Mapping[str, PropertyType]:
    assert item.kind in ("entity", "link", "observation")
    try:
        return ontology.properties_of(item.kind, type_name)
    except BadInput:
        return {}


def _place(row: StatementRow, order: Mapping[str, int]) -> tuple[bool, int, bool, int]:
    return row.property == EXISTS, order.get(row.property, 10**6), not row.is_shown, row.id


@dataclass(frozen=True, slots=True)
class _Taken:
    """What was taken from documents: words by record, places on pages by statement or record."""

    words: Mapping[int, str]
    of_statement: Mapping[int, Passage]
    of_record: Mapping[int, Passage]

    def passage(self, row: StatementRow) -> Passage | None:
        """Give where a statement stands: its own passage, else that of its record."""
        found = self.of_statement.get(row.id)
        return found if found is not None else self.of_record.get(int(row.source.record_id or 0))


def _taken(db: Connection, rows: Sequence[StatementRow]) -> _Taken:
    ids = {int(row.source.record_id) for row in rows if row.source.record_id is not None}
    listed = {"ids": json.dumps(sorted(ids))}
    chosen = "IN (SELECT value FROM json_each(:ids))"
    words = db.execute(text(f"SELECT id, passage FROM record WHERE id {chosen}"), listed)
    query = (
        "SELECT record_id, statement_id, page_id, first, last, region, words FROM passage "
        f"WHERE record_id {chosen} ORDER BY id DESC"
    )
    of_statement: dict[int, Passage] = {}
    of_record: dict[int, Passage] = {}
    for record_id, statement_id, *parts in db.execute(text(query), listed):
        if statement_id is None:
            of_record[record_id] = Passage(*parts)
        else:
            of_statement[statement_id] = Passage(*parts)
    return _Taken({row[0]: row[1] for row in words}, of_statement, of_record)


def _evidence(
    ontology: Ontology,
    own: str,
    known: Mapping[str, PropertyType],
    row: StatementRow,
    taken: _Taken,
) -> Evidence:
    source = row.source
    passage = taken.passage(row) if source.record_id is not None else None
    label, value = _said(known, row, ontology)
    record_words = taken.words.get(int(source.record_id or 0), "")
    caveat = code_word(ontology, "handling_caveats", source.handling)
    if source.handling and caveat == source.handling:
        caveat = tr("Handling {code}", code=source.handling)
    return Evidence(
        statement_id=row.id,
        label=label,
        value=value,
        is_shown=row.is_shown,
        record_id=int(source.record_id or 0),
        source=source.document_title,
        refs=" · ".join(x for x in (source.document_ref, source.record_ref) if x),
        page=_where(row),
        words=(passage.words if passage is not None else "") or record_words,
        grade=shown_grade(ontology, source, own),
        handling=" · ".join(x for x in (caveat, f"TLP:{source.tlp}" if source.tlp else "") if x),
        entered=_entered(row),
        passage=passage,
    )


def _said(
    known: Mapping[str, PropertyType], row: StatementRow, ontology: Ontology
) -> tuple[str, str]:
    if row.property == EXISTS:
        kinds = {
            "entity": tr("that this entity exists"),
            "link": tr("that this link exists"),
            "observation": tr("that this was observed"),
        }
        return tr("Stated"), kinds[row.subject.kind]
    found = known.get(row.property, PropertyType(row.property, row.property.replace("_", " ")))
    value = format_value(found, row.value, row.unit, ontology)
    return tr(found.label), f"{value} ({row.held})" if row.held else value


def _where(row: StatementRow) -> str:
    page = tr("page {page}", page=row.source.page) if row.source.page else ""
    return " · ".join(part for part in (row.source.document_date, page, row.source.place) if part)


def _entered(row: StatementRow) -> str:
    when = row.entered_at[:16].replace("T", " ")
    if not row.entered_by:
        return tr("Entered {when} UTC", when=when)
    return tr("Entered by {who}, {when} UTC", who=row.entered_by, when=when)
