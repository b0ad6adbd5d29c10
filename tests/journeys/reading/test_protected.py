"""A protected source is revealed only when asked, and that is logged."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMessageBox, QPushButton
from pytestqt.qtbot import QtBot
from sqlalchemy import text

from iwtlink.gui.pages.document import DocumentPage
from iwtlink.gui.trees import top_items
from iwtlink.gui.window import MainWindow
from tests.gui.conftest import Settle
from tests.journeys.reading.conftest import TEXT


def press_button(box: QMessageBox, name: str) -> None:
    button = box.findChild(QPushButton, name)
    assert button is not None
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def events(demo: MainWindow) -> list[str]:
    """Give the kinds of all events in the log, oldest first."""
    with demo.session.store.read() as db:
        return [str(kind) for kind in db.scalars(text("SELECT kind FROM event ORDER BY id"))]


def reveals(demo: MainWindow) -> int:
    return events(demo).count("source revealed")


def test_a_source_is_revealed_once_asked_and_logged(
    page: DocumentPage, demo: MainWindow, settle: Settle, qtbot: QtBot
) -> None:
    assert "Ms Source" not in page.origin.says.text()
    QTest.mouseClick(page.origin.button, Qt.MouseButton.LeftButton)
    (box,) = demo.findChildren(QMessageBox)
    assert "log" in box.informativeText()
    assert reveals(demo) == 0
    press_button(box, "reveal_yes")
    settle()
    assert "Ms Source" in page.origin.says.text()
    assert reveals(demo) == 1
    demo.actions_by_name["copy"].trigger()
    assert "Ms Source" not in QGuiApplication.clipboard().text()
    demo.pages.step(1)
    settle()
    assert "Ms Source" not in page.origin.says.text()


def test_a_source_not_revealed_is_not_logged(
    page: DocumentPage, demo: MainWindow, settle: Settle
) -> None:
    QTest.mouseClick(page.origin.button, Qt.MouseButton.LeftButton)
    (box,) = demo.findChildren(QMessageBox)
    press_button(box, "reveal_no")
    settle()
    assert reveals(demo) == 0
    assert "Ms Source" not in page.origin.says.text()


def test_a_copy_saved_out_of_the_database_is_logged(
    page: DocumentPage, demo: MainWindow, settle: Settle, tmp_path: Path
) -> None:
    assert page.lists.files.topLevelItemCount() == 2
    row = top_items(page.lists.files)[0].data(0, Qt.ItemDataRole.UserRole)
    page.save_copy(row, tmp_path / "out.txt")
    settle()
    assert (tmp_path / "out.txt").read_bytes() == TEXT.encode()
    assert events(demo)[-1] == "export"
