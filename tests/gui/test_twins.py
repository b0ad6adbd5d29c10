"""The window where pairs are judged: keys, choices, questions, and what comes back."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu, QMessageBox, QPushButton
from pytestqt.qtbot import QtBot

from iwtlink.gui.reading.columns import TableName
from iwtlink.gui.selection import Selection
from iwtlink.gui.twins.bench import Bench
from iwtlink.gui.twins.bench_delegate import row_height
from iwtlink.gui.twins.bench_table import LABELS
from iwtlink.gui.twins.compare_page import ComparePage
from iwtlink.gui.twins.lines import pair_of
from iwtlink.gui.twins.queue_list import shortened
from iwtlink.gui.twins.queue_page import QueuePage
from iwtlink.gui.twins.queue_search import Found
from iwtlink.gui.twins.risk import RiskDialog
from iwtlink.gui.window import MainWindow
from iwtlink.matching.candidates import Candidate
from iwtlink.ontology import Value
from iwtlink.store import Edit, entities, links, statements
from iwtlink.store.ids import EntityId, Item, Subject
from iwtlink.store.judgements import list_judgements
from iwtlink.store.merging import lead_of, members_of
from iwtlink.store.refs import find_item
from tests.gui.conftest import Settle


@pytest.fixture
def page(demo: MainWindow, settle: Settle) -> QueuePage:
    """Give the queue over the whole demonstration."""
    demo.actions_by_name["show_twins"].trigger()
    settle()
    found = demo.pages.front
    assert isinstance(found, QueuePage)
    assert found.list.queue.pairs > 1
    return found


def ids_of(demo: MainWindow, *refs: str) -> list[int]:
    with demo.session.store.read() as db:
        return [find_item(db, ref)[0].id for ref in refs]


def compare(demo: MainWindow, settle: Settle, *refs: str) -> ComparePage:
    demo.take_selection(Selection.of("entity", ids_of(demo, *refs)))
    demo.actions_by_name["merge_items"].trigger()
    settle()
    found = demo.pages.front
    assert isinstance(found, ComparePage)
    return found


def names(bench: Bench) -> list[str]:
    return [head.label for head in bench.shown.comparison.heads] if bench.shown else []


def pairs(page: QueuePage) -> list[tuple[int, int]]:
    return [pair_of(line.pair) for line in page.list.queue.lines if line.pair is not None]


def row_at(bench: Bench, key: str) -> int:
    return next(at for at, row in enumerate(bench.table.bench.rows) if row.key == key)


# Judging in the queue


def test_the_pair_in_use_is_the_one_on_the_bench_and_arrows_go_on_and_back(
    page: QueuePage, qtbot: QtBot, settle: Settle
) -> None:
    listed = pairs(page)
    assert page.bench.ids == listed[0]
    qtbot.keyClick(page.list, Qt.Key.Key_Right)
    settle()
    assert page.bench.ids == listed[1]
    qtbot.keyClick(page.list, Qt.Key.Key_Left)
    settle()
    assert page.bench.ids == listed[0]
    qtbot.keyClick(page.list, Qt.Key.Key_Down)
    settle()
    assert page.bench.ids == listed[1]


def test_different_is_remembered_with_its_reason_and_does_not_come_back(
    demo: MainWindow, page: QueuePage, qtbot: QtBot, settle: Settle
) -> None:
    pair = page.bench.ids
    page.bench.bar.reason.setText("  two   brothers ")
    qtbot.keyClick(page.list, Qt.Key.Key_D)
    settle()
    assert page.bench.ids != pair
    assert page.bench.bar.reason.text() == ""
    with demo.session.store.read() as db:
        judged = list_judgements(db)
    assert [(one.one_id, one.other_id, one.verdict, one.reason) for one in judged] == [
        (*pair, "different", "two brothers")
    ]
    assert judged[0].because
    page.look()
    settle()
    assert pair not in pairs(page)


def test_not_sure_is_remembered_too(
    demo: MainWindow, page: QueuePage, qtbot: QtBot, settle: Settle
) -> None:
    pair = page.bench.ids
    qtbot.mouseClick(page.bench.bar.unsure, Qt.MouseButton.LeftButton)
    settle()
    with demo.session.store.read() as db:
        assert [one.verdict for one in list_judgements(db)] == ["unsure"]
    assert pair not in pairs(page)


@pytest.mark.parametrize("key", [Qt.Key.Key_S, Qt.Key.Key_D, Qt.Key.Key_U])
def test_undo_takes_back_a_judgement_and_shows_its_pair_again(
    demo: MainWindow, page: QueuePage, qtbot: QtBot, settle: Settle, key: Qt.Key
) -> None:
    pair, before = page.bench.ids, pairs(page)
    qtbot.keyClick(page.list, key)
    settle()
    assert pair not in pairs(page)
    qtbot.keyClick(demo, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    settle()
    assert page.bench.ids == pair
    assert set(pairs(page)) == set(before)


def test_a_change_elsewhere_is_seen_on_the_bench(
    demo: MainWindow, page: QueuePage, settle: Settle
) -> None:
    one = page.bench.ids[0]

    def rename(edit: Edit) -> None:
        statements.state(
            edit, Subject("entity", EntityId(one)), "name", Value("Nickname"), kind="nickname"
        )

    demo.session.edit("A nickname", rename)
    settle()
    assert page.bench.ids[0] == one
    at = row_at(page.bench, "names")
    assert "Nickname" in [value.text for value in page.bench.table.bench.rows[at].cells[0]]


def test_letters_typed_as_a_reason_or_in_a_box_judge_nothing(
    demo: MainWindow, page: QueuePage, qtbot: QtBot, settle: Settle
) -> None:
    pair = page.bench.ids
    qtbot.keyClicks(page.bench.bar.reason, "sud 12")
    qtbot.keyClick(page.bench.bar.reason, Qt.Key.Key_Left)
    qtbot.keyClick(page.bar.type, Qt.Key.Key_S)
    settle()
    assert page.bench.bar.reason.text() == "sud 12"
    assert page.bench.ids == pair
    assert demo.session.store.undo_label() != ""
    with demo.session.store.read() as db:
        assert not list_judgements(db)
        assert lead_of(db, "entity", pair[1]) == pair[1]


def made_by_hand(demo: MainWindow) -> Found:
    """Pairs of three types in two bands, of records of the demonstration."""
    ids = ids_of(demo, "P01", "P02", "P03", "G01", "G02")
    likely = [Candidate(ids[0], ids[1], 0.95, "likely", ())]
    possible = [
        Candidate(ids[1], ids[2], 0.7, "possible", (), is_asked_again=True),
        Candidate(ids[3], ids[4], 0.6, "possible", ()),
    ]
    with demo.session.store.read() as db:
        rows = entities.get_entities(db, ids)
    return Found([*likely, *possible], {int(i): row for i, row in rows.items()})


def test_bands_and_types_narrow_the_list_and_their_counts_stay(
    demo: MainWindow, page: QueuePage, qtbot: QtBot, settle: Settle
) -> None:
    page.show_found(made_by_hand(demo))
    settle()
    assert len(pairs(page)) == 3
    assert "3 pairs left" in page.bar.sentence.text()
    assert "1 asked again" in page.bar.sentence.text()
    qtbot.mouseClick(page.bar.chips["likely"], Qt.MouseButton.LeftButton)
    settle()
    assert len(pairs(page)) == 1
    assert page.bar.chips["likely"].text().endswith("1")
    assert page.bar.chips["possible"].text().endswith("2")
    qtbot.mouseClick(page.bar.chips["likely"], Qt.MouseButton.LeftButton)
    page.bar.type.setCurrentIndex(page.bar.type.findData("syndicate"))
    settle()
    assert names(page.bench)[0].startswith("Syndicate")
    assert len(pairs(page)) == 1


def test_a_filter_that_lets_nothing_through_says_so(
    demo: MainWindow, page: QueuePage, qtbot: QtBot, settle: Settle
) -> None:
    page.show_found(made_by_hand(demo))
    qtbot.mouseClick(page.bar.chips["certain"], Qt.MouseButton.LeftButton)
    settle()
    assert "filters" in page.bench.nothing.text()
    assert page.bench.ids == ()


def test_two_names_cut_short_can_be_told_apart(page: QueuePage) -> None:
    metrics = page.list.fontMetrics()
    one, other = "Kurfuersten-Anlage 34-36, 69115", "Kurfuersten-Anlage 34 - 36, 69118"
    room = metrics.horizontalAdvance("Kurfuersten-Anl…")
    cut = shortened(one, other, metrics, room)
    assert cut[0] != cut[1]
    assert shortened("Short", one, metrics, room)[0] == "Short"
    assert shortened(one, one, metrics, room)[0].endswith("…")


def test_five_thousand_pairs_are_listed_and_stepped_through(
    demo: MainWindow, page: QueuePage, qtbot: QtBot, settle: Settle
) -> None:
    found = made_by_hand(demo)
    row = next(iter(found.known.values()))
    known = {i: replace(row, id=EntityId(i), label=f"Name {i}") for i in range(1, 10_001)}
    many = [Candidate(i, i + 5_000, 1 - i / 10_000, "possible", ()) for i in range(1, 5_001)]
    page.show_found(Found(many, known))
    assert page.list.queue.pairs == 5_000
    assert page.list.current_pair() == many[0]
    assert page.list.go_to((5_000, 10_000))
    assert page.list.current_pair() == many[-1]
    settle()


def test_the_twins_of_the_selected_are_looked_for_alone(
    demo: MainWindow, page: QueuePage, settle: Settle
) -> None:
    wanted = page.bench.ids[0]
    demo.take_selection(Selection.of("entity", [wanted]))
    demo.actions_by_name["twins_of_selected"].trigger()
    settle()
    assert pairs(page)
    assert all(wanted in pair for pair in pairs(page))
    page.bar.scope.setCurrentIndex(0)
    settle()
    assert any(wanted not in pair for pair in pairs(page))


def test_where_nothing_is_alike_the_page_says_so_and_what_to_do(
    demo: MainWindow, settle: Settle
) -> None:
    with demo.session.store.edit("Alone") as edit:
        alone = entities.add_entity(edit, "vehicle", "Quite unlike anything 93-7261")
    demo.take_selection(Selection.of("entity", [alone]))
    demo.actions_by_name["twins_of_selected"].trigger()
    settle()
    page = demo.pages.front
    assert isinstance(page, QueuePage)
    assert not pairs(page)
    assert "Nothing here looks like the same thing twice" in page.bench.nothing.text()
    assert "Compare and merge" in page.bench.nothing.text()


def test_stopping_the_search_leaves_a_page_that_says_how_to_go_on(
    demo: MainWindow, settle: Settle
) -> None:
    demo.actions_by_name["show_twins"].trigger()
    page = demo.pages.front
    assert isinstance(page, QueuePage)
    page.bar.stop.click()
    settle()
    assert page.bar.again.isVisibleTo(page.bar)
    page.bar.again.click()
    settle()
    assert pairs(page)


def test_a_merge_that_could_not_be_written_brings_its_pair_back(
    demo: MainWindow, page: QueuePage, qtbot: QtBot, settle: Settle
) -> None:
    pair = page.bench.ids
    with demo.session.store.edit("Someone else judged") as edit:
        from iwtlink.store.judgements import judge

        judge(edit, "entity", *pair, "different", "known to both")
    qtbot.keyClick(page.list, Qt.Key.Key_S)
    settle()
    box = demo.findChild(QMessageBox, "error_dialog")
    dialog = demo.findChild(RiskDialog)
    assert box is not None or dialog is not None
    if box is not None:
        box.close()
    if dialog is not None:
        dialog.reject()
    settle()
    with demo.session.store.read() as db:
        assert lead_of(db, "entity", pair[1]) == pair[1]


# The bench


def test_a_digit_chooses_the_value_in_the_row_in_use_and_it_is_shown_after_merging(
    demo: MainWindow, page: QueuePage, qtbot: QtBot, settle: Settle
) -> None:
    bench, pair = page.bench, page.bench.ids
    second = names(bench)[1]
    at = row_at(bench, "value:name")
    bench.table.selectRow(at)
    qtbot.keyClick(bench.table, Qt.Key.Key_2)
    assert bench.table.bench.column_of(bench.table.bench.rows[at]) == 1
    assert "shown after merging" in bench.table.bench.spoken(bench.table.bench.rows[at], 2)
    qtbot.keyClick(bench.table, Qt.Key.Key_S)
    settle()
    with demo.session.store.read() as db:
        merged = entities.get_entity(db, lead_of(db, "entity", pair[0]))
    assert merged is not None
    assert merged.label == second


def test_a_digit_elsewhere_chooses_the_record_that_is_kept(
    demo: MainWindow, page: QueuePage, qtbot: QtBot, settle: Settle
) -> None:
    pair = page.bench.ids
    assert page.bench.heads.cards[0].keep.isChecked()
    qtbot.keyClick(page.list, Qt.Key.Key_2)
    assert page.bench.heads.cards[1].keep.isChecked()
    qtbot.keyClick(page.list, Qt.Key.Key_S)
    settle()
    with demo.session.store.read() as db:
        assert lead_of(db, "entity", pair[0]) == pair[1]
        kept = members_of(db, "entity", pair[1])
    assert [(one.id, bool(one.because)) for one in kept] == [(pair[0], True)]


def test_a_click_on_a_value_chooses_it(page: QueuePage, qtbot: QtBot) -> None:
    table = page.bench.table
    at = row_at(page.bench, "value:name")
    table.scrollTo(table.bench.index(at, 0))
    where = table.visualRect(table.bench.index(at, 2)).topLeft() + QPoint(12, 10)
    qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=where)
    assert table.bench.column_of(table.bench.rows[at]) == 1


def test_what_was_chosen_stays_chosen_when_the_records_are_read_again(
    demo: MainWindow, page: QueuePage, settle: Settle
) -> None:
    bench = page.bench
    bench.table.selectRow(row_at(bench, "value:name"))
    bench.pick(1)
    bench.keep(1)
    bench.refresh()
    settle()
    at = row_at(bench, "value:name")
    assert bench.table.bench.column_of(bench.table.bench.rows[at]) == 1
    assert bench.heads.cards[1].keep.isChecked()


def test_enter_offers_what_stands_in_a_row_and_leads_there(
    demo: MainWindow, page: QueuePage, qtbot: QtBot, settle: Settle
) -> None:
    table = page.bench.table
    at = next(n for n, row in enumerate(table.bench.rows) if row.key.startswith("links:"))
    table.selectRow(at)
    qtbot.keyClick(table, Qt.Key.Key_Return)
    menu = table.findChild(QMenu, "bench_menu")
    assert menu is not None
    target = table.bench.rows[at].cells[0] or table.bench.rows[at].cells[1]
    menu.actions()[0].trigger()
    menu.close()
    settle()
    assert demo.inspector.item == target[0].target


def test_an_arrow_enters_the_rows_and_passes_over_headings(page: QueuePage, qtbot: QtBot) -> None:
    table = page.bench.table
    for _ in range(30):
        qtbot.keyClick(table, Qt.Key.Key_Down)
        row = table.current_row()
        assert row is not None
        assert row.kind != "section"


def test_copy_gives_the_row_in_use_as_text(page: QueuePage) -> None:
    table = page.bench.table
    table.selectRow(row_at(page.bench, "value:name"))
    page.copy()
    said = QGuiApplication.clipboard().text()
    assert all(name in said for name in names(page.bench))


# Comparing what was selected


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
        assert [(one.one_id, one.other_id) for one in list_judgements(db)] == [first]
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


# How it looks


def test_long_names_and_many_values_wrap_and_never_scroll_sideways(
    demo: MainWindow, settle: Settle
) -> None:
    long = "Vongphachanh" * 12
    with demo.session.store.edit("Long") as edit:
        two = [
            entities.add_entity(
                edit, "person", f"{long} {n}", aliases=[f"Alias {a} {long}" for a in range(40)]
            )
            for n in range(2)
        ]
    demo.take_selection(Selection.of("entity", [int(i) for i in two]))
    demo.actions_by_name["merge_items"].trigger()
    settle()
    page = demo.pages.front
    assert isinstance(page, ComparePage)
    table = page.bench.table
    assert table.horizontalScrollBar().maximum() == 0
    assert page.width() <= demo.pages.width()
    at = row_at(page.bench, "names")
    assert table.rowHeight(at) == row_height(
        table.font(), table.bench.rows[at], LABELS, table.column_width()
    )
    assert table.rowHeight(at) > 40 * table.fontMetrics().height()


def test_every_input_of_the_pages_is_named_for_those_who_hear_it(page: QueuePage) -> None:
    bench = page.bench
    inputs = [
        *(page.list, page.bar.scope, page.bar.type, page.bar.again, page.bar.stop),
        *(bench.table, bench.finder, bench.bar.reason, bench.bar.same, bench.heads.add),
        *(card.keep for card in bench.heads.cards[:2]),
    ]
    assert all(one.objectName() and one.accessibleName() for one in inputs)


def test_a_read_only_database_is_looked_at_and_not_judged(
    page: QueuePage, qtbot: QtBot, settle: Settle, monkeypatch: pytest.MonkeyPatch
) -> None:
    pair = page.bench.ids
    monkeypatch.setattr(type(page.bench._session), "is_writable", property(lambda self: False))
    page.bench.refresh()
    settle()
    assert not page.bench.bar.same.isEnabled()
    qtbot.keyClick(page.list, Qt.Key.Key_S)
    settle()
    assert page.bench.ids == pair
