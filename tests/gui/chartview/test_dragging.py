"""Items, free shapes and containers dragged: what they keep to, and what keeps them."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from iwtlink.gui.chartview.view import ChartView
from iwtlink.store.charts.content import Membership
from tests.gui.chartview.conftest import (
    ALT,
    LEFT,
    NO,
    Heard,
    Told,
    click,
    display_of,
    drag,
    of,
    picture,
    spot,
    with_shapes,
)


@pytest.mark.feature("C04")
def test_shapes_are_selected_moved_and_removed_like_entities(
    qtbot: QtBot, view: ChartView, told: Told, heard: Heard
) -> None:
    view.set_display(display_of(with_shapes()))
    click(qtbot, view, spot(view, -150, 120))
    assert (view.selected_shapes(), told.selections) == ([7], [([], [])])
    drag(qtbot, view, spot(view, -150, 120), spot(view, -120, 100))
    ((name, entities, _, shapes, middles),) = heard.all
    assert (name, entities, shapes) == ("moved_together", [], [7])
    assert middles == pytest.approx(np.array([[-120, 100]]), abs=1)
    qtbot.keyClick(view, Qt.Key.Key_Right)
    assert heard.all[1][3:][0] == [7]
    qtbot.keyClick(view, Qt.Key.Key_Delete)
    assert heard.all[2] == ("removal_requested", [], [], [7])


@pytest.mark.feature("C25")
def test_a_container_is_seen_to_take_its_members_along(
    qtbot: QtBot, view: ChartView, heard: Heard
) -> None:
    view.set_display(display_of(with_shapes(Membership("shape", 8, "entity", 104))))
    port, start = view.viewport(), spot(view, 300, 420)
    qtbot.mousePress(port, LEFT, NO, start)
    for step in (QPoint(20, -10), QPoint(60, -40)):
        qtbot.mouseMove(port, start + step)
    shown = picture(view)
    assert shown.pixel(of(view, 3) + QPoint(60, -40)) != 0xFFFFFFFF
    assert view.canvas.carried_now is not None
    (box,) = view.canvas.carried_now.shapes
    assert box.box[0:2] == pytest.approx((-100 + 60, 340 - 40), abs=1)
    qtbot.mouseRelease(port, LEFT, NO, start + QPoint(60, -40))
    ((name, entities, places, shapes, _),) = heard.all
    assert (name, entities, shapes) == ("moved_together", [104], [8])
    assert places == pytest.approx(np.array([[60, 200]]), abs=1)


def test_guides_show_while_an_item_stands_in_line_and_alt_lets_it_free(
    qtbot: QtBot, view: ChartView, told: Told
) -> None:
    port, start = view.viewport(), of(view, 0)
    view.set_aligning(True)
    qtbot.mousePress(port, LEFT, NO, start)
    qtbot.mouseMove(port, start + QPoint(50, 100))
    qtbot.mouseMove(port, start + QPoint(297, 100))
    assert len(view.marks.guides) == 1
    qtbot.mouseMove(port, start + QPoint(150, 110))
    assert view.marks.guides == ()
    qtbot.mouseRelease(port, LEFT, NO, start + QPoint(297, 100))
    assert told.moves[0][1][0, 0] == 300.0
    drag(qtbot, view, of(view, 1), of(view, 1) + QPoint(3, 60), ALT)
    assert told.moves[1][1][0, 0] == pytest.approx(303.0, abs=1)


def test_on_a_grid_items_rest_on_its_crossings_and_it_is_seen(
    qtbot: QtBot, view: ChartView, told: Told
) -> None:
    plain = picture(view)
    view.set_grid(is_shown=True, is_snapped=True, step=50.0)
    assert picture(view) != plain
    view.set_aligning(False)
    drag(qtbot, view, of(view, 0), of(view, 0) + QPoint(70, 30))
    assert told.moves[0][1].tolist() == [[50.0, 50.0]]


def test_a_frame_of_the_sheet_is_seen(view: ChartView) -> None:
    plain = picture(view)
    view.set_frame((-60, -60, 360, 240), "A4")
    framed = picture(view)
    assert framed != plain
    outside = spot(view, 400, 100)
    assert framed.pixel(outside) != plain.pixel(outside)
    view.set_frame(None)
    assert picture(view) == plain


def test_nothing_moves_on_a_locked_chart(
    qtbot: QtBot, view: ChartView, told: Told, heard: Heard
) -> None:
    view.set_locked(True)
    drag(qtbot, view, of(view, 0), of(view, 0) + QPoint(80, 40))
    assert heard.all == [("locked_touched",)]
    qtbot.keyClick(view, Qt.Key.Key_Right)
    assert heard.all == [("locked_touched",)] * 2
    assert told.moves == []
    assert view.selected_entities() == [101]


def test_nothing_is_dragged_drawn_or_placed_where_nothing_may_be_written(
    qtbot: QtBot, view: ChartView, told: Told, heard: Heard
) -> None:
    view.set_read_only(True)
    drag(qtbot, view, of(view, 0), of(view, 0) + QPoint(80, 40))
    view.use_tool("link")
    drag(qtbot, view, of(view, 0), of(view, 2))
    view.arm("person")
    click(qtbot, view, spot(view, 150, 120))
    assert told.moves == [] and not any(what[0] == "link" for what in told.others)
    assert "entity_wanted" not in [what[0] for what in heard.all]
    assert [what[0] for what in heard.all].count("locked_touched") == 3


def test_a_dropped_shape_stands_on_the_picture_where_it_was_dropped(
    qtbot: QtBot, view: ChartView
) -> None:
    view.set_display(display_of(with_shapes()))
    view.set_aligning(False)
    drag(qtbot, view, spot(view, -150, 120), spot(view, -100, 60))
    view.set_selection(())
    qtbot.mouseMove(view.viewport(), spot(view, 150, 60))
    dropped = picture(view)
    view.refresh()
    assert picture(view) == dropped
    assert dropped.pixel(spot(view, -140, 45)) == 0xFFFFF8C4
