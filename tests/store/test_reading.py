"""What is read of the whole database at once."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from iwtlink.store import schema
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
