"""Tables in text PDFs: lines and columns by where the words stand."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iwtlink.errors import BadInput
from iwtlink.intake import read_source
from iwtlink.intake.documents.marks import Glyph
from iwtlink.intake.read_pdf import table_in
from tests.intake.documents.makers import pdf_bytes

Write = Callable[[str, str | bytes], Path]

RECORDS = [
    ("No", "Date", "Place", "Weight"),
    ("1", "2016-05-21", "Boten market", "6.2 kg"),
    ("2", "", "Ban Mom, Bokeo", "12 kg"),
    ("3", "2016-09-08", "Thakhek", ""),
]


def drawn(*pages: list[tuple[str, ...]], title: bytes = b"Seizures of 2016") -> bytes:
    """Write a PDF whose pages hold a title and a table of four columns."""
    marks = [b"PAGE%d" % n for n in range(len(pages))]
    data = pdf_bytes(marks)
    for mark, rows in zip(marks, pages, strict=True):
        body = b"1 0 0 1 50 780 Tm (%s) Tj " % title if title else b""
        for n, row in enumerate(rows):
            for x, cell in zip((0, 60, 150, 330), row, strict=True):
                if cell:
                    body += b"1 0 0 1 %d %d Tm (%s) Tj " % (50 + x, 740 - 20 * n, cell.encode())
        old = b"50 750 Td 14 TL (%s) Tj T*" % mark
        assert old in data
        data = data.replace(old, body)
    return _measured(data)


def _measured(data: bytes) -> bytes:
    """Write the lengths of streams anew; places of objects are found by PDFium itself."""
    parts = data.split(b"<< /Length ")
    out = parts[0]
    for part in parts[1:]:
        _, _, rest = part.partition(b" >>\nstream\n")
        body, _, _ = rest.partition(b"\nendstream")
        out += b"<< /Length %d >>\nstream\n" % len(body) + rest
    return out


def test_words_below_each_other_are_columns(write: Write) -> None:
    sheet = read_source(write("list.pdf", drawn(RECORDS)))
    assert sheet.columns == RECORDS[0]
    assert [row.cells for row in sheet.rows] == RECORDS[1:]
    assert (sheet.name, sheet.sheet_names) == ("Page 1", ("Page 1",))


def test_each_page_with_a_table_can_be_chosen(write: Write) -> None:
    path = write("list.pdf", drawn(RECORDS, [], RECORDS[:3]))
    assert read_source(path).sheet_names == ("Page 1", "Page 3")
    (problem,) = read_source(path).problems
    assert problem.message == "Page 3 holds a table too, which is brought in by itself."
    assert len(read_source(path, "Page 3").rows) == len(read_source(path, "3").rows) == 2
    with pytest.raises(BadInput, match=r"no table on “Page 2” of .*; there is one on Page 1"):
        read_source(path, "Page 2")


def test_running_text_and_pictures_are_no_table(write: Write) -> None:
    for data in (pdf_bytes([b"One line of words.\nAnd another one."]), pdf_bytes([b""])):
        with pytest.raises(BadInput, match="has no table that can be read"):
            read_source(write("letter.pdf", data))


def test_a_damaged_pdf_is_told(write: Write) -> None:
    with pytest.raises(BadInput, match="damaged"):
        read_source(write("bad.pdf", b"%PDF-1.4 nothing"))


def test_old_lao_fonts_are_told_and_never_read_as_nonsense(write: Write) -> None:
    data = pdf_bytes([b"page"], font="SaysetthaLao")
    with pytest.raises(BadInput, match="old Lao font"):
        read_source(write("old.pdf", data))


def test_a_pdf_of_too_many_pages_is_refused(write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("iwtlink.intake.read_pdf.MOST_TABLE_PAGES", 1)
    with pytest.raises(BadInput, match="more than 1 pages"):
        read_source(write("list.pdf", drawn(RECORDS, RECORDS)))


PLACES = st.floats(-1e4, 1e4)


@given(st.lists(st.builds(Glyph, st.characters(), PLACES, PLACES, PLACES, PLACES, PLACES)))
def test_no_page_makes_the_reader_fail(glyphs: list[Glyph]) -> None:
    rows = table_in(glyphs)
    assert len({len(row.cells) for row in rows}) <= 1
