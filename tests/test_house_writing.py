"""A file is written whole or not at all, and what a kill left goes with the next one."""

from __future__ import annotations

import os
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from iwtlink import writing
from iwtlink.errors import BadInput
from iwtlink.writing import file_stem, write_whole


def killed_while_writing(path: Path, data: bytes) -> None:
    """Write a file in a program that is killed before the file has its name."""
    script = f"""
        import os
        from pathlib import Path
        from iwtlink.writing import write_whole
        Path.replace = lambda self, target: os.kill(os.getpid(), 9)
        write_whole(Path({str(path)!r}), {data!r})
    """
    subprocess.run([sys.executable, "-c", textwrap.dedent(script)], check=False)


def test_a_file_is_there_whole_and_nothing_else(tmp_path: Path) -> None:
    write_whole(tmp_path / "a.xlsx", b"first")
    write_whole(tmp_path / "a.xlsx", b"second")
    assert [(p.name, p.read_bytes()) for p in tmp_path.iterdir()] == [("a.xlsx", b"second")]


@pytest.mark.skipif(os.name == "nt", reason="Windows knows no such signal")
def test_what_a_killed_program_left_goes_with_the_next_writing(tmp_path: Path) -> None:
    write_whole(tmp_path / "a.xlsx", b"before")
    killed_while_writing(tmp_path / "a.xlsx", b"half")
    assert len(list(tmp_path.iterdir())) == 2
    assert (tmp_path / "a.xlsx").read_bytes() == b"before"
    write_whole(tmp_path / "b.csv", b"other")
    assert sorted(p.name for p in tmp_path.iterdir()) == ["a.xlsx", "b.csv"]


def test_what_others_are_writing_just_now_stays(tmp_path: Path) -> None:
    mine = tmp_path / f".{writing._writer()}-0a0b0c0d{writing._PART}"
    theirs = tmp_path / f".00000000-999999999-0a0b0c0d{writing._PART}"  # of another computer
    foreign = tmp_path / f".something{writing._PART}"
    for path in (mine, theirs, foreign):
        path.write_bytes(b"half")
    write_whole(tmp_path / "a.xlsx", b"whole")
    assert sorted(tmp_path.iterdir()) == sorted([mine, theirs, foreign, tmp_path / "a.xlsx"])


def test_what_cannot_be_written_leaves_the_old_file(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="Cannot write"):
        write_whole(tmp_path / "none" / "a.xlsx", b"data")
    (tmp_path / "folder").mkdir()
    with pytest.raises(BadInput, match="Cannot write"):
        write_whole(tmp_path / "folder", b"data")
    assert [path.name for path in tmp_path.iterdir()] == ["folder"]


@pytest.mark.parametrize(
    "title, stem",
    [
        ("Operation NAGA EYE (fictional)", "Operation NAGA EYE (fictional)"),
        ('a/b\\c:d*e?f"g<h>i|j', "a-b-c-d-e-f-g-h-i-j"),
        ("line\nbreak\x00", "line-break-"),
        ("ends in dots...", "ends in dots"),
        ("CON", "CON-"),
        ("lpt1.old", "lpt1.old-"),
        ("...", ""),
        ("ປະຕິບັດການ 象牙", "ປະຕິບັດການ 象牙"),
    ],
)
def test_a_title_becomes_the_name_of_a_file_that_every_system_takes(title: str, stem: str) -> None:
    assert file_stem(title) == stem


def test_a_long_title_becomes_a_name_that_can_be_written(tmp_path: Path) -> None:
    path = tmp_path / f"{file_stem('ຊ້າງ' * 200)}.svg"
    write_whole(path, b"x")
    assert path.read_bytes() == b"x"
