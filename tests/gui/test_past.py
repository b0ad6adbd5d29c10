"""Retracting with a reason, history, log, purge and reviews in the window."""

from __future__ import annotations

import csv
import threading
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox, QPushButton
from pytestqt.qtbot import QtBot

from iwtlink.gui.dialogs.purge import PurgeDialog
from iwtlink.gui.dialogs.retract import RetractDialog
from iwtlink.gui.dialogs.review import ReviewDialog
from iwtlink.gui.pages.history import HistoryPage
from iwtlink.gui.pages.lines import LinesPage
from iwtlink.gui.pages.log import LogPage
from iwtlink.gui.pages.retracted import RetractedPage
from iwtlink.gui.pages.reviews import ReviewsPage
from iwtlink.gui.reading.columns import Column
from iwtlink.gui.selection import Selection
from iwtlink.gui.window import MainWindow
from iwtlink.operations.reviewing import day_after, load_periods
from iwtlink.store import Store
from iwtlink.store.entities import get_entity
from iwtlink.store.ids import Item
from iwtlink.store.refs import find_item
from iwtlink.store.retractions import list_retracted
from iwtlink.store.reviews import review_of
from tests.gui.conftest import PATIENCE_MS, Settle


@pytest.fixture
def man(demo: MainWindow, settle: Settle) -> Item:
    """Give a person of the demonstration, selected."""
    with demo.session.store.read() as db:
        item = find_item(db, "P09")[0]
    demo.take_selection(Selection((item,)))
    settle()
    return item


def retract(demo: MainWindow, settle: Settle, reason: str) -> None:
    demo.actions_by_name["delete_items"].trigger()
    dialog = demo.findChild(RetractDialog)
    assert dialog is not None
    dialog.reason.setEditText(reason)
    dialog.accept()
    settle()


def test_what_is_retracted_is_listed_with_its_reason_and_restored_from_there(
    demo: MainWindow, man: Item, qtbot: QtBot, settle: Settle
) -> None:
    retract(demo, settle, "Mixed up with his brother")
    demo.actions_by_name["show_retracted"].trigger()
    settle()
    page = demo.pages.front
    assert isinstance(page, RetractedPage)
    page.filter.setText("brother thammady")
    row = next(line for line in page.lines if line.kind == "entity")
    page.filter.setText(row.ref)
    assert page.model.rowCount() >= 1
    place = next(k for k in range(page.model.rowCount()) if page.lines[page.model.id_at(k)] == row)
    page.view.selectRow(place)
    button = page.findChild(QPushButton, "retracted_restore")
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    settle()
    with demo.session.store.read() as db:
        assert get_entity(db, man.id) is not None
        assert list_retracted(db) == []
    assert page.nothing.text()


class SlowPage(LinesPage):
    """Lines of which the first reading comes back last."""

    def __init__(self, demo: MainWindow) -> None:
        super().__init__(demo.session, "slow_page", (Column("n", "Reading"),))
        self.is_told = threading.Event()
        self.readings: list[int] = []

    def read_lines(self, store: Store) -> list[int]:
        reading = len(self.readings) + 1
        self.readings.append(reading)
        if reading == 1:
            self.is_told.wait(PATIENCE_MS / 1000)
        return [reading]

    def cells(self, line: int) -> list[str]:
        return [str(line)]


def test_of_two_readings_the_later_one_holds_whichever_comes_back_last(
    demo: MainWindow, qtbot: QtBot, settle: Settle
) -> None:
    page = SlowPage(demo)
    qtbot.addWidget(page)
    page.read()
    qtbot.waitUntil(lambda: bool(page.readings), timeout=PATIENCE_MS)
    page.read()
    qtbot.waitUntil(lambda: page.lines == [2], timeout=PATIENCE_MS)
    page.is_told.set()
    settle()
    assert page.lines == [2]


def test_reasons_given_before_are_offered_again(
    demo: MainWindow, man: Item, settle: Settle
) -> None:
    retract(demo, settle, "Mixed up with his brother")
    demo.actions_by_name["undo"].trigger()
    settle()
    retract(demo, settle, "The source withdrew it")
    demo.take_selection(Selection((Item("entity", 1),)))
    demo.actions_by_name["delete_items"].trigger()
    dialog = demo.findChild(RetractDialog)
    assert dialog is not None
    offered = [dialog.reason.itemText(k) for k in range(dialog.reason.count())]
    assert offered == ["The source withdrew it"]
    dialog.reject()


