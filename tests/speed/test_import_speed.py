"""Import of a plain link list against the same rows put into bare SQLite."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text
from sqlcipher3 import dbapi2

from iwtlink.operations.imports import import_sources
from iwtlink.store import Store
from tests.speed.conftest import write_links

pytestmark = pytest.mark.speed
SIZES = (1_000, 10_000)
_TABLES = ("document", "record", "entity", "link", "statement", "external_ref")


def _imported(folder: Path, rows: int) -> Store:
    store = Store.create(folder / "case.iwt")
    import_sources(store, [write_links(folder / "links.csv", rows)])
    return store


def _rows(store: Store) -> dict[str, Sequence[Any]]:
    with store.read() as db:
        return {
            name: [tuple(r) for r in db.execute(text(f"SELECT * FROM {name}"))] for name in _TABLES
        }


@pytest.mark.parametrize("rows", SIZES)
def test_import(benchmark: Any, tmp_path: Path, rows: int) -> None:
    benchmark.group = f"import {rows} links"
    numbers = count()

    def fresh() -> tuple[tuple[Path, int], dict[str, Any]]:
        folder = tmp_path / str(next(numbers))
        folder.mkdir()
        return (folder, rows), {}

    store = benchmark.pedantic(_imported, setup=fresh, rounds=3)
    with store.read() as db:
        assert int(db.scalar(text("SELECT count(*) FROM link")) or 0) > rows * 0.98


@pytest.mark.parametrize("rows", SIZES)
def test_import_yardstick_executemany(benchmark: Any, tmp_path: Path, rows: int) -> None:
    benchmark.group = f"import {rows} links"
    folder = tmp_path / "source"
    folder.mkdir()
    found = _rows(_imported(folder, rows))
    numbers = count()

    def put_in() -> None:
        raw = dbapi2.connect(str(tmp_path / f"{next(numbers)}.db"))
        raw.execute("PRAGMA journal_mode = WAL")
        for name, values in found.items():
            if values:
                columns = ", ".join(f"c{k}" for k in range(len(values[0])))
                raw.execute(f"CREATE TABLE {name} ({columns})")
                marks = ", ".join("?" * len(values[0]))
                raw.executemany(f"INSERT INTO {name} VALUES ({marks})", values)
        raw.commit()
        raw.close()

    benchmark.pedantic(put_in, rounds=3)
