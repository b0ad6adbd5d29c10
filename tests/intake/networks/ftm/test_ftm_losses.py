"""What is wrong with a file of FollowTheMoney is told with its line, or the file refused."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from iwtlink.errors import BadInput
from iwtlink.intake import ImportReport, load_mapping, propose
from iwtlink.intake.networks.ftm import read
from iwtlink.intake.networks.model import Loss, Network
from iwtlink.ontology import Ontology, load_ontology
from tests.intake.networks.ftm.conftest import INVENTED, entity, told

Read = Callable[..., Network]
PATH = Path("case.ftm.json")
PERSON = entity("a", "Person", name="Ana Invented")


def test_fragments_of_one_id_are_joined(network: Read) -> None:
    found = network(
        entity("a", "LegalEntity", name="Ana", country="la"),
        entity("a", "Person", name=["Ana", "Anna"], birthDate="1971"),
    )
    (table,) = found.tables
    (row,) = table.sheet.rows
    cells = dict(zip(table.sheet.columns, row.cells, strict=True))
    assert (table.sheet.name, row.number) == ("Person", 1)
    assert (cells["name"], cells["country"], cells["birthDate"]) == ("Ana\nAnna", "la", "1971")


def test_one_id_as_two_things_is_told(network: Read) -> None:
    found = network(PERSON, entity("a", "Vessel", name="MV Invented"))
    assert found.losses == (Loss("One id as Person and Vessel: the first holds", "line 2"),)


def test_ids_that_differ_by_case_alone_stay_two(
    network: Read, bring: Callable[..., list[ImportReport]]
) -> None:
    found = network(
        PERSON,
        entity("A", "Person", name="Another Invented"),
        entity("f", "Family", person="a", relative="A"),
        entity("p", "Payment", payer="A", beneficiary="a", amount="5", currency="USD"),
    )
    assert told(found) == {"Id that differs from another by case: numbered": 1}
    people, kin, paid = bring(found)
    assert (people.items["entity"].new, kin.items["link"].new) == (2, 1)
    assert not paid.problems
    (row,) = found.tables[2].sheet.rows
    assert row.cells[found.tables[2].sheet.columns.index("payer")] == "A (2)"


def test_references_reach_what_was_merged(
    network: Read, bring: Callable[..., list[ImportReport]]
) -> None:
    found = network(
        PERSON | {"referents": ["old-a"]},
        entity("c", "Company", name="Invented Ltd"),
        entity("o", "Ownership", owner="old-a", asset="c"),
    )
    assert not found.losses
    assert "old-a" in found.tables[0].sheet.rows[0].cells
    assert bring(found)[-1].items["link"].new == 1


def test_unknown_things_are_told_with_their_place(network: Read) -> None:
    found = network(
        PERSON | {"properties": {"name": ["Ana"], "shoeSize": ["39"], "ownershipOwner": ["x"]}},
        entity("b", "Spaceship", name="Invented"),
        entity("c", "Interval", date="2020"),
        entity("d", "Ownership", owner="a", asset="nowhere"),
        {"schema": "Person"},
        ["no entity"],
        entity("e", "Person", name=[True, "Eve"]),
    )
    by_words = {loss.what: loss.where for loss in found.losses}
    assert by_words == {
        "Unknown property “shoeSize” of Person": "line 1, a",
        "“ownershipOwner” of Person, which only the other end states": "line 1, a",
        "Unknown schema “Spaceship”": "line 2",
        "Abstract schema “Interval”, which no entity has": "line 3",
        "“asset” of Ownership that points to nothing in the file": "line 4, d",
        "Entity without an id": "line 5",
        "Entry that is no entity": "line 6",
        "Value that is no text": "line 7",
    }
    assert "shoeSize: 39" in found.tables[0].sheet.rows[0].cells[-1]


def test_ends_that_no_link_joins_are_told(network: Read) -> None:
    found = network(
        PERSON,
        entity("d", "Document", fileName="x.pdf"),
        entity("u", "UnknownLink", subject="a", object="d"),
    )
    assert told(found) == {"UnknownLink between Person and Document, for which there is no link": 1}


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "holds no entity"),
        (b"[]", "holds no entity"),
        (b'{"id": "a", "schema": "Person"}\n{"id": ', "line 2"),
        (b'[{"id": "a", "schema": "Person"}\n{"id": "b"}]', "line 2"),
        (b'{"id": "a", "schema": "Person"}\n\xff\xfe\xfd', "line 2"),
        (b"[" * 100_000, "line 1"),
        (b'{"id": ' + b"9" * 5000 + b"}", "line 1"),
        (b'{"layout": {"entities": []', "line 1"),
        (b'{"id": "s", "schema": "Security", "properties": {}}', "no entity that is one with us"),
    ],
)
def test_a_broken_file_is_refused_in_a_sentence(
    ontology: Ontology, data: bytes, words: str
) -> None:
    with pytest.raises(BadInput, match=words):
        read(PATH, data, ontology)


SOUND = INVENTED.read_bytes()
STATEMENTS = b"canonical_id,entity_id,prop,schema,value\na,a,name,Person,Ana\na,a,name,Person,\n"
DIAGRAM = json.dumps(
    {
        "layout": {
            "entities": [PERSON],
            "vertices": [{"id": "entity:a", "position": {"x": 1, "y": 2}, "color": "#106BA3"}],
            "edges": [],
            "groupings": [{"id": "g", "label": "Cell", "vertices": ["entity:a"]}],
        }
    }
).encode()


@given(
    data=st.sampled_from((SOUND[:1400], SOUND[5000:7000], STATEMENTS, DIAGRAM)),
    changes=st.lists(
        st.tuples(st.floats(0, 1, exclude_max=True), st.binary(max_size=3)), max_size=6
    ),
)
def test_any_changed_bytes_give_a_network_or_a_sentence(
    data: bytes, changes: list[tuple[float, bytes]]
) -> None:
    for at, put in changes:
        place = int(at * len(data))
        data = data[:place] + put + data[place + len(put) :]
    try:
        found = read(PATH, data, load_ontology())
    except BadInput as problem:
        assert str(problem)
    else:
        assert found.tables


VALUES = st.recursive(
    st.none() | st.booleans() | st.floats() | st.text(max_size=5) | st.sampled_from(("a", "b")),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner),
    max_leaves=4,
)
ENTITIES = st.fixed_dictionaries(
    {
        "id": st.sampled_from(("a", "b", "c")) | VALUES,
        "schema": st.sampled_from(
            (
                "Person",
                "Company",
                "Ownership",
                "Payment",
                "Call",
                "Note",
                "Pages",
                "Mention",
                "Event",
            )
        )
        | VALUES,
        "properties": st.dictionaries(
            st.sampled_from(
                ("name", "owner", "asset", "payer", "caller", "entity", "proof", "involved", "date")
            )
            | st.text(max_size=4),
            VALUES,
        )
        | VALUES,
    },
    optional={"caption": VALUES, "datasets": VALUES, "referents": VALUES},
)


@settings(max_examples=60)
@given(entities=st.lists(ENTITIES, max_size=5))
def test_any_entities_give_tables_that_can_be_understood_or_a_sentence(
    tmp_path_factory: pytest.TempPathFactory, entities: list[object]
) -> None:
    mapping = tmp_path_factory.getbasetemp() / "any.yaml"
    data = "\n".join(json.dumps(one) for one in entities).encode()
    try:
        found = read(PATH, data, load_ontology())
    except BadInput as problem:
        assert str(problem)
    else:
        for table in found.tables:
            assert all(len(row.cells) == len(table.sheet.columns) for row in table.sheet.rows)
            mapping.write_text(table.mapping, encoding="utf-8")
            proposals = propose(table.sheet, load_mapping(mapping), load_ontology())
            assert len(proposals.rows) == len(table.sheet.rows)
