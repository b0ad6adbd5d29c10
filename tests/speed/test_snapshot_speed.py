"""Reading the network as arrays against fetching the same rows."""

from __future__ import annotations

from typing import Any

import pytest

from iwtlink.store import Store
from iwtlink.store.reading import read_snapshot

pytestmark = [pytest.mark.speed, pytest.mark.benchmark(group="snapshot of 10,000 + 20,000")]


def test_snapshot(benchmark: Any, network_store: Store) -> None:
    with network_store.read() as db:
        found = benchmark(read_snapshot, db)
    assert len(found.link_ids) > 19_000


def test_snapshot_yardstick_fetchall(benchmark: Any, network_store: Store) -> None:
    def fetch() -> int:
        cursor = db.connection.cursor()
        cursor.execute("SELECT id, type, label, ref FROM entity ORDER BY id")
        entities = cursor.fetchall()
        cursor.execute(
            "SELECT id, type, from_id, to_id, is_directed, strength, quantity, unit, amount "
            "FROM link ORDER BY id"
        )
        return len(entities) + len(cursor.fetchall())

    with network_store.read() as db:
        assert benchmark(fetch) > 19_000
