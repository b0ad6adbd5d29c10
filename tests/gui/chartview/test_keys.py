"""The chart on the screen, driven by keys."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from iwtlink.gui.chartview.view import ChartView
from tests.gui.chartview.conftest import CTRL, NO, SHIFT, Told, click, content, display_of, of


def test_delete_asks_to_take_the_selection_off(qtbot: QtBot, view: ChartView, told: Told) -> None:
    qtbot.keyClick(view, Qt.Key.Key_Delete)
    assert told.others == []
    click(qtbot, view, of(view, 1))
    qtbot.keyClick(view, Qt.Key.Key_Delete)
    assert told.others == [("take_off", [102], [])]


def test_control_a_selects_everything_and_escape_nothing(qtbot: QtBot, view: ChartView) -> None:
    qtbot.keyClick(view, Qt.Key.Key_A, CTRL)
    assert view.selected_entities() == [101, 102, 103, 104]
    assert sorted(view.selected_links()) == [501, 502, 503, 504]
    qtbot.keyClick(view, Qt.Key.Key_Escape)
    assert view.selected_entities() == [] and view.selected_links() == []


def test_arrows_nudge_what_is_selected(qtbot: QtBot, view: ChartView, told: Told) -> None:
    click(qtbot, view, of(view, 0))
    qtbot.keyClick(view, Qt.Key.Key_Right)
    qtbot.keyClick(view, Qt.Key.Key_Down, SHIFT)
    assert [ids for ids, _ in told.moves] == [[101], [101]]
    assert told.moves[-1][1] == pytest.approx(np.array([[8.0, 1.0]]))


def test_tab_goes_through_the_items_row_by_row(qtbot: QtBot, view: ChartView) -> None:
    seen = []
    for _ in range(5):
        qtbot.keyClick(view, Qt.Key.Key_Tab)
        seen += view.selected_entities()
    assert seen == [101, 102, 104, 103, 101]
    qtbot.keyClick(view, Qt.Key.Key_Backtab, SHIFT)
    assert view.selected_entities() == [103]


def test_control_arrows_walk_along_links_and_enter_opens(
    qtbot: QtBot, view: ChartView, told: Told
) -> None:
    click(qtbot, view, of(view, 0))
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_Left):
        qtbot.keyClick(view, key, CTRL)
    assert [entities for entities, _ in told.selections] == [[101], [102], [103], [104]]
    qtbot.keyClick(view, Qt.Key.Key_Return)
    assert told.others == [("opened", "entity", 104)]


def test_walking_brings_the_item_into_view(qtbot: QtBot, view: ChartView) -> None:
    view.set_display(display_of(content([(0.0, 0.0), (4000.0, 0.0)])))
    qtbot.keyClick(view, Qt.Key.Key_Tab)
    qtbot.keyClick(view, Qt.Key.Key_Tab)
    assert view.selected_entities() == [102]
    assert view.viewport().rect().contains(of(view, 1))


def test_keys_zoom_and_fit(qtbot: QtBot, view: ChartView) -> None:
    qtbot.keyClick(view, Qt.Key.Key_Plus)
    assert view.view.zoom == pytest.approx(1.25)
    qtbot.keyClick(view, Qt.Key.Key_0)
    assert view.view.zoom == pytest.approx(1.0)
    view.look(view.view.panned(3000, 0))
    qtbot.keyClick(view, Qt.Key.Key_F)
    assert all(view.viewport().rect().contains(of(view, item)) for item in range(4))


def test_keys_of_the_window_are_left_to_it(view: ChartView) -> None:
    for key, keys in ((Qt.Key.Key_E, CTRL), (Qt.Key.Key_F4, NO), (Qt.Key.Key_Z, CTRL)):
        event = QKeyEvent(QEvent.Type.KeyPress, key, keys)
        QApplication.sendEvent(view, event)
        assert not event.isAccepted()
