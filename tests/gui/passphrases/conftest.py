"""A window with an encrypted database."""

from __future__ import annotations

from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from iwtlink.gui.window import MainWindow
from iwtlink.store import Store
from tests.gui.conftest import Settle
from tests.store.stores import add_pair

T = TypeVar("T", bound=QWidget)
WORDS = "pangolin lantern river"
ENTER = Qt.Key.Key_Return


def shown(kind: type[T]) -> T:
    (found,) = (w for w in QApplication.topLevelWidgets() if isinstance(w, kind) and w.isVisible())
    return found


@pytest.fixture
def secret_file(tmp_path: Path) -> Path:
    with Store.create(tmp_path / "secret.iwt", title="Naga", passphrase=WORDS) as store:
        add_pair(store)
    return tmp_path / "secret.iwt"


@pytest.fixture
def secret(window: MainWindow, secret_file: Path, settle: Settle) -> MainWindow:
    """Give the window with an encrypted database open."""
    window.commands.file.opener.open(secret_file, passphrase=WORDS)
    settle()
    assert window.session.is_open
    return window


def type_into(widget: QWidget, text: str) -> None:
    """Type where the keyboard is."""
    QTest.keyClicks(widget, text)


def lock(window: MainWindow, qtbot: QtBot, settle: Settle) -> None:
    window.actions_by_name["lock_now"].trigger()
    settle()
    qtbot.waitUntil(lambda: window.session.store.is_locked)
