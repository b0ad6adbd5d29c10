"""What was merged in the window: followed by whatever showed it, and split off again."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QRadioButton, QTreeWidgetItem
from pytestqt.qtbot import QtBot
from sqlalchemy import text

from iwtlink.gui.dialogs.split import SplitDialog
from iwtlink.gui.panels.sheet_delegate import LABEL, ROW
from iwtlink.gui.reading.sheet import SheetRow
from iwtlink.gui.selection import Selection
from iwtlink.gui.window import MainWindow
from iwtlink.ontology import Value
from iwtlink.store import Edit, judgements, links, statements
from iwtlink.store.ids import EntityId, Item, Subject
from iwtlink.store.merging import lead_of, merge
from iwtlink.store.refs import find_item
from tests.gui.conftest import Settle

Pair = tuple[Item, Item]


@pytest.fixture
def pair(demo: MainWindow) -> Pair:
    """Give the demonstration's principal and his planted twin."""
    with demo.session.store.read() as db:
        return find_item(db, "P01")[0], find_item(db, "P26")[0]


def merged(window: MainWindow, settle: Settle, pair: Pair) -> None:
    window.session.edit(
        "Merge",
        lambda edit: merge(edit, "entity", [pair[0].id, pair[1].id], reason="same photograph"),
    )
    settle()


def rows_of(window: MainWindow, section: str) -> list[SheetRow]:
    items = window.inspector.tree.find_rows(section)
    return [row for item in items if isinstance(row := item.data(0, ROW), SheetRow)]


def own_ref(window: MainWindow, item: Item) -> str:
    with window.session.store.read() as db:
        return str(db.scalar(text("SELECT ref FROM entity WHERE id = :i"), {"i": item.id}))


def line_of(window: MainWindow, section: str) -> QTreeWidgetItem:
    return window.inspector.tree.find_rows(section)[0]


def split_dialog(window: MainWindow, settle: Settle) -> SplitDialog:
    settle()
    found = window.findChild(SplitDialog)
    assert found is not None
    return found


def test_the_inspector_follows_an_absorbed_entity_to_its_lead_and_back_after_undo(
    demo: MainWindow, pair: Pair, settle: Settle
) -> None:
    lead, absorbed = pair
    demo.take_selection(Selection((absorbed,)))
    settle()
    merged(demo, settle, pair)
    assert demo.inspector.item == lead
    assert demo.selection.items == (lead,)
    demo.session.undo()
    settle()
    assert demo.inspector.item == absorbed
    assert demo.selection.items == (absorbed,)


def test_it_lists_what_was_merged_with_who_when_and_why(
    demo: MainWindow, pair: Pair, settle: Settle
) -> None:
    ref = own_ref(demo, pair[1])
    demo.take_selection(Selection((pair[0],)))
    merged(demo, settle, pair)
    (row,) = rows_of(demo, "merged")
    assert row.text.startswith(ref)
    assert "by ND" in row.detail
    assert "same photograph" in row.detail


def test_a_value_says_which_item_it_came_with_unless_the_one_kept_says_it_too(
    demo: MainWindow, pair: Pair, settle: Settle
) -> None:
    ref = own_ref(demo, pair[1])
    merged(demo, settle, pair)
    demo.take_selection(Selection((pair[0],)))
    settle()
    rows = {row.text: row for row in rows_of(demo, "values")}
    assert rows["Kham Sing VONGPADI"].detail == f"from {ref}"
    assert not rows["Khamsing VONGPHADY"].detail
    assert ref not in rows["Laos"].detail


def test_the_references_of_what_was_merged_stand_on_a_line_of_their_own(
    demo: MainWindow, pair: Pair, settle: Settle
) -> None:
    ref = own_ref(demo, pair[1])
    merged(demo, settle, pair)
    demo.take_selection(Selection((pair[0],)))
    settle()
    assert demo.inspector.header.refs.text().splitlines()[1] == f"with {ref}"


