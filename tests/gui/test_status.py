"""The status bar, errors and faults."""

from __future__ import annotations

import threading

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMessageBox, QPushButton
from pytestqt.qtbot import QtBot

from iwtlink.errors import Progress
from iwtlink.gui.crash import CrashDialog
from iwtlink.gui.window import MainWindow
from iwtlink.store.entities import add_entity
from tests.gui.conftest import Settle


def test_a_long_job_is_shown_with_its_progress_and_can_be_stopped(
    window: MainWindow, qtbot: QtBot, settle: Settle
) -> None:
    may_go_on = threading.Event()

    def work(progress: Progress) -> None:
        progress(0.4, "Reading row 40")
        may_go_on.wait(20)
        progress(0.5, "Reading row 50")

    job = window.jobs.compute("Reading", work)
    strip = window.status.jobs
    qtbot.waitUntil(strip.isVisible)
    qtbot.mouseClick(strip.stop, Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(job.stopped):
        may_go_on.set()
    settle()
    assert not strip.isVisible()


def test_the_last_step_is_named_where_undo_would_take_it_back(
    demo: MainWindow, settle: Settle
) -> None:
    demo.session.edit("Add a witness", lambda edit: add_entity(edit, "person", "Witness"))
    settle()
    assert demo.status.undo.text() == "Undo: Add a witness"
    assert demo.actions_by_name["undo"].text().endswith("Add a witness")
    demo.actions_by_name["undo"].trigger()
    settle()
    assert demo.status.currentMessage() == "Taken back: Add a witness"
    assert demo.actions_by_name["redo"].text().endswith("Add a witness")
    demo.actions_by_name["redo"].trigger()
    settle()
    assert demo.status.currentMessage() == "Done again: Add a witness"


def test_a_fault_of_ours_is_shown_with_details_to_copy(window: MainWindow, qtbot: QtBot) -> None:
    try:
        raise ZeroDivisionError("a secret name")
    except ZeroDivisionError as error:
        window.show_error(error)
    dialog = window.findChild(CrashDialog, "crash_dialog")
    button = dialog.findChild(QPushButton, "copy_crash_details")
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    copied = QGuiApplication.clipboard().text()
    assert "ZeroDivisionError" in copied
    assert "secret" not in copied


def test_an_edit_that_is_refused_changes_nothing_and_says_why(
    demo: MainWindow, settle: Settle
) -> None:
    before = demo.session.store.undo_label()
    demo.session.edit("Bad", lambda edit: add_entity(edit, "person", " "))
    settle()
    assert demo.session.store.undo_label() == before
    assert "needs a name" in demo.findChild(QMessageBox, "error_dialog").text()
