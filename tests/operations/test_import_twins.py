"""Who of a table is known: told by a dry run, taken for the known one only where it is certain."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from iwtlink.ontology import Value
from iwtlink.operations.imports import import_sources
from iwtlink.store import Store, entities, statements
from iwtlink.store.ids import Subject

MAPPING = """
label: People of a test
origin: test
needs: [id, name, passport]
entities:
  person: {type: person, ref: "{id}", name: "{name}", properties: {id_number: "{passport}"}}
"""


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    made = Store.create(tmp_path / "twins.iwt", title="Twins", code="T1")
    with made.edit("Enter") as edit:
        boss = entities.add_entity(edit, "person", "Khamsing VONGPHADY")
        statements.state(edit, Subject("entity", boss), "id_number", Value("P1234567"))
        entities.add_entity(edit, "person", "Bounmy SIDA")
    yield made
    made.close()


@pytest.fixture
def mapping(tmp_path: Path) -> Path:
    path = tmp_path / "people.yaml"
    path.write_text(MAPPING, encoding="utf-8")
    return path


def table(tmp_path: Path, *rows: str) -> Path:
    path = tmp_path / "people.csv"
    path.write_text("\n".join(("id,name,passport", *rows)) + "\n", encoding="utf-8")
    return path


def labels(store: Store) -> list[str]:
    with store.read() as db:
        return sorted(row.label for row in entities.list_entities(db))


def test_a_dry_run_tells_whom_each_new_one_may_be_and_writes_nothing(
    store: Store, mapping: Path, tmp_path: Path
) -> None:
    rows = ("x1,Somebody ELSE,P 123 4567", "x2,Bounmi Sida,", "x3,Zzyzx QQ,")
    (report,) = import_sources(store, [table(tmp_path, *rows)], mapping=mapping, dry_run=True)
    told = [(one.row, one.twins[0].ref, one.twins[0].band) for one in report.incomers]
    assert told == [(2, "PER-T1-0001", "certain"), (3, "PER-T1-0002", "likely")]
    assert report.items["entity"].new == 2
    lines = report.to_lines()
    assert "2 new entities may be known already:" in lines
    assert any("(taken for it)" in line for line in lines)
    assert len(labels(store)) == 2


def test_an_import_takes_for_known_only_what_is_certain_by_a_number(
    store: Store, mapping: Path, tmp_path: Path
) -> None:
    rows = ("x1,Somebody ELSE,P 123 4567", "x2,Bounmi Sida,")
    import_sources(store, [table(tmp_path, *rows)], mapping=mapping)
    assert labels(store) == ["Bounmi Sida", "Bounmy SIDA", "Khamsing VONGPHADY"]


def test_a_number_that_two_bear_makes_nobody_certain(
    store: Store, mapping: Path, tmp_path: Path
) -> None:
    with store.edit("Enter") as edit:
        twin = entities.add_entity(edit, "person", "Kham SING")
        statements.state(edit, Subject("entity", twin), "id_number", Value("P1234567"))
    import_sources(store, [table(tmp_path, "x1,Somebody ELSE,P1234567")], mapping=mapping)
    assert "Somebody ELSE" in labels(store)
