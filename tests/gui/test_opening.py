"""Opening, making and closing databases in the window."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QLineEdit, QMessageBox
from pytestqt.qtbot import QtBot

from iwtlink.gui.app import tell_own_problems
from iwtlink.gui.recent import recent_databases
from iwtlink.gui.window import MainWindow
from iwtlink.ontology.loader import forget_types
from iwtlink.operations.demo import demo_path
from iwtlink.settings import change_settings, load_settings
from iwtlink.store import Store
from iwtlink.store.entities import add_entity
from tests.gui.conftest import Settle


def test_the_window_begins_on_the_start_page_which_says_what_to_do(window: MainWindow) -> None:
    assert window.stack.currentWidget() is window.start
    assert window.start.stack.currentIndex() == 0
    assert not window.explorer_dock.isVisible()


def test_a_new_database_is_made_by_title_and_opens(
    window: MainWindow, qtbot: QtBot, settle: Settle, tmp_path: Path
) -> None:
    change_settings(
        lambda s: type(s)(last_folder=str(tmp_path), analyst_name="Noy", analyst_initials="N")
    )
    window.actions_by_name["new_database"].trigger()
    dialog = window.findChild(QDialog, "new_database_dialog")
    qtbot.keyClicks(dialog.findChild(QLineEdit, "database_title"), "Ivory 2026")
    qtbot.keyClick(dialog.findChild(QLineEdit, "database_title"), Qt.Key.Key_Return)
    settle()
    assert window.session.store.path == tmp_path / "Ivory_2026.iwt"
    assert window.session.store.about.title == "Ivory 2026"
    assert window.windowTitle().startswith("Ivory 2026")


def test_a_new_database_without_a_title_is_not_made(window: MainWindow, qtbot: QtBot) -> None:
    window.actions_by_name["new_database"].trigger()
    dialog = window.findChild(QDialog, "new_database_dialog")
    qtbot.keyClick(dialog.findChild(QLineEdit, "database_title"), Qt.Key.Key_Return)
    assert dialog.isVisible()
    assert "title" in dialog.problem.text()


def test_an_opened_database_is_first_among_the_recent_ones(
    demo: MainWindow, demo_file: Path, settle: Settle, home: Path
) -> None:
    assert recent_databases()[0].path == str(demo_file)
    assert recent_databases()[0].name == demo_file.stem
    written = (home / "state" / "recent.json").read_text()
    assert demo.session.store.about.title not in written, "titles stay in the database"
    demo.actions_by_name["close_database"].trigger()
    settle()
    assert demo.start.list.count() == 1
    assert demo.start.stack.currentIndex() == 1


def test_enter_on_a_recent_database_opens_it(
    demo: MainWindow, qtbot: QtBot, settle: Settle
) -> None:
    demo.actions_by_name["close_database"].trigger()
    settle()
    qtbot.keyClick(demo.start.list, Qt.Key.Key_Return)
    settle()
    assert demo.session.is_open


def test_a_file_of_another_program_is_refused_with_a_sentence(
    window: MainWindow, settle: Settle, tmp_path: Path
) -> None:
    path = tmp_path / "notes.iwt"
    path.write_text("not a database")
    window.commands.file.open_path(str(path))
    settle()
    box = window.findChild(QMessageBox, "error_dialog")
    assert "notes.iwt" in box.text()
    assert not window.session.is_open


def test_a_database_in_use_says_who_has_it_and_opens_read_only(
    window: MainWindow, settle: Settle, demo_file: Path, qtbot: QtBot
) -> None:
    with Store.open(demo_file):
        window.commands.file.open_path(str(demo_file))
        settle()
        box = window.findChild(QMessageBox, "in_use_dialog")
        assert "open for writing" in box.text()
        read = next(b for b in box.buttons() if b.objectName() == "open_read_only")
        qtbot.mouseClick(read, Qt.MouseButton.LeftButton)
        settle()
        assert window.session.store.is_read_only
        assert "Read-only" in window.banner.text.text()
        assert not window.actions_by_name["new_chart"].isEnabled()
        window.session.close()
        settle()


def test_a_fictional_database_says_so_above_its_pages(demo: MainWindow) -> None:
    assert demo.banner.isVisible()
    assert "FICTIONAL" in demo.banner.text.text()


def test_the_demonstration_is_open_to_explore_without_a_question(
    window: MainWindow, demo_file: Path, settle: Settle
) -> None:
    change_settings(lambda s: type(s)())
    window.commands.file.open_path(str(demo_file))
    settle()
    assert window.findChild(QDialog, "analyst_dialog") is None
    assert window.session.store.signed_in == ("Demo analyst", "DA")


def test_the_first_start_asks_who_works_and_every_step_carries_the_initials(
    window: MainWindow, tmp_path: Path, settle: Settle, qtbot: QtBot
) -> None:
    change_settings(lambda s: type(s)())
    Store.create(tmp_path / "case.iwt").close()
    window.commands.file.open_path(str(tmp_path / "case.iwt"))
    settle()
    dialog = window.findChild(QDialog, "analyst_dialog")
    qtbot.keyClicks(dialog.findChild(QLineEdit, "analyst_name"), "Noy Sisouk")
    assert dialog.findChild(QLineEdit, "analyst_initials").text() == "NS"
    qtbot.keyClick(dialog.findChild(QLineEdit, "analyst_name"), Qt.Key.Key_Return)
    settle()
    assert load_settings().analyst_initials == "NS"
    assert window.session.store.signed_in is not None


def test_ctrl_s_says_that_everything_is_saved(demo: MainWindow) -> None:
    demo.actions_by_name["save"].trigger()
    assert "saved" in demo.status.currentMessage()


def test_the_demonstration_is_the_same_file_as_that_of_the_command_line(
    window: MainWindow, settle: Settle, demo_file: Path
) -> None:
    demo_path().parent.mkdir(parents=True, exist_ok=True)
    demo_file.replace(demo_path())
    window.actions_by_name["open_demo"].trigger()
    settle()
    settle()
    assert window.session.store.path == demo_path()


def test_the_demonstration_can_be_started_afresh_while_it_is_open(
    window: MainWindow, settle: Settle, demo_file: Path
) -> None:
    demo_file.replace(demo_path())
    window.actions_by_name["open_demo"].trigger()
    settle()
    settle()
    window.session.edit("Add a witness", lambda edit: add_entity(edit, "person", "Witness"))
    settle()
    window.actions_by_name["open_demo_afresh"].trigger()
    settle()
    settle()
    assert window.session.store.path == demo_path()
    assert window.session.store.undo_label() == "Add the demo's charts"
    with Store.open(demo_path().with_name("demo-earlier.iwt"), read_only=True) as earlier:
        assert earlier.undo_label() == "Add a witness"


def test_a_table_dropped_on_a_read_only_database_says_that_it_is_read_only(
    window: MainWindow, settle: Settle, demo_file: Path
) -> None:
    window.commands.file.open_path(str(demo_file), read_only=True)
    settle()
    window.commands.enter.take_files(["people.csv"])
    assert "open read-only" in window.status.currentMessage()


def test_opening_what_is_open_already_says_so_and_asks_nothing(
    demo: MainWindow, demo_file: Path, settle: Settle
) -> None:
    demo.commands.file.open_path(str(demo_file))
    settle()
    assert demo.findChild(QMessageBox, "in_use_dialog") is None
    assert "open here already" in demo.status.currentMessage()
    assert demo.session.is_writable


def test_a_double_click_on_a_recent_database_opens_it_once(
    demo: MainWindow, demo_file: Path, qtbot: QtBot, settle: Settle
) -> None:
    demo.actions_by_name["close_database"].trigger()
    settle()
    recent = demo.start.list
    place = recent.visualItemRect(recent.item(0)).center()
    qtbot.mouseClick(recent.viewport(), Qt.MouseButton.LeftButton, pos=place)
    qtbot.mouseDClick(recent.viewport(), Qt.MouseButton.LeftButton, pos=place)
    settle()
    assert demo.session.is_writable
    assert demo.findChild(QMessageBox, "in_use_dialog") is None


def test_tables_dropped_on_a_database_open_for_reading_are_refused_with_the_reason(
    window: MainWindow, demo_file: Path, settle: Settle
) -> None:
    window.commands.file.open_path(str(demo_file), read_only=True)
    settle()
    window.commands.enter.take_files([str(demo_file.parent / "table.csv")])
    assert "read-only" in window.status.currentMessage()


def test_a_step_after_the_file_vanished_is_refused_in_a_sentence(
    demo: MainWindow, demo_file: Path, settle: Settle
) -> None:
    demo_file.rename(demo_file.with_suffix(".gone"))
    demo.session.edit("Enter a person", lambda edit: add_entity(edit, "person", "Noy"))
    settle()
    assert demo_file.name in demo.findChild(QMessageBox, "error_dialog").text()
    demo_file.with_suffix(".gone").rename(demo_file)


def test_wrong_types_of_a_unit_are_shown_and_the_program_starts_with_the_shipped_ones(
    window: MainWindow, home: Path
) -> None:
    folder = home / "config" / "ontology"
    folder.mkdir(parents=True)
    (folder / "ours.yaml").write_text("entity_types: {temple: {lable: Temple}}\n")
    forget_types()
    tell_own_problems(window)
    forget_types()
    text = window.findChild(QMessageBox, "error_dialog").text()
    assert text.startswith("ours.yaml, line 1:")
    assert "left out" in text
