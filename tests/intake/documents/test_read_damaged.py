"""What cannot be read says why; a damaged file gives nothing worse."""

from __future__ import annotations

import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfWriter

from iwtlink.intake.documents import plain, read_source
from tests.intake.documents.conftest import OLD_LAO, words
from tests.intake.documents.makers import (
    book_bytes,
    docx_bytes,
    mail_bytes,
    odt_bytes,
    pdf_bytes,
    photo_bytes,
)


@pytest.mark.parametrize("name", ["a.zip", "a.mp4", "a.sqlite", "a.json"])
def test_bytes_that_are_no_text_are_kept_without_words(name: str) -> None:
    found = read_source(name, bytes(range(256)) * 8)
    assert "kept as it is" in found.problem
    assert not words(found)


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
    writer = PdfWriter(clone_from=io.BytesIO(pdf_bytes([b"hidden"])))
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


def test_of_a_text_too_long_to_be_read_the_start_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(plain, "MOST_TEXT_BYTES", 1_001)
    text = "ງາຊ້າງ\n" * 200
    for encoding in ("utf-8", "utf-16"):
        (page,) = read_source("a.txt", text.encode(encoding)).pages
        assert text.startswith(page.text.rstrip("\n"))
        assert 200 < len(page.text.encode(encoding)) <= 1_001