def test_what_goes_back_is_called_as_the_inspector_calls_it(
    demo: MainWindow, settle: Settle
) -> None:
    with demo.session.store.read() as db:
        one, other = find_item(db, "P16")[0], find_item(db, "P28")[0]
    merged(demo, settle, (one, other))
    demo.inspector.merging.ask_split(one, other.id)
    dialog = split_dialog(demo, settle)
    returns = [dialog.returns.item(i).text() for i in range(dialog.returns.count())]
    assert "Name: CHAN Kwok-chiu" in returns
    assert "Original script: 陳國釗" in returns
    assert any(line.startswith("is director of ") for line in returns)
    dialog.reject()


def test_evidence_tells_which_item_a_value_came_with(
    demo: MainWindow, pair: Pair, settle: Settle
) -> None:
    ref = own_ref(demo, pair[1])
    merged(demo, settle, pair)
    demo.take_selection(Selection((pair[0],)))
    settle()
    demo.inspector.show_evidence()
    settle()
    told = set()
    for _ in range(200):
        told.add(demo.inspector.evidence.origin.text())
        demo.inspector.evidence.turn(1)
    assert any(ref in words for words in told)
    assert "" in told


def test_enter_on_a_merged_row_asks_and_splits_in_one_step_that_undo_takes_back(
    demo: MainWindow, pair: Pair, qtbot: QtBot, settle: Settle
) -> None:
    lead, absorbed = pair
    merged(demo, settle, pair)
    demo.take_selection(Selection((lead,)))
    settle()
    tree = demo.inspector.tree
    tree.setFocus()
    tree.setCurrentItem(line_of(demo, "merged"))
    qtbot.keyClick(tree, Qt.Key.Key_Return)
    dialog = split_dialog(demo, settle)
    returns = [dialog.returns.item(i).text() for i in range(dialog.returns.count())]
    assert any("Name" in line for line in returns)
    qtbot.mouseClick(dialog.do_it, Qt.MouseButton.LeftButton)
    settle()
    with demo.session.store.read() as db:
        assert find_item(db, "P26") == [absorbed]
    assert not rows_of(demo, "merged")
    assert demo.session.store.undo_label().startswith("Split ")
    demo.session.undo()
    settle()
    assert len(rows_of(demo, "merged")) == 1


def test_what_was_added_since_goes_to_whom_the_analyst_says(
    demo: MainWindow, pair: Pair, settle: Settle
) -> None:
    lead, absorbed = pair
    merged(demo, settle, pair)
    demo.session.edit(
        "Add",
        lambda edit: statements.state(
            edit, Subject("entity", lead.id), "phone", Value("+8562055559999")
        ),
    )
    demo.take_selection(Selection((lead,)))
    settle()
    demo.inspector.merging.ask_split(lead, absorbed.id)
    dialog = split_dialog(demo, settle)
    assert len(dialog.findChildren(QRadioButton)) == 2 * len(dialog.assigned)
    button = dialog.findChild(QPushButton, "split_all_back")
    assert button is not None
    button.click()
    assert set(dialog.assigned.values()) == {absorbed.id}
    dialog.accept()
    settle()
    with demo.session.store.read() as db:
        stated = statements.read_statements(db, "entity", [absorbed.id])[absorbed.id]
    assert "+8562055559999" in [row.value for row in stated]


def test_a_judgement_stands_in_the_inspector_and_can_be_withdrawn(
    demo: MainWindow, pair: Pair, qtbot: QtBot, settle: Settle
) -> None:
    lead, other = pair
    demo.session.edit(
        "Judge",
        lambda edit: judgements.judge(edit, "entity", lead.id, other.id, "different", "cousins"),
    )
    demo.take_selection(Selection((lead,)))
    settle()
    (row,) = rows_of(demo, "judged")
    assert row.detail.startswith("different")
    assert "cousins" in row.detail
    assert row.target == other
    rect = demo.inspector.tree.visualItemRect(line_of(demo, "judged"))
    demo.inspector.tree.go(row, LABEL)
    assert rect.isValid()
    settle()
    assert not rows_of(demo, "judged")


def test_whom_it_may_be_stands_in_the_inspector_with_how_sure_and_why(
    demo: MainWindow, pair: Pair, settle: Settle
) -> None:
    demo.take_selection(Selection((pair[0],)))
    settle()
    found = [row for row in rows_of(demo, "perhaps") if row.target == pair[1]]
    assert found
    assert found[0].detail.startswith("likely · ")


