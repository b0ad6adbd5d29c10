"""What is entered from a passage rests on it, and on it alone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from iwtlink.errors import Refused
from iwtlink.ontology import Value
from iwtlink.operations import entry
from iwtlink.operations.entry import NewLink, WorkingSource
from iwtlink.operations.entry.passages import (
    enter_observation,
    enter_record,
    enter_value,
    give_picture,
    mention,
)
from iwtlink.operations.entry.reading import NewEntity
from iwtlink.store import Store, documents, entities, statements
from iwtlink.store.files import add_file, read_file
from iwtlink.store.ids import EntityId, Subject
from iwtlink.store.pages import add_page
from iwtlink.store.passages import Passage, passage_of_statement, passages_of_record

TEXT = "Khamsing sold 12 kg of ivory to Noy."


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.create(tmp_path / "entry.iwt", title="Entry") as store:
        yield store


@pytest.fixture
def source(store: Store) -> WorkingSource:
    with store.edit("Add a document") as edit:
        document_id = entry.new_document(edit, documents.Document("Report"))
    return WorkingSource(document_id, "1", "5x5x5", "B", "2")


@pytest.fixture
def passage(store: Store, source: WorkingSource) -> Passage:
    assert source.document_id is not None
    with store.edit("Add a page") as edit:
        file_id = add_file(edit, "a.txt", b"x", "text/plain", document_id=source.document_id)
        page_id = add_page(edit, file_id, 1, TEXT)
    return Passage(page_id, 0, 8, words="Khamsing")


def about(store: Store, subject: Subject) -> dict[str, Passage | None]:
    """Give, by property, the passage of each statement about a subject."""
    with store.read() as db:
        rows = statements.read_statements(db, subject.kind, [subject.id])[subject.id]
        return {row.property: passage_of_statement(db, row.id) for row in rows}


def entered(store: Store, source: WorkingSource, name: str, passage: Passage | None) -> EntityId:
    with store.edit("Enter") as edit:
        return entry.enter_entity(edit, source, NewEntity("person", name), passage)


def test_an_entity_rests_on_the_words_it_was_made_of(
    store: Store, source: WorkingSource, passage: Passage
) -> None:
    number = entered(store, source, "Khamsing", passage)
    assert about(store, Subject("entity", number)) == {"exists": passage, "name": passage}


def test_what_was_entered_before_keeps_its_own_place(
    store: Store, source: WorkingSource, passage: Passage
) -> None:
    first = entered(store, source, "Noy", None)
    entered(store, source, "Khamsing", passage)
    assert about(store, Subject("entity", first)) == {"exists": None, "name": None}


def test_a_link_and_its_new_end_rest_on_one_passage(
    store: Store, source: WorkingSource, passage: Passage
) -> None:
    first = entered(store, source, "Noy", None)
    with store.edit("Link") as edit:
        new = NewLink("associate_of", first, NewEntity("person", "Khamsing"), {})
        link = entry.enter_link(edit, source, new, passage)
    assert about(store, Subject("link", link.link_id))["exists"] == passage
    assert about(store, Subject("entity", link.to_id))["name"] == passage
    assert about(store, Subject("entity", first))["name"] is None


def test_a_value_shows_its_passage_whatever_else_its_record_states(
    store: Store, source: WorkingSource, passage: Passage
) -> None:
    number = entered(store, source, "Khamsing", passage)
    other = Passage(passage.page_id, 14, 28, words="12 kg of ivory")
    with store.edit("Value") as edit:
        enter_value(edit, source, Subject("entity", number), "note", Value("trader"), other)
    told = about(store, Subject("entity", number))
    assert (told["name"], told["note"]) == (passage, other)


def test_a_quantity_becomes_an_observation_of_its_seizure(
    store: Store, source: WorkingSource, passage: Passage
) -> None:
    with store.edit("Seizure") as edit:
        seizure = entry.enter_entity(edit, source, NewEntity("seizure", "Seizure at Nong Khai"))
        values = {"quantity": Value("12 KGM", 12.0, "KGM"), "taxon": Value("Elephantidae spp.")}
        made = enter_observation(edit, source, seizure, "seizure_item", values, passage)
    told = about(store, Subject("observation", made))
    assert told == {"quantity": passage, "taxon": passage}


def test_a_record_keeps_the_words_and_the_place(
    store: Store, source: WorkingSource, passage: Passage
) -> None:
    with store.edit("Record") as edit:
        number = enter_record(edit, source, passage, "  first  hint ")
    with store.read() as db:
        row = documents.get_record(db, number)
        kept = passages_of_record(db, number)
    assert row is not None
    assert (row.record.passage, row.record.note, row.record.reliability) == (
        "Khamsing",
        "first hint",
        "B",
    )
    assert [one.passage for one in kept] == [passage]


def test_a_mention_adds_a_source_and_no_name(
    store: Store, source: WorkingSource, passage: Passage
) -> None:
    number = entered(store, source, "Khamsing", None)
    with store.edit("Mention") as edit:
        mention(edit, source, number, passage)
    with store.read() as db:
        rows = statements.read_statements(db, "entity", [number])[number]
    assert sorted(row.property for row in rows) == ["exists", "exists", "name"]


def test_a_passage_of_another_document_is_refused(
    store: Store, source: WorkingSource, passage: Passage
) -> None:
    with store.edit("Add a document") as edit:
        other = entry.new_document(edit, documents.Document("Other"))
    wrong = WorkingSource(other, "1")
    with pytest.raises(Refused, match="not of the document"), store.edit("Enter") as edit:
        entry.enter_entity(edit, wrong, NewEntity("person", "Noy"), passage)
    with store.read() as db:
        assert entities.list_entities(db) == []


def test_a_cut_out_picture_is_the_entitys_own(store: Store, source: WorkingSource) -> None:
    number = entered(store, source, "Khamsing", None)
    with store.edit("Picture") as edit:
        give_picture(edit, number, "face.jpg", b"jpeg")
    with store.read() as db:
        row = entities.get_entity(db, number)
        assert row is not None and row.picture_id is not None
        assert read_file(db, row.picture_id) == b"jpeg"


def test_undo_takes_back_the_value_and_its_passage(
    store: Store, source: WorkingSource, passage: Passage
) -> None:
    number = entered(store, source, "Khamsing", passage)
    store.undo()
    assert about(store, Subject("entity", number)) == {}
    store.redo()
    assert about(store, Subject("entity", number))["name"] == passage
