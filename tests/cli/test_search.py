"""``iwtlink search``: hits with their passages, filters, saved searches."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from iwtlink.operations import searching
from iwtlink.store import Store, entities
from iwtlink.store.search import Question
from tests.cli.conftest import Run


@pytest.fixture
def copy(demo_file: Path, tmp_path: Path) -> Path:
    """Give a copy of the demonstration to write to."""
    return Path(shutil.copy(demo_file, tmp_path / "demo.iwt"))


def test_hits_are_told_with_the_passage_and_its_marks(run: Run, demo_file: Path) -> None:
    found = run("search", demo_file, "bangles", "--json").result
    (hit,) = [hit for hit in found["hits"] if hit["kind"] == "entity"]
    first, last = hit["marks"][0]
    assert hit["snippet"][first:last].lower() == "bangles"
    assert hit["type"] == "shop"
    assert found["is_all_counted"] is True


def test_a_phone_is_found_in_any_form(run: Run, demo_file: Path) -> None:
    found = run("search", demo_file, "020 5555 0171", "--kind", "entity", "--json").result
    assert [hit["label"] for hit in found["hits"]] == ["+856 20 5555 0171"]


def test_a_typing_error_is_said(run: Run, demo_file: Path) -> None:
    ran = run("search", demo_file, "vongphadi")
    assert "Khamsing VONGPHADY" in ran.out
    said = ran.out.splitlines()[-1]
    assert said.startswith("shown for: ")
    assert "vongphady" in said


def test_filters_narrow_what_is_found(run: Run, demo_file: Path) -> None:
    everything = run("search", demo_file, "ivory", "--json").result["count"]
    narrowed = run(
        *("search", demo_file, "ivory", "--type", "seizure", "--from", "2017", "--to", "2017-07"),
        *("--worst-grade", "B2", "--json"),
    ).result
    assert 0 < narrowed["count"] < everything
    assert {hit["type"] for hit in narrowed["hits"]} == {"seizure"}


def test_a_saved_search_tells_the_new_first_and_only_once(run: Run, copy: Path) -> None:
    with Store.open(copy) as store:
        searching.save_search(store, "Ivory", Question("ivory"))
    run("search", copy, "--saved", "ivory")
    with Store.open(copy) as store, store.edit("Add") as edit:
        entities.add_entity(edit, "company", "Ivory Star Co")
    found = run("search", copy, "--saved", "ivory", "--json").result
    assert (found["new"], found["hits"][0]["label"]) == (1, "Ivory Star Co")
    assert run("search", copy, "--saved", "ivory", "--json").result["new"] == 0


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("ivory", "--kind", "elephant"), "no kind"),
        (("ivory", "--type", "elephant"), "no type"),
        (("ivory", "--worst-grade", "Z9"), "not a grade"),
        (("ivory", "--from", "someday"), "someday"),
        (("--saved", "nothing"), "no saved search"),
        ((), "what to search for"),
        (("ivory", "--saved", "x"), "what to search for"),
    ],
)
def test_what_cannot_be_asked_is_said(
    run: Run, demo_file: Path, words: tuple[str, ...], sentence: str
) -> None:
    ran = run("search", demo_file, *words)
    assert ran.code == 1
    assert sentence in ran.err