def test_the_old_reference_finds_the_lead_and_says_so(
    demo: MainWindow, pair: Pair, qtbot: QtBot, settle: Settle
) -> None:
    ref, lead_ref = own_ref(demo, pair[1]), own_ref(demo, pair[0])
    merged(demo, settle, pair)
    demo.search.begin()
    qtbot.keyClicks(demo.search, ref)
    qtbot.waitUntil(demo.search.list.isVisible)
    rows = demo.search.list.model.rows
    assert rows[0].detail.startswith(f"{ref} is now part of {lead_ref}")
    demo.search.list.hide()


def test_an_item_that_was_merged_leads_to_its_lead_from_anywhere(
    demo: MainWindow, pair: Pair, settle: Settle
) -> None:
    merged(demo, settle, pair)
    demo.show_item(pair[1])
    settle()
    assert demo.inspector.item == pair[0]
    assert "is now part of" in demo.status.currentMessage()


def test_ctrl_enter_shows_another_value_until_the_grades_decide_again(
    demo: MainWindow, pair: Pair, qtbot: QtBot, settle: Settle
) -> None:
    demo.session.edit(
        "Add",
        lambda edit: [
            statements.state(edit, Subject("entity", pair[0].id), "birth_date", Value(day))
            for day in ("1961", "1962")
        ],
    )
    demo.take_selection(Selection((pair[0],)))
    settle()
    tree = demo.inspector.tree

    def shown() -> tuple[SheetRow, QTreeWidgetItem]:
        line = tree.find_value("birth_date")
        assert line is not None
        row = line.data(0, ROW)
        assert isinstance(row, SheetRow)
        return row, line

    def press() -> None:
        tree.setFocus()
        qtbot.keyClick(tree, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        settle()

    first, line = shown()
    rival = line.child(0)
    chosen = rival.data(0, ROW)
    tree.setCurrentItem(rival)
    press()
    row, line = shown()
    assert (row.value, row.detail) == (chosen.value, "chosen by hand")
    assert row.rivals[0].detail == "The value shown was chosen by hand."
    tree.setCurrentItem(line)
    press()
    assert shown()[0].value == first.value
    assert not shown()[0].is_preferred


def test_another_name_is_chosen_as_the_name(
    demo: MainWindow, pair: Pair, qtbot: QtBot, settle: Settle
) -> None:
    merged(demo, settle, pair)
    demo.take_selection(Selection((pair[0],)))
    settle()
    before = demo.inspector.header.name.text()
    tree = demo.inspector.tree
    line = next(
        item
        for item in tree.find_rows("values")
        if isinstance(row := item.data(0, ROW), SheetRow)
        and row.about == "name"
        and row.text.isascii()
        and row.text != before
    )
    name = line.data(0, ROW).text
    tree.setFocus()
    tree.setCurrentItem(line)
    qtbot.keyClick(tree, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settle()
    assert demo.inspector.header.name.text() == name


def test_a_link_merged_from_parallel_ones_is_split_from_its_own_place(
    demo: MainWindow, pair: Pair, settle: Settle
) -> None:
    with demo.session.store.read() as db:
        third = find_item(db, "P05")[0]

    def enter(edit: Edit) -> list[int]:
        return [
            links.add_link(edit, "associate_of", EntityId(one.id), EntityId(third.id))
            for one in pair
        ]

    with demo.session.store.edit("Enter") as edit:
        first, second = enter(edit)
    merged(demo, settle, pair)
    with demo.session.store.read() as db:
        lead = Item("link", lead_of(db, "link", second))
        assert lead_of(db, "link", first) == lead.id
    demo.take_selection(Selection((lead,)))
    settle()
    (row,) = rows_of(demo, "merged")
    assert row.deed is not None
    demo.inspector.tree.deed_wanted.emit(row.deed)
    dialog = split_dialog(demo, settle)
    dialog.accept()
    settle()
    with demo.session.store.read() as db:
        assert lead_of(db, "link", first) == first
        assert lead_of(db, "link", second) == second
    assert not rows_of(demo, "merged")
