"""Grades of a database: the unit's own system, grades given as text, their words."""

from __future__ import annotations

from pathlib import Path

import pytest

from iwtlink.errors import BadInput
from iwtlink.ontology import load_ontology
from iwtlink.operations.grading import (
    own_system,
    set_own_system,
    shown_grade,
    systems_to_show_in,
    with_grade,
    wording,
)
from iwtlink.store import Store
from iwtlink.store.documents import Record

ONTOLOGY = load_ontology()


def test_a_grade_given_as_text_is_kept_in_its_own_system() -> None:
    record = with_grade(ONTOLOGY, Record(page="3"), "E41")
    assert record == Record(
        page="3", grading="5x5x5", reliability="E", credibility="4", handling="1"
    )


def test_a_grade_converted_on_coming_in_keeps_the_one_given() -> None:
    record = with_grade(ONTOLOGY, Record(), "1BP", into="admiralty")
    assert (record.grading, record.reliability, record.credibility) == ("admiralty", "B", "2")
    assert record.original_grade == "1BP (3x5x2)"
    assert shown_grade(ONTOLOGY, record).text == "B2, converted from 1BP (3x5x2)"
    assert "Converted from 1BP (3x5x2)" in wording(ONTOLOGY, record)


def test_a_grade_that_no_table_converts_is_refused() -> None:
    with pytest.raises(BadInput, match="cannot be converted"):
        with_grade(ONTOLOGY, Record(), "F6", into="5x5x5")


def test_the_wording_of_a_record_tells_its_handling_code_too() -> None:
    record = Record(grading="4x4", reliability="A", credibility="1", handling="H1")
    assert wording(ONTOLOGY, record).splitlines()[-1] == (
        "Handling H1: Not to be disclosed in judicial proceedings without the permission of the "
        "provider"
    )
    assert wording(ONTOLOGY, Record()) == ""


def test_the_units_own_system_is_a_setting_of_the_database(tmp_path: Path) -> None:
    with Store.create(tmp_path / "case.iwt") as store:
        with store.edit("Choose") as edit:
            set_own_system(edit, "admiralty")
        with store.read() as db:
            own = own_system(db)
        assert own == "admiralty"
        record = Record(grading="5x5x5", reliability="B", credibility="2")
        assert shown_grade(ONTOLOGY, record, own).text == "B3, converted from B2 (5x5x5)"
        store.undo()
        with store.read() as db:
            assert own_system(db) == ""
        with pytest.raises(BadInput, match="no grading system"), store.edit("Choose") as edit:
            set_own_system(edit, "7x7")


def test_grades_can_be_shown_in_systems_that_tables_lead_to() -> None:
    assert [system.name for system in systems_to_show_in(ONTOLOGY)] == ["admiralty"]
