"""An analyst explores a case with keyboard and mouse, and finds everything again next day."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QInputDialog, QLineEdit
from pytestqt.qtbot import QtBot

from iwtlink.gui.charting.expand_dialog import ExpandDialog
from iwtlink.gui.pages.chart import ChartPage
from iwtlink.gui.pages.document import DocumentPage
from iwtlink.gui.panels.sheet_delegate import ROW, SOURCE
from iwtlink.gui.reading.sheet import SheetRow
from iwtlink.gui.trees import items_below, top_items
from iwtlink.gui.window import MainWindow
from iwtlink.store import Store
from iwtlink.store.charts import list_charts
from tests.gui.conftest import Settle, type_text

CTRL = Qt.KeyboardModifier.ControlModifier


def test_from_a_lao_name_to_his_sources_to_a_chart_of_his_circle(
    demo: MainWindow, qtbot: QtBot, settle: Settle, tmp_path: Path
) -> None:
    # find a person by the name on the police report
    qtbot.keyClick(demo, Qt.Key.Key_F, CTRL)
    type_text(demo.search, "ຄຳສິງ")
    qtbot.waitUntil(demo.search.list.isVisible)
    qtbot.keyClick(demo.search, Qt.Key.Key_Return)
    settle()
    assert demo.inspector.header.name.text() == "Khamsing VONGPHADY"

    # who says that he belongs to the syndicate?
    tree = demo.inspector.tree
    member = next(
        item
        for item in tree.find_rows("links")
        if isinstance(row := item.data(0, ROW), SheetRow) and row.label == "is member of"
    )
    tree.scrollToItem(member)
    where = tree.visualRect(tree.indexFromItem(member, SOURCE)).center()
    qtbot.mouseClick(tree.viewport(), Qt.MouseButton.LeftButton, pos=where)
    settle()
    assert isinstance(demo.pages.front, DocumentPage)

    # everybody in the syndicates on a chart of their own
    syndicates = next(
        line
        for top in top_items(demo.explorer)
        for line in items_below(top)
        if line.text(0) == "Syndicates"
    )
    demo.explorer.setFocus()
    demo.explorer.setCurrentItem(syndicates)
    qtbot.keyClick(demo.explorer, Qt.Key.Key_Return)
    settle()
    qtbot.keyClick(demo, Qt.Key.Key_A, CTRL)
    qtbot.keyClick(demo, Qt.Key.Key_N, CTRL)
    dialog = demo.findChild(QInputDialog, "title_dialog")
    line = dialog.findChild(QLineEdit)
    qtbot.keyClicks(line, "The three syndicates")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    settle()
    chart = demo.pages.front
    assert isinstance(chart, ChartPage)
    assert chart.title() == "The three syndicates"
    qtbot.keyClick(chart.view, Qt.Key.Key_A, CTRL)
    demo.actions_by_name["expand"].trigger()
    settle()
    dialog = demo.findChild(ExpandDialog, "expand_dialog")
    assert isinstance(dialog, ExpandDialog)
    settle()
    qtbot.mouseClick(dialog.do_it, Qt.MouseButton.LeftButton)
    settle()
    count = len(chart.view.display.entity_ids)
    assert count > 10
    chart.export_to(str(tmp_path / "syndicates.pdf"))
    settle()
    assert (tmp_path / "syndicates.pdf").stat().st_size > 10_000

    # next day
    path = demo.session.store.path
    demo.close()
    with Store.open(path) as store, store.read() as db:
        kept = {row.title: row.entity_count for row in list_charts(db)}
    assert kept["The three syndicates"] == count
