"""What stands under items and at their corners comes from what is stated of them."""

from __future__ import annotations

import json

import pytest

from iwtlink.ontology import Value
from iwtlink.store import (
    charts,
    documents,
    entities,
    merging,
    retractions,
    schema,
    search,
    statements,
)
from iwtlink.store.charts import EntityFacts, LinkFacts
from iwtlink.store.ids import Item, StatementId, Subject
from iwtlink.store.retractions.removal import remove
from tests.store.charts.conftest import Case
from tests.store.stores import add_source, contents


def facts_of(case: Case, name: str) -> EntityFacts:
    content = case.read()
    return content.facts[content.labels.index(name)]


def changed(case: Case) -> list[str]:
    content = case.read()
    return [n for n, one in zip(content.labels, content.facts, strict=True) if one.is_changed]


def state(case: Case, entity: int, name: str, value: Value, grade: str = "") -> StatementId:
    with case.store.edit("State") as edit:
        record = add_source(edit, f"Source {grade}", grade)[1] if grade else None
        return statements.state(edit, Subject("entity", entity), name, value, record_id=record)


@pytest.mark.feature("C12")
def test_shown_values_are_in_words_several_of_a_property_joined(case: Case) -> None:
    state(case, case.kham, "nationality", Value("LA"))
    state(case, case.kham, "occupation", Value("Trader"))
    state(case, case.kham, "phone", Value("+8562055550171"))
    state(case, case.kham, "phone", Value("+8562055550172"))
    facts = facts_of(case, "Kham")
    assert dict(facts.values) == {
        "nationality": "Laos",
        "occupation": "Trader",
        "phone": "+856 20 55 550 171, +856 20 55 550 172",
    }
    assert facts_of(case, "Noi").values == {}


@pytest.mark.feature("C12")
def test_an_amount_is_told_with_its_currency(case: Case) -> None:
    state(case, case.company, "capital", Value("42000 USD", number=42000, unit="USD"))
    assert facts_of(case, "Phou Fa").values["capital"] == "42,000 USD"


def test_numbers_and_years_are_there_as_numbers(case: Case) -> None:
    state(case, case.kham, "birth_date", Value("1971-05", first="1971-05-01", last="1971-05-31"))
    state(case, case.company, "capital", Value("42000 USD", number=42000, unit="USD"))
    assert facts_of(case, "Kham").numbers == {"birth_date": 1971.0}
    assert facts_of(case, "Phou Fa").numbers == {"capital": 42000.0}


def test_who_is_watched_is_told_in_words(case: Case) -> None:
    state(case, case.kham, "watch", Value("border_alert"))
    assert facts_of(case, "Kham").watch == "Border alert"
    assert facts_of(case, "Noi").watch == ""


@pytest.mark.feature("C15")
def test_any_number_of_records_stand_behind_an_item_each_with_source_date_and_grade(
    case: Case,
) -> None:
    for number in range(5):
        document = documents.Document(f"Report {number}", date=f"2016-0{number + 1}")
        with case.store.edit("Read") as edit:
            told = documents.Record(
                passage=f"He met the driver {number} times",
                grading="admiralty",
                reliability="B",
                credibility=f"{number + 1}",
            )
            record = documents.add_record(edit, documents.add_document(edit, document), told)
            subject = Subject("entity", case.kham)
            phone = Value(f"+85620555501{number}0")
            statements.state(edit, subject, "phone", phone, record_id=record)
    with case.store.read() as db:
        rows = db.exec_driver_sql(
            "SELECT d.title, d.date, r.reliability || r.credibility, r.passage FROM statement s "
            "JOIN record r ON r.id = s.record_id JOIN document d ON d.id = r.document_id "
            "WHERE s.subject_kind = 'entity' AND s.subject_id = ? AND s.property = 'phone'",
            (case.kham,),
        ).all()
        hits = search.find(db, "driver 3 times")
    assert [tuple(row) for row in rows] == [
        (f"Report {n}", f"2016-0{n + 1}", f"B{n + 1}", f"He met the driver {n} times")
        for n in range(5)
    ]
    assert hits
    assert facts_of(case, "Kham").source_count == 6


@pytest.mark.feature("C15", "C16")
def test_the_best_grade_and_the_number_of_sources_are_told(case: Case) -> None:
    state(case, case.kham, "occupation", Value("Trader"), "A1")
    state(case, case.kham, "nationality", Value("LA"), "E5")
    facts = facts_of(case, "Kham")
    assert (facts.grade, facts.source_count) == ("A1", 3)
    assert (facts_of(case, "Noi").grade, facts_of(case, "Noi").source_count) == ("B2", 1)
    content = case.read()
    told = dict(zip(content.link_ids.tolist(), content.link_facts, strict=True))
    assert told[case.director] == LinkFacts(grade="B2", source_count=1)
    assert told[case.paid] == LinkFacts(amount=5000.0, currency="USD")


