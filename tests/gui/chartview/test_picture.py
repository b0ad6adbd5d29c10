"""What the chart on the screen shows."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from pytestqt.qtbot import QtBot

from iwtlink.gui.chartview.view import ChartView
from tests.gui.chartview.conftest import (
    CTRL,
    PLACES,
    Told,
    click,
    content,
    display_of,
    drag,
    of,
    picture,
)


def test_the_whole_chart_is_in_view_at_first(qtbot: QtBot) -> None:
    widget = ChartView()
    qtbot.addWidget(widget)
    widget.resize(500, 300)
    widget.set_display(display_of(content([(-5000.0, 0.0), (9000.0, 4000.0)])))
    widget.show()
    qtbot.waitExposed(widget)
    for item in (0, 1):
        assert widget.viewport().rect().contains(of(widget, item))


def test_a_panned_picture_at_rest_is_the_picture_painted_anew(
    qtbot: QtBot, view: ChartView
) -> None:
    view.set_display(display_of(content([*PLACES, (-9000.0, 300.0), (7000.0, -8000.0)])))
    view.look(view.view.zoomed(1.0, 200, 150))
    for dx, dy in ((13, 7), (-50, 21), (3, -90)):
        view.look(view.view.panned(dx, dy))
    qtbot.waitUntil(lambda: view.canvas.is_whole)
    panned = picture(view)
    view.refresh()
    assert picture(view) == panned


def test_a_new_display_keeps_view_and_selection_of_what_is_still_there(
    qtbot: QtBot, view: ChartView, told: Told
) -> None:
    click(qtbot, view, of(view, 1))
    click(qtbot, view, of(view, 3), CTRL)
    before = view.view
    view.set_display(display_of(content(PLACES[:3])))
    assert view.view == before
    assert view.selected_entities() == [102]
    assert told.selections[-1] == ([102], [])


def test_setting_the_selection_tells_nobody(view: ChartView, told: Told) -> None:
    view.set_selection([103, 999], [502])
    assert (view.selected_entities(), view.selected_links()) == ([103], [502])
    assert told.selections == []


def test_a_selected_item_has_a_ring_in_the_colour_of_selection(view: ChartView) -> None:
    assert view.display is not None
    view.set_selection([101])
    ring = of(view, 0) - QPoint(23, 0)
    colours = {picture(view).pixel(ring + QPoint(d, 0)) for d in (-1, 0, 1)}
    assert view.display.style.colours.selection in colours


def test_a_resized_chart_keeps_its_middle(view: ChartView) -> None:
    middle = view.chart_point(QPointF(view.viewport().rect().center()))
    view.resize(900, 400)
    assert view.chart_point(QPointF(view.viewport().rect().center())) == pytest.approx(
        middle, abs=1.5
    )
    assert picture(view).width() == view.viewport().width()


def test_a_dark_chart_has_dark_paper(view: ChartView) -> None:
    display = display_of(content(), dark=True)
    view.set_display(display)
    assert picture(view).pixel(2, 2) == display.style.colours.paper


def test_the_chart_describes_itself_for_a_screen_reader(qtbot: QtBot, view: ChartView) -> None:
    assert view.accessibleName() == "Chart"
    assert view.accessibleDescription() == "Chart Naga Eye: 4 entities, 4 links."
    click(qtbot, view, of(view, 1))
    assert view.accessibleDescription().endswith("Selected: 1 entity, 0 links.")


@pytest.mark.parametrize("places", [[], [(0.0, 0.0)], [(5.0, 5.0)] * 30])
def test_charts_of_any_size_are_shown(
    qtbot: QtBot, view: ChartView, places: list[tuple[float, float]]
) -> None:
    chart = content(places)
    if len(places) < 2:
        none = np.zeros((0, 2), np.int64)
        chart = replace(
            chart,
            link_ids=np.zeros(0, np.int64),
            link_types=[],
            ends=none,
            is_directed=np.zeros(0, bool),
            strengths=np.zeros(0, np.uint8),
            roles=[],
            percents=np.zeros(0),
            amounts=[],
            quantities=[],
            starts=[],
            ends_on=[],
        )
    view.set_display(display_of(chart))
    view.fit()
    drag(qtbot, view, QPoint(10, 10), QPoint(600, 500))
    assert len(view.selected_entities()) == len(places)
    for key in (Qt.Key.Key_Tab, Qt.Key.Key_Right, Qt.Key.Key_Return, Qt.Key.Key_F):
        qtbot.keyClick(view, key)
    picture(view)


def test_without_a_display_the_view_is_empty_and_quiet(qtbot: QtBot, view: ChartView) -> None:
    view.set_display(None)
    click(qtbot, view, QPoint(100, 100))
    drag(qtbot, view, QPoint(100, 100), QPoint(200, 200))
    for key in (Qt.Key.Key_Tab, Qt.Key.Key_Right, Qt.Key.Key_A, Qt.Key.Key_F, Qt.Key.Key_Plus):
        qtbot.keyClick(view, key)
    assert picture(view).pixel(5, 5) == 0xFFFFFFFF
    assert view.accessibleDescription() == "No chart."


def test_a_scaled_picture_is_painted_sharp_after_a_pause(
    qtbot: QtBot, view: ChartView, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("iwtlink.gui.chartview.canvas.AT_ONCE_S", 0.0)
    monkeypatch.setattr("iwtlink.gui.chartview.canvas.FEW", 0)
    view.refresh()
    picture(view)
    view.zoom(1.5)
    assert not view.canvas.is_sharp
    picture(view)
    qtbot.waitUntil(lambda: view.canvas.is_sharp)
    settled = picture(view)
    view.refresh()
    assert picture(view) == settled


def test_a_fitted_chart_stays_fitted_when_the_window_changes(qtbot: QtBot, view: ChartView) -> None:
    def corners() -> np.ndarray:
        assert view.display is not None
        left, top, right, bottom = view.display.extents
        return view.view.to_device(np.array(((left, top), (right, bottom)))) / view.view.ratio

    view.fit()
    view.resize(420, 300)
    qtbot.waitUntil(lambda: view.view.width <= 420 * view.view.ratio)
    (left, top), (right, bottom) = corners()
    assert left >= 0
    assert top >= 0
    assert right <= view.viewport().width()
    assert bottom <= view.viewport().height()
    view.actual_size()
    view.resize(700, 560)
    qtbot.waitUntil(lambda: view.view.width > 420 * view.view.ratio)
    assert view.view.zoom == pytest.approx(1.0)
