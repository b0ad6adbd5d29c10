"""Databases to make products of: the demo case, and small ones written by hand."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from iwtlink.intake import load, load_mapping, propose, read_source
from iwtlink.ontology import load_ontology
from iwtlink.paths import resource
from iwtlink.store import Store
from tests.products.samples import NOTICE

_TABLES = ("sources", "entities", "links", "seizure_items")


def take_in(store: Store, path: Path, mapping: str) -> None:
    """Import one table."""
    proposals = propose(read_source(path), load_mapping(mapping), load_ontology())
    with store.edit(f"Import {path.name}") as edit:
        load(edit, proposals)


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """Give the demo case as a database."""
    path = tmp_path_factory.mktemp("demo") / "demo.iwt"
    with Store.create(path, title="Operation NAGA EYE", code="VT1", notice=NOTICE) as store:
        for name in _TABLES:
            take_in(store, resource("demo", f"{name}.csv"), f"demo_{name}")
        yield store


@pytest.fixture(scope="session")
def air_seizures(tmp_path_factory: pytest.TempPathFactory, shared_data: Path) -> Iterator[Store]:
    """Give the C4ADS table of air seizures as a database."""
    path = tmp_path_factory.mktemp("c4ads") / "c4ads.iwt"
    with Store.create(path, title="C4ADS ROUTES", code="VT1") as store:
        take_in(store, shared_data / "iwt" / "c4ads_routes_tot.csv", "c4ads_routes")
        yield store


@pytest.fixture
def empty_store(tmp_path: Path) -> Iterator[Store]:
    """Give an empty database."""
    with Store.create(tmp_path / "small.iwt", code="T1") as store:
        yield store
