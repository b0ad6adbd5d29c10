"""A document opened on its page."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from iwtlink.gui.pages.document import DocumentPage
from iwtlink.gui.window import MainWindow
from iwtlink.operations.attaching import NewFile, attach
from iwtlink.store.documents import Document, Record
from iwtlink.store.origins import Origin
from tests.gui.conftest import Settle

TEXT = """Note of a meeting

On 14 March 2017 Khamsing VONGPHADY met Bounthanh SOULIGNO at the Blue Lotus.
He offered 12 kg of ivory. His driver uses 020 2299 1177 and a van ກຂ 4321.
ທ້າວ ບຸນທັນ ໄປນຳ 👍 ທຸກຄົນ."""


@pytest.fixture
def page(demo: MainWindow, settle: Settle) -> DocumentPage:
    """Give the page of a document of two pages, graded B2, its source protected."""
    return opened(demo, settle, [NewFile("note.txt", TEXT.encode()), NewFile("b.txt", b"Second")])


def opened(demo: MainWindow, settle: Settle, files: list[NewFile]) -> DocumentPage:
    attached = attach(
        demo.session.store,
        files,
        document=Document("Note", is_protected=True),
        join=True,
        record=Record(grading="5x5x5", reliability="B", credibility="2"),
        origin=Origin("Ms Source", "020 5555 0199", "at night"),
    )
    settle()
    page = demo.opener.show_document(attached[0].document_id)
    settle()
    settle()
    return page


def photo() -> bytes:
    buffer = io.BytesIO()
    Image.new("RGB", (400, 300), (120, 90, 60)).save(buffer, "JPEG")
    return buffer.getvalue()
