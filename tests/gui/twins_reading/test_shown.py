"""Records side by side: which value is shown after merging."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from iwtlink.gui.twins.decision import Decision, write_merge
from iwtlink.store import Edit, Store, documents, entities, statements
from iwtlink.store.ids import RecordId
from iwtlink.store.merging import merge
from tests.gui.twins_reading.conftest import compare, row_of, shown, state


def source(edit: Edit, grade: str, day: str = "") -> RecordId:
    document_id = documents.add_document(edit, documents.Document(f"Report {grade}", date=day))
    record = documents.Record(grading="5x5x5", reliability=grade[0], credibility=grade[1])
    return documents.add_record(edit, document_id, record)


def test_where_values_differ_the_better_graded_one_is_chosen_and_said_why(store: Store) -> None:
    with store.edit("Two records") as edit:
        one, other = (entities.add_entity(edit, "person", name) for name in ("Kham A", "Kham B"))
        state(edit, one, "birth_date", "1968", source(edit, "E5"))
        state(edit, other, "birth_date", "1969", source(edit, "A1"))
    row = row_of(compare(store, one, other), "value:birth_date")
    assert row.kind == "choice"
    assert row.default == 1
    assert row.why == "better graded"
    assert "1, 2" in row.note


def test_what_both_say_alike_is_no_choice_and_marked_as_shared(store: Store) -> None:
    with store.edit("Two records") as edit:
        one, other = (entities.add_entity(edit, "person", name) for name in ("Kham A", "Kham B"))
        for each in (one, other):
            state(edit, each, "birth_date", "1968")
        state(edit, other, "note", "seen at the border")
    found = compare(store, one, other)
    row = row_of(found, "value:birth_date")
    assert not row.is_choice
    assert all(value.is_shared for cell in row.cells for value in cell)
    assert not row_of(found, "value:note").is_choice


GRADES = ("A1", "B2", "B3", "C3", "E5", "")
DAYS = ("", "2014", "2015-06-01", "2016-12")


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """Give one database for many pairs."""
    with Store.create(tmp_path_factory.mktemp("many") / "case.iwt", code="VT1") as made:
        made.sign_in("Vilay T", "VT")
        yield made


@settings(max_examples=40)
@given(
    stated=st.lists(
        st.tuples(
            st.booleans(),
            st.sampled_from(("1966", "1967", "1968")),
            st.sampled_from(GRADES),
            st.sampled_from(DAYS),
        ),
        min_size=2,
        max_size=6,
    )
)
def test_the_value_marked_is_the_one_that_the_store_shows_after_merging(
    stated: list[tuple[bool, str, str, str]], many: Store
) -> None:
    with many.edit("Two records") as edit:
        two = [entities.add_entity(edit, "person", name) for name in ("Kham A", "Kham B")]
        for is_second, value, grade, day in stated:
            record = source(edit, grade, day) if grade else None
            state(edit, two[is_second], "birth_date", value, record)
    row = row_of(compare(many, *two), "value:birth_date")
    with many.edit("Merge") as edit:
        merge(edit, "entity", two)
    with many.read() as db:
        settled = statements.shown_values(db, "entity", ["birth_date"], two[:1])
    after = settled[two[0]]["birth_date"]
    if row.is_choice:
        assert shown(row, row.default)[0] == after
    else:
        assert {text for cell in row.cells for text in [v.text for v in cell[:1]]} == {after}


def test_a_value_chosen_against_the_grades_is_shown_after_merging(store: Store) -> None:
    with store.edit("Two records") as edit:
        one, other = (entities.add_entity(edit, "person", name) for name in ("Kham A", "Kham B"))
        weak = state(edit, one, "birth_date", "1968", source(edit, "E5"))
        state(edit, other, "birth_date", "1969", source(edit, "A1"))
    with store.edit("Merge") as edit:
        lead = write_merge(edit, Decision("entity", (other, one), preferred=(weak,)))
    with store.read() as db:
        values = statements.shown_values(db, "entity", ["birth_date"], [lead])
        kept = statements.read_statements(db, "entity", [lead])[lead]
    assert values[lead]["birth_date"] == "1968"
    assert {row.value for row in kept if row.property == "birth_date"} == {"1968", "1969"}


def test_a_name_chosen_is_the_label_after_merging_and_both_names_stay(store: Store) -> None:
    with store.edit("Two records") as edit:
        one, other = (entities.add_entity(edit, "person", name) for name in ("Kham A", "Kham B"))
    row = row_of(compare(store, one, other), "value:name")
    assert row.default == 0
    with store.edit("Merge") as edit:
        write_merge(edit, Decision("entity", (one, other), preferred=(row.choices[1],)))
    with store.read() as db:
        merged = entities.get_entity(db, one)
        assert merged is not None
        assert merged.label == "Kham B"
        assert set(entities.names_of(db, [one])[one]) == {"Kham A", "Kham B"}


def test_names_in_latin_letters_and_in_another_script_are_chosen_each_by_itself(
    store: Store,
) -> None:
    with store.edit("Two records") as edit:
        one = entities.add_entity(edit, "person", "Kham A", script_name="ຄຳ")
        other = entities.add_entity(edit, "person", "Kham B", script_name="ຄໍາສິງ")
    found = compare(store, one, other)
    latin, script = row_of(found, "value:name"), row_of(found, "value:script")
    assert [shown(script, column) for column in (0, 1)] == [["ຄຳ"], ["ຄໍາສິງ"]]
    with store.edit("Merge") as edit:
        write_merge(
            edit, Decision("entity", (one, other), preferred=(latin.choices[0], script.choices[1]))
        )
    with store.read() as db:
        merged = entities.get_entity(db, one)
    assert merged is not None
    assert (merged.label, merged.script_label) == ("Kham A", "ຄໍາສິງ")


def test_the_type_chosen_is_that_of_the_record_after_merging(store: Store) -> None:
    with store.edit("Two records") as edit:
        one = entities.add_entity(edit, "organisation", "Golden Naga")
        other = entities.add_entity(edit, "company", "Golden Naga")
    found = compare(store, one, other)
    assert row_of(found, "type").types == ("organisation", "company")
    with store.edit("Merge") as edit:
        write_merge(edit, Decision("entity", (one, other), type="company"))
    with store.read() as db:
        merged = entities.get_entity(db, one)
    assert merged is not None
    assert merged.type == "company"
