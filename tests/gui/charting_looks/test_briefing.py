"""Snapshots, the view for a meeting, and comparing two charts."""

from __future__ import annotations

import csv
import time
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from iwtlink.gui.charting.briefing.compare_dialog import CompareDialog
from iwtlink.gui.charting.briefing.comparing import CompareWindow
from iwtlink.gui.charting.briefing.meeting import MeetingWindow, Showing
from iwtlink.gui.charting.briefing.meeting_dialog import MeetingDialog
from iwtlink.gui.charting.briefing.snapshots import SnapshotPanel
from iwtlink.gui.pages.chart import ChartPage
from iwtlink.gui.window import MainWindow
from iwtlink.operations.charting.briefing import meeting_style
from iwtlink.operations.charting.comparing import compared
from iwtlink.operations.charting.marking import COLOURS
from iwtlink.store import charts
from iwtlink.store.charts import Reader
from iwtlink.store.charts.snapshots import list_snapshots
from iwtlink.store.ids import ChartId, EntityId
from tests.gui.charting_looks.conftest import Entity, stored, trigger
from tests.gui.conftest import Settle


def titles(window: MainWindow, page: ChartPage) -> list[str]:
    with window.session.store.read() as db:
        return [one.title for one in list_snapshots(db, page.chart_id)]


@pytest.fixture
def panel(demo: MainWindow, chart: ChartPage, settle: Settle) -> SnapshotPanel:
    """Give the panel, shown, with two snapshots: with P02 on the chart, and with it hidden."""
    trigger(demo, "show_snapshots", settle)
    trigger(demo, "take_snapshot", settle)
    with demo.session.store.read() as db:
        hidden = int(charts.entities_on(db, chart.chart_id)[1])
    chart.writing.set_visibility([hidden], [], "hidden", "Hide")
    settle()
    trigger(demo, "take_snapshot", settle)
    return demo.chart_panels.snapshots


@pytest.mark.feature("C36")
def test_snapshots_are_taken_named_put_in_order_and_deleted(
    demo: MainWindow, chart: ChartPage, panel: SnapshotPanel, qtbot: QtBot, settle: Settle
) -> None:
    assert titles(demo, chart) == ["Snapshot 1", "Snapshot 2"]
    panel.list.setCurrentRow(0)
    panel.list.setFocus()
    qtbot.keyClick(panel.list, Qt.Key.Key_F2)
    editor = QApplication.focusWidget()
    assert editor is not None
    qtbot.keyClicks(editor, "All of it")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    settle()
    assert titles(demo, chart) == ["All of it", "Snapshot 2"]
    panel.buttons["down"].click()
    settle()
    assert titles(demo, chart) == ["Snapshot 2", "All of it"]
    panel.buttons["remove"].click()
    settle()
    assert titles(demo, chart) == ["Snapshot 2"]
    trigger(demo, "undo", settle)
    assert titles(demo, chart) == ["Snapshot 2", "All of it"]


def test_a_note_is_kept_when_the_keyboard_leaves_it(
    demo: MainWindow, chart: ChartPage, panel: SnapshotPanel, qtbot: QtBot, settle: Settle
) -> None:
    panel.note.setFocus()
    qtbot.keyClicks(panel.note, "Mind the two companies")
    qtbot.keyClick(panel.note, Qt.Key.Key_Tab)
    settle()
    with demo.session.store.read() as db:
        assert list_snapshots(db, chart.chart_id)[1].note == "Mind the two companies"


@pytest.mark.feature("C36")
def test_going_back_to_a_snapshot_shows_what_was_hidden_since(
    demo: MainWindow, chart: ChartPage, panel: SnapshotPanel, settle: Settle
) -> None:
    fewer = len(stored(demo, chart).entity_ids)
    panel.list.setCurrentRow(0)
    panel.buttons["apply"].click()
    settle()
    assert len(stored(demo, chart).entity_ids) == fewer + 1


def test_without_snapshots_the_status_bar_says_how_to_take_one(
    demo: MainWindow, chart: ChartPage, settle: Settle
) -> None:
    trigger(demo, "present_snapshots", settle)
    assert demo.findChild(MeetingWindow) is None


