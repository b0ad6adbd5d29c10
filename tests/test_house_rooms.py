"""The rooms: imports go down only, and what lies below ``render`` works where Qt is not."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from importlinter import configuration
from importlinter.application.use_cases import lint_imports

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "iwtlink"

IMPORT_ALL = """
import importlib, sys

class NoQt:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in {"PySide6", "shiboken6", "pyqtgraph", "PyQt5", "PyQt6"}:
            raise ModuleNotFoundError(f"{name} is kept out of this room", name=name)

sys.meta_path.insert(0, NoQt())
for name in sys.argv[1:]:
    importlib.import_module(name)
"""

SLOW = (
    *("scipy", "networkx", "rustworkx", "pyqtgraph", "uharfbuzz", "PIL", "openpyxl", "lxml"),
    *("python_calamine", "pypdfium2", "docx", "olefile", "phonenumbers", "zxcvbn", "regex"),
)
"""Libraries that a start can do without."""


def modules_without_qt() -> list[str]:
    """Give the name of each module that must not need Qt: all but those of gui and render."""
    files = sorted(PACKAGE.rglob("*.py"))
    names = [path.relative_to(ROOT).with_suffix("").as_posix().replace("/", ".") for path in files]
    names = [name.removesuffix(".__init__") for name in names if not name.endswith("__main__")]
    return [name for name in names if name.split(".")[1:2] not in (["gui"], ["render"])]


def test_imports_go_down_only_and_qt_stays_in_two_rooms(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(ROOT)
    configuration.configure()
    assert lint_imports(str(ROOT / "pyproject.toml"), cache_dir=None, no_logo=True)


def test_each_room_stands_in_the_contracts() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    layers, qt = settings["tool"]["importlinter"]["contracts"]
    rooms = {
        name.strip() for layer in layers["layers"] for name in layer.replace("|", ":").split(":")
    }
    kept_out = {name.removeprefix("iwtlink.") for name in qt["source_modules"]}
    assert rooms - kept_out == {"gui", "render"}


def test_what_lies_below_render_imports_without_qt() -> None:
    names = modules_without_qt()
    assert "iwtlink.settings" in names
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", IMPORT_ALL, *names],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr


def test_qt_is_really_kept_out_in_that_test() -> None:
    done = subprocess.run(
        [sys.executable, "-c", IMPORT_ALL, "PySide6.QtCore"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert "kept out of this room" in done.stderr


@pytest.mark.parametrize(
    ("room", "kept_out"),
    [
        ("iwtlink.cli", (*SLOW, "PySide6", "rapidfuzz", "psutil", "iwtlink.intake")),
        ("iwtlink.gui.app", (*SLOW, "iwtlink.intake", "iwtlink.chart")),
    ],
)
def test_what_is_slow_to_load_is_loaded_only_where_it_is_used(
    room: str, kept_out: tuple[str, ...]
) -> None:
    done = subprocess.run(
        [sys.executable, "-c", f"import sys, {room}; print(*sys.modules)"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
    )
    assert not set(done.stdout.split()) & set(kept_out)


def test_the_rooms_say_what_they_are_for() -> None:
    for path in sorted(PACKAGE.rglob("*.py")):
        text = path.read_text(encoding="utf-8")
        assert not text.strip() or ast.get_docstring(ast.parse(text)), path
