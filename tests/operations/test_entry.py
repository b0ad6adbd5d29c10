"""Entry under one working source: records are shared, bad values write nothing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from iwtlink.errors import Refused
from iwtlink.ontology import ValueProblem, load_ontology
from iwtlink.operations import entry
from iwtlink.operations.entry import NewLink, WorkingSource
from iwtlink.operations.entry.reading import NewEntity, Period, read_entity, read_period
from iwtlink.store import Store, documents, entities, links, statements
from iwtlink.store.ids import EntityId


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.create(tmp_path / "entry.iwt", title="Entry") as store:
        yield store


@pytest.fixture
def source(store: Store) -> WorkingSource:
    with store.edit("Add a document") as edit:
        document_id = entry.new_document(edit, documents.Document("Customs report"))
    return WorkingSource(document_id, "3", "5x5x5", "B", "2", "3", "AMBER", "unconfirmed")


def enter(store: Store, source: WorkingSource, *typed: str) -> EntityId:
    new = read_entity(store.ontology, typed[0], typed[1], *typed[2:3], identifiers=typed[3:])
    with store.edit("Enter") as edit:
        return entry.enter_entity(edit, source, new)


def understood(type_name: str, identifier: str) -> tuple[str, str]:
    new = read_entity(load_ontology(), type_name, "X", identifiers=[identifier])
    return new.values[-1][0], new.values[-1][1].text


@pytest.mark.parametrize(
    ("type_name", "typed", "name", "value"),
    [
        ("person", "P1234567", "id_number", "P1234567"),
        ("person", "1968", "birth_date", "1968"),
        ("person", "12/3/1968", "birth_date", "1968-03-12"),
        ("person", "+856 20 5555 0171", "phone", "+8562055550171"),
        ("person", "sing@example.org", "email", "sing@example.org"),
        ("person", "ID number: 020 555 501", "id_number", "020 555 501"),
        ("company", "01-00012345", "registration_no", "01-00012345"),
        ("vehicle", "ກຂ 1234", "plate", "ກຂ 1234"),
        ("captive_facility", "Panthera tigris", "species", "Panthera tigris"),
        ("captive_facility", "WF-2015/7", "permit", "WF-2015/7"),
        ("location", "LA-VT", "admin1", "LA-VT"),
        ("hotel", "Lane Xang Avenue 4", "address", "Lane Xang Avenue 4"),
    ],
)
def test_an_identifier_is_understood_by_its_type(
    type_name: str, typed: str, name: str, value: str
) -> None:
    assert understood(type_name, typed) == (name, value)


def test_the_name_of_a_phone_is_its_number() -> None:
    new = read_entity(load_ontology(), "phone", "+856 20 5555 0171")
    assert [(name, value.text) for name, value in new.values] == [("number", "+8562055550171")]


def test_sixty_entities_share_one_record(store: Store, source: WorkingSource) -> None:
    for number in range(60):
        enter(store, source, "person", f"Person {number}")
    with store.read() as db:
        assert source.document_id is not None
        (record,) = documents.records_of(db, source.document_id)
    assert record.record == documents.Record(
        page="3", grading="5x5x5", reliability="B", credibility="2", handling="3", tlp="AMBER"
    )


def test_another_page_is_another_record(store: Store, source: WorkingSource) -> None:
    from dataclasses import replace

    enter(store, source, "person", "One")
    enter(store, replace(source, page="4"), "person", "Two")
    with store.read() as db:
        assert source.document_id is not None
        pages = [row.record.page for row in documents.records_of(db, source.document_id)]
    assert pages == ["3", "4"]


def test_every_value_rests_on_the_working_source(store: Store, source: WorkingSource) -> None:
    boss = enter(store, source, "person", "Khamsing", "ຄຳສິງ", "P1234567")
    with store.read() as db:
        rows = statements.read_statements(db, "entity", [boss])[boss]
    assert {row.property for row in rows} == {"exists", "name", "id_number"}
    assert {(row.source.grade, row.source.page, row.source.tlp) for row in rows} == {
        ("B2", "3", "AMBER")
    }


def test_a_link_makes_its_unknown_end_in_the_same_step(store: Store, source: WorkingSource) -> None:
    boss = enter(store, source, "person", "Khamsing")
    values = entry.link_values(store.ontology, "member_of", "principal", Period("2015-01", ""))
    new = NewLink("member_of", boss, NewEntity("syndicate", "Naga Eye"), values)
    with store.edit("Add a link") as edit:
        made = entry.enter_link(edit, source, new)
    with store.read() as db:
        row = links.get_link(db, made.link_id)
        assert row is not None
        assert (row.role, row.start, row.strength) == ("principal", "2015-01", "unconfirmed")
        rows = statements.read_statements(db, "entity", [made.to_id])[made.to_id]
        assert {row.source.grade for row in rows} == {"B2"}
    store.undo()
    with store.read() as db:
        assert links.get_link(db, made.link_id) is None
        assert entities.get_entity(db, made.to_id) is None
        assert entities.get_entity(db, boss) is not None


def test_the_same_link_from_another_page_gets_a_second_source(
    store: Store, source: WorkingSource
) -> None:
    from dataclasses import replace

    boss, firm = enter(store, source, "person", "A"), enter(store, source, "company", "B")
    made = []
    for page in ("3", "9"):
        with store.edit("Add a link") as edit:
            new = NewLink("director_of", boss, firm, {})
            made.append(entry.enter_link(edit, replace(source, page=page), new))
    assert [link.is_known for link in made] == [False, True]
    with store.read() as db:
        rows = statements.read_statements(db, "link", [made[0].link_id])[made[0].link_id]
        assert [row.source.page for row in rows] == ["3", "9"]


def test_a_known_entity_gets_the_typed_spelling_as_alias(
    store: Store, source: WorkingSource
) -> None:
    boss = enter(store, source, "person", "Khamsing VONGPHADY")
    new = read_entity(store.ontology, "person", "Kamsing Vongpadi", identifiers=["P1234567"])
    with store.edit("Add to it") as edit:
        entry.add_to_known(edit, source, boss, new)
    with store.read() as db:
        assert entities.names_of(db, [boss])[boss] == ["Khamsing VONGPHADY", "Kamsing Vongpadi"]
        assert entities.count_by_type(db) == {"person": 1}


@pytest.mark.parametrize(
    ("typed", "start", "end"),
    [
        ("", "", ""),
        ("2015-01", "2015-01", ""),
        ("2015-01 to 2017-09", "2015-01", "2017-09"),
        ("since 2015", "2015", ""),
        ("until 2017-03", "", "2017-03"),
    ],
)
def test_dates_of_a_link_are_understood(typed: str, start: str, end: str) -> None:
    assert read_period(typed) == Period(start, end)


@pytest.mark.parametrize(
    ("type_name", "name", "identifier", "sentence"),
    [
        ("person", " ", "", "Give a name"),
        ("party", "X", "", "no entity type"),
        ("vessel", "Naga", "123", "IMO number"),
        ("phone", "not a number", "", "not a phone number"),
        ("person", "X", "plate: ??", "Person: there is no “plate”"),
    ],
)
def test_bad_input_is_refused_in_a_sentence(
    type_name: str, name: str, identifier: str, sentence: str
) -> None:
    with pytest.raises((Refused, ValueProblem), match=sentence):
        read_entity(load_ontology(), type_name, name, identifiers=[identifier])


def test_a_refused_link_leaves_nothing_behind(store: Store, source: WorkingSource) -> None:
    boss = enter(store, source, "person", "Khamsing")
    wrong = NewLink("spouse_of", boss, NewEntity("company", "Naga"), {})
    with pytest.raises(Refused, match="cannot be joined"), store.edit("Link") as edit:
        entry.enter_link(edit, source, wrong)
    with store.read() as db:
        assert entities.count_by_type(db) == {"person": 1}


def test_a_grade_needs_a_document(store: Store) -> None:
    graded = WorkingSource(grading="5x5x5", reliability="A", credibility="1")
    with pytest.raises(Refused, match="Choose the document"):
        entry.refuse_wrong_source(store.ontology, graded)


def test_without_a_document_items_have_no_source(store: Store) -> None:
    boss = enter(store, WorkingSource(), "person", "Khamsing")
    with store.read() as db:
        rows = statements.read_statements(db, "entity", [boss])[boss]
    assert {row.source.record_id for row in rows} == {None}
