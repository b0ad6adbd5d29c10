"""The command line run inside the test's own process, and the demo made once."""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from iwtlink.cli import main


@dataclass(frozen=True)
class Ran:
    """What a command printed and its exit code."""

    code: int
    out: str
    err: str

    @property
    def result(self) -> Any:
        """Give the JSON object that was printed."""
        return json.loads(self.out)


Run = Callable[..., Ran]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Give a function that runs ``iwtlink`` with the words given."""

    def run_words(*words: object) -> Ran:
        monkeypatch.setattr(sys, "argv", ["iwtlink", *map(str, words)])
        capsys.readouterr()
        try:
            main()
            code = 0
        except SystemExit as stop:
            code = int(stop.code or 0)
        printed = capsys.readouterr()
        return Ran(code, printed.out, printed.err)

    return run_words


@pytest.fixture
def demo_file(demo_made: Path) -> Path:
    """Give the demo database, made once; tests that write take ``demo``."""
    return demo_made


@pytest.fixture
def demo(demo_file: Path, tmp_path: Path) -> Path:
    """Give a copy of the demo database to write in."""
    return Path(shutil.copy(demo_file, tmp_path / "demo.iwt"))
