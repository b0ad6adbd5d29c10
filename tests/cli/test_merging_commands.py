"""Merging and splitting by command: what is printed, what is refused, what is found afterwards."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from iwtlink.paths import resource
from tests.cli.conftest import Run


def _top(run: Run, demo: Path, measure: str) -> list[Any]:
    ran = run("analyse", demo, "--measure", measure, "--top", 5, "--json")
    return [[row["source_refs"][0], round(row["value"], 4)] for row in ran.result["rows"]]


def test_merged_and_split_by_command_the_demo_gives_both_figures(run: Run, demo: Path) -> None:
    text = resource("demo", "expected_answers.json").read_text(encoding="utf-8")
    expected = json.loads(text)
    for kept, twin in (("P01", "P26"), ("P11", "P27"), ("P16", "P28")):
        done = run("merge", demo, kept, twin, "--reason", "same man", "--json").result
        assert len(done["absorbed"]) == 1
    for measure in ("degree", "betweenness"):
        assert _top(run, demo, measure) == expected["merged"][f"{measure}_top"]
    for twin in ("P26", "P27", "P28"):
        assert run("split", demo, twin, "--json").result["is_done"]
    for measure in ("degree", "betweenness"):
        assert _top(run, demo, measure) == expected["unmerged"][f"{measure}_top"]
    assert run("check", demo).code == 0


def test_after_a_merge_both_references_show_the_same(run: Run, demo: Path) -> None:
    printed = run("merge", demo, "P01", "P26").out
    assert "PER-NGE-0026 merged into PER-NGE-0001 Khamsing VONGPHADY." in printed
    assert "Set aside" in printed
    shown = run("show", demo, "P01").out
    for reference in ("P26", "PER-NGE-0026", "per-nge-0026"):
        assert run("show", demo, reference).out == shown
    assert "one already" in run("merge", demo, "P26", "P01").out


def test_what_was_added_is_listed_without_splitting(run: Run, demo: Path) -> None:
    run("merge", demo, "P01", "P26")
    listed = run("split", demo, "P26", "--list", "--json").result
    assert not listed["is_done"]
    assert listed["added_since"] == []
    assert "split off from PER-NGE-0001" in run("split", demo, "P26").out


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (("merge", "P01", "C01"), "different kinds"),
        (("merge", "P01"), "two items or more"),
        (("merge", "P01", "SRC-0115"), "entities and links can be merged"),
        (("merge", "P01", "P99"), "Nothing here has the reference P99"),
        (("split", "P05"), "not merged with anything"),
    ],
)
def test_what_cannot_be_is_refused_with_a_sentence(
    run: Run, demo: Path, words: tuple[str, ...], why: str
) -> None:
    command, *rest = words
    ran = run(command, demo, *rest)
    assert ran.code == 1
    assert why in ran.err
