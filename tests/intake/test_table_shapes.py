"""Tables of any shape: headers of two rows, copied cells, formulas, old and locked workbooks."""

from __future__ import annotations

import csv
import datetime
import io
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from openpyxl.styles import PatternFill
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from openpyxl.worksheet.worksheet import Worksheet

from iwtlink.errors import BadInput
from iwtlink.intake import read_source
from iwtlink.intake.read import read_clipboard
from tests.intake.documents.makers import compound_bytes

Write = Callable[[str, str | bytes], Path]


def book(fill: Callable[[Worksheet], None]) -> bytes:
    made = openpyxl.Workbook()
    sheet = made.active
    assert isinstance(sheet, Worksheet)
    fill(sheet)
    stream = io.BytesIO()
    made.save(stream)
    return stream.getvalue()


def grouped(sheet: Worksheet) -> None:
    sheet.append(["Markets of May 2019"])
    sheet.append(["No", "Sale", None, "Seller", None])
    sheet.append([None, "Price", "Currency", "Name", "Phone"])
    sheet.append([1, 200, "USD", "Example A", "020 5555 0171"])
    for cells in ("A1:E1", "A2:A3", "B2:C2", "D2:E2"):
        sheet.merge_cells(cells)


GROUPED = ("No", "Sale › Price", "Sale › Currency", "Seller › Name", "Seller › Phone")


def test_merged_header_cells_make_names_of_two_parts(write: Write) -> None:
    sheet = read_source(write("book.xlsx", book(grouped)))
    assert sheet.columns == GROUPED
    assert (sheet.header_row, sheet.header_rows) == (2, 2)
    assert [row.number for row in sheet.rows] == [4]


def test_groups_over_columns_that_are_not_merged_down_are_found_too(write: Write) -> None:
    def fill(sheet: Worksheet) -> None:
        sheet.append([None, "Sale", None, "Seller", None])
        sheet.append(["No", "Price", "Currency", "Name", "Phone"])
        sheet.append([1, 200, "USD", "Example A", "020 5555 0171"])
        sheet.merge_cells("B1:C1")
        sheet.merge_cells("D1:E1")

    assert read_source(write("book.xlsx", book(fill))).columns == GROUPED


def test_a_merged_title_and_merged_rows_are_no_part_of_the_header(write: Write) -> None:
    def fill(sheet: Worksheet) -> None:
        sheet.append(["Seizures", None, "of 2019"])
        sheet.append(["place", "item", "weight"])
        sheet.append(["Boten", "ivory", 1])
        sheet.append([None, "horn", 2])
        sheet.merge_cells("A3:A4")
        sheet["A1"] = "Seizures of 2019"
        sheet["C1"] = None
        sheet.merge_cells("A1:B1")

    sheet = read_source(write("book.xlsx", book(fill)))
    assert (sheet.columns, sheet.header_rows) == (("place", "item", "weight"), 1)
    assert [row.cells[0] for row in sheet.rows] == ["Boten", "Boten"]


def test_a_csv_with_groups_over_repeated_names_has_two_header_rows(write: Write) -> None:
    sheet = read_source(write("t.csv", ",Seller,,Buyer,\nNo,Name,Phone,Name,Phone\n1,A,2,B,3\n"))
    assert sheet.columns == (
        "No",
        "Seller › Name",
        "Seller › Phone",
        "Buyer › Name",
        "Buyer › Phone",
    )
    assert [row.number for row in sheet.rows] == [3]


def test_header_rows_are_as_many_as_told(write: Write) -> None:
    path = write("t.csv", "No,Seller,,Buyer,\n,Name,Phone,Who,Where\n1,A,2,B,3\n")
    told = read_source(path, header_row=1, header_rows=2)
    assert told.columns == (
        "No", "Seller › Name", "Seller › Phone", "Buyer › Who", "Buyer › Where",
    )  # fmt: skip
    assert len(told.rows) == 1
    assert len(read_source(write("b.xlsx", book(grouped)), header_row=3, header_rows=1).rows) == 1


