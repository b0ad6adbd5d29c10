"""The palette, the format painter, usual looks: by real clicks and keys."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QToolButton
from pytestqt.qtbot import QtBot

from iwtlink.gui.charting.appearance.usual_dialog import UsualLooksDialog
from iwtlink.gui.charting.palette.panel import PalettePanel
from iwtlink.gui.drag import type_from_mime, type_to_mime
from iwtlink.gui.pages.chart import ChartPage
from iwtlink.gui.pages.chart_menus import item_menu
from iwtlink.gui.window import MainWindow
from iwtlink.store import Store, charts
from iwtlink.store.charts import LinkLook, Look
from iwtlink.store.entities import add_entity, count_by_type
from iwtlink.store.ids import Item
from tests.gui.charting_looks.conftest import Entity, click, look_of, pick, spot, stored, trigger
from tests.gui.conftest import Settle

EMPTY = QPoint(20, 20)


@pytest.fixture
def palette(demo: MainWindow, chart: ChartPage, settle: Settle) -> PalettePanel:
    trigger(demo, "show_palette", settle)
    return demo.chart_panels.palette


def test_the_palette_comes_by_one_click_above_the_chart(
    demo: MainWindow, chart: ChartPage, qtbot: QtBot, settle: Settle
) -> None:
    button = chart.findChild(QToolButton, "bar_show_palette")
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    settle()
    assert demo.chart_panels.palette_dock.isVisible() and button.isChecked()
    assert demo.focusWidget() is demo.chart_panels.palette.line


@pytest.mark.feature("C34")
def test_a_type_found_by_typing_stays_armed_until_esc(
    demo: MainWindow, chart: ChartPage, palette: PalettePanel, qtbot: QtBot, settle: Settle
) -> None:
    assert demo.focusWidget() is palette.line
    qtbot.keyClicks(palette.line, "wareh")
    qtbot.keyClick(palette.line, Qt.Key.Key_Return)
    assert chart.view.ground.armed == "warehouse"
    before = len(stored(demo, chart).entity_ids)
    for x in (20, 200):
        click(chart, QPoint(x, 20))
        settle()
    content = stored(demo, chart)
    assert len(content.entity_ids) == before + 2
    assert content.types[-2:] == ["warehouse", "warehouse"]
    assert demo.status.doing.text() == "Warehouse: click where it is to stand; Esc ends it."
    assert [row.text(0) for row in palette.list.selectedItems()] == ["Warehouse"]
    qtbot.keyClick(chart.view, Qt.Key.Key_Escape)
    settle()
    assert not chart.view.ground.armed
    assert demo.status.doing.isHidden() and not palette.list.selectedItems()
    assert palette.recent == ["warehouse"]
    palette.line.clear()
    first = palette.list.topLevelItem(0)
    assert first is not None and first.child(0).text(0) == "Warehouse"


@pytest.mark.feature("C34")
def test_at_first_the_palette_offers_what_the_unit_uses_most(
    demo: MainWindow, chart: ChartPage, palette: PalettePanel, settle: Settle
) -> None:
    chart.writing.take_off(stored(demo, chart).entity_ids.tolist(), [])
    settle()
    palette.refresh()
    head = palette.list.topLevelItem(0)
    assert head is not None and head.text(0) == "Used most"
    with demo.session.store.read() as db:
        counts = count_by_type(db)
    offered = [head.child(row).text(0) for row in range(head.childCount())]
    assert len(offered) == 8
    label = demo.session.store.ontology.entity_types[max(counts, key=counts.__getitem__)].label
    assert offered[0] == label


def test_the_palette_offers_nothing_of_a_database_that_was_closed(
    demo: MainWindow, chart: ChartPage, palette: PalettePanel, tmp_path: Path, settle: Settle
) -> None:
    demo.show_item(Item("chart", 1))
    settle()
    first = demo.pages.front
    assert isinstance(first, ChartPage)
    first.writing.take_off(stored(demo, first).entity_ids.tolist(), [])
    settle()
    other = Store.create(tmp_path / "other.iwt", code="VT2")
    other.sign_in("A. Nalyst", "AN")
    with other.edit("Begin") as edit:
        add_entity(edit, "company", "Only one")
        made = charts.add_chart(edit, "Empty")
    demo.session.take(other)
    settle()
    demo.show_item(Item("chart", made))
    settle()
    head = palette.list.topLevelItem(0)
    assert head is not None
    assert [head.child(row).text(0) for row in range(head.childCount())] == ["Company"]


@pytest.mark.feature("C34")
def test_a_type_is_dragged_to_its_place(
    demo: MainWindow, chart: ChartPage, palette: PalettePanel, settle: Settle
) -> None:
    before = len(stored(demo, chart).entity_ids)
    data = type_to_mime("vehicle")
    assert type_from_mime(data) == "vehicle" and type_from_mime(QMimeData()) == ""
    drop = QDropEvent(
        QPointF(EMPTY),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
        QEvent.Type.Drop,
    )
    chart.view.dropEvent(drop)
    settle()
    content = stored(demo, chart)
    assert len(content.entity_ids) == before + 1 and content.types[-1] == "vehicle"
    assert content.positions[-1].tolist() == pytest.approx(chart.view.chart_point(QPointF(EMPTY)))


@pytest.mark.feature("C34")
def test_a_link_type_is_drawn_by_a_drag_without_asking(
    demo: MainWindow, chart: ChartPage, palette: PalettePanel, entity: Entity, settle: Settle
) -> None:
    before = stored(demo, chart).link_types.count("associate_of")
    palette.arm("link:associate_of")
    start, end = spot(chart, entity("P01")), spot(chart, entity("P02"))
    paper = chart.view.viewport()
    QTest.mousePress(paper, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, start)
    for share in (0.3, 0.6, 1.0):
        QTest.mouseMove(paper, start + (end - start) * share)
    QTest.mouseRelease(paper, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, end)
    settle()
    assert stored(demo, chart).link_types.count("associate_of") == before + 1
    chart.view.use_tool("select")
    assert chart.hand.armed_link == ""


def test_a_free_item_is_selected_where_it_was_placed_and_f2_words_it(
    demo: MainWindow, chart: ChartPage, palette: PalettePanel, qtbot: QtBot, settle: Settle
) -> None:
    display = chart.view.display
    assert display is not None
    chart.view.choose([], display.link_ids[:1].tolist())
    palette.arm("shape:box")
    click(chart, EMPTY)
    settle()
    (made,) = stored(demo, chart).shapes
    assert chart.view.selected_shapes() == [made.id]
    assert not chart.selection() and not chart.view.selected_links()
    qtbot.keyClick(chart.view, Qt.Key.Key_Escape)
    qtbot.keyClick(chart.view, Qt.Key.Key_F2)
    qtbot.keyClicks(chart.view.naming.note, "Seen here")
    qtbot.keyClick(chart.view.naming.note, Qt.Key.Key_Return)
    settle()
    assert [shape.text for shape in stored(demo, chart).shapes] == ["Seen here"]


@pytest.mark.feature("C04")
def test_free_words_and_boxes_are_no_entities_and_can_be_undone(
    demo: MainWindow, chart: ChartPage, palette: PalettePanel, settle: Settle
) -> None:
    entities = len(stored(demo, chart).entity_ids)
    for kind, x in (("text", 20), ("box", 120)):
        palette.arm(f"shape:{kind}")
        click(chart, QPoint(x, 20))
        settle()
    content = stored(demo, chart)
    assert sorted(shape.kind for shape in content.shapes) == ["box", "text"]
    assert len(content.entity_ids) == entities
    chart.view.arm("")
    trigger(demo, "undo", settle)
    assert [shape.kind for shape in stored(demo, chart).shapes] == ["text"]


def test_a_type_called_as_a_free_item_is_places_an_entity_alone(
    demo: MainWindow, chart: ChartPage, palette: PalettePanel, settle: Settle
) -> None:
    entities = len(stored(demo, chart).entity_ids)
    palette.arm("container")  # of freight
    click(chart, EMPTY)
    settle()
    content = stored(demo, chart)
    assert content.types[-1] == "container" and len(content.entity_ids) == entities + 1
    assert content.shapes == ()
    palette.arm("shape:container")
    click(chart, QPoint(EMPTY.x(), chart.view.viewport().height() - 20))
    settle()
    content = stored(demo, chart)
    assert [shape.look.is_container for shape in content.shapes] == [True]
    assert len(content.entity_ids) == entities + 1


def test_the_look_of_one_is_handed_to_those_clicked_until_esc(
    demo: MainWindow, chart: ChartPage, entity: Entity, qtbot: QtBot, settle: Settle
) -> None:
    one, other, third = entity("P01"), entity("P02"), entity("P04")
    trigger(demo, "show_style", settle)
    chart.view.choose([one])
    settle()
    demo.chart_panels.style.entities.changed.emit("frame", "#ff6600")
    demo.chart_panels.style.entities.changed.emit("label", "Only his")
    settle()
    trigger(demo, "format_painter", settle)
    assert demo.actions_by_name["format_painter"].isChecked()
    click(chart, spot(chart, other))
    settle()
    assert look_of(chart, other) == Look(frame="#ff6600")
    chart.view.choose([])
    settle()
    trigger(demo, "format_painter", settle)  # ends it, with nothing selected too
    assert not demo.actions_by_name["format_painter"].isChecked()
    chart.view.choose([other])
    trigger(demo, "format_painter", settle)
    demo.show_item(Item("chart", 1))
    settle()
    assert demo.pages.front is not chart and not demo.actions_by_name["format_painter"].isChecked()
    demo.show_item(Item("chart", chart.chart_id))
    settle()
    assert demo.actions_by_name["format_painter"].isChecked()
    qtbot.keyClick(chart.view, Qt.Key.Key_Escape)
    settle()
    assert not demo.actions_by_name["format_painter"].isChecked()
    click(chart, spot(chart, third))
    settle()
    assert look_of(chart, third) == Look()
    trigger(demo, "undo", settle)
    assert look_of(chart, other) == Look()


def test_the_look_of_a_free_item_is_handed_to_free_items_and_the_pointer_says_so(
    demo: MainWindow, chart: ChartPage, entity: Entity, qtbot: QtBot, settle: Settle
) -> None:
    with demo.session.store.edit("Draw", chart.scope) as edit:
        left, top = chart.view.view.to_chart(0, 0)
        looks = (Look(colour="#ff6600", fill="#ffffcc", is_bold=True), Look(is_container=True))
        first, other = (
            charts.add_shape(
                edit, chart.chart_id, "box", left + 80 + 160 * n, top + 60, 90, 60, "Own", look
            )
            for n, look in enumerate(looks)
        )
    settle()
    chart.view.choose([], (), [first])
    settle()
    trigger(demo, "format_painter", settle)
    paper = chart.view.viewport()
    assert demo.actions_by_name["format_painter"].isChecked()
    assert demo.status.doing.text() == "Click what is to look the same; Esc ends it."
    ratio = chart.view.view.ratio
    x, y = (chart.view.view.to_device(np.array((left + 240, top + 31))) / ratio).tolist()
    for place in (spot(chart, entity("P01")), EMPTY, QPoint(round(x), round(y))):
        QTest.mouseMove(paper, place)
        assert paper.cursor().shape() is Qt.CursorShape.BitmapCursor
    click(chart, QPoint(round(x), round(y)))
    settle()
    drawn = {shape.id: shape for shape in stored(demo, chart).shapes}
    wanted = Look(colour="#ff6600", fill="#ffffcc", is_bold=True, is_container=True)
    assert drawn[other].look == wanted and drawn[other].text == "Own"
    click(chart, spot(chart, entity("P01")))
    settle()
    assert look_of(chart, entity("P01")) == Look()
    qtbot.keyClick(chart.view, Qt.Key.Key_Escape)
    QTest.mouseMove(paper, EMPTY)
    assert paper.cursor().shape() is Qt.CursorShape.ArrowCursor


@pytest.mark.feature("C05", "C41")
def test_what_is_placed_later_takes_the_usual_look_of_its_type(
    demo: MainWindow, chart: ChartPage, palette: PalettePanel, entity: Entity, settle: Settle
) -> None:
    trigger(demo, "show_style", settle)
    chart.view.choose([entity("P01")])
    settle()
    demo.chart_panels.style.entities.changed.emit("representation", "circle")
    demo.chart_panels.style.entities.changed.emit("shading", "#339966")
    settle()
    trigger(demo, "default_look", settle)
    palette.arm("person")
    click(chart, EMPTY)
    settle()
    chart.view.put_down()
    assert chart.content is not None
    made = int(chart.content.entity_ids[-1])
    assert look_of(chart, made) == Look(representation="circle", shading="#339966")
    assert look_of(chart, entity("P02")) == Look()


@pytest.mark.feature("C06", "C41")
def test_links_of_a_type_are_drawn_by_its_usual_look_until_it_is_taken_away(
    demo: MainWindow, chart: ChartPage, settle: Settle
) -> None:
    content = stored(demo, chart)
    name = max(set(content.link_types), key=content.link_types.count)
    of_type = [
        i for i, n in zip(content.link_ids.tolist(), content.link_types, strict=True) if n == name
    ]
    with demo.session.store.edit("Look", chart.scope) as edit:
        charts.set_link_looks(
            edit, chart.chart_id, {of_type[0]: LinkLook(colour="#aa00aa", width=4)}
        )
    settle()
    chart.view.choose([], of_type[:1])
    trigger(demo, "default_look", settle)
    assert chart.options.link_type_looks == {name: {"colour": "#aa00aa", "width": 4.0}}
    chart.view.choose([], of_type[-1:])
    display = chart.view.display
    assert display is not None
    line = int(chart.view.marks.lines[0])
    assert (display.line_colours[line], display.widths[line]) == (0xFFAA00AA, 4.0)
    trigger(demo, "forget_look", settle)
    assert chart.options.link_type_looks == {}
    trigger(demo, "undo", settle)
    assert name in chart.options.link_type_looks


@pytest.mark.feature("C41")
def test_usual_looks_are_set_without_a_selected_item(
    demo: MainWindow, chart: ChartPage, palette: PalettePanel, qtbot: QtBot, settle: Settle
) -> None:
    paper = item_menu(demo, demo.actions_by_name, demo.menus, "")
    looks = next(one.menu() for one in paper.actions() if one.menu() is demo.menus["looks"])
    assert "usual_looks" in {one.objectName() for one in looks.actions()}
    chart.view.choose([], [])
    trigger(demo, "usual_looks", settle)
    dialog = demo.findChild(UsualLooksDialog)
    pick(dialog.forms["form_looks"].fields["frame"], "Red")
    pick(dialog.forms["form_looks"].fields["enlargement"], "2 ×")
    dialog.choose("type_looks", "person")
    pick(dialog.forms["type_looks"].fields["frame"], "Gold")
    dialog.choose("link_type_looks", "pays")
    pick(dialog.forms["link_type_looks"].fields["colour"], "Blue")
    dialog.accept()
    settle()
    options = chart.options
    assert options.form_looks == {"icon": {"frame": "#ff0000", "enlargement": 2.0}}
    assert options.type_looks.keys() == {"person"} and options.link_type_looks.keys() == {"pays"}
    for name in ("person", "company"):
        palette.arm(name)
        click(chart, EMPTY)
        settle()
        chart.view.put_down()
    assert chart.content is not None
    person, company = (int(i) for i in chart.content.entity_ids[-2:])
    assert look_of(chart, company) == Look(frame="#ff0000", enlargement=2.0)
    gold = options.type_looks["person"]["frame"]
    assert look_of(chart, person) == Look(frame=gold, enlargement=2.0)
