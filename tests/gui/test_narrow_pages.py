"""Pages and lists where there is little room, or nothing to show."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget

from iwtlink.gui.dialogs.attach import AttachDialog
from iwtlink.gui.pages.log import LogPage
from iwtlink.gui.pages.quality import QualityPage
from iwtlink.gui.pages.quality_lists import item_of
from iwtlink.gui.pages.search import SearchPage
from iwtlink.gui.window import MainWindow
from iwtlink.store.search import SEARCHED, Question
from tests.gui.conftest import Settle

NARROW = 620
"""Pixels that are left for a page between explorer and inspector on a small screen."""


def opened(demo: MainWindow, settle: Settle, action: str) -> QWidget:
    demo.actions_by_name[action].trigger()
    settle()
    settle()
    page = demo.pages.front
    assert page is not None
    return page


def shown_within(page: QWidget) -> bool:
    """Whether no visible box or button of the page lies beyond its edges or on another."""
    parts = [one for one in page.findChildren(QWidget) if one.isVisible() and one.focusPolicy()]
    flat = [one for one in parts if not any(one.isAncestorOf(other) for other in parts)]
    areas = [one.rect().translated(one.mapTo(page, one.rect().topLeft())) for one in flat]
    inside = all(page.rect().contains(area) for area in areas)
    apart = not any(a.intersects(b) for n, a in enumerate(areas) for b in areas[n + 1 :])
    return inside and apart


@pytest.mark.parametrize(
    "action", ["search_page", "show_log", "show_retracted", "show_reviews", "show_quality"]
)
def test_a_page_fits_between_explorer_and_inspector(
    demo: MainWindow, settle: Settle, action: str
) -> None:
    explorer = demo.explorer_dock.width()
    page = opened(demo, settle, action)
    assert page.minimumSizeHint().width() <= NARROW
    assert demo.explorer_dock.width() == explorer


def test_filters_and_counts_go_on_in_a_second_line(demo: MainWindow, settle: Settle) -> None:
    page = opened(demo, settle, "search_page")
    assert isinstance(page, SearchPage)
    page.filters.take_from(Question(types=("person",), worst_grade=4))
    page.chips.show_counts(dict.fromkeys(SEARCHED, 1000))
    for width in (900, NARROW, 480):
        page.setParent(None)
        page.resize(width, 500)
        page.show()
        settle()
        assert page.width() == width
        assert shown_within(page), width
    page.close()
    page.deleteLater()


def test_an_empty_page_says_what_to_do(demo: MainWindow, settle: Settle) -> None:
    page = opened(demo, settle, "search_page")
    assert isinstance(page, SearchPage)
    assert page.hint.isVisible()
    assert "Type what you look for" in page.hint.text()
    page.ask("khamsing")
    settle()
    assert not page.hint.isVisible()
    page.ask("qqqzzzqqq")
    settle()
    assert "Nothing found" in page.hint.text()


def test_asking_for_the_search_page_again_puts_the_keyboard_into_the_words(
    demo: MainWindow, settle: Settle
) -> None:
    page = opened(demo, settle, "search_page")
    assert isinstance(page, SearchPage)
    page.ask("khamsing")
    settle()
    page.view.setFocus()
    demo.actions_by_name["search_page"].trigger()
    assert page.words.hasFocus()
    QTest.keyClicks(page.words, "ivory")
    assert page.words.text() == "ivory"


def test_the_list_of_files_says_how_files_come_in(demo: MainWindow, settle: Settle) -> None:
    demo.actions_by_name["attach_document"].trigger()
    settle()
    dialog = demo.findChild(AttachDialog)
    assert dialog is not None
    hint = dialog.findChild(QLabel, "attach_files_hint")
    assert hint is not None and hint.isVisible()
    assert "Drop files here" in hint.text()
    dialog.reject()


def test_the_log_is_narrowed_by_who_when_and_kind(demo: MainWindow, settle: Settle) -> None:
    page = opened(demo, settle, "show_log")
    assert isinstance(page, LogPage)
    every = page.model.rowCount()
    headers = [
        page.model.headerData(n, Qt.Orientation.Horizontal) for n in range(page.model.columnCount())
    ]
    assert {"Where", "State"} <= set(headers)
    page.choices.kind.setCurrentIndex(page.choices.kind.findText("opened"))
    page.choices.kind.activated.emit(0)
    assert 0 < page.model.rowCount() < every
    assert {line.kind for line in page.lines} == {"opened"}
    page.choices.kind.setCurrentIndex(0)
    page.choices.who.setCurrentIndex(page.choices.who.findText("ND"))
    page.choices.who.activated.emit(0)
    assert {line.who for line in page.lines} == {"ND"}
    page.choices.when.setCurrentIndex(1)
    page.choices.when.activated.emit(0)
    assert 0 < page.model.rowCount() < every
    page.follow(None, None)  # type: ignore[arg-type] # whatever was changed
    settle()
    assert {line.who for line in page.lines} == {"ND"}


def test_the_quality_page_shows_the_reasons_of_the_worst_item_at_once(
    demo: MainWindow, settle: Settle
) -> None:
    page = opened(demo, settle, "show_quality")
    assert isinstance(page, QualityPage)
    assert page.items.currentItem() is page.items.topLevelItem(0)
    assert page.reasons.topLevelItemCount() > 0
    assert demo.inspector.item == item_of(page.items.topLevelItem(0))
