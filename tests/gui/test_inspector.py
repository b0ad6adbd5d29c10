"""The inspector: everything about an item, edited in place with keys alone."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, QRect, Qt, QUrl
from PySide6.QtGui import QDropEvent, QGuiApplication, QImage
from PySide6.QtWidgets import QApplication, QTreeWidgetItem, QWidget
from pytestqt.qtbot import QtBot

from iwtlink.gui.dialogs.retract import RetractDialog
from iwtlink.gui.panels.reason import ReasonDialog
from iwtlink.gui.panels.sheet_delegate import ROW, SOURCE, VALUE, text_height
from iwtlink.gui.reading.sheet import SheetRow
from iwtlink.gui.selection import Selection
from iwtlink.gui.theme import apply_theme
from iwtlink.gui.window import MainWindow
from iwtlink.store.entities import get_entity
from iwtlink.store.ids import Item
from iwtlink.store.links import get_link
from iwtlink.store.refs import find_item
from iwtlink.store.strength import explain
from tests.gui.conftest import Settle


@pytest.fixture
def principal(demo: MainWindow, settle: Settle) -> Item:
    """Show the demonstration's principal in the inspector."""
    with demo.session.store.read() as db:
        item = find_item(db, "P01")[0]
    demo.take_selection(Selection((item,)))
    settle()
    return item


def rows_of(window: MainWindow, section: str) -> list[SheetRow]:
    items = window.inspector.tree.find_rows(section)
    return [row for item in items if isinstance(row := item.data(0, ROW), SheetRow)]


def line_with(window: MainWindow, section: str, label: str, text: str = "") -> QTreeWidgetItem:
    for item in window.inspector.tree.find_rows(section):
        row = item.data(0, ROW)
        if isinstance(row, SheetRow) and row.label == label and text in row.text:
            return item
    raise AssertionError(f"no row {label} {text} in {section}")


def editor(window: MainWindow) -> QWidget:
    found = window.focusWidget()
    assert found is not None
    return found


def test_its_icons_are_drawn_anew_in_another_mode(
    demo: MainWindow, principal: Item, settle: Settle, qapp: QApplication
) -> None:
    def picture() -> QImage:
        return demo.inspector.header.twins.icon().pixmap(16, 16).toImage()

    light = picture()
    apply_theme(qapp, "dark")
    demo.retint()
    settle()
    assert picture() != light
    apply_theme(qapp, "light")
    demo.retint()
    settle()
    assert picture() == light


def test_it_shows_names_in_every_script_with_type_and_references(
    demo: MainWindow, principal: Item
) -> None:
    header = demo.inspector.header
    assert header.name.text() == "Khamsing VONGPHADY"
    assert header.script.text() == "ຄຳສິງ ວົງພະດີ"
    assert header.kind.text() == "Person"
    assert header.refs.text().startswith("P01")


def test_links_stand_by_verb_with_the_other_end_and_the_best_grade(
    demo: MainWindow, principal: Item
) -> None:
    rows = rows_of(demo, "links")
    assert len(rows) == 15
    assert [row.label for row in rows] == sorted(row.label for row in rows)
    member = next(row for row in rows if row.label == "is member of")
    assert member.text.startswith("Syndicate ALPHA")
    assert "2015-01 – 2017-09" in member.detail
    assert member.mark is not None
    assert member.mark.grade == "A2"


def test_a_value_is_added_with_keys_alone(
    demo: MainWindow, principal: Item, qtbot: QtBot, settle: Settle
) -> None:
    demo.actions_by_name["focus_inspector"].trigger()
    qtbot.keyClick(demo.inspector.tree, Qt.Key.Key_Insert)
    qtbot.keyClicks(editor(demo), "nationality")
    qtbot.keyClick(editor(demo), Qt.Key.Key_Return)
    qtbot.keyClicks(editor(demo), "viet")
    qtbot.keyClick(editor(demo), Qt.Key.Key_Return)
    settle()
    assert line_with(demo, "values", "Nationality", "Viet")
    assert demo.session.store.undo_label().startswith("Add Nationality")
    demo.actions_by_name["undo"].trigger()
    settle()
    assert "Nationality" not in [row.label for row in rows_of(demo, "values")]


def test_a_value_is_changed_in_place(
    demo: MainWindow, principal: Item, qtbot: QtBot, settle: Settle
) -> None:
    tree = demo.inspector.tree
    tree.setCurrentItem(line_with(demo, "values", "Date of birth"))
    qtbot.keyClick(tree, Qt.Key.Key_F2)
    qtbot.keyClicks(editor(demo), "14 Mar 1969")
    qtbot.keyClick(editor(demo), Qt.Key.Key_Return)
    settle()
    assert line_with(demo, "values", "Date of birth", "1969-03-14")


