"""A chart that is open while another laptop's work comes in, and while it is deleted elsewhere."""

from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from iwtlink.gui.charting.briefing.meeting import MeetingWindow
from iwtlink.gui.dialogs.import_tables import ImportDialog
from iwtlink.gui.pages.chart import ChartPage
from iwtlink.gui.window import MainWindow
from iwtlink.operations import exchange
from iwtlink.paths import resource
from iwtlink.store import Store, charts, entities, links, retractions
from iwtlink.store.check import check
from iwtlink.store.ids import EntityId, Item
from tests.gui.charting.conftest import Entity, spot, stored, trigger
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


def test_a_table_imported_beside_an_open_chart_is_seen_on_it_and_taken_back_by_undo(
    demo: MainWindow, chart: ChartPage, entity: Entity, settle: Settle, tmp_path: Path
) -> None:
    store, shown = demo.session.store, stored(demo, chart)
    one, other = entity("P01"), entity("P04")
    head, *rows = resource("demo", "links.csv").read_text(encoding="utf-8-sig").splitlines()
    row = next(row for row in rows if row.startswith("L001,")).split(",")
    row[0:4] = ["L900", "P01", "P04", "associate_of"]
    table = tmp_path / "more.csv"
    table.write_text(head + "\n" + ",".join(row) + "\n", encoding="utf-8")
    chart.view.choose([one])
    trigger(demo, "pin_items", settle)
    dialog = ImportDialog(demo.session, [table], demo)
    dialog.open()
    settle()
    dialog.do_it.click()
    settle()
    fresh = set(stored(demo, chart).link_ids.tolist()) - set(shown.link_ids.tolist())
    assert len(fresh) == 1
    display = chart.view.display
    assert display is not None and fresh <= set(display.link_ids.tolist())
    assert chart.view.selected_entities() == [one]
    dialog.close()
    settle()
    chart.view.choose([other])
    trigger(demo, "hide_selected", settle)
    for _ in range(3):
        demo.commands.edit.undo()
        settle()
    back = stored(demo, chart)
    assert back.link_ids.tolist() == shown.link_ids.tolist()
    assert back.entity_ids.tolist() == shown.entity_ids.tolist()
    assert not back.is_pinned[back.entity_ids.tolist().index(one)]
    assert set(chart.view.display.link_ids.tolist()) == set(shown.link_ids.tolist())
    assert check(store).faults == ()


def test_a_database_closed_while_a_layout_runs_is_closed_and_opens_again_as_it_was(
    demo: MainWindow, chart: ChartPage, demo_file: Path, settle: Settle
) -> None:
    before, number = stored(demo, chart).positions.tolist(), chart.chart_id
    for name in ("layout_organic", "layout_timeline"):
        demo.actions_by_name[name].trigger()
    demo.commands.file.close_database()
    settle()
    assert not list(demo.pages) or not demo.session.is_open
    for one in QApplication.topLevelWidgets():
        assert one.objectName() not in ("crash_dialog", "error_dialog") or not one.isVisible()
    demo.commands.file.open_path(str(demo_file))
    settle()
    with demo.session.store.read() as db:
        assert charts.read_chart(db, number).positions.tolist() == before
    assert check(demo.session.store).faults == ()


def test_a_chart_locked_while_an_item_is_dragged_puts_it_back(
    demo: MainWindow, chart: ChartPage, entity: Entity, settle: Settle
) -> None:
    before, port = stored(demo, chart).positions.tolist(), chart.view.viewport()
    start = spot(chart, entity("P01"))
    QTest.mouseMove(port, start)
    QTest.mousePress(port, Qt.MouseButton.LeftButton, pos=start)
    for part in (10, 40):
        QTest.mouseMove(port, start + QPoint(part, part))
    assert chart.view.moving.is_under_way
    with demo.session.store.edit("Lock it elsewhere", chart.scope) as edit:
        charts.change_options(edit, chart.chart_id, is_locked=True)
    settle()
    QTest.mouseMove(port, start + QPoint(60, 60))
    QTest.mouseRelease(port, Qt.MouseButton.LeftButton, pos=start + QPoint(60, 60))
    settle()
    assert not chart.view.moving.is_under_way
    assert stored(demo, chart).positions.tolist() == before
    assert chart.view.display is not None
    assert chart.view.display.positions.tolist() == before
