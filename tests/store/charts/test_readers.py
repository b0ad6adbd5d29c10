"""What a reader may not see is not on the chart that is shown to him."""

from __future__ import annotations

import pytest

from iwtlink.ontology import Value
from iwtlink.store import charts, documents, entities, files, links, retractions, statements
from iwtlink.store.charts import Reader
from iwtlink.store.ids import EntityId, Item, RecordId, Subject
from tests.store.charts.conftest import Case

GREEN = Reader(tlp="GREEN")
AMBER = Reader(tlp="AMBER")


def add_record(case: Case, tlp: str, handling: str = "") -> RecordId:
    with case.store.edit("Record") as edit:
        document = documents.add_document(edit, documents.Document(f"Report {tlp}"))
        return documents.add_record(edit, document, documents.Record(tlp=tlp, handling=handling))


def add_person(case: Case, name: str, record: RecordId | None) -> EntityId:
    with case.store.edit("Add") as edit:
        person = entities.add_entity(edit, "person", name, record_id=record)
        charts.place(edit, case.chart, [person], case.read().positions[:1])
    return person


def test_what_only_a_red_record_states_is_not_there_for_an_amber_reader(case: Case) -> None:
    red = add_record(case, "RED")
    secret = add_person(case, "Secret", red)
    with case.store.edit("Link") as edit:
        links.add_link(edit, "associate_of", case.kham, secret, record_ids=[red])
        hidden = links.add_link(edit, "associate_of", case.kham, case.dao, record_ids=[red])
    assert "Secret" in case.labels()
    content = case.read(reader=AMBER)
    assert content.labels == ["Kham", "Noi", "Dao", "Phou Fa"]
    assert len(content.link_ids) == 4
    assert hidden not in content.link_ids


def test_what_has_no_marking_counts_as_amber(case: Case) -> None:
    assert case.labels(reader=GREEN) == []
    green = add_person(case, "Open", add_record(case, "GREEN"))
    assert case.read(reader=GREEN).entity_ids.tolist() == [green]


@pytest.mark.feature("C16")
def test_handling_codes_limit_too(case: Case) -> None:
    add_person(case, "For court", add_record(case, "", "P"))
    assert "For court" in case.labels(reader=Reader(handling=("P",)))
    assert "For court" not in case.labels(reader=Reader(handling=("",)))
    assert "For court" not in case.labels(reader=Reader(handling=("not_for_court",)))


def test_an_item_is_called_by_what_the_reader_may_see(case: Case) -> None:
    red = add_record(case, "RED")
    with case.store.edit("Name") as edit:
        subject = Subject("entity", case.kham)
        name = statements.state(edit, subject, "name", "Real NAME", record_id=red, kind="primary")
        statements.prefer(edit, name)
    assert case.labels()[0] == "Real NAME"
    assert case.labels(reader=AMBER)[0] == "Kham"


def test_values_grades_and_amounts_above_the_ceiling_are_not_told(case: Case) -> None:
    red = add_record(case, "RED")
    with case.store.edit("State") as edit:
        kham = Subject("entity", case.kham)
        statements.state(edit, kham, "occupation", Value("Informer"), record_id=red)
        paid = Subject("link", case.paid_again)
        money = Value("9000 USD", number=9000, unit="USD")
        statements.state(edit, paid, "amount", money, record_id=red)
    all_of_it, some = case.read(), case.read(reader=AMBER)
    assert all_of_it.facts[0].values == {"occupation": "Informer"}
    assert (some.facts[0].values, some.facts[0].source_count) == ({}, 1)
    assert (all_of_it.amounts[3], some.amounts[3]) == ("9,000 USD", "")
    assert (all_of_it.link_facts[3].amount, some.link_facts[3].amount) == (9000.0, None)
    assert some.amounts[1] == "5,000 USD"


def test_a_picture_of_a_document_above_the_ceiling_is_not_shown(case: Case) -> None:
    red = add_record(case, "RED")
    with case.store.edit("Picture") as edit:
        file = files.add_file(edit, "a.png", b"1", "image/png", document_id=1)
        other = files.add_file(edit, "b.png", b"2", "image/png", document_id=2)
        entities.set_picture(edit, case.kham, file)
        entities.set_picture(edit, case.noi, other)
        charts.add_shape(edit, case.chart, "picture", 0, 0, 9, 9, picture_id=file)
        charts.add_shape(edit, case.chart, "picture", 0, 0, 9, 9, picture_id=other)
    assert red
    content = case.read(reader=AMBER)
    assert content.picture_ids.tolist() == [file, 0, 0, 0]
    assert [shape.picture_id for shape in content.shapes] == [file]


def test_what_is_retracted_is_for_who_may_see_everything(case: Case) -> None:
    with case.store.edit("Retract") as edit:
        retractions.retract(edit, Item("entity", case.dao), "no")
    assert "Dao" in case.labels()
    assert "Dao" not in case.labels(reader=AMBER)


def test_a_reader_without_limits_sees_everything(case: Case) -> None:
    assert case.labels(reader=Reader()) == case.labels()
    assert Reader().may_see("RED", "P")
    assert not Reader(tlp="no such code").may_see("", "")
    assert Reader(tlp="tlp:white").may_see("CLEAR", "")


@pytest.mark.feature("C40")
def test_of_the_cover_sheet_a_reader_gets_what_is_shown_and_not_what_was_hidden(case: Case) -> None:
    shown = {"name": "Case", "value": "7", "places": ("block",)}
    silent = {"key": "comments", "value": "From the informer", "places": ()}
    said = {"subtitle": "Secret"}
    with case.store.edit("Cover") as edit:
        cover = {"fields": (shown, silent), "asks": "each", "hidden_block": said}
        charts.change_options(edit, case.chart, cover=cover)
    assert case.read().options.cover == cover
    assert case.read(reader=AMBER).options.cover == {"fields": (shown,)}
