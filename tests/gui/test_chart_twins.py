"""A chart says once, calmly, how many pairs on it may be one and the same."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from sqlalchemy import Connection

from iwtlink.gui.pages.chart import ChartPage
from iwtlink.gui.window import MainWindow
from iwtlink.store import charts, judgements
from iwtlink.store.charts import ChartContent
from iwtlink.store.ids import Item
from iwtlink.store.merging import merge
from iwtlink.store.refs import find_item
from tests.gui.conftest import Settle

Pair = tuple[Item, Item]


@pytest.fixture
def pair(demo: MainWindow) -> Pair:
    with demo.session.store.read() as db:
        return find_item(db, "P01")[0], find_item(db, "P26")[0]


@pytest.fixture
def chart(demo: MainWindow, settle: Settle) -> ChartPage:
    settle()
    page = demo.opener.chart_in_front
    assert page is not None
    return page


def test_a_line_counts_the_pairs_on_the_chart(chart: ChartPage, pair: Pair) -> None:
    assert chart.twins.isVisible()
    assert chart.twins.text.text() == "1 pair on this chart may be one and the same."
    assert chart.twins.ids == [pair[0].id, pair[1].id]


def _warned(chart: ChartPage) -> dict[int, str]:
    display = chart.view.display
    assert display is not None
    facts = zip(display.entity_ids.tolist(), display.content.facts, strict=True)
    return {i: one.warning for i, one in facts if "May be the same as" in one.warning}


def test_both_of_a_pair_carry_a_warning_that_says_with_whom_and_why(
    demo: MainWindow, chart: ChartPage, pair: Pair, settle: Settle
) -> None:
    warned = _warned(chart)
    assert set(warned) == {item.id for item in pair}
    assert all(": " in words and words.endswith(".") for words in warned.values())
    keys = chart.twins.pairs[0].keys
    chart.twins.put_away()
    badges = chart.view.display.badges if chart.view.display is not None else None
    assert badges is not None
    assert badges.names.count("warning") >= 2
    demo.session.edit(
        "Judge",
        lambda edit: judgements.judge(
            edit, "entity", pair[0].id, pair[1].id, "different", "cousins", keys
        ),
    )
    settle()
    assert not _warned(chart)


def test_a_chart_is_read_once_and_its_pairs_are_marked_in_what_was_read(
    demo: MainWindow, chart: ChartPage, settle: Settle, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[int] = []
    real = charts.read_chart

    def count(db: Connection, chart_id: int) -> ChartContent:
        read.append(chart_id)
        return real(db, chart_id)

    number = chart.chart_id
    demo.pages.close_page(chart)
    settle()
    monkeypatch.setattr(charts, "read_chart", count)
    demo.opener.show_chart(number)
    settle()
    page = demo.opener.chart_in_front
    assert page is not None and page is not chart
    assert len(_warned(page)) == 2
    assert read == [number]


def test_items_stay_where_they_were_dropped_when_pairs_are_marked_after(
    demo: MainWindow, chart: ChartPage, pair: Pair, settle: Settle
) -> None:
    chart.view.choose([pair[0].id])
    display = chart.view.display
    assert display is not None
    row = display.entity_ids.tolist().index(pair[0].id)
    before = display.positions[row].tolist()
    QTest.keyClick(chart.view, Qt.Key.Key_Right)
    settle()
    moved = chart.view.display
    assert moved is not None
    there = moved.positions[row].tolist()
    assert there != before
    chart.twins.told.emit()
    settle()
    after = chart.view.display
    assert after is not None and after.positions[row].tolist() == there
    assert len(_warned(chart)) == 2


def test_look_opens_the_pairs(
    demo: MainWindow, chart: ChartPage, qtbot: QtBot, settle: Settle
) -> None:
    qtbot.mouseClick(chart.twins.look, Qt.MouseButton.LeftButton)
    settle()
    front = demo.pages.front
    assert front is not None
    assert front.key == "twins"


def test_not_now_puts_the_line_away(chart: ChartPage, qtbot: QtBot, settle: Settle) -> None:
    qtbot.mouseClick(chart.twins.leave, Qt.MouseButton.LeftButton)
    chart.twins.show_chart([1, 26])
    settle()
    assert not chart.twins.isVisible()


def test_it_goes_away_when_the_pair_is_merged_and_comes_back_with_undo(
    demo: MainWindow, chart: ChartPage, pair: Pair, settle: Settle
) -> None:
    demo.session.edit("Merge", lambda edit: merge(edit, "entity", [pair[0].id, pair[1].id]))
    settle()
    assert not chart.twins.isVisible()
    demo.session.undo()
    settle()
    assert chart.twins.isVisible()


def test_judged_different_stays_quiet(
    demo: MainWindow, chart: ChartPage, pair: Pair, settle: Settle
) -> None:
    keys = chart.twins.pairs[0].keys
    demo.session.edit(
        "Judge",
        lambda edit: judgements.judge(
            edit, "entity", pair[0].id, pair[1].id, "different", "cousins", keys
        ),
    )
    settle()
    assert not chart.twins.isVisible()


def test_a_selected_item_is_followed_to_what_it_is_part_of_and_back(
    demo: MainWindow, chart: ChartPage, pair: Pair, settle: Settle
) -> None:
    chart.view.choose([pair[1].id])
    settle()
    demo.session.edit("Merge", lambda edit: merge(edit, "entity", [pair[0].id, pair[1].id]))
    settle()
    assert chart.view.selected_entities() == [pair[0].id]
    assert demo.inspector.item == pair[0]
    demo.session.undo()
    settle()
    assert chart.view.selected_entities() == [pair[1].id]
    assert demo.inspector.item == pair[1]
