"""What was selected stands side by side and is merged in one step."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from iwtlink.gui.reading.columns import TableName
from iwtlink.gui.selection import Selection
from iwtlink.gui.twins.compare_page import ComparePage
from iwtlink.gui.twins.queue_page import QueuePage
from iwtlink.gui.twins.risk import RiskDialog
from iwtlink.gui.window import MainWindow
from iwtlink.store import entities, links
from iwtlink.store.ids import Item
from iwtlink.store.judgements import between
from iwtlink.store.merging import lead_of
from iwtlink.store.refs import find_item
from tests.gui.conftest import Settle
from tests.gui.twins.conftest import ids_of, pairs, row_at


def compare(demo: MainWindow, settle: Settle, *refs: str) -> ComparePage:
    demo.take_selection(Selection.of("entity", ids_of(demo, *refs)))
    demo.actions_by_name["merge_items"].trigger()
    settle()
    found = demo.pages.front
    assert isinstance(found, ComparePage)
    return found


def test_selected_records_stand_side_by_side_and_are_merged_in_one_step(
    demo: MainWindow, qtbot: QtBot, settle: Settle
) -> None:
    page = compare(demo, settle, "P01", "P26")
    ids = page.bench.ids
    qtbot.keyClick(page.bench.table, Qt.Key.Key_S)
    settle()
    assert "Merged" in page.bench.nothing.text()
    assert demo.session.store.undo_label().startswith("Merge ")
    with demo.session.store.read() as db:
        assert lead_of(db, "entity", ids[1]) == ids[0]
        assert find_item(db, "P26")[0] == Item("entity", ids[0])
    qtbot.keyClick(demo, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    settle()
    assert page.bench.ids == ids


def test_a_page_closes_when_it_is_left_after_merging_and_not_while_undo_may_bring_it_back(
    demo: MainWindow, qtbot: QtBot, settle: Settle
) -> None:
    page = compare(demo, settle, "P01", "P26")
    demo.pages.step(1)
    assert page in list(demo.pages), "nothing was judged"
    demo.pages.step(-1)
    qtbot.keyClick(page.bench.table, Qt.Key.Key_S)
    settle()
    assert demo.pages.front is page
    demo.pages.step(1)
    assert page not in list(demo.pages)
    demo.actions_by_name["undo"].trigger()
    settle()


def test_rows_of_a_table_are_compared_by_keys(
    demo: MainWindow, qtbot: QtBot, settle: Settle
) -> None:
    table = demo.opener.show_table(TableName("entity", "person"))
    settle()
    table.view.selectRow(0)
    qtbot.keyClick(table.view, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    chosen = table.selection().ids("entity")
    shift = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    qtbot.keyClick(demo, Qt.Key.Key_M, shift)
    settle()
    page = demo.pages.front
    assert isinstance(page, ComparePage)
    assert set(page.bench.ids) == set(chosen)
    assert page.title().startswith("Compare: ")


def test_entities_of_a_chart_are_compared_and_only_the_merged_one_stays_on_it(
    demo: MainWindow, settle: Settle
) -> None:
    chart = demo.opener.chart_in_front
    assert chart is not None
    chart.select_all()
    settle()
    assert demo.actions_by_name["merge_items"].isEnabled()
    demo.actions_by_name["merge_items"].trigger()
    settle()
    assert demo.pages.front is chart  # too many to stand side by side
    assert "at most" in demo.status.currentMessage()
    on_it = set(chart.view.display.entity_ids.tolist())
    ids = ids_of(demo, "P01", "P26")
    assert set(ids) <= on_it
    page = compare(demo, settle, "P01", "P26")
    page.bench.judge("same")
    settle()
    assert set(chart.view.display.entity_ids.tolist()) == on_it - {ids[1]}


def test_merging_what_something_rules_out_asks_first_and_enter_leaves_it(
    demo: MainWindow, qtbot: QtBot, settle: Settle
) -> None:
    page = compare(demo, settle, "P01", "G01")
    ids = page.bench.ids
    qtbot.keyClick(page.bench.table, Qt.Key.Key_S)
    dialog = demo.findChild(RiskDialog)
    assert dialog is not None
    button = dialog.findChild(QPushButton, "cancel")
    assert button is not None
    assert button.isDefault()
    qtbot.keyClick(dialog, Qt.Key.Key_Return)
    settle()
    with demo.session.store.read() as db:
        assert lead_of(db, "entity", ids[1]) == ids[1]
    page.bench.judge("same")
    again = next(one for one in demo.findChildren(RiskDialog) if one.isVisible())
    qtbot.mouseClick(again.do_it, Qt.MouseButton.LeftButton)
    settle()
    with demo.session.store.read() as db:
        assert lead_of(db, "entity", ids[1]) == ids[0]


def test_another_record_is_found_by_name_and_put_beside_and_taken_away(
    demo: MainWindow, qtbot: QtBot, settle: Settle
) -> None:
    page = compare(demo, settle, "P01", "P26")
    bench = page.bench
    qtbot.mouseClick(bench.heads.add, Qt.MouseButton.LeftButton)
    assert bench.finder.hasFocus()
    qtbot.keyClicks(bench.finder, "Khue")
    qtbot.waitUntil(bench.finder.list.isVisible)
    qtbot.keyClick(bench.finder, Qt.Key.Key_Return)
    settle()
    assert len(bench.ids) == 3
    assert not bench.finder.isVisible()
    assert len([row for row in bench.table.bench.rows if row.key.startswith("section:")]) > 3
    qtbot.mouseClick(bench.heads.cards[2].leave, Qt.MouseButton.LeftButton)
    settle()
    assert bench.ids == tuple(ids_of(demo, "P01", "P26"))


def test_three_records_are_merged_at_once(demo: MainWindow, qtbot: QtBot, settle: Settle) -> None:
    with demo.session.store.edit("Three") as edit:
        three = [entities.add_entity(edit, "vehicle", f"Truck 93-726{n}") for n in range(3)]
    demo.take_selection(Selection.of("entity", [int(i) for i in three]))
    demo.actions_by_name["merge_items"].trigger()
    settle()
    page = demo.pages.front
    assert isinstance(page, ComparePage)
    page.bench.keep(1)
    page.bench.judge("same")
    for dialog in demo.findChildren(RiskDialog):
        dialog.accept()
    settle()
    with demo.session.store.read() as db:
        assert {lead_of(db, "entity", i) for i in three} == {three[1]}
        assert set(entities.names_of(db, [three[1]])[three[1]]) == {
            f"Truck 93-726{n}" for n in range(3)
        }


def test_two_links_of_one_pair_are_merged_and_others_are_refused(
    demo: MainWindow, settle: Settle
) -> None:
    with demo.session.store.edit("Links") as edit:
        one, other, third = (entities.add_entity(edit, "person", name) for name in "ABC")
        twice = [links.add_link(edit, "associate_of", one, other) for _ in range(2)]
        apart = links.add_link(edit, "associate_of", one, third)
    demo.take_selection(Selection.of("link", [twice[0], apart]))
    demo.actions_by_name["merge_items"].trigger()
    settle()
    assert not isinstance(demo.pages.front, ComparePage)
    demo.take_selection(Selection.of("link", [int(i) for i in twice]))
    demo.actions_by_name["merge_items"].trigger()
    settle()
    page = demo.pages.front
    assert isinstance(page, ComparePage)
    page.bench.judge("same")
    settle()
    with demo.session.store.read() as db:
        assert [row.id for row in links.of_entity(db, other)] == [twice[0]]


def test_the_type_follows_the_record_kept_until_another_is_chosen(
    demo: MainWindow, settle: Settle
) -> None:
    with demo.session.store.edit("Types") as edit:
        body = entities.add_entity(edit, "organisation", "Golden Naga")
        firm = entities.add_entity(edit, "company", "Golden Naga")
    demo.take_selection(Selection.of("entity", [int(body), int(firm)]))
    demo.actions_by_name["merge_items"].trigger()
    settle()
    page = demo.pages.front
    assert isinstance(page, ComparePage)
    bench = page.bench
    row = bench.table.bench.rows[row_at(bench, "type")]
    bench.keep(1)
    assert bench.table.bench.column_of(row) == 1
    bench.table.selectRow(row_at(bench, "type"))
    bench.pick(0)
    bench.judge("same")
    settle()
    with demo.session.store.read() as db:
        merged = entities.get_entity(db, firm)
    assert merged is not None
    assert merged.type == "organisation"


def test_a_reason_is_typed_by_keys_and_enter_goes_back_to_the_records(
    page: QueuePage, qtbot: QtBot
) -> None:
    qtbot.keyClick(page.list, Qt.Key.Key_R)
    assert page.bench.bar.reason.hasFocus()
    qtbot.keyClicks(page.bench.bar.reason, "same phone")
    qtbot.keyClick(page.bench.bar.reason, Qt.Key.Key_Return)
    assert page.bench.table.hasFocus()


def test_a_key_pressed_before_the_next_pair_is_shown_judges_nothing(
    demo: MainWindow, page: QueuePage, qtbot: QtBot, settle: Settle
) -> None:
    first = page.bench.ids
    qtbot.keyClick(page.list, Qt.Key.Key_D)
    qtbot.keyClick(page.list, Qt.Key.Key_D)
    settle()
    with demo.session.store.read() as db:
        assert list(between(db, "entity", None)) == [tuple(sorted(first))]
    assert page.bench.ids
    assert page.bench.ids != first


def test_looking_again_while_a_judgement_is_written_loses_nothing(
    page: QueuePage, settle: Settle
) -> None:
    pair = page.bench.ids
    page.bench.judge("different")
    page.look()
    settle()
    assert pair not in pairs(page)
