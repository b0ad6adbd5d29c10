"""Named palettes in the palette panel: made in a dialog, chosen, locked; preset values set."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from iwtlink.gui.charting.appearance.saved_dialog import SavedDialog
from iwtlink.gui.charting.palette.palette_dialog import PaletteDialog
from iwtlink.gui.charting.palette.panel import PalettePanel
from iwtlink.gui.drag import type_to_mime
from iwtlink.gui.pages.chart import ChartPage
from iwtlink.gui.window import MainWindow
from iwtlink.operations.charting.named_palettes import (
    NamedPalette,
    PaletteRows,
    keep_palette,
    named_palettes,
)
from iwtlink.store.ids import Item
from iwtlink.store.statements import read_statements
from tests.gui.charting_looks.conftest import Entity, click, pick, spot, stored, trigger
from tests.gui.conftest import Settle

EMPTY = QPoint(20, 20)
ROWS = PaletteRows(("person", "no_such_type"), ("pays",), (("watch", "wanted"), ("sex", "male")))


@pytest.fixture
def palette(demo: MainWindow, chart: ChartPage, settle: Settle) -> PalettePanel:
    trigger(demo, "show_palette", settle)
    return demo.chart_panels.palette


@pytest.fixture
def border(
    demo: MainWindow, chart: ChartPage, palette: PalettePanel, settle: Settle
) -> NamedPalette:
    """Give a palette that is kept and chosen in the panel."""
    palette.keeping.keep(chart, NamedPalette(0, "Border", ROWS))
    settle()
    shown = palette.chooser.palette_shown
    assert shown is not None
    return shown


def listed(palette: PalettePanel) -> dict[str, list[str]]:
    heads = (palette.list.topLevelItem(place) for place in range(palette.list.topLevelItemCount()))
    return {
        head.text(0): [head.child(row).text(0) for row in range(head.childCount())]
        for head in heads
    }


def known(window: MainWindow) -> list[NamedPalette]:
    with window.session.store.read() as db:
        return named_palettes(db)


def watch_of(window: MainWindow, number: int, name: str = "watch") -> list[str]:
    with window.session.store.read() as db:
        rows = read_statements(db, "entity", [number])[number]
    return [row.value for row in rows if row.property == name and row.is_shown]


def take(palette: PalettePanel, words: str, qtbot: QtBot) -> None:
    """Take a row of the palette by typing its words and Enter."""
    palette.line.setFocus()
    palette.line.clear()
    qtbot.keyClicks(palette.line, words)
    qtbot.keyClick(palette.line, Qt.Key.Key_Return)
    palette.line.clear()


@pytest.mark.feature("C34")
def test_a_palette_is_made_in_one_dialog_and_shown_at_once(
    demo: MainWindow, chart: ChartPage, palette: PalettePanel, qtbot: QtBot, settle: Settle
) -> None:
    assert palette.chooser.box.currentText() == "All types"
    palette.chooser.new.trigger()
    dialog = demo.findChild(PaletteDialog)
    dialog.accept()
    assert dialog.problem.text() == "Give the palette a name."
    qtbot.keyClicks(dialog.name, "Border")
    dialog.accept()
    assert dialog.problem.text() == "Tick a type, or add a preset value."
    qtbot.keyClicks(dialog.line, "vehic")
    heads = [dialog.ticks.topLevelItem(place) for place in range(2)]
    seen = [head.child(row) for head in heads for row in range(head.childCount())]
    assert all("vehic" in row.text(0).lower() for row in seen if not row.isHidden())
    dialog.ticks.tick(["vehicle", "link:pays"], is_ticked=True)
    pick(dialog.values.about, "Watch")
    qtbot.keyClicks(dialog.values.value.lineEdit(), "nonsense")
    qtbot.mouseClick(dialog.values.add, Qt.MouseButton.LeftButton)
    assert "is not in the list" in dialog.problem.text()
    dialog.values.value.setEditText("Wanted")
    qtbot.keyClick(dialog.values.value.lineEdit(), Qt.Key.Key_Return)
    assert dialog.values.values == (("watch", "wanted"),) and dialog.isVisible()
    dialog.accept()
    settle()
    rows = PaletteRows(("vehicle",), ("pays",), (("watch", "wanted"),))
    assert [(one.name, one.rows) for one in known(demo)] == [("Border", rows)]
    assert palette.chooser.box.currentText() == "Border"
    pays = demo.session.store.ontology.link_types["pays"].label
    assert listed(palette) == {
        "Entities": ["Vehicle"],
        "Links": [pays],
        "Preset values": ["Watch: Wanted"],
    }
    trigger(demo, "undo", settle)
    assert known(demo) == []
    assert palette.chooser.box.currentText() == "All types" and "Free items" in listed(palette)


@pytest.mark.feature("C34")
def test_types_of_a_named_palette_are_placed_as_those_of_all(
    demo: MainWindow,
    chart: ChartPage,
    palette: PalettePanel,
    border: NamedPalette,
    qtbot: QtBot,
    settle: Settle,
) -> None:
    before = len(stored(demo, chart).entity_ids)
    take(palette, "Person", qtbot)
    click(chart, EMPTY)
    settle()
    assert stored(demo, chart).types[before:] == ["person"]
    assert palette.chooser.box.currentText() == "Border"
    palette.chooser.choose(0)
    assert listed(palette)["Used last"][0] == "Person"


@pytest.mark.feature("C34")
def test_a_preset_value_is_set_of_what_is_clicked_until_esc(
    demo: MainWindow,
    chart: ChartPage,
    palette: PalettePanel,
    border: NamedPalette,
    entity: Entity,
    qtbot: QtBot,
    settle: Settle,
) -> None:
    one, other = entity("P01"), entity("P02")
    chart.view.choose([])
    before = len(stored(demo, chart).entity_ids)
    take(palette, "Watch: Wanted", qtbot)
    sentence = "Watch: Wanted: click the entities that are to have it; Esc ends it."
    assert demo.status.doing.text() == sentence
    for number in (one, other):
        click(chart, spot(chart, number))
        settle()
        assert watch_of(demo, number) == ["wanted"]
    click(chart, EMPTY)
    settle()
    assert demo.status.currentMessage() == "Click or drop “Watch: Wanted” on an entity."
    assert len(stored(demo, chart).entity_ids) == before
    qtbot.keyClick(chart.view, Qt.Key.Key_Escape)
    assert not chart.view.ground.armed
    trigger(demo, "undo", settle)
    assert watch_of(demo, other) != ["wanted"] and watch_of(demo, one) == ["wanted"]


@pytest.mark.feature("C34")
def test_a_preset_value_is_set_of_all_selected_in_one_step_and_misfits_are_named(
    demo: MainWindow,
    chart: ChartPage,
    palette: PalettePanel,
    border: NamedPalette,
    entity: Entity,
    qtbot: QtBot,
    settle: Settle,
) -> None:
    content = stored(demo, chart)
    company = int(content.entity_ids[content.types.index("company")])
    chosen = [entity("P01"), entity("P02"), company]
    chart.view.choose(chosen)
    take(palette, "Watch: Wanted", qtbot)
    settle()
    assert not chart.view.ground.armed and not palette.list.selectedItems()
    assert [watch_of(demo, number) for number in chosen] == [["wanted"]] * 3
    label = demo.session.store.undo_label(chart.scope)
    assert label == "Set “Watch: Wanted” of 3 entities"
    trigger(demo, "undo", settle)
    assert all(watch_of(demo, number) != ["wanted"] for number in chosen)
    chart.view.choose([company])
    take(palette, "Sex: Male", qtbot)
    settle()
    assert watch_of(demo, company, "sex") == []
    assert demo.status.currentMessage().endswith("the type Company has no such property.")


@pytest.mark.feature("C34")
def test_a_preset_value_is_dropped_on_an_entity(
    demo: MainWindow,
    chart: ChartPage,
    palette: PalettePanel,
    border: NamedPalette,
    entity: Entity,
    settle: Settle,
) -> None:
    head = palette.list.topLevelItem(2)
    assert head is not None and head.text(0) == "Preset values"
    row = head.child(0)
    assert row.flags() & Qt.ItemFlag.ItemIsDragEnabled
    row.setSelected(True)
    data = palette.list.mimeData([row])
    assert data.formats() == type_to_mime("x").formats()
    drop = QDropEvent(
        QPointF(spot(chart, entity("P01"))),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
        QEvent.Type.Drop,
    )
    chart.view.dropEvent(drop)
    settle()
    assert row.text(0) == "Watch: Wanted"
    assert watch_of(demo, entity("P01")) == ["wanted"]


@pytest.mark.feature("C34")
def test_a_locked_palette_is_neither_changed_nor_deleted_until_it_is_unlocked(
    demo: MainWindow,
    chart: ChartPage,
    palette: PalettePanel,
    border: NamedPalette,
    settle: Settle,
) -> None:
    chooser = palette.chooser
    chooser.lock.trigger()
    settle()
    assert known(demo)[0].rows.is_locked and chooser.lock.isChecked()
    assert not chooser.change.isEnabled() and not chooser.delete.isEnabled()
    trigger(demo, "saved_styles", settle)
    saved = demo.findChild(SavedDialog)
    saved.deleted.emit(border.id)
    settle()
    for box in demo.findChildren(QDialog):
        box.close()
    assert [one.name for one in known(demo)] == ["Border"]
    chooser.lock.trigger()
    settle()
    assert not known(demo)[0].rows.is_locked
    chooser.change.trigger()
    dialog = demo.findChild(PaletteDialog)
    dialog.name.setText("Airport")
    dialog.accept()
    settle()
    assert [(one.id, one.name, one.rows) for one in known(demo)] == [(border.id, "Airport", ROWS)]
    assert chooser.box.currentText() == "Airport"
    chooser.delete.trigger()
    settle()
    assert known(demo) == [] and chooser.box.currentText() == "All types"


@pytest.mark.feature("C34")
def test_a_palette_is_written_to_a_file_and_read_from_one(
    demo: MainWindow,
    chart: ChartPage,
    palette: PalettePanel,
    border: NamedPalette,
    tmp_path: Path,
    settle: Settle,
) -> None:
    path = tmp_path / "border.yaml"
    palette.keeping.write_file(chart, border, str(path))
    palette.keeping.delete(chart, border)
    settle()
    palette.keeping.read_file(chart, str(path))
    settle()
    assert [(one.name, one.rows) for one in known(demo)] == [("Border", ROWS)]
    palette.keeping.read_file(chart, str(tmp_path / "missing.yaml"))
    assert "Cannot read the palette" in demo.status.currentMessage()


def test_palettes_of_another_step_or_chart_are_offered_without_asking(
    demo: MainWindow, chart: ChartPage, palette: PalettePanel, settle: Settle
) -> None:
    with demo.session.store.edit("Keep") as edit:
        keep_palette(edit, NamedPalette(0, "Border", ROWS))
    settle()
    assert palette.chooser.box.findText("Border") == 1
    assert palette.chooser.box.currentText() == "All types"
    demo.show_item(Item("chart", 1))
    settle()
    assert palette.chooser.box.findText("Border") == 1
