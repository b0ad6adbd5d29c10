"""From the command to the first painted window, against a bare Qt window."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

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
from pathlib import Path
from PySide6.QtCore import QTimer
from iwtlink.gui import app
app.run(Path(sys.argv[1]), on_shown=lambda application: QTimer.singleShot(0, application.quit))
"""


def _start(script: str, *words: str) -> None:
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen"}
    subprocess.run([sys.executable, "-c", script, *words], check=True, env=environment)


def test_start(benchmark: Any, demo_store: Any) -> None:
    path: Path = demo_store.path
    demo_store.close()
    benchmark.pedantic(_start, args=(_OURS, str(path)), rounds=5, warmup_rounds=1)


def test_start_yardstick_bare_window(benchmark: Any) -> None:
    benchmark.pedantic(_start, args=(_BARE,), rounds=5, warmup_rounds=1)
