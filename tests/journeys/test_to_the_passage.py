"""Whoever opens what a search found, or a value's source, sees at once where it stands."""

from __future__ import annotations

import io

from PIL import Image
from PySide6.QtCore import QPointF
from pytestqt.qtbot import QtBot
from sqlalchemy import text

from iwtlink.gui.pages.document import DocumentPage
from iwtlink.gui.window import MainWindow
from iwtlink.operations import searching
from iwtlink.operations.attaching import NewFile, attach
from iwtlink.store.documents import Document
from iwtlink.store.search import Question
from tests.gui.conftest import Settle

LONG = "\n".join(f"Line {n} of the report" for n in range(400))
TEXT = f"{LONG}\nThe van was seen at the Quiet Heron warehouse.\n{LONG}"


def attached(demo: MainWindow, settle: Settle, *files: NewFile) -> int:
    made = attach(demo.session.store, list(files), document=Document("Report"), join=True)
    settle()
    return int(made[0].document_id)


def first_page(demo: MainWindow, document: int) -> int:
    with demo.session.store.read() as db:
        found = db.scalar(
            text(
                "SELECT p.id FROM page p JOIN file f ON f.id = p.file_id WHERE f.document_id = :d"
            ),
            {"d": document},
        )
    return int(found)


def set_off(page: DocumentPage) -> str:
    """Give the words of the page that stand on a wash of their own."""
    washed = [
        extra.cursor.selectedText()
        for extra in page.reader.text.extraSelections()
        if extra.format.hasProperty(extra.format.Property.BackgroundBrush)
    ]
    return "".join(washed)


def is_in_view(page: DocumentPage) -> bool:
    view = page.reader.text
    return view.viewport().rect().contains(view.cursorRect().center())


def test_a_hit_is_set_off_when_its_document_was_not_open(demo: MainWindow, settle: Settle) -> None:
    attached(demo, settle, NewFile("note.txt", TEXT.encode()))
    hit = searching.ask(demo.session.store, Question("quiet heron")).answer.hits[0]
    demo.opener.show_hit(hit)
    for _ in range(4):
        settle()
    page = demo.pages.front
    assert isinstance(page, DocumentPage)
    assert set_off(page).casefold().startswith("quiet")
    assert is_in_view(page)


def test_a_hit_on_a_later_page_is_set_off_too(demo: MainWindow, settle: Settle) -> None:
    files = [NewFile("a.txt", b"First page"), NewFile("b.txt", TEXT.encode())]
    attached(demo, settle, *files)
    hit = searching.ask(demo.session.store, Question("quiet heron")).answer.hits[0]
    demo.opener.show_hit(hit)
    for _ in range(4):
        settle()
    page = demo.pages.front
    assert isinstance(page, DocumentPage)
    assert page.page_label() == "2"
    assert set_off(page).casefold().startswith("quiet")


def test_a_part_of_a_tall_picture_is_brought_into_view(
    demo: MainWindow, settle: Settle, qtbot: QtBot
) -> None:
    buffer = io.BytesIO()
    Image.new("RGB", (300, 3000), (120, 90, 60)).save(buffer, "JPEG")
    document = attached(demo, settle, NewFile("tall.jpg", buffer.getvalue()))
    page_id = first_page(demo, document)
    page = demo.opener.show_document(document)
    page.show_passage(page_id, None, None, "0.1 0.9 0.2 0.05")
    picture = page.reader.picture
    qtbot.waitUntil(lambda: not picture.canvas.picture.isNull())
    part = picture.canvas.passage
    assert part is not None
    middle = QPointF(part.center().x() * picture.canvas.width(), 0).toPoint()
    middle.setY(round(part.center().y() * picture.canvas.height()))
    seen = picture.canvas.mapTo(picture.viewport(), middle)
    assert picture.viewport().rect().contains(seen)
