"""Charts and hands that nobody expects: nothing there, all at one point, tiny windows, storms."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from iwtlink.gui.chartview.view import ChartView
from iwtlink.store.charts.content import ChartContent, Membership
from iwtlink.store.charts.look import Look, Shape
from tests.gui.chartview.conftest import (
    ALT,
    CTRL,
    LEFT,
    NO,
    SHIFT,
    Heard,
    Told,
    click,
    content,
    display_of,
    drag,
    of,
    picture,
    spot,
)

KEYS = (
    *(Qt.Key.Key_Tab, Qt.Key.Key_Left, Qt.Key.Key_Return, Qt.Key.Key_F2, Qt.Key.Key_Escape),
    *(Qt.Key.Key_Home, Qt.Key.Key_Plus, Qt.Key.Key_Minus, Qt.Key.Key_0, Qt.Key.Key_Delete),
)


def wheel(view: ChartView, notches: float, keys: Qt.KeyboardModifier = NO) -> None:
    port, at = view.viewport(), QPointF(120, 90)
    turn = QPoint(0, round(notches * 120))
    QApplication.sendEvent(
        port,
        QWheelEvent(
            at, port.mapToGlobal(at), QPoint(), turn, Qt.MouseButton.NoButton, keys,
            Qt.ScrollPhase.NoScrollPhase, False,
        ),
    )  # fmt: skip


def everything(qtbot: QtBot, view: ChartView) -> None:
    """Click, drag, draw boxes, turn the wheel and press keys."""
    middle = QPoint(view.viewport().width() // 2, view.viewport().height() // 2)
    for keys in (NO, CTRL, SHIFT, ALT, CTRL | SHIFT, SHIFT | ALT):
        click(qtbot, view, middle, keys)
        drag(qtbot, view, middle, middle + QPoint(40, 30), keys)
        drag(qtbot, view, QPoint(1, 1), middle + QPoint(9, 9), keys)
    qtbot.mouseDClick(view.viewport(), LEFT, NO, middle)
    for notches in (3, -7):
        wheel(view, notches)
    for key in KEYS:
        qtbot.keyClick(view, key)
    qtbot.keyClick(view, Qt.Key.Key_Escape)
    picture(view)
    assert np.isfinite(view.view.zoom)


@pytest.mark.parametrize("count", [0, 1])
def test_a_chart_of_nothing_or_one_item_bears_every_gesture(
    qtbot: QtBot, view: ChartView, told: Told, count: int
) -> None:
    one = content([(0.0, 0.0)])
    alone = replace(
        one, ends=one.ends[:0], is_directed=one.is_directed[:0], strengths=one.strengths[:0],
        link_ids=one.link_ids[:0], link_types=[], roles=[], percents=one.percents[:0],
        amounts=[], quantities=[], starts=[], ends_on=[],
    )  # fmt: skip
    view.set_display(display_of(alone if count else content([])))
    view.fit()
    everything(qtbot, view)
    assert bool(told.moves) == bool(count)


@pytest.mark.parametrize("kind", ["box", "circle", "text", "line", "arrow"])
def test_free_items_without_a_size_bear_every_gesture(
    qtbot: QtBot, view: ChartView, kind: str
) -> None:
    look = Look(is_container=kind == "box")
    none: tuple[Shape, ...] = (
        Shape(7, "u7", "group" if kind == "line" else "box", 150, 120, 0, 0, -1, "", look),
        replace(Shape(8, "u8", "line", 150, 120, 0, 0, 0, "", Look()), kind=kind),
    )
    held = (Membership("shape", 7, "shape", 8),)
    view.set_display(display_of(replace(content(), shapes=none, members=held)))
    view.choose((), (), (7, 8))
    qtbot.keyClick(view, Qt.Key.Key_Right)
    for shape in (7, 8):
        view.choose((), (), (shape,))
        drag(qtbot, view, spot(view, 150, 120), spot(view, 190, 150))
    everything(qtbot, view)


def crowd(count: int) -> ChartContent:
    """Very many people at one point, each linked to the next."""
    return content([(10.0, 20.0)] * count)


def test_ten_thousand_at_one_point_are_shown_framed_dragged_and_left_again(
    qtbot: QtBot, view: ChartView, told: Told
) -> None:
    view.set_display(display_of(crowd(10_000)))
    view.fit()
    assert np.isfinite(view.view.zoom)
    view.actual_size()
    here = spot(view, 10, 20)
    port, first = view.viewport(), here - QPoint(80, 80)
    for start, end in ((first, here + QPoint(80, 80)), (here, here + QPoint(60, 40))):
        qtbot.mousePress(port, LEFT, NO, start)
        qtbot.mouseMove(port, end)
        qtbot.mouseRelease(port, LEFT, NO, end)
        assert len(view.selected_entities()) == 10_000
    ((ids, places),) = told.moves
    assert len(ids) == 10_000
    assert np.ptp(places, axis=0).tolist() == [0.0, 0.0]
    wheel(view, 5)
    wheel(view, -20)
    picture(view)
    qtbot.keyClick(view, Qt.Key.Key_Escape)
    assert view.selected_entities() == []


def test_a_window_made_tiny_and_large_again_shows_the_same_place(
    qtbot: QtBot, view: ChartView
) -> None:
    middle = view.chart_point(QPointF(view.viewport().rect().center()))
    for size in ((1, 1), (3, 200), (200, 2), (40, 30)):
        view.resize(*size)
        view.fit()
        picture(view)
        drag(qtbot, view, QPoint(0, 0), QPoint(2, 2))
        view.actual_size()
    view.resize(700, 560)
    view.fit()
    assert view.chart_point(QPointF(view.viewport().rect().center())) == pytest.approx(
        middle, abs=60
    )
    click(qtbot, view, of(view, 0))
    assert view.selected_entities() == [101]


def test_a_storm_of_the_wheel_ends_within_the_limits_and_the_chart_is_found_again(
    qtbot: QtBot, view: ChartView, heard: Heard
) -> None:
    for notches in (0.01, -0.01, 400.0, -9_000.0, 9_000.0, 0.0):
        for keys in (NO, CTRL, SHIFT, ALT):
            wheel(view, notches, keys)
            assert np.isfinite(view.view.zoom) and view.view.zoom > 0
    picture(view)
    view.fit()
    assert all(view.viewport().rect().contains(of(view, item)) for item in range(4))
    assert heard.all == []
