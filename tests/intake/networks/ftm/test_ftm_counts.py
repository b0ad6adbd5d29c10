"""Nothing of a file goes missing: tables hold what an independent reading of the JSON counts."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from iwtlink.intake.networks.ftm import read
from iwtlink.intake.networks.model import Network
from iwtlink.ontology import Ontology
from tests.intake.networks.ftm.conftest import INVENTED

FILES = ("aleph-samples.ijson", "donations.ijson", "handmade-iwt-portable.ftm.json")
IN_NO_TABLE = {"Page", "Documentation"}
"""Pages stay in the file, which is told; what documents what is said where it is meant."""


def check_counts(found: Network, entities: list[dict[str, Any]]) -> None:
    """Compare tables with entities as they were parsed: how many of each schema, each value."""
    wanted: Counter[str] = Counter()
    values: Counter[tuple[str, str]] = Counter()
    for one in entities:
        schema = str(one["schema"])
        if schema in IN_NO_TABLE:
            continue
        wanted[schema] += 1
        for name, given in one["properties"].items():
            values[schema, name] += len(set(given))
    rows: Counter[str] = Counter()
    cells: Counter[tuple[str, str]] = Counter()
    for table in found.tables:
        schema = table.sheet.name.removesuffix(", sourced")
        if schema == "References":
            continue
        rows[schema] += len(table.sheet.rows)
        for row in table.sheet.rows:
            for column, cell in zip(table.sheet.columns, row.cells, strict=True):
                cells[schema, column] += len(cell.split("\n")) if cell else 0
    assert rows == wanted
    assert {key: cells[key] for key in values} == dict(values)


def parsed(path: Path) -> list[dict[str, Any]]:
    """Give the entities of a file of JSON lines."""
    return [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]


def test_the_tables_of_the_invented_case_hold_all_of_it(ontology: Ontology) -> None:
    found = read(INVENTED, INVENTED.read_bytes(), ontology)
    check_counts(found, parsed(INVENTED))
    assert len(found.sha256) == 64


@pytest.mark.parametrize("name", FILES)
def test_the_tables_of_a_real_file_hold_all_of_it(
    shared_data: Path, ontology: Ontology, name: str
) -> None:
    path = shared_data / "ftm" / name
    found = read(path, path.read_bytes(), ontology)
    entities = parsed(path)
    filled = [
        one | {"properties": {n: _filled(v) for n, v in one["properties"].items()}}
        for one in entities
    ]
    check_counts(found, filled)


def _filled(values: list[str]) -> set[str]:
    return {re.sub(r"\s*[\r\n\x85\u2028\u2029]\s*", " ", value.strip()) for value in values} - {""}


def test_rows_bear_the_numbers_of_their_lines(ontology: Ontology) -> None:
    found = read(INVENTED, INVENTED.read_bytes(), ontology)
    lines = {str(one["id"]): n for n, one in enumerate(parsed(INVENTED), start=1)}
    for table in found.tables:
        for row in table.sheet.rows:
            assert lines[row.cells[0]] == row.number


def test_a_list_gives_the_same_tables_as_lines(ontology: Ontology) -> None:
    entities = parsed(INVENTED)
    as_list = "[\n" + ",\n".join(json.dumps(one) for one in entities) + "\n]\n"
    found = read(INVENTED, as_list.encode(), ontology)
    lines = read(INVENTED, INVENTED.read_bytes(), ontology)
    assert [table.mapping for table in found.tables] == [table.mapping for table in lines.tables]
    shifted = [[(r.number - 1, r.cells) for r in table.sheet.rows] for table in found.tables]
    assert shifted == [[(r.number, r.cells) for r in table.sheet.rows] for table in lines.tables]
