"""A chart in its tab: what is done on it is written, one step each, and can be taken back."""

from __future__ import annotations

from pathlib import Path
from threading import Event
from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QInputDialog, QLabel, QMessageBox
from pytestqt.qtbot import QtBot

from iwtlink.gui.charting.expand_dialog import ExpandDialog
from iwtlink.gui.dialogs.retract import RetractDialog
from iwtlink.gui.pages.chart import ChartPage
from iwtlink.gui.pages.chart_reading import ChartRead, read_for_window
from iwtlink.gui.reading.columns import TableName
from iwtlink.gui.window import MainWindow
from iwtlink.operations.drawing import draw_chart
from iwtlink.store.charts import entities_on, list_charts, read_chart
from iwtlink.store.entities import add_entity
from iwtlink.store.ids import Item
from iwtlink.store.refs import find_item
from tests.gui.conftest import PATIENCE_MS, Settle


@pytest.fixture
def chart(demo: MainWindow, settle: Settle) -> ChartPage:
    """Give the demonstration's small chart, shown."""
    settle()
    page = demo.pages.front
    assert isinstance(page, ChartPage)
    assert page.view.display is not None
    return page


def on_chart(window: MainWindow, page: ChartPage) -> set[int]:
    with window.session.store.read() as db:
        return {int(number) for number in entities_on(db, page.chart_id)}


def shown_on(page: ChartPage) -> list[int]:
    assert page.content is not None
    return page.content.entity_ids.tolist()


def entity(window: MainWindow, ref: str) -> int:
    with window.session.store.read() as db:
        return find_item(db, ref)[0].id


def test_a_drag_is_one_step_of_the_chart_and_undo_puts_it_back(
    demo: MainWindow, chart: ChartPage, qtbot: QtBot, settle: Settle
) -> None:
    number = entity(demo, "P01")
    with demo.session.store.read() as db:
        before = read_chart(db, chart.chart_id)
    index = before.entity_ids.tolist().index(number)
    x, y = chart.view.view.to_device(before.positions[index]).tolist()
    start = chart.view.viewport().rect().topLeft()
    start.setX(round(x))
    start.setY(round(y))
    there = start.__class__(start.x() + 60, start.y() + 40)
    port = chart.view.viewport()
    qtbot.mousePress(port, Qt.MouseButton.LeftButton, pos=start)
    qtbot.mouseMove(port, pos=start + (there - start) / 2)
    qtbot.mouseMove(port, pos=there)
    qtbot.mouseRelease(port, Qt.MouseButton.LeftButton, pos=there)
    settle()
    assert demo.session.store.undo_label(chart.scope) == "Move 1 item"
    with demo.session.store.read() as db:
        moved = read_chart(db, chart.chart_id)
    assert not np.allclose(moved.positions[index], before.positions[index])
    demo.actions_by_name["undo"].trigger()
    settle()
    with demo.session.store.read() as db:
        after = read_chart(db, chart.chart_id)
    np.testing.assert_allclose(after.positions, before.positions)
    assert "Move 1 item" in demo.status.currentMessage()


def test_delete_takes_items_off_the_chart_and_keeps_them_in_the_database(
    demo: MainWindow, chart: ChartPage, qtbot: QtBot, settle: Settle
) -> None:
    number = entity(demo, "P01")
    chart.view.choose([number])
    chart.view.setFocus()
    qtbot.keyClick(chart.view, Qt.Key.Key_Delete)
    settle()
    assert number not in on_chart(demo, chart)
    assert entity(demo, "P01") == number
    demo.actions_by_name["undo"].trigger()
    settle()
    assert number in on_chart(demo, chart)


def test_expand_counts_neighbours_by_verb_and_type_before_it_adds_them(
    demo: MainWindow, chart: ChartPage, settle: Settle
) -> None:
    chart.view.choose([entity(demo, "P16")])
    demo.actions_by_name["expand"].trigger()
    settle()
    dialog = demo.findChild(ExpandDialog)
    lines = [dialog.table.topLevelItem(k) for k in range(dialog.table.topLevelItemCount())]
    assert all(int(x.text(3)) == int(x.text(4)) + int(x.text(5)) for x in lines)
    wanted = set(dialog.chosen())
    assert 0 < len(wanted) <= sum(int(x.text(5)) for x in lines)
    before = on_chart(demo, chart)
    assert not wanted & before
    dialog.accept()
    settle()
    assert on_chart(demo, chart) - before == wanted