def test_a_text_that_is_no_value_is_not_written_and_says_why(
    demo: MainWindow, principal: Item, qtbot: QtBot, settle: Settle
) -> None:
    before = demo.session.store.undo_label()
    tree = demo.inspector.tree
    tree.setCurrentItem(line_with(demo, "values", "Date of birth"))
    qtbot.keyClick(tree, Qt.Key.Key_F2)
    qtbot.keyClicks(editor(demo), "someday")
    qtbot.keyClick(editor(demo), Qt.Key.Key_Return)
    settle()
    assert "someday" in demo.inspector.problem.text()
    assert demo.inspector.problem.isVisible()
    assert demo.session.store.undo_label() == before
    assert line_with(demo, "values", "Date of birth", "1968")


def test_escape_leaves_a_value_as_it_was(
    demo: MainWindow, principal: Item, qtbot: QtBot, settle: Settle
) -> None:
    before = demo.session.store.undo_label()
    tree = demo.inspector.tree
    tree.setCurrentItem(line_with(demo, "values", "Alias", "Boss"))
    qtbot.keyClick(tree, Qt.Key.Key_F2)
    qtbot.keyClicks(editor(demo), "Changed")
    qtbot.keyClick(editor(demo), Qt.Key.Key_Escape)
    settle()
    assert demo.session.store.undo_label() == before


def test_delete_removes_a_value_and_undo_brings_it_back(
    demo: MainWindow, principal: Item, qtbot: QtBot, settle: Settle
) -> None:
    tree = demo.inspector.tree
    tree.setFocus()
    tree.setCurrentItem(line_with(demo, "values", "Alias", "Boss Sing"))
    qtbot.keyClick(tree, Qt.Key.Key_Delete)
    dialog = demo.findChild(RetractDialog)
    assert dialog is not None
    dialog.reason.setEditText("Misheard")
    dialog.accept()
    settle()
    assert "Boss Sing" not in [row.text for row in rows_of(demo, "values")]
    demo.actions_by_name["undo"].trigger()
    settle()
    assert line_with(demo, "values", "Alias", "Boss Sing")


def test_enter_on_a_link_goes_to_the_other_end_and_alt_left_comes_back(
    demo: MainWindow, principal: Item, qtbot: QtBot, settle: Settle
) -> None:
    tree = demo.inspector.tree
    tree.setFocus()
    tree.setCurrentItem(line_with(demo, "links", "is member of"))
    qtbot.keyClick(tree, Qt.Key.Key_Return)
    settle()
    assert demo.inspector.header.kind.text() == "Syndicate"
    demo.actions_by_name["inspect_back"].trigger()
    settle()
    assert demo.inspector.header.name.text() == "Khamsing VONGPHADY"
    demo.actions_by_name["inspect_forward"].trigger()
    settle()
    assert demo.inspector.header.kind.text() == "Syndicate"


@pytest.mark.feature("C15")
def test_a_click_on_a_grade_opens_the_document_at_its_record(
    demo: MainWindow, principal: Item, qtbot: QtBot, settle: Settle
) -> None:
    tree = demo.inspector.tree
    item = line_with(demo, "links", "is member of")
    tree.scrollToItem(item)
    where = tree.visualRect(tree.indexFromItem(item, SOURCE)).center()
    qtbot.mouseClick(tree.viewport(), Qt.MouseButton.LeftButton, pos=where)
    settle()
    page = demo.pages.front
    assert page.kind == "document"
    assert page.records.currentItem() is not None


def test_f2_on_a_link_shows_the_link_whose_strength_can_be_changed(
    demo: MainWindow, principal: Item, qtbot: QtBot, settle: Settle
) -> None:
    tree = demo.inspector.tree
    tree.setFocus()
    tree.setCurrentItem(line_with(demo, "links", "is member of"))
    qtbot.keyClick(tree, Qt.Key.Key_F2)
    settle()
    assert demo.inspector.item is not None
    assert demo.inspector.item.kind == "link"
    tree.setCurrentItem(line_with(demo, "ends", "Strength"), VALUE)
    qtbot.keyClick(tree, Qt.Key.Key_F2)
    qtbot.keyClicks(editor(demo), "tent")
    qtbot.keyClick(editor(demo), Qt.Key.Key_Return)
    dialog = demo.findChild(ReasonDialog)
    assert isinstance(dialog, ReasonDialog)
    dialog.accept()
    assert not dialog.problem.isHidden(), "a strength set by hand needs a reason"
    dialog.reason.setText("He denied it in court")
    qtbot.keyClick(dialog.reason, Qt.Key.Key_Return)
    settle()
    row = line_with(demo, "ends", "Strength", "tentative").data(0, ROW)
    assert "He denied it in court" in row.detail


