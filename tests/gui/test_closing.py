"""Closing while something runs loses nothing and leaves no error behind."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from iwtlink.gui.reading.columns import TableName
from iwtlink.gui.selection import Selection
from iwtlink.gui.window import MainWindow
from iwtlink.settings import load_settings
from iwtlink.store import Store
from iwtlink.store.entities import add_entity
from iwtlink.store.ids import Item
from tests.gui.conftest import Settle


def test_a_page_closed_while_it_is_read_is_gone(demo: MainWindow, settle: Settle) -> None:
    demo.opener.show_table(TableName("entity", "person"))
    demo.pages.close_at(demo.pages.currentIndex())
    settle()
    assert [page.kind for page in demo.pages] == ["chart"]


def test_a_database_closed_while_everything_is_read_is_gone(
    demo: MainWindow, settle: Settle
) -> None:
    demo.opener.show_table(TableName("entity", "person"))
    demo.opener.show_document(3)
    demo.take_selection(Selection((Item("entity", 1),)))
    demo.explorer.refresh()
    demo.actions_by_name["close_database"].trigger()
    settle()
    assert not demo.session.is_open
    assert demo.stack.currentWidget() is demo.start


def test_an_edit_asked_for_before_closing_is_written(demo: MainWindow, settle: Settle) -> None:
    path = demo.session.store.path
    demo.session.edit("Add", lambda edit: add_entity(edit, "person", "Last Minute"))
    demo.close()
    with Store.open(path) as store:
        assert store.undo_label() == "Add"


def test_another_database_takes_the_place_of_the_open_one(
    demo: MainWindow, settle: Settle, tmp_path: Path
) -> None:
    first = demo.session.store.path
    Store.create(tmp_path / "second.iwt", title="Second").close()
    demo.commands.file.open_path(str(tmp_path / "second.iwt"))
    settle()
    assert demo.session.store.about.title == "Second"
    assert demo.pages.count() == 0
    Store.open(first).close()


def test_the_panels_stand_as_they_were_left(demo: MainWindow, settle: Settle, qtbot: QtBot) -> None:
    qtbot.keyClick(demo, Qt.Key.Key_F4)
    assert not demo.inspector_dock.isVisible()
    path = demo.session.store.path
    demo.actions_by_name["close_database"].trigger()
    settle()
    assert load_settings().window_state
    demo.commands.file.open_path(str(path))
    settle()
    assert demo.explorer_dock.isVisible()
    assert not demo.inspector_dock.isVisible()


def test_a_window_closed_while_a_database_opens_leaves_it_free(
    window: MainWindow, settle: Settle, tmp_path: Path
) -> None:
    path = tmp_path / "case.iwt"
    Store.create(path).close()
    window.commands.file.open_path(str(path))
    window.close()
    settle()
    assert not window.session.is_open
    Store.open(path).close()


def test_a_job_that_asks_for_a_database_closed_meanwhile_ends_in_silence(
    demo: MainWindow, settle: Settle
) -> None:
    session, told = demo.session, list[object]()
    demo.actions_by_name["close_database"].trigger()
    settle()
    job = demo.jobs.compute("Late", lambda progress: session.store, told.append)
    job.failed.connect(told.append)
    job.stopped.connect(lambda: told.append("stopped"))
    settle()
    assert told == ["stopped"]


def test_nobody_is_told_of_an_edit_whose_database_was_closed_meanwhile(
    demo: MainWindow, settle: Settle
) -> None:
    path, told = demo.session.store.path, list[object]()

    def read_on(made: object) -> None:
        told.append(demo.session.store)

    demo.session.edit("Add", lambda edit: add_entity(edit, "person", "Late"), on_done=read_on)
    demo.actions_by_name["close_database"].trigger()
    settle()
    assert told == []
    with Store.open(path) as store:
        assert store.undo_label() == "Add"
