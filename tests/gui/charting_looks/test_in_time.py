"""Theme lines at events and items held in their time, in the window."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from iwtlink.chart.items.intime import FIXED
from iwtlink.gui.pages.chart import ChartPage
from iwtlink.gui.window import MainWindow
from iwtlink.store import chart_scope, charts
from iwtlink.store.ids import ChartId
from tests.gui.charting_looks.conftest import Entity, look_of, pick, stored, trigger
from tests.gui.conftest import Settle


@pytest.mark.feature("C27")
def test_the_way_of_a_theme_line_at_events_is_chosen_in_the_style_panel_and_taken_back(
    demo: MainWindow, chart: ChartPage, entity: Entity, settle: Settle
) -> None:
    chart.view.choose([entity("P01")])
    trigger(demo, "show_style", settle)
    pick(demo.chart_panels.style.entities.fields["wiring"], "In, and stays at that height")
    settle()
    assert look_of(chart, entity("P01")).wiring == "keeps"
    trigger(demo, "undo", settle)
    assert look_of(chart, entity("P01")).wiring == ""


@pytest.mark.feature("C28")
def test_arrow_keys_do_not_take_what_stands_at_its_date_out_of_its_time(
    demo: MainWindow, chart: ChartPage, settle: Settle
) -> None:
    store, number = demo.session.store, ChartId(chart.chart_id)
    assert store is not None
    with store.edit("Timeline", scope=chart_scope(number)) as edit:
        charts.change_options(edit, number, layout={"name": "timeline"})
    settle()
    display = chart.view.display
    assert display is not None
    item = int(np.flatnonzero(display.in_time == FIXED)[0])
    chart.view.choose([int(display.entity_ids[item])])
    settle()
    before = stored(demo, chart).positions[item].tolist()
    QTest.keyClick(chart.view, Qt.Key.Key_Right)
    settle()
    assert stored(demo, chart).positions[item].tolist() == before
    assert "stands at its date" in demo.status.currentMessage()
    QTest.keyClick(chart.view, Qt.Key.Key_Down)
    settle()
    x, y = stored(demo, chart).positions[item].tolist()
    assert (x, y > before[1]) == (before[0], True)
