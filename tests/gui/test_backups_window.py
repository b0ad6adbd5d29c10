"""Backups in the window: made by themselves and by hand, restored, offered on damage."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from iwtlink.gui import keeper as keeper_module
from iwtlink.gui.dialogs.backups import BackupsDialog
from iwtlink.gui.dialogs.restore import RestoreDialog
from iwtlink.gui.window import MainWindow
from iwtlink.operations.keeping import backup_folder, keep, known_backups
from iwtlink.settings import change_settings, load_settings
from iwtlink.store import Store
from iwtlink.store.backups.files import backups_in
from iwtlink.store.entities import add_entity, list_entities
from tests.gui.conftest import Settle
from tests.store.stores import add_pair

T = TypeVar("T", bound=QWidget)
WORDS = "pangolin lantern river"
ENTER, SPACE = Qt.Key.Key_Return, Qt.Key.Key_Space


def shown(kind: type[T]) -> T:
    (found,) = (w for w in QApplication.topLevelWidgets() if isinstance(w, kind) and w.isVisible())
    return found


@pytest.fixture
def case_file(tmp_path: Path) -> Path:
    with Store.create(tmp_path / "case.iwt", title="Case", code="VT1") as store:
        add_pair(store)
    return tmp_path / "case.iwt"


@pytest.fixture
def case(window: MainWindow, case_file: Path, settle: Settle) -> MainWindow:
    """Give the window with a small database open."""
    window.commands.file.open_path(str(case_file))
    settle()
    assert window.session.is_open
    return window


def add(window: MainWindow, name: str, settle: Settle) -> None:
    window.session.edit(f"Add {name}", lambda edit: add_entity(edit, "person", name))
    settle()


def names(window: MainWindow) -> set[str]:
    with window.session.store.read() as db:
        return {row.label for row in list_entities(db)}


def reasons(path: Path) -> list[str]:
    return [backup.reason for backup in known_backups(path)]


# By itself


def test_closing_a_changed_database_makes_a_backup_and_an_unchanged_one_none(
    case: MainWindow, case_file: Path, settle: Settle
) -> None:
    case.actions_by_name["close_database"].trigger()
    settle()
    assert reasons(case_file) == ["closing"], "it had none yet"
    case.commands.file.open_path(str(case_file))
    settle()
    case.actions_by_name["close_database"].trigger()
    settle()
    assert reasons(case_file) == ["closing"]


def test_closing_the_window_makes_a_backup(
    case: MainWindow, case_file: Path, settle: Settle
) -> None:
    add(case, "Noy", settle)
    head = case.session.store.head()
    case.close()
    (backup,) = known_backups(case_file)
    assert backup.head == head


def test_the_demonstration_is_not_backed_up_by_itself(
    demo: MainWindow, demo_file: Path, settle: Settle
) -> None:
    demo.actions_by_name["close_database"].trigger()
    settle()
    assert known_backups(demo_file) == []


def test_so_many_steps_call_for_a_backup(
    case: MainWindow, case_file: Path, settle: Settle, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keeper_module, "STEPS", 3)
    for name in ("A", "B"):
        add(case, name, settle)
    assert reasons(case_file) == []
    add(case, "C", settle)
    settle()
    assert reasons(case_file) == ["working"]


def test_what_the_last_sitting_did_not_back_up_is_backed_up_after_opening(
    case: MainWindow, case_file: Path, settle: Settle
) -> None:
    case.keeper.look_back()
    settle()
    assert reasons(case_file) == ["opening"]
    case.keeper.look_back()
    settle()
    assert reasons(case_file) == ["opening"]


def test_minutes_of_changed_work_call_for_a_backup(
    case: MainWindow, case_file: Path, settle: Settle
) -> None:
    case.keeper.look()
    settle()
    add(case, "Noy", settle)
    case.keeper.look()
    settle()
    assert reasons(case_file) == [], "it is not yet time"
    case.keeper._began_at -= 31 * 60
    case.keeper.look()
    settle()
    assert reasons(case_file) == ["working"]


def test_a_backup_that_fails_is_told_once_and_blocks_nothing(
    case: MainWindow, case_file: Path, settle: Settle, tmp_path: Path
) -> None:
    (tmp_path / "no folder").write_text("a file")
    change_settings(lambda s: replace(s, backup_folder=str(tmp_path / "no folder")))
    case.keeper.look_back()
    settle()
    (box,) = [b for b in case.findChildren(QMessageBox) if b.isVisible()]
    assert "no folder" in box.text()
    box.close()
    case.keeper.look_back()
    settle()
    assert "No backup was made" in case.status.currentMessage()
    case.actions_by_name["close_database"].trigger()
    settle()
    assert not case.session.is_open
    assert "no folder" in [b for b in case.findChildren(QMessageBox) if b.isVisible()][-1].text()
    Store.open(case_file).close()


# By hand


def test_a_backup_is_made_verified_and_listed_by_the_keyboard(
    case: MainWindow, case_file: Path, qtbot: QtBot, settle: Settle
) -> None:
    case.actions_by_name["backups"].trigger()
    settle()
    dialog = shown(BackupsDialog)
    assert "no backup yet" in dialog.words.text()
    qtbot.keyClick(dialog.now, SPACE)
    settle()
    assert dialog.list.topLevelItemCount() == 1
    row = dialog.list.topLevelItem(0)
    assert [row.text(column) for column in (1, 2, 3, 8, 9)] == [
        *("made by hand", "2", "1", "not encrypted", "good")
    ]
    assert dialog.list.hasFocus()
    qtbot.keyClick(dialog.check, SPACE)
    settle()
    assert "is good" in dialog.message.text()
    path = known_backups(case_file)[0].path
    path.write_bytes(path.read_bytes()[:-1] + b"x")
    qtbot.keyClick(dialog.check, SPACE)
    settle()
    assert "no longer as it was made" in dialog.message.text()
    assert dialog.list.topLevelItem(0).text(9) == "not good"


def test_a_restore_says_what_is_lost_and_brings_back_what_was(
    case: MainWindow, case_file: Path, qtbot: QtBot, settle: Settle
) -> None:
    keep(case.session.store)
    before = names(case)
    add(case, "Noy", settle)
    case.actions_by_name["backups"].trigger()
    settle()
    dialog = shown(BackupsDialog)
    qtbot.keyClick(dialog.list, ENTER)
    settle()
    asked = shown(RestoreDialog)
    assert "1 step made since: Add Noy" in asked.lost.text()
    qtbot.keyClick(asked, ENTER)
    settle()
    settle()
    assert names(case) == before
    assert "before restore" in case.status.currentMessage()
    assert [p for p in case_file.parent.iterdir() if "before restore" in p.name]
    assert not [w for w in QApplication.topLevelWidgets() if isinstance(w, BackupsDialog)]
    add(case, "Work goes on", settle)
    assert "Work goes on" in names(case)


def test_an_encrypted_backup_asks_for_its_passphrase_and_a_wrong_one_closes_nothing(
    window: MainWindow, tmp_path: Path, qtbot: QtBot, settle: Settle
) -> None:
    path = tmp_path / "secret.iwt"
    with Store.create(path, passphrase=WORDS) as store:
        add_pair(store)
        keep(store)
    window.commands.file.opener.open(path, passphrase=WORDS)
    settle()
    add(window, "Noy", settle)
    window.actions_by_name["backups"].trigger()
    settle()
    qtbot.keyClick(shown(BackupsDialog).list, ENTER)
    settle()
    asked = shown(RestoreDialog)
    QTest.keyClicks(asked.passphrase.line, "another")
    qtbot.keyClick(asked.passphrase.line, ENTER)
    settle()
    assert "does not open" in asked.problem.text()
    assert "Noy" in names(window)
    asked.passphrase.line.clear()
    QTest.keyClicks(asked.passphrase.line, WORDS)
    qtbot.keyClick(asked.passphrase.line, ENTER)
    settle()
    settle()
    assert "Noy" not in names(window)
    assert window.session.store.is_encrypted


def test_the_minutes_and_the_second_place_are_set_in_the_dialog(
    case: MainWindow, qtbot: QtBot, settle: Settle, tmp_path: Path
) -> None:
    case.actions_by_name["backups"].trigger()
    settle()
    places = shown(BackupsDialog).places
    assert "same disk" in places.note.text()
    qtbot.keyClick(places.minutes, Qt.Key.Key_Down)
    assert load_settings().backup_minutes == 60
    stick = tmp_path / "stick"
    stick.mkdir()
    places._take_second(str(stick))
    settle()
    qtbot.keyClick(shown(BackupsDialog).now, SPACE)
    settle()
    assert len(backups_in(stick)) == len(backups_in(backup_folder())) == 1


# Damage


@pytest.mark.parametrize("harm", ["missing", "empty", "half", "start"])
def test_a_damaged_file_offers_its_newest_backup_by_the_keyboard_alone(
    window: MainWindow, case_file: Path, qtbot: QtBot, settle: Settle, harm: str
) -> None:
    with Store.open(case_file) as store:
        keep(store)
    data = case_file.read_bytes()
    harmed = {
        "missing": b"",
        "empty": b"",
        "half": data[: len(data) // 8192 * 4096],
        "start": bytes(100) + data[100:],
    }[harm]
    case_file.write_bytes(harmed)
    if harm == "missing":
        case_file.unlink()
    window.commands.file.open_path(str(case_file))
    settle()
    if harm == "start":  # what does not begin as a database may be an encrypted one
        from iwtlink.gui.dialogs.passphrase import PassphraseDialog

        asked = shown(PassphraseDialog)
        QTest.keyClicks(asked.line.line, "I never gave one")
        qtbot.keyClick(asked.line.line, ENTER)
        settle()
        qtbot.keyClick(asked.backups, SPACE)
        settle()
    dialog = shown(BackupsDialog)
    if harm != "start":
        assert "2 entities" in dialog.words.text()
        assert dialog.restore.isDefault()
    qtbot.keyClick(dialog.list, ENTER)
    settle()
    qtbot.keyClick(shown(RestoreDialog), ENTER)
    settle()
    settle()
    assert len(names(window)) == 2
    aside = [p for p in case_file.parent.iterdir() if "before restore" in p.name]
    assert [p.read_bytes() for p in aside] == ([harmed] if harmed else [])


def test_a_file_that_was_not_closed_is_looked_over_and_found_whole(
    window: MainWindow, case_file: Path, settle: Settle
) -> None:
    Path(f"{case_file}.owner").write_text("{}")
    window.commands.file.open_path(str(case_file))
    settle()
    assert "looked over: whole" in window.status.currentMessage()


def test_a_file_that_was_not_closed_and_is_torn_offers_its_backup(
    window: MainWindow, case_file: Path, settle: Settle, qtbot: QtBot
) -> None:
    with Store.open(case_file) as store:
        for number in range(40):
            with store.edit("Add") as edit:
                add_entity(edit, "person", f"Person {number}")
        keep(store)
        with store.read() as db:
            page = db.exec_driver_sql(
                "SELECT rootpage FROM sqlite_master WHERE name = 'observation'"
            ).scalar()
    data = bytearray(case_file.read_bytes())
    data[4096 * (page - 1) : 4096 * page] = b"\x77" * 4096
    case_file.write_bytes(data)
    Path(f"{case_file}.owner").write_text("{}")
    window.commands.file.open_path(str(case_file))
    settle()
    qtbot.waitUntil(lambda: window.findChild(BackupsDialog) is not None)
    settle()
    dialog = shown(BackupsDialog)
    assert "case.iwt" in dialog.words.text()
    assert "42 entities" in dialog.words.text()
    assert window.session.is_open, "what can be read can be looked at"


def test_every_backup_is_reached_from_the_start_page(
    window: MainWindow, case_file: Path, qtbot: QtBot, settle: Settle, tmp_path: Path
) -> None:
    with Store.open(case_file) as store:
        keep(store)
    case_file.unlink()
    button = window.start.findChild(QWidget, "start_backups")
    qtbot.keyClick(button, SPACE)
    settle()
    qtbot.keyClick(shown(BackupsDialog).list, ENTER)
    settle()
    asked = shown(RestoreDialog)
    asked.path.setText(str(tmp_path / "again"))
    qtbot.keyClick(asked.path, ENTER)
    settle()
    settle()
    assert window.session.store.path == tmp_path / "again.iwt"
    assert len(names(window)) == 2
