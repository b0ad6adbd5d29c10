"""The hand's work in the real window, by mouse and keys, each taken back again."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from iwtlink.chart.hand.handles import Handle
from iwtlink.gui.drag import ENTITIES, TYPE, entities_from_mime
from iwtlink.gui.pages.chart import ChartPage
from iwtlink.gui.pages.search import SearchPage
from iwtlink.gui.reading.columns import TableName
from iwtlink.gui.tables.page import TablePage
from iwtlink.gui.trees import items_below, top_items
from iwtlink.gui.window import MainWindow
from iwtlink.store import charts
from iwtlink.store.charts.content import ChartContent, Membership
from iwtlink.store.ids import EntityId
from tests.gui.charting.conftest import Entity, spot, stored, trigger
from tests.gui.conftest import Settle

LEFT, NO = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
SHIFT_ALT = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.AltModifier
Back = Callable[[ChartContent], object]


def drag(page: ChartPage, start: QPoint, end: QPoint) -> None:
    """Drag with the left button, in steps as a hand does."""
    port = page.view.viewport()
    QTest.mouseMove(port, start)
    QTest.mousePress(port, LEFT, pos=start)
    for part in (0.3, 0.7, 1.0):
        QTest.mouseMove(port, start + (end - start) * part)
    QTest.mouseRelease(port, LEFT, pos=end)


def drop(page: ChartPage, data: QMimeData, at: QPoint) -> None:
    """Drag what a list packed over the paper and let it fall."""
    port, copy = page.view.viewport(), Qt.DropAction.CopyAction
    for event in (
        QDragEnterEvent(QPoint(2, 2), copy, data, LEFT, NO),
        QDragMoveEvent(at, copy, data, LEFT, NO),
        QDropEvent(QPointF(at), copy, data, LEFT, NO),
    ):
        QApplication.sendEvent(port, event)
        assert event.isAccepted()


def on_screen(page: ChartPage, x: float, y: float) -> QPoint:
    px, py = page.view.view.to_device(np.array([x, y])) / page.view.view.ratio
    return QPoint(round(px), round(py))


def handle(page: ChartPage, kind: str, part: str = "") -> Handle:
    marks = page.view.marks
    return next(one for one in marks.handles if one.kind == kind and part in ("", one.part))


def undone(window: MainWindow, page: ChartPage, settle: Settle, what: Back) -> object:
    """Take the last step back, and give what the chart holds then."""
    trigger(window, "undo", settle)
    return what(stored(window, page))


def look_of_link(content: ChartContent, link: int) -> charts.LinkLook:
    row = content.link_ids.tolist().index(link)
    return content.link_looks[row] if content.link_looks else charts.LinkLook()


@pytest.mark.feature("C34")
def test_what_is_dragged_from_palette_explorer_table_and_search_stands_where_it_falls(
    demo: MainWindow, chart: ChartPage, settle: Settle
) -> None:
    with demo.session.store.edit("Clear", chart.scope) as edit:
        charts.take_off(edit, chart.chart_id, chart.content.entity_ids.tolist())
    settle()
    at = QPoint(chart.view.width() // 2, chart.view.height() // 2)
    wanted = chart.view.chart_point(QPointF(at))

    def fell(data: QMimeData) -> list[int]:
        drop(chart, data, at)
        settle()
        content = stored(demo, chart)
        middle = content.positions.mean(axis=0)
        assert middle == pytest.approx(wanted, abs=220)
        ids: list[int] = content.entity_ids.tolist()
        trigger(demo, "undo", settle)
        assert not len(stored(demo, chart).entity_ids)
        return ids

    trigger(demo, "show_palette", settle)
    palette = demo.chart_panels.palette.list
    entities = next(top for top in top_items(palette) if top.text(0) == "Entities")
    palette.setCurrentItem(entities.child(0))
    assert palette.mimeTypes() == [TYPE]
    assert len(fell(palette.mimeData(palette.selectedItems()))) == 1

    rows = (row for top in top_items(demo.explorer) for row in items_below(top))
    line = next(row for row in rows if row.text(0) == "Companies")
    count = int(line.text(1))
    assert len(fell(demo.explorer.mimeData([line]))) == count

    demo.opener.show_table(TableName("entity", "company"))
    settle()
    table = demo.pages.front
    assert isinstance(table, TablePage)
    table.view.selectRow(0)
    packed = table.model.mimeData(table.view.selectionModel().selectedIndexes())
    first = table.model.id_at(0)
    demo.pages.bring(chart)
    assert fell(packed) == [first]
    assert packed.text()

    demo.search.setText("khamsing")
    demo.search.returnPressed.emit()
    settle()
    found = demo.pages.front
    assert isinstance(found, SearchPage)
    index = found.model.index(0, 0)
    packed = found.model.mimeData([index])
    demo.pages.bring(chart)
    assert fell(packed) == entities_from_mime(packed)


def test_entities_of_another_window_of_the_program_are_not_taken_for_those_of_this_one() -> None:
    data = QMimeData()
    data.setData(ENTITIES, b'{"from": -1, "ids": [1, 2]}')
    assert entities_from_mime(data) == []


@pytest.mark.feature("C25")
def test_a_container_takes_what_is_dropped_in_it_along_until_it_is_dragged_out(
    demo: MainWindow, chart: ChartPage, entity: Entity, settle: Settle
) -> None:
    view, person = chart.view, entity("P01")
    view.zoom(0.6)
    view.arm("shape:container")
    at = QPoint(220, view.height() - 140)
    QTest.mouseClick(view.viewport(), LEFT, NO, at)
    view.arm("")
    settle()
    (shape,) = stored(demo, chart).shapes
    assert shape.look.is_container
    view.set_aligning(False)
    drag(chart, spot(chart, person), at)
    settle()
    held = Membership("shape", shape.id, "entity", person)
    assert stored(demo, chart).members == (held,)
    before = stored(demo, chart)
    row = before.entity_ids.tolist().index(person)
    drag(chart, at + QPoint(60, 40), at + QPoint(160, 0))
    settle()
    after = stored(demo, chart)
    moved = np.array((after.shapes[0].x - shape.x, after.shapes[0].y - shape.y))
    assert moved[0] > 60
    assert after.positions[row] - before.positions[row] == pytest.approx(moved)
    drag(chart, spot(chart, person), QPoint(view.width() - 40, 60))
    settle()
    assert stored(demo, chart).members == ()
    assert undone(demo, chart, settle, lambda content: content.members) == (held,)
    view.choose([person])
    trigger(demo, "ungroup_items", settle)
    assert stored(demo, chart).members == ()
    assert undone(demo, chart, settle, lambda content: content.members) == (held,)
    back = undone(demo, chart, settle, lambda content: content.positions[row].tolist())
    assert back == before.positions[row].tolist()
    assert undone(demo, chart, settle, lambda content: content.members) == ()


@pytest.mark.feature("C25")
def test_a_box_round_what_it_holds_grows_by_a_short_drag_and_stays_behind_by_a_long_one(
    demo: MainWindow, chart: ChartPage, entity: Entity, settle: Settle
) -> None:
    view = chart.view
    view.set_aligning(False)
    one, other, box = entity("P01"), entity("P02"), entity("P04")
    with demo.session.store.edit("Draw", chart.scope) as edit:
        ids = [EntityId(one), EntityId(other), EntityId(box)]
        charts.move(edit, chart.chart_id, ids, np.array([[0, 900], [200, 900], [100, 900.0]]))
        look = charts.Look(representation="box", is_container=True)
        charts.set_looks(edit, chart.chart_id, {box: look})
        held = [("entity", one), ("entity", other)]
        charts.hold(edit, chart.chart_id, "entity", box, held)
    settle()
    view.fit()
    scale = view.view.scale / view.view.ratio

    def right() -> float:
        row = view.display.entity_ids.tolist().index(box)
        return float(view.display.positions[row, 0] + view.display.halves[row, 0])

    def moved(by: float) -> list[int]:
        drag(chart, spot(chart, other), spot(chart, other) + QPoint(round(by * scale), 0))
        settle()
        return [one.member_id for one in stored(demo, chart).members]

    edge = right()
    assert moved((edge - 200) * 0.6) == [one, other]
    assert right() > edge
    edge, before = right(), stored(demo, chart).positions
    assert moved(edge - 200 + 150) == [one]
    assert right() < 200
    drag(chart, spot(chart, one), spot(chart, one) + QPoint(0, -round(400 * scale)))
    settle()
    after = stored(demo, chart)
    assert after.members == ()
    row = after.entity_ids.tolist().index(box)
    assert abs(after.positions[row] - (0, 900)).max() < 60, "it stands where it stood"
    assert len(before) == len(after.positions)


def test_links_are_bent_rerouted_spaced_and_their_words_moved_each_taken_back(
    demo: MainWindow, chart: ChartPage, settle: Settle
) -> None:
    view, content = chart.view, stored(demo, chart)
    view.set_aligning(False)
    display = view.display
    assert display is not None
    alone = np.flatnonzero(np.diff(display.member_starts) == 1)
    lengths = np.hypot(*(display.line_points[alone, 2:4] - display.line_points[alone, 0:2]).T)
    line = int(alone[lengths.argmax()])
    link = int(display.link_ids[display.members[display.member_starts[line]]])
    view.choose([], [link])
    start, end = display.line_points[line, 0:2], display.line_points[line, 2:4]
    press = on_screen(chart, *(start + (end - start) * 0.2).tolist())
    drag(chart, press, press + QPoint(30, 50))
    settle()
    assert len(look_of_link(stored(demo, chart), link).corners) == 1
    assert undone(demo, chart, settle, lambda now: look_of_link(now, link).corners) == ()

    view.choose([], [link])
    display = view.display
    assert display is not None
    middle = on_screen(chart, *display.label_centres[line].tolist())
    drag(chart, middle, middle + QPoint(30, -60))
    settle()
    assert look_of_link(stored(demo, chart), link).label_dy
    assert undone(demo, chart, settle, lambda now: look_of_link(now, link).label_dy) == 0

    view.choose([], [link])
    ends = content.ends[content.link_ids.tolist().index(link)]
    kind = content.types[ends[1]]
    others = [i for i, one in enumerate(content.types) if one == kind and i not in ends]
    grip = handle(chart, "end", "to" if _is_forward(chart, line, content, link) else "from")
    other = int(content.entity_ids[others[0]])
    drag(chart, on_screen(chart, grip.x, grip.y), spot(chart, other))
    settle()

    def far_end(now: ChartContent) -> int:
        return int(now.entity_ids[now.ends[now.link_ids.tolist().index(link), 1]])

    assert far_end(stored(demo, chart)) == other
    assert undone(demo, chart, settle, far_end) == int(content.entity_ids[ends[1]])


def _is_forward(page: ChartPage, line: int, content: ChartContent, link: int) -> bool:
    display = page.view.display
    assert display is not None
    start = content.entity_ids[content.ends[content.link_ids.tolist().index(link), 0]]
    return bool(display.entity_ids[display.ends[line, 0]] == start)


@pytest.mark.feature("C08", "C10")
def test_parallel_links_are_drawn_apart_for_the_pair_and_for_the_chart(
    demo: MainWindow, chart: ChartPage, settle: Settle
) -> None:
    trigger(demo, "fan_links", settle)
    display = chart.view.display
    assert display is not None
    line = int(np.abs(display.bends).argmax())
    links = display.link_ids[
        display.members[(np.sort(display.ends) == np.sort(display.ends[line])).all(axis=1)]
    ].tolist()
    chart.view.spacing_changed.emit(links, 60.0, False)
    settle()
    content = stored(demo, chart)
    assert {look_of_link(content, link).spacing for link in links} == {60.0}
    assert chart.view.display is not None
    assert np.abs(chart.view.display.bends).max() >= 30
    chart.view.spacing_changed.emit(links, 20.0, True)
    settle()
    content = stored(demo, chart)
    assert content.options.link_spacing == 20.0
    assert {look_of_link(content, link).spacing for link in links} == {None}
    trigger(demo, "undo", settle)
    assert stored(demo, chart).options.link_spacing is None
    chart.view.alone_touched.emit()
    assert "Only one line joins these two" in demo.status.currentMessage()


def test_keys_walk_nudge_and_zoom_and_a_nudge_is_taken_back(
    demo: MainWindow, chart: ChartPage, entity: Entity, qtbot: QtBot, settle: Settle
) -> None:
    view, person = chart.view, entity("P01")
    QTest.mouseClick(view.viewport(), LEFT, NO, spot(chart, person))
    row = stored(demo, chart).entity_ids.tolist().index(person)
    before = stored(demo, chart).positions[row].tolist()
    qtbot.keyClick(view, Qt.Key.Key_Right)
    settle()
    now = stored(demo, chart).positions[row].tolist()
    assert now == pytest.approx([before[0] + 8, before[1]])
    places = undone(demo, chart, settle, lambda content: content.positions[row].tolist())
    assert places == before
    walked = {person}
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Left, Qt.Key.Key_Up, Qt.Key.Key_Down):
        qtbot.keyClick(view, key, Qt.KeyboardModifier.AltModifier)
        walked.update(view.selected_entities())
    assert len(walked) > 1
    zoom = view.view.zoom
    qtbot.keyPress(view, Qt.Key.Key_Z)
    drag(chart, QPoint(100, 100), QPoint(300, 240))
    qtbot.keyRelease(view, Qt.Key.Key_Z)
    assert view.view.zoom > zoom * 2
    qtbot.keyClick(view, Qt.Key.Key_Home)
    assert view.view.zoom == pytest.approx(zoom, rel=0.2)
