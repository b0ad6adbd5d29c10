"""A window on a copy of the demonstration, made once for all tests."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication, QInputMethodEvent, QWindow
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from iwtlink.gui.app import make_app
from iwtlink.gui.theme import apply_theme
from iwtlink.gui.tidying import Tidier
from iwtlink.gui.window import MainWindow
from iwtlink.settings import change_settings

Settle = Callable[[], None]
PATIENCE_MS = 120_000
"""Longest wait for the window: only what hangs takes so long, however busy the machine is."""


@pytest.fixture
def demo_file(demo_made: Path, tmp_path: Path) -> Path:
    """Give a copy of the demonstration to work on."""
    return Path(shutil.copy(demo_made, tmp_path / "demo.iwt"))


@pytest.fixture(scope="session")
def qapp_cls() -> type[QApplication]:
    """Make the application as the program does."""
    return QApplication


@pytest.fixture(scope="session", autouse=True)
def _empty_clipboard() -> Iterator[None]:
    """Leave nothing on the clipboard: Qt without a screen crashes as it ends with something there.

    Two lines of PySide show it: set the clipboard's text and leave.
    """
    yield
    if QApplication.instance() is not None:
        QGuiApplication.clipboard().clear()


@pytest.fixture(autouse=True)
def _no_key_held(qapp: QApplication) -> None:
    """Let go of the modifier with which a test before sent its last event: Qt remembers it."""
    if QGuiApplication.keyboardModifiers() != Qt.KeyboardModifier.NoModifier:
        QTest.keyRelease(QWindow(), Qt.Key.Key_Shift)


@pytest.fixture
def window(qtbot: QtBot, home: Path) -> Iterator[MainWindow]:
    """Give the window with no database, its analyst known."""
    change_settings(lambda s: replace(s, analyst_name="Noy Demo", analyst_initials="ND"))
    apply_theme(make_app(), "light")
    made = MainWindow()
    made.resize(1366, 768)
    qtbot.addWidget(made)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    Tidier(made.jobs, lambda: made.locker.idle.idle_s, made)
    yield made
    made.close()


@pytest.fixture
def settle(qtbot: QtBot, window: MainWindow) -> Settle:
    """Wait until what is queued has happened and nothing runs beside the window."""
    turn = QTimer(singleShot=True, interval=0)

    def wait() -> None:
        with qtbot.waitSignal(turn.timeout):
            turn.start()
        qtbot.waitUntil(lambda: window.jobs.is_idle, timeout=PATIENCE_MS)

    return wait


@pytest.fixture
def demo(window: MainWindow, demo_file: Path, settle: Settle) -> MainWindow:
    """Give the window with a copy of the demonstration open."""
    window.commands.file.open_path(str(demo_file))
    settle()
    assert window.session.is_open
    return window


def type_text(widget: QWidget, text: str) -> None:
    """Type a text of any script, as an input method hands it over."""
    event = QInputMethodEvent()
    event.setCommitString(text)
    QApplication.sendEvent(widget, event)
