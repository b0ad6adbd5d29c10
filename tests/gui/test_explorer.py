"""The explorer: what is in the database, with counts; what opens from it."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QTreeWidgetItem
from pytestqt.qtbot import QtBot

from iwtlink.gui.drag import entities_from_mime
from iwtlink.gui.trees import items_below, top_items
from iwtlink.gui.window import MainWindow
from iwtlink.store import Store
from iwtlink.store.entities import add_entity
from tests.gui.conftest import Settle


def line(window: MainWindow, text: str) -> QTreeWidgetItem:
    """Find a line by its text."""
    for top in top_items(window.explorer):
        for item in (top, *items_below(top)):
            if item.text(0) == text:
                return item
    raise AssertionError(f"no line {text}")


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Entities", "81"),
        ("People", "28"),
        ("Links", "150"),
        ("Seizure items", "8"),
        ("Source documents", "125"),
        ("Products", "22"),
        ("Media articles", "24"),
    ],
)
def test_it_counts_what_there_is(demo: MainWindow, text: str, count: str) -> None:
    assert line(demo, text).text(1) == count


def test_a_double_click_on_a_type_opens_its_table(
    demo: MainWindow, qtbot: QtBot, settle: Settle
) -> None:
    item = line(demo, "Companies")
    where = demo.explorer.visualItemRect(item).center()
    port = demo.explorer.viewport()
    qtbot.mouseClick(port, Qt.MouseButton.LeftButton, pos=where)
    qtbot.mouseDClick(port, Qt.MouseButton.LeftButton, pos=where)
    settle()
    assert demo.pages.front.title() == "Companies"


def test_enter_on_a_chart_opens_it(demo: MainWindow, qtbot: QtBot, settle: Settle) -> None:
    demo.explorer.setFocus()
    demo.explorer.setCurrentItem(line(demo, "Operation NAGA EYE (fictional)"))
    qtbot.keyClick(demo.explorer, Qt.Key.Key_Return)
    settle()
    assert demo.pages.front.title() == "Operation NAGA EYE (fictional)"


def test_a_type_dragged_out_carries_all_its_entities(demo: MainWindow) -> None:
    data = demo.explorer.mimeData([line(demo, "Syndicates")])
    assert len(entities_from_mime(data)) == 3


def test_a_type_is_placed_on_the_chart_in_front(demo: MainWindow, settle: Settle) -> None:
    settle()
    before = len(demo.pages.front.view.display.entity_ids)
    demo.explorer.place_wanted.emit(line(demo, "Agencies").data(0, Qt.ItemDataRole.UserRole))
    settle()
    assert len(demo.pages.front.view.display.entity_ids) == before + 3


def test_counts_follow_an_edit_and_the_marked_line_stays(demo: MainWindow, settle: Settle) -> None:
    demo.explorer.setCurrentItem(line(demo, "Companies"))
    demo.session.edit("Add", lambda edit: add_entity(edit, "person", "One More"))
    settle()
    assert line(demo, "People").text(1) == "29"
    assert demo.explorer.currentItem().text(0) == "Companies"


def test_an_empty_database_says_how_to_begin(
    window: MainWindow, settle: Settle, tmp_path: Path
) -> None:
    Store.create(tmp_path / "new.iwt", title="New").close()
    window.commands.file.open_path(str(tmp_path / "new.iwt"))
    settle()
    assert window.stack.currentWidget() is window.nothing
    assert window.nothing.heading.text() == "This database is empty"
    assert window.nothing.findChild(QPushButton, "begin_import_tables").isVisible()


def test_when_every_tab_is_closed_it_says_how_to_go_on(demo: MainWindow) -> None:
    demo.actions_by_name["close_page"].trigger()
    assert demo.stack.currentWidget() is demo.nothing
    assert demo.nothing.heading.text() == "Nothing is open"
