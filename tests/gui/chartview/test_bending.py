"""Lines bent and spaced, labels and the legend put elsewhere, forms made larger."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from iwtlink.gui.chartview.view import ChartView
from iwtlink.store.charts.content import ChartContent
from iwtlink.store.charts.look import LinkLook, Look
from tests.gui.chartview.conftest import (
    ALT,
    LEFT,
    NO,
    SHIFT,
    Heard,
    click,
    content,
    display_of,
    drag,
    of,
    spot,
)


@pytest.mark.feature("C08")
def test_a_drag_on_a_selected_line_bends_it_and_shows_it_at_once(
    qtbot: QtBot, view: ChartView, heard: Heard
) -> None:
    click(qtbot, view, spot(view, 80.0, 0.0))
    drag(qtbot, view, spot(view, 80.0, 0.0), spot(view, 90.0, -60.0))
    ((name, link, corners),) = heard.all
    assert (name, link) == ("corners_changed", 501)
    assert np.array(corners) == pytest.approx(np.array([[90, -60]]), abs=1)
    assert len(view.marks.outline) == 3
    bent = replace(content(), link_looks=(LinkLook(corners=((90, -60),)), *[LinkLook()] * 3))
    view.set_display(display_of(bent))
    assert view.marks.outline == ()
    qtbot.mouseDClick(view.viewport(), LEFT, NO, spot(view, 90.0, -60.0))
    assert heard.all[1:] == [("corners_changed", 501, ())]


def test_an_outline_goes_by_itself_where_the_store_changes_nothing(
    qtbot: QtBot, view: ChartView, heard: Heard
) -> None:
    click(qtbot, view, spot(view, 80.0, 0.0))
    drag(qtbot, view, spot(view, 80.0, 0.0), spot(view, 90.0, -60.0))
    qtbot.waitUntil(lambda: view.marks.outline == (), timeout=5000)


def test_the_label_of_a_link_and_that_of_an_item_are_drawn_elsewhere(
    qtbot: QtBot, view: ChartView, heard: Heard
) -> None:
    assert view.display is not None
    centre = view.display.label_centres[0].tolist()
    drag(qtbot, view, spot(view, *centre), spot(view, centre[0] + 30, centre[1] - 40))
    (_, kind, link, (_, dx, dy)) = heard.all.pop()
    assert (kind, link) == ("link", 501)
    assert (dx, dy) == pytest.approx((0, -40), abs=1)
    click(qtbot, view, of(view, 0))
    (grip,) = view.marks.handles
    drag(qtbot, view, spot(view, grip.x, grip.y), spot(view, grip.x - 50, grip.y - 30))
    (name, kind, entity, moved) = heard.all.pop()
    assert (name, kind, entity) == ("label_moved", "entity", 101)
    assert moved == pytest.approx((-50, -30), abs=1)


@pytest.mark.feature("C03")
def test_a_box_is_resized_by_its_handle(qtbot: QtBot, view: ChartView, heard: Heard) -> None:
    box = Look(representation="box", width=120.0, height=60.0)
    view.set_display(display_of(replace(content(), looks=(box, Look(), Look(), Look()))))
    click(qtbot, view, of(view, 0))
    assert len(view.marks.handles) == 8
    drag(qtbot, view, spot(view, 60, 30), spot(view, 100, 50))
    ((name, kind, entity, sides),) = heard.all
    assert (name, kind, entity) == ("shape_changed", "entity", 101)
    assert sides == pytest.approx((-60, -30, 100, 50), abs=1)


@pytest.mark.feature("C35")
def test_the_legend_is_drawn_elsewhere(qtbot: QtBot, view: ChartView, heard: Heard) -> None:
    options = replace(content().options, legend={"place": [60.0, 80.0]})
    view.set_display(display_of(replace(content(), options=options)))
    assert view.display is not None and view.display.legend is not None
    left, top, *_ = view.display.legend.box
    start = spot(view, left + 12, top + 12)
    drag(qtbot, view, start, start + QPoint(40, -30))
    ((name, part, corner),) = heard.all
    assert (name, part) == ("part_moved", "legend")
    assert corner == pytest.approx((left + 40, top - 30), abs=1)
    assert len(view.marks.outline) == 5
    click(qtbot, view, of(view, 0))
    click(qtbot, view, start)
    assert view.selected_entities() == []
    assert len(heard.all) == 1


def parallel() -> ChartContent:
    """The square with its second link between the first two people as well."""
    ends = np.array([(0, 1), (1, 0), (2, 3), (3, 0)], np.int64)
    options = replace(content().options, multiplicity="each")
    return replace(content(), ends=ends, options=options)


@pytest.mark.feature("C08")
def test_shift_and_alt_draw_the_lines_of_a_pair_apart(
    qtbot: QtBot, view: ChartView, heard: Heard
) -> None:
    view.set_display(display_of(parallel()))
    port, start = view.viewport(), spot(view, 80, 13)
    keys = SHIFT | ALT
    qtbot.mouseMove(port, start)
    qtbot.mousePress(port, LEFT, keys, start)
    for y in (30, 40):
        at = QPointF(spot(view, 150, y))
        moved = QMouseEvent(QEvent.Type.MouseMove, at, port.mapToGlobal(at), LEFT, LEFT, keys)
        QApplication.sendEvent(port, moved)
    assert port.cursor().shape() == Qt.CursorShape.SplitVCursor
    assert len(view.marks.outline) > 20
    qtbot.mouseRelease(port, LEFT, keys, spot(view, 150, 40))
    ((name, links, apart, is_everywhere),) = heard.all
    assert (name, sorted(links), is_everywhere) == ("spacing_changed", [501, 502], False)
    assert apart == pytest.approx(80, abs=2)
    assert view.selected_links() == []
    alone = spot(view, 300, 90)
    drag(qtbot, view, spot(view, 100, 240), alone, keys)
    assert heard.all[1:] == [("alone_touched",)]
