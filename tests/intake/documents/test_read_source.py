"""Files of every kind become words, a page after another."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from iwtlink.errors import Cancelled
from iwtlink.intake.documents import page_note, read_source
from iwtlink.intake.documents import source as limits
from tests.intake.documents.conftest import OLD_LAO, words
from tests.intake.documents.makers import (
    book_bytes,
    docx_bytes,
    odt_bytes,
    pdf_bytes,
)

LAO = "ສາທາລະນະລັດ ປະຊາທິປະໄຕ ປະຊາຊົນລາວ"


@pytest.mark.parametrize(
    ("name", "encoding"),
    [
        ("calls.json", "utf-8"),
        ("chart.xml", "utf-16"),
        ("chart.anx", "utf-16"),
        ("net.gml", "utf-8"),
    ],
)
def test_text_is_read_whatever_its_ending_is_taken_for(name: str, encoding: str) -> None:
    found = read_source(name, f'{{"who": "Bounmy", "where": "{LAO}"}}'.encode(encoding))
    assert not found.problem
    assert LAO in words(found)[0]


def test_a_pdf_gives_its_pages_title_day_and_author() -> None:
    data = pdf_bytes(
        [b"Khamsing bought 12 kg\nof ivory", b"second"],
        info={
            "Title": "ຄະດີ  ງາຊ້າງ",
            "Author": "Vilay T",
            "CreationDate": "D:20150312233000-11'00'",
        },
    )
    found = read_source(r"C:\in\case.pdf", data)
    assert found.name == "case.pdf"
    assert found.media_type == "application/pdf"
    assert words(found) == ["Khamsing bought 12 kg\nof ivory", "second"]
    assert [page.number for page in found.pages] == [1, 2]
    assert (found.title, found.date, found.originator) == ("ຄະດີ ງາຊ້າງ", "2015-03-12", "Vilay T")
    assert (found.language, found.problem) == ("en", "")


@pytest.mark.parametrize("title", ["untitled", "Microsoft Word - Document1", "scan_0012", ""])
def test_a_title_that_says_nothing_is_not_offered(title: str) -> None:
    assert read_source("a.pdf", pdf_bytes([b"x"], info={"Title": title})).title == ""


def test_a_long_pdf_tells_how_far_it_is_and_can_be_stopped() -> None:
    told: list[float] = []

    def stop_half_way(fraction: float, sentence: str) -> None:
        told.append(fraction)
        if fraction > 0.5:
            raise Cancelled

    with pytest.raises(Cancelled):
        read_source("long.pdf", pdf_bytes([b"page"] * 500), stop_half_way)
    assert told == sorted(told)
    assert 200 < len(told) < 260


def test_of_a_file_with_too_many_pages_the_first_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MOST_PAGES", 3)
    found = read_source("long.txt", b"a\fb\fc\fd\fe")
    assert words(found) == ["a", "b", "c"]
    assert "first 3 pages" in found.problem


def test_a_word_file_gives_headers_paragraphs_tables_and_pages() -> None:
    data = docx_bytes(
        ["First ໜຶ່ງ", "Second"],
        title="Report",
        author="VT",
        header="SECRET",
        rows=[["name", "kg"], ["Sing", "12"]],
    )
    found = read_source("r.docx", data)
    assert words(found) == ["SECRET\nFirst ໜຶ່ງ", "Second\nname\tkg\t\nSing\t12\t"]
    assert (found.title, found.originator) == ("Report", "VT")


def test_an_open_document_gives_paragraphs_tables_and_what_it_says_of_itself() -> None:
    data = odt_bytes(
        "<text:tracked-changes><text:p>gone</text:p></text:tracked-changes>"
        "<text:h>ຫົວຂໍ້</text:h><text:p>Two <text:span>tu<text:s text:c='2'/>sks</text:span>"
        "<text:line-break/>sold<office:annotation><text:p>no</text:p></office:annotation> on"
        "</text:p>"
        "<table:table><table:table-row><table:table-cell><text:p>a</text:p></table:table-cell>"
        "<table:table-cell><text:p>b</text:p></table:table-cell></table:table-row></table:table>"
        "<text:p><text:soft-page-break/>second</text:p>",
        meta="<dc:title>Raid</dc:title><dc:date>2016-05-01T23:00:00</dc:date>"
        "<meta:initial-creator>VT</meta:initial-creator>",
    )
    found = read_source("r.odt", data)
    assert words(found) == ["ຫົວຂໍ້\nTwo tu  sks\nsold on\na\tb\t", "second"]
    assert (found.title, found.date, found.originator) == ("Raid", "2016-05-01", "VT")


def test_a_workbook_gives_a_page_for_each_sheet() -> None:
    data = book_bytes({"Seizures": [["day", "kg"], ["2016-01-01", 12]], "ສິນຄ້າ": [["ງາ"]]})
    found = read_source("b.xlsx", data)
    assert words(found) == ["Seizures\nday\tkg\n2016-01-01\t12", "ສິນຄ້າ\nງາ"]
    assert found.kind == "dataset"


def test_of_a_long_sheet_the_start_is_read_and_it_is_said() -> None:
    rows = [["x" * 200, "y" * 200]] * 400
    found = read_source("b.xlsx", book_bytes({"S": rows}))
    assert 90_000 < len(found.pages[0].text) <= 100_000
    assert "only the start" in found.problem


@pytest.mark.parametrize(
    ("text", "encoding", "language"),
    [
        (LAO, "utf-8", "lo"),
        (LAO, "utf-16", "lo"),
        ("กรุงเทพมหานคร อมรรัตนโกสินทร์ มหินทรายุธยา เป็นเมืองหลวงที่ใหญ่", "cp874", "th"),
        ("老挝万象查获走私象牙十二公斤，警方逮捕三名嫌疑人。", "gb18030", "zh"),
        ("ខ្ញុំស្រឡាញ់ប្រទេសកម្ពុជា", "utf-8", "km"),
        ("မြန်မာနိုင်ငံတော်", "utf-8", "my"),
        ("Cơ quan chức năng đã bắt giữ ba người vận chuyển ngà voi.", "utf-8", "vi"),
        ("Three men were arrested with ivory at the border.", "ascii", "en"),
        ("Trois hommes ont été arrêtés", "cp1252", "en"),
        ("12 345", "ascii", ""),
    ],
)
def test_text_in_any_encoding_is_read_and_its_language_offered(
    text: str, encoding: str, language: str
) -> None:
    found = read_source("note.txt", text.encode(encoding))
    assert words(found) == [text]
    assert found.language == language


def test_a_long_text_is_parted_at_line_ends() -> None:
    line = "ງາຊ້າງ " * 20 + "\n"
    found = read_source("long.txt", (line * 2_000).encode())
    assert len(found.pages) > 1
    assert "\n".join(words(found)) + "\n" == line * 2_000


def test_a_web_page_gives_its_title_and_what_a_person_sees() -> None:
    page = (
        "<!DOCTYPE html><html><head><meta charset='windows-874'><title>ข่าว </title>"
        "<script>steal()</script></head><body><h1>ช้าง</h1><p>งาช้าง<b>ใหญ่</b><!-- no -->"
        "<noscript>no</noscript> ขาย</p><table><tr><td>1</td><td>2</td></tr></table></body></html>"
    )
    found = read_source("saved", page.encode("cp874"))
    assert found.title == "ข่าว"
    assert words(found) == ["ช้าง\nงาช้างใหญ่ ขาย\n1\t2"]


def test_rich_text_gives_its_words_without_its_tables_of_fonts() -> None:
    data = (
        rb"{\rtf1\ansi\ansicpg874{\fonttbl{\f0\fnil\fcharset222 Cordia New;}"
        rb"{\f1\fcharset134 SimSun;}}{\info{\title no}}{\*\generator no}"
        rb"\f0 \'aa\'e9\'d2\'a7\par {\f1 \'cf\'f3\'d1\'c0} \u3713?\u-10179?\u-8704? x\page two}"
    )
    assert words(read_source("a.rtf", data)) == ["ช้าง\n象牙 ກ😀 x", "two"]


@pytest.mark.parametrize(
    "make",
    [
        lambda: pdf_bytes([OLD_LAO.encode("cp1252")], font="ABCDEF+SaysetthaLao-Bold"),
        lambda: docx_bytes([OLD_LAO], font="Saysettha Lao"),
        lambda: OLD_LAO.encode("cp1252"),
        lambda: OLD_LAO.encode(),
        lambda: (
            rb"{\rtf1\ansi{\fonttbl{\f0 Saysettha Lao;}}\f0 "
            + b"".join(b"\\'%02x" % byte for byte in OLD_LAO.encode("cp1252"))
            + b"}"
        ),
    ],
    ids=["pdf", "docx", "windows text", "utf-8 text", "rtf"],
)
def test_lao_in_saysettha_lao_is_given_in_unicode(make: Callable[[], bytes]) -> None:
    (page,) = read_source("old", make()).pages
    assert page.text == LAO
    assert (page.method, page.font) == ("converted", "Saysettha Lao")
    assert "Saysettha Lao" in page_note(page.method, page.font)


@pytest.mark.parametrize("make", [pdf_bytes, docx_bytes])
def test_lao_in_a_font_without_a_table_is_recognised_and_left_alone(
    make: Callable[..., bytes],
) -> None:
    words_in = b"ltktiotia4" if make is pdf_bytes else "ltktiotia4"
    (page,) = read_source("old", make([words_in], font="Alice_5")).pages
    assert (page.text.strip(), page.method, page.font) == ("", "none", "Alice")
    assert "can still be seen" in page_note(page.method, page.font)


@pytest.mark.parametrize(
    ("name", "part", "pages"),
    [
        ("iwt/c4ads_routes_tot.csv", "rhino", 2),
        ("iwt/wcs_aurum_template_fictional_100.xlsx", "", 1),
        ("iwt/cites_terms_units_with_preferred_unit.csv", "carvings", 1),
        ("ref/lao_provinces.csv", "ວຽງຈັນ", 1),
    ],
)
def test_real_tables_can_be_read_as_documents(
    shared_data: Path, name: str, part: str, pages: int
) -> None:
    path = shared_data / name
    found = read_source(path.name, path.read_bytes())
    assert found.kind == "dataset"
    assert len(found.pages) >= pages
    assert part.lower() in "\n".join(words(found)).lower()
