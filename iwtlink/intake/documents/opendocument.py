"""OpenDocument texts (ODT): paragraphs, lists and tables (OASIS OpenDocument 1.3)."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import Any

from lxml import etree

from iwtlink.errors import Progress, no_progress
from iwtlink.i18n import tr
from iwtlink.intake.broken import BROKEN_PACKAGE
from iwtlink.intake.documents.kinds import ODT
from iwtlink.intake.documents.plain import converted
from iwtlink.intake.documents.source import SourceFile, Unreadable, numbered
from iwtlink.intake.documents.unpacking import refuse_bomb

_NAMES = {
    "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
    "table": "urn:oasis:names:tc:opendocument:xmlns:table:1.0",
    "office": "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
    "meta": "urn:oasis:names:tc:opendocument:xmlns:meta:1.0",
    "dc": "http://purl.org/dc/elements/1.1/",
}


def _tag(name: str) -> str:
    space, _, local = name.partition(":")
    return f"{{{_NAMES[space]}}}{local}"


_PARAGRAPHS = frozenset({_tag("text:p"), _tag("text:h")})
_CELL, _ROW, _SPACES = _tag("table:table-cell"), _tag("table:table-row"), _tag("text:s")
_BREAKS = {
    _tag("text:tab"): "\t",
    _tag("text:line-break"): "\n",
    _tag("text:soft-page-break"): "\f",
}
_HIDDEN = frozenset({_tag("text:tracked-changes"), _tag("office:annotation")})
_MOST_SPACES = 100


def read_odt(name: str, data: bytes, progress: Progress = no_progress) -> SourceFile:
    """Give the words of an OpenDocument text, with title, author and the day it was saved."""
    refuse_bomb(name, data)
    progress(0.0, tr("{file}: reading", file=name))
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            body = _parsed(package.read("content.xml")).find(f".//{_tag('office:text')}")
            said = _parsed(package.read("meta.xml")) if "meta.xml" in package.namelist() else None
    except (*BROKEN_PACKAGE, etree.LxmlError) as error:
        raise Unreadable(tr("{file} is damaged: its text cannot be read.", file=name)) from error
    words = "" if body is None else "".join(_words(body))
    return SourceFile(
        name,
        ODT,
        title=_said(said, "dc:title"),
        date=_said(said, "dc:date")[:10],
        originator=_said(said, "meta:initial-creator") or _said(said, "dc:creator"),
        pages=tuple(map(converted, numbered(words.split("\f")))),
    )


def _parsed(xml: bytes) -> Any:
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
    )
    return etree.fromstring(xml, parser)


def _said(about: Any, name: str) -> str:
    found = None if about is None else about.find(f".//{_tag(name)}")
    return "" if found is None else " ".join((found.text or "").split())


def _words(body: Any) -> Iterator[str]:
    """Walk the elements in the order of reading; cells of a row are parted by tabs."""
    deep = 0
    walker = etree.iterwalk(body, events=("start", "end"))
    for event, element in walker:
        tag = element.tag
        is_start = event == "start"
        if is_start and (tag in _HIDDEN or not isinstance(tag, str)):
            walker.skip_subtree()
        elif is_start and tag in _BREAKS:
            yield _BREAKS[tag]
        elif is_start and tag == _SPACES:
            count = str(element.get(_tag("text:c"), "1"))
            yield " " * (min(int(count), _MOST_SPACES) if count.isdecimal() else 1)
        if is_start:
            deep += tag in _PARAGRAPHS
            if deep and element.text and tag not in _HIDDEN:
                yield element.text
            continue
        if tag in _PARAGRAPHS:
            deep -= 1
            is_last = element.getnext() is None and element.getparent().tag == _CELL
            yield "\t" if is_last else "\n"
        elif tag == _ROW:
            yield "\n"
        if deep and element.tail:
            yield element.tail
