"""The queue of pairs that may be one: judged, narrowed, undone."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

from iwtlink.gui.selection import Selection
from iwtlink.gui.twins.queue_list import shortened
from iwtlink.gui.twins.queue_page import QueuePage
from iwtlink.gui.twins.queue_search import Found
from iwtlink.gui.twins.risk import RiskDialog
from iwtlink.gui.window import MainWindow
from iwtlink.matching.candidates import Candidate
from iwtlink.ontology import Value
from iwtlink.store import Edit, entities, statements
from iwtlink.store.ids import EntityId, Subject
from iwtlink.store.judgements import between
from iwtlink.store.merging import lead_of
from tests.gui.conftest import Settle
from tests.gui.twins.conftest import ids_of, names, pairs, row_at


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
        judged = list(between(db, "entity", None).values())
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
        assert [one.verdict for one in between(db, "entity", None).values()] == ["unsure"]
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
        assert not between(db, "entity", None)
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
