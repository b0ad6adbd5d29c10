"""What was retracted while it stood on a chart: every way to change it says that it stays."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtTest import QTest

from iwtlink.gui.pages.chart import ChartPage
from iwtlink.gui.pages.chart_ghosts import ghost_words
from iwtlink.gui.window import MainWindow
from iwtlink.store import retractions
from iwtlink.store.ids import Item
from tests.gui.charting.conftest import Entity, spot, stored, trigger
from tests.gui.charting.test_hand import drag
from tests.gui.conftest import Settle

ON_TWO = ("align_left", "link_selected", "hide_selected", "focus_selected", "pin_items")


@pytest.fixture
def gone(demo: MainWindow, chart: ChartPage, entity: Entity, settle: Settle) -> list[int]:
    """Retract two people who are on the chart, and select them."""
    ids = [entity("P01"), entity("P02")]
    with demo.session.store.edit("Retract") as edit:
        for number in ids:
            retractions.retract(edit, Item("entity", number), "mistaken")
    settle()
    chart.view.choose(ids)
    settle()
    return ids


@pytest.mark.parametrize("name", [*ON_TWO, "grey_selected"])
def test_what_is_retracted_is_not_changed_and_the_status_bar_says_what_to_do(
    demo: MainWindow, chart: ChartPage, gone: list[int], settle: Settle, name: str
) -> None:
    before = len(demo.session.store.steps())
    demo.status.clearMessage()
    trigger(demo, name, settle)
    assert demo.status.currentMessage() == ghost_words()
    assert len(demo.session.store.steps()) == before


def test_what_is_retracted_goes_back_where_it_stood_when_it_is_dragged_with_others(
    demo: MainWindow, chart: ChartPage, gone: list[int], entity: Entity, settle: Settle
) -> None:
    alive = entity("P04")
    chart.view.set_aligning(False)
    chart.view.choose([*gone, alive])
    rows = [stored(demo, chart).entity_ids.tolist().index(i) for i in (*gone, alive)]
    before = stored(demo, chart).positions[rows]
    start = spot(chart, alive)
    drag(chart, start, start + QPoint(40, 30))
    settle()
    after = stored(demo, chart).positions[rows]
    assert (after[:2] == before[:2]).all() and (after[2] != before[2]).all()
    assert chart.view.display is not None
    assert (chart.view.display.positions[rows] == after).all(), "it is shown as it is kept"
    assert demo.status.currentMessage() == ghost_words()
    QTest.mouseMove(chart.view.viewport(), QPoint(5, 5))
