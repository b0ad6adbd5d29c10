"""The search box finds anything while one types."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from iwtlink.gui.quick_list import QuickRow
from iwtlink.gui.window import MainWindow
from iwtlink.store.search import Hit
from tests.gui.conftest import Settle, type_text


def rows(window: MainWindow, qtbot: QtBot, words: str) -> list[QuickRow]:
    """Type words into the search box and give the lines that come."""
    window.actions_by_name["find"].trigger()
    type_text(window.search, words)
    qtbot.waitUntil(window.search.list.isVisible)
    qtbot.waitUntil(lambda: window.jobs.is_idle)
    return window.search.list.model.rows


@pytest.mark.parametrize("words", ["Khamsing", "ຄຳສິງ", "p01", "PER-NGE-0001", "boss sing"])
def test_a_person_is_found_by_any_name_script_or_reference(
    demo: MainWindow, qtbot: QtBot, words: str
) -> None:
    titles = [row.title for row in rows(demo, qtbot, words)]
    assert "Khamsing VONGPHADY" in titles


def test_results_stand_under_headings_that_cannot_be_taken(demo: MainWindow, qtbot: QtBot) -> None:
    found = rows(demo, qtbot, "tiger farm")
    headings = [row.title for row in found if row.data is None]
    assert "Source documents" in headings
    assert demo.search.list.current() is not None


def test_arrow_and_enter_take_a_result(demo: MainWindow, qtbot: QtBot, settle: Settle) -> None:
    rows(demo, qtbot, "Khamsing VONGPHADY")
    qtbot.keyClick(demo.search, Qt.Key.Key_Return)
    settle()
    assert demo.inspector.header.name.text() == "Khamsing VONGPHADY"
    assert demo.search.text() == ""


def test_a_document_found_opens_its_page(demo: MainWindow, qtbot: QtBot, settle: Settle) -> None:
    found = rows(demo, qtbot, "SRC-0115")
    hit = demo.search.list.current()
    assert isinstance(hit, Hit)
    assert hit.item.kind == "document"
    assert found[0].title == "All results for “SRC-0115”"
    qtbot.keyClick(demo.search, Qt.Key.Key_Return)
    settle()
    assert demo.pages.front.kind == "document"


def test_words_that_are_nowhere_say_so(demo: MainWindow, qtbot: QtBot) -> None:
    assert [row.title for row in rows(demo, qtbot, "zzqq")] == ["Nothing found"]


def test_escape_closes_the_results_and_keeps_the_words(demo: MainWindow, qtbot: QtBot) -> None:
    rows(demo, qtbot, "tiger")
    qtbot.keyClick(demo.search, Qt.Key.Key_Escape)
    assert not demo.search.list.isVisible()
    assert demo.search.text() == "tiger"
