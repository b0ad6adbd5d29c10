"""A chart that is open while another laptop's work comes in, and while it is deleted elsewhere."""

from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from iwtlink.gui.charting.briefing.meeting import MeetingWindow
from iwtlink.gui.pages.chart import ChartPage
from iwtlink.gui.window import MainWindow
from iwtlink.operations import exchange
from iwtlink.store import Store, charts, entities, links, retractions
from iwtlink.store.check import check
from iwtlink.store.ids import EntityId, Item
from tests.gui.charting.conftest import Entity, stored, trigger
from tests.gui.conftest import Settle
from tests.operations.laptops import PASSPHRASE


def test_work_of_another_laptop_comes_onto_the_open_chart_and_back(
    demo: MainWindow,
    chart: ChartPage,
    entity: Entity,
    demo_file: Path,
    settle: Settle,
    tmp_path: Path,
) -> None:
    store, chosen = demo.session.store, entity("P01")
    away = Path(shutil.copy(demo_file, tmp_path / "away.iwt"))
    chart.view.choose([chosen])
    moved = stored(demo, chart).positions[[0]] + 77
    with Store.open(away) as other:
        other.sign_in("Other Analyst", "OA")
        with other.edit("Work elsewhere") as edit:
            new = EntityId(entities.add_entity(edit, "person", "Newly Found"))
            links.add_link(edit, "associate_of", EntityId(chosen), new)
            charts.place(edit, chart.chart_id, [new], np.array([[5.0, 6.0]]))
            charts.move(edit, chart.chart_id, [EntityId(entity("P02"))], moved)
        file = tmp_path / "away.iwx"
        exchange.write(other, file, PASSPHRASE)
        demo.session.write("Read", lambda here, progress: exchange.read(here, file, PASSPHRASE))
        settle()
        assert chart.view.display is not None
        assert "Newly Found" in chart.view.display.content.labels
        assert chart.view.selected_entities() == [chosen]
        shown = stored(demo, chart)
        row = shown.entity_ids.tolist().index(entity("P02"))
        assert shown.positions[row].tolist() == moved[0].tolist()
        chart.writing.put("Move", [chosen], [[321.0, 123.0]])
        settle()
        back = tmp_path / "back.iwx"
        demo.session.jobs.compute("Write", lambda progress: exchange.write(store, back, PASSPHRASE))
        settle()
        exchange.read(other, back, PASSPHRASE)
        with other.read() as db:
            there = charts.read_chart(db, chart.chart_id)
        assert there.positions[there.entity_ids.tolist().index(chosen)].tolist() == [321.0, 123.0]
        assert check(other).faults == ()
    demo.session.undo()
    settle()
    assert "Newly Found" not in chart.view.display.content.labels
    assert stored(demo, chart).positions[0].tolist() == [321.0, 123.0], "a step of the chart's own"
    assert check(store).faults == ()


def test_a_chart_deleted_while_it_is_shown_in_two_places_is_gone_from_both_and_comes_back(
    demo: MainWindow, chart: ChartPage, entity: Entity, qtbot: QtBot, settle: Settle
) -> None:
    trigger(demo, "take_snapshot", settle)
    demo.commands.chart.make_chart("Second", [entity("P01")])
    settle()
    demo.pages.setCurrentWidget(chart)
    trigger(demo, "page_apart", settle)
    demo.commands.chart_briefing.present()
    settle()
    (shown,) = [w for w in QApplication.topLevelWidgets() if isinstance(w, MeetingWindow)]
    number = chart.chart_id
    demo.session.edit(
        "Delete",
        lambda edit: retractions.retract(edit, Item("chart", number), "a mistake"),
    )
    settle()
    assert number not in [page.chart_id for page in demo.pages if isinstance(page, ChartPage)]
    assert not isValid(shown) or not shown.isVisible(), "there is nothing to show any more"
    demo.session.undo()
    settle()
    demo.opener.show_chart(number)
    settle()
    page = demo.pages.front
    assert isinstance(page, ChartPage)
    assert len(stored(demo, page).entity_ids) > 1
    with demo.session.store.read() as db:
        assert len(charts.list_snapshots(db, number)) == 1
    assert check(demo.session.store).faults == ()
