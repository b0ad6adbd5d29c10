"""Each command on good and on bad input."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from iwtlink.store import Store, entities
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


@pytest.mark.parametrize("words", [("undo", "FILE", "--chart", "P01"), ("undo", "EMPTY")])
def test_what_is_not_there_to_undo_is_an_error_in_a_sentence(
    run: Run, demo: Path, tmp_path: Path, words: tuple[str, ...]
) -> None:
    run("new", tmp_path / "empty.iwt")
    places = {"FILE": demo, "EMPTY": tmp_path / "empty.iwt"}
    ran = run(*(places.get(word, word) for word in words), "--json")
    assert ran.code == 1
    assert ran.result["error"] in ran.err


def test_words_that_are_no_text_are_refused(run: Run, tmp_path: Path) -> None:
    ran = run("new", tmp_path / "a.iwt", "--title", "\udcff", "--json")
    assert ran.code == 1
    assert "not text" in ran.result["error"]
    assert list(tmp_path.iterdir()) == []


def test_a_failed_import_and_a_dry_run_leave_every_byte_as_it_was(
    run: Run, demo: Path, tmp_path: Path
) -> None:
    source, bad = tmp_path / "links.csv", tmp_path / "bad.csv"
    source.write_text(LINKS, encoding="utf-8")
    bad.write_bytes(bytes(range(256)))
    before = demo.read_bytes()
    assert run("import", demo, bad).code == 1
    assert run("import", demo, source, bad).code == 1
    assert run("import", demo, source, "--dry-run").code == 0
    assert demo.read_bytes() == before


def test_a_name_cannot_command_the_terminal_nor_break_a_table(run: Run, tmp_path: Path) -> None:
    path, name = tmp_path / "a.iwt", "Evil\x1b[2J\u202eTwo\nlines\x00"
    with Store.create(path) as store, store.edit("Add") as edit:
        entities.add_entity(edit, "person", name)
    ran = run("list", path, "person")
    assert "\x1b" not in ran.out
    assert "\u202e" not in ran.out
    assert "Evil [2J Two lines" in ran.out
    (item,) = run("list", path, "person", "--json").result["items"]
    assert item["name"] == name


def test_a_reference_carries_the_code_in_capitals_and_is_found(run: Run, tmp_path: Path) -> None:
    path, source = tmp_path / "a.iwt", tmp_path / "links.csv"
    source.write_text(LINKS, encoding="utf-8")
    assert run("new", path, "--code", "vt7").code == 0
    run("import", path, source)
    (item,) = run("list", path, "person", "--json").result["items"]
    assert item["ref"] == "PER-VT7-0001"
    assert run("show", path, "per-vt7-0001").code == 0


def test_an_entity_named_twice_is_drawn_once(run: Run, demo_file: Path, tmp_path: Path) -> None:
    ran = run("chart", demo_file, "P01", "p01", "-o", tmp_path / "c.svg", "--json")
    assert ran.result["entities"] == 1


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252", "ascii"])
def test_every_script_is_printed_whatever_the_encoding(demo_file: Path, encoding: str) -> None:
    for words in (["list", str(demo_file), "person"], ["show", str(demo_file), "P01", "--json"]):
        done = subprocess.run(
            [sys.executable, "-m", "iwtlink", *words],
            capture_output=True,
            check=False,
            env={**os.environ, "PYTHONIOENCODING": encoding},
        )
        assert done.returncode == 0, done.stderr
        if "--json" in words:
            assert "ຄຳສິງ" in json.loads(done.stdout.decode(encoding))["label"]


def test_where_no_log_can_be_written_the_work_is_done(
    run: Run, demo_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = tmp_path / "home"
    home.write_text("a file, not a folder")
    monkeypatch.setenv("IWTLINK_HOME", str(home))
    assert run("list", demo_file, "person").code == 0
    ran = run("demo", "--no-window", "--json")
    assert ran.code == 1
    assert "cannot be" in ran.result["error"]
    assert ran.err.count("\n") == 1


def test_a_reader_that_goes_away_hears_no_complaint(demo_file: Path) -> None:
    command = f"{sys.executable} -m iwtlink list {demo_file} links --json | head -1"
    done = subprocess.run(command, shell=True, capture_output=True, check=False)
    assert done.stderr == b""


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


@pytest.mark.parametrize("ending", ["svg", "png", "pdf", "html"])
def test_a_chart_is_drawn_in_each_form(
    run: Run, demo_file: Path, tmp_path: Path, ending: str
) -> None:
    out = tmp_path / f"chart.{ending}"
    ran = run("chart", demo_file, "P01", "--depth", "1", "-o", out, "--json")
    assert ran.code == 0
    assert ran.result["entities"] == 16
    start = {"svg": b"<?xml", "png": b"\x89PNG", "pdf": b"%PDF", "html": b"<!DOCTYPE"}[ending]
    assert out.read_bytes().startswith(start)


def test_a_stored_chart_is_not_drawn_with_those_so_many_links_away(
    run: Run, demo_file: Path, tmp_path: Path
) -> None:
    (ref, *_) = [row["ref"] for row in run("charts", demo_file, "--json").result["charts"]]
    for words in ((ref,), ("--chart", ref)):
        ran = run("chart", demo_file, *words, "--depth", "1", "-o", tmp_path / "c.svg")
        assert ran.code == 1
        assert "say --depth with entities" in " ".join(ran.err.split())
    assert not (tmp_path / "c.svg").exists()


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
