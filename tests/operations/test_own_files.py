"""A unit's own types and mappings: used where they are sound, told where they are not."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from iwtlink.errors import BadInput
from iwtlink.intake.mapping.files import guess_mapping, load_mapping, mapping_files
from iwtlink.intake.read import read_source
from iwtlink.ontology import load_ontology
from iwtlink.ontology.loader import forget_types
from iwtlink.operations.imports import import_sources
from iwtlink.operations.own_files import own_file_problems
from iwtlink.operations.showing import show_item
from iwtlink.store import Store, entities
from iwtlink.store.links import add_link

TEMPLE = """
entity_types:
  temple: {label: Temple, plural: Temples, code: TMP, extends: premises, icon: market}
"""
TEMPLES = """
label: Our temples
needs: [temple, abbot]
entities:
  temple: {type: temple, name: "{temple}"}
"""


@pytest.fixture
def own(home: Path) -> Iterator[Path]:
    """Give the settings folder with room for types and mappings, the types read anew."""
    folder = home / "config"
    for kind in ("ontology", "mappings"):
        (folder / kind).mkdir(parents=True)
    forget_types()
    yield folder
    for file in folder.glob("*/*.yaml"):
        file.unlink()
    forget_types()


def test_types_and_mappings_of_a_unit_are_used_beside_the_shipped_ones(
    own: Path, tmp_path: Path
) -> None:
    (own / "ontology" / "temples.yaml").write_text(TEMPLE)
    (own / "mappings" / "temples.yaml").write_text(TEMPLES)
    table = tmp_path / "table.csv"
    table.write_text("temple,abbot\nWat Xieng,A\n")
    assert guess_mapping(read_source(table)) == "temples"
    assert load_mapping("temples").label == "Our temples"
    assert "plain_link_list" in mapping_files()
    with Store.create(tmp_path / "own.iwt") as store:
        import_sources(store, [table])
        with store.read() as db:
            assert entities.count_by_type(db) == {"temple": 1}
    assert own_file_problems() == []


def test_wrong_files_of_a_unit_are_told_with_their_line_and_the_shipped_ones_serve(
    own: Path, tmp_path: Path
) -> None:
    (own / "ontology" / "temples.yaml").write_text(TEMPLE.replace("extends", "extents"))
    (own / "mappings" / "temples.yaml").write_text(TEMPLES.replace("label", "lable"))
    types, mapping = own_file_problems()
    assert types.startswith("temples.yaml, line 3:")
    assert "extents" in types
    assert mapping.startswith("temples.yaml, line 2:")
    assert "person" in load_ontology().entity_types
    table = tmp_path / "table.csv"
    table.write_text("from,to,type\nA,B,is married to\n")
    assert guess_mapping(read_source(table)) == "plain_link_list"
    with pytest.raises(BadInput, match=r"temples\.yaml, line 2"):
        load_mapping("temples")


def test_a_database_opens_where_the_types_it_uses_are_missing(own: Path, tmp_path: Path) -> None:
    types = own / "ontology" / "temples.yaml"
    types.write_text(TEMPLE)
    with Store.create(tmp_path / "own.iwt", code="T1") as store, store.edit("Add") as edit:
        temple = entities.add_entity(edit, "temple", "Wat Xieng")
        person = entities.add_entity(edit, "person", "Bua")
        add_link(edit, "owner_of", person, temple)
    types.unlink()
    forget_types()
    with Store.open(tmp_path / "own.iwt") as store:
        assert store.ontology.entity_types["temple"].label == "Temple"
        assert store.ontology.is_a("temple", "entity")
        shown = show_item(store, "TMP-T1-0001")
    assert shown is not None
