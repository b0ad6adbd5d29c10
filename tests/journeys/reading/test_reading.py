"""Words, rectangles and faces of a document become items, by few keys."""

from __future__ import annotations

import io

from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from iwtlink.gui.dialogs.picture_of import PictureOfDialog
from iwtlink.gui.entry.value_row import About
from iwtlink.gui.pages.document import DocumentPage
from iwtlink.gui.trees import top_items
from iwtlink.gui.window import MainWindow
from iwtlink.operations.attaching import NewFile
from iwtlink.operations.marking import Candidate, Mark
from iwtlink.store.documents import records_of
from iwtlink.store.entities import list_entities
from iwtlink.store.files import read_file
from iwtlink.store.ids import Item, SubjectKind
from iwtlink.store.passages import passage_of_statement, passages_of_document
from iwtlink.store.statements import read_statements
from tests.gui.conftest import Settle
from tests.journeys.reading.conftest import TEXT, opened, photo


def choose(page: DocumentPage, words: str) -> QWidget:
    """Select words of the page by keys: Ctrl+Home, arrows, Shift+arrows."""
    view = page.reader.text
    first = TEXT.index(words)
    view.setFocus()
    QTest.keyClick(view, Qt.Key.Key_Home, Qt.KeyboardModifier.ControlModifier)
    for _ in range(first):
        QTest.keyClick(view, Qt.Key.Key_Right)
    for _ in words:
        QTest.keyClick(view, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    chosen = page.reader.chosen()
    assert chosen is not None and chosen.words == words
    return view


def press(demo: MainWindow, settle: Settle, key: Qt.Key) -> None:
    """Press a key where the keyboard is."""
    QTest.keyClick(demo.focusWidget(), key)
    settle()


def entity_called(demo: MainWindow, label: str) -> int:
    with demo.session.store.read() as db:
        return next(int(row.id) for row in list_entities(db) if row.label == label)


def words_of(demo: MainWindow, kind: SubjectKind, item_id: int) -> dict[str, str]:
    """Give, by property, the words of the passage that each statement of the page rests on."""
    with demo.session.store.read() as db:
        rows = read_statements(db, kind, [item_id])[item_id]
        found = [(row.property, passage_of_statement(db, row.id)) for row in rows]
    return {name: passage.words for name, passage in found if passage is not None}


def make_entity(page: DocumentPage, demo: MainWindow, settle: Settle, words: str) -> None:
    """Make an entity of words of the page, by two keys."""
    choose(page, words)
    press(demo, settle, Qt.Key.Key_E)
    press(demo, settle, Qt.Key.Key_Return)


def test_words_become_an_entity_by_two_keys(
    page: DocumentPage, demo: MainWindow, settle: Settle
) -> None:
    make_entity(page, demo, settle, "Bounthanh SOULIGNO")
    number = entity_called(demo, "Bounthanh SOULIGNO")
    assert words_of(demo, "entity", number)["name"] == "Bounthanh SOULIGNO"
    with demo.session.store.read() as db:
        (name,) = [
            r for r in read_statements(db, "entity", [number])[number] if r.property == "name"
        ]
        assert (name.source.grade, name.source.page) == ("B2", "1")
    assert demo.focusWidget() is page.reader.text
    assert any(
        isinstance(one, Mark) and one.items == (number,) for one in page.reader.text.marks.all
    )


def test_a_name_in_another_script_goes_where_scripts_go(
    page: DocumentPage, demo: MainWindow, settle: Settle
) -> None:
    page.reader.text.select(TEXT.index("ບຸນທັນ"), TEXT.index("ບຸນທັນ") + len("ບຸນທັນ"))
    press(demo, settle, Qt.Key.Key_E)
    assert demo.entry.entity.script.text() == "ບຸນທັນ"
    press(demo, settle, Qt.Key.Key_Return)
    assert words_of(demo, "entity", entity_called(demo, "ບຸນທັນ"))["name"] == "ບຸນທັນ"


def test_what_two_names_have_to_do_with_each_other_becomes_a_link(
    page: DocumentPage, demo: MainWindow, settle: Settle
) -> None:
    make_entity(page, demo, settle, "Bounthanh SOULIGNO")
    choose(page, "Khamsing VONGPHADY met Bounthanh SOULIGNO")
    press(demo, settle, Qt.Key.Key_L)
    assert demo.focusWidget() is demo.entry.link.verb
    QTest.keyClicks(demo.entry.link.verb, "is associated")
    QTest.keyClick(demo.entry.link.verb, Qt.Key.Key_Return)
    press(demo, settle, Qt.Key.Key_Return)
    item = demo.inspector.item
    assert item is not None and item.kind == "link"
    assert words_of(demo, "link", item.id)["exists"] == "Khamsing VONGPHADY met Bounthanh SOULIGNO"


def test_a_date_becomes_a_value_of_who_is_selected(
    page: DocumentPage, demo: MainWindow, settle: Settle
) -> None:
    number = entity_called(demo, "Khamsing VONGPHADY")
    demo.show_item(Item("entity", number))
    settle()
    choose(page, "14 March 2017")
    press(demo, settle, Qt.Key.Key_V)
    about = demo.entry.value.about.choice
    assert isinstance(about, About) and about.item.value_type == "date"
    assert demo.entry.value.value.text() == "2017-03-14"
    press(demo, settle, Qt.Key.Key_Return)
    assert words_of(demo, "entity", number)[about.item.name] == "14 March 2017"


def test_a_quantity_becomes_an_item_of_the_seizure_that_is_selected(
    page: DocumentPage, demo: MainWindow, settle: Settle
) -> None:
    with demo.session.store.read() as db:
        seizure = next(row for row in list_entities(db) if row.type == "seizure")
    demo.show_item(Item("entity", seizure.id))
    settle()
    choose(page, "12 kg of ivory")
    press(demo, settle, Qt.Key.Key_A)
    press(demo, settle, Qt.Key.Key_Return)
    item = demo.inspector.item
    assert item is not None and item.kind == "observation"
    with demo.session.store.read() as db:
        rows = read_statements(db, "observation", [item.id])[item.id]
    assert {(row.property, row.value) for row in rows} == {
        ("weight_kg", "12 KGM"),
        ("taxon", "Elephantidae spp."),
    }


def test_words_become_a_record_by_two_keys(
    page: DocumentPage, demo: MainWindow, settle: Settle
) -> None:
    choose(page, "He offered 12 kg of ivory.")
    press(demo, settle, Qt.Key.Key_R)
    press(demo, settle, Qt.Key.Key_Return)
    with demo.session.store.read() as db:
        last = records_of(db, page.document_id)[-1].record
        (kept,) = passages_of_document(db, page.document_id)
    assert (last.passage, last.page, last.reliability) == ("He offered 12 kg of ivory.", "1", "B")
    assert kept.passage.first == TEXT.index("He offered")


def test_marks_are_walked_through_and_accepted_by_one_key(
    page: DocumentPage, demo: MainWindow, settle: Settle
) -> None:
    view = page.reader.text
    view.setFocus()
    kinds = [one.kind if isinstance(one, Candidate) else "known" for one in view.marks.all]
    assert kinds == ["date", "known", "quantity", "phone", "plate"]
    for _ in range(4):
        QTest.keyClick(view, Qt.Key.Key_Tab)
    assert "Phone number, not entered: +856 20 22 991 177" in page.reader.says.text()
    press(demo, settle, Qt.Key.Key_A)
    number = entity_called(demo, "+856 20 22 991 177")
    assert words_of(demo, "entity", number)["number"] == "020 2299 1177"
    settle()
    kinds = [one.kind if isinstance(one, Candidate) else "known" for one in view.marks.all]
    assert kinds == ["date", "known", "quantity", "known", "plate"]


def test_a_candidate_left_alone_makes_nothing(
    page: DocumentPage, demo: MainWindow, settle: Settle
) -> None:
    with demo.session.store.read() as db:
        before = len(list_entities(db))
    for _ in range(5):
        QTest.keyClick(page.reader.text, Qt.Key.Key_Tab)
    press(demo, settle, Qt.Key.Key_Escape)
    with demo.session.store.read() as db:
        assert len(list_entities(db)) == before


def test_a_known_name_gains_the_page_as_a_source(
    page: DocumentPage, demo: MainWindow, settle: Settle
) -> None:
    number = entity_called(demo, "Khamsing VONGPHADY")
    choose(page, "Khamsing VONGPHADY")
    press(demo, settle, Qt.Key.Key_A)
    assert demo.session.store.undo_label().startswith("Add a source to")
    assert words_of(demo, "entity", number) == {"exists": "Khamsing VONGPHADY"}


def test_escape_leads_back_to_the_page_and_enters_nothing(
    page: DocumentPage, demo: MainWindow, settle: Settle
) -> None:
    label = demo.session.store.undo_label()
    choose(page, "Blue Lotus")
    press(demo, settle, Qt.Key.Key_E)
    press(demo, settle, Qt.Key.Key_Escape)
    assert demo.focusWidget() is page.reader.text
    assert demo.entry.entity.name.text() == ""
    assert demo.session.store.undo_label() == label


def test_a_value_shows_where_it_stands(
    page: DocumentPage, demo: MainWindow, settle: Settle
) -> None:
    choose(page, "Blue Lotus")
    press(demo, settle, Qt.Key.Key_E)
    press(demo, settle, Qt.Key.Key_Return)
    page.show_page(2)
    settle()
    settle()
    assert page.reader.text.toPlainText() == "Second"
    line = next(one for one in top_items(page.lines) if one.text(0) == "Blue Lotus")
    page.lines.setCurrentItem(line)
    settle()
    settle()
    assert page.page_label() == "1"
    cursor = page.reader.text.textCursor()
    assert page.reader.text.part.to_page(cursor.position()) == TEXT.index("Blue Lotus")


def test_a_picture_beyond_the_basic_plane_shifts_no_passage(
    page: DocumentPage, demo: MainWindow, settle: Settle
) -> None:
    first = TEXT.index("ທຸກຄົນ")
    page.reader.text.select(first, first + 6)
    assert page.reader.text.textCursor().selectedText() == "ທຸກຄົນ"
    chosen = page.reader.chosen()
    assert chosen is not None and (chosen.first, chosen.words) == (first, "ທຸກຄົນ")


def test_a_rectangle_on_a_photo_is_a_passage(demo: MainWindow, settle: Settle) -> None:
    page = opened(demo, settle, [NewFile("scene.jpg", photo())])
    view = page.reader.picture
    view.setFocus()
    QTest.keyClick(view, Qt.Key.Key_Space)
    QTest.keyClick(view, Qt.Key.Key_Right)
    QTest.keyClick(view, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    press(demo, settle, Qt.Key.Key_E)
    QTest.keyClicks(demo.entry.entity.name, "Man with a hat")
    press(demo, settle, Qt.Key.Key_Return)
    number = entity_called(demo, "Man with a hat")
    with demo.session.store.read() as db:
        (exists,) = [
            row for row in read_statements(db, "entity", [number])[number]
            if row.property == "exists"
        ]  # fmt: skip
        passage = passage_of_statement(db, exists.id)
    assert passage is not None and passage.first is None
    assert len(passage.region.split()) == 4
    line = next(one for one in top_items(page.lines) if one.text(0) == "Man with a hat")
    page.lines.setCurrentItem(line)
    settle()
    assert view.canvas.passage is not None


def test_a_face_cut_out_becomes_the_picture_of_an_entity(demo: MainWindow, settle: Settle) -> None:
    page = opened(demo, settle, [NewFile("scene.jpg", photo())])
    view = page.reader.picture
    view.setFocus()
    QTest.keyClick(view, Qt.Key.Key_Space)
    QTest.keyClick(view, Qt.Key.Key_U)
    (dialog,) = demo.findChildren(PictureOfDialog)
    QTest.keyClicks(dialog.who, "Khamsing VONG")
    QTest.keyClick(dialog.who, Qt.Key.Key_Return)
    QTest.keyClick(dialog.who, Qt.Key.Key_Return)
    settle()
    number = entity_called(demo, "Khamsing VONGPHADY")
    with demo.session.store.read() as db:
        row = next(row for row in list_entities(db) if row.id == number)
        assert row.picture_id is not None
        cut = Image.open(io.BytesIO(read_file(db, row.picture_id)))
    assert cut.width < 400 and cut.height < 300