def test_the_history_of_the_chosen_item_is_shown_and_a_step_taken_back(
    demo: MainWindow, man: Item, qtbot: QtBot, settle: Settle, tmp_path: Path
) -> None:
    retract(demo, settle, "Mixed up with his brother")
    demo.take_selection(Selection((man,)))
    demo.actions_by_name["show_history"].trigger()
    settle()
    page = demo.pages.front
    assert isinstance(page, HistoryPage)
    assert any("Mixed up with his brother" in row for row in page.model.content.cells)
    page.view.selectRow(0)
    qtbot.mouseClick(page.back, Qt.MouseButton.LeftButton)
    settle()
    with demo.session.store.read() as db:
        assert get_entity(db, man.id) is not None
    assert demo.session.store.undo_label().startswith("Taken back: Retract")
    page.export_to(str(tmp_path / "history.csv"))
    settle()
    with (tmp_path / "history.csv").open(encoding="utf-8-sig", newline="") as stream:
        assert next(csv.reader(stream))[:3] == ["When", "Who", "What"]


def test_a_step_on_which_others_rest_is_not_taken_back_and_they_are_named(
    demo: MainWindow, settle: Settle
) -> None:
    demo.actions_by_name["show_log"].trigger()
    settle()
    page = demo.pages.front
    assert isinstance(page, LogPage)
    assert any(line.kind == "opened" for line in page.lines)
    first = min(line.step_id for line in page.lines if line.text.startswith("Import"))
    page.step_unwanted.emit(first)
    settle()
    box = demo.findChild(QMessageBox, "error_dialog")
    assert "Take these back first" in box.text()
    box.close()


def test_a_purge_shows_what_goes_and_wants_the_reference_typed(
    demo: MainWindow, man: Item, qtbot: QtBot, settle: Settle
) -> None:
    demo.actions_by_name["purge_item"].trigger()
    settle()
    dialog = demo.findChild(PurgeDialog)
    assert dialog is not None
    assert "would be erased" in dialog.preview.toPlainText()
    assert not dialog.do_it.isEnabled()
    dialog.reason.setText("Asked by the person")
    dialog.typed.setText("nonsense")
    assert not dialog.do_it.isEnabled()
    with demo.session.store.read() as db:
        known = get_entity(db, man.id)
    assert known is not None
    dialog.typed.setText(known.ref.lower())
    qtbot.mouseClick(dialog.do_it, Qt.MouseButton.LeftButton)
    settle()
    with demo.session.store.read() as db:
        assert get_entity(db, man.id) is None
    page = demo.pages.front
    assert isinstance(page, LogPage)
    assert any("Asked by the person" in line.text for line in page.lines)


def test_a_review_date_is_set_listed_when_due_and_taken_away_when_looked_at(
    demo: MainWindow, man: Item, qtbot: QtBot, settle: Settle
) -> None:
    demo.actions_by_name["set_review"].trigger()
    dialog = demo.findChild(ReviewDialog)
    assert dialog is not None
    assert dialog.day.text() == day_after(date.today(), load_periods()[0].months).isoformat()
    dialog.day.setText("soon")
    dialog.accept()
    assert dialog.problem.text()
    due = date.today() - timedelta(days=3)
    dialog.day.setText(due.isoformat())
    dialog.accept()
    settle()
    with demo.session.store.read() as db:
        found = review_of(db, man)
    assert found is not None
    assert (found.due_on, found.basis) == (due, load_periods()[0].label)
    demo.actions_by_name["show_reviews"].trigger()
    settle()
    page = demo.pages.front
    assert isinstance(page, ReviewsPage)
    assert page.model.content.cells[0][1] == "3"
    assert page.selection() == Selection((man,))
    qtbot.mouseClick(page.done, Qt.MouseButton.LeftButton)
    settle()
    assert page.lines == []


def test_months_end_on_the_last_day_there_is() -> None:
    assert day_after(date(2026, 1, 31), 1) == date(2026, 2, 28)
    assert day_after(date(2026, 11, 30), 3) == date(2027, 2, 28)
    assert day_after(date(2026, 12, 15), 12) == date(2027, 12, 15)
    assert all(period.months > 0 and period.label for period in load_periods())
