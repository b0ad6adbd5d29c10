"""Passphrases in the window: given, asked for, changed, taken away; the window locked."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from iwtlink.errors import Refused
from iwtlink.gui.dialogs.encryption import EncryptionDialog
from iwtlink.gui.dialogs.new_database import NewDatabaseDialog
from iwtlink.gui.dialogs.passphrase import PassphraseDialog
from iwtlink.gui.window import MainWindow
from iwtlink.operations.keeping import keep, known_backups
from iwtlink.settings import change_settings, load_settings
from iwtlink.store import Store
from iwtlink.store.backups import verify
from iwtlink.store.entities import add_entity
from tests.gui.conftest import Settle
from tests.store.stores import add_pair

T = TypeVar("T", bound=QWidget)
WORDS = "pangolin lantern river"
NEW = "teak harbour seven"
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


# Making and opening


def test_a_database_is_made_with_a_passphrase_by_the_keyboard_alone(
    window: MainWindow, qtbot: QtBot, settle: Settle, tmp_path: Path
) -> None:
    change_settings(lambda s: replace(s, last_folder=str(tmp_path)))
    window.actions_by_name["new_database"].trigger()
    dialog = shown(NewDatabaseDialog)
    type_into(dialog.title, "Ivory")
    type_into(dialog.passphrase.first.line, WORDS)
    qtbot.keyClick(dialog.passphrase.first.line, ENTER)
    assert "differ" in dialog.problem.text()
    type_into(dialog.passphrase.again.line, WORDS)
    qtbot.keyClick(dialog.passphrase.again.line, ENTER)
    assert "final" in dialog.problem.text()
    qtbot.keyClick(dialog.passphrase.known, Qt.Key.Key_Space)
    qtbot.keyClick(dialog.passphrase.known, ENTER)
    settle()
    assert window.session.store.is_encrypted
    assert "encrypted" in window.status.encryption.text()
    assert (tmp_path / "Ivory.iwt").read_bytes()[:6] != b"SQLite"


def test_the_strength_is_said_while_the_passphrase_is_typed(
    window: MainWindow, qtbot: QtBot
) -> None:
    window.actions_by_name["new_database"].trigger()
    entry = shown(NewDatabaseDialog).passphrase
    assert not entry.known.isEnabled(), "asked only where a passphrase is wanted"
    type_into(entry.first.line, "abc")
    qtbot.waitUntil(lambda: "Very weak" in entry.sentence.text())
    type_into(entry.first.line, " teak harbour lantern river")
    qtbot.waitUntil(lambda: "Strong" in entry.sentence.text())
    assert entry.bar.value() == 4


def test_a_passphrase_is_hidden_until_it_is_asked_to_be_shown(
    window: MainWindow, qtbot: QtBot
) -> None:
    window.actions_by_name["new_database"].trigger()
    line = shown(NewDatabaseDialog).passphrase.first
    assert line.line.echoMode() == QLineEdit.EchoMode.Password
    qtbot.keyClick(line.show_it, Qt.Key.Key_Space)
    assert line.line.echoMode() == QLineEdit.EchoMode.Normal
    assert line.show_it.text() == "Hide"


def test_opening_asks_until_the_passphrase_is_right(
    window: MainWindow, qtbot: QtBot, settle: Settle, secret_file: Path
) -> None:
    window.commands.file.open_path(str(secret_file))
    settle()
    dialog = shown(PassphraseDialog)
    assert not dialog.backups.isVisible()
    type_into(dialog.line.line, "another")
    qtbot.keyClick(dialog.line.line, ENTER)
    settle()
    assert "does not open" in dialog.problem.text()
    assert dialog.backups.isVisible()
    assert dialog.line.line.selectedText()
    type_into(dialog.line.line, WORDS)
    qtbot.keyClick(dialog.line.line, ENTER)
    settle()
    assert window.session.is_open
    assert not [
        w for w in QApplication.topLevelWidgets() if isinstance(w, QDialog) and w.isVisible()
    ]


def test_a_passphrase_asked_for_in_vain_opens_nothing(
    window: MainWindow, qtbot: QtBot, settle: Settle, secret_file: Path
) -> None:
    window.commands.file.open_path(str(secret_file))
    settle()
    qtbot.keyClick(shown(PassphraseDialog), Qt.Key.Key_Escape)
    settle()
    assert not window.session.is_open
    window.commands.file.open_path(str(secret_file))
    settle()
    shown(PassphraseDialog)


def test_an_encrypted_database_in_use_is_opened_read_only_with_one_passphrase(
    window: MainWindow, qtbot: QtBot, settle: Settle, secret_file: Path
) -> None:
    with Store.open(secret_file, passphrase=WORDS):
        window.commands.file.open_path(str(secret_file))
        settle()
        dialog = shown(PassphraseDialog)
        type_into(dialog.line.line, WORDS)
        qtbot.keyClick(dialog.line.line, ENTER)
        settle()
        box = window.findChild(QMessageBox, "in_use_dialog")
        assert "open for writing by" in box.text()
        read = next(b for b in box.buttons() if b.objectName() == "open_read_only")
        qtbot.keyClick(read, Qt.Key.Key_Space)
        settle()
        assert window.session.store.is_read_only
        window.session.close()
        settle()


# Giving, changing, taking away


def test_a_plain_database_is_given_a_passphrase_with_its_backups(
    window: MainWindow, qtbot: QtBot, settle: Settle, tmp_path: Path
) -> None:
    with Store.create(tmp_path / "case.iwt") as store:
        add_pair(store)
        keep(store)
    window.commands.file.open_path(str(tmp_path / "case.iwt"))
    settle()
    assert window.status.encryption.text() == "not encrypted"
    window.actions_by_name["encryption"].trigger()
    dialog = shown(EncryptionDialog)
    type_into(dialog.new.first.line, NEW)
    type_into(dialog.new.again.line, NEW)
    qtbot.keyClick(dialog.new.known, Qt.Key.Key_Space)
    qtbot.keyClick(dialog.new.again.line, ENTER)
    settle()
    store = window.session.store
    assert store.is_encrypted
    assert "encrypted" in window.status.encryption.text()
    assert window.actions_by_name["lock_now"].isEnabled()
    found = known_backups(store.path, store)
    assert len(found) == 2
    assert all(verify(backup, NEW).is_encrypted for backup in found)
    window.session.edit("Add", lambda edit: add_entity(edit, "person", "Noy"))
    settle()
    assert store.undo_label() == "Add"


def test_a_passphrase_is_changed_only_by_who_knows_it(
    secret: MainWindow, qtbot: QtBot, settle: Settle, secret_file: Path
) -> None:
    secret.actions_by_name["encryption"].trigger()
    dialog = shown(EncryptionDialog)
    type_into(dialog.old.line, "another")
    type_into(dialog.new.first.line, NEW)
    type_into(dialog.new.again.line, NEW)
    qtbot.keyClick(dialog.new.known, Qt.Key.Key_Space)
    qtbot.keyClick(dialog.new.again.line, ENTER)
    settle()
    assert "not the passphrase" in dialog.problem.text()
    type_into(dialog.old.line, WORDS)
    qtbot.keyClick(dialog.old.line, ENTER)
    settle()
    secret.actions_by_name["close_database"].trigger()
    settle()
    Store.open(secret_file, passphrase=NEW).close()


def test_a_passphrase_is_taken_away(
    secret: MainWindow, qtbot: QtBot, settle: Settle, secret_file: Path
) -> None:
    secret.actions_by_name["encryption"].trigger()
    dialog = shown(EncryptionDialog)
    qtbot.keyClick(dialog.what, Qt.Key.Key_Down)
    assert not dialog.new.isVisible()
    type_into(dialog.old.line, WORDS)
    qtbot.keyClick(dialog.old.line, ENTER)
    settle()
    assert not secret.session.store.is_encrypted
    assert secret_file.read_bytes()[:6] == b"SQLite"


# Locking


def lock(window: MainWindow, qtbot: QtBot, settle: Settle) -> None:
    window.actions_by_name["lock_now"].trigger()
    settle()
    qtbot.waitUntil(lambda: window.session.store.is_locked)


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
    seen = [w for w in secret.findChildren(QWidget) if w.isVisible()]
    assert all(
        secret.locker.page.isAncestorOf(w)
        or w.isAncestorOf(secret.locker.page)
        or w is secret.locker.page
        for w in seen
    )
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


def test_nothing_of_an_encrypted_database_stands_in_clear_in_any_file(
    secret: MainWindow, qtbot: QtBot, settle: Settle, home: Path, tmp_path: Path
) -> None:
    secret.session.edit("Add", lambda edit: add_entity(edit, "person", "Somkiat R"))
    settle()
    keep(secret.session.store)
    for moment in ("open", "locked", "closed"):
        if moment == "locked":
            lock(secret, qtbot, settle)
        if moment == "closed":
            secret.locker.page.close_it.click()
            settle()
        for path in (*home.rglob("*"), *tmp_path.rglob("*")):
            if path.is_file():
                written = path.read_bytes()
                for word in (b"Khamsing", b"Somkiat", b"Naga", WORDS.encode()):
                    assert word not in written, (moment, path.name)


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
