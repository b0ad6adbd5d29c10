"""Entities written on the spot, and their tables brought into an empty database."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from iwtlink.intake import ImportReport, load_mapping, propose
from iwtlink.intake.networks.ftm import read
from iwtlink.intake.networks.model import Network, Table
from iwtlink.ontology import Ontology
from iwtlink.operations.imports import Prepared, import_prepared, try_import
from iwtlink.store import Store

INVENTED = Path(__file__).with_name("invented.ftm.json")


def entity(item_id: str, schema: str, **properties: Any) -> dict[str, Any]:
    """Give an entity; one text stands for a list of it."""
    told = {k.rstrip("_"): [v] if isinstance(v, str) else v for k, v in properties.items()}
    return {"id": item_id, "schema": schema, "properties": told}


def in_lines(entities: Sequence[object]) -> bytes:
    """Give entities as JSON lines."""
    return "".join(json.dumps(one, ensure_ascii=False) + "\n" for one in entities).encode()


@pytest.fixture
def network(ontology: Ontology) -> Callable[..., Network]:
    """Give a function that reads entities as the lines of a file."""

    def read_entities(*entities: object) -> Network:
        return read(Path("case.ftm.json"), in_lines(entities), ontology)

    return read_entities


@pytest.fixture
def bring(tmp_path: Path, store: Store) -> Callable[..., list[ImportReport]]:
    """Give a function that imports a network in one step, or only tries to."""

    def bring_network(
        found: Network, *, path: Path = Path("case.ftm.json"), dry_run: bool = False
    ) -> list[ImportReport]:
        tables = [_prepared(tmp_path, path, table, store.ontology) for table in found.tables]
        return (try_import if dry_run else import_prepared)(store, tables)

    return bring_network


def _prepared(folder: Path, path: Path, table: Table, ontology: Ontology) -> Prepared:
    mapping = folder / "drafted.yaml"
    mapping.write_text(table.mapping, encoding="utf-8")
    proposals = propose(table.sheet, load_mapping(mapping), ontology)
    return Prepared(path, table.sheet, table.sheet.name, proposals)


def told(found: Network) -> dict[str, int]:
    """Give the losses of a network by their words."""
    return {loss.what: loss.count for loss in found.losses}
