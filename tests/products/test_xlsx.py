"""The workbook: text stays text, every sheet is marked, links lead home, it prints."""

from __future__ import annotations

import io
import tempfile
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet
from python_calamine import CalamineWorkbook

from iwtlink.errors import BadInput
from iwtlink.products.xlsx import write_xlsx
from iwtlink.products.xlsx.look import decimals_needed, font_for, number_format
from iwtlink.products.xlsx.measure import line_count, text_width
from tests.products.samples import NOTICE, picture_of, sample_product

PICTURES = {"photo": picture_of(300, 400, "photo"), "chart": picture_of(3307, 1700, "chart")}


def written(pictures: dict[str, bytes | None] | None = None) -> bytes:
    buffer = io.BytesIO()
    write_xlsx(sample_product(), buffer, pictures=PICTURES if pictures is None else pictures)
    return buffer.getvalue()


@pytest.fixture(scope="module")
def data() -> bytes:
    return written()


@pytest.fixture(scope="module")
def workbook(data: bytes) -> Workbook:
    return load_workbook(io.BytesIO(data))


def cell_with(sheet: Worksheet, text: str) -> object:
    return next(cell for row in sheet.iter_rows() for cell in row if cell.value == text)


def goals(sheet: Worksheet) -> list[str]:
    return [cell.hyperlink.location for row in sheet.iter_rows() for cell in row if cell.hyperlink]


@pytest.mark.parametrize("text", ['=HYPERLINK("http://x")', "+856 20 5555 0101", "@sing", "-12 kg"])
def test_text_that_looks_like_a_formula_stays_text(workbook: Workbook, text: str) -> None:
    cell = cell_with(workbook["Profile"], text)
    assert cell.data_type == "s"
    assert cell.quotePrefix


def test_the_same_text_is_read_by_another_reader(data: bytes) -> None:
    rows = CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_name("Profile").to_python()
    values = [value for row in rows for value in row]
    assert '=HYPERLINK("http://x")' in values
    assert "ຄຳສິງ ວົງພະດີ" in values
    assert 64.0 in values


def test_every_sheet_carries_marking_notice_and_page_numbers(workbook: Workbook) -> None:
    for sheet in workbook.worksheets:
        top = [str(cell.value) for row in sheet["A1:H2"] for cell in row if cell.value]
        assert "TLP:AMBER" in top
        assert any(NOTICE in text for text in top)
        assert "TLP:AMBER · Handling 3" in sheet.oddHeader.left.text
        assert NOTICE in sheet.oddFooter.left.text
        assert "&P" in sheet.oddFooter.right.text
        assert "&N" in sheet.oddFooter.right.text


def test_every_sheet_fits_the_width_of_its_paper(workbook: Workbook) -> None:
    for sheet in workbook.worksheets:
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)
    assert workbook["Network"].page_setup.paperSize == 8
    assert workbook["Network"].page_setup.orientation == "landscape"
    assert workbook["Profile"].page_setup.paperSize == 9


def test_the_head_of_a_lone_table_stays_in_view_and_repeats_in_print(workbook: Workbook) -> None:
    sheet = workbook["Sources"]
    head = cell_with(sheet, "Title").row
    assert sheet.freeze_panes == f"A{head + 1}"
    assert sheet.print_title_rows == f"${head}:${head}"


def test_contents_lead_to_sheets_and_citations_to_their_source(workbook: Workbook) -> None:
    assert goals(workbook["Cover"]) == ["'Profile'!A1", "'Network'!A1", "'Sources'!A1"]
    row = cell_with(workbook["Sources"], "SRC-0122").row
    assert f"'Sources'!A{row}" in goals(workbook["Profile"])
    assert "'Cover'!A1" in goals(workbook["Profile"])


def test_a_value_has_its_source_and_grade_in_the_neighbouring_cells(workbook: Workbook) -> None:
    sheet = workbook["Profile"]
    row = cell_with(sheet, "Khamsing VONGPHADY").row
    values = [cell.value for cell in sheet[row] if cell.value]
    assert values == ["Name", "Khamsing VONGPHADY", "SRC-0115 p. 3", "A2"]


def test_numbers_are_numbers_right_aligned_with_the_decimals_they_need(
    workbook: Workbook,
) -> None:
    cell = cell_with(workbook["Profile"], 6.25)
    assert cell.alignment.horizontal == "right"
    assert cell.number_format == "#,##0.00"


def test_charts_are_native_and_read_the_table(workbook: Workbook) -> None:
    charts = workbook["Profile"]._charts
    assert len(charts) == 2
    assert charts[0].series[0].val.numRef.f.startswith("'Profile'!$C$")


def test_pictures_stand_where_they_are_handed_in(workbook: Workbook) -> None:
    assert len(workbook["Profile"]._images) == 1
    assert len(workbook["Network"]._images) == 1


def test_without_pictures_the_chart_sheet_is_left_out() -> None:
    book = load_workbook(io.BytesIO(written({"chart": None})))
    assert book.sheetnames == ["Cover", "Profile", "Sources"]


def test_nothing_is_written_to_temporary_files(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*args: object, **kwargs: object) -> None:
        raise AssertionError("clear text went to a temporary file")

    monkeypatch.setattr(tempfile, "NamedTemporaryFile", refuse)
    monkeypatch.setattr("openpyxl.worksheet._writer.NamedTemporaryFile", refuse)
    assert written()


def test_a_file_in_the_way_gives_one_sentence_and_leaves_no_half(tmp_path: Path) -> None:
    target = tmp_path / "folder.xlsx"
    target.mkdir()
    with pytest.raises(BadInput, match=r"folder\.xlsx"):
        write_xlsx(sample_product(), target)
    assert [path.name for path in tmp_path.iterdir()] == ["folder.xlsx"]


def test_the_old_file_is_replaced_whole(tmp_path: Path) -> None:
    target = tmp_path / "dossier.xlsx"
    target.write_bytes(b"old")
    write_xlsx(sample_product(), target)
    assert load_workbook(target).sheetnames[0] == "Cover"
    assert [path.name for path in tmp_path.iterdir()] == ["dossier.xlsx"]


@pytest.mark.parametrize(
    ("text", "font"),
    [
        ("Khamsing VONGPHADY", "Calibri"),
        ("NGUYỄN Quang Lợi", "Calibri"),
        ("ຄຳສິງ ວົງພະດີ", "Leelawadee UI"),
        ("สมเกียรติ", "Leelawadee UI"),
        ("CHEN Guozhao\n陈国钊", "Microsoft YaHei"),
        ("ကျော်", "Myanmar Text"),
    ],
)
def test_each_script_gets_a_font_that_windows_has(text: str, font: str) -> None:
    assert font_for(text) == font


def test_marks_above_letters_take_no_width_and_ideographs_take_two() -> None:
    assert text_width("ກິ") == text_width("ກ")
    assert text_width("象") > 1.9 * text_width("0")


def test_wrapped_text_counts_its_lines() -> None:
    assert line_count("", 10) == 1
    assert line_count("one\ntwo", 10) == 2
    assert line_count("aaaa aaaa aaaa", 5) == 3
    assert line_count("a" * 100, 10) >= 9


def test_a_column_shows_as_many_decimals_as_its_values_need() -> None:
    assert decimals_needed([1.5, 2.25, 3]) == 2
    assert decimals_needed([0.123456]) == 3
    assert number_format(216, "number", 2) == "#,##0"
    assert number_format("text", "number", 2) == "@"
