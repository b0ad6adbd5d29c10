"""What the hand does on the chart is written: links drawn, items placed, named, bent, dropped."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMessageBox
from pytestqt.qtbot import QtBot

from iwtlink.gui.charting.expand_dialog import ExpandDialog
from iwtlink.gui.charting.link_choice import LinkChoice
from iwtlink.gui.drag import entities_to_mime
from iwtlink.gui.pages.chart import ChartPage
from iwtlink.gui.reading.columns import TableName
from iwtlink.gui.window import MainWindow
from iwtlink.store import charts, links
from iwtlink.store.entities import get_entity
from iwtlink.store.ids import Item
from tests.gui.charting.conftest import Entity, spot, stored, trigger
from tests.gui.conftest import Settle

LEFT = Qt.MouseButton.LeftButton


def drag(page: ChartPage, start: QPoint, end: QPoint) -> None:
    """Drag with the left button, in steps as a hand does."""
    port = page.view.viewport()
    QTest.mouseMove(port, start)
    QTest.mousePress(port, LEFT, pos=start)
    for part in (0.3, 0.7, 1.0):
        QTest.mouseMove(port, start + (end - start) * part)
    QTest.mouseRelease(port, LEFT, pos=end)


def test_a_link_is_drawn_and_the_verb_used_last_comes_first(
    demo: MainWindow, chart: ChartPage, entity: Entity, qtbot: QtBot, settle: Settle
) -> None:
    one, other = entity("P02"), entity("P09")
    qtbot.keyClick(chart.view, Qt.Key.Key_U, Qt.KeyboardModifier.ControlModifier)
    assert demo.actions_by_name["link_mode"].isChecked()
    before = set(stored(demo, chart).link_ids.tolist())
    drag(chart, spot(chart, one), spot(chart, other))
    menu = chart.findChild(LinkChoice)
    third = [action for action in menu.actions() if action.objectName().startswith("verb_")][2]
    words = third.text()[4:]
    qtbot.keyClick(menu, Qt.Key.Key_3)
    settle()
    (made,) = set(stored(demo, chart).link_ids.tolist()) - before
    with demo.session.store.read() as db:
        row = links.get_link(db, made)
    assert row is not None
    assert {row.from_id, row.to_id} == {one, other}
    assert chart.view.selected_links() == [made]
    assert demo.session.store.undo_label(chart.scope) == f"Draw a link: {words}"
    qtbot.keyClick(chart.view, Qt.Key.Key_Escape)
    assert not demo.actions_by_name["link_mode"].isChecked()
    chart.view.choose([one, other])
    trigger(demo, "link_selected", settle)
    again = chart.findChildren(LinkChoice)[-1]
    assert again.activeAction().text()[4:] == words
    again.close()


def test_an_armed_type_is_placed_by_a_click_and_named_by_typing(
    demo: MainWindow, chart: ChartPage, qtbot: QtBot, settle: Settle
) -> None:
    before = set(stored(demo, chart).entity_ids.tolist())
    chart.view.arm("person")
    at = QPoint(30, 30)
    qtbot.mouseMove(chart.view.viewport(), at)
    qtbot.mouseClick(chart.view.viewport(), LEFT, pos=at)
    qtbot.keyClicks(chart.view, "N")
    line = chart.view.naming.edit
    qtbot.keyClicks(line, "oy the Driver")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    settle()
    (made,) = set(stored(demo, chart).entity_ids.tolist()) - before
    with demo.session.store.read() as db:
        row = get_entity(db, made)
    assert row is not None
    assert (row.type, row.label) == ("person", "Noy the Driver")
    demo.session.undo(chart.scope)
    demo.session.undo(chart.scope)
    settle()
    assert set(stored(demo, chart).entity_ids.tolist()) == before


def test_the_first_item_of_an_empty_chart_stays_where_it_was_put(
    demo: MainWindow, chart: ChartPage, qtbot: QtBot, settle: Settle
) -> None:
    with demo.session.store.edit("Clear", chart.scope) as edit:
        charts.take_off(edit, chart.chart_id, chart.content.entity_ids.tolist())
    settle()
    demo.pages.close_page(chart)
    settle()
    demo.show_item(Item("chart", chart.chart_id))
    settle()
    page = demo.pages.front
    assert isinstance(page, ChartPage)
    page.view.arm("person")
    at = QPoint(90, 80)
    qtbot.mouseMove(page.view.viewport(), at)
    qtbot.mouseClick(page.view.viewport(), LEFT, pos=at)
    settle()
    (made,) = stored(demo, page).entity_ids.tolist()
    assert (spot(page, made) - at).manhattanLength() <= 1


def test_esc_takes_the_words_about_placing_from_the_status_bar(
    demo: MainWindow, chart: ChartPage, qtbot: QtBot, settle: Settle
) -> None:
    chart.view.arm("person")
    chart.say("Click where it is to stand; Esc ends it.")
    chart.view.setFocus()
    qtbot.keyClick(chart.view, Qt.Key.Key_Escape)
    assert demo.status.currentMessage() == ""


def test_f2_renames_the_entity_wherever_it_is_shown(
    demo: MainWindow, chart: ChartPage, entity: Entity, qtbot: QtBot, settle: Settle
) -> None:
    number = entity("P02")
    qtbot.mouseClick(chart.view.viewport(), LEFT, pos=spot(chart, number))
    qtbot.keyClick(chart.view, Qt.Key.Key_F2)
    line = chart.view.naming.edit
    line.selectAll()
    qtbot.keyClicks(line, "Bouakham the Elder")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    settle()
    with demo.session.store.read() as db:
        row = get_entity(db, number)
    assert row is not None
    assert row.label == "Bouakham the Elder"
    assert "Bouakham the Elder" in chart.content.labels


def test_a_link_is_renamed_on_this_chart_alone(
    demo: MainWindow, chart: ChartPage, settle: Settle
) -> None:
    link = int(chart.content.link_ids[0])
    chart.view.renamed.emit("link", link, "paid in gold")
    settle()
    content = stored(demo, chart)
    assert content.link_looks[content.link_ids.tolist().index(link)].label == "paid in gold"


def test_bends_labels_and_ends_moved_by_hand_are_kept(
    demo: MainWindow, chart: ChartPage, entity: Entity, settle: Settle
) -> None:
    content = stored(demo, chart)
    link = int(content.link_ids[0])
    chart.view.corners_changed.emit(link, ((10.0, 20.0), (30.0, 40.0)))
    chart.view.label_moved.emit("link", link, (0.25, 3.0, 4.0))
    chart.view.label_moved.emit("entity", entity("P01"), (5.0, 6.0))
    settle()
    content = stored(demo, chart)
    look = content.link_looks[content.link_ids.tolist().index(link)]
    assert look.corners == ((10.0, 20.0), (30.0, 40.0))
    assert (look.label_at, look.label_dx, look.label_dy) == (0.25, 3.0, 4.0)
    own = content.looks[content.entity_ids.tolist().index(entity("P01"))]
    assert (own.label_dx, own.label_dy) == (5.0, 6.0)
    chart.view.choose([], [link])
    trigger(demo, "straighten_links", settle)
    content = stored(demo, chart)
    looks = content.link_looks
    assert not looks or looks[content.link_ids.tolist().index(link)].corners == ()


def test_legend_and_title_block_stay_where_they_were_put(
    demo: MainWindow, chart: ChartPage, settle: Settle
) -> None:
    chart.writing.change_options("Legend", legend={"title": "Signs"})
    settle()
    chart.view.part_moved.emit("legend", (40.0, -60.0))
    chart.view.part_moved.emit("title_block", (10.0, 500.0))
    settle()
    options = stored(demo, chart).options
    assert dict(options.legend) == {"title": "Signs", "place": (40.0, -60.0)}
    assert tuple(options.title_block["place"]) == (10.0, 500.0)
    assert chart.view.display is not None and chart.view.display.legend is not None
    assert chart.view.display.legend.box[0:2] == (40.0, -60.0)


def test_the_end_of_a_link_is_dragged_to_another_entity_or_refused_with_a_sentence(
    demo: MainWindow, chart: ChartPage, entity: Entity, settle: Settle
) -> None:
    content = stored(demo, chart)
    people = content.entity_ids[[kind == "person" for kind in content.types]].tolist()
    row = next(
        k
        for k, (start, end) in enumerate(content.ends.tolist())
        if content.types[start] == content.types[end] == "person"
    )
    link, start = int(content.link_ids[row]), int(content.entity_ids[content.ends[row, 0]])
    other = next(int(i) for i in people if i not in content.entity_ids[content.ends[row]])
    chart.view.link_end_moved.emit(link, "to", other)
    settle()
    with demo.session.store.read() as db:
        moved = links.get_link(db, link)
    assert moved is not None
    assert (moved.from_id, moved.to_id) == (start, other)
    chart.view.link_end_moved.emit(link, "to", start)
    settle()
    box = demo.findChild(QMessageBox, "error_dialog")
    assert "two different ends" in box.text()
    box.close()


def test_entities_dragged_from_a_list_stand_where_they_are_dropped(
    demo: MainWindow, chart: ChartPage, entity: Entity, settle: Settle
) -> None:
    number = entity("Z01")
    port = chart.view.viewport()
    where = QPointF(port.width() - 20, port.height() - 20)
    wanted = chart.view.chart_point(where)
    data = entities_to_mime([number])
    copy, none = Qt.DropAction.CopyAction, Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(port, QDragEnterEvent(where.toPoint(), copy, data, LEFT, none))
    QApplication.sendEvent(port, QDropEvent(where, copy, data, LEFT, none))
    settle()
    content = stored(demo, chart)
    row = content.entity_ids.tolist().index(number)
    assert content.positions[row] == pytest.approx(wanted, abs=60)


def test_a_chart_that_is_not_in_front_asks_for_its_own_neighbours(
    demo: MainWindow, chart: ChartPage, entity: Entity, settle: Settle
) -> None:
    demo.opener.show_table(TableName("entity", "person"))
    settle()
    assert demo.opener.chart_in_front is None
    chart.view.expand_requested.emit(entity("P01"))
    settle()
    dialog = demo.findChild(ExpandDialog)
    assert dialog is not None
    dialog.reject()
    settle()


def test_a_shape_is_resized_and_taken_off_with_what_is_selected(
    demo: MainWindow, chart: ChartPage, entity: Entity, settle: Settle
) -> None:
    from iwtlink.store.charts import add_shape

    made: list[int] = []
    chart.writing.write(
        "Box",
        lambda edit: add_shape(edit, chart.chart_id, "box", 0, 0, 100, 50, "Ring"),
        made.append,
    )
    settle()
    chart.view.shape_changed.emit("shape", made[0], (10.0, 10.0, 210.0, 110.0))
    settle()
    (shape,) = stored(demo, chart).shapes
    assert (shape.x, shape.y, shape.width, shape.height) == (110.0, 60.0, 200.0, 100.0)
    chart.view.removal_requested.emit([entity("P02")], [], [shape.id])
    settle()
    content = stored(demo, chart)
    assert not content.shapes
    assert entity("P02") not in content.entity_ids


@pytest.mark.feature("C42")
def test_hundreds_of_steps_are_taken_back_one_by_one_and_done_again(
    demo: MainWindow, chart: ChartPage, entity: Entity, settle: Settle
) -> None:
    number = entity("P01")
    before = stored(demo, chart)
    row = before.entity_ids.tolist().index(number)

    def after(times: int, step: Callable[[str], object]) -> list[float]:
        for _ in range(times):
            step(chart.scope)
        settle()
        place: list[float] = stored(demo, chart).positions[row].tolist()
        return place

    for step in range(120):
        chart.writing.put(f"Step {step}", [number], [[float(step), 7.0]])
    assert after(1, demo.session.undo) == [118.0, 7.0]
    assert demo.session.store.undo_label(chart.scope) == "Step 118"
    assert after(58, demo.session.undo) == [60.0, 7.0]
    assert after(61, demo.session.undo) == before.positions[row].tolist()
    assert stored(demo, chart).positions.tolist() == before.positions.tolist()
    assert demo.session.store.undo_label(chart.scope) == ""
    assert after(30, demo.session.redo) == [29.0, 7.0]
    assert demo.session.store.redo_label(chart.scope) == "Step 30"