@pytest.mark.feature("C13")
def test_values_of_merged_people_are_all_shown_or_the_better_one_by_its_property(
    case: Case,
) -> None:
    state(case, case.kham, "phone", Value("+8562055550171"), "B2")
    state(case, case.noi, "phone", Value("+8562055550172"), "B2")
    state(case, case.kham, "sex", Value("male"), "E4")
    state(case, case.noi, "sex", Value("female"), "A1")
    with case.store.edit("Merge") as edit:
        merging.merge(edit, "entity", [case.kham, case.noi], reason="same")
        other = charts.add_chart(edit, "Other")
        charts.paste(edit, other, case.chart, [case.kham])
    facts = facts_of(case, "Kham")
    assert facts.values["phone"] == "+856 20 55 550 171, +856 20 55 550 172"
    assert facts.values["sex"] == "female"
    assert (facts.grade, facts.source_count) == ("A1", 5)
    with case.store.read() as db:
        (pasted,) = charts.read_chart(db, other).facts
    assert pasted.values == facts.values
    with case.store.edit("Split") as edit:
        merging.split_off(edit, "entity", case.noi)
    assert facts_of(case, "Kham").values["sex"] == "male"


@pytest.mark.feature("C38")
def test_what_is_contradicted_is_warned_of_and_what_has_no_source_told(case: Case) -> None:
    assert facts_of(case, "Dao").is_unsourced and not facts_of(case, "Dao").warning
    assert not facts_of(case, "Kham").is_unsourced
    assert facts_of(case, "Kham").warning == ""
    state(case, case.kham, "sex", Value("male"), "B2")
    state(case, case.kham, "sex", Value("female"), "B2")
    assert facts_of(case, "Kham").warning.endswith("are stated by sources of the same grade.")


def test_without_facts_none_are_read(case: Case) -> None:
    content = case.read(facts=False)
    assert (content.facts, content.link_facts) == ((), ())


def test_a_chart_that_is_not_kept_has_no_facts_to_compare(case: Case) -> None:
    with case.store.read() as db:
        content = charts.content_of(db, "Some", [case.kham, case.noi])
    assert (content.labels, content.facts, content.uids) == (["Kham", "Noi"], (), ())


def test_what_was_edited_since_it_was_placed_is_marked_until_it_was_seen(case: Case) -> None:
    assert changed(case) == []
    state(case, case.noi, "occupation", Value("Driver"))
    with case.store.edit("Name") as edit:
        statements.state(edit, Subject("entity", case.dao), "name", Value("Dao II"), kind="alias")
    assert changed(case) == ["Noi", "Dao"]
    with case.store.edit("Seen", case.scope) as edit:
        charts.mark_seen(edit, case.chart, [case.noi])
    assert changed(case) == ["Dao"]
    state(case, case.noi, "occupation", Value("Trader"))
    assert changed(case) == ["Noi", "Dao"]


def test_what_is_edited_on_the_chart_itself_is_not_marked(case: Case) -> None:
    with case.store.edit("On the chart", case.scope) as edit:
        statements.state(edit, Subject("entity", case.noi), "occupation", Value("Driver"))
        charts.move(edit, case.chart, [case.kham], case.read().positions[:1] + 5)
    assert changed(case) == []


def test_a_new_entity_placed_at_once_is_not_marked(case: Case) -> None:
    with case.store.edit("Add and place") as edit:
        new = entities.add_entity(edit, "person", "Bua")
        charts.place(edit, case.chart, [new], case.read().positions[:1])
    assert changed(case) == []


def test_values_loaded_by_the_hundred_are_marked_too(case: Case) -> None:
    with case.store.edit("Load") as edit:
        rows = [
            statements.row_of(edit, Subject("entity", case.dao), "alias", Value(f"{n}"))
            for n in range(300)
        ]
        edit.insert_rows(schema.statement, statements.COLUMNS, rows)
    assert changed(case) == ["Dao"]


