"""Benchmarks: each beside its yardstick, in one run.

    python -m pytest tests/speed -m speed --benchmark-enable --benchmark-group-by=group

Every group holds what the program does and the plain thing it is compared with; the
relative columns are the result. Absolute times belong to the machine they were taken on.
"""

from __future__ import annotations

import csv
import random
from pathlib import Path

import pytest

from iwtlink.operations.demo import make_demo
from iwtlink.operations.imports import import_sources
from iwtlink.store import Store


def write_links(path: Path, rows: int, seed: int = 1) -> Path:
    """Write a plain list of ``rows`` links among half as many people."""
    dice = random.Random(seed)
    with path.open("w", encoding="utf-8", newline="") as stream:
        out = csv.writer(stream)
        out.writerow(["from", "to", "type"])
        for _ in range(rows):
            start, end = dice.sample(range(max(2, rows // 2)), 2)
            out.writerow([f"Person {start:06}", f"Person {end:06}", "associate_of"])
    return path


@pytest.fixture(scope="session")
def demo_store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """Give the demo database, open."""
    return make_demo(tmp_path_factory.mktemp("demo") / "demo.iwt")


@pytest.fixture(scope="session")
def network_store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """Give a database of about 10,000 people and 20,000 links, open."""
    folder = tmp_path_factory.mktemp("network")
    store = Store.create(folder / "network.iwt")
    import_sources(store, [write_links(folder / "links.csv", 20_000)])
    return store
