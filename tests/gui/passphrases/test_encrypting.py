"""Passphrases in the window: made, asked for, changed, taken away."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QMessageBox
from pytestqt.qtbot import QtBot

from iwtlink.gui.dialogs.encryption import EncryptionDialog
from iwtlink.gui.dialogs.new_database import NewDatabaseDialog
from iwtlink.gui.dialogs.passphrase import PassphraseDialog
from iwtlink.gui.window import MainWindow
from iwtlink.operations.keeping import keep, known_backups
from iwtlink.settings import change_settings
from iwtlink.store import Store
from iwtlink.store.backups import verify
from iwtlink.store.entities import add_entity
from tests.gui.conftest import Settle
from tests.gui.passphrases.conftest import ENTER, WORDS, lock, shown, type_into
from tests.store.stores import add_pair

NEW = "teak harbour seven"


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
