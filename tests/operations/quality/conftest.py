"""A database whose quality is rated."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from iwtlink.ontology import Value, load_ontology
from iwtlink.ontology.values import parse_value
from iwtlink.operations.quality import (
    Finding,
    check_all,
    of_item,
)
from iwtlink.store import Edit, Store, documents, entities, links, statements
from iwtlink.store.ids import EntityId, Item, RecordId, Subject

TODAY = "2020-06-01"
ONTOLOGY = load_ontology()


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """Give an empty database."""
    with Store.create(tmp_path / "case.iwt", code="VT1") as made:
        made.sign_in("Vilay T", "VT")
        yield made


def source(edit: Edit, title: str = "Report", grade: str = "B2", **more: str) -> RecordId:
    document_id = documents.add_document(edit, documents.Document(title, **more))
    record = documents.Record(grading="5x5x5", reliability=grade[0], credibility=grade[1])
    return documents.add_record(edit, document_id, record)


def person(edit: Edit, name: str, *records: RecordId, **values: str) -> EntityId:
    """Add a person stated by these records; the first one states the values."""
    made = entities.add_entity(edit, "person", name, record_id=records[0] if records else None)
    for record_id in records[1:]:
        state(edit, made, statements.EXISTS, "person", record_id)
    for known, text in values.items():
        state(edit, made, known, text, records[0] if records else None)
    return made


def state(
    edit: Edit,
    entity_id: EntityId,
    name: str,
    text: str,
    record_id: RecordId | None = None,
    type_name: str = "person",
) -> None:
    known = ONTOLOGY.entity_types[type_name].properties.get(name)
    value = parse_value(known, text) if known is not None else Value(text)
    statements.state(edit, Subject("entity", entity_id), name, value, record_id=record_id)


def found(store: Store, rule: str) -> list[Finding]:
    """Ask one rule, of the whole database and of each item: both must say the same."""
    with store.read() as db:
        report = check_all(db, store.ontology, only=rule, today=TODAY)
        whole = {f for rating in report.ratings for f in rating.findings}
        items = [Item("entity", row.id) for row in entities.list_entities(db)]
        items += [Item("link", row.id) for row in links.list_links(db)]
        items += [Item("document", row.id) for row in documents.list_documents(db)]
        each = {
            f
            for item in items
            for f in of_item(db, store.ontology, item, today=TODAY).findings
            if f.rule == rule
        }
    assert each == whole
    return sorted(whole, key=lambda one: (one.item, one.sentence))
