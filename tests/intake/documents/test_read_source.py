"""Source files of every kind: their words, what they say of themselves, and what is wrong."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime
from email.message import EmailMessage
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iwtlink.errors import Cancelled
from iwtlink.intake.documents import SourceFile, page_note, plain, read_source
from iwtlink.intake.documents import source as limits
from tests.intake.documents.makers import (
    book_bytes,
    docx_bytes,
    mail_bytes,
    odt_bytes,
    outlook_bytes,
    pdf_bytes,
    photo_bytes,
)

LAO = "ສາທາລະນະລັດ ປະຊາທິປະໄຕ ປະຊາຊົນລາວ"
OLD_LAO = "¦¾ê¾ì½\xad½ìñ© ¯½§¾êò¯½Äª ¯½§¾§ö\xadì¾¸"


def words(source: SourceFile) -> list[str]:
    return [page.text for page in source.pages]


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


@pytest.mark.parametrize("name", ["a.zip", "a.mp4", "a.sqlite", "a.json"])
def test_bytes_that_are_no_text_are_kept_without_words(name: str) -> None:
    found = read_source(name, bytes(range(256)) * 8)
    assert "kept as it is" in found.problem
    assert not words(found)


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


def test_a_pdf_of_pictures_says_that_it_has_no_text() -> None:
    found = read_source("scan.pdf", pdf_bytes([b"", b""]))
    assert [page.method for page in found.pages] == ["none", "none"]
    assert "no text" in found.problem


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


def test_an_e_mail_gives_heading_words_and_attachments() -> None:
    inner = mail_bytes(subject="Inner", words="deep")
    data = mail_bytes(
        subject="ງາຊ້າງ",
        words="ສະບາຍດີ, two tusks",
        page="<p>two tusks</p>",
        files={"bill.pdf": pdf_bytes([b"12 kg"]), "../../etc/evil.txt": b"x", "old.eml": inner},
    )
    found = read_source("m.eml", data)
    (page,) = found.pages
    assert page.text.startswith("From: Sing <sing@example.org>\nTo: unit@example.org\n")
    assert "ສະບາຍດີ, two tusks" in page.text
    assert [part.name for part in found.parts] == ["bill.pdf", "evil.txt", "old.eml"]
    assert found.parts[0].data == pdf_bytes([b"12 kg"])
    assert (found.title, found.originator) == ("ງາຊ້າງ", "Sing <sing@example.org>")


def test_an_e_mail_is_of_the_day_on_which_its_writer_sent_it() -> None:
    assert read_source("m.eml", mail_bytes(words="x")).date == "2015-03-13"


def test_an_e_mail_of_html_alone_is_read_as_a_person_sees_it() -> None:
    message = EmailMessage()
    message["Subject"] = "s"
    message.set_content("<style>p{}</style><p>Two&nbsp;<b>tusks</b></p><p>sold</p>", subtype="html")
    (page,) = read_source("m.eml", message.as_bytes()).pages
    assert page.text.endswith("Two tusks\nsold")


def test_a_photo_gives_time_and_place_as_the_camera_noted_them() -> None:
    data = photo_bytes(
        taken="2016:05:01 23:59:59", place=((17.0, 58.0, 30.0), "S", (102.0, 36.0, 0.0), "W")
    )
    found = read_source("IMG_1.JPG", data)
    assert (found.taken_at, found.date) == ("2016-05-01T23:59:59", "2016-05-01")
    assert found.taken_place == "-17.975000,-102.600000"
    assert found.kind == "photograph_set"
    assert [(page.number, page.method) for page in found.pages] == [(1, "none")]


@pytest.mark.parametrize("taken", ["", "0000:00:00 00:00:00", "2016:13:41 25:00:00", "yesterday"])
def test_a_camera_that_does_not_know_the_time_gives_none(taken: str) -> None:
    found = read_source("a.jpg", photo_bytes(taken=taken))
    assert (found.taken_at, found.date) == ("", "")


@pytest.mark.parametrize(
    "place",
    [
        ((0.0, 0.0, 0.0), "N", (0.0, 0.0, 0.0), "E"),
        ((217.0, 0.0, 0.0), "N", (2.0, 0.0, 0.0), "E"),
        ((17.0, 0.0), "N", (2.0, 0.0, 0.0), "E"),
    ],
)
def test_a_camera_that_does_not_know_the_place_gives_none(place: tuple[object, ...]) -> None:
    assert read_source("a.jpg", photo_bytes(place=place)).taken_place == ""  # type: ignore[arg-type]  # wrong on purpose


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "TIFF", "WebP", "GIF", "BMP"])
def test_pictures_of_every_kind_are_known_by_their_bytes(kind: str) -> None:
    found = read_source("photo.bmp", photo_bytes(kind=kind))
    assert found.media_type == f"image/{kind.lower()}"
    assert len(found.pages) == 1


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


def test_a_fault_of_a_picture_is_no_error_in_our_log() -> None:
    # a TIFF that says that a pixel has 60,000 samples, which Pillow logs as an error
    data = bytearray(photo_bytes(kind="TIFF"))
    at = data.find((277).to_bytes(2, "little"))
    data[at + 8 : at + 10] = (60_000).to_bytes(2, "little")
    assert "damaged" in read_source("a.tif", bytes(data)).problem


@pytest.mark.parametrize(
    ("name", "data", "part"),
    [
        ("a.pdf", b"%PDF-1.4\n" + b"\x00" * 500, "damaged"),
        ("a.docx", b"PK\x03\x04" + b"\x00" * 500, "damaged"),
        ("a.jpg", b"\xff\xd8\xff" + b"\x00" * 500, "damaged"),
        ("a.xlsx", b"PK\x03\x04" + b"\x00" * 500, "damaged"),
        ("a.msg", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, ".eml"),
        ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, ".docx"),
        ("a.heic", b"\x00\x00\x00\x18ftypheic" + b"\x00" * 50, "JPEG"),
        ("a.bin", bytes(range(256)) * 4, "kept as it is"),
        ("a.txt", b"", "empty"),
    ],
)
def test_what_cannot_be_read_says_why_in_a_sentence(name: str, data: bytes, part: str) -> None:
    found = read_source(name, data)
    assert found.pages == ()
    assert name in found.problem
    assert part in found.problem


def test_a_locked_pdf_says_that_it_has_a_password() -> None:
    pypdf = pytest.importorskip("pypdf")
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(pdf_bytes([b"hidden"])))
    writer.encrypt("secret", algorithm="RC4-128")
    buffer = io.BytesIO()
    writer.write(buffer)
    assert "password" in read_source("a.pdf", buffer.getvalue()).problem


def test_what_would_unpack_to_a_flood_is_not_unpacked() -> None:
    buffer = io.BytesIO(docx_bytes(["x"]))
    with zipfile.ZipFile(buffer, "a", zipfile.ZIP_DEFLATED) as package:
        block = b"\x00" * (64 << 20)
        for n in range(9):
            package.writestr(f"word/media/{n}.bin", block)
    found = read_source("bomb.docx", buffer.getvalue())
    assert "unpacks to more" in found.problem


def test_a_picture_of_too_many_pixels_is_not_opened() -> None:
    # an empty PNG whose heading says 60,000 by 60,000
    small = bytearray(photo_bytes(kind="PNG"))
    small[16:24] = (60_000).to_bytes(4, "big") * 2
    import zlib

    small[29:33] = zlib.crc32(bytes(small[12:29])).to_bytes(4, "big")
    assert "too large" in read_source("bomb.png", bytes(small)).problem


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


SEEDS = (
    pdf_bytes([b"Khamsing", b"two"], info={"Title": "t"}, is_packed=True),
    docx_bytes(["a", "b"], rows=[["1", "2"]]),
    mail_bytes(subject="s", words="w", page="<p>x</p>", files={"a.pdf": b"%PDF-1.4"}),
    photo_bytes(taken="2016:05:01 12:00:00", place=((1.0, 2.0, 3.0), "N", (4.0, 5.0, 6.0), "E")),
    photo_bytes(kind="PNG"),
    photo_bytes(kind="TIFF"),
    photo_bytes(kind="WebP"),
    book_bytes({"S": [["a", 1]]}),
    odt_bytes("<text:p>a<text:tab/>b</text:p>", meta="<dc:title>t</dc:title>"),
    rb"{\rtf1\ansi{\fonttbl{\f0 Saysettha Lao;}}\f0 \'a6\'be \u3713? x\par}",
    b"<html><head><title>t</title></head><body><p>x<b>y</b></p></body></html>",
    OLD_LAO.encode(),
)
NAMES = ("a.pdf", "a.docx", "a.eml", "a.jpg", "a.xlsx", "a.rtf", "a.html", "a.txt", "a.msg", "a")


@given(
    seed=st.sampled_from(SEEDS),
    name=st.sampled_from(NAMES),
    changes=st.lists(st.tuples(st.floats(0, 1), st.binary(max_size=6)), max_size=8),
    cut=st.floats(0.3, 1),
)
def test_a_damaged_file_gives_a_source_file_and_nothing_worse(
    seed: bytes, name: str, changes: list[tuple[float, bytes]], cut: float
) -> None:
    data = bytearray(seed)
    for place, written in changes:
        at = int(place * len(data))
        data[at : at + len(written)] = written
    found = read_source(name, bytes(data[: int(cut * len(data))]))
    assert found.pages or found.problem
    for page in found.pages:
        page.text.encode()
        assert "\x00" not in page.text


@given(
    seed=st.sampled_from([seed for seed in SEEDS if seed.startswith(b"PK")]),
    changes=st.lists(
        st.tuples(st.integers(0, 30), st.floats(0, 1), st.binary(min_size=1, max_size=6)),
        min_size=1,
        max_size=6,
    ),
)
def test_a_package_with_damaged_parts_gives_a_source_file_and_nothing_worse(
    seed: bytes, changes: list[tuple[int, float, bytes]]
) -> None:
    with zipfile.ZipFile(io.BytesIO(seed)) as package:
        parts = {name: bytearray(package.read(name)) for name in package.namelist()}
    names = list(parts)
    for number, place, written in changes:
        part = parts[names[number % len(names)]]
        at = int(place * len(part))
        part[at : at + len(written)] = written
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as package:
        for name, part in parts.items():
            package.writestr(name, bytes(part))
    found = read_source("a", buffer.getvalue())
    assert found.pages or found.problem


def test_a_workbook_whose_parts_are_said_to_lie_before_its_start_is_damaged() -> None:
    data = bytearray(book_bytes({"S": [["a", 1]]}))
    end = data.rfind(b"PK\x05\x06")
    data[end + 16 : end + 20] = (0x7FFFFFFF).to_bytes(4, "little")
    assert "damaged" in read_source("a.xlsx", bytes(data)).problem


def test_an_e_mail_saved_by_outlook_gives_heading_words_and_attachments() -> None:
    bill = pdf_bytes([b"12 kg"]).ljust(5000, b" ")
    data = outlook_bytes(
        subject="ງາຊ້າງ",
        words="ສະບາຍດີ, two tusks",
        headers="Received: x\r\nDate: Fri, 13 Mar 2015 23:30:00 +0700\r\n",
        files={"bill.pdf": bill, "..\\evil.bin": b"x" * 5000},
    )
    found = read_source("m.msg", data)
    assert found.media_type == "application/vnd.ms-outlook"
    (page,) = found.pages
    assert page.text.startswith("From: Sing <sing@example.org>\nTo: unit@example.org\n")
    assert "ສະບາຍດີ, two tusks" in page.text
    assert (found.title, found.date) == ("ງາຊ້າງ", "2015-03-13")
    assert [part.name for part in found.parts] == ["bill.pdf", "evil.bin"]
    assert found.parts[0].data.startswith(bill)


def test_an_outlook_e_mail_of_html_without_headers_is_read_too() -> None:
    ticks = (datetime(2015, 3, 13, 12, tzinfo=UTC) - datetime(1601, 1, 1, tzinfo=UTC)).days
    data = outlook_bytes(page=b"<p>Two <b>tusks</b></p>", submitted=ticks * 24 * 3600 * 10**7 + 1)
    found = read_source("m.msg", data)
    assert found.date == "2015-03-13"
    assert found.pages[0].text.endswith("Two tusks")


@given(changes=st.lists(st.tuples(st.floats(0, 1), st.binary(max_size=6)), max_size=8))
def test_a_damaged_outlook_e_mail_gives_a_source_file(changes: list[tuple[float, bytes]]) -> None:
    data = bytearray(outlook_bytes(subject="s", words="w", files={"a.txt": b"x" * 5000}))
    for place, written in changes:
        at = int(place * len(data))
        data[at : at + len(written)] = written
    found = read_source("m.msg", bytes(data))
    assert found.pages or found.problem


def test_of_a_text_too_long_to_be_read_the_start_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(plain, "MOST_TEXT_BYTES", 1_001)
    text = "ງາຊ້າງ\n" * 200
    for encoding in ("utf-8", "utf-16"):
        (page,) = read_source("a.txt", text.encode(encoding)).pages
        assert text.startswith(page.text.rstrip("\n"))
        assert 200 < len(page.text.encode(encoding)) <= 1_001


def test_an_e_mail_too_long_to_be_read_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MOST_TEXT_BYTES", 100)
    assert "too long" in read_source("m.eml", mail_bytes(words="x" * 200)).problem


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