def test_expanding_leaves_what_is_on_the_chart_where_it_is(
    demo: MainWindow, chart: ChartPage, settle: Settle
) -> None:
    with demo.session.store.read() as db:
        before = read_chart(db, chart.chart_id)
    chart.add_entities([entity(demo, "C02"), entity(demo, "F01")])
    settle()
    with demo.session.store.read() as db:
        after = read_chart(db, chart.chart_id)
    places = dict(zip(after.entity_ids.tolist(), after.positions.tolist(), strict=True))
    for number, place in zip(before.entity_ids.tolist(), before.positions.tolist(), strict=True):
        assert places[number] == pytest.approx(place)
    assert np.isfinite(after.positions).all()


def test_dropped_entities_stand_where_they_were_dropped(
    demo: MainWindow, chart: ChartPage, settle: Settle
) -> None:
    number = entity(demo, "Z01")
    chart.view.entities_dropped.emit([number], (4000.0, -3000.0))
    settle()
    with demo.session.store.read() as db:
        content = read_chart(db, chart.chart_id)
    index = content.entity_ids.tolist().index(number)
    assert content.positions[index] == pytest.approx((4000.0, -3000.0))


def test_a_new_chart_takes_the_selected_entities(
    demo: MainWindow, qtbot: QtBot, settle: Settle
) -> None:
    page = demo.opener.show_table(TableName("entity", "company"))
    settle()
    page.select_all()
    demo.actions_by_name["new_chart"].trigger()
    dialog = demo.findChild(QInputDialog, "title_dialog")
    assert "8 selected entities" in dialog.labelText()
    dialog.setTextValue("Companies")
    dialog.accept()
    settle()
    front = demo.pages.front
    assert isinstance(front, ChartPage)
    assert front.title() == "Companies"
    assert len(on_chart(demo, front)) == 8


def test_arranging_is_one_step(demo: MainWindow, chart: ChartPage, settle: Settle) -> None:
    chart.view.choose([entity(demo, "P01")])
    chart.view.items_moved.emit([entity(demo, "P01")], np.array([[300.0, 900.0]]))
    demo.actions_by_name["arrange"].trigger()
    settle()
    assert demo.session.store.undo_label(chart.scope) == "Arrange: Organic"


def test_arranging_what_is_arranged_makes_no_step_and_says_so(
    demo: MainWindow, chart: ChartPage, settle: Settle
) -> None:
    demo.actions_by_name["arrange"].trigger()
    settle()
    assert demo.status.currentMessage() == "The chart is arranged already."
    assert demo.session.store.undo_label(chart.scope) == ""


def test_undo_on_a_chart_with_nothing_to_take_back_names_the_step_of_the_database_first(
    demo: MainWindow, chart: ChartPage, settle: Settle
) -> None:
    undo = demo.actions_by_name["undo"]
    assert undo.text().endswith("Add the demo's charts (in the database)")
    undo.trigger()
    settle()
    assert demo.pages.front is chart
    assert "Add the demo's charts" in demo.status.currentMessage()
    assert "Undo again" in demo.status.currentMessage()
    undo.trigger()
    settle()
    assert demo.pages.front is not chart
    assert demo.status.currentMessage() == "Taken back: Add the demo's charts"


def test_what_was_done_on_another_page_is_named_before_undo_takes_it_back_on_a_chart(
    demo: MainWindow, chart: ChartPage, settle: Settle
) -> None:
    demo.opener.show_table(TableName("entity", "person"))
    settle()
    demo.session.edit("Add a witness", lambda edit: add_entity(edit, "person", "Witness"))
    settle()
    demo.pages.setCurrentWidget(chart)
    demo.actions_by_name["undo"].trigger()
    settle()
    assert demo.session.store.undo_label() == "Add a witness"
    demo.pages.setCurrentWidget(chart)
    demo.actions_by_name["undo"].trigger()
    settle()
    assert demo.status.currentMessage() == "Taken back: Add a witness"


def test_selecting_on_the_chart_shows_the_item_in_the_inspector(
    demo: MainWindow, chart: ChartPage, settle: Settle
) -> None:
    chart.view.choose([entity(demo, "P01")])
    settle()
    assert demo.inspector.header.name.text() == "Khamsing VONGPHADY"
    assert demo.actions_by_name["expand"].isEnabled()


def test_an_item_found_is_pointed_at_on_the_chart_in_front(
    demo: MainWindow, chart: ChartPage, settle: Settle
) -> None:
    number = entity(demo, "P01")
    demo.show_item(Item("entity", number))
    settle()
    assert chart.view.selected_entities() == [number]


@pytest.mark.parametrize(
    ("ending", "start"), [("svg", b"<"), ("png", b"\x89PNG"), ("pdf", b"%PDF")]
)
def test_a_chart_is_exported(
    demo: MainWindow, chart: ChartPage, settle: Settle, tmp_path: Path, ending: str, start: bytes
) -> None:
    target = tmp_path / f"chart.{ending}"
    chart.export_to(str(target))
    settle()
    assert target.read_bytes().startswith(start)
    assert str(target) in demo.status.currentMessage()


