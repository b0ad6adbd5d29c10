"""Tables in workbooks: sheets, dates, merged cells, and workbooks that are refused."""

from __future__ import annotations

import datetime
import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from iwtlink.errors import BadInput
from iwtlink.intake import read_source

_STATED_TIME = datetime.datetime.fromisoformat("2016-09-08T14:30")

Write = Callable[[str, str | bytes], Path]


def _workbook(fill: Callable[[openpyxl.Workbook], None]) -> bytes:
    book = openpyxl.Workbook()
    fill(book)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _customs(book: openpyxl.Workbook) -> None:
    sheet = book.active
    assert sheet is not None
    sheet.title = "Cover"
    sheet["A1"] = "Customs seizures"
    seizures = book.create_sheet("Seizures")
    seizures.append(["Seizures of 2016"])
    seizures.append([])
    seizures.append(["No ", "Date", "Weight (kg)", "Checked", "Phone"])
    seizures.append([1, datetime.date(2016, 5, 21), 6.2, True, 8562055550171])
    seizures.append([2, _STATED_TIME, 410.0, False, None])


def test_cells_become_text_as_a_reader_would_write_them(write: Write) -> None:
    sheet = read_source(write("customs.xlsx", _workbook(_customs)), "Seizures")
    assert sheet.columns == ("No", "Date", "Weight (kg)", "Checked", "Phone")
    assert sheet.sheet_names == ("Cover", "Seizures")
    assert [(row.number, row.cells) for row in sheet.rows] == [
        (4, ("1", "2016-05-21", "6.2", "yes", "8562055550171")),
        (5, ("2", "2016-09-08 14:30", "410", "no", "")),
    ]


def test_the_first_sheet_that_is_not_blank_is_taken(write: Write) -> None:
    def fill(book: openpyxl.Workbook) -> None:
        book.create_sheet("Data").append(["id", "name"])
        book["Data"].append([1, "Neng"])

    assert read_source(write("book.xlsx", _workbook(fill))).name == "Data"


def test_cells_merged_downwards_are_filled_in_each_row(write: Write) -> None:
    def fill(book: openpyxl.Workbook) -> None:
        sheet = book.active
        assert sheet is not None
        for row in (["place", "item"], ["Boten", "ivory"], [None, "horn"], ["Thakhek", "bone"]):
            sheet.append(row)
        sheet.merge_cells("A2:A3")

    sheet = read_source(write("book.xlsx", _workbook(fill)))
    assert [row.cells for row in sheet.rows] == [
        ("Boten", "ivory"),
        ("Boten", "horn"),
        ("Thakhek", "bone"),
    ]


def test_a_wrong_sheet_is_refused_and_the_right_ones_named(write: Write) -> None:
    path = write("customs.xlsx", _workbook(_customs))
    with pytest.raises(BadInput, match="no sheet “Arrests”; it has “Cover”, “Seizures”"):
        read_source(path, "Arrests")
    assert read_source(path, " seizures ").name == "Seizures"


def test_an_empty_workbook_is_refused(write: Write) -> None:
    with pytest.raises(BadInput, match="holds no cells"):
        read_source(write("book.xlsx", _workbook(lambda book: None)))


def test_a_workbook_under_a_password_is_refused(write: Write) -> None:
    data = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "EncryptedPackage".encode("utf-16-le")
    with pytest.raises(BadInput, match="protected by a password"):
        read_source(write("locked.xlsx", data))


def test_a_damaged_workbook_is_refused(write: Write) -> None:
    whole = _workbook(_customs)
    for data in (
        whole[: len(whole) // 2],
        whole[:200],
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(99),
    ):
        with pytest.raises(BadInput, match=r"book\.xlsx"):
            read_source(write("book.xlsx", data))


def _zip(parts: dict[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in parts.items():
            package.writestr(name, data)
    return stream.getvalue()


def test_a_zip_that_is_no_workbook_is_refused(write: Write) -> None:
    with pytest.raises(BadInput, match="not a workbook"):
        read_source(write("letters.xlsx", _zip({"letter.txt": b"hello"})))


def test_a_zip_bomb_is_refused_before_it_is_unpacked(write: Write) -> None:
    bomb = _zip({"xl/worksheets/sheet1.xml": bytes(120 * 1024 * 1024)})
    assert len(bomb) < 200_000
    with pytest.raises(BadInput, match="unpacks to more"):
        read_source(write("bomb.xlsx", bomb))


@pytest.mark.parametrize("way", [zipfile.ZIP_LZMA, zipfile.ZIP_BZIP2, zipfile.ZIP_DEFLATED])
def test_a_workbook_whose_packed_parts_are_damaged_is_refused(write: Write, way: int) -> None:
    part, buffer = b"<worksheet>" + bytes(range(256)) * 20, io.BytesIO()
    with zipfile.ZipFile(buffer, "w", way) as package:
        package.writestr("xl/worksheets/sheet1.xml", part)
    data = bytearray(buffer.getvalue())
    for at in range(60, 90):
        data[at] ^= 0xFF
    with pytest.raises(BadInput):
        read_source(write("damaged.xlsx", bytes(data)))


def test_two_cells_at_far_corners_are_refused(write: Write) -> None:
    far = (
        b'<worksheet><sheetData><row r="1"><c r="A1"><v>1</v></c></row>'
        b'<row r="1048576"><c r="XFD1048576"><v>1</v></c>'
    )
    with pytest.raises(BadInput, match="unpacks to more"):
        read_source(write("far.xlsx", _zip({"xl/worksheets/sheet1.xml": far})))


def test_repeated_cells_of_an_ods_are_counted(write: Write) -> None:
    cells = (
        b'<table:table-row table:number-rows-repeated="1048576">'
        b'<table:table-cell office:value="1" table:number-columns-repeated="1024">'
        b"</table:table-row>"
    )
    with pytest.raises(BadInput, match="unpacks to more"):
        read_source(write("far.ods", _zip({"content.xml": cells})))


def test_an_ods_is_read(write: Write) -> None:
    def row(*cells: str) -> str:
        inside = "".join(
            f'<table:table-cell office:value-type="string"><text:p>{c}</text:p></table:table-cell>'
            for c in cells
        )
        return f"<table:table-row>{inside}</table:table-row>"

    spaces = " ".join(
        f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{long}:1.0"'
        for short, long in (("office", "office"), ("table", "table"), ("text", "text"))
    )
    content = (
        f"<office:document-content {spaces}><office:body><office:spreadsheet>"
        f'<table:table table:name="People">{row("id", "name")}{row("1", "ຄຳສິງ")}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    mimetype = b"application/vnd.oasis.opendocument.spreadsheet"
    parts = {"mimetype": mimetype, "content.xml": content.encode(), "META-INF/manifest.xml": b""}
    sheet = read_source(write("people.ods", _zip(parts)))
    assert (sheet.name, sheet.columns) == ("People", ("id", "name"))
    assert sheet.rows[0].cells == ("1", "ຄຳສິງ")