def test_copied_cells_are_a_table() -> None:
    sheet = read_clipboard('id\tname\tnote\n1\tBounmy, Ban Xieng\t"two\nlines"\n2\tKham\t\n')
    assert sheet.columns == ("id", "name", "note")
    assert [row.cells for row in sheet.rows] == [
        ("1", "Bounmy, Ban Xieng", "two\nlines"),
        ("2", "Kham", ""),
    ]
    with pytest.raises(BadInput, match="Nothing was copied"):
        read_clipboard(" \n")


def test_formulas_are_never_run_and_those_without_a_value_are_told(write: Write) -> None:
    def fill(sheet: Worksheet) -> None:
        sheet.append(["id", "sum", "shell"])
        sheet.append([1, "=A2*2", "=cmd|' /C calc'!A0"])

    sheet = read_source(write("book.xlsx", book(fill)))
    assert sheet.rows[0].cells == ("1", "", "")
    (problem,) = sheet.problems
    assert problem.row == 2
    assert problem.message.startswith("2 formulas have no stored value") and "B2" in problem.message
    text = read_source(write("t.csv", "id,shell\n1,=cmd|' /C calc'!A0\n"))
    assert text.rows[0].cells == ("1", "=cmd|' /C calc'!A0")


def test_stored_values_of_formulas_are_taken(write: Write) -> None:
    def fill(sheet: Worksheet) -> None:
        sheet.append(["id", "sum", "word"])
        sheet.append([1, "=A2*2", '=""'])

    data = _changed(
        book(fill),
        (b"<f>A2*2</f><v></v>", b"<f>A2*2</f><v>2</v>"),
        (b'<c r="C2"><f>""</f><v></v>', b'<c r="C2" t="str"><f>""</f><v></v>'),
    )
    sheet = read_source(write("book.xlsx", data))
    assert (sheet.rows[0].cells, sheet.problems) == (("1", "2", ""), ())


