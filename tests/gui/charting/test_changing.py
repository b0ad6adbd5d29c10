"""One change to everything that is selected, on a chart and in a table."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

from iwtlink.gui.charting.change_dialogs import GradeDialog, StrengthDialog, TypeDialog
from iwtlink.gui.pages.chart import ChartPage
from iwtlink.gui.reading.columns import TableName
from iwtlink.gui.tables.page import TablePage
from iwtlink.gui.window import MainWindow
from iwtlink.store import links
from iwtlink.store.entities import get_entities
from tests.gui.charting.conftest import Entity, trigger
from tests.gui.conftest import Settle


def rows(window: MainWindow, ids: list[int]) -> list[links.LinkRow]:
    with window.session.store.read() as db:
        return [row for number in ids if (row := links.get_link(db, number)) is not None]


def test_the_strength_of_all_selected_links_is_set_for_a_reason_that_is_asked(
    demo: MainWindow, chart: ChartPage, qtbot: QtBot, settle: Settle
) -> None:
    ids = chart.content.link_ids[:3].tolist()
    chart.view.choose([], ids)
    trigger(demo, "change_strength", settle)
    dialog = demo.findChild(StrengthDialog)
    dialog.strength.setCurrentIndex(dialog.strength.findData("tentative"))
    dialog.accept()
    assert dialog.problem.isVisible()
    qtbot.keyClicks(dialog.reason, "Rumour only")
    qtbot.keyClick(dialog.reason, Qt.Key.Key_Return)
    settle()
    assert [(r.strength, r.strength_reason) for r in rows(demo, ids)] == [
        ("tentative", "Rumour only")
    ] * 3
    assert demo.session.store.undo_label(chart.scope) == "Set the strength of 3 links"
    demo.session.undo(chart.scope)
    settle()
    assert {r.strength for r in rows(demo, ids)} != {"tentative"}


def test_links_chosen_in_a_table_are_changed_in_the_scope_of_the_database(
    demo: MainWindow, chart: ChartPage, qtbot: QtBot, settle: Settle
) -> None:
    page = demo.opener.show_table(TableName("link"))
    settle()
    assert isinstance(page, TablePage)
    page.select_all()
    ids = demo.selection.ids("link")
    assert len(ids) > 100
    trigger(demo, "change_strength", settle)
    dialog = demo.findChild(StrengthDialog)
    dialog.reason.setText("Checked")
    dialog.accept()
    settle()
    assert {row.strength for row in rows(demo, ids)} == {"confirmed"}
    assert demo.session.store.undo_label().startswith("Set the strength of")


def test_a_link_is_reversed_and_back(demo: MainWindow, chart: ChartPage, settle: Settle) -> None:
    content = chart.content
    row = next(
        k
        for k, (start, end) in enumerate(content.ends.tolist())
        if content.types[start] == content.types[end] == "person"
    )
    number = int(content.link_ids[row])
    (before,) = rows(demo, [number])
    chart.view.choose([], [number])
    trigger(demo, "reverse_links", settle)
    (after,) = rows(demo, [number])
    assert (after.from_id, after.to_id) == (before.to_id, before.from_id)
    trigger(demo, "reverse_links", settle)
    assert rows(demo, [number]) == [before]


def test_the_types_offered_fit_every_selected_link_and_the_links_take_one(
    demo: MainWindow, chart: ChartPage, settle: Settle
) -> None:
    content = chart.content
    ids = [
        int(content.link_ids[k])
        for k, (start, end) in enumerate(content.ends.tolist())
        if content.types[start] == content.types[end] == "person"
    ][:2]
    chart.view.choose([], ids)
    trigger(demo, "change_type", settle)
    dialog = demo.findChild(TypeDialog)
    assert dialog.types.count() > 1
    assert dialog.types.findData("owns_shares_in") < 0
    wanted = str(dialog.types.itemData(0))
    dialog.accept()
    settle()
    assert {row.type for row in rows(demo, ids)} == {wanted}


def test_entities_whose_links_would_not_fit_keep_their_type(
    demo: MainWindow, chart: ChartPage, entity: Entity, settle: Settle
) -> None:
    chart.view.choose([entity("P01")])
    demo.commands.chart_change.change_type([entity("P01")], [], "phone")
    settle()
    with demo.session.store.read() as db:
        assert get_entities(db, [entity("P01")])[entity("P01")].type == "person"
    box = demo.findChild(QMessageBox, "error_dialog")
    assert "cannot be joined" in box.text()
    box.close()


def test_the_grade_of_the_records_behind_the_selected_is_set(
    demo: MainWindow, chart: ChartPage, settle: Settle
) -> None:
    chart.view.choose([], chart.content.link_ids[:3].tolist())
    trigger(demo, "change_grade", settle)
    dialog = demo.findChild(GradeDialog)
    dialog.grade.setText("nonsense")
    dialog.accept()
    assert dialog.problem.isVisible()
    dialog.grade.setText("C3")
    dialog.accept()
    settle()
    assert "C3" in demo.session.store.undo_label(chart.scope)
    with demo.session.store.read() as db:
        count = db.exec_driver_sql(
            "SELECT count(*) FROM record WHERE reliability = 'C' AND credibility = '3'"
        ).scalar()
    assert count


@pytest.mark.parametrize("name", ["change_strength", "reverse_links", "change_type"])
def test_what_needs_a_selection_waits_for_one(
    demo: MainWindow, chart: ChartPage, name: str
) -> None:
    chart.view.choose(())
    assert not demo.actions_by_name[name].isEnabled()