def test_a_strength_set_by_hand_can_follow_the_grades_again(
    demo: MainWindow, principal: Item, qtbot: QtBot, settle: Settle
) -> None:
    tree = demo.inspector.tree
    link = line_with(demo, "links", "is member of").data(0, ROW).label_target
    demo.take_selection(Selection((link,)))
    settle()
    tree.setFocus()
    tree.setCurrentItem(line_with(demo, "ends", "Strength"), VALUE)
    qtbot.keyClick(tree, Qt.Key.Key_F2)
    qtbot.keyClicks(editor(demo), "follow")
    qtbot.keyClick(editor(demo), Qt.Key.Key_Return)
    settle()
    with demo.session.store.read() as db:
        row = get_link(db, link.id)
        told = explain(db, link.id)
    assert row is not None
    assert not row.is_strength_set
    assert row.strength == told.strength
    assert told.because[0] in line_with(demo, "ends", "Strength").data(0, ROW).detail


def test_ctrl_c_copies_the_selected_rows_with_their_sources(
    demo: MainWindow, principal: Item, qtbot: QtBot
) -> None:
    tree = demo.inspector.tree
    tree.setFocus()
    tree.setCurrentItem(line_with(demo, "links", "is member of"))
    qtbot.keyClick(tree, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    copied = QGuiApplication.clipboard().text()
    assert copied.startswith("is member of\tSyndicate ALPHA")
    assert "A2 SRC-" in copied


def test_a_photo_is_dropped_in_and_taken_away(
    demo: MainWindow, principal: Item, settle: Settle, tmp_path: Path
) -> None:
    image = QImage(40, 60, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.red)
    assert image.save(str(tmp_path / "face.png"))
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(tmp_path / "face.png"))])
    photo = demo.inspector.header.photo
    no = Qt.KeyboardModifier.NoModifier
    drop = QDropEvent(
        QPointF(10, 10), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, no
    )
    photo.dropEvent(drop)
    settle()
    assert photo.has_photo
    with demo.session.store.read() as db:
        row = get_entity(db, principal.id)
    assert row is not None
    assert row.picture_id
    photo.removed.emit()
    settle()
    assert not photo.has_photo


def test_a_file_that_is_no_image_is_refused_with_a_sentence(
    demo: MainWindow, principal: Item, settle: Settle, tmp_path: Path
) -> None:
    (tmp_path / "note.txt").write_text("x")
    demo.inspector.header.photo.chosen.emit(tmp_path / "note.txt")
    settle()
    box = demo.findChild(QWidget, "error_dialog")
    assert "note.txt" in box.text()


def test_the_menu_of_a_row_says_what_can_be_done(demo: MainWindow, principal: Item) -> None:
    tree = demo.inspector.tree
    item = line_with(demo, "values", "Alias", "Boss")
    tree.scrollToItem(item)
    place = tree.visualRect(tree.indexFromItem(item, VALUE)).center() + QPoint(2, 2)
    tree.customContextMenuRequested.emit(place)
    menu = tree.findChild(QWidget, "row_menu")
    texts = [action.text() for action in menu.actions()]
    assert "Edit" in texts
    assert "Remove this value" in texts
    menu.close()


def test_in_a_read_only_database_nothing_can_be_added(
    window: MainWindow, demo_file: Path, settle: Settle
) -> None:
    window.commands.file.open_path(str(demo_file), read_only=True)
    settle()
    window.take_selection(Selection((Item("entity", 1),)))
    settle()
    assert window.inspector.tree.add_line() is None
    item = line_with(window, "values", "Name")
    window.inspector.tree.edit_row(item)
    assert window.inspector.tree.state() != window.inspector.tree.State.EditingState


def test_a_value_added_while_reading_a_source_is_stated_by_it(
    demo: MainWindow, principal: Item, qtbot: QtBot, settle: Settle
) -> None:
    demo.entry.holder.use_document(5)
    demo.entry.holder.change(page="3", grading="admiralty", reliability="B", credibility="2")
    qtbot.keyClick(demo.inspector.tree, Qt.Key.Key_Insert)
    qtbot.keyClicks(editor(demo), "nationality")
    qtbot.keyClick(editor(demo), Qt.Key.Key_Return)
    qtbot.keyClicks(editor(demo), "laos")
    qtbot.keyClick(editor(demo), Qt.Key.Key_Return)
    settle()
    row = line_with(demo, "values", "Nationality").data(0, ROW)
    assert row.mark.grade == "B2"
    assert "p. 3" in row.mark.tip


def test_a_damaged_image_is_refused_and_leaves_the_photo(
    demo: MainWindow, principal: Item, settle: Settle, tmp_path: Path
) -> None:
    (tmp_path / "face.png").write_bytes(b"nothing of a picture")
    before = demo.status.undo.text()
    demo.inspector.header.photo.chosen.emit(tmp_path / "face.png")
    settle()
    assert "face.png" in demo.findChild(QWidget, "error_dialog").text()
    assert demo.status.undo.text() == before


def test_a_text_in_lao_letters_has_the_height_that_it_is_drawn_with(demo: MainWindow) -> None:
    name = "ສົມພອນ ວົງພະຈັນ " * 3
    wrapped = Qt.TextFlag.TextWordWrap.value
    for width in (100, 200):
        drawn = demo.fontMetrics().boundingRect(QRect(0, 0, width, 999), wrapped, name).height()
        assert text_height(demo.font(), name, width) >= drawn
