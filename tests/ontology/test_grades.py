"""Grades: read from text in any system, worded as their standards have it, converted by table."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iwtlink.errors import BadInput
from iwtlink.ontology import load_ontology
from iwtlink.ontology.grades import (
    ADMIRALTY,
    GivenGrade,
    convert,
    read_grade,
    show_grade,
    words_of,
)

ONTOLOGY = load_ontology()


@pytest.mark.parametrize(
    ("system", "source", "information"),
    [
        ("5x5x5", "A->A B->B C->C D->E E->F", "1->1 2->3 3->2 4->6 5->5"),
        ("4x4", "A->A B->B C->E X->F", "1->1 2->3 3->2 4->6"),
        ("3x5x2", "1->B 2->F 3->E", "A->2 B->2 C->3 D->6 E->5"),
    ],
)
def test_grades_convert_to_admiralty_by_the_tables_of_the_doctrine(
    system: str, source: str, information: str
) -> None:
    for step in source.split():
        code, wanted = step.split("->")
        assert convert(ONTOLOGY, system, code, ADMIRALTY) == _lossy(wanted)
    for step in information.split():
        code, wanted = step.split("->")
        first = next(iter(ONTOLOGY.grading_systems[system].source.codes))
        found = convert(ONTOLOGY, system, first + code, ADMIRALTY)
        assert found is not None and found.code[1:] == wanted


def _lossy(code: str) -> object:
    from iwtlink.ontology.grades import Converted

    return Converted(code, is_lossy=True)


def test_the_ranks_by_which_grades_compete_are_those_of_the_tables() -> None:
    scale = {"A": 1, "B": 2, "C": 3, "D": 4, "E": 5, "F": 6}
    for system in ONTOLOGY.grading_systems.values():
        table = system.converts.get(ADMIRALTY)
        if table is None:
            continue
        for code in system.source.codes.values():
            assert code.rank == scale[table.source[code.code]]
        for code in system.information.codes.values():
            assert code.rank == int(table.information[code.code])


def test_a_grade_in_its_own_system_is_not_converted_and_loses_nothing() -> None:
    found = convert(ONTOLOGY, "4x4", "B2", "4x4")
    assert found is not None and (found.code, found.is_lossy) == ("B2", False)


def test_where_no_table_leads_nothing_is_made_up() -> None:
    assert convert(ONTOLOGY, ADMIRALTY, "B2", "5x5x5") is None
    with pytest.raises(BadInput, match="is no grade of 5x5x5"):
        convert(ONTOLOGY, "5x5x5", "F6", ADMIRALTY)


@pytest.mark.parametrize(
    ("text", "preferred", "wanted"),
    [
        ("E41", "", GivenGrade("5x5x5", "E", "4", "1")),
        ("1BP", "", GivenGrade("3x5x2", "1", "B", "P")),
        ("A1 H1", "", GivenGrade("4x4", "A", "1", "H1")),
        ("x4", "", GivenGrade("4x4", "X", "4")),
        ("F6", "", GivenGrade("admiralty", "F", "6")),
        ("B2", "", GivenGrade("5x5x5", "B", "2")),
        ("B2", "admiralty", GivenGrade("admiralty", "B", "2")),
        ("Admiralty B-2", "5x5x5", GivenGrade("admiralty", "B", "2")),
        ("Europol: B/2", "", GivenGrade("4x4", "B", "2")),
        ("(5x5x5) E 4 1", "", GivenGrade("5x5x5", "E", "4", "1")),
    ],
)
def test_a_grade_is_read_in_any_system(text: str, preferred: str, wanted: GivenGrade) -> None:
    assert read_grade(ONTOLOGY, text, preferred=preferred) == wanted


@pytest.mark.parametrize("text", ["", "B", "Z9", "B2 and more", "5x5x5 F6"])
def test_what_is_no_grade_is_refused_with_examples(text: str) -> None:
    with pytest.raises(BadInput, match="write it as B2"):
        read_grade(ONTOLOGY, text)


@given(st.data())
def test_every_grade_written_with_its_handling_reads_back(data: st.DataObject) -> None:
    system = data.draw(st.sampled_from(list(ONTOLOGY.grading_systems.values())))
    source = data.draw(st.sampled_from(list(system.source.codes)))
    information = data.draw(st.sampled_from(list(system.information.codes)))
    codes = list(system.handling.codes) if system.handling is not None else []
    handling = data.draw(st.sampled_from(["", *codes]))
    gap = data.draw(st.sampled_from(["", " ", "-", " / "]))
    text = gap.join(part for part in (source, information, handling) if part)
    found = read_grade(ONTOLOGY, text, preferred=system.name)
    assert found == GivenGrade(system.name, source, information, handling)


def test_the_wording_names_system_codes_and_what_their_standard_says() -> None:
    words = words_of(ONTOLOGY, read_grade(ONTOLOGY, "E41"))
    assert words.splitlines()[:3] == [
        "E4 (5x5x5)",
        "Source E: Untested source",
        "Information 4: Cannot be judged",
    ]
    assert words.splitlines()[3] == (
        "Handling 1: May go to other law enforcement and prosecuting agencies, including the EEA, "
        "no special conditions. Permits dissemination within UK police and to other "
        "law-enforcement agencies as specified."
    )


def test_a_grade_shown_in_another_system_is_marked_and_keeps_what_was_given() -> None:
    shown = show_grade(ONTOLOGY, GivenGrade("5x5x5", "B", "2"), ADMIRALTY)
    assert (shown.code, shown.is_converted) == ("B3", True)
    assert shown.text == "B3, converted from B2 (5x5x5)"
    assert "Usually reliable" in shown.words and "Mostly reliable" in shown.words
    kept = show_grade(ONTOLOGY, GivenGrade("5x5x5", "B", "2"))
    assert (kept.text, kept.is_converted) == ("B2", False)


def test_a_grade_converted_when_it_came_in_stays_marked() -> None:
    shown = show_grade(ONTOLOGY, GivenGrade(ADMIRALTY, "F", "6"), original="E41 (5x5x5)")
    assert shown.text == "F6, converted from E41 (5x5x5)"
    assert "Converted from E41 (5x5x5)" in shown.words
