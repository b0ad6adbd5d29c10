"""Drags that are disturbed: other buttons, lost releases, displays that come meanwhile."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QFocusEvent, QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from iwtlink.gui.chartview.view import ChartView
from iwtlink.store.charts.look import Look
from tests.gui.chartview.conftest import (
    LEFT,
    MIDDLE,
    NO,
    Heard,
    Told,
    content,
    display_of,
    drag,
    of,
    spot,
)


def begun(qtbot: QtBot, view: ChartView) -> tuple[QWidget, QPoint]:
    """Begin to drag the first item; give the paper, and where the item was taken."""
    port, start = view.viewport(), of(view, 0)
    qtbot.mousePress(port, LEFT, NO, start)
    qtbot.mouseMove(port, start + QPoint(30, 60))
    return port, start


def test_a_second_button_does_not_end_what_the_first_began(
    qtbot: QtBot, view: ChartView, told: Told
) -> None:
    port, start = begun(qtbot, view)
    qtbot.mousePress(port, MIDDLE, NO, start + QPoint(30, 60))
    qtbot.mouseRelease(port, MIDDLE, NO, start + QPoint(30, 60))
    assert view.moving.is_under_way and told.moves == []
    qtbot.mouseRelease(port, LEFT, NO, start + QPoint(30, 60))
    assert len(told.moves) == 1


def test_the_wheel_does_nothing_while_an_item_is_dragged(
    qtbot: QtBot, view: ChartView, told: Told
) -> None:
    port, start = begun(qtbot, view)
    at = QPointF(start)
    wheel = QWheelEvent(
        at, port.mapToGlobal(at), QPoint(), QPoint(0, 120), LEFT, NO,
        Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(port, wheel)
    assert view.view.zoom == 1.0
    qtbot.mouseRelease(port, LEFT, NO, start + QPoint(30, 60))
    assert told.moves[0][1] == pytest.approx(np.array([[30, 60]]), abs=1)


def test_a_release_that_never_came_puts_back_what_was_dragged(
    qtbot: QtBot, view: ChartView, told: Told
) -> None:
    port, start = begun(qtbot, view)
    at = QPointF(start + QPoint(60, 80))
    none = Qt.MouseButton.NoButton
    hover = QMouseEvent(QEvent.Type.MouseMove, at, port.mapToGlobal(at), none, none, NO)
    QApplication.sendEvent(port, hover)
    assert not view.moving.is_under_way and told.moves == []
    assert view.display is not None
    assert view.display.positions[0].tolist() == [0.0, 0.0]
    qtbot.mouseRelease(port, LEFT, NO, start)


def test_when_the_window_loses_the_keyboard_what_is_dragged_goes_back(
    qtbot: QtBot, view: ChartView, told: Told
) -> None:
    port, start = begun(qtbot, view)
    gone = QFocusEvent(QEvent.Type.FocusOut, Qt.FocusReason.ActiveWindowFocusReason)
    QApplication.sendEvent(view, gone)
    assert not view.moving.is_under_way
    qtbot.mouseRelease(port, LEFT, NO, start + QPoint(30, 60))
    assert told.moves == []
    drag(qtbot, view, of(view, 1), of(view, 1) + QPoint(40, 40))
    assert len(told.moves) == 1


@pytest.mark.parametrize("what", ["item", "bend", "size"])
def test_an_item_that_vanishes_during_a_drag_ends_it(
    qtbot: QtBot, view: ChartView, told: Told, heard: Heard, what: str
) -> None:
    box = Look(representation="box", width=120.0, height=60.0)
    view.set_display(display_of(replace(content(), looks=(box, Look(), Look(), Look()))))
    view.choose((), (502,)) if what == "bend" else view.choose((101,))
    start = {"item": of(view, 0), "bend": spot(view, 300, 60), "size": spot(view, 60, 30)}[what]
    port = view.viewport()
    qtbot.mousePress(port, LEFT, NO, start)
    qtbot.mouseMove(port, start + QPoint(30, 60))
    qtbot.mouseMove(port, start + QPoint(40, 60))
    view.set_display(display_of(content([(50.0, 50.0)])))
    qtbot.mouseMove(port, start + QPoint(60, 60))
    qtbot.mouseRelease(port, LEFT, NO, start + QPoint(60, 60))
    assert told.moves == [] and heard.all == []
    assert view.marks.outline == () and view.marks.guides == ()
    view.set_display(display_of(content([])))
    drag(qtbot, view, QPoint(50, 50), QPoint(200, 200))


def test_a_display_that_comes_while_the_button_is_held_costs_no_click_and_no_frame(
    qtbot: QtBot, view: ChartView, heard: Heard
) -> None:
    port, here = view.viewport(), spot(view, 150, 120)
    view.arm("person")
    qtbot.mousePress(port, LEFT, NO, here)
    view.set_display(display_of(content()))
    qtbot.mouseRelease(port, LEFT, NO, here)
    assert [what[0] for what in heard.all] == ["entity_wanted"]
    view.arm("")
    start, end = spot(view, -60, -60), spot(view, 60, 280)
    qtbot.mousePress(port, LEFT, NO, start)
    qtbot.mouseMove(port, end)
    view.set_display(display_of(content()))
    qtbot.mouseRelease(port, LEFT, NO, end)
    assert view.selected_entities() == [101, 104]
