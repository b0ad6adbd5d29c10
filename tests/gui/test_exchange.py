"""The exchange dialogs by themselves: previews, conflicts, what the words say."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TypeVar

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QDialog,
    QHeaderView,
    QLineEdit,
    QPlainTextEdit,
    QTabBar,
    QToolButton,
    QTreeWidget,
    QTreeWidgetItem,
    QWidget,
)
from pytestqt.qtbot import QtBot

from iwtlink.errors import no_progress
from iwtlink.gui.dialogs.passphrase import PassphraseDialog
from iwtlink.gui.exchange.conflict_model import KEPT, ConflictModel
from iwtlink.gui.exchange.conflict_view import ConflictPage
from iwtlink.gui.exchange.handling_menu import HandlingMenu
from iwtlink.gui.exchange.lines import GROUPS, grouped
from iwtlink.gui.exchange.read_dialog import ReadExchangeDialog
from iwtlink.gui.exchange.short_code import ShortCodeDialog
from iwtlink.gui.exchange.words import (
    free_path,
    head_text,
    partners,
    proposed_name,
    warnings,
)
from iwtlink.gui.window import MainWindow
from iwtlink.ontology.kind_words import counts_text
from iwtlink.operations.exchange import Conflict, Exchange, Head, Key, Line, Preview, Side
from iwtlink.store import Store
from iwtlink.store.about import About
from iwtlink.store.entities import add_entity, list_entities
from tests.gui.conftest import Settle

T = TypeVar("T", bound=QWidget)
HEAD = Head("Naga Eye", "VT2", "2026-11-21T03:14:00+00:00", "Noy", "VT1", "", "what changed")
LONG = "Golden Naga Farm and Breeding Centre for Protected Species of the Upper Mekong"


def shown(kind: type[T]) -> T:
    (found,) = (w for w in QApplication.topLevelWidgets() if isinstance(w, kind) and w.isVisible())
    return found


def conflict(
    number: int, mine_at: str = "2026-11-01", theirs_at: str = "2026-11-02", default: Side = "mine"
) -> Conflict:
    key = ("entity", f"u{number}", "caption")
    values = (f"my {number}", f"their {number}", "TP", "NK")
    return Conflict(key, f"ຄຳສິງ {number}", "Caption", *values, mine_at, theirs_at, default)


def line(number: int, change: str, side: str) -> Line:
    return Line("entity", "entity", f"u{number}", f"PER-VT2-{number:04d}", LONG, change, side, "x")  # type: ignore[arg-type] # drawn


# Conflicts


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
                model.keep([row], move[2])  # type: ignore[arg-type] # drawn from both sides
                expected[key] = str(move[2])
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


# What differs


def test_every_line_stands_in_its_group_and_in_that_of_its_side() -> None:
    changes = [change for changes in GROUPS.values() for change in changes]
    rows = tuple(
        line(number, change, side)
        for number, change in enumerate(changes)
        for side in ("theirs", "mine")
    )
    groups = grouped(Preview(HEAD, rows), no_progress)
    for side in ("theirs", "mine"):
        own = [group for group in groups if group.side == side]
        assert own[0].name == "" and len(own[0].lines) == len(changes)
        parts = [one for group in own[1:] for one in group.lines]
        assert sorted(parts, key=repr) == sorted(own[0].lines, key=repr)


def opened(window: MainWindow, preview: Preview) -> ReadExchangeDialog:
    groups = grouped(preview, no_progress)
    source = Path("VT2-to-VT1.iwx")
    dialog = ReadExchangeDialog(window.session, source, "words", preview, groups, window)
    dialog.open()
    return dialog


def items(tree: QTreeWidget) -> list[QTreeWidgetItem]:
    found = []
    for place in range(tree.topLevelItemCount()):
        top = tree.topLevelItem(place)
        assert top is not None
        found += [top, *(top.child(row) for row in range(top.childCount()))]
    return found


def test_a_preview_is_shown_by_side_and_change_with_counts(demo: MainWindow) -> None:
    rows = (line(1, "new", "theirs"), line(2, "split", "theirs"), line(3, "changed", "mine"))
    dialog = opened(demo, Preview(HEAD, rows))
    told = [(item.text(0), item.text(1)) for item in items(dialog.lines.groups)]
    assert told == [
        *(("VT2 brings", "2"), ("New", "1"), ("Merged and split", "1")),
        *(("Only here", "1"), ("Changed", "1")),
    ]
    assert dialog.head.text() == head_text(HEAD)
    assert dialog.do_it.isEnabled() and dialog.do_it.isVisible()
    assert "PER-VT2-0001" in dialog.lines.detail.toPlainText()
    dialog.reject()


def test_ten_thousand_lines_are_filtered_by_words(demo: MainWindow) -> None:
    rows = tuple(line(number, "new", "theirs") for number in range(10_000))
    dialog = opened(demo, Preview(HEAD, rows))
    dialog.lines.filter.setText("vt2-9999")
    assert dialog.lines.model.rowCount() == 1
    dialog.lines.copy()
    assert "PER-VT2-9999" in QGuiApplication.clipboard().text()
    dialog.reject()


def test_a_file_with_nothing_new_says_so_and_offers_nothing(demo: MainWindow) -> None:
    dialog = opened(demo, Preview(HEAD))
    assert "here already" in dialog.summary.text()
    assert not dialog.do_it.isVisible() and not dialog.tabs.isVisible()
    assert dialog.cancel.text() == "Close"
    dialog.reject()


def test_what_is_only_here_offers_nothing_to_read_in(demo: MainWindow) -> None:
    dialog = opened(demo, Preview(HEAD, (line(3, "changed", "mine"),)))
    assert not dialog.do_it.isVisible() and dialog.tabs.isVisible()
    dialog.reject()


def test_one_short_code_on_both_sides_is_warned_of_with_the_way_out(demo: MainWindow) -> None:
    own = demo.session.store.about.code
    head = Head("Naga Eye", own, "2026-11-21T03:14:00+00:00", "Noy")
    dialog = opened(demo, Preview(head, (line(1, "new", "theirs"),)))
    assert own in dialog.warning.text() and "Short code" in dialog.warning.text()
    assert dialog.warning.isVisible()
    dialog.reject()


def test_a_notice_of_the_other_database_is_told_where_this_one_has_another() -> None:
    head = Head("Demo", "VT2", "2026-11-21T03:14:00+00:00", "Noy", notice="FICTIONAL")
    assert warnings(head, About(code="VT1", notice="FICTIONAL")) == []
    (told,) = warnings(head, About(code="VT1"))
    assert "FICTIONAL" in told


@pytest.mark.parametrize("name", ["write_exchange", "past_exchanges", "short_code"])
def test_every_input_of_the_dialogs_has_a_name_and_can_be_heard(
    demo: MainWindow, settle: Settle, name: str
) -> None:
    demo.actions_by_name[name].trigger()
    settle()
    (dialog,) = (w for w in demo.findChildren(QDialog) if w.isVisible())
    assert unheard(dialog) == []
    dialog.reject()


def test_every_input_of_a_preview_has_a_name_and_can_be_heard(demo: MainWindow) -> None:
    preview = Preview(HEAD, (line(1, "new", "theirs"),), (conflict(1),), ("A file is missing.",))
    dialog = opened(demo, preview)
    assert unheard(dialog) == []
    dialog.reject()


def unheard(dialog: QDialog) -> list[str]:
    """Give inputs, lists and buttons without a name of ours, or that say nothing."""
    kinds = (QLineEdit, QPlainTextEdit, QComboBox, QAbstractItemView, QAbstractButton)
    found = []
    for widget in dialog.findChildren(QWidget):
        if not isinstance(widget, kinds) or isinstance(widget, QHeaderView | QToolButton):
            continue
        if isinstance(widget.parent(), QAbstractItemView | QComboBox | QTabBar):
            continue
        words = widget.accessibleName() or (
            widget.text() if isinstance(widget, QAbstractButton) else ""
        )
        parent = widget.parent()
        holder = parent.metaObject().className() if parent is not None else ""
        drops = widget.objectName().startswith("qt_") or holder == "QComboBoxPrivateContainer"
        if not drops and not (widget.objectName() and words):
            found.append(f"{widget!r} {widget.objectName()}")
    return found


def test_conflicts_and_problems_have_pages_of_their_own(demo: MainWindow) -> None:
    preview = Preview(HEAD, (line(1, "new", "theirs"),), (conflict(1),), ("A file is missing.",))
    dialog = opened(demo, preview)
    assert [dialog.tabs.tabText(place).replace("&", "") for place in range(3)] == [
        *("What differs", "1 conflict", "1 problem"),
    ]
    assert dialog.tabs.currentWidget() is dialog.conflicts
    assert dialog.problems.table.rows == [("A file is missing.",)]
    dialog.reject()


def test_decisions_made_before_closing_are_there_when_the_file_is_looked_at_again(
    demo: MainWindow,
) -> None:
    preview = Preview(HEAD, (line(1, "new", "theirs"),), (conflict(1), conflict(2)))
    dialog = opened(demo, preview)
    left: list[dict[Key, Side]] = []
    dialog.left.connect(left.append)
    dialog.conflicts.model.keep([1], "theirs")
    dialog.reject()
    again = opened(demo, preview)
    again.take_decisions(left[0])
    assert list(again.conflicts.model.decisions().values()) == ["mine", "theirs"]
    again.reject()


# Words


def test_the_file_is_named_after_both_sides_and_the_day() -> None:
    day = date(2026, 11, 22)
    assert proposed_name("VT1", "VT2", day) == "VT1-to-VT2-2026-11-22.iwx"
    assert proposed_name("VT1", "", day) == "VT1-2026-11-22.iwx"
    assert proposed_name("VT1", "../a b/ຫຼວງ", day) == "VT1-to-a-b-ຫຼວງ-2026-11-22.iwx"


def test_a_name_that_is_taken_gets_a_number(tmp_path: Path) -> None:
    path = tmp_path / "VT1.iwx"
    assert free_path(path) == path
    path.touch()
    (tmp_path / "VT1-2.iwx").touch()
    assert free_path(path) == tmp_path / "VT1-3.iwx"


def test_counts_are_told_in_words_and_zero_is_not_told() -> None:
    assert counts_text({"entity": 1_204, "link": 0, "merge": 1}) == "Entities: 1,204, Merge: 1"


def test_partners_are_who_was_written_to_with_the_latest_time() -> None:
    past = [
        Exchange("2026-11-02", "TP", "written", "VT2", "a.iwx", {}),
        Exchange("2026-11-03", "TP", "read", "VT3", "b.iwx", {}),
        Exchange("2026-10-01", "TP", "written", "VT2", "c.iwx", {}),
        Exchange("2026-09-01", "TP", "written", "", "d.iwx", {}),
    ]
    assert partners(past) == {"VT2": "2026-11-02"}


def test_without_a_tick_taken_away_every_handling_code_may_leave(
    qtbot: QtBot, window: MainWindow
) -> None:
    menu = HandlingMenu()
    qtbot.addWidget(menu)
    menu.offer({"1": "Default", "5": "Strict"})
    assert menu.ceiling() == ()
    menu.codes["5"].setChecked(False)
    assert menu.ceiling() == ("", "1") and "5" in menu.text()
    menu.codes["1"].setChecked(False)
    assert menu.ceiling() == ("",), "what carries no code still leaves"


# Short code


def test_the_short_code_is_changed_as_a_step_and_new_references_carry_it(
    demo: MainWindow, settle: Settle
) -> None:
    demo.actions_by_name["short_code"].trigger()
    dialog = shown(ShortCodeDialog)
    dialog.line.setText("no code!")
    dialog.accept()
    assert dialog.isVisible() and "no code!" in dialog.problem.text().casefold()
    dialog.line.setText("vt9")
    dialog.accept()
    settle()
    assert demo.session.store.about.code == "VT9"
    demo.session.edit("Add", lambda edit: add_entity(edit, "person", "ນ້ອຍ"))
    settle()
    with demo.session.store.read() as db:
        newest = max(list_entities(db), key=lambda row: row.id)
    assert newest.ref.startswith("PER-VT9-")
    demo.session.undo()
    demo.session.undo()
    settle()
    assert demo.session.store.about.code != "VT9"


# Files from outside


def test_a_file_named_before_a_database_is_open_waits_for_one(
    window: MainWindow, demo_file: Path, tmp_path: Path, settle: Settle
) -> None:
    window.commands.enter.take_files([str(tmp_path / "VT2-to-VT1.iwx")])
    assert "VT2-to-VT1.iwx" in window.status.currentMessage()
    window.commands.file.open_path(str(demo_file))
    settle()
    dialog = shown(PassphraseDialog)
    assert "VT2-to-VT1.iwx" in dialog.windowTitle()
    dialog.reject()


def test_a_locked_database_takes_no_exchange_file(
    window: MainWindow, tmp_path: Path, settle: Settle
) -> None:
    words = "pangolin lantern river"
    Store.create(tmp_path / "case.iwt", title="Case", code="VT1", passphrase=words).close()
    window.commands.file.open_path(str(tmp_path / "case.iwt"))
    settle()
    asked = shown(PassphraseDialog)
    asked.line.line.setText(words)
    asked.accept()
    settle()
    window.actions_by_name["lock_now"].trigger()
    settle()
    for name in ("write_exchange", "read_exchange", "past_exchanges", "short_code"):
        assert not window.actions_by_name[name].isEnabled()
    window.commands.enter.take_files([str(tmp_path / "VT2.iwx")])
    assert "locked" in window.status.currentMessage()


def test_nothing_is_read_into_a_database_that_is_open_read_only(
    window: MainWindow, demo_file: Path, tmp_path: Path, settle: Settle
) -> None:
    window.commands.file.open_path(str(demo_file), read_only=True)
    settle()
    for name, is_usable in (
        *(("write_exchange", False), ("read_exchange", False), ("short_code", False)),
        ("past_exchanges", True),
    ):
        assert window.actions_by_name[name].isEnabled() == is_usable
    window.commands.file.open_path(str(tmp_path / "VT2.iwx"))
    assert "read-only" in window.status.currentMessage()
    assert not [w for w in QApplication.topLevelWidgets() if isinstance(w, PassphraseDialog)]