@pytest.mark.feature("C36")
def test_snapshots_are_stepped_through_by_keys_and_esc_ends(
    demo: MainWindow, chart: ChartPage, panel: SnapshotPanel, qtbot: QtBot, settle: Settle
) -> None:
    chart.view.setFocus()
    trigger(demo, "present_snapshots", settle)
    meeting = demo.findChild(MeetingWindow)
    assert meeting.isVisible()
    assert (meeting.heading.text(), meeting.count.text()) == ("Snapshot 1", "1 / 2")
    first = meeting.view.display
    qtbot.keyClick(meeting.view, Qt.Key.Key_PageDown)
    settle()
    assert meeting.count.text() == "2 / 2"
    second = meeting.view.display
    assert first is not None and second is not None
    assert len(second.entity_ids) == len(first.entity_ids) - 1
    qtbot.keyClick(meeting.view, Qt.Key.Key_Right)
    settle()
    assert meeting.count.text() == "2 / 2"
    for key in (Qt.Key.Key_Left, Qt.Key.Key_End, Qt.Key.Key_PageUp):
        qtbot.keyClick(meeting.view, key)
        settle()
    assert meeting.count.text() == "1 / 2"
    zoom = meeting.view.view.zoom
    qtbot.keyClick(meeting.view, Qt.Key.Key_Plus)
    assert meeting.view.view.zoom > zoom
    qtbot.keyClick(meeting.view, Qt.Key.Key_Escape)
    settle()
    assert demo.findChild(MeetingWindow) is None


def test_a_reader_is_not_shown_what_he_may_not_see_nor_any_source(
    demo: MainWindow, chart: ChartPage, settle: Settle
) -> None:
    chart.writing.change_options("Badges", badges=("grade", "sources", "watch"))
    settle()
    trigger(demo, "meeting_view", settle)
    dialog = demo.findChild(MeetingDialog)
    dialog.reader.setCurrentIndex(dialog.reader.findData("CLEAR"))
    dialog.accept()
    settle()
    meeting = demo.findChild(MeetingWindow)
    display = meeting.view.display
    assert display is not None
    with demo.session.store.read() as db:
        seen = charts.read_chart(db, chart.chart_id, reader=Reader("CLEAR"))
        whole = charts.read_chart(db, chart.chart_id)
    assert display.entity_ids.tolist() == seen.entity_ids.tolist()
    assert len(display.entity_ids) < len(whole.entity_ids)
    assert display.content is not None and display.content.options.badges == ("watch",)
    assert meeting.marking.text() == "TLP:CLEAR"
    asked = QHelpEvent(QEvent.Type.ToolTip, QPoint(5, 5), QPoint(5, 5))
    assert meeting.eventFilter(meeting.view.viewport(), asked)
    meeting.close()
    settle()


def test_the_database_does_not_lock_itself_during_a_meeting(
    demo: MainWindow, chart: ChartPage, settle: Settle, monkeypatch: pytest.MonkeyPatch
) -> None:
    locked: list[bool] = []
    monkeypatch.setattr(demo.locker, "lock", lambda: locked.append(True))
    monkeypatch.setattr(demo.locker, "_can_lock", lambda: True)
    meeting = demo.commands.chart_briefing.show(Showing(chart.chart_id), 0)
    settle()
    monkeypatch.setattr(demo.locker.idle, "_last", time.time() - 100_000)
    demo.locker.look()
    assert locked == []
    meeting.close()
    settle()
    demo.locker.look()
    assert locked == []  # idle minutes count from the end of the meeting
    monkeypatch.setattr(demo.locker.idle, "_last", time.time() - 100_000)
    demo.locker.look()
    assert locked == [True]


def test_the_meeting_follows_the_store_and_writes_nothing(
    demo: MainWindow, chart: ChartPage, entity: Entity, qtbot: QtBot, settle: Settle
) -> None:
    meeting = demo.commands.chart_briefing.show(Showing(chart.chart_id), 0)
    settle()
    before = demo.session.store.undo_label(chart.scope)
    meeting.view.choose([entity("P01")])
    qtbot.keyClick(meeting.view, Qt.Key.Key_Delete)
    settle()
    assert demo.session.store.undo_label(chart.scope) == before
    chart.writing.take_off([entity("P01")], [])
    settle()
    display = meeting.view.display
    assert display is not None and entity("P01") not in display.entity_ids
    meeting.close()
    settle()


def test_a_meeting_that_is_closed_while_its_chart_is_read_ends_in_silence(
    demo: MainWindow, chart: ChartPage, settle: Settle
) -> None:
    for begin in ("_read", "_read_list"):
        meeting = demo.commands.chart_briefing.show(Showing(chart.chart_id), 0)
        settle()
        getattr(meeting, begin)()
        meeting.close()
        settle()
    assert demo.findChild(QDialog, "crash_dialog") is None


