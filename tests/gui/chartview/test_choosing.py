"""Walking, asking for menus, choosing ends and links, zoom boxes and what the pointer says."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from iwtlink.gui.chartview.view import ChartView
from iwtlink.store.charts.look import Look
from tests.gui.chartview.conftest import (
    ALT,
    CTRL,
    SHIFT,
    Told,
    click,
    content,
    display_of,
    drag,
    of,
    spot,
    with_shapes,
)


@pytest.mark.parametrize("keys", [CTRL, ALT])
def test_alt_and_control_arrows_walk_along_links(
    qtbot: QtBot, view: ChartView, told: Told, keys: Qt.KeyboardModifier
) -> None:
    click(qtbot, view, of(view, 0))
    qtbot.keyClick(view, Qt.Key.Key_Right, keys)
    assert view.selected_entities() == [102]
    assert told.moves == []


def test_the_menu_key_and_shift_f10_ask_for_the_menu_at_the_item(
    qtbot: QtBot, view: ChartView, told: Told, monkeypatch: pytest.MonkeyPatch
) -> None:
    places: list[QPoint] = []
    view.context_requested.connect(lambda *what: places.append(what[2]))
    click(qtbot, view, of(view, 2))
    qtbot.keyClick(view, Qt.Key.Key_F10, SHIFT)
    qtbot.keyClick(view, Qt.Key.Key_Menu)  # the same key, told twice by Windows
    assert told.others == [("menu", "entity", 103)]
    assert (view.viewport().mapFromGlobal(places[0]) - of(view, 2)).manhattanLength() <= 2
    monkeypatch.setattr("iwtlink.gui.chartview.asking._TWICE_S", 0.0)
    view.make_current(-1)
    view.choose((), (501,))
    qtbot.keyClick(view, Qt.Key.Key_Menu)
    assert told.others[-1] == ("menu", "link", 501)


def test_ends_and_links_between_are_added_to_the_selection(view: ChartView) -> None:
    view.choose((), (501,))
    view.choose_ends()
    assert view.selected_entities() == [101, 102]
    view.choose((101, 102, 103))
    view.choose_links(between=True)
    assert sorted(view.selected_links()) == [501, 502]
    view.choose((101,))
    view.choose_links(between=False)
    assert sorted(view.selected_links()) == [501, 504]


def test_a_zoom_box_shows_what_is_in_it(qtbot: QtBot, view: ChartView) -> None:
    drag(qtbot, view, spot(view, 250, 200), spot(view, 350, 280), CTRL | SHIFT)
    assert view.view.zoom == pytest.approx(7.0, rel=0.05)
    assert view.selected_entities() == []
    view.actual_size()
    qtbot.keyPress(view, Qt.Key.Key_Z)
    assert view.viewport().cursor().shape() == Qt.CursorShape.CrossCursor
    drag(qtbot, view, spot(view, 250, 200), spot(view, 350, 280))
    qtbot.keyRelease(view, Qt.Key.Key_Z)
    assert view.view.zoom == pytest.approx(7.0, rel=0.05)


def test_the_pointer_says_what_the_button_would_do(qtbot: QtBot, view: ChartView) -> None:
    box = Look(representation="box", width=120.0, height=60.0)
    view.set_display(display_of(replace(content(), looks=(box, Look(), Look(), Look()))))
    port = view.viewport()
    view.choose((101,))
    qtbot.mouseMove(port, spot(view, 60, 30))
    assert port.cursor().shape() == Qt.CursorShape.SizeFDiagCursor
    qtbot.mouseMove(port, spot(view, 60, 0))
    assert port.cursor().shape() == Qt.CursorShape.SizeHorCursor
    qtbot.mouseMove(port, spot(view, 0, 0))
    assert port.cursor().shape() == Qt.CursorShape.PointingHandCursor
    qtbot.mouseMove(port, spot(view, 150, 120))
    assert port.cursor().shape() == Qt.CursorShape.ArrowCursor


def test_what_is_selected_is_shown_as_large_as_it_fits(view: ChartView) -> None:
    view.set_display(display_of(with_shapes()))
    for chosen in (((101, 102), ()), ((), (502,)), ((), (), (7,))):
        view.fit()
        whole = view.view.zoom
        view.choose(*chosen)
        view.fit_selected()
        assert view.view.zoom >= whole
        display = view.display
        assert display is not None
        places = [
            *display.positions[view.marks.items].tolist(),
            *display.line_points[view.marks.lines].reshape(-1, 2).tolist(),
            *(corner for i in view.marks.shapes for corner in display.shapes[i].points),
        ]
        on_screen = view.view.to_device(np.array(places))
        assert (on_screen >= 0).all()
        assert (on_screen <= (view.view.width, view.view.height)).all()
        middle = (on_screen.min(axis=0) + on_screen.max(axis=0)) / 2
        assert middle == pytest.approx((view.view.width / 2, view.view.height / 2), abs=40)
    view.choose(())
    before = view.view
    view.fit_selected()
    assert view.view == before
