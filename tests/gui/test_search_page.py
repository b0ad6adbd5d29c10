"""The search page: words, filters, results, saved searches; all of it by keys."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QInputDialog
from pytestqt.qtbot import QtBot

from iwtlink.gui.pages.search import SearchPage
from iwtlink.gui.panels.explorer import Explorer
from iwtlink.gui.trees import items_below, top_items
from iwtlink.gui.window import MainWindow
from iwtlink.store import Edit, documents, entities, files, pages
from iwtlink.store.retractions.removal import remove
from tests.gui.conftest import Settle, type_text


@pytest.fixture
def page(demo: MainWindow, settle: Settle) -> SearchPage:
    """Give the search page, open and empty."""
    demo.actions_by_name["search_page"].trigger()
    settle()
    found = demo.pages.front
    assert isinstance(found, SearchPage)
    return found


def labels(page: SearchPage) -> list[str]:
    """Give the names of the results shown."""
    return [row.hit.label for row in page.model.rows]


def searches(explorer: Explorer) -> list[tuple[str, str]]:
    """Give the saved searches as the explorer shows them."""
    tops = [top for top in top_items(explorer) if top.text(0) == "Searches"]
    return [(line.text(0), line.text(1)) for top in tops for line in items_below(top)]


def test_all_results_lead_to_the_page(demo: MainWindow, qtbot: QtBot, settle: Settle) -> None:
    demo.actions_by_name["find"].trigger()
    type_text(demo.search, "market")
    qtbot.waitUntil(demo.search.list.isVisible)
    settle()
    demo.search.list._mark(-1, 1)
    qtbot.keyClick(demo.search, Qt.Key.Key_Return)
    settle()
    front = demo.pages.front
    assert isinstance(front, SearchPage)
    assert front.words.text() == "market"
    assert len(labels(front)) > 3


def test_results_are_opened_by_keys_alone(
    demo: MainWindow, page: SearchPage, qtbot: QtBot, settle: Settle
) -> None:
    type_text(page.words, "khamsing vongphady")
    qtbot.waitUntil(lambda: bool(page.model.rows))
    settle()
    qtbot.keyClick(page.words, Qt.Key.Key_Down)
    settle()
    assert demo.inspector.header.name.text() == "Khamsing VONGPHADY"
    qtbot.keyClick(page.view, Qt.Key.Key_Up)
    assert page.words.hasFocus()
    qtbot.keyClick(page.words, Qt.Key.Key_Return)
    assert page.view.hasFocus()


def test_a_page_hit_opens_the_document_at_its_words(
    demo: MainWindow, page: SearchPage, qtbot: QtBot, settle: Settle
) -> None:
    def add(edit: Edit) -> None:
        document = documents.add_document(edit, documents.Document("Inspection"))
        file_id = files.add_file(edit, "a.txt", b"a", "text/plain", document_id=document)
        pages.add_page(edit, file_id, 1, "Nothing here.")
        pages.add_page(edit, file_id, 2, "ນາຍ ບຸນມີ ຢູ່ບ້ານນ້ຳພາວ")

    demo.session.edit("Add", add)
    settle()
    page.ask("ນຳພາວ")
    settle()
    (row,) = [row for row in page.model.rows if row.hit.page]
    assert (row.where, row.hit.label) == ("page 2", "Inspection")
    page.hit_wanted.emit(row.hit)
    settle()
    front = demo.pages.front
    assert front is not None
    assert (front.kind, front.title()) == ("document", "Inspection")
    assert front.page_label() == "2"


def test_chips_and_filters_narrow_and_are_cleared(page: SearchPage, settle: Settle) -> None:
    page.ask("ivory")
    settle()
    everything = len(labels(page))
    page.chips._chips["entity"].click()
    settle()
    assert {row.hit.item.kind for row in page.model.rows} == {"entity"}
    assert page.chips._chips["record"].isVisible()
    page.chips._chips[None].click()
    page.filters.type.setCurrentIndex(page.filters.type.findData("seizure"))
    page.filters.first.setText("2017")
    page.filters.first.editingFinished.emit()
    settle()
    assert {row.hit.type for row in page.model.rows} == {"seizure"}
    page.filters.clear.click()
    settle()
    assert len(labels(page)) == everything


def test_a_wrong_date_is_marked_and_passed_over(page: SearchPage, settle: Settle) -> None:
    page.ask("ivory")
    settle()
    everything = len(labels(page))
    page.filters.first.setText("someday")
    page.filters.first.editingFinished.emit()
    settle()
    assert page.filters.first.property("problem") is True
    assert len(labels(page)) == everything


def test_a_saved_search_stands_in_the_explorer_and_tells_what_is_new(
    demo: MainWindow, page: SearchPage, settle: Settle
) -> None:
    page.ask("ivory")
    settle()
    page.save.click()
    dialog = demo.findChild(QInputDialog, "search_name_dialog")
    assert dialog is not None
    dialog.setTextValue("Ivory watch")
    dialog.accept()
    settle()
    assert searches(demo.explorer) == [("Ivory watch", "")]

    def add(edit: Edit) -> None:
        entities.add_entity(edit, "company", "Ivory Star")

    demo.session.edit("Add", add)
    settle()
    assert searches(demo.explorer) == [("Ivory watch", "1 new")]
    (top,) = [top for top in top_items(demo.explorer) if top.text(0) == "Searches"]
    demo.explorer.itemActivated.emit(items_below(top)[0], 0)
    settle()
    front = demo.pages.front
    assert isinstance(front, SearchPage)
    assert front.title() == "Ivory watch"
    assert labels(front)[0] == "Ivory Star"
    assert front.model.rows[0].is_new
    assert searches(demo.explorer) == [("Ivory watch", "")]


def test_what_is_retracted_leaves_the_results(
    demo: MainWindow, page: SearchPage, qtbot: QtBot, settle: Settle
) -> None:
    page.ask("somkiat")
    settle()
    person = next(row.hit for row in page.model.rows if row.hit.item.kind == "entity")
    demo.session.edit("Gone", lambda edit: remove(edit.connection, "entity", [person.item.id]))
    qtbot.waitUntil(lambda: person.item not in [row.hit.item for row in page.model.rows])


def test_nothing_found_says_what_to_do(page: SearchPage, settle: Settle) -> None:
    assert "part of a name" in page.hint.text()
    page.ask("zzqqzz")
    settle()
    assert "Nothing found" in page.hint.text()