def test_closing_the_database_ends_the_meeting(
    demo: MainWindow, chart: ChartPage, settle: Settle
) -> None:
    demo.commands.chart_briefing.show(Showing(chart.chart_id), 0)
    settle()
    demo.session.close()
    settle()
    assert demo.findChild(MeetingWindow) is None


def test_letters_and_lines_of_a_meeting_are_larger_and_black() -> None:
    style = meeting_style()
    assert style.name_px >= 15 and style.link_label_px >= 12 and style.link_width_px >= 1.8
    assert style.colours.text == 0xFF000000


def test_what_differs_between_two_states_is_marked_by_sign_and_colour_and_listed(
    demo: MainWindow, chart: ChartPage, entity: Entity, tmp_path: Path, settle: Settle
) -> None:
    trigger(demo, "take_snapshot", settle)
    chart.writing.take_off([entity("P02")], [])
    settle()
    trigger(demo, "compare_charts", settle)
    demo.findChild(CompareDialog).accept()
    settle()
    window = demo.findChild(CompareWindow)
    rows = window.rows()
    assert ("Removed", "Entity", "Bouakham SENGDALA", "") in rows
    assert {row[0] for row in rows} == {"Removed"}
    display = window.view.display
    assert display is not None and display.content is not None
    row = display.entity_ids.tolist().index(entity("P02"))
    assert display.content.looks[row].label.startswith("− ")
    assert display.frames[row] == 0xFFD55E00 and display.is_grey[row]
    window.write(str(tmp_path / "list.csv"))
    with (tmp_path / "list.csv").open(encoding="utf-8-sig", newline="") as file:
        assert [tuple(line) for line in csv.reader(file)][1:] == rows
    window.close()


def test_what_moved_is_marked_with_an_arrow_from_where_it_stood_and_listed(
    demo: MainWindow, chart: ChartPage, entity: Entity, settle: Settle
) -> None:
    before, number = stored(demo, chart), entity("P02")
    row = before.entity_ids.tolist().index(number)
    with demo.session.store.edit("Move", chart.scope) as edit:
        note = charts.add_shape(edit, chart.chart_id, "text", 5, 5, 90, 30, "Note")
        aside = before.positions[[row]] + 300
        charts.move(edit, ChartId(chart.chart_id), [EntityId(number)], aside)
    found = compared(before, stored(demo, chart), demo.session.store.ontology)
    assert [(one.kind, one.id) for one in found.comparison.moved] == [("entity", number)]
    assert found.draws_moves
    assert found.content.looks[row].label.startswith("→ ")
    assert found.content.looks[row].frame == COLOURS["moved"]
    shapes = {shape.id: shape for shape in found.content.shapes}
    assert shapes[note].text == "+ Note" and shapes[note].look.frame == COLOURS["added"]
    (way,) = [shape for shape in shapes.values() if shape.kind == "arrow"]
    start = (way.x - way.width / 2, way.y - way.height / 2)
    assert start == pytest.approx(tuple(before.positions[row]))
    assert way.width == pytest.approx(way.height) and 250 < way.width < 300
    anew = replace(before, positions=before.positions + 300)
    found = compared(before, anew, demo.session.store.ontology)
    assert len(found.comparison.moved) == len(before.entity_ids)
    assert not found.draws_moves and not found.content.shapes


def test_two_charts_are_compared_with_all_items_of_both_in_the_picture(
    demo: MainWindow, chart: ChartPage, settle: Settle
) -> None:
    trigger(demo, "compare_charts", settle)
    dialog = demo.findChild(CompareDialog)
    dialog.before.setCurrentIndex(dialog.before.count() - 1)
    dialog.accept()
    settle()
    window = demo.findChild(CompareWindow)
    with demo.session.store.read() as db:
        ids = {
            int(i)
            for row in charts.list_charts(db)
            for i in charts.read_chart(db, row.id).entity_ids
        }
    display = window.view.display
    assert display is not None and set(display.entity_ids.tolist()) == ids
    window.list.setCurrentItem(window.list.topLevelItem(0).child(0))
    assert window.view.selected_entities() or window.view.selected_links()
    window.close()


def test_a_chart_is_not_compared_with_itself(
    demo: MainWindow, chart: ChartPage, settle: Settle
) -> None:
    trigger(demo, "compare_charts", settle)
    dialog = demo.findChild(CompareDialog)
    dialog.before.setCurrentIndex(0)
    dialog.accept()
    assert "not the same" in dialog.problem.text()
    dialog.close()
