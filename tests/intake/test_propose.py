"""From rows to proposals: nothing is lost, every bad cell has its address."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

import pytest

from iwtlink.errors import Cancelled
from iwtlink.intake import Proposals, load_mapping, propose
from iwtlink.intake.sheet import Row, make_sheet
from iwtlink.ontology import Ontology

Understand = Callable[..., Proposals]

HEADER = "id,name,aliases,born,nationality,note\n"


def _values(proposals: Proposals, ref: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for value in proposals.entities["ref", "test", ref].values:
        found.setdefault(value.property, []).append(value.value.text)
    return found


def test_a_row_becomes_an_entity_with_its_values(understand: Understand) -> None:
    proposals = understand(HEADER + "p1,Neng VANG,Neng; Lao Neng,1979,LA/Namibia,seen in Boten\n")
    assert _values(proposals, "p1") == {
        "name": ["Neng VANG", "Neng", "Lao Neng"],
        "birth_date": ["1979"],
        "nationality": ["LA", "NA"],
        "note": ["seen in Boten"],
    }
    assert not proposals.problems


def test_a_bad_cell_costs_its_value_and_not_its_row(understand: Understand) -> None:
    proposals = understand(HEADER + "p1,Neng,,1979,LA,\np2,Bua,,not a date,Atlantis,\n")
    assert _values(proposals, "p2") == {"name": ["Bua"]}
    assert [(p.row, p.column) for p in proposals.problems] == [(3, "born"), (3, "nationality")]
    assert [row.outcome for row in proposals.rows.values()] == [
        "accepted",
        "accepted with problems",
    ]


def test_a_row_that_makes_nothing_says_why(understand: Understand) -> None:
    proposals = understand(HEADER + "p1,,,1979,,\n,Neng,,,,\n")
    outcomes = {row.number: (row.outcome, row.reasons) for row in proposals.rows.values()}
    assert outcomes[2] == ("skipped", ["name: An item without a name is left out."])
    assert outcomes[3] == ("skipped", ["id: An item without its reference is left out."])


def test_rows_about_one_entity_are_gathered(understand: Understand) -> None:
    proposals = understand(HEADER + "p1,Neng VANG,,1979,,\nP1,Neng VANG,Neng,1980,,\n")
    assert len(proposals.entities) == 1
    assert _values(proposals, "p1")["birth_date"] == ["1979", "1980"]
    assert _values(proposals, "p1")["name"] == ["Neng VANG", "Neng"]


PAIRS = """
label: Cells of pairs
origin: test
needs: [id, type, attributes]
spread:
  attributes: {separator: ";", equals: "=", ignore: [answer]}
entities:
  item:
    type: "{type}"
    ref: "{id}"
    name: "{id}"
    properties:
      sex: {from: "{attributes.sex}", for: person}
      species: {from: "{attributes.species}", steps: [{split: ";"}], for: captive_facility}
      risk: "{attributes.risk}"
"""


def test_pairs_in_a_cell_become_columns(understand: Understand) -> None:
    table = (
        "id,type,attributes\n"
        "p1,person,sex=F;answer=p2\n"
        "f1,captive facility,species=Panthera tigris;Ursus thibetanus\n"
        "p2,Person,colour=red;sex=M\n"
        "p3,person,tall\n"
        "p4,dragon,sex=M\n"
    )
    proposals = understand(table, PAIRS)
    assert _values(proposals, "p1") == {"name": ["p1"], "sex": ["F"]}
    assert _values(proposals, "f1")["species"] == ["Panthera tigris", "Ursus thibetanus"]
    told = [(p.row, p.column, p.message) for p in proposals.problems]
    assert told == [
        (4, "attributes", "The mapping does not use “colour”."),
        (5, "attributes", "“tall” is not of the form key=value."),
        (6, "type", "There is no entity type “dragon”."),
    ]


ROUTES = """
label: Routes
origin: test
needs: [id, stops]
let:
  stops: {from: "{stops}", steps: [{split: ">"}]}
entities:
  seizure: {type: seizure, ref: "{id}", name: "Seizure {id}"}
repeat:
  - each: {from: "{stops}", steps: [{split: ";"}]}
    as: stop
    parts: '(?P<place>[^(]+)(\\((?P<how>[^)]*)\\))?'
    entities:
      place: {type: location, name: "{place}"}
    links:
      - type: routed_via
        from: seizure
        to: place
        strength: unconfirmed
        properties: {sequence_no: "{n}", role: "{how}"}
