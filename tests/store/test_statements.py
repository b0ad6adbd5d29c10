"""Statements that compete, and what is shown."""

from __future__ import annotations

from pathlib import Path

from iwtlink.ontology import Value
from iwtlink.store import documents, entities, statements
from iwtlink.store.ids import Subject
from tests.store.stores import add_pair, add_source, new_store


def test_the_best_grade_is_shown_then_the_latest_date(tmp_path: Path) -> None:
    with new_store(tmp_path) as store:
        person, _, _ = add_pair(store)
        subject = Subject("entity", person)
        with store.edit("State") as edit:
            for grade, date, country in (
                ("B2", "2016", "LA"),
                ("C4", "2019", "CN"),
                ("B2", "2017", "TH"),
            ):
                _, record = add_source(edit, grade, grade, date=date)
                statements.state(edit, subject, "sex", country, record_id=record)
            statements.state(edit, subject, "sex", "VN")
        with store.read() as db:
            rows = statements.read_statements(db, "entity", [person])[person]
        shown = {row.value: row.is_shown for row in rows if row.property == "sex"}
        assert shown == {"LA": False, "CN": False, "TH": True, "VN": False}


def test_a_new_grade_changes_what_is_shown(tmp_path: Path) -> None:
    with new_store(tmp_path) as store:
        person, _, _ = add_pair(store)
        subject = Subject("entity", person)
        with store.edit("State") as edit:
            _, good = add_source(edit, "Good", "A1")
            _, bad = add_source(edit, "Bad", "C2")
            statements.state(edit, subject, "sex", "LA", record_id=good)
            statements.state(edit, subject, "sex", "CN", record_id=bad)
        with store.edit("Regrade") as edit:
            documents.change_record(edit, good, reliability="E", credibility="4")
        with store.read() as db:
            values = statements.shown_values(db, "entity", ["sex"])
        assert values[person]["sex"] == "CN"


def test_a_new_date_of_the_document_changes_what_is_shown(tmp_path: Path) -> None:
    with new_store(tmp_path) as store:
        person, _, _ = add_pair(store)
        subject = Subject("entity", person)
        with store.edit("State") as edit:
            old, old_record = add_source(edit, "Old", "B2", date="2016")
            _, new_record = add_source(edit, "New", "B2", date="2018")
            statements.state(edit, subject, "sex", "LA", record_id=old_record)
            statements.state(edit, subject, "sex", "CN", record_id=new_record)
        with store.edit("Correct the date") as edit:
            documents.change_document(edit, old, documents.Document("Old", date="2019"))
        with store.read() as db:
            assert statements.shown_values(db, "entity", ["sex"])[person]["sex"] == "LA"


def test_a_new_type_lets_its_own_properties_compete(tmp_path: Path) -> None:
    with new_store(tmp_path) as store:
        with store.edit("Add") as edit:
            thing = entities.add_entity(edit, "company", "A Thing")
            for value in ("LA", "CN"):
                statements.state(edit, Subject("entity", thing), "sex", value)
        with store.edit("It is a person") as edit:
            entities.change_type(edit, thing, "person")
        with store.read() as db:
            assert statements.shown_values(db, "entity", ["sex"])[thing]["sex"] == "CN"


def test_the_label_is_the_latin_name_and_the_original_stands_below(tmp_path: Path) -> None:
    with new_store(tmp_path) as store:
        person, _, _ = add_pair(store)
        with store.read() as db:
            row = entities.get_entity(db, person)
        assert row is not None
        assert (row.label, row.script_label) == ("Khamsing VONGPHADY", "ຄຳສິງ ວົງພະດີ")


def test_an_entity_with_one_lao_name_has_it_as_label(tmp_path: Path) -> None:
    with new_store(tmp_path) as store:
        with store.edit("Add") as edit:
            person = entities.add_entity(edit, "person", "", script_name="ຄຳສິງ")
        with store.read() as db:
            row = entities.get_entity(db, person)
        assert row is not None
        assert (row.label, row.script_label) == ("ຄຳສິງ", "")


def test_a_vietnamese_name_with_its_marks_stands_as_it_is_written(tmp_path: Path) -> None:
    with new_store(tmp_path) as store:
        with store.edit("Add") as edit:
            person = entities.add_entity(
                edit, "person", "TRẦN Đình Khuê", script_name="Trần Đình Khuê"
            )
        with store.read() as db:
            row = entities.get_entity(db, person)
            names = entities.names_of(db, [person])[person]
        assert row is not None
        assert (row.label, row.script_label) == ("TRẦN Đình Khuê", "")
        assert names == ["TRẦN Đình Khuê", "Trần Đình Khuê"]


def test_a_link_shows_its_stated_values(tmp_path: Path) -> None:
    with new_store(tmp_path) as store:
        _, _, link = add_pair(store)
        subject = Subject("link", link)
        with store.edit("State") as edit:
            statements.state(edit, subject, "percent", Value("60", 60.0))
            amount = Value("42000 USD", 42000.0, "USD")
            statements.state(edit, subject, "amount", amount)
            start = Value("2015-03", first="2015-03-01", last="2015-03-31")
            statements.state(edit, subject, "start", start)
        with store.read() as db:
            from iwtlink.store import links

            row = links.get_link(db, link)
        assert row is not None
        assert (row.percent, row.amount, row.currency, row.start, row.role) == (
            60.0,
            42000.0,
            "USD",
            "2015-03",
            "director",
        )


def test_every_value_knows_its_source(tmp_path: Path) -> None:
    with new_store(tmp_path) as store:
        with store.edit("Add") as edit:
            document, record = add_source(edit, "Customs record", "A1")
            person = entities.add_entity(edit, "person", "Khamsing", record_id=record)
        with store.read() as db:
            rows = statements.read_statements(db, "entity", [person])[person]
        assert {row.source.grade for row in rows} == {"A1"}
        assert {row.source.document_title for row in rows} == {"Customs record"}
        assert {row.source.document_id for row in rows} == {document}
        assert {row.entered_by for row in rows} == {"VT"}
