"""``quality``: the demonstration's weak spots, through the command line."""

from __future__ import annotations

from pathlib import Path

from iwtlink.ontology import load_ontology
from tests.cli.conftest import Run


def test_the_worst_items_of_the_demonstration_come_first(run: Run, demo_file: Path) -> None:
    found = run("quality", demo_file, "--limit", 5, "--json").result
    points = [one["points"] for one in found["items"]]
    assert len(points) == 5
    assert points == sorted(points)
    assert found["total"] > 5
    assert found["looked_at"] == 231
    types = {*load_ontology().entity_types, *load_ontology().link_types}
    assert {one["type"] for one in found["items"]} <= types
    assert found["counts"]["unsourced"] == 0


def test_the_twins_hidden_in_the_demonstration_are_possible_duplicates(
    run: Run, demo_file: Path
) -> None:
    ran = run("quality", demo_file, "--rule", "duplicate", "--type", "person", "--json")
    assert {one["ref"] for one in ran.result["items"]} == {
        f"PER-NGE-{number:04}" for number in (1, 11, 16, 26, 27, 28)
    }


def test_the_list_reads_as_a_table_with_a_count_of_each_rule(run: Run, demo_file: Path) -> None:
    out = run("quality", demo_file, "--type", "link", "--limit", 1).out
    assert "No source is better than one that cannot be trusted or judged (F6)." in out
    assert "single_source" in out
    assert "231 entities and links looked at" in out


def test_a_rule_that_is_none_is_refused_with_those_there_are(run: Run, demo_file: Path) -> None:
    ran = run("quality", demo_file, "--rule", "nonsense")
    assert ran.code == 1
    assert "impossible_date" in ran.err


def test_a_link_says_why_it_is_so_strong(run: Run, demo_file: Path) -> None:
    fields = run("show", demo_file, "L013", "--json").result["fields"]
    assert fields["strength"] == "tentative"
    assert fields["strength_is_set"] == "yes"
    assert "is a record of a court or register" in fields["by_grades"]
