"""From the command to the first painted window, against a bare Qt window."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from iwtlink.store import Store

pytestmark = [pytest.mark.speed, pytest.mark.benchmark(group="start to first paint")]

_BARE = """
import sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QLabel, QMainWindow
app = QApplication(sys.argv)
window = QMainWindow()
window.setCentralWidget(QLabel("Hello"))
window.show()
QTimer.singleShot(0, app.quit)
app.exec()
"""
_OURS = """
import sys
from PySide6.QtCore import QTimer
from iwtlink.gui.app import make_app
from iwtlink.gui.theme import apply_theme
from iwtlink.gui.window import MainWindow
app = make_app()
apply_theme(app, "light")
window = MainWindow()
window.show()
if len(sys.argv) > 1:
    window.commands.file.open_path(sys.argv[1])

def quit_when_shown():
    is_shown = len(sys.argv) == 1 or window.session.is_open
    if is_shown and window.jobs.is_idle:
        app.quit()

timer = QTimer()
timer.timeout.connect(quit_when_shown)
timer.start(0)
app.exec()
"""


def _start(script: str, *words: str) -> None:
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen"}
    subprocess.run([sys.executable, "-c", script, *words], check=True, env=environment)


def test_start(benchmark: Any) -> None:
    benchmark.pedantic(_start, args=(_OURS,), rounds=5, warmup_rounds=1)


def test_start_with_the_demo_open(benchmark: Any, demo_store: Store, tmp_path: Path) -> None:
    path = Path(shutil.copy(demo_store.path, tmp_path))
    benchmark.pedantic(_start, args=(_OURS, str(path)), rounds=5, warmup_rounds=1)


def test_start_yardstick_bare_window(benchmark: Any) -> None:
    benchmark.pedantic(_start, args=(_BARE,), rounds=5, warmup_rounds=1)
