"""Copying between charts and documents, pasted names, charts beside each other."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QClipboard, QGuiApplication
from PySide6.QtWidgets import QApplication, QComboBox, QInputDialog
from pytestqt.qtbot import QtBot

from iwtlink.gui.charting.carrying import CHART_EXTRACT
from iwtlink.gui.charting.clipboard import CHART_ITEMS
from iwtlink.gui.charting.paste_names import PasteNamesDialog
from iwtlink.gui.pages.chart import ChartPage
from iwtlink.gui.reading.columns import TableName
from iwtlink.gui.window import MainWindow
from iwtlink.store import charts, retractions
from iwtlink.store.charts import entities_on
from iwtlink.store.check import check
from iwtlink.store.entities import list_entities
from iwtlink.store.ids import Item
from tests.gui.charting.conftest import Entity, stored, trigger
from tests.gui.conftest import Settle

CTRL = Qt.KeyboardModifier.ControlModifier


def on(window: MainWindow, page: ChartPage) -> list[int]:
    with window.session.store.read() as db:
        return [int(number) for number in entities_on(db, page.chart_id)]


def test_copied_items_come_to_another_chart_by_keys_and_an_entity_stands_there_once(
    demo: MainWindow, chart: ChartPage, entity: Entity, qtbot: QtBot, settle: Settle
) -> None:
    chosen = [entity("P01"), entity("P02")]
    chart.view.choose(chosen)
    qtbot.keyClick(chart.view, Qt.Key.Key_C, CTRL)
    settle()
    data = QGuiApplication.clipboard().mimeData()
    assert data.hasFormat(CHART_ITEMS)
    assert {"Khamsing VONGPHADY", "Bouakham SENGDALA"} <= set(data.text().splitlines())
    assert "FICTIONAL" in data.text()
    assert data.hasImage()
    assert data.hasFormat("image/svg+xml")
    demo.commands.chart.make_chart("Second", [entity("P01")])
    settle()
    second = demo.pages.front
    assert isinstance(second, ChartPage)
    second.view.setFocus()
    qtbot.keyClick(second.view, Qt.Key.Key_V, CTRL)
    settle()
    assert on(demo, second) == chosen
    assert set(second.view.selected_entities()) == set(chosen)
    assert demo.session.store.undo_label(second.scope) == "Paste 2 items"


def test_links_alone_are_neither_copied_nor_cut_and_the_status_bar_says_with_what(
    demo: MainWindow, chart: ChartPage, settle: Settle
) -> None:
    before = stored(demo, chart).link_ids.tolist()
    chart.view.choose([], before[:2])
    for name in ("copy", "cut"):
        trigger(demo, name, settle)
        said = demo.status.currentMessage()
        assert said == "A link is copied with the entities at its ends: select these too."
        demo.status.clearMessage()
    assert stored(demo, chart).link_ids.tolist() == before


def test_cut_items_leave_the_chart(
    demo: MainWindow, chart: ChartPage, entity: Entity, qtbot: QtBot, settle: Settle
) -> None:
    chart.view.choose([entity("P02")])
    qtbot.keyClick(chart.view, Qt.Key.Key_X, CTRL)
    settle()
    assert entity("P02") not in on(demo, chart)
    qtbot.keyClick(chart.view, Qt.Key.Key_V, CTRL)
    settle()
    assert "on the chart already" in demo.status.currentMessage() or entity("P02") in on(
        demo, chart
    )


def test_a_free_item_is_copied_onto_its_own_chart_a_little_aside(
    demo: MainWindow, chart: ChartPage, settle: Settle
) -> None:
    chart.writing.write(
        "Box", lambda edit: charts.add_shape(edit, chart.chart_id, "box", 10, 20, 100, 50, "Ring")
    )
    settle()
    chart.view.select_all()
    trigger(demo, "copy", settle)
    trigger(demo, "paste", settle)
    assert sorted((shape.x, shape.y) for shape in stored(demo, chart).shapes) == [
        (10.0, 20.0),
        (50.0, 60.0),
    ]
    assert demo.session.store.undo_label(chart.scope) == "Paste 1 item"


@pytest.mark.feature("C07", "C18")
def test_a_column_of_names_places_who_is_known_and_makes_the_new_after_a_look(
    demo: MainWindow, chart: ChartPage, entity: Entity, qtbot: QtBot, settle: Settle
) -> None:
    QGuiApplication.clipboard().setText(
        "Name\tRole\nKHAMSING VONGPHADY\tboss\nPrasoet KAEOSINGHA\t\nSomeone Quite New\tx\n"
    )
    before = on(demo, chart)
    qtbot.keyClick(chart.view, Qt.Key.Key_V, CTRL)
    settle()
    dialog = demo.findChild(PasteNamesDialog)
    assert dialog.table.rowCount() == 3
    choice = dialog.table.cellWidget(0, 1)
    assert isinstance(choice, QComboBox)
    assert choice.currentData() == entity("P01")
    assert dialog.told.text() == "2 are known, 1 new one is made."
    qtbot.keyClick(dialog.do_it, Qt.Key.Key_Return)
    settle()
    after = on(demo, chart)
    assert after.count(entity("P01")) == 1
    assert len(after) == len(before) + 2
    content = stored(demo, chart)
    assert "Someone Quite New" in content.labels
    assert demo.session.store.undo_label(chart.scope) == "Add 1 pasted name"
    demo.session.undo(chart.scope)
    settle()
    assert on(demo, chart) == before


def test_a_pasted_name_known_as_something_else_is_offered_before_it_is_made_twice(
    demo: MainWindow, chart: ChartPage, settle: Settle
) -> None:
    with demo.session.store.read() as db:
        known = next(one for one in list_entities(db) if one.type == "company")
    QGuiApplication.clipboard().setText(known.label)
    chart.view.setFocus()
    trigger(demo, "paste_names", settle)
    dialog = demo.findChild(PasteNamesDialog)
    choice = dialog.table.cellWidget(0, 1)
    assert isinstance(choice, QComboBox)
    assert dialog.types.currentData() == "person"
    assert choice.currentData() == known.id
    assert choice.currentText().endswith("· Company")
    assert dialog.table.item(0, 2).text() == "Known, but as something else"
    assert dialog.told.text() == "1 is known."
    dialog.reject()
    settle()


@pytest.mark.feature("C01")
def test_charts_stand_in_tabs_a_new_one_comes_by_its_key_and_is_fitted(
    demo: MainWindow, chart: ChartPage, qtbot: QtBot, settle: Settle
) -> None:
    chart.view.select_all()
    qtbot.keyClick(chart.view, Qt.Key.Key_N, CTRL)
    dialog = demo.findChild(QInputDialog, "title_dialog")
    dialog.setTextValue("Blank")
    dialog.accept()
    settle()
    second = demo.pages.front
    assert isinstance(second, ChartPage)
    assert [page.title() for page in demo.pages] == [chart.title(), "Blank"]
    assert on(demo, second) == []
    demo.pages.close_page(chart)
    second = demo.opener.show_chart(chart.chart_id)
    settle()
    display = second.view.display
    assert display is not None
    left, top, right, bottom = display.extents
    corners = second.view.view.to_device(np.array([(left, top), (right, bottom)]))
    assert (corners[0] >= 0).all()
    assert (corners[1] <= (second.view.view.width, second.view.view.height)).all()


def test_a_duplicate_shows_the_same_and_is_changed_alone(
    demo: MainWindow, chart: ChartPage, entity: Entity, settle: Settle
) -> None:
    trigger(demo, "duplicate_chart", settle)
    second = demo.pages.front
    assert isinstance(second, ChartPage)
    assert second.chart_id != chart.chart_id
    assert second.title() == f"{chart.title()} (copy)"
    assert on(demo, second) == on(demo, chart)
    second.view.choose([entity("P01")])
    trigger(demo, "take_off", settle)
    assert entity("P01") in on(demo, chart)


def test_a_chart_of_the_selected_keeps_their_places(
    demo: MainWindow, chart: ChartPage, entity: Entity, settle: Settle
) -> None:
    chosen = [entity("P01"), entity("P02")]
    chart.view.choose(chosen)
    trigger(demo, "chart_of_selected", settle)
    second = demo.pages.front
    assert isinstance(second, ChartPage)
    ours, theirs = stored(demo, chart), stored(demo, second)
    rows = [ours.entity_ids.tolist().index(number) for number in theirs.entity_ids.tolist()]
    assert theirs.positions.tolist() == ours.positions[rows].tolist()


def test_two_charts_stand_side_by_side_and_the_one_worked_in_is_in_front(
    demo: MainWindow, chart: ChartPage, entity: Entity, qtbot: QtBot, settle: Settle
) -> None:
    assert demo.pages.is_elsewhere(chart) is False
    demo.actions_by_name["page_beside"].trigger()
    assert "Open another" in demo.status.currentMessage()
    demo.commands.chart.make_chart("Second", [entity("P02")])
    settle()
    second = demo.pages.front
    assert isinstance(second, ChartPage)
    trigger(demo, "page_beside", settle)
    assert second.isVisible()
    assert chart.isVisible()
    assert demo.pages.front is second
    qtbot.mouseClick(chart.view.viewport(), Qt.MouseButton.LeftButton)
    assert demo.pages.front is chart
    qtbot.mouseClick(second.view.viewport(), Qt.MouseButton.LeftButton)
    second.view.choose([entity("P02")])
    settle()
    assert demo.selection.ids("entity") == [entity("P02")]
    trigger(demo, "page_back", settle)
    assert demo.pages.count() == 2
    assert not demo.pages.is_elsewhere(second)


def test_a_chart_in_a_window_of_its_own_follows_edits_has_its_keys_and_comes_back(
    demo: MainWindow, chart: ChartPage, entity: Entity, qtbot: QtBot, settle: Settle
) -> None:
    demo.opener.show_table(TableName("entity", "person"))
    settle()
    demo.pages.setCurrentWidget(chart)
    with qtbot.waitActive(demo):
        trigger(demo, "page_apart", settle)
    window = chart.window()
    assert window is not demo
    assert demo.pages.front is chart
    chart.view.choose([entity("P01")])
    assert demo.selection.ids("entity") == [entity("P01")]
    trigger(demo, "hide_selected", settle)
    assert chart.view.display is not None
    assert entity("P01") not in chart.view.display.entity_ids
    window.close()
    settle()
    assert chart.window() is demo
    assert demo.pages.front is chart


def test_what_is_retracted_and_greyed_can_be_copied_too(
    demo: MainWindow, chart: ChartPage, entity: Entity, settle: Settle
) -> None:
    doomed, other = entity("P01"), entity("P02")
    demo.session.edit(
        "Retract", lambda edit: retractions.retract(edit, Item("entity", doomed), "mistaken")
    )
    settle()
    chart.view.choose([doomed, other])
    demo.actions_by_name["copy"].trigger()
    words = QGuiApplication.clipboard().mimeData().text()
    assert "Bouakham" in words and "Khamsing" in words
    settle()
    trigger(demo, "chart_of_selected", settle)
    assert demo.pages.front is not chart
    assert check(demo.session.store).faults == ()


def test_pasting_where_the_system_has_no_clipboard_says_what_to_copy(
    demo: MainWindow, chart: ChartPage, settle: Settle, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QClipboard, "mimeData", lambda *_: None)
    for name in ("paste", "paste_names"):
        trigger(demo, name, settle)
    assert "Copy items of a chart first" in demo.status.currentMessage()
    demo.findChild(PasteNamesDialog).reject()
    settle()


def test_work_for_a_chart_that_was_closed_meanwhile_ends_in_silence(
    demo: MainWindow, chart: ChartPage, settle: Settle
) -> None:
    ends = []
    chart.writing.write("Nothing", lambda edit: None, lambda _: ends.append(chart.isVisible()))
    demo.pages.close_page(chart)
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    settle()
    assert ends == []


def test_what_is_copied_from_a_chart_that_is_closed_at_once_is_on_the_clipboard_with_its_picture(
    demo: MainWindow, chart: ChartPage, entity: Entity, settle: Settle
) -> None:
    chart.view.choose([entity("P01")])
    demo.actions_by_name["copy"].trigger()
    demo.pages.close_page(chart)
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    settle()
    data = QGuiApplication.clipboard().mimeData()
    assert data.hasFormat(CHART_ITEMS) and data.hasFormat(CHART_EXTRACT)
    assert data.hasImage()


def test_closing_the_database_closes_charts_in_windows_of_their_own(
    demo: MainWindow, chart: ChartPage, settle: Settle
) -> None:
    trigger(demo, "page_apart", settle)
    demo.commands.file.close_database()
    settle()
    assert not list(demo.pages)


def test_the_overview_follows_the_chart_in_front(
    demo: MainWindow, chart: ChartPage, qtbot: QtBot, settle: Settle
) -> None:
    qtbot.keyClick(chart.view, Qt.Key.Key_F12)
    settle()
    assert demo.overview_dock.isVisible()
    assert demo.overview.map is not None
    assert demo.overview.map.isVisible()
    demo.opener.show_table(TableName("entity", "person"))
    settle()
    assert demo.overview.nothing.isVisible()
