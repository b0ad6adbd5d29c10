"""Arranging in the window: by layouts, by hand, and what keeps its place."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from iwtlink.chart.layouts.registry import LAYOUTS
from iwtlink.gui.actions.chart_layout import layout_titles
from iwtlink.gui.charting.layout_dialog import LayoutDialog
from iwtlink.gui.dialogs.choose_chart import ChooseChartDialog
from iwtlink.gui.pages.chart import ChartPage
from iwtlink.gui.reading.columns import TableName
from iwtlink.gui.window import MainWindow
from iwtlink.store import charts
from iwtlink.store.ids import ChartId
from tests.gui.charting.conftest import Entity, stored, trigger
from tests.gui.conftest import Settle


def places(content: charts.ChartContent) -> dict[int, tuple[float, float]]:
    listed = zip(content.entity_ids.tolist(), content.positions.tolist(), strict=True)
    return {number: (place[0], place[1]) for number, place in listed}


def test_every_layout_stands_in_the_menu_and_no_other() -> None:
    assert list(layout_titles()) == list(LAYOUTS)
    for name, words in layout_titles().items():
        assert words.replace("&", "").startswith(LAYOUTS[name].label)


def test_a_layout_is_one_step_and_remembered_with_its_settings(
    demo: MainWindow, chart: ChartPage, settle: Settle
) -> None:
    before = places(stored(demo, chart))
    trigger(demo, "layout_settings", settle)
    dialog = demo.findChild(LayoutDialog)
    dialog.layouts.setCurrentIndex(dialog.layouts.findData("circular"))
    assert not dialog.only.isEnabled()
    dialog.accept()
    settle()
    assert places(stored(demo, chart)) != before
    assert chart.options.layout["name"] == "circular"
    assert demo.actions_by_name["layout_circular"].isChecked()
    assert demo.session.store.undo_label(chart.scope) == "Arrange: Circular"
    chart.showing.glide.stop()
    demo.session.undo(chart.scope)
    settle()
    assert places(stored(demo, chart)) == before


@pytest.mark.parametrize(
    "action", ["layout_settings", "copycat", "chart_settings", "chart_legend", "title_block"]
)
def test_an_answer_about_a_chart_changes_nothing_once_another_page_is_in_front(
    demo: MainWindow, chart: ChartPage, settle: Settle, action: str
) -> None:
    before = (stored(demo, chart).options, places(stored(demo, chart)))
    trigger(demo, action, settle)
    dialog = next(one for one in demo.findChildren(QDialog) if one.isVisible())
    demo.opener.show_table(TableName("entity", "person"))
    settle()
    dialog.accept()
    settle()
    assert (stored(demo, chart).options, places(stored(demo, chart))) == before


def test_a_layout_of_the_selected_leaves_the_others_where_they_are(
    demo: MainWindow, chart: ChartPage, entity: Entity, settle: Settle
) -> None:
    chosen = {entity("P01"), entity("P02"), entity("P04")}
    before = places(stored(demo, chart))
    chart.view.choose(chosen)
    trigger(demo, "layout_settings", settle)
    dialog = demo.findChild(LayoutDialog)
    assert dialog.only.isChecked()
    dialog.layouts.setCurrentIndex(dialog.layouts.findData("peacock"))
    dialog.accept()
    settle()
    after = places(stored(demo, chart))
    assert {number for number in after if after[number] != before[number]} <= chosen


def test_items_glide_to_their_places_and_end_there(
    demo: MainWindow, chart: ChartPage, settle: Settle, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("iwtlink.gui.charting.gliding.wants_motion", lambda: True)
    demo.actions_by_name["layout_circular"].trigger()
    settle()
    assert chart.showing.glide.is_under_way
    chart.showing.glide.stop()
    display = chart.view.display
    assert display is not None
    content = stored(demo, chart)
    np.testing.assert_allclose(display.positions, content.positions)


def test_nothing_moves_on_a_locked_chart_and_the_status_bar_says_why(
    demo: MainWindow, chart: ChartPage, entity: Entity, settle: Settle
) -> None:
    trigger(demo, "lock_layout", settle)
    assert demo.actions_by_name["lock_layout"].isChecked()
    before = places(stored(demo, chart))
    chart.view.choose([entity("P01"), entity("P02")])
    for name in ("layout_circular", "align_left", "layout_settings", "copycat"):
        demo.status.clearMessage()
        trigger(demo, name, settle)
        assert "locked" in demo.status.currentMessage()
        assert QApplication.activeModalWidget() is None
    assert places(stored(demo, chart)) == before
    assert not demo.actions_by_name["layout_circular"].isChecked()
    trigger(demo, "lock_layout", settle)
    trigger(demo, "align_left", settle)
    assert places(stored(demo, chart)) != before


def test_of_two_layouts_asked_for_at_once_the_later_one_holds(
    demo: MainWindow, chart: ChartPage, settle: Settle
) -> None:
    demo.actions_by_name["layout_timeline"].trigger()
    demo.actions_by_name["layout_circular"].trigger()
    settle()
    assert chart.options.layout["name"] == "circular"
    assert not any(shape.look.by_layout for shape in stored(demo, chart).shapes)
    demo.session.undo(chart.scope)
    settle()
    assert demo.session.store.undo_label(chart.scope) != "Arrange: Timeline, proportional"


def test_a_chart_locked_while_a_layout_is_under_way_stays_as_it_is(
    demo: MainWindow, chart: ChartPage, settle: Settle
) -> None:
    before = places(stored(demo, chart))
    demo.actions_by_name["layout_timeline"].trigger()
    demo.actions_by_name["lock_layout"].trigger()
    settle()
    assert places(stored(demo, chart)) == before
    assert "locked" in demo.status.currentMessage()
    assert not demo.actions_by_name["layout_timeline"].isChecked()


def test_items_are_aligned_and_distributed_in_one_step_each(
    demo: MainWindow, chart: ChartPage, entity: Entity, settle: Settle
) -> None:
    chosen = [entity("P01"), entity("P02"), entity("P04")]
    chart.view.choose(chosen)
    trigger(demo, "align_middle", settle)
    chart.showing.glide.stop()
    assert demo.session.store.undo_label(chart.scope) == "Align 3 items"
    after = places(stored(demo, chart))
    assert len({after[number][1] for number in chosen}) == 1
    trigger(demo, "distribute_across", settle)
    chart.showing.glide.stop()
    middles = sorted(places(stored(demo, chart))[number][0] for number in chosen)
    assert middles[1] - middles[0] == pytest.approx(middles[2] - middles[1])


@pytest.mark.feature("C31")
def test_a_group_holds_its_members_until_it_is_ungrouped(
    demo: MainWindow, chart: ChartPage, entity: Entity, qtbot: QtBot, settle: Settle
) -> None:
    chosen = {entity("P01"), entity("P02")}
    chart.view.choose(chosen)
    qtbot.keyClick(chart.view, Qt.Key.Key_G, Qt.KeyboardModifier.ControlModifier)
    settle()
    content = stored(demo, chart)
    assert {(m.member_kind, m.member_id) for m in content.members} == {
        ("entity", number) for number in chosen
    }
    assert [shape.kind for shape in content.shapes] == ["group"]
    chart.view.choose([entity("P03")])
    ungroup = demo.actions_by_name["ungroup_items"]
    assert not ungroup.isEnabled()
    assert "Nothing selected belongs to a group or a container." in ungroup.toolTip()
    chart.view.choose([entity("P01")])
    assert ungroup.isEnabled()
    trigger(demo, "ungroup_items", settle)
    content = stored(demo, chart)
    assert not content.members
    assert not content.shapes
    assert not ungroup.isEnabled()


def test_free_items_are_grouped_too_with_entities_or_alone(
    demo: MainWindow, chart: ChartPage, entity: Entity, settle: Settle
) -> None:
    with demo.session.store.edit("Draw", chart.scope) as edit:
        drawn = [
            charts.add_shape(edit, ChartId(chart.chart_id), "box", x, 2000.0, 100.0, 60.0)
            for x in (0.0, 400.0)
        ]
    settle()
    chart.view.choose([], [], drawn)
    trigger(demo, "group_items", settle)
    group = next(shape for shape in stored(demo, chart).shapes if shape.kind == "group")
    assert group.x - group.width / 2 <= -50.0
    assert group.x + group.width / 2 >= 450.0
    trigger(demo, "ungroup_items", settle)
    assert not stored(demo, chart).members
    chart.view.choose([entity("P01")], [], drawn[:1])
    trigger(demo, "group_items", settle)
    assert {(m.member_kind, m.member_id) for m in stored(demo, chart).members} == {
        ("entity", entity("P01")),
        ("shape", drawn[0]),
    }


def test_pinned_items_stay_where_they_are(
    demo: MainWindow, chart: ChartPage, entity: Entity, settle: Settle
) -> None:
    number = entity("P01")
    chart.view.choose([number])
    trigger(demo, "pin_items", settle)
    before = places(stored(demo, chart))[number]
    trigger(demo, "layout_peacock", settle)
    assert places(stored(demo, chart))[number] == before
    trigger(demo, "unpin_items", settle)
    assert not stored(demo, chart).is_pinned.any()


def test_places_are_taken_from_another_chart(
    demo: MainWindow, chart: ChartPage, settle: Settle
) -> None:
    trigger(demo, "copycat", settle)
    dialog = demo.findChild(ChooseChartDialog)
    assert dialog.windowTitle() == "Take places from another chart"
    dialog.accept()
    settle()
    with demo.session.store.read() as db:
        other = next(row for row in charts.list_charts(db) if row.id != chart.chart_id)
        theirs = places(charts.read_chart(db, other.id))
    ours = places(stored(demo, chart))
    assert ours.keys() & theirs.keys()
    for number in ours.keys() & theirs.keys():
        assert ours[number] == pytest.approx(theirs[number])


def test_like_neighbours_are_folded_into_a_bundle_and_unfolded(
    demo: MainWindow, chart: ChartPage, entity: Entity, settle: Settle
) -> None:
    from iwtlink.operations.entry import NewLink, WorkingSource, enter_link
    from iwtlink.store import Edit
    from iwtlink.store.entities import add_entity
    from iwtlink.store.ids import EntityId

    hub = entity("P01")

    def work(edit: Edit) -> list[int]:
        phones = [add_entity(edit, "phone", f"+856 20 5555 00{n}") for n in range(10, 14)]
        for phone in phones:
            link = NewLink("subscriber_of", EntityId(hub), phone, {})
            enter_link(edit, WorkingSource(), link)
        charts.place(edit, chart.chart_id, phones, np.arange(8.0).reshape(4, 2) * 300)
        return [int(number) for number in phones]

    made: list[list[int]] = []
    demo.session.edit("Phones", work, on_done=made.append)
    settle()
    display = chart.view.display
    assert display is not None
    before = len(display.entity_ids)
    chart.view.choose(made[0])
    trigger(demo, "fold_like", settle)
    assert "1 bundle stands for 4 entities" in demo.status.currentMessage()
    assert len(chart.view.display.entity_ids) == before - 3
    lead = made[0][0]
    stood = places(stored(demo, chart))
    chart.view.items_moved.emit([lead], np.array([stood[lead]]) + 50.0)
    settle()
    went = places(stored(demo, chart))
    for number in made[0]:
        assert went[number] == pytest.approx((stood[number][0] + 50, stood[number][1] + 50))
    trigger(demo, "unfold", settle)
    assert len(chart.view.display.entity_ids) == before


def test_grid_and_snapping_are_kept_with_the_chart(
    demo: MainWindow, chart: ChartPage, settle: Settle
) -> None:
    for name in ("snap_to_grid", "show_grid"):
        trigger(demo, name, settle)
        assert demo.actions_by_name[name].isChecked()
    assert chart.view.ground.is_snapped
    assert chart.view.ground.is_grid_shown