def test_a_value_taken_out_is_marked_and_a_merge_is(case: Case) -> None:
    said = state(case, case.noi, "occupation", Value("Driver"))
    with case.store.edit("Seen", case.scope) as edit:
        charts.mark_seen(edit, case.chart, case.everybody)
    with case.store.edit("Out") as edit:
        remove(edit.connection, "statement", [said])
    assert changed(case) == ["Noi"]
    with case.store.edit("Merge") as edit:
        merging.merge(edit, "entity", [case.kham, case.dao], reason="same")
    assert changed(case) == ["Kham", "Noi"]


def retract(case: Case, kind: str, item: int) -> int:
    with case.store.edit("Retract") as edit:
        return retractions.retract(edit, Item(kind, item), "entered by mistake")  # type: ignore[arg-type]


def test_a_retracted_entity_stays_on_the_chart_greyed_with_its_links(case: Case) -> None:
    before = case.read()
    gone = retract(case, "entity", case.noi)
    content = case.read()
    at = content.labels.index("Noi")
    assert sorted(content.labels) == sorted(before.labels)
    assert content.entity_ids[at] == case.noi
    assert content.positions[at].tolist() == [100.0, 0.0]
    assert content.is_grey.tolist() == [n == at for n in range(4)]
    assert content.facts[at].is_retracted
    assert content.facts[at].warning == "Retracted: entered by mistake"
    grey = dict(zip(content.link_ids.tolist(), content.link_is_grey.tolist(), strict=True))
    assert grey == {case.director: False, case.paid: True, case.knows: True, case.paid_again: True}
    assert [one.is_retracted for one in content.link_facts].count(True) == 3
    with case.store.edit("Restore") as edit:
        retractions.restore(edit, gone)  # type: ignore[arg-type]
    after = case.read()
    assert (after.labels, after.link_ids.tolist()) == (before.labels, before.link_ids.tolist())
    assert len(after.is_grey) == 0


def test_a_retracted_link_stays_greyed(case: Case) -> None:
    with case.store.edit("Look", case.scope) as edit:
        charts.change_link_looks(edit, case.chart, [case.paid], width=4.0)
    retract(case, "link", case.paid)
    content = case.read()
    at = content.link_ids.tolist().index(case.paid)
    assert content.link_is_grey.tolist() == [n == at for n in range(4)]
    assert (content.amounts[at], content.link_looks[at].width) == ("5,000 USD", 4.0)


def test_what_is_retracted_can_be_taken_off_the_chart(case: Case) -> None:
    retract(case, "entity", case.dao)
    retract(case, "link", case.paid)
    with case.store.edit("Take off", case.scope) as edit:
        charts.take_off(edit, case.chart, [case.dao], [case.paid])
    content = case.read()
    assert content.labels == ["Kham", "Noi", "Phou Fa"]
    assert content.link_ids.tolist() == [case.director, case.paid_again]
    case.store.undo(case.scope)
    assert len(case.read().labels) == 4


def test_taking_back_the_retraction_shows_it_as_usual(case: Case) -> None:
    before = contents(case.store)
    retract(case, "entity", case.noi)
    case.store.undo()
    assert contents(case.store) == before
    assert len(case.read().is_grey) == 0
    case.store.redo()
    assert case.read().is_grey.sum() == 1


def test_what_is_on_a_chart_is_known_hidden_or_not_without_what_is_retracted(case: Case) -> None:
    with case.store.edit("Hide", case.scope) as edit:
        charts.set_visibility(edit, case.chart, [case.kham], [], "hidden")
    retract(case, "entity", case.noi)
    with case.store.read() as db:
        ids, positions = charts.places_on(db, case.chart)
    assert (ids, positions.tolist()) == (
        [case.kham, case.dao, case.company],
        [[0.0, 0.0], [100.0, 80.0], [0.0, 80.0]],
    )


def test_looks_of_what_is_retracted_are_not_written(case: Case) -> None:
    retract(case, "entity", case.noi)
    before = contents(case.store)
    with case.store.edit("Look", case.scope) as edit:
        charts.change_looks(edit, case.chart, [case.noi], fill="#000000")
        charts.change_link_looks(edit, case.chart, [case.paid], width=9.0)
        charts.move(edit, case.chart, [case.noi], case.read().positions[:1])
    assert contents(case.store) == before


def test_uids_name_the_entities_and_find_merged_ones(case: Case) -> None:
    uids = case.read().uids
    with case.store.edit("Merge") as edit:
        merging.merge(edit, "entity", [case.kham, case.noi], reason="same")
    with case.store.read() as db:
        found = charts.ids_of(db, "entity", uids)
        assert charts.uids_of(db, "entity", [case.kham]) == {case.kham: uids[0]}
    assert list(found.values()).count(int(case.kham)) == 2
    assert json.loads(json.dumps(found)) == found
