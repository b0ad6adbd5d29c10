"""E-mail becomes words and attachments."""

from __future__ import annotations

from datetime import UTC, datetime
from email.message import EmailMessage

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iwtlink.intake.documents import read_source
from iwtlink.intake.documents import source as limits
from tests.intake.documents.makers import (
    mail_bytes,
    outlook_bytes,
    pdf_bytes,
)


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


def test_an_e_mail_too_long_to_be_read_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MOST_TEXT_BYTES", 100)
    assert "too long" in read_source("m.eml", mail_bytes(words="x" * 200)).problem
