"""The window's charts where the ground gives way: nothing may be written, a chart is deleted."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from iwtlink.gui.drag import entities_to_mime, type_to_mime
from iwtlink.gui.pages.chart import ChartPage
from iwtlink.gui.window import MainWindow
from iwtlink.store import DATABASE, charts
from iwtlink.store.check import check
from iwtlink.store.ids import Item
from iwtlink.store.retractions import retract
from tests.gui.charting.conftest import spot, trigger
from tests.gui.conftest import Settle

LEFT, NO = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


def test_where_nothing_may_be_written_every_gesture_says_so_and_changes_nothing(
    window: MainWindow, demo_file: Path, qtbot: QtBot, settle: Settle
) -> None:
    window.commands.file.open_path(str(demo_file), read_only=True)
    settle()
    if not isinstance(window.pages.front, ChartPage):
        with window.session.store.read() as db:
            window.show_item(Item("chart", charts.list_charts(db)[0].id))
        settle()
    page = window.pages.front
    assert isinstance(page, ChartPage)
    view, port = page.view, page.view.viewport()
    with window.session.store.read() as db:
        before = charts.read_chart(db, page.chart_id)
    one, other = spot(page, int(before.entity_ids[0])), spot(page, int(before.entity_ids[1]))
    copy = Qt.DropAction.CopyAction

    def drag(start: QPoint, end: QPoint) -> None:
        QTest.mousePress(port, LEFT, NO, start)
        QTest.mouseMove(port, end)
        QTest.mouseRelease(port, LEFT, NO, end)

    def drop(data: QMimeData) -> None:
        QApplication.sendEvent(port, QDragEnterEvent(QPoint(9, 9), copy, data, LEFT, NO))
        QApplication.sendEvent(port, QDropEvent(QPointF(9, 9), copy, data, LEFT, NO))

    def drawn() -> None:
        view.use_tool("link")
        drag(one, other)

    def placed() -> None:
        view.arm("person")
        QTest.mouseClick(port, LEFT, NO, QPoint(9, 9))

    person = int(before.entity_ids[0])
    gestures = {
        "drag": lambda: drag(one, one + QPoint(60, 40)),
        "nudge": lambda: qtbot.keyClick(view, Qt.Key.Key_Right),
        "delete": lambda: qtbot.keyClick(view, Qt.Key.Key_Delete),
        "name": lambda: qtbot.keyClick(view, Qt.Key.Key_F2),
        "link": drawn,
        "place": placed,
        "drop entities": lambda: drop(entities_to_mime([person])),
        "drop a type": lambda: drop(type_to_mime("person")),
    }
    for name, gesture in gestures.items():
        window.status.clearMessage()
        view.choose([person])
        view.setFocus()
        gesture()
        settle()
        assert "open read-only" in window.status.currentMessage(), name
        assert not view.naming.is_open
        view.put_down()
    with window.session.store.read() as db:
        after = charts.read_chart(db, page.chart_id)
    assert after.positions.tolist() == before.positions.tolist()
    assert after.link_ids.tolist() == before.link_ids.tolist()


def test_a_chart_deleted_while_another_page_shows_it_closes_there_whatever_is_under_way(
    demo: MainWindow, chart: ChartPage, settle: Settle
) -> None:
    with demo.session.store.edit("Another chart", DATABASE) as edit:
        made = charts.add_chart(edit, "Another")
    demo.show_item(Item("chart", made))
    settle()
    second = demo.pages.front
    assert isinstance(second, ChartPage) and second is not chart
    demo.pages.bring(chart)
    port, number = chart.view.viewport(), int(chart.content.entity_ids[0])
    start = spot(chart, number)
    QTest.mousePress(port, LEFT, NO, start)
    QTest.mouseMove(port, start + QPoint(30, 30))
    for page in (chart, second):
        with demo.session.store.edit("Delete a chart", DATABASE) as edit:
            retract(edit, Item("chart", page.chart_id), "no longer needed")
    settle()
    assert not [page for page in demo.pages if isinstance(page, ChartPage)]
    assert demo.findChild(QDialog, "crash_dialog") is None
    trigger(demo, "undo", settle)
    assert check(demo.session.store).faults == ()
