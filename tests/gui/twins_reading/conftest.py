"""Records of a database read side by side."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from iwtlink.gui.twins.comparison import read_comparison
from iwtlink.gui.twins.rows import Comparison, Row
from iwtlink.ontology import Value
from iwtlink.ontology.values import parse_value
from iwtlink.store import Edit, Store, statements
from iwtlink.store.ids import EntityId, RecordId, Subject


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """Give an empty database."""
    with Store.create(tmp_path / "case.iwt", code="VT1") as made:
        made.sign_in("Vilay T", "VT")
        yield made


def state(edit: Edit, one: EntityId, name: str, text: str, record: RecordId | None = None) -> int:
    known = edit.ontology.entity_types["person"].properties.get(name)
    value = parse_value(known, text) if known is not None else Value(text)
    return statements.state(edit, Subject("entity", one), name, value, record_id=record)


def compare(store: Store, *ids: int) -> Comparison:
    with store.read() as db:
        return read_comparison(db, store.ontology, "entity", ids)


def row_of(comparison: Comparison, key: str) -> Row:
    return next(row for row in comparison.rows if row.key == key)


def shown(row: Row, column: int) -> list[str]:
    return [value.text for value in row.cells[column]]
