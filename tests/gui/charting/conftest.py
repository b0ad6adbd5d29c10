"""The demonstration's small chart in its tab, and what tests of it ask again and again."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint

from iwtlink.gui.pages.chart import ChartPage
from iwtlink.gui.window import MainWindow
from iwtlink.store import charts
from iwtlink.store.refs import find_item
from tests.gui.conftest import Settle

Entity = Callable[[str], int]


@pytest.fixture
def chart(demo: MainWindow, settle: Settle) -> ChartPage:
    """Give the demonstration's small chart, shown, with the keyboard."""
    settle()
    page = demo.pages.front
    assert isinstance(page, ChartPage)
    assert page.view.display is not None
    page.view.setFocus()
    return page


@pytest.fixture
def entity(demo: MainWindow) -> Entity:
    """Give the id of an entity by its reference."""

    def find(ref: str) -> int:
        with demo.session.store.read() as db:
            return find_item(db, ref)[0].id

    return find


def stored(window: MainWindow, page: ChartPage) -> charts.ChartContent:
    """Read the chart anew."""
    with window.session.store.read() as db:
        return charts.read_chart(db, page.chart_id)


def spot(page: ChartPage, entity_id: int) -> QPoint:
    """Give where an entity stands on the screen, in pixels of the viewport."""
    display = page.view.display
    assert display is not None
    row = display.entity_ids.tolist().index(entity_id)
    x, y = page.view.view.to_device(display.positions[row]).tolist()
    ratio = page.view.view.ratio
    return QPoint(round(x / ratio), round(y / ratio))


def trigger(window: MainWindow, name: str, settle: Settle) -> None:
    """Run an action that can run now, and wait until all is done."""
    assert window.actions_by_name[name].isEnabled(), name
    window.actions_by_name[name].trigger()
    settle()
