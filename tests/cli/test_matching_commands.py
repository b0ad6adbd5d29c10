"""``match`` and ``judge``: twins of the demonstration, through the command line."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.cli.conftest import Run

PLANTED = {("PER-NGE-0001", "PER-NGE-0026"), ("PER-NGE-0011", "PER-NGE-0027"),
           ("PER-NGE-0016", "PER-NGE-0028")}  # fmt: skip


def test_the_likely_twins_of_the_demonstration_are_its_three(run: Run, demo_file: Path) -> None:
    pairs = run("match", demo_file, "--band", "likely", "--json").result["pairs"]
    assert {(one["one"]["ref"], one["other"]["ref"]) for one in pairs} == PLANTED
    assert all(one["reasons"][0]["sign"] == "+" and one["words"] for one in pairs)


def test_one_entity_is_asked_for_by_any_reference(run: Run, demo_file: Path) -> None:
    out = run("match", demo_file, "P27").out
    assert "likely (" in out
    assert "PER-NGE-0011" in out
    assert "1 pair may be one." in out


@pytest.fixture
def own_file(demo_file: Path, tmp_path: Path) -> Path:
    """Give a demonstration that the test may change."""
    return Path(shutil.copy(demo_file, tmp_path / "own.iwt"))


def test_who_is_judged_different_is_not_proposed_again(run: Run, own_file: Path) -> None:
    said = run("judge", own_file, "P27", "P11", "different", "--reason", "met both").out
    assert "P27 and P11 are different" in said
    assert run("match", own_file, "P27").out == "Nothing here may be one and the same.\n"


def test_the_same_are_merged(run: Run, own_file: Path) -> None:
    assert run("judge", own_file, "P01", "P26", "same", "--json").result["kept"] == "P01"
    pairs = run("match", own_file, "--band", "likely", "--json").result["pairs"]
    assert {(one["one"]["ref"], one["other"]["ref"]) for one in pairs} == PLANTED - {
        ("PER-NGE-0001", "PER-NGE-0026")
    }


def test_a_verdict_that_is_none_is_refused(run: Run, demo_file: Path) -> None:
    assert run("judge", demo_file, "P01", "P26", "perhaps").code == 2
