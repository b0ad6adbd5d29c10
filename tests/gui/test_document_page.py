"""A source document in its tab: details, records, and what they state."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from iwtlink.gui.pages.document import DocumentPage
from iwtlink.gui.trees import top_items
from iwtlink.gui.window import MainWindow
from iwtlink.store import Edit
from iwtlink.store.documents import Record, add_record
from iwtlink.store.entities import add_entity
from iwtlink.store.ids import DocumentId, Item, Subject
from iwtlink.store.refs import find_item
from iwtlink.store.statements import EXISTS, state
from tests.gui.conftest import Settle


@pytest.fixture
def page(demo: MainWindow, settle: Settle) -> DocumentPage:
    with demo.session.store.read() as db:
        item = find_item(db, "SRC-0115")[0]
    made = demo.opener.show_document(item.id)
    settle()
    return made


def test_it_says_what_the_document_is_and_when_it_came(page: DocumentPage) -> None:
    assert page.heading.text().startswith("Customs record")
    assert "SRC-0115" in page.meta.text()
    assert "received 2017-08-22" in page.meta.text()
    assert "Thai" in page.meta.text()


def test_a_record_narrows_what_is_listed(page: DocumentPage, demo: MainWindow) -> None:
    every = page.lines.topLevelItemCount()
    last = top_items(page.records)[-1]
    page.records.setCurrentItem(last)
    assert 0 < page.lines.topLevelItemCount() <= every
    assert "this record" in page.lines_heading.text()
    assert page.selection().current == Item("record", last.data(0, Qt.ItemDataRole.UserRole).id)


def test_a_statement_leads_to_its_item(
    page: DocumentPage, demo: MainWindow, settle: Settle, qtbot: QtBot
) -> None:
    line = top_items(page.lines)[0]
    page.lines.setCurrentItem(line)
    settle()
    assert demo.inspector.item == line.data(0, Qt.ItemDataRole.UserRole)


def test_statements_are_copied_with_their_header(page: DocumentPage, demo: MainWindow) -> None:
    page.select_all()
    demo.actions_by_name["copy"].trigger()
    lines = QGuiApplication.clipboard().text().split("\n")
    assert lines[0] == "Of\tWhat\tValue"
    assert len(lines) == page.lines.topLevelItemCount() + 1


def test_a_document_opens_only_once(page: DocumentPage, demo: MainWindow) -> None:
    count = demo.pages.count()
    assert demo.opener.show_document(page.document_id) is page
    assert demo.pages.count() == count


def test_an_entity_that_two_records_mention_is_listed_once(
    page: DocumentPage, demo: MainWindow, settle: Settle
) -> None:
    number = page.document_id
    store = demo.session.store

    def mention_twice(edit: Edit) -> None:
        person = add_entity(edit, "person", "Witness")
        for passage in ("first", "second"):
            record = add_record(edit, DocumentId(number), Record(passage=passage))
            state(edit, Subject("entity", person), EXISTS, "person", record_id=record)

    demo.session.edit("Mention", mention_twice)
    settle()
    told = [
        [line.text(n) for n in range(3)]
        for line in top_items(page.lines)
        if line.text(0) == "Witness"
    ]
    assert told == [["Witness", "Is mentioned", "Person (2 records)"]]
    assert store.undo_label() == "Mention"
    page.records.setCurrentItem(top_items(page.records)[-1])
    assert page.lines.topLevelItemCount() == 1
