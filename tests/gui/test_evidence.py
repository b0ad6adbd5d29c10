"""The evidence card, the rating in the inspector and the quality page, by keys alone."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox
from pytestqt.qtbot import QtBot

from iwtlink.gui.dialogs.grading import GradingDialog
from iwtlink.gui.pages.quality import QualityPage
from iwtlink.gui.pages.quality_lists import RULE, item_of
from iwtlink.gui.panels.sheet_delegate import ROW
from iwtlink.gui.reading.evidence import read_evidence
from iwtlink.gui.reading.sheet import SheetRow
from iwtlink.gui.selection import Selection
from iwtlink.gui.trees import top_items
from iwtlink.gui.window import MainWindow
from iwtlink.ontology import Value
from iwtlink.operations.quality import switched_off
from iwtlink.store import Edit, documents, entities, statements
from iwtlink.store.ids import Item, Subject
from iwtlink.store.refs import find_item
from tests.gui.conftest import Settle


@pytest.fixture
def disputed(demo: MainWindow, settle: Settle) -> Item:
    """Add a person of whom two sources say different things, and show him."""

    def work(edit: Edit) -> int:
        made = entities.add_entity(edit, "person", "Bounmy TEST")
        for title, grade, year in (("Registry letter", "A1", "1970"), ("Rumour", "D4", "1980")):
            document_id = documents.add_document(edit, documents.Document(title, date="2016"))
            record_id = documents.add_record(
                edit,
                document_id,
                documents.Record(
                    page="7",
                    passage=f"born in {year}",
                    grading="5x5x5",
                    reliability=grade[0],
                    credibility=grade[1],
                    handling="4",
                    tlp="AMBER",
                ),
            )
            value = Value(year, first=f"{year}-01-01", last=f"{year}-12-31")
            subject = Subject("entity", made)
            statements.state(edit, subject, "birth_date", value, record_id=record_id)
        return made

    found: list[int] = []
    demo.session.edit("Add", work, on_done=found.append)
    settle()
    item = Item("entity", found[0])
    demo.take_selection(Selection((item,)))
    settle()
    return item


def value_rows(window: MainWindow) -> list[SheetRow]:
    items = window.inspector.tree.find_rows("values")
    return [row for item in items if isinstance(row := item.data(0, ROW), SheetRow)]


def test_the_value_that_lost_stands_muted_below_with_the_reason(
    demo: MainWindow, disputed: Item
) -> None:
    (born,) = [row for row in value_rows(demo) if row.about == "birth_date"]
    assert born.text == "1970"
    (lost,) = born.rivals
    assert (lost.text, lost.is_rival) == ("1980", True)
    assert lost.detail == "The value shown has the better grade."
    assert lost.mark is not None and "Source D: Unreliable" in lost.mark.tip


def test_space_pages_through_the_evidence_and_enter_opens_the_source(
    demo: MainWindow, disputed: Item, qtbot: QtBot, settle: Settle
) -> None:
    tree, card = demo.inspector.tree, demo.inspector.evidence
    line = tree.find_value("birth_date")
    assert line is not None
    tree.setFocus()
    tree.setCurrentItem(line)
    qtbot.keyClick(tree, Qt.Key.Key_Space)
    settle()
    assert card.isVisible() and card.hasFocus()
    assert card.said.text() == "Date of birth: 1970"
    assert "Registry letter" in card.source.text()
    assert "page 7" in card.where.text()
    assert card.words.text() == "“born in 1970”"
    assert "Source A: Always reliable" in card.grade.text()
    assert "Handling 4: Within the originating agency only" in card.grade.text()
    assert card.handling.text() == "Handling 4 · TLP:AMBER"
    assert "Entered by ND" in card.entered.text()
    assert "Always reliable" in card.accessibleDescription()
    qtbot.keyClick(card, Qt.Key.Key_Space)
    assert card.said.text() == "Date of birth: 1980 (not the value shown)"
    chosen = tree.currentItem()
    assert chosen is not None and chosen.data(0, ROW).text == "1980"
    qtbot.keyClick(card, Qt.Key.Key_Space, Qt.KeyboardModifier.ShiftModifier)
    assert card.said.text() == "Date of birth: 1970"
    qtbot.keyClick(card, Qt.Key.Key_Return)
    settle()
    front = demo.pages.front
    assert front is not None and front.title() == "Registry letter"
    assert demo.inspector.item == disputed and card.isVisible()
    demo.actions_by_name["focus_inspector"].trigger()
    qtbot.keyClick(card, Qt.Key.Key_Space)
    qtbot.keyClick(card, Qt.Key.Key_Return)
    settle()
    front = demo.pages.front
    assert front is not None and front.title() == "Rumour"
    assert demo.inspector.item == disputed
    demo.actions_by_name["focus_inspector"].trigger()
    assert card.hasFocus()
    qtbot.keyClick(card, Qt.Key.Key_Escape)
    assert not card.isVisible()
    assert tree.hasFocus()


def test_every_statement_has_its_evidence_and_existence_comes_last(
    demo: MainWindow, disputed: Item
) -> None:
    with demo.session.store.read() as db:
        found = read_evidence(db, demo.session.store.ontology, disputed)
        stated = statements.read_statements(db, "entity", [disputed.id])[disputed.id]
    assert {one.statement_id for one in found} == {row.id for row in stated}
    assert found[-1].value == "that this entity exists"


def test_the_evidence_goes_away_with_another_item(
    demo: MainWindow, disputed: Item, settle: Settle
) -> None:
    demo.commands.view.show_evidence()
    settle()
    assert demo.inspector.evidence.isVisible()
    with demo.session.store.read() as db:
        other = find_item(db, "P01")[0]
    demo.take_selection(Selection((other,)))
    settle()
    assert not demo.inspector.evidence.isVisible()


def test_the_rating_tells_its_reasons_and_leads_to_the_fix(
    demo: MainWindow, disputed: Item, settle: Settle
) -> None:
    badge = demo.inspector.header.quality
    assert badge.isVisible()
    assert badge.text() == "Quality: minor, reasons: 1"
    assert badge.accessibleDescription() == "Nobody states: ID number."
    menu = badge.menu()
    assert menu is not None
    menu.actions()[0].trigger()
    settle()
    assert demo.inspector.tree.is_editing


@pytest.fixture
def quality(demo: MainWindow, settle: Settle) -> QualityPage:
    """Show the quality page."""
    demo.actions_by_name["show_quality"].trigger()
    settle()
    page = demo.pages.front
    assert isinstance(page, QualityPage)
    return page


def test_the_quality_page_lists_the_worst_first_with_their_reasons(
    demo: MainWindow, quality: QualityPage
) -> None:
    lines = top_items(quality.items)
    points = [int(line.text(1)) for line in lines]
    assert points and points == sorted(points)
    quality.items.setCurrentItem(lines[0])
    assert len(top_items(quality.reasons)) >= 1
    assert quality.selection().current == item_of(lines[0])
    assert "items with a fault" in quality.shown()


def test_a_rule_chosen_narrows_the_items_and_is_explained(
    demo: MainWindow, quality: QualityPage, settle: Settle
) -> None:
    every = quality.items.topLevelItemCount()
    line = next(one for one in top_items(quality.rules) if one.data(0, RULE) == "duplicate")
    quality.rules.setCurrentItem(line)
    settle()
    assert 0 < quality.items.topLevelItemCount() < every
    assert "It may be the same one" in quality.explained.text()
    assert line.text(2) == "6"


def test_a_rule_is_switched_off_on_the_page_and_by_undo_on_again(
    demo: MainWindow, quality: QualityPage, settle: Settle
) -> None:
    line = next(one for one in top_items(quality.rules) if one.data(0, RULE) == "single_source")
    assert line.text(2) == "63"
    line.setCheckState(0, Qt.CheckState.Unchecked)
    settle()
    with demo.session.store.read() as db:
        assert switched_off(db) == {"single_source"}
    assert line.text(2) == ""
    demo.actions_by_name["undo"].trigger()
    settle()
    with demo.session.store.read() as db:
        assert switched_off(db) == frozenset()
    assert line.checkState(0) == Qt.CheckState.Checked


def test_a_reason_opened_leads_to_the_item_and_its_value(
    demo: MainWindow, quality: QualityPage, qtbot: QtBot, settle: Settle
) -> None:
    rule = next(one for one in top_items(quality.rules) if one.data(0, RULE) == "missing")
    quality.rules.setCurrentItem(rule)
    settle()
    line = top_items(quality.items)[0]
    quality.items.setCurrentItem(line)
    quality.reasons.setFocus()
    quality.reasons.setCurrentItem(top_items(quality.reasons)[0])
    qtbot.keyClick(quality.reasons, Qt.Key.Key_Return)
    settle()
    assert demo.inspector.item == item_of(line)
    assert demo.inspector.tree.is_editing


def test_grades_are_shown_in_the_units_own_system_and_marked(
    demo: MainWindow, disputed: Item, settle: Settle
) -> None:
    demo.actions_by_name["choose_grading"].trigger()
    dialog = demo.findChild(GradingDialog)
    assert isinstance(dialog, GradingDialog)
    box = dialog.findChild(QComboBox, "grading_system")
    assert isinstance(box, QComboBox)
    box.setCurrentIndex(box.findData("admiralty"))
    dialog.accept()
    settle()
    (born,) = [row for row in value_rows(demo) if row.about == "birth_date"]
    (lost,) = born.rivals
    assert lost.mark is not None
    assert (lost.mark.grade, lost.mark.is_converted) == ("E6", True)
    assert "(converted)" in lost.mark.text
    assert "Converted from D4 (5x5x5)" in lost.mark.tip


def test_a_grade_is_typed_anew_in_any_system(
    demo: MainWindow, disputed: Item, qtbot: QtBot, settle: Settle
) -> None:
    (born,) = [row for row in value_rows(demo) if row.about == "birth_date"]
    assert born.mark is not None
    record = born.mark.target
    demo.take_selection(Selection((record,)))
    settle()
    tree = demo.inspector.tree
    line = tree.find_value("grade")
    assert line is not None and "Always reliable" in line.data(0, ROW).detail
    tree.setFocus()
    tree.setCurrentItem(line)
    qtbot.keyClick(tree, Qt.Key.Key_F2)
    box = demo.focusWidget()
    assert box is not None
    qtbot.keyClick(box, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClicks(box, "x4 H1")
    qtbot.keyClick(box, Qt.Key.Key_Return)
    settle()
    with demo.session.store.read() as db:
        row = documents.get_record(db, record.id)
    assert row is not None
    kept = (row.record.grading, row.record.reliability, row.record.credibility)
    assert (kept, row.record.handling) == (("4x4", "X", "4"), "H1")
