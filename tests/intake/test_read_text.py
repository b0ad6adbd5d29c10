"""Tables in text files: encodings, separators, quotation, headers, and files that are none."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iwtlink.errors import BadInput
from iwtlink.intake import read_source
from iwtlink.intake.encodings import guess_encoding
from iwtlink.intake.read_text import DELIMITERS

Write = Callable[[str, str | bytes], Path]

NAMES = {
    "utf-8": "name,place\nຄຳສິງ ວົງພະດີ,ວຽງຈັນ\n",
    "utf-8-sig": "name,place\nThào,Hà Tĩnh\n",
    "utf-16": "name,place\nປ່າໄມ້,ຫຼວງພະບາງ\n",
    "utf-16-le": "name,place\nKhamsing,Vientiane\n",
    "utf-16-be": "name,place\nKhamsing,Vientiane\n",
    "utf-32": "name,place\nKhamsing,Vientiane\n",
    "cp1252": "name,place\nJoão Alberto Macuácua,São Paulo–Guarulhos\n",
    "cp874": "name,place\nสมเกียรติ รัตนพงศ์,นครพนม\nประเสริฐ แก้วสิงหา,หนองคาย\n",
    "gb18030": "name,place\n陈国钊,万象市场\n黄丽香,凭祥市禾顺岚贸易有限公司\n",
    "big5": "name,place\n陳國釗,萬象市場\n林寶成,香港貿易有限公司\n",
}


@pytest.mark.parametrize("encoding", NAMES)
def test_each_encoding_is_found_and_read(encoding: str, write: Write) -> None:
    sheet = read_source(write("names.csv", NAMES[encoding].encode(encoding)))
    wanted = [tuple(line.split(",")) for line in NAMES[encoding].strip().split("\n")]
    assert sheet.columns == wanted[0]
    assert [row.cells for row in sheet.rows] == wanted[1:]


def test_vietnamese_windows_text_comes_out_composed(write: Write) -> None:
    # tone marks stand apart in this encoding: a, combining hook above
    apart = "tên,nơi\nTrâ\u0300n Đi\u0300nh Khuê,Hà Ti\u0303nh\nNguyê\u0303n Quang Lư\u0303,Vinh\n"
    sheet = read_source(write("names.csv", apart.encode("cp1258")))
    assert sheet.encoding == "cp1258"
    assert sheet.rows[0].cells == ("Trần Đình Khuê", "Hà Tĩnh")
    assert sheet.rows[1].cells[0] == "Nguyễn Quang Lữ"


def test_italian_and_french_are_not_taken_for_vietnamese() -> None:
    text = "città,perché\nLunedì può ciò,L'été à Besançon\n"
    assert guess_encoding(text.encode("cp1252")) == "cp1252"


def test_a_stated_encoding_overrules_the_guess(write: Write) -> None:
    path = write("names.csv", "имя\nИван\n".encode("cp1251"))
    assert read_source(path, encoding="cp1251").rows[0].cells == ("Иван",)


@pytest.mark.parametrize("delimiter", DELIMITERS)
def test_each_separator_is_found(delimiter: str, write: Write) -> None:
    rows = [["name", "note"], ["Neng; Vang", "a, b"], ["Lao Wu", 'says "yes" | no']]
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter).writerows(rows)
    sheet = read_source(write("table.txt", text.getvalue()))
    assert sheet.delimiter == delimiter
    assert [list(row.cells) for row in sheet.rows] == rows[1:]


def test_the_separator_line_of_excel_is_no_row(write: Write) -> None:
    sheet = read_source(write("table.csv", "sep=;\r\nname;age\r\nNeng;38\r\n"))
    assert (sheet.columns, sheet.header_row) == (("name", "age"), 1)
    assert sheet.rows[0].number == 2


def test_rows_are_numbered_as_a_spreadsheet_shows_them(write: Write) -> None:
    text = 'id,note\n1,"two\nlines"\n\n2,after a blank row\n'
    sheet = read_source(write("table.csv", text))
    assert [(row.number, row.cells[0]) for row in sheet.rows] == [(2, "1"), (4, "2")]
    assert sheet.rows[0].cells[1] == "two\nlines"


def test_titles_above_the_header_are_passed_over(write: Write) -> None:
    text = "Seizures of 2016,,,\n,,,\nID,Date,Place,Weight\n1,2016-05-01,Boten,12\n"
    sheet = read_source(write("table.csv", text))
    assert (sheet.header_row, sheet.columns[0], sheet.rows[0].number) == (3, "ID", 4)


def test_headers_are_trimmed_and_each_is_unique(write: Write) -> None:
    sheet = read_source(write("table.csv", "Date ,Weight (kg) ,,Name,name\na,b,c,d,e\n"))
    assert sheet.columns == ("Date", "Weight (kg)", "Column 3", "Name", "name (2)")


def test_a_row_wider_than_the_header_is_reported(write: Write) -> None:
    sheet = read_source(write("table.csv", "a,b,c\n1,2,3\n1,2,3,4\n"))
    assert [(p.row, p.file) for p in sheet.problems] == [(3, "table.csv")]


def test_namibia_and_norway_stay_text(write: Write) -> None:
    sheet = read_source(write("table.csv", "id,country\n1,NA\n2,NO\n"))
    assert [row.cells[1] for row in sheet.rows] == ["NA", "NO"]


CELL = st.text(st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\ufeff"))


@given(
    st.lists(st.lists(CELL, min_size=3, max_size=3), min_size=1, max_size=8),
    st.sampled_from(DELIMITERS),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-32"]),
    st.sampled_from(["\n", "\r\n"]),
)
def test_what_is_written_is_read_back(
    tmp_path_factory: pytest.TempPathFactory,
    rows: list[list[str]],
    delimiter: str,
    encoding: str,
    line_end: str,
) -> None:
    text = io.StringIO()
    writer = csv.writer(text, delimiter=delimiter, lineterminator=line_end, quoting=csv.QUOTE_ALL)
    writer.writerow(["first", "second", "third"])
    writer.writerows(rows)
    path = tmp_path_factory.mktemp("table") / "table.csv"
    path.write_bytes(text.getvalue().encode(encoding))
    sheet = read_source(path, delimiter=delimiter)
    blank = " \t\r\n\x0b\x0c\u00a0\u3000\u200b\ufeff"
    wanted = [tuple(cell.strip(blank) for cell in row) for row in rows]
    numbered = [(n, row) for n, row in enumerate(wanted, start=2) if any(row)]
    assert [(row.number, row.cells) for row in sheet.rows] == numbered


@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused_in_a_sentence(
    tmp_path_factory: pytest.TempPathFactory, data: bytes
) -> None:
    path = tmp_path_factory.mktemp("rubbish") / "rubbish.csv"
    path.write_bytes(data)
    try:
        read_source(path)
    except BadInput as error:
        assert str(error).endswith(".")


@pytest.mark.parametrize(
    ("name", "data", "part"),
    [
        ("empty.csv", b"", "is empty"),
        ("blank.csv", b" \r\n \r\n", "is empty"),
        ("commas.csv", b",,,\n,,,\n", "holds no cells"),
        ("rubbish.csv", bytes(range(256)) * 8, "neither text nor a spreadsheet"),
        ("two.csv", b"\x00\x01", "neither text nor a spreadsheet"),
        ("scan.csv", b"%PDF-1.7 and so on", "is damaged: its text cannot be read"),
        ("photo.csv", b"\xff\xd8\xff\xe0....JFIF", "is a JPEG file"),
        ("data.csv", b"SQLite format 3\x00....", "is a SQLite file"),
    ],
)
def test_what_is_no_table_is_refused(name: str, data: bytes, part: str, write: Write) -> None:
    with pytest.raises(BadInput, match=part) as refusal:
        read_source(write(name, data))
    assert name in str(refusal.value)


def test_a_missing_file_a_folder_and_a_wrong_encoding_are_refused(
    tmp_path: Path, write: Write
) -> None:
    with pytest.raises(BadInput, match="There is no file"):
        read_source(tmp_path / "nowhere.csv")
    with pytest.raises(BadInput, match="is a folder"):
        read_source(tmp_path)
    with pytest.raises(BadInput, match="is not in the encoding ascii"):
        read_source(write("table.csv", "é,b\n1,2\n"), encoding="ascii")
    with pytest.raises(BadInput, match="no encoding"):
        read_source(write("table.csv", "a,b\n1,2\n"), encoding="klingon")


def test_a_text_file_has_no_sheets(write: Write) -> None:
    with pytest.raises(BadInput, match="no sheet “Seizures”"):
        read_source(write("table.csv", "a,b\n1,2\n"), "Seizures")


def test_more_columns_than_excel_has_are_refused(write: Write) -> None:
    line = ",".join("a" for _ in range(16_385))
    with pytest.raises(BadInput, match="columns"):
        read_source(write("wide.csv", f"{line}\n{line}\n"))


def test_a_thousand_columns_of_one_name_are_told_apart(write: Write) -> None:
    line = ",".join("name" for _ in range(1000))
    columns = read_source(write("same.csv", f"{line},name (2)\n{line},x\n")).columns
    assert columns[:3] == ("name", "name (2)", "name (3)")
    assert len(set(columns)) == 1001


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="needs an endless file")
def test_a_file_without_end_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("iwtlink.intake.read.MOST_BYTES", 1024 * 1024)
    with pytest.raises(BadInput, match="larger than 1 MB"):
        read_source("/dev/zero")
