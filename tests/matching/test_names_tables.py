"""A unit's own tables lie over the shipped ones; a broken one is left out and named."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from iwtlink.matching import LIKELY, compare_names, read_name, tables
from iwtlink.operations.own_files import own_file_problems


@pytest.fixture
def own(home: Path) -> Iterator[Path]:
    folder = home / "config" / "matching"
    folder.mkdir(parents=True)
    yield folder
    for file in folder.iterdir():
        file.unlink()
    tables.read_again()


def test_own_titles_trades_and_names_are_known(own: Path) -> None:
    (own / "ours.yaml").write_text(
        "titles:\n  seng_boss: {sex: m, before: [seng boss]}\n"
        "trades:\n  pet_shop: [pet shop]\n"
        "same_names:\n  - [khamphet, phetnoy]\n",
        encoding="utf-8",
    )
    tables.read_again()
    assert read_name("Seng Boss Khamphet").titles == ("seng_boss",)
    assert read_name("Naga Pet Shop").trades == {"pet_shop"}
    alike = compare_names(read_name("Khamphet Vilaysouk"), read_name("Phetnoy Vilaysouk"))
    assert alike.score >= LIKELY
    assert own_file_problems() == []


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("titels:\n  x: {before: [x]}\n", 1),
        ("trades:\n  a: [b]\ntitles:\n  x: {befor: [x]}\n", 4),
        ("same_names:\n  - [a, b]\n  - {a: b}\n", 3),
        ("trades: [", 2),
    ],
)
def test_a_table_that_cannot_be_used_is_left_out_and_its_line_named(
    own: Path, text: str, line: int
) -> None:
    (own / "broken.yaml").write_text(text, encoding="utf-8")
    tables.read_again()
    (problem,) = own_file_problems()
    assert f"broken.yaml, line {line}" in problem
    assert read_name("Thao Khamphet").titles == ("thao",)


def test_every_shipped_table_is_sound() -> None:
    tables.read_again()
    assert {"titles", "trades", "telling", "clans", "thai_words"} <= set(tables._sections())
    for section in ("legal_forms", "trades", "places", "clans"):
        assert all(tables.lists(section).values()), section
