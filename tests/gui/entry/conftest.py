"""The entry panel with a database, driven by one who types."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget
from pytestqt.qtbot import QtBot

from iwtlink.gui.entry.panel import EntryPanel
from iwtlink.gui.jobs import Jobs
from iwtlink.gui.session import Session
from iwtlink.store import Store
from tests.gui.conftest import PATIENCE_MS

MOST_KEYS = 6
"""Keystrokes allowed beyond the typed text, for each item."""
Key = Qt.Key


class Typist:
    """Types into whatever has the keyboard, and counts the keys that are not text."""

    def __init__(self, qtbot: QtBot, window: QMainWindow) -> None:
        self._qtbot = qtbot
        self._window = window
        self.keys = 0

    def text(self, words: str) -> None:
        if words.isascii():
            QTest.keyClicks(self._target(), words)
            return
        for letter in words:  # QTest knows the keys of Latin letters only
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                event = QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, letter)
                QApplication.sendEvent(self._target(), event)

    def fields(self, *words: str) -> None:
        """Type into field after field, and leave each by Tab."""
        for one in words:
            self.text(one)
            self.press(Key.Key_Tab)

    def press(self, *keys: Qt.Key) -> None:
        for key in keys:
            shift = Qt.KeyboardModifier.ShiftModifier
            plain = Qt.KeyboardModifier.NoModifier
            QTest.keyClick(self._target(), key, shift if key == Key.Key_Backtab else plain)
            self.keys += 1

    def new_item(self) -> None:
        """One item is entered: no more keys than allowed were needed for it."""
        assert self.keys <= MOST_KEYS, f"{self.keys} keystrokes for one item"
        self.keys = 0

    def focus(self) -> str:
        return self._target().objectName()

    def _target(self) -> QWidget:
        found = self._window.focusWidget()
        assert found is not None
        return found


@pytest.fixture
def session(qtbot: QtBot, tmp_path: Path) -> Iterator[Session]:
    jobs = Jobs()
    session = Session(jobs)
    yield session
    with qtbot.waitSignal(jobs.idled, raising=False, timeout=100):
        pass
    session.close()
    jobs.close()
    QApplication.processEvents()


@pytest.fixture
def panel(qtbot: QtBot, session: Session, tmp_path: Path) -> EntryPanel:
    store = Store.create(tmp_path / "entry.iwt", title="Entry")
    store.sign_in("A. Nalyst", "AN")
    window = QMainWindow()
    panel = EntryPanel(session, window)
    window.setCentralWidget(panel)
    window.resize(900, 600)
    qtbot.addWidget(window)
    window.show()
    qtbot.waitExposed(window)
    with qtbot.waitSignal(panel.names.ready):
        session.take(store)
    settle(qtbot, session)
    return panel


@pytest.fixture
def typist(qtbot: QtBot, panel: EntryPanel) -> Typist:
    window = panel.window()
    assert isinstance(window, QMainWindow)
    return Typist(qtbot, window)


def settle(qtbot: QtBot, session: Session) -> None:
    """Wait until everything asked for is written and told."""
    qtbot.waitUntil(lambda: session.jobs.is_idle, timeout=PATIENCE_MS)


def enter_one(typist: Typist, name: str, script: str, identifier: str) -> None:
    assert typist.focus() == "entry_name"
    typist.text(name)
    if script or identifier:
        typist.press(Key.Key_Tab)
        typist.text(script)
    if identifier:
        typist.press(Key.Key_Tab)
        typist.text(identifier)
    typist.press(Key.Key_Return)
    typist.new_item()
