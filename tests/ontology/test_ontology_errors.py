"""A mistake in a file of types or codes is reported with its file and line."""

from __future__ import annotations

from pathlib import Path

import pytest

from iwtlink.errors import BadInput
from iwtlink.ontology import BadOntology, load_ontology, read_ontology

GOOD = """\
group: {name: people, label: People, colour: "#112233"}
code_lists:
  sexes: {label: Sex, codes: {M: Male, F: Female}}
entity_types:
  entity: {label: Anything, abstract: yes, caption: [name], properties: {name: name}}
  person:
    label: Person
    plural: People
    code: PER
    properties:
      sex: {label: Sex, type: code, codes: sexes}
      birth_date: date
link_types:
  knows: {label: Knows, verb: knows, directed: no, from: person, to: person}
observation_types:
  call: {label: Call, plural: Calls, code: CLL, of: person, properties: {amount: money}}
grading_systems:
  simple: {label: Simple, source: sexes, information: sexes}
"""


def write(folder: Path, text: str, name: str = "own.yaml") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_a_small_ontology_of_ones_own_is_read(tmp_path: Path) -> None:
    ontology = read_ontology([write(tmp_path, GOOD)])
    person = ontology.entity_types["person"]
    assert (person.label, person.plural, person.code) == ("Person", "People", "PER")
    assert (person.icon, person.colour, person.caption) == ("person", "#112233", ("name",))
    assert person.properties["birth_date"].label == "Birth date"
    assert ontology.allows("knows", "person", "person")


@pytest.mark.parametrize(
    ("old", "new", "line", "words"),
    [
        ("plural: People\n", "plurall: People\n", 8, "Unknown key “plurall”"),
        ("birth_date: date", "birth_date: daet", 12, "Unknown value type “daet”"),
        ("    code: PER\n", "    code: PER\n    extends: animal\n", 6, "extends “animal”"),
        ("from: person, to: person", "from: person, to: beast", 14, "no entity type named “beast”"),
        ("of: person,", "of: beast,", 16, "no entity type named “beast”"),
        ("label: Person\n", "label:\n", 7, "“label” is missing"),
        ("    plural: People\n", "", 7, "“plural” is missing"),
        ("code: PER", "code: PERSON", 9, "three capital letters"),
        ('colour: "#112233"', "colour: red", 1, "not “red”"),
        ("codes: sexes", "codes: genders", 11, "no code list named “genders”"),
        ("type: code, codes: sexes", "type: code", 11, "“codes” belongs to"),
        ("directed: no", "directed: perhaps", 14, "Expected yes or no"),
        ("directed: no, ", "", 14, "“reverse” is missing"),
        ("from: person, to: person", "from: person", 14, "“to” is missing"),
        ("birth_date: date", "birth_date: {type: date, cardinality: few}", 12, "not “few”"),
        ("code: CLL", "code: PER", 16, "The code PER is taken"),
        ("source: sexes", "source: shades", 18, "no code list named “shades”"),
        ("{M: Male, F: Female}", "{M: Male, M: Man}", 3, "“M” is given twice"),
        ("sexes: {label: Sex, codes:", "sexes: {label: Sex, table: gone.csv, codes:", 3, "either"),
        ("    plural: People\n", "    plural: [People\n", 9, ""),
        ("caption: [name]", "caption: [nickname]", 5, "no property named “nickname”"),
    ],
)
def test_each_mistake_is_named_with_its_file_and_line(
    tmp_path: Path, old: str, new: str, line: int, words: str
) -> None:
    assert old in GOOD
    path = write(tmp_path, GOOD.replace(old, new, 1))
    with pytest.raises(BadOntology) as error:
        read_ontology([path])
    sentence = str(error.value)
    assert sentence.startswith(f"own.yaml, line {line}: "), sentence
    assert words in sentence, sentence


def test_a_type_named_twice_in_two_files_is_refused_where_it_comes_second(tmp_path: Path) -> None:
    first = write(tmp_path, GOOD)
    second = write(
        tmp_path,
        "entity_types:\n  person: {label: Person, plural: People, code: PRS}\n",
        "second.yaml",
    )
    with pytest.raises(BadOntology, match=r"second\.yaml, line 2: “person” is given twice"):
        read_ontology([first, second])


def test_a_circle_of_types_is_refused(tmp_path: Path) -> None:
    circle = GOOD.replace(
        "link_types:",
        "  a: {label: A, abstract: yes, extends: b}\n"
        "  b: {label: B, abstract: yes, extends: a}\n"
        "link_types:",
    )
    with pytest.raises(BadOntology, match="in a circle"):
        read_ontology([write(tmp_path, circle)])


@pytest.mark.parametrize(
    ("table", "words"),
    [
        ("code,label\nA,Apple\nA,Ape\n", "table.csv, line 3: “A” is given twice"),
        ("code,label\nA,\n", "table.csv, line 2: “label” is missing"),
        ("code,name\nA,Apple\n", "table.csv, line 1: “label” is missing"),
        ("code,label,shade\nA,Apple,red\n", "table.csv, line 1: Unknown key “shade”"),
    ],
)
def test_a_mistake_in_a_table_is_named_with_its_line(
    tmp_path: Path, table: str, words: str
) -> None:
    write(tmp_path, table, "table.csv")
    path = write(tmp_path, "code_lists:\n  fruit: {label: Fruit, table: table.csv}\n")
    with pytest.raises(BadOntology) as error:
        read_ontology([path])
    assert words in str(error.value)


def test_a_file_that_is_not_yaml_or_not_text_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "own.yaml"
    path.write_bytes(b"\xff\xfe\x00rubbish")
    with pytest.raises(BadInput, match=r"own\.yaml"):
        read_ontology([path])
    with pytest.raises(BadInput, match=r"own\.yaml, line 1"):
        read_ontology([write(tmp_path, "- a list\n")])


def test_a_units_own_folder_adds_to_the_shipped_types(tmp_path: Path) -> None:
    write(
        tmp_path,
        "entity_types:\n"
        "  temple:\n"
        "    {label: Temple, plural: Temples, code: TMP, extends: premises, icon: location}\n",
    )
    ontology = load_ontology(tmp_path)
    assert ontology.is_a("temple", "place")
    assert ontology.allows("operates", "person", "temple")
    assert "temple" not in load_ontology().entity_types


def test_the_same_ontology_is_read_only_once() -> None:
    assert load_ontology() is load_ontology()