"""


def test_one_row_makes_several_entities_and_links_in_their_order(understand: Understand) -> None:
    proposals = understand("id,stops\nz1,Kenya > Bangkok (transit) > Laos\n", ROUTES)
    assert [e.label for e in proposals.entities.values()] == [
        "Seizure z1",
        "Kenya",
        "Bangkok",
        "Laos",
    ]
    links = [{v.property: v.value.text for v in link.values} for link in proposals.links.values()]
    assert [link["sequence_no"] for link in links] == ["1", "2", "3"]
    assert links[1]["role"] == "transit"


def test_a_place_named_in_many_rows_is_one_place(understand: Understand) -> None:
    proposals = understand("id,stops\nz1,Kenya > Laos\nz2,KENYA> laos\n", ROUTES)
    assert Counter(e.type for e in proposals.entities.values()) == {"seizure": 2, "location": 2}


LINKS = "from,to,type,from_type,to_type,role,strength,amount,currency\n"


def test_a_link_list_takes_verbs_and_turns_reverse_ones(
    understand: Understand,
) -> None:
    mapping = load_mapping("plain_link_list").spot.path.read_text(encoding="utf-8")
    table = (
        LINKS + "Neng,Bua,is married to,,,,,,\n"
        "PFK,Neng,has director,company,,director,confirmed,42000,USD\n"
        "Neng,PFK,eats,,company,,,,\n"
        "Neng,Neng,associate of,,,,,,\n"
        "Neng,PFK,is married to,,company,,,,\n"
        "Neng,Bua,employs,,,,certainly,,\n"
    )
    proposals = understand(table, mapping)
    links = list(proposals.links.values())
    ends = [(link.type, link.start[2], link.end[2], link.strength) for link in links]
    assert ends == [
        ("spouse_of", "neng", "bua", ""),
        ("director_of", "neng", "pfk", "confirmed"),
        ("spouse_of", "neng", "pfk", ""),
        ("employs", "neng", "bua", "unconfirmed"),
    ]
    assert links[1].values[-1].value.text == "42000 USD"
    assert [p.row for p in proposals.problems] == [4, 5, 7]


def test_an_end_without_a_type_is_what_its_look_or_its_link_says(understand: Understand) -> None:
    mapping = load_mapping("plain_link_list").spot.path.read_text(encoding="utf-8")
    table = (
        "from,to,type\n"
        "Khamsing,Naga,is director of\n"
        "Khamsing,+856 20 5555 0171,uses\n"
        "Khamsing,Naga Trading Co. Ltd,holds shares in\n"
        "Phou Fa Limited,Bua,has director\n"
        "case@example.org,Bua,is used by\n"
    )
    entities = understand(table, mapping).entities.values()
    assert {entity.label: entity.type for entity in entities} == {
        "Khamsing": "person",
        "Naga": "organisation",
        "+856 20 5555 0171": "phone",
        "Naga Trading Co. Ltd": "company",
        "Phou Fa Limited": "company",
        "Bua": "person",
        "case@example.org": "email",
    }
    told = {(e.label, v.property): v.value.text for e in entities for v in e.values}
    assert told["+856 20 5555 0171", "number"] == "+8562055550171"


def test_a_type_that_a_later_row_states_replaces_one_that_was_guessed(
    understand: Understand,
) -> None:
    mapping = load_mapping("plain_link_list").spot.path.read_text(encoding="utf-8")
    table = "from,to,type,to_type\nBua,Naga,cooperates with,\nBua,Naga,owns,restaurant\n"
    proposals = understand(table, mapping)
    assert {e.label: e.type for e in proposals.entities.values()}["Naga"] == "restaurant"
    assert not proposals.problems


def test_a_cell_that_is_used_twice_has_one_problem(understand: Understand) -> None:
    mapping = """
label: Dates
needs: [id, date]
let: {iso: {from: "{date}", steps: [date]}}
entities:
  seizure: {type: seizure, ref: "{id}", name: "Seizure {iso?}", properties: {date: "{date}"}}
observations:
  - {type: seizure_item, of: seizure, date: "{date}", values: {note: "{id}"}}
"""
    proposals = understand("id,date\n1,foo\n2,31/02/2015\n", mapping)
    assert [(problem.row, problem.column) for problem in proposals.problems] == [
        (2, "date"),
        (3, "date"),
    ]


@pytest.mark.parametrize(
    ("cell", "number"),
    [("12", 12), ("approx 12", 12), ("10-15", 10), ("1,234.5", 1234.5), ("2 t", 2000)],
)
def test_weights_are_read_as_tables_write_them(
    cell: str, number: float, understand: Understand
) -> None:
    mapping = """
label: Weights
origin: test
needs: [id, weight]
entities:
  seizure: {type: seizure, ref: "{id}", name: "{id}"}
observations:
  - type: seizure_item
    of: seizure
    values: {weight_kg: {from: "{weight}", steps: [{drop: [Y]}]}, note: "{id}"}
"""
    proposals = understand(f'id,weight\nz1,"{cell}"\nz2,Y\n', mapping)
    (first, second) = proposals.observations.values()
    assert first.values[0].value.number == number
    assert [v.property for v in second.values] == ["note"]
    assert not proposals.problems


def test_columns_left_over_and_missing_are_named(understand: Understand) -> None:
    proposals = understand("id,name,shoe size\np1,Neng,42\n")
    assert proposals.unused_columns == ("shoe size",)
    assert set(proposals.missing_columns) == {"aliases", "born", "nationality", "note"}


def test_reading_can_be_stopped(ontology: Ontology) -> None:
    def stop(fraction: float, sentence: str) -> None:
        raise Cancelled

    rows = [Row(1, ("from", "to", "type")), Row(2, ("A", "B", "associate of"))]
    sheet = make_sheet(rows, path="x.csv", file="x.csv", sha256="0")
    with pytest.raises(Cancelled):
        propose(sheet, load_mapping("plain_link_list"), ontology, stop)


GRADED = """
label: Graded people
needs: [name, grade]
record: {grading: admiralty, grade: "{grade}"}
entities:
  person: {type: person, name: "{name}"}
"""


def test_a_grade_in_one_text_is_read_in_the_system_it_fits(understand: Understand) -> None:
    table = "name,grade\nNeng,E41\nBua,1BP\nKham,B2\nNoy,A1 H1\nMai,good\n"
    proposals = understand(table, GRADED)
    names = ("grading", "reliability", "credibility", "handling")
    found = [tuple(one.values.get(name, "") for name in names) for one in proposals.records]
    assert found == [
        ("5x5x5", "E", "4", "1"),
        ("3x5x2", "1", "B", "P"),
        ("admiralty", "B", "2", ""),
        ("4x4", "A", "1", "H1"),
        ("admiralty", "", "", ""),
    ]
    (problem,) = proposals.problems
    assert (problem.row, problem.column) == (6, "grade")
    assert "“good” is no grade" in problem.message
