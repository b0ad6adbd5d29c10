"""The declared table says only what there is, and every schema can be read by it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from iwtlink.intake import load_mapping, propose
from iwtlink.intake.networks.ftm.schemata import Schema, schemata
from iwtlink.intake.networks.ftm.terms import terms
from iwtlink.intake.networks.model import Network
from iwtlink.ontology import Ontology
from iwtlink.paths import resource
from tests.intake.networks.ftm.conftest import entity, told

SAMPLES = {
    "date": "2020-03",
    "country": "la",
    "gender": "male",
    "email": "a@example.org",
    "phone": "+8562055512345",
    "url": "https://example.org",
    "number": "12",
    "topic": "crime.env",
    "language": "eng",
}
ENDS = (
    entity("person", "Person", name="Ana Invented"),
    entity("company", "Company", name="Invented Ltd"),
    entity("address", "Address", full="Invented Road 1"),
    entity("case", "CourtCase", name="Invented case"),
    entity("vehicle", "Vehicle", name="Invented car"),
    entity("account", "BankAccount", accountNumber="0011"),
    entity("post", "Position", name="Inspector"),
    entity("report", "Pages", fileName="report.pdf"),
)
CONCRETE = [name for name, schema in schemata().items() if not schema.is_abstract]


def page() -> dict[str, Any]:
    """Give the declared table as it stands."""
    with resource("interchange", "ftm.yaml").open(encoding="utf-8") as stream:
        return dict(yaml.safe_load(stream))


def full(schema: Schema) -> dict[str, Any]:
    """Give an entity of which everything is said."""
    said: dict[str, Any] = {}
    for one in schema.properties.values():
        if not one.is_stub:
            said[one.name] = SAMPLES.get(one.type, "Invented")
            if one.type == "entity":
                said[one.name] = _end(one.range)
    return {"id": "all", "schema": schema.name, "properties": {n: [v] for n, v in said.items()}}


def _end(wanted: str) -> str:
    fitting = [e["id"] for e in ENDS if schemata()[e["schema"]].is_a(wanted)]
    return str(fitting[0]) if fitting else "nowhere"


@pytest.mark.parametrize("name", CONCRETE)
def test_every_schema_is_read_by_its_drafted_mapping_or_told(
    tmp_path: Path, network: Callable[..., Network], ontology: Ontology, name: str
) -> None:
    found = network(*ENDS, full(schemata()[name]))
    stays = f"{name}: it stays in the file" in told(found) or name == "Documentation"
    names = {table.sheet.name.removesuffix(", sourced") for table in found.tables}
    assert (name in names) != stays
    for table in found.tables:
        path = tmp_path / "drafted.yaml"
        path.write_text(table.mapping, encoding="utf-8")
        proposals = propose(table.sheet, load_mapping(path), ontology)
        assert not proposals.unused_columns


def test_the_table_names_only_what_there_is(ontology: Ontology) -> None:
    declared = page()
    known = schemata()
    for section in ("entities", "documents", "constants", "composed", "edges", "references"):
        assert set(declared[section]) <= set(known), section
    for schema, type_name in declared["entities"].items():
        assert type_name in ontology.entity_types, schema
    for section in ("properties", "references"):
        for schema, properties in declared[section].items():
            assert set(properties) <= set(known[schema].properties), schema
    for schema in declared["edges"]:
        edge = terms().edge(known[schema])
        assert edge is not None
        assert {edge.start, edge.end} <= set(known[schema].properties)
        for link in (*edge.links, *edge.by_word):
            assert link.removeprefix("<") in ontology.link_types
    for properties in declared["references"].values():
        for links in properties.values():
            assert {link.removeprefix("<") for link in links} <= set(ontology.link_types)


def test_every_property_that_is_meant_is_one_that_some_type_has(ontology: Ontology) -> None:
    there = {
        name
        for type_name in ontology.entity_types
        for name in ontology.properties_of("entity", type_name)
    }
    for name, schema in schemata().items():
        for one in schema.properties:
            assert set(terms().meant(schema, one).ours) <= there | {"end_date"}, (name, one)
