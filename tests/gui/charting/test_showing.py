"""Hiding, greying, focusing and filtering: seen in the window, deleted nowhere."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QToolButton
from pytestqt.qtbot import QtBot

from iwtlink.errors import Refused
from iwtlink.gui.charting.filter_dialog import FilterDialog
from iwtlink.gui.pages.chart import ChartPage
from iwtlink.gui.window import MainWindow
from iwtlink.store import Edit, charts
from iwtlink.store.charts import Look, entities_on
from iwtlink.store.ids import ChartId
from tests.gui.charting.conftest import Entity, stored, trigger
from tests.gui.conftest import Settle

CTRL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


def shown(page: ChartPage) -> set[int]:
    display = page.view.display
    assert display is not None
    return set(display.entity_ids.tolist())


@pytest.mark.feature("C32")
def test_hidden_items_are_not_seen_seen_in_grey_or_in_full_and_revealed(
    demo: MainWindow, chart: ChartPage, entity: Entity, qtbot: QtBot, settle: Settle
) -> None:
    number, before = entity("P01"), shown(chart)
    chart.view.choose([number])
    qtbot.keyClick(chart.view, Qt.Key.Key_X, CTRL_SHIFT)
    settle()
    assert shown(chart) == before - {number}
    assert [chip.words for chip in chart.chips.chips] == ["1 hidden item"]
    with demo.session.store.read() as db:
        assert number in entities_on(db, chart.chart_id)
    trigger(demo, "see_hidden_grey", settle)
    assert shown(chart) == before
    content = stored(demo, chart)
    assert content.entity_ids[content.is_grey].tolist() == [number]
    assert demo.actions_by_name["see_hidden_grey"].isChecked()
    trigger(demo, "see_hidden_plain", settle)
    assert not stored(demo, chart).is_grey.any()
    trigger(demo, "see_hidden_plain", settle)
    assert number not in shown(chart)
    trigger(demo, "reveal_hidden", settle)
    assert shown(chart) == before
    assert not chart.chips.isVisible()
    demo.session.undo(chart.scope)
    settle()
    assert number not in shown(chart)


def test_greyed_items_stay_and_are_shown_as_usual_again(
    demo: MainWindow, chart: ChartPage, entity: Entity, settle: Settle
) -> None:
    chart.view.choose([entity("P01")])
    trigger(demo, "grey_selected", settle)
    content = stored(demo, chart)
    assert content.entity_ids[content.is_grey].tolist() == [entity("P01")]
    trigger(demo, "show_plain", settle)
    assert not stored(demo, chart).is_grey.any()


@pytest.mark.feature("C04", "C32")
def test_a_free_note_is_hidden_greyed_and_revealed_by_the_same_keys(
    demo: MainWindow, chart: ChartPage, qtbot: QtBot, settle: Settle
) -> None:
    with demo.session.store.edit("Note", chart.scope) as edit:
        note = charts.add_shape(edit, chart.chart_id, "text", 0, 0, 90, 30, "Who pays?")
    settle()
    chart.view.choose([], [], [note])
    qtbot.keyClick(chart.view, Qt.Key.Key_X, CTRL_SHIFT)
    settle()
    assert stored(demo, chart).shapes == ()
    assert [chip.words for chip in chart.chips.chips] == ["1 hidden item"]
    trigger(demo, "reveal_hidden", settle)
    chart.view.choose([], [], [note])
    trigger(demo, "grey_selected", settle)
    display = chart.view.display
    assert display is not None and display.shapes[0].is_grey
    trigger(demo, "show_plain", settle)
    assert stored(demo, chart).shapes[0].look == Look()
    trigger(demo, "take_off", settle)
    assert stored(demo, chart).shapes == ()


def test_hiding_all_others_leaves_the_selected_and_the_links_between_them(
    demo: MainWindow, chart: ChartPage, entity: Entity, settle: Settle
) -> None:
    kept = {entity("P01"), entity("P02")}
    with demo.session.store.edit("Draw", chart.scope) as edit:
        charts.add_shape(edit, chart.chart_id, "text", 0, 0, 90, 30, "Note")
        box = charts.add_shape(edit, chart.chart_id, "box", 0, 0, 90, 30)
        charts.hold(edit, chart.chart_id, "shape", box, [("entity", entity("P01"))])
    settle()
    chart.view.choose(kept)
    trigger(demo, "hide_others", settle)
    assert shown(chart) == kept
    content = stored(demo, chart)
    assert len(content.link_ids)
    assert [shape.id for shape in content.shapes] == [box]


def test_focus_shows_only_the_selected_until_all_is_shown_again(
    demo: MainWindow, chart: ChartPage, entity: Entity, qtbot: QtBot, settle: Settle
) -> None:
    before, kept = shown(chart), {entity("P01"), entity("P02")}
    assert not demo.actions_by_name["restore_all"].isEnabled()
    chart.view.choose(kept)
    qtbot.keyClick(chart.view, Qt.Key.Key_J, Qt.KeyboardModifier.ControlModifier)
    settle()
    assert shown(chart) == kept
    assert [chip.words for chip in chart.chips.chips] == ["Focus on 2 entities"]
    trigger(demo, "restore_all", settle)
    assert shown(chart) == before


def test_filters_stand_as_chips_survive_reopening_and_are_taken_away_one_by_one(
    demo: MainWindow, chart: ChartPage, qtbot: QtBot, settle: Settle
) -> None:
    before, kind = shown(chart), chart.content.link_types[0]
    trigger(demo, "filter_chart", settle)
    dialog = demo.findChild(FilterDialog)
    dialog.ticks.tick(["person", kind], is_ticked=False)
    dialog.strength.setCurrentIndex(dialog.strength.findData("confirmed"))
    dialog.accept()
    settle()
    content = stored(demo, chart)
    assert "person" not in content.types
    assert kind not in content.link_types
    assert not content.strengths.any()
    assert demo.session.store.undo_label(chart.scope) == "Filter the chart"
    demo.pages.close_page(chart)
    page = demo.opener.show_chart(chart.chart_id)
    settle()
    kinds = [(chip.kind, chip.name) for chip in page.chips.chips]
    assert set(kinds) == {("type", "person"), ("type", kind), ("strength", "")}
    place = kinds.index(("type", "person"))
    page.chips.findChild(QToolButton, f"chip_{place}").click()
    settle()
    assert shown(page) == before
    assert len(page.chips.chips) == 2
    page.chips.clear.click()
    settle()
    assert not page.chips.chips
    assert not page.chips.isVisible()
    assert len(stored(demo, page).link_ids) > len(content.link_ids)


@pytest.mark.feature("C14", "C37")
def test_a_question_filters_the_chart_as_a_chip_of_its_own(
    demo: MainWindow, chart: ChartPage, entity: Entity, qtbot: QtBot, settle: Settle
) -> None:
    before = shown(chart)
    chart.view.choose([entity("P01"), entity("P02")])
    qtbot.keyClick(chart.view, Qt.Key.Key_4, CTRL_SHIFT)
    settle()
    trigger(demo, "filter_chart", settle)
    dialog = demo.findChild(FilterDialog)
    asked = dialog.asked
    asked.question.setCurrentIndex(asked.question.findData("present"))
    dialog.accept()
    assert dialog.isVisible() and "not complete" in dialog.problem.text()
    asked.measure.setCurrentIndex(asked.measure.findData("selection.4"))
    dialog.accept()
    settle()
    assert shown(chart) == {entity("P01"), entity("P02")}
    trigger(demo, "filter_chart", settle)
    dialog = demo.findChild(FilterDialog)
    dialog.about.setCurrentIndex(dialog.about.findData("links"))
    asked = dialog.asked
    asked.measure.setCurrentIndex(asked.measure.findData("weekday"))
    asked.question.setCurrentIndex(asked.question.findData("is"))
    asked.operand.setText("Monday, sunday")
    dialog.accept()
    settle()
    words = ["Entities only if: In stored selection 4 is known"]
    words += ["Links only if: Day of the week of the start is Monday, Sunday"]
    assert [chip.words for chip in chart.chips.chips] == words
    assert chart.options.shown_if[1]["test"]["operands"] == ("monday", "sunday")
    chart.chips.findChild(QToolButton, "chip_1").click()
    settle()
    assert [chip.words for chip in chart.chips.chips] == words[:1]
    chart.chips.clear.click()
    settle()
    assert shown(chart) == before


def test_a_chart_that_is_all_filtered_out_says_so(
    demo: MainWindow, chart: ChartPage, settle: Settle
) -> None:
    chart.writing.change_options("x", hidden_types=tuple(set(chart.content.types)))
    settle()
    assert chart.nothing.isVisible()
    assert "left out by the filters" in chart.nothing.text()


def test_what_was_changed_elsewhere_is_marked_until_it_is_seen(
    demo: MainWindow, chart: ChartPage, entity: Entity, settle: Settle
) -> None:
    from iwtlink.operations.charting.naming import rename_entity
    from iwtlink.operations.entry import WorkingSource

    number = entity("P01")
    demo.session.edit(
        "Rename", lambda edit: rename_entity(edit, number, "Sing the Elder", WorkingSource())
    )
    settle()

    def changed() -> list[int]:
        content = chart.content
        assert content is not None
        marks = zip(content.entity_ids.tolist(), content.facts, strict=True)
        return [i for i, facts in marks if facts.is_changed]

    assert changed() == [number]
    assert "Sing the Elder" in chart.content.labels
    chart.view.choose([number])
    trigger(demo, "mark_seen", settle)
    assert changed() == []


@pytest.mark.parametrize("is_refused", [False, True])
def test_a_step_that_changes_nothing_or_fails_fits_no_later_reading(
    demo: MainWindow, chart: ChartPage, entity: Entity, settle: Settle, is_refused: bool
) -> None:
    chart.view.choose([entity("P01"), entity("P02")])
    if is_refused:
        failed: list[object] = []
        demo.jobs.failed.disconnect()
        demo.jobs.failed.connect(failed.append)

        def refuse(edit: Edit) -> None:
            raise Refused("No")

        chart.showing.glide_when_read()
        chart.writing.write("Try", refuse, unchanged=chart.showing.show_as_usual)
        settle()
        assert len(failed) == 1
    else:
        trigger(demo, "focus_selected", settle)
        trigger(demo, "focus_selected", settle)
    chart.view.zoom(2.0)
    looked = chart.view.view
    demo.session.edit(
        "Other", lambda edit: charts.change_options(edit, ChartId(chart.chart_id), has_grid=True)
    )
    settle()
    assert chart.options.has_grid
    assert chart.view.view == looked


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("show_plain", "Nothing selected is grey."),
        ("reveal_hidden", "Nothing on this chart is hidden or grey."),
        ("show_hidden_links", "No link of this chart is hidden."),
        ("unpin_items", "Nothing selected is pinned."),
        ("pin_items", "What is selected is pinned already."),
        ("grey_selected", "What is selected is grey already."),
        ("mark_seen", "Nothing here was changed since it was placed."),
        ("straighten_links", "The lines selected are as they come already."),
    ],
)
def test_what_is_so_already_makes_no_step_and_says_so(
    demo: MainWindow, chart: ChartPage, entity: Entity, settle: Settle, name: str, said: str
) -> None:
    content = stored(demo, chart)
    with demo.session.store.edit("So already") as edit:
        if name == "pin_items":
            charts.pin(edit, content.chart_id, [entity("P01")], True)
        if name == "grey_selected":
            charts.set_visibility(
                edit, content.chart_id, [entity("P01")], content.link_ids[:1], "grey"
            )
    settle()
    chart.view.choose([entity("P01")], content.link_ids[:1].tolist())
    trigger(demo, name, settle)
    assert demo.status.currentMessage() == said
    assert demo.session.store.undo_label(chart.scope) == ""


def test_closing_and_reopening_shows_the_same_chart_to_the_pixel(
    demo: MainWindow, chart: ChartPage, entity: Entity, settle: Settle
) -> None:
    chart.view.choose([entity("P04")])
    trigger(demo, "grey_selected", settle)
    chart.view.choose([entity("P01"), entity("P02")])
    trigger(demo, "group_items", settle)
    chart.view.choose([])
    trigger(demo, "layout_circular", settle)
    chart.showing.glide.stop()
    demo.pages.close_page(chart)
    before = _picture(demo, chart.chart_id, settle)
    path = demo.session.store.path
    demo.commands.file.close_database()
    settle()
    demo.commands.file.open_path(str(path))
    settle()
    after = _picture(demo, chart.chart_id, settle)
    assert (before.width(), before.height()) == (after.width(), after.height())
    assert before == after


def _picture(demo: MainWindow, chart_id: int, settle: Settle) -> QImage:
    """Paint a chart opened anew, and close it."""
    for page in list(demo.pages):
        demo.pages.close_page(page)
    page = demo.opener.show_chart(ChartId(chart_id))
    settle()
    page.view.refresh()
    picture = page.view.viewport().grab().toImage()
    assert len({picture.pixel(x, y) for x in range(0, picture.width(), 3) for y in range(50)}) > 1
    demo.pages.close_page(page)
    return picture
