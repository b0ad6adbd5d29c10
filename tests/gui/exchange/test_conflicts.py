"""Conflicts of an exchange file are decided in a grid."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from iwtlink.gui.exchange.conflict_model import KEPT, ConflictModel
from iwtlink.gui.exchange.conflict_view import ConflictPage
from iwtlink.gui.window import MainWindow
from iwtlink.operations.exchange import Preview, Side
from tests.gui.exchange.conftest import HEAD, conflict, line, opened


def test_every_conflict_is_decided_as_suggested_until_someone_decides() -> None:
    model = ConflictModel()
    model.show_conflicts([conflict(1), conflict(2, default="theirs")])
    assert list(model.decisions().values()) == ["mine", "theirs"]
    assert model.index(0, KEPT).data() == "mine (suggested)"
    model.keep([0], "theirs")
    assert model.index(0, KEPT).data() == "theirs"


def test_what_someone_decided_as_suggested_is_a_suggestion_no_more() -> None:
    model = ConflictModel()
    model.show_conflicts([conflict(1), conflict(2)])
    model.keep([0], "mine")
    assert [model.index(row, KEPT).data() for row in (0, 1)] == ["mine", "mine (suggested)"]


def test_the_later_of_each_is_kept_and_of_one_moment_the_suggestion() -> None:
    model = ConflictModel()
    early, late = "2026-11-01T00:00:00+00:00", "2026-11-01T00:00:01+00:00"
    model.show_conflicts(
        [conflict(1, early, late), conflict(2, late, early), conflict(3, late, late, "theirs")]
    )
    model.keep_all("mine")
    model.keep_later()
    assert list(model.decisions().values()) == ["theirs", "mine", "theirs"]


def test_what_is_filtered_out_is_not_touched_by_a_choice_for_all() -> None:
    model = ConflictModel()
    model.show_conflicts([conflict(number) for number in range(30)])
    model.filter("ຄຳສິງ 17")
    assert model.rowCount() == 1
    model.keep_all("theirs")
    model.filter("")
    assert model.count("theirs") == 1 and model.decisions()[conflict(17).key] == "theirs"


@given(
    st.lists(
        st.one_of(
            st.tuples(st.just("keep"), st.integers(0, 9), st.sampled_from(["mine", "theirs"])),
            st.tuples(st.just("sort"), st.integers(0, KEPT), st.booleans()),
            st.tuples(st.just("filter"), st.sampled_from(["", "1", "my", "ຄຳ 3", "nobody"])),
            st.tuples(st.just("turn"), st.integers(0, 9)),
        ),
        max_size=12,
    )
)
def test_sorting_and_filtering_never_change_what_was_decided(
    moves: list[tuple[object, ...]],
) -> None:
    model = ConflictModel()
    conflicts = [conflict(number) for number in range(10)]
    model.show_conflicts(conflicts)
    expected: dict[object, str] = {one.key: one.default for one in conflicts}
    for move in moves:
        if move[0] == "sort":
            down = Qt.SortOrder.DescendingOrder if move[2] else Qt.SortOrder.AscendingOrder
            model.sort(int(str(move[1])), down)
        elif move[0] == "filter":
            model.filter(str(move[1]))
        elif int(str(move[1])) < model.rowCount():
            row = int(str(move[1]))
            key = model.conflict_at(row).key
            if move[0] == "keep":
                side: Side = "mine" if move[2] == "mine" else "theirs"
                model.keep([row], side)
                expected[key] = side
            else:
                model.turn(row)
                expected[key] = "theirs" if expected[key] == "mine" else "mine"
    assert model.decisions() == expected


@pytest.fixture
def page(qtbot: QtBot, window: MainWindow) -> ConflictPage:
    made = ConflictPage()
    made.resize(1100, 500)
    qtbot.addWidget(made)
    made.show()
    made.model.show_conflicts([conflict(number) for number in range(500)])
    made.grid.selectRow(0)
    made.grid.setFocus()
    return made


def test_m_and_t_decide_the_line_and_go_on_to_the_next(page: ConflictPage, qtbot: QtBot) -> None:
    qtbot.keyClick(page.grid, Qt.Key.Key_T)
    qtbot.keyClick(page.grid, Qt.Key.Key_M)
    qtbot.keyClick(page.grid, Qt.Key.Key_T)
    assert [page.model.kept_at(row) for row in range(4)] == ["theirs", "mine", "theirs", "mine"]
    assert page.grid.currentIndex().row() == 3
    assert "498 keep mine, 2 keep theirs" in page.tally.text()


def test_several_lines_chosen_are_decided_at_once(page: ConflictPage, qtbot: QtBot) -> None:
    page.grid.selectAll()
    qtbot.keyClick(page.grid, Qt.Key.Key_T)
    assert page.model.count("theirs") == 500


def test_the_space_bar_takes_the_other_side(page: ConflictPage, qtbot: QtBot) -> None:
    qtbot.keyClick(page.grid, Qt.Key.Key_Space)
    assert page.model.kept_at(0) == "theirs"
    assert page.grid.currentIndex().row() == 0


def test_enter_on_a_conflict_does_not_read_the_file_in(demo: MainWindow, qtbot: QtBot) -> None:
    dialog = opened(demo, Preview(HEAD, (line(1, "new", "theirs"),), (conflict(1),)))
    qtbot.keyClick(dialog.conflicts.grid, Qt.Key.Key_Return)
    assert dialog.do_it.isEnabled() and demo.jobs.is_idle
    dialog.reject()


def test_the_chosen_conflicts_are_copied_with_their_headings(
    page: ConflictPage, qtbot: QtBot
) -> None:
    qtbot.keyClick(page.grid, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    head, row = QGuiApplication.clipboard().text().split("\n")
    assert head.split("\t")[0] == "Item"
    assert row.split("\t")[0] == "ຄຳສິງ 0" and row.split("\t")[KEPT] == "mine (suggested)"


def test_conflicts_and_problems_have_pages_of_their_own(demo: MainWindow) -> None:
    preview = Preview(HEAD, (line(1, "new", "theirs"),), (conflict(1),), ("A file is missing.",))
    dialog = opened(demo, preview)
    assert [dialog.tabs.tabText(place).replace("&", "") for place in range(3)] == [
        *("What differs", "1 conflict", "1 problem"),
    ]
    assert dialog.tabs.currentWidget() is dialog.conflicts
    assert dialog.problems.table.rows == [("A file is missing.",)]
    dialog.reject()
