"""The map of the whole chart."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from iwtlink.gui.chartview.overview_map import OverviewMap
from iwtlink.gui.chartview.view import ChartView
from tests.gui.chartview.conftest import LEFT, NO, content, display_of


@pytest.fixture
def overview(qtbot: QtBot, view: ChartView) -> OverviewMap:
    widget = OverviewMap()
    qtbot.addWidget(widget)
    widget.resize(220, 150)
    widget.show()
    widget.follow(view)
    view.zoom(4.0)
    return widget


def middle(view: ChartView) -> tuple[float, float]:
    return view.view.to_chart(view.view.width / 2, view.view.height / 2)


def test_a_press_brings_the_view_there_and_a_drag_takes_it_along(
    qtbot: QtBot, view: ChartView, overview: OverviewMap
) -> None:
    assert view.display is not None
    qtbot.mousePress(overview, LEFT, NO, QPoint(8, 75))
    first = middle(view)
    assert first[0] < view.display.positions[:, 0].min() + 20
    qtbot.mouseMove(overview, QPoint(110, 75))
    qtbot.mouseRelease(overview, LEFT, NO, QPoint(110, 75))
    second = middle(view)
    assert second[0] > first[0] + 50
    assert second[1] == pytest.approx(first[1], abs=3)


def test_pressing_within_the_frame_does_not_move_it(
    qtbot: QtBot, view: ChartView, overview: OverviewMap
) -> None:
    view.look(view.view.centred(150.0, 120.0))
    before = middle(view)
    qtbot.mouseClick(overview, LEFT, NO, QPoint(112, 77))
    assert middle(view) == pytest.approx(before, abs=1)


def test_the_frame_follows_the_view_and_the_picture_the_chart(
    view: ChartView, overview: OverviewMap
) -> None:
    before = overview.grab().toImage()
    view.look(view.view.panned(300, 0))
    moved = overview.grab().toImage()
    assert moved != before
    view.set_display(display_of(content([(0.0, 0.0), (900.0, 30.0)])))
    assert overview.grab().toImage() != moved


def test_arrows_move_and_plus_and_minus_zoom(
    qtbot: QtBot, view: ChartView, overview: OverviewMap
) -> None:
    x, y = middle(view)
    qtbot.keyClick(overview, Qt.Key.Key_Right)
    qtbot.keyClick(overview, Qt.Key.Key_Down)
    assert middle(view)[0] > x and middle(view)[1] > y
    zoom = view.view.zoom
    qtbot.keyClick(overview, Qt.Key.Key_Plus)
    assert view.view.zoom > zoom
    qtbot.keyClick(overview, Qt.Key.Key_Minus)
    assert view.view.zoom == pytest.approx(zoom)


def test_an_empty_chart_one_item_and_none_are_borne(
    qtbot: QtBot, view: ChartView, overview: OverviewMap
) -> None:
    for places in ([], [(0.0, 0.0)], [(5.0, 5.0)] * 400, [(-1e7, -1e7), (1e7, 1e7)]):
        view.set_display(display_of(content(places)))
        overview.grab()
        qtbot.mouseClick(overview, LEFT, NO, QPoint(30, 30))
        assert np.isfinite(middle(view)).all()
    overview.follow(None)
    overview.grab()
    qtbot.mouseClick(overview, LEFT, NO, QPoint(30, 30))
