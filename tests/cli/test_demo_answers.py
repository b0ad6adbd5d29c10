"""The demo's known answers, through the command line."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from iwtlink.paths import resource
from tests.cli.conftest import Run


@pytest.fixture(scope="module")
def answers() -> Any:
    """Give the answers that were worked out apart from the program."""
    text = resource("demo", "expected_answers.json").read_text(encoding="utf-8")
    return json.loads(text)


@pytest.mark.parametrize(
    ("kind", "answer"),
    [
        ("entities", "entities"),
        ("links", "links"),
        ("documents", "sources"),
        ("seizure_item", "seizure_items"),
        ("products", "products"),
        ("articles", "media"),
    ],
)
def test_the_demo_holds_what_its_tables_hold(
    run: Run, demo_file: Path, answers: Any, kind: str, answer: str
) -> None:
    assert run("list", demo_file, kind, "--json").result["count"] == answers["counts"][answer]


@pytest.mark.parametrize("measure", ["degree", "betweenness"])
def test_the_ranking_of_the_unmerged_network(
    run: Run, demo_file: Path, answers: Any, measure: str
) -> None:
    expected = answers["unmerged"][f"{measure}_top"]
    ran = run("analyse", demo_file, "--measure", measure, "--top", 5, "--json")
    found = {row["source_refs"][0]: row["value"] for row in ran.result["rows"]}
    assert set(found) == {ref for ref, _ in expected}
    for ref, value in expected:
        assert found[ref] == pytest.approx(value, abs=5e-5)
    assert next(iter(found)) == expected[0][0]


def test_the_size_and_the_components_of_the_unmerged_network(
    run: Run, demo_file: Path, answers: Any
) -> None:
    found = run("analyse", demo_file, "--measure", "components", "--json").result
    assert found["entity_count"] == answers["unmerged"]["nodes"]
    assert found["pair_count"] == answers["unmerged"]["edges_simple"]
    assert found["component_count"] == answers["unmerged"]["components"]


def test_the_raw_ivory_equivalent(run: Run, demo_file: Path, answers: Any) -> None:
    items = run("list", demo_file, "seizure_item", "--json").result["items"]
    expected = answers["raw_ivory_equivalent_kg"]
    found = {
        item["source_refs"]: float(item["raw_ivory_equivalent_kg"])
        for item in items
        if item.get("raw_ivory_equivalent_kg")
    }
    assert found == pytest.approx(expected["by_item"], abs=0.05)
    assert sum(found.values()) == pytest.approx(expected["total"], abs=0.05)


def test_a_reference_of_a_source_finds_its_item(run: Run, demo_file: Path) -> None:
    found = run("show", demo_file, "P01", "--json").result
    assert found["label"].startswith("Khamsing VONGPHADY")
    assert "ຄຳສິງ ວົງພະດີ" in found["label"]
    assert any(value["value"] == "Sing Nyai" for value in found["values"])
    own = run("show", demo_file, found["ref"].lower(), "--json").result
    assert own == found


def test_no_item_says_who_duplicates_whom(run: Run, demo_file: Path) -> None:
    for ref in ("P26", "P27", "P28"):
        assert "truth_duplicate_of" not in run("show", demo_file, ref).out
        assert run("show", demo_file, ref).code == 0
