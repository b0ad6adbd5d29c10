"""Mapping files: what is wrong in one is told with its file and line."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from iwtlink.errors import BadInput
from iwtlink.intake import (
    Proposals,
    guess_mapping,
    load_mapping,
    mapping_files,
    propose,
    read_source,
)
from iwtlink.ontology import Ontology

Write = Callable[[str, str | bytes], Path]

GOOD = """label: Test
needs: [id, name]
entities:
  person: {type: person, ref: "{id}", name: "{name}"}
"""

BROKEN = [
    ("label: Test\nentitties: {}\n", "line 2", "Unknown key “entitties”"),
    ("label: Test\n", "line 1", "makes nothing"),
    ("entities: {}\n", "line 1", "“label” is missing"),
    ("label: [a\n", "line 2", ""),
    (GOOD.replace("{name}", "{name"), "line 4", "A brace is left over"),
    (GOOD.replace('ref: "{id}"', "same: ref"), "line 4", "needs a “ref”"),
    (GOOD.replace('ref: "{id}"', "same: sometimes"), "line 4", "none of ref, name, any"),
    (
        GOOD.replace('"{name}"', '{from: "{name}", steps: [shout]}'),
        "line 4",
        "Unknown step “shout”",
    ),
    (GOOD.replace('"{name}"', '{from: "{name}", steps: [split]}'), "line 4", "needs something"),
    (
        GOOD.replace('"{name}"', '{from: "{name}", steps: [{extract: "("}]}'),
        "line 4",
        "Not a pattern",
    ),
    (
        GOOD.replace('"{name}"', '{from: "{name}", steps: [{table: towns}]}'),
        "line 4",
        "no table “towns”",
    ),
    (GOOD + "tables:\n  t: {a: [x], b: [x]}\n", "line 6", "stands for two things"),
    (
        GOOD + "links:\n  - {type: uses, from: person, to: phone}\n",
        "line 6",
        "“phone” is not an entity",
    ),
    (GOOD + "layout: circle\n", "line 5", "none of table, matrix"),
    (GOOD + "repeat:\n  - each: '{x}'\n    parts: '('\n", "line 7", "Not a pattern"),
]


@pytest.mark.parametrize(("text", "line", "part"), BROKEN)
def test_a_broken_mapping_is_refused_with_its_line(
    text: str, line: str, part: str, write: Write
) -> None:
    with pytest.raises(BadInput) as refusal:
        load_mapping(write("mine.yaml", text))
    assert str(refusal.value).startswith(f"mine.yaml, {line}")
    assert part in str(refusal.value)


UNKNOWN = [
    (GOOD.replace("type: person", "type: persona"), "no entity type named “persona”"),
    (GOOD.replace('"{name}"}', '"{name}", properties: {wings: "{id}"}}'), "has no “wings”"),
    (GOOD + "record: {grading: 9x9}\n", "no grading system “9x9”"),
    (GOOD + "document: {kind: official_record}\n", "“official_record”"),
    (GOOD + "document: {date: 31/02/2015}\n", "“31/02/2015”"),
    (GOOD + "record: {grading: 4x4, reliability: Q}\n", "“Q”"),
    (GOOD + "record: {tlp: purple}\n", "“purple”"),
    (GOOD.replace('"{name}"}', '"{name}", properties: {birth_date: soon}}'), "“soon”"),
    (
        GOOD + "links: [{type: associate_of, from: person, to: {ref: x}, strength: sure}]\n",
        "“sure” is no strength",
    ),
]


@pytest.mark.parametrize(("text", "part"), UNKNOWN)
def test_a_type_or_property_nobody_knows_is_refused_with_its_line(
    text: str, part: str, write: Write, ontology: Ontology
) -> None:
    sheet = read_source(write("table.csv", "id,name\n1,Neng\n"))
    mapping = load_mapping(write("mine.yaml", text))
    with pytest.raises(BadInput, match=r"mine\.yaml, line \d") as refusal:
        propose(sheet, mapping, ontology)
    assert part in str(refusal.value)


def test_a_mapping_that_is_not_there_or_empty_is_refused(write: Write) -> None:
    with pytest.raises(BadInput, match=r"no mapping “nowhere”.*c4ads_routes"):
        load_mapping("nowhere")
    with pytest.raises(BadInput, match="is empty"):
        load_mapping(write("mine.yaml", "# nothing\n"))


def test_a_missing_column_is_refused_by_name(write: Write, ontology: Ontology) -> None:
    sheet = read_source(write("table.csv", "id,nom\n1,Neng\n"))
    with pytest.raises(BadInput, match="no column “name”"):
        propose(sheet, load_mapping(write("mine.yaml", GOOD)), ontology)


def test_a_header_without_rows_is_refused(write: Write, ontology: Ontology) -> None:
    sheet = read_source(write("table.csv", "id,name\n"))
    with pytest.raises(BadInput, match="no rows"):
        propose(sheet, load_mapping(write("mine.yaml", GOOD)), ontology)


@pytest.mark.parametrize("name", list(mapping_files()))
def test_each_shipped_mapping_can_be_loaded(name: str) -> None:
    mapping = load_mapping(name)
    assert mapping.label
    assert mapping.table.needs or mapping.table.is_matrix


def test_the_mapping_is_guessed_by_the_columns(write: Write) -> None:
    links = read_source(write("links.csv", "from,to,type\nA,B,associate of\n"))
    assert guess_mapping(links) == "plain_link_list"
    renamed = read_source(write("other.csv", "Source,Target,Relation\nA,B,associate of\n"))
    assert guess_mapping(renamed) == "plain_link_list"
    square = read_source(write("square.csv", ",a,b,c\na,0,1,0\nb,0,0,2\nc,0,0,0\n"))
    assert guess_mapping(square) == "adjacency_matrix"
    assert guess_mapping(read_source(write("odd.csv", "x,y\n1,2\n"))) is None


@pytest.mark.parametrize("step", ["extract", "only"])
@pytest.mark.parametrize("pattern", ["^(x|xx)+[yz]$", "(?:x|x)+[yz]"])
def test_a_pattern_that_would_take_for_ever_is_refused(
    write: Write, ontology: Ontology, step: str, pattern: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("iwtlink.intake.mapping.patterns.MOST_SECONDS", 0.1)
    name = f'name: {{from: "{{name}}", steps: [{{{step}: "{pattern}"}}]}}'
    mapping = load_mapping(write("slow.yaml", GOOD.replace('name: "{name}"', name)))
    table = read_source(write("t.csv", "id,name\nP1," + "x" * 90 + "!\n"))
    with pytest.raises(BadInput, match="takes too long"):
        propose(table, mapping, ontology)


def test_steps_that_blow_a_cell_up_are_a_problem_of_the_row(
    write: Write, ontology: Ontology
) -> None:
    steps = ", ".join(["{replace: {a: aaaaaaaaaa}}"] * 9)
    name = f'name: {{from: "{{name}}", steps: [{steps}]}}'
    mapping = load_mapping(write("grow.yaml", GOOD.replace('name: "{name}"', name)))
    found = propose(read_source(write("t.csv", "id,name\nP1,aaa\n")), mapping, ontology)
    assert "too long" in found.problems[0].message


@pytest.mark.parametrize("lists", ["[" * 300_000 + "]" * 300_000, "- " * 200_000 + "x"])
def test_lists_in_lists_without_end_are_refused(write: Write, lists: str) -> None:
    with pytest.raises(BadInput, match=r"line 3: .*too deep"):
        load_mapping(write("deep.yaml", f"label: Test\ntables:\n  {lists}\n"))


def test_columns_that_are_joined_leave_no_mark_for_an_empty_one(
    understand: Callable[..., Proposals],
) -> None:
    mapping = """
label: Joined
needs: [id]
entities:
  person:
    type: person
    ref: "{id}"
    name: {from: ["{first}", "{middle}", "{last}"], steps: [{join: "-"}]}
"""
    found = understand("id,first,middle,last\n1,Neng,,Vang\n2,A,B,C\n", mapping)
    assert [entity.label for entity in found.entities.values()] == ["Neng-Vang", "A-B-C"]
    assert not found.missing_columns
