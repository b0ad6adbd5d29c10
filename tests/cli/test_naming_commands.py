"""``names explain`` and ``names score``, through the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Run

PAIRS = (
    "name_a,name_b,label,needs_context\n"
    "Khamsing Vongphady,Kamsing Vongpadi,same,0\n"
    "Bounmy Souliya,Bounma Souliya,different,0\n"
    "Khamla Keomany,Somchai Jaidee,same,0\n"
    "Noy,Noy,different,1\n"
)


@pytest.fixture
def pairs(tmp_path: Path) -> Path:
    path = tmp_path / "pairs.csv"
    path.write_text(PAIRS, encoding="utf-8")
    return path


def test_two_names_are_explained_word_by_word(run: Run) -> None:
    out = run("names", "explain", "Thao Khamsing Vongphady", "Khamsing VONGPADI").out
    assert "likely, 0.98" in out
    assert "ph = p, y = i" in out
    assert "Titles: thao" in out


def test_the_explanation_is_given_as_json(run: Run) -> None:
    found = run("names", "explain", "Nguyễn Văn Hùng", "Nguyễn Văn Hưng", "--json").result
    assert (found["band"], bool(found["veto"])) == ("none", True)
    assert found["tokens"][2]["verdict"] == "differs"


def test_a_table_of_pairs_is_scored(run: Run, pairs: Path) -> None:
    found = run("names", "score", pairs, "--json").result
    assert (found["pairs"], found["left_out"]) == (3, 1)
    assert (found["precision"], found["recall"]) == (1.0, 0.5)
    assert found["f1"] == pytest.approx(2 / 3, abs=0.001)
    assert [miss["line"] for miss in found["misses"]] == [4]


def test_pairs_that_need_context_are_scored_when_asked_for(run: Run, pairs: Path) -> None:
    found = run("names", "score", pairs, "--all", "--json").result
    assert (found["pairs"], found["bands"]["different"]["possible"]) == (4, 1)


def test_the_misses_are_shown_with_their_line(run: Run, pairs: Path) -> None:
    out = run("names", "score", pairs).out
    assert "3 pairs" in out
    assert "Khamla Keomany" in out
    assert "Bounmy" not in out


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a,b\n1,2\n", "has no column name_a, name_b, label"),
        ("name_a,name_b,label\nx,y,maybe\n", "line 2: the label is “maybe”"),
    ],
)
def test_a_table_that_is_none_is_refused(run: Run, tmp_path: Path, text: str, said: str) -> None:
    path = tmp_path / "bad.csv"
    path.write_text(text, encoding="utf-8")
    ran = run("names", "score", path)
    assert (ran.code, said in ran.err) == (1, True), ran.err


def test_the_type_says_what_is_called_so_and_must_be_one(run: Run) -> None:
    assert "likely" in run("names", "explain", "Thanaleng", "Thanaleng", "--type", "warehouse").out
    assert "possible" in run("names", "explain", "Thanaleng", "Thanaleng").out
    ran = run("names", "explain", "a", "b", "--type", "nonsense")
    assert (ran.code, "no type “nonsense”" in ran.err) == (1, True)


def test_a_missing_table_is_said(run: Run, tmp_path: Path) -> None:
    assert run("names", "score", tmp_path / "none.csv").code == 1


def test_tables_as_spreadsheets_save_them_are_read(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "pairs.csv"
    for parting in (",", ";", "\t"):
        rows = parting.join(("Name_A", "name_b", "LABEL")), parting.join(("Keo", "Keo", "Same"))
        path.write_text("\n".join(rows), encoding="utf-8-sig")
        assert run("names", "score", path, "--json").result["pairs"] == 1


def test_every_band_is_counted_even_where_it_is_empty(run: Run, pairs: Path) -> None:
    bands = run("names", "score", pairs, "--json").result["bands"]
    assert {label: sum(by.values()) for label, by in bands.items()} == {"same": 2, "different": 1}
    assert all(tuple(by) == ("likely", "possible", "none") for by in bands.values())
