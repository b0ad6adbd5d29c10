"""The chart on the screen, driven by the mouse."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QContextMenuEvent, QDropEvent, QHelpEvent, QWheelEvent
from PySide6.QtWidgets import QApplication, QToolTip
from pytestqt.qtbot import QtBot

from iwtlink.gui.chartview.view import ChartView
from iwtlink.gui.drag import entities_to_mime
from tests.gui.chartview.conftest import (
    CTRL,
    LEFT,
    MIDDLE,
    NO,
    SHIFT,
    Told,
    click,
    drag,
    of,
    picture,
    spot,
)


def test_a_click_selects_and_a_click_on_paper_selects_nothing(
    qtbot: QtBot, view: ChartView, told: Told
) -> None:
    click(qtbot, view, of(view, 1))
    click(qtbot, view, spot(view, 150.0, 120.0))
    assert told.selections == [([102], []), ([], [])]


def test_control_click_adds_in_order_and_takes_away(
    qtbot: QtBot, view: ChartView, told: Told
) -> None:
    click(qtbot, view, of(view, 2))
    click(qtbot, view, of(view, 0), CTRL)
    assert view.selected_entities() == [103, 101]
    click(qtbot, view, of(view, 2), CTRL)
    assert told.selections[-1] == ([101], [])


def test_a_click_on_a_line_or_its_label_selects_the_link(qtbot: QtBot, view: ChartView) -> None:
    click(qtbot, view, spot(view, 80.0, 0.0))
    assert view.selected_links() == [501]
    assert view.display is not None
    click(qtbot, view, spot(view, *view.display.label_centres[2].tolist()))
    assert view.selected_links() == view.display.link_ids[view.display.members[2:3]].tolist()


def test_a_rubber_band_selects_what_lies_inside(qtbot: QtBot, view: ChartView) -> None:
    drag(qtbot, view, spot(view, -60.0, -60.0), spot(view, 60.0, 280.0))
    assert set(view.selected_entities()) == {101, 104}
    assert view.selected_links() == [504]
    assert view.marks.band is None


def test_a_drag_moves_the_selected_items_and_tells_once(
    qtbot: QtBot, view: ChartView, told: Told
) -> None:
    click(qtbot, view, of(view, 0))
    click(qtbot, view, of(view, 3), CTRL)
    drag(qtbot, view, of(view, 0), of(view, 0) + QPoint(60, 30))
    ((ids, places),) = told.moves
    assert ids == [101, 104]
    assert places == pytest.approx(np.array([[60.0, 30.0], [60.0, 270.0]]), abs=1.0)
    assert view.display is not None
    assert view.display.positions[[0, 3]] == pytest.approx(places)
    assert view.display.positions[1].tolist() == [300.0, 0.0]


def test_the_dropped_item_stands_on_the_picture_where_it_was_dropped(
    qtbot: QtBot, view: ChartView
) -> None:
    drag(qtbot, view, of(view, 0), of(view, 0) + QPoint(90, 120))
    view.set_selection(())
    dropped = picture(view)
    view.refresh()
    assert picture(view) == dropped
    assert dropped.pixel(of(view, 0)) != 0xFFFFFFFF


def test_held_beyond_the_edge_the_chart_follows_what_is_dragged(
    qtbot: QtBot, view: ChartView, told: Told
) -> None:
    port, start = view.viewport(), of(view, 0)
    qtbot.mousePress(port, LEFT, NO, start)
    qtbot.mouseMove(port, QPoint(-30, start.y()))
    before = view.view.left
    qtbot.waitUntil(lambda: view.view.left < before - 100)
    qtbot.mouseRelease(port, LEFT, NO, QPoint(-30, start.y()))
    ((ids, places),) = told.moves
    assert ids == [101]
    x, _ = view.chart_point(QPointF(-30, start.y()))
    assert places[0, 0] == pytest.approx(x, abs=2.0)


def test_while_dragging_the_item_is_seen_where_the_mouse_is(qtbot: QtBot, view: ChartView) -> None:
    port, start = view.viewport(), of(view, 0)
    qtbot.mousePress(port, LEFT, NO, start)
    qtbot.mouseMove(port, start + QPoint(40, 60))
    qtbot.mouseMove(port, start + QPoint(70, 110))
    shown = picture(view)
    assert shown.pixel(start + QPoint(70, 110)) != 0xFFFFFFFF
    assert shown.pixel(start) == 0xFFFFFFFF
    qtbot.mouseRelease(port, LEFT, NO, start + QPoint(70, 110))


def test_escape_calls_a_drag_off(qtbot: QtBot, view: ChartView, told: Told) -> None:
    before = picture(view)
    port, start = view.viewport(), of(view, 0)
    qtbot.mousePress(port, LEFT, NO, start)
    qtbot.mouseMove(port, start + QPoint(70, 110))
    qtbot.keyClick(view, Qt.Key.Key_Escape)
    qtbot.mouseRelease(port, LEFT, NO, start + QPoint(70, 110))
    assert told.moves == []
    view.set_selection(())
    view.make_current(-1)
    qtbot.mouseMove(port, spot(view, 150.0, 120.0))
    assert picture(view) == before


def test_the_middle_button_and_space_pan_without_selecting(
    qtbot: QtBot, view: ChartView, told: Told
) -> None:
    start = spot(view, 150.0, 120.0)
    drag(qtbot, view, start, start + QPoint(40, -25), button=MIDDLE)
    assert spot(view, 150.0, 120.0) == start + QPoint(40, -25)
    qtbot.keyPress(view, Qt.Key.Key_Space)
    drag(qtbot, view, of(view, 0), of(view, 0) + QPoint(-40, 25))
    qtbot.keyRelease(view, Qt.Key.Key_Space)
    assert spot(view, 150.0, 120.0) == start
    assert told.selections == [] and told.moves == []


def test_the_wheel_zooms_at_the_mouse(view: ChartView) -> None:
    at = QPointF(of(view, 2))
    before = view.view.zoom
    _wheel(view, at, 120)
    assert view.view.zoom == pytest.approx(before * 1.2)
    assert (of(view, 2) - at.toPoint()).manhattanLength() <= 1
    _wheel(view, at, -120)
    assert view.view.zoom == pytest.approx(before)


def _wheel(view: ChartView, at: QPointF, turn: int) -> None:
    event = QWheelEvent(
        at,
        view.viewport().mapToGlobal(at),
        QPoint(),
        QPoint(0, turn),
        Qt.MouseButton.NoButton,
        NO,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(view.viewport(), event)


def test_a_double_click_opens_and_with_shift_expands(
    qtbot: QtBot, view: ChartView, told: Told
) -> None:
    port = view.viewport()
    qtbot.mouseDClick(port, LEFT, NO, of(view, 1))
    qtbot.mouseDClick(port, LEFT, SHIFT, of(view, 1))
    qtbot.mouseDClick(port, LEFT, NO, spot(view, 80.0, 0.0))
    assert told.others == [("opened", "entity", 102), ("expand", 102), ("opened", "link", 501)]


def test_a_right_click_selects_what_its_menu_is_for(view: ChartView, told: Told) -> None:
    for at in (of(view, 3), spot(view, 150.0, 120.0)):
        reason = QContextMenuEvent.Reason.Mouse
        event = QContextMenuEvent(reason, at, view.viewport().mapToGlobal(at))
        QApplication.sendEvent(view.viewport(), event)
    assert told.others == [("menu", "entity", 104), ("menu", "", 0)]
    assert told.selections[0] == ([104], [])


@pytest.mark.qt_log_ignore("does not support raise")  # tooltips on the offscreen platform
def test_hovering_marks_the_item_and_says_what_it_is(qtbot: QtBot, view: ChartView) -> None:
    qtbot.mouseMove(view.viewport(), QPoint(1, 1))  # a move to where the mouse stands is none
    qtbot.mouseMove(view.viewport(), of(view, 1))
    qtbot.waitUntil(lambda: view.marks.hovered_item == 1)
    assert "Somsak 1" in _tooltip(view, of(view, 1))
    middle = spot(view, 80.0, 0.0)
    qtbot.mouseMove(view.viewport(), middle)
    assert (view.marks.hovered_item, view.marks.hovered_line >= 0) == (-1, True)
    assert _tooltip(view, middle) == "Somsak 0 is director of Somsak 1 (knows)"


def _tooltip(view: ChartView, at: QPoint) -> str:
    event = QHelpEvent(QEvent.Type.ToolTip, at, view.viewport().mapToGlobal(at))
    QApplication.sendEvent(view.viewport(), event)
    return QToolTip.text()


def test_a_link_is_drawn_from_entity_to_entity_with_the_link_tool(
    qtbot: QtBot, view: ChartView, told: Told
) -> None:
    view.use_tool("link")
    drag(qtbot, view, of(view, 0), of(view, 2))
    assert told.others == [("link", 101, 103)]
    assert told.moves == []


def test_entities_dropped_from_a_list_are_told_with_their_place(
    view: ChartView, told: Told
) -> None:
    data: QMimeData = entities_to_mime([7, 8])
    event = QDropEvent(QPointF(of(view, 1)), Qt.DropAction.CopyAction, data, LEFT, NO)
    view.dropEvent(event)
    ((kind, ids, place),) = told.others
    assert (kind, ids) == ("dropped", [7, 8])
    assert place == pytest.approx((300.0, 0.0), abs=1.0)
