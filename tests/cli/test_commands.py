"""Each command on good and on bad input."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from iwtlink.store import Store
from tests.cli.conftest import Run

LINKS = "from,to,type,to_type\nA Person,B Company,director_of,company\n"


def test_a_new_database_is_empty_and_whole(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "a.iwt"
    assert run("new", path, "--title", "Case", "--code", "VT1").code == 0
    assert run("list", path, "entities", "--json").result["count"] == 0
    assert run("check", path, "--json").result["faults"] == []


def test_an_import_is_one_step_that_undo_removes_whole(run: Run, tmp_path: Path) -> None:
    path, source = tmp_path / "a.iwt", tmp_path / "links.csv"
    source.write_text(LINKS, encoding="utf-8")
    run("new", path)
    assert run("import", path, source).code == 0
    assert run("list", path, "entities", "--json").result["count"] == 2
    assert run("undo", path).code == 0
    assert run("list", path, "entities", "--json").result["count"] == 0
    assert run("list", path, "documents", "--json").result["count"] == 0
    assert run("redo", path).code == 0
    assert run("list", path, "links", "--json").result["count"] == 1
    assert run("check", path).code == 0


def test_a_dry_run_reports_the_same_and_writes_nothing(run: Run, tmp_path: Path) -> None:
    path, source = tmp_path / "a.iwt", tmp_path / "links.csv"
    source.write_text(LINKS, encoding="utf-8")
    run("new", path)
    head = run("check", path, "--json").result["head"]
    tried = run("import", path, source, "--dry-run", "--json").result
    assert run("check", path, "--json").result["head"] == head
    done = run("import", path, source, "--json").result
    assert tried["reports"] == done["reports"]


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("empty.csv", b"", "empty"),
        ("rubbish.csv", bytes(range(256)) * 40, ""),
        ("rubbish.xlsx", b"PK\x03\x04" + b"\x00" * 500, ""),
        ("unknown.csv", b"x,y\n1,2\n", "mapping"),
    ],
)
def test_bad_input_gives_one_sentence_and_leaves_the_database(
    run: Run, tmp_path: Path, name: str, content: bytes, words: str
) -> None:
    path, source = tmp_path / "a.iwt", tmp_path / name
    source.write_bytes(content)
    run("new", path)
    head = run("check", path, "--json").result["head"]
    ran = run("import", path, source)
    assert ran.code == 1
    assert name in ran.err or words in ran.err
    assert ran.err.count("\n") == 1
    assert run("check", path, "--json").result["head"] == head


@pytest.mark.parametrize(
    "words",
    [
        ("list", "FILE", "nonsense"),
        ("show", "FILE", "NOBODY"),
        ("analyse", "FILE", "--measure", "nonsense"),
        ("chart", "FILE", "-o", "chart.docx"),
        ("chart", "FILE", "NOBODY", "-o", "chart.svg"),
        ("import", "FILE", "missing.csv"),
        ("import", "FILE", "FILE"),
        ("list", "missing.iwt", "person"),
        ("undo", "EMPTY"),
    ],
)
def test_what_cannot_be_done_ends_with_exit_code_1(
    run: Run, demo: Path, tmp_path: Path, words: tuple[str, ...]
) -> None:
    empty = tmp_path / "empty.iwt"
    run("new", empty)
    places = {"FILE": demo, "EMPTY": empty}
    assert run(*(places.get(word, word) for word in words)).code == 1


def test_an_error_is_json_where_json_was_asked_for(run: Run, demo_file: Path) -> None:
    ran = run("show", demo_file, "NOBODY", "--json")
    assert ran.code == 1
    assert "NOBODY" in ran.result["error"]


def test_a_database_in_use_can_be_read_and_says_who_writes(
    run: Run, demo: Path, tmp_path: Path
) -> None:
    source = tmp_path / "links.csv"
    source.write_text(LINKS, encoding="utf-8")
    with Store.open(demo):
        assert run("list", demo, "person").code == 0
        ran = run("import", demo, source)
    assert ran.code == 1
    assert "open for writing by" in ran.err


@pytest.mark.parametrize("ending", ["svg", "png", "pdf"])
def test_a_chart_is_drawn_in_each_form(
    run: Run, demo_file: Path, tmp_path: Path, ending: str
) -> None:
    out = tmp_path / f"chart.{ending}"
    ran = run("chart", demo_file, "P01", "--depth", "1", "-o", out, "--json")
    assert ran.code == 0
    assert ran.result["entities"] == 16
    start = {"svg": b"<?xml", "png": b"\x89PNG", "pdf": b"%PDF"}[ending]
    assert out.read_bytes().startswith(start)


def test_the_selftest_finds_everything_working(run: Run) -> None:
    found = run("selftest", "--json").result
    assert found["is_good"], found


def test_everything_but_pictures_works_without_qt(demo_file: Path, tmp_path: Path) -> None:
    commands = [
        ["list", str(demo_file), "person"],
        ["analyse", str(demo_file), "--measure", "degree"],
        ["chart", str(demo_file), "P01", "-o", str(tmp_path / "c.svg")],
        ["dossier", str(demo_file), "P01", "--no-picture", "-o", str(tmp_path / "d.xlsx")],
    ]
    for words in commands:
        script = (
            "import sys\n"
            "for name in ('PySide6', 'shiboken6', 'pyqtgraph'): sys.modules[name] = None\n"
            f"sys.argv = ['iwtlink', *{words!r}]\n"
            "from iwtlink.cli import main\nmain()\n"
        )
        done = subprocess.run([sys.executable, "-c", script], capture_output=True, check=False)
        assert done.returncode == 0, done.stderr.decode()


def test_a_picture_without_qt_is_refused_in_a_sentence(
    run: Run, demo_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("iwtlink.render.png", "iwtlink.render.pdf"):
        monkeypatch.setitem(sys.modules, name, None)
    ran = run("chart", demo_file, "P01", "-o", tmp_path / "c.png")
    assert ran.code == 1
    assert "Qt cannot be loaded here" in ran.err
