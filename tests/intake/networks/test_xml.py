"""XML from elsewhere: nothing expands, nothing is fetched, and what is too much is refused."""

from __future__ import annotations

import pytest

from iwtlink.errors import BadInput, Cancelled
from iwtlink.intake.networks import xml
from iwtlink.intake.networks.xml import read_xml

BOMB = (
    '<?xml version="1.0"?><!-- a --><!DOCTYPE a [<!ENTITY b "bbbbbbbbbb">'
    '<!ENTITY c "&b;&b;&b;&b;">]><Chart Label="&c;"/>'
)


@pytest.mark.parametrize(
    "text",
    [
        BOMB,
        '<!DOCTYPE a SYSTEM "http://127.0.0.1/a.dtd"><a/>',
        '<!doctype a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>',
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_document_type_is_refused(text: str, encoding: str) -> None:
    with pytest.raises(BadInput, match="line 1: it declares a document type"):
        read_xml("a.xml", text.encode(encoding))


def test_an_entity_that_nobody_declares_is_an_error_with_its_line() -> None:
    with pytest.raises(BadInput, match=r"a\.xml, line 2: this is not well-formed XML"):
        read_xml("a.xml", b'<a>\n<b x="&c;"/></a>')


def test_a_tag_that_is_not_closed_names_the_line() -> None:
    with pytest.raises(BadInput, match=r"a\.xml, line 3"):
        read_xml("a.xml", b"<a>\n<b>\n</a>")


@pytest.mark.parametrize("data", [b"", b"   ", b"\xff\xfe", b"\xff\xfe<", b"\x00" * 9, b"<"])
def test_next_to_nothing_is_refused(data: bytes) -> None:
    with pytest.raises(BadInput):
        read_xml("a.xml", data)


def test_bytes_that_are_no_text_name_the_line() -> None:
    with pytest.raises(BadInput, match="line 2: the text is not in the encoding"):
        read_xml("a.xml", b"<a>\n\xff\xfe\xfa</a>")


def test_an_unknown_encoding_is_passed_over() -> None:
    text = '<?xml version="1.0" encoding="x-made-up"?><a b="ຄ"/>'
    assert read_xml("a.xml", text.encode()).root.get("b") == "ຄ"


def test_parts_in_parts_without_end_are_refused() -> None:
    with pytest.raises(BadInput, match="too deeply"):
        read_xml("a.xml", b"<a>" * 5000 + b"</a>" * 5000)
    deep = b"<a>" * xml.MOST_DEPTH + b"</a>" * xml.MOST_DEPTH
    assert read_xml("a.xml", deep).root.tag == "a"


def test_more_parts_than_a_file_may_have_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xml, "MOST_NODES", 10)
    with pytest.raises(BadInput, match="more than 10 parts"):
        read_xml("a.xml", b"<a>" + b"<b/>" * 11 + b"</a>")


def test_a_file_that_is_too_large_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xml, "MOST_BYTES", 10)
    with pytest.raises(BadInput, match="larger than"):
        read_xml("a.xml", b"<a>  text </a>")


def test_what_takes_too_long_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xml, "MOST_SECONDS", -1.0)
    with pytest.raises(BadInput, match="takes too long"):
        read_xml("a.xml", b"<a/>")


def test_reading_can_be_stopped() -> None:
    def stop(_fraction: float, _sentence: str) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        read_xml("a.xml", b"<a/>", stop)


def test_names_lose_their_namespace() -> None:
    root = read_xml("a.xml", b'<x:a xmlns:x="urn:b"><!-- c --><x:d/></x:a>').root
    assert xml.local_name(root) == "a"
    assert [xml.local_name(child) for child in root] == ["d"]
