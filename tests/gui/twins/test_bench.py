"""The bench: values chosen by keys and mouse, and how it looks."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from iwtlink.gui.selection import Selection
from iwtlink.gui.twins.bench_delegate import row_height
from iwtlink.gui.twins.bench_table import LABELS
from iwtlink.gui.twins.compare_page import ComparePage
from iwtlink.gui.twins.queue_page import QueuePage
from iwtlink.gui.window import MainWindow
from iwtlink.store import entities
from iwtlink.store.merging import lead_of, members_of
from tests.gui.conftest import Settle
from tests.gui.twins.conftest import names, row_at


def test_a_digit_chooses_the_value_in_the_row_in_use_and_it_is_shown_after_merging(
    demo: MainWindow, page: QueuePage, qtbot: QtBot, settle: Settle
) -> None:
    bench, pair = page.bench, page.bench.ids
    second = names(bench)[1]
    at = row_at(bench, "value:name")
    bench.table.selectRow(at)
    qtbot.keyClick(bench.table, Qt.Key.Key_2)
    assert bench.table.bench.column_of(bench.table.bench.rows[at]) == 1
    assert "shown after merging" in bench.table.bench.spoken(bench.table.bench.rows[at], 2)
    qtbot.keyClick(bench.table, Qt.Key.Key_S)
    settle()
    with demo.session.store.read() as db:
        merged = entities.get_entity(db, lead_of(db, "entity", pair[0]))
    assert merged is not None
    assert merged.label == second


def test_a_digit_elsewhere_chooses_the_record_that_is_kept(
    demo: MainWindow, page: QueuePage, qtbot: QtBot, settle: Settle
) -> None:
    pair = page.bench.ids
    assert page.bench.heads.cards[0].keep.isChecked()
    qtbot.keyClick(page.list, Qt.Key.Key_2)
    assert page.bench.heads.cards[1].keep.isChecked()
    qtbot.keyClick(page.list, Qt.Key.Key_S)
    settle()
    with demo.session.store.read() as db:
        assert lead_of(db, "entity", pair[0]) == pair[1]
        kept = members_of(db, "entity", pair[1])
    assert [(one.id, bool(one.because)) for one in kept] == [(pair[0], True)]


def test_a_click_on_a_value_chooses_it(page: QueuePage, qtbot: QtBot) -> None:
    table = page.bench.table
    at = row_at(page.bench, "value:name")
    table.scrollTo(table.bench.index(at, 0))
    where = table.visualRect(table.bench.index(at, 2)).topLeft() + QPoint(12, 10)
    qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=where)
    assert table.bench.column_of(table.bench.rows[at]) == 1


def test_what_was_chosen_stays_chosen_when_the_records_are_read_again(
    demo: MainWindow, page: QueuePage, settle: Settle
) -> None:
    bench = page.bench
    bench.table.selectRow(row_at(bench, "value:name"))
    bench.pick(1)
    bench.keep(1)
    bench.refresh()
    settle()
    at = row_at(bench, "value:name")
    assert bench.table.bench.column_of(bench.table.bench.rows[at]) == 1
    assert bench.heads.cards[1].keep.isChecked()


def test_enter_offers_what_stands_in_a_row_and_leads_there(
    demo: MainWindow, page: QueuePage, qtbot: QtBot, settle: Settle
) -> None:
    table = page.bench.table
    at = next(n for n, row in enumerate(table.bench.rows) if row.key.startswith("links:"))
    table.selectRow(at)
    qtbot.keyClick(table, Qt.Key.Key_Return)
    menu = table.findChild(QMenu, "bench_menu")
    assert menu is not None
    target = table.bench.rows[at].cells[0] or table.bench.rows[at].cells[1]
    menu.actions()[0].trigger()
    menu.close()
    settle()
    assert demo.inspector.item == target[0].target


def test_an_arrow_enters_the_rows_and_passes_over_headings(page: QueuePage, qtbot: QtBot) -> None:
    table = page.bench.table
    for _ in range(30):
        qtbot.keyClick(table, Qt.Key.Key_Down)
        row = table.current_row()
        assert row is not None
        assert row.kind != "section"


def test_copy_gives_the_row_in_use_as_text(page: QueuePage) -> None:
    table = page.bench.table
    table.selectRow(row_at(page.bench, "value:name"))
    page.copy()
    said = QGuiApplication.clipboard().text()
    assert all(name in said for name in names(page.bench))


# How it looks


def test_long_names_and_many_values_wrap_and_never_scroll_sideways(
    demo: MainWindow, settle: Settle
) -> None:
    long = "Vongphachanh" * 12
    with demo.session.store.edit("Long") as edit:
        two = [
            entities.add_entity(
                edit, "person", f"{long} {n}", aliases=[f"Alias {a} {long}" for a in range(40)]
            )
            for n in range(2)
        ]
    demo.take_selection(Selection.of("entity", [int(i) for i in two]))
    demo.actions_by_name["merge_items"].trigger()
    settle()
    page = demo.pages.front
    assert isinstance(page, ComparePage)
    table = page.bench.table
    assert table.horizontalScrollBar().maximum() == 0
    assert page.width() <= demo.pages.width()
    at = row_at(page.bench, "names")
    assert table.rowHeight(at) == row_height(
        table.font(), table.bench.rows[at], LABELS, table.column_width()
    )
    assert table.rowHeight(at) > 40 * table.fontMetrics().height()


def test_every_input_of_the_pages_is_named_for_those_who_hear_it(page: QueuePage) -> None:
    bench = page.bench
    inputs = [
        *(page.list, page.bar.scope, page.bar.type, page.bar.again, page.bar.stop),
        *(bench.table, bench.finder, bench.bar.reason, bench.bar.same, bench.heads.add),
        *(card.keep for card in bench.heads.cards[:2]),
    ]
    assert all(one.objectName() and one.accessibleName() for one in inputs)


def test_a_read_only_database_is_looked_at_and_not_judged(
    page: QueuePage, qtbot: QtBot, settle: Settle, monkeypatch: pytest.MonkeyPatch
) -> None:
    pair = page.bench.ids
    monkeypatch.setattr(type(page.bench._session), "is_writable", property(lambda self: False))
    page.bench.refresh()
    settle()
    assert not page.bench.bar.same.isEnabled()
    qtbot.keyClick(page.list, Qt.Key.Key_S)
    settle()
    assert page.bench.ids == pair
