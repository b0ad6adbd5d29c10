"""What is read of the whole database at once."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from iwtlink.store import schema
from iwtlink.store.entities import get_entities, list_entities
from iwtlink.store.reading import types_in_use
from tests.store.stores import new_store

TYPES = st.lists(st.sampled_from(["person", "company", "phone", "a", "z", ""]), max_size=9)


@settings(max_examples=10, deadline=None, suppress_health_check=list(HealthCheck))
@given(TYPES)
def test_every_type_in_use_is_read_once_and_in_order(
    tmp_path_factory: pytest.TempPathFactory, types: list[str]
) -> None:
    with new_store(tmp_path_factory.mktemp("types")) as store:
        with store.edit("Load") as edit:
            rows = [(f"E{i}", name, "x", edit.now) for i, name in enumerate(types)]
            edit.insert_rows(schema.entity, ("ref", "type", "label", "entered_at"), rows)
        with store.read() as db:
            assert types_in_use(db) == (sorted(set(types)), [], [])


def test_an_empty_database_has_no_types_in_use(tmp_path: Path) -> None:
    with new_store(tmp_path) as store, store.read() as db:
        assert types_in_use(db) == ([], [], [])


def test_more_entities_can_be_asked_for_than_a_statement_takes_values(tmp_path: Path) -> None:
    """SQLite takes 32,766 values in a statement, 250,000 where it was built for more."""
    with new_store(tmp_path) as store:
        with store.edit("Load") as edit:
            rows = [(f"E{i}", "person", f"Trader {i}", edit.now) for i in range(300)]
            edit.insert_rows(schema.entity, ("ref", "type", "label", "entered_at"), rows)
        with store.read() as db:
            everyone = {int(row.id): row for row in list_entities(db)}
            known = get_entities(db, np.arange(-100_000, 200_000).tolist())
            assert known == everyone and list(known) == sorted(everyone)
            assert get_entities(db, []) == {}
            assert list(get_entities(db, [max(everyone), min(everyone), max(everyone)])) == [
                min(everyone),
                max(everyone),
            ]