def _changed(data: bytes, *changes: tuple[bytes, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w") as new:
        for name in old.namelist():
            body = old.read(name)
            for before, after in changes:
                if name == "xl/worksheets/sheet1.xml":
                    assert before in body, body
                    body = body.replace(before, after)
            new.writestr(name, body, zipfile.ZIP_DEFLATED)
    return stream.getvalue()


def test_a_million_blank_rows_with_a_look_are_not_there(write: Write) -> None:
    def fill(sheet: Worksheet) -> None:
        sheet.append(["id", "name"])
        sheet.append([1, "Bounmy"])
        for column in (1, 300):
            sheet.cell(1_048_576, column).fill = PatternFill("solid", fgColor="FFFF00")

    sheet = read_source(write("book.xlsx", book(fill)))
    assert (sheet.columns, len(sheet.rows)) == (("id", "name"), 1)


def test_numbers_as_text_and_dates_of_1904_are_as_the_sheet_shows_them(write: Write) -> None:
    made = openpyxl.Workbook()
    made.epoch = CALENDAR_MAC_1904
    sheet = made.active
    assert isinstance(sheet, Worksheet)
    sheet.append(["phone", "no", "day", "serial"])
    sheet.append(["02055550171", "007", datetime.date(2016, 5, 21), 42511])
    sheet.protection.sheet = True
    stream = io.BytesIO()
    made.save(stream)
    found = read_source(write("book.xlsx", stream.getvalue()))
    assert found.rows[0].cells == ("02055550171", "007", "2016-05-21", "42511")


def record(kind: int, body: bytes = b"") -> bytes:
    return struct.pack("<HH", kind, len(body)) + body


def xls_bytes(rows: list[list[str | float]], *, is_locked: bool = False) -> bytes:
    """Write a workbook of Excel 97 ([MS-XLS]): one sheet, of numbers and labels."""
    begin = record(0x0809, struct.pack("<HHHHII", 0x0600, 0x0005, 0x0DBB, 0x07CC, 0x41, 6))
    if is_locked:
        begin += record(0x002F, struct.pack("<HHH", 1, 1, 1) + bytes(48))
    name = b"Data"
    size = len(begin) + 4 + 8 + len(name) + 4
    book_part = begin + record(0x0085, struct.pack("<IHBB", size, 0, len(name), 0) + name)
    body = record(0x0809, struct.pack("<HHHHII", 0x0600, 0x0010, 0x0DBB, 0x07CC, 0x41, 6))
    for y, row in enumerate(rows):
        for x, cell in enumerate(row):
            place = struct.pack("<HHH", y, x, 0)
            if isinstance(cell, str):
                words = cell.encode("utf-16-le")
                body += record(0x0204, place + struct.pack("<HB", len(cell), 1) + words)
            else:
                body += record(0x0203, place + struct.pack("<d", cell))
    return compound_bytes({"Workbook": book_part + record(0x000A) + body + record(0x000A)})


def test_an_old_workbook_is_read(write: Write) -> None:
    data = xls_bytes([["id", "name"], [1.0, "ຄຳສິງ"], [2.5, "x"]])
    sheet = read_source(write("old.xls", data))
    assert (sheet.name, sheet.columns) == ("Data", ("id", "name"))
    assert [row.cells for row in sheet.rows] == [("1", "ຄຳສິງ"), ("2.5", "x")]


def test_locked_workbooks_ask_for_an_unlocked_copy(write: Write) -> None:
    manifest = b'<manifest:file-entry><manifest:encryption-data manifest:checksum="x"/>'
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as package:
        package.writestr("META-INF/manifest.xml", manifest)
        package.writestr("content.xml", b"\x00\x01")
    for name, data in {
        "locked.xls": xls_bytes([["id"], [1.0]], is_locked=True),
        "locked.xlsx": compound_bytes({"EncryptedPackage": b"x", "EncryptionInfo": b"y"}),
        "locked.ods": stream.getvalue(),
    }.items():
        with pytest.raises(BadInput, match="ask its sender for a copy without it"):
            read_source(write(name, data))


def test_a_part_that_holds_more_than_it_says_is_refused(write: Write) -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("xl/worksheets/sheet1.xml", b"<worksheet/>")
        package.writestr("xl/sharedStrings.xml", b"x" * 5_000_000)
    size = struct.pack("<I", 5_000_000)
    assert stream.getvalue().count(size) == 2
    with pytest.raises(BadInput, match="damaged"):
        read_source(write("liar.xlsx", stream.getvalue().replace(size, struct.pack("<I", 9))))


def test_small_odd_tables_are_read_whole(shared_data: Path) -> None:
    paths = [
        *(shared_data / "import_edge_cases").glob("*.csv"),
        *(path for path in (shared_data / "iwt").iterdir() if path.suffix in (".csv", ".tsv")),
    ]
    assert len(paths) == 10
    for path in paths:
        data = path.read_bytes()
        with path.open(encoding="utf-8-sig", newline="", errors="replace") as file:
            between = "\t" if path.suffix == ".tsv" else ","
            rows = [row for row in csv.reader(file, delimiter=between) if any(map(str.strip, row))]
        sheet = read_source(path)
        assert data and sheet.header_rows == 1, path.name
        above = sum(1 for row in rows if row) - len(sheet.rows) - 1
        assert above == 0, path.name
        assert len(sheet.columns) == max(map(len, rows)), path.name


def test_the_sheets_of_a_sister_tool_are_counted_as_openpyxl_counts_them(
    shared_data: Path,
) -> None:
    path = shared_data / "iwt" / "wcs_aurum_template_fictional_100.xlsx"
    for name in (made := openpyxl.load_workbook(path, data_only=True)).sheetnames:
        filled = [row for row in made[name].values if any(cell is not None for cell in row)]
        if filled:
            sheet = read_source(path, name)
            assert len(sheet.rows) + sheet.header_rows <= len(filled)
            assert len(filled) - len(sheet.rows) <= 3