def test_an_unknown_ending_is_refused_with_a_sentence(
    demo: MainWindow, chart: ChartPage, settle: Settle, tmp_path: Path
) -> None:
    chart.export_to(str(tmp_path / "chart.docx"))
    settle()
    assert "PDF, SVG, PNG or HTML" in demo.findChild(QMessageBox, "error_dialog").text()


def test_deleting_an_entity_asks_first_clears_the_charts_and_undo_brings_it_back(
    demo: MainWindow, chart: ChartPage, settle: Settle, qtbot: QtBot
) -> None:
    number = entity(demo, "P09")
    chart.view.choose([number])
    settle()
    demo.actions_by_name["delete_items"].trigger()
    dialog = demo.findChild(RetractDialog)
    assert "Kongkeo THAMMADY" in dialog.findChild(QLabel).text()
    dialog.accept()
    assert dialog.problem.isVisible()
    dialog.reason.setEditText("Mixed up")
    qtbot.keyClick(dialog.reason, Qt.Key.Key_Return)
    settle()
    assert number not in on_chart(demo, chart)
    assert demo.session.store.undo_label() == "Retract Kongkeo THAMMADY"
    demo.actions_by_name["undo"].trigger()
    settle()
    assert number in on_chart(demo, chart)


def test_a_deleted_chart_closes_its_tab_and_undo_brings_it_back(
    demo: MainWindow, chart: ChartPage, settle: Settle
) -> None:
    demo.actions_by_name["delete_chart"].trigger()
    dialog = demo.findChild(RetractDialog)
    dialog.reason.setEditText("Not needed any more")
    dialog.accept()
    settle()
    assert demo.pages.count() == 0
    demo.actions_by_name["undo"].trigger()
    settle()
    with demo.session.store.read() as db:
        assert len(list_charts(db)) == 2


def test_an_empty_chart_says_what_to_do(demo: MainWindow, settle: Settle) -> None:
    demo.commands.chart.make_chart("Empty", [])
    settle()
    front = demo.pages.front
    assert isinstance(front, ChartPage)
    assert front.nothing.isVisible()
    assert "Drag rows" in front.nothing.text()


def test_opening_pages_shows_no_other_window_for_a_moment(
    demo: MainWindow, chart: ChartPage, settle: Settle
) -> None:
    demo.opener.show_table(TableName("entity", "person"))
    settle()
    assert demo.isActiveWindow()


def test_parallel_links_are_drawn_apart_and_stay_so(
    demo: MainWindow, chart: ChartPage, settle: Settle
) -> None:
    action = demo.actions_by_name["fan_links"]
    assert not action.isChecked()
    before = chart.view.display
    action.trigger()
    settle()
    after = chart.view.display
    assert before is not None
    assert after is not None
    assert len(after.ends) > len(before.ends)
    assert action.isChecked()
    assert draw_chart(demo.session.store, chart.chart_id).ends.shape == after.ends.shape
    demo.session.undo(chart.scope)
    settle()
    assert chart.view.display is not None
    assert len(chart.view.display.ends) == len(before.ends)
    assert not action.isChecked()


def test_links_removed_from_a_chart_can_be_shown_again(
    demo: MainWindow, chart: ChartPage, settle: Settle
) -> None:
    assert chart.view.display is not None
    count = len(chart.view.display.link_ids)
    chart.view.choose([], chart.view.display.link_ids[:2].tolist())
    demo.actions_by_name["take_off"].trigger()
    settle()
    assert len(chart.view.display.link_ids) < count
    demo.actions_by_name["show_hidden_links"].trigger()
    settle()
    assert len(chart.view.display.link_ids) == count


def test_what_was_read_first_and_comes_last_is_not_shown(
    demo: MainWindow,
    chart: ChartPage,
    settle: Settle,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    has_read, go_on, late = Event(), Event(), list[ChartRead | None]()

    def read_slowly(*given: Any, **options: Any) -> ChartRead | None:
        found = read_for_window(*given, **options)
        has_read.set()
        go_on.wait()
        late.append(found)
        return found

    monkeypatch.setattr("iwtlink.gui.pages.chart.read_for_window", read_slowly)
    chart.read()
    qtbot.waitUntil(has_read.is_set, timeout=PATIENCE_MS)
    monkeypatch.undo()
    number = entity(demo, "P01")
    chart.view.choose([number])
    chart.take_off_selected()
    qtbot.waitUntil(lambda: number not in shown_on(chart), timeout=PATIENCE_MS)
    go_on.set()
    settle()
    assert late and late[0] is not None and number in late[0].content.entity_ids
    assert number not in shown_on(chart)
