"""Selecting on a chart in the window: by menus, keys and stored selections."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from iwtlink.gui.charting.ticks import SelectDialog
from iwtlink.gui.pages.chart import ChartPage
from iwtlink.gui.window import MainWindow
from tests.gui.charting.conftest import Entity, trigger
from tests.gui.conftest import Settle

CTRL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier


def test_ticked_types_and_strengths_are_selected(
    demo: MainWindow, chart: ChartPage, qtbot: QtBot, settle: Settle
) -> None:
    qtbot.keyClick(chart.view, Qt.Key.Key_T, CTRL_SHIFT)
    dialog = demo.findChild(SelectDialog)
    dialog.ticks.tick(["person", "strength:tentative"], is_ticked=True)
    qtbot.keyClick(dialog.ticks, Qt.Key.Key_Return)
    content = chart.content
    assert content is not None
    people = zip(content.entity_ids.tolist(), content.types, strict=True)
    wanted = {number for number, kind in people if kind == "person"}
    assert set(chart.view.selected_entities()) == wanted
    assert set(chart.view.selected_links()) == set(
        content.link_ids[content.strengths == 2].tolist()
    )
    assert "Selected:" in demo.status.currentMessage()


def test_the_path_between_two_selected_is_selected_or_said_not_to_be(
    demo: MainWindow, chart: ChartPage, entity: Entity, qtbot: QtBot, settle: Settle
) -> None:
    start, end = entity("P02"), entity("P04")
    chart.view.choose([start, end])
    qtbot.keyClick(chart.view, Qt.Key.Key_T, Qt.KeyboardModifier.ControlModifier)
    assert chart.view.selected_entities()[0] == start
    assert chart.view.selected_entities()[-1] == end
    assert chart.view.selected_links()
    chart.view.choose([], chart.view.selected_links())
    trigger(demo, "take_off", settle)
    chart.view.choose(chart.content.entity_ids[:1].tolist())
    assert not demo.actions_by_name["select_path"].isEnabled()


def test_ends_links_and_neighbours_of_what_is_selected(
    demo: MainWindow, chart: ChartPage, entity: Entity, settle: Settle
) -> None:
    content = chart.content
    assert content is not None
    link = int(content.link_ids[0])
    chart.view.choose([], [link])
    trigger(demo, "select_ends", settle)
    assert set(chart.view.selected_entities()) == set(content.entity_ids[content.ends[0]].tolist())
    trigger(demo, "select_between", settle)
    assert link in chart.view.selected_links()
    chart.view.choose([entity("P01")])
    trigger(demo, "select_linked", settle)
    assert len(chart.view.selected_entities()) > 2
    chart.view.choose([entity("P01")])
    trigger(demo, "select_inverse", settle)
    assert set(chart.view.selected_entities()) == {*content.entity_ids.tolist()} - {entity("P01")}


@pytest.mark.feature("C37")
def test_ten_selections_are_stored_by_keys_and_selected_again_after_reopening(
    demo: MainWindow, chart: ChartPage, entity: Entity, qtbot: QtBot, settle: Settle
) -> None:
    link = int(chart.content.link_ids[0])
    for place, ref in ((0, "P01"), (9, "P02")):
        chart.view.choose([entity(ref)], [link])
        qtbot.keyClick(chart.view, Qt.Key(Qt.Key.Key_0 + place), CTRL_SHIFT)
        settle()
    assert demo.session.store.undo_label(chart.scope) == "Store selection 9"
    demo.pages.close_page(chart)
    page = demo.opener.show_chart(chart.chart_id)
    settle()
    page.view.setFocus()
    qtbot.keyClick(page.view, Qt.Key.Key_0, ALT)
    assert page.view.selected_entities() == [entity("P01")]
    assert page.view.selected_links() == [link]
    qtbot.keyClick(page.view, Qt.Key.Key_9, ALT)
    assert page.view.selected_entities() == [entity("P02")]
    qtbot.keyClick(page.view, Qt.Key.Key_5, ALT)
    assert page.view.selected_entities() == [entity("P02")]
    assert "Nothing is stored as selection 5" in demo.status.currentMessage()


def test_find_selects_every_hit_whatever_its_accents_and_walks_through_them(
    demo: MainWindow, chart: ChartPage, entity: Entity, qtbot: QtBot, settle: Settle
) -> None:
    qtbot.keyClick(chart.view, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    bar = chart.finder.bar
    assert bar.line.hasFocus()
    settle()
    qtbot.keyClicks(bar.line, "KHAMSING")
    assert chart.view.selected_entities() == [entity("P01")]
    assert bar.count.text() == "1 of 1"
    bar.line.setText("ວົງພະດີ")
    assert chart.view.selected_entities() == [entity("P01")]
    bar.line.clear()
    qtbot.keyClicks(bar.line, "farm")
    count = len(chart.finder.found)
    assert count > 1
    qtbot.keyClick(bar.line, Qt.Key.Key_Return)
    assert bar.count.text() == f"2 of {count}"
    qtbot.keyClick(bar.line, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert bar.count.text() == f"1 of {count}"
    qtbot.keyClicks(bar.line, "xyz")
    assert bar.count.text() == "Not on this chart"
    qtbot.keyClick(bar.line, Qt.Key.Key_Escape)
    assert not bar.isVisible()
    assert chart.view.hasFocus()


def test_find_goes_to_the_search_box_where_the_chart_has_no_keyboard(
    demo: MainWindow, chart: ChartPage
) -> None:
    demo.explorer.setFocus()
    demo.actions_by_name["find"].trigger()
    assert not chart.finder.bar.isVisible()
