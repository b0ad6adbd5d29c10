"""The whole work of an analyst, through the library, in a process where Qt cannot be imported."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from tests.operations.whole_use import PARTS

ROOT = Path(__file__).resolve().parents[2]

WITHOUT_QT = """
import runpy, sys

class NoQt:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in {"PySide6", "shiboken6", "pyqtgraph", "PyQt5", "PyQt6"}:
            raise ModuleNotFoundError(f"{name} is kept out of this process", name=name)

sys.meta_path.insert(0, NoQt())
runpy.run_module("tests.operations.whole_use", run_name="__main__", alter_sys=True)
"""


def test_everything_from_intake_to_purge_is_done_without_qt(tmp_path: Path) -> None:
    (tmp_path / "home").mkdir()
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", WITHOUT_QT, str(tmp_path)],
        cwd=ROOT,
        env={**os.environ, "IWTLINK_HOME": str(tmp_path / "home")},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.split() == [part.__name__ for part in PARTS]
