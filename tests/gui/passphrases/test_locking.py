"""A locked window shows nothing, loses nothing, and comes back as it was."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QLineEdit, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from iwtlink.errors import Refused
from iwtlink.gui.dialogs.encryption import EncryptionDialog
from iwtlink.gui.window import MainWindow
from iwtlink.operations.keeping import known_backups
from iwtlink.settings import change_settings, load_settings
from iwtlink.store import Store
from iwtlink.store.entities import add_entity
from tests.gui.conftest import Settle
from tests.gui.passphrases.conftest import ENTER, WORDS, lock, shown, type_into


def unlock(window: MainWindow, qtbot: QtBot, settle: Settle) -> None:
    type_into(window.locker.page.line.line, WORDS)
    qtbot.keyClick(window.locker.page.line.line, ENTER)
    settle()


def test_a_locked_window_shows_nothing_and_comes_back_as_it_was(
    secret: MainWindow, qtbot: QtBot, settle: Settle
) -> None:
    secret.actions_by_name["working_source"].trigger()
    secret.entry_dock.show()
    typed = secret.entry.entity.findChild(QLineEdit)
    type_into(typed, "Half a na")
    half = typed.text()
    assert "Half a na" in half
    secret.command_list.open()
    title, before = secret.windowTitle(), [dock.geometry() for dock in docks(secret)]
    lock(secret, qtbot, settle)
    assert secret.windowTitle() == "iwtlink: locked"
    qtbot.waitUntil(lambda: shown_beside(secret, secret.locker.page) == [])
    assert secret.session.store.key is None
    enabled = {n for n, action in secret.actions_by_name.actions.items() if action.isEnabled()}
    assert enabled == {"quit"}
    unlock(secret, qtbot, settle)
    assert secret.windowTitle() == title
    qtbot.waitUntil(lambda: [dock.geometry() for dock in docks(secret)] == before)
    assert all(dock.isVisible() for dock in docks(secret))
    assert typed.text() == half
    secret.session.edit("Add", lambda edit: add_entity(edit, "person", "Noy"))
    settle()
    assert secret.session.store.undo_label() == "Add"


def shown_beside(window: MainWindow, page: QWidget) -> list[QWidget]:
    """Give what can be seen of the window that neither is, holds nor is part of a page."""
    return [
        part
        for part in window.findChildren(QWidget)
        if part.isVisible()
        and part is not page
        and not page.isAncestorOf(part)
        and not part.isAncestorOf(page)
    ]


def docks(window: MainWindow) -> list[QWidget]:
    return [window.explorer_dock, window.inspector_dock, window.entry_dock]


def test_a_dialog_that_work_under_way_opens_waits_until_the_window_is_unlocked(
    secret: MainWindow, qtbot: QtBot, settle: Settle
) -> None:
    secret.locker.lock()
    secret.commands.edit.edit_analyst()
    settle()
    dialog = secret.findChild(QDialog, "analyst_dialog")
    qtbot.waitUntil(lambda: not dialog.isVisible())
    qtbot.waitUntil(lambda: secret.session.store.is_locked)
    unlock(secret, qtbot, settle)
    assert dialog.isVisible()
    assert dialog.windowOpacity() == 1.0
    dialog.reject()


def test_a_dialog_is_hidden_while_locked_and_keeps_what_was_typed(
    secret: MainWindow, qtbot: QtBot, settle: Settle
) -> None:
    secret.actions_by_name["edit_analyst"].trigger()
    dialog = secret.findChild(QDialog, "analyst_dialog")
    line = dialog.findChild(QLineEdit, "analyst_name")
    line.clear()
    type_into(line, "Khamla")
    lock(secret, qtbot, settle)
    assert not dialog.isVisible()
    unlock(secret, qtbot, settle)
    assert dialog.isVisible()
    assert dialog.isModal()
    assert line.text() == "Khamla"
    dialog.reject()


def test_a_wrong_passphrase_leaves_the_window_locked_and_names_no_file(
    secret: MainWindow, qtbot: QtBot, settle: Settle
) -> None:
    lock(secret, qtbot, settle)
    page = secret.locker.page
    type_into(page.line.line, "another")
    qtbot.keyClick(page.line.line, ENTER)
    settle()
    assert "not the passphrase" in page.problem.text()
    assert "secret" not in page.problem.text()
    assert secret.session.is_locked
    with pytest.raises(Refused), secret.session.store.edit("Add"):
        pass
    unlock(secret, qtbot, settle)
    assert not secret.session.is_locked


def test_what_is_being_written_is_finished_before_the_lock(
    secret: MainWindow, qtbot: QtBot, settle: Settle
) -> None:
    for number in range(20):
        secret.session.edit(
            f"Add {number}", lambda edit, n=number: add_entity(edit, "person", f"Person {n}")
        )
    lock(secret, qtbot, settle)
    assert not secret.findChildren(QMessageBox)
    unlock(secret, qtbot, settle)
    assert secret.session.store.undo_label() == "Add 19"
    assert not [b for b in secret.findChildren(QMessageBox) if b.isVisible()]


def test_a_long_import_goes_on_while_the_window_is_covered_and_uncovered(
    secret: MainWindow, qtbot: QtBot, settle: Settle
) -> None:
    may_go_on = threading.Event()
    secret.session.write("Long", lambda store, progress: may_go_on.wait(20))
    secret.locker.lock()
    assert secret.locker.page.isVisible()
    assert not secret.session.store.is_locked
    page = secret.locker.page
    type_into(page.line.line, "another")
    qtbot.keyClick(page.line.line, ENTER)
    qtbot.waitUntil(lambda: "not the passphrase" in page.problem.text())
    type_into(page.line.line, WORDS)
    qtbot.keyClick(page.line.line, ENTER)
    qtbot.waitUntil(lambda: not secret.session.is_locked)
    assert secret.pages.isVisible() or secret.nothing.isVisible()
    may_go_on.set()
    settle()
    assert not secret.session.store.is_locked


def test_what_changed_is_backed_up_before_the_key_is_forgotten(
    secret: MainWindow, qtbot: QtBot, settle: Settle
) -> None:
    secret.session.edit("Add", lambda edit: add_entity(edit, "person", "Noy"))
    settle()
    head = secret.session.store.head()
    lock(secret, qtbot, settle)
    unlock(secret, qtbot, settle)
    store = secret.session.store
    assert known_backups(store.path, store)[0].head == head


def test_a_locked_database_is_closed_without_its_passphrase(
    secret: MainWindow, qtbot: QtBot, settle: Settle, secret_file: Path
) -> None:
    lock(secret, qtbot, settle)
    qtbot.keyClick(secret.locker.page.close_it, Qt.Key.Key_Space)
    settle()
    assert not secret.session.is_open
    assert secret.start.isVisible()
    assert secret.menuBar().isVisible()
    Store.open(secret_file, passphrase=WORDS).close()


def test_a_locked_window_can_be_closed(
    secret: MainWindow, qtbot: QtBot, settle: Settle, secret_file: Path
) -> None:
    lock(secret, qtbot, settle)
    secret.close()
    Store.open(secret_file, passphrase=WORDS).close()


def test_idle_minutes_lock_and_a_key_in_time_does_not(
    secret: MainWindow, qtbot: QtBot, settle: Settle, clock: Callable[[float], None]
) -> None:
    clock(9 * 60)
    secret.locker.look()
    assert not secret.session.is_locked
    QTest.keyClick(secret.windowHandle(), Qt.Key.Key_Shift)
    clock(9 * 60)
    secret.locker.look()
    assert not secret.session.is_locked
    clock(2 * 60)
    secret.locker.look()
    settle()
    assert secret.session.is_locked


def test_a_lid_opened_after_an_hour_locks_before_the_first_key_counts(
    secret: MainWindow, settle: Settle, clock: Callable[[float], None]
) -> None:
    clock(3600)
    secret.locker.idle.eventFilter(secret, QEvent(QEvent.Type.MouseMove))
    assert secret.session.is_locked
    settle()


def test_no_minutes_never_lock(secret: MainWindow, clock: Callable[[float], None]) -> None:
    change_settings(lambda s: replace(s, lock_minutes=0))
    clock(36_000)
    secret.locker.look()
    assert not secret.session.is_locked


def test_a_database_without_a_passphrase_is_not_locked(
    window: MainWindow, settle: Settle, tmp_path: Path, clock: Callable[[float], None]
) -> None:
    Store.create(tmp_path / "case.iwt").close()
    window.commands.file.open_path(str(tmp_path / "case.iwt"))
    settle()
    clock(36_000)
    window.locker.look()
    assert not window.session.is_locked
    assert not window.actions_by_name["lock_now"].isEnabled()


def test_the_minutes_are_set_in_the_encryption_dialog(secret: MainWindow, qtbot: QtBot) -> None:
    secret.actions_by_name["encryption"].trigger()
    box = shown(EncryptionDialog).minutes
    assert box.minutes() == 10
    qtbot.keyClick(box, Qt.Key.Key_Down)
    assert load_settings().lock_minutes == 15


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Callable[[float], None]:
    """Give a function that puts the clock on the wall forward by seconds."""
    import iwtlink.gui.locking as locking

    real, ahead = locking.time.time, [0.0]

    class Clock:
        @staticmethod
        def time() -> float:
            return real() + ahead[0]

    monkeypatch.setattr(locking, "time", Clock)

    def forward(seconds: float) -> None:
        ahead[0] += seconds

    return forward
