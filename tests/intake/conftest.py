"""Tables and mappings written on the spot, and an empty database to bring them into."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from iwtlink.intake import ImportReport, Proposals, load, load_mapping, propose, read_source
from iwtlink.ontology import Ontology, load_ontology
from iwtlink.store import Store

PEOPLE_MAPPING = """
label: People of a test
origin: test
needs: [id, name]
entities:
  person:
    type: person
    ref: "{id}"
    name: "{name}"
    other_names: {from: "{aliases}", steps: [{split: ";"}], kind: nickname}
    properties:
      birth_date: "{born}"
      nationality: {from: "{nationality}", steps: [{split: "/"}]}
      note: "{note}"
"""


@pytest.fixture(scope="session")
def ontology() -> Ontology:
    """Give the shipped types."""
    return load_ontology()


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """Give an empty database."""
    made = Store.create(tmp_path / "test.iwt", title="Test", code="T1")
    yield made
    made.close()


@pytest.fixture
def write(tmp_path: Path) -> Callable[[str, str | bytes], Path]:
    """Give a function that writes a file and gives its path."""

    def write_file(name: str, content: str | bytes) -> Path:
        path = tmp_path / name
        data = content.encode() if isinstance(content, str) else content
        path.write_bytes(data)
        return path

    return write_file


@pytest.fixture
def understand(
    write: Callable[[str, str | bytes], Path], ontology: Ontology
) -> Callable[..., Proposals]:
    """Give a function from CSV text and mapping text to proposals."""

    def understand_table(
        table: str, mapping: str = PEOPLE_MAPPING, *, name: str = "table.csv"
    ) -> Proposals:
        mapping_path = write("mapping.yaml", mapping)
        return propose(read_source(write(name, table)), load_mapping(mapping_path), ontology)

    return understand_table


@pytest.fixture
def bring_in(store: Store, understand: Callable[..., Proposals]) -> Callable[..., ImportReport]:
    """Give a function that imports CSV text into the database as one step."""

    def import_table(
        table: str, mapping: str = PEOPLE_MAPPING, *, name: str = "table.csv"
    ) -> ImportReport:
        proposals = understand(table, mapping, name=name)
        with store.edit(f"Import {name}") as edit:
            return load(edit, proposals)

    return import_table
