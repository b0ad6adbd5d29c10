"""Text and web pages, in whatever encoding they came."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from typing import Any

from lxml import etree, html

from iwtlink.errors import Progress, no_progress
from iwtlink.i18n import tr
from iwtlink.intake.documents.kinds import CSV, HTML
from iwtlink.intake.documents.lao_fonts import looks_like
from iwtlink.intake.documents.source import (
    MOST_TEXT_BYTES,
    PageText,
    SourceFile,
    Unreadable,
    numbered,
    refuse_long,
)
from iwtlink.intake.encodings import guess_encoding

_SAMPLE = 20_000
_STATED = re.compile(rb"""<meta[^>]+charset\s*=\s*["']?([\w-]+)""", re.IGNORECASE)
_SPACES = re.compile(r"[ \t\xa0]+")
_LINES = re.compile(r"[ \t]*\n[ \t]*")
_MANY_LINES = re.compile(r"\n{3,}")
_HIDDEN = frozenset({"script", "style", "noscript", "template", "head", "svg", "iframe", "object"})
_BLOCKS = frozenset(
    {
        *("address", "article", "aside", "blockquote", "br", "dd", "div", "dl", "dt", "fieldset"),
        *("figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li"),
        *("main", "nav", "ol", "p", "pre", "section", "table", "tr", "ul"),
    }
)


def read_text(
    name: str, data: bytes, media_type: str, progress: Progress = no_progress
) -> SourceFile:
    """Give a text, parted where it has form feeds; Lao of before Unicode is converted."""
    progress(0.0, tr("{file}: reading", file=name))
    data = _start(data)
    words = _in_lao_font(data) or decoded(name, data)
    pages = tuple(map(converted, numbered(words.split("\f"))))
    return SourceFile(name, media_type, kind="dataset" if media_type == CSV else "", pages=pages)


def _start(data: bytes) -> bytes:
    """Give as much of a text as is read, to the end of a line."""
    if len(data) <= MOST_TEXT_BYTES:
        return data
    end = data.rfind(b"\n", 0, MOST_TEXT_BYTES)
    end = MOST_TEXT_BYTES if end < 0 else end
    is_wide = b"\x00" in data[:_SAMPLE]
    return data[: end // 4 * 4 if is_wide else end]


def _in_lao_font(data: bytes) -> str:
    """Give a text of single bytes that is Lao in a font of old; empty for any other.

    Its letters lie where Thai Windows has Thai ones, so it is looked at first.
    """
    encoding = guess_encoding(data[:_SAMPLE])
    if encoding.startswith("utf"):
        return ""
    if looks_like(data[:_SAMPLE].decode("cp1252", "replace")) is None:
        return ""
    return data.decode("cp1252", "replace")


def decoded(name: str, data: bytes, stated: str = "") -> str:
    """Give bytes as text; raise ``Unreadable`` where they are none."""
    for encoding in (_known(stated), guess_encoding(data)):
        if encoding:
            try:
                return data.decode(encoding)
            except (UnicodeDecodeError, LookupError):
                continue
    if not data.strip(b"\x00 \t\r\n"):
        return ""
    raise Unreadable(tr("{file} holds no text that can be read.", file=name))


def _known(encoding: str) -> str:
    try:
        return codecs.lookup(encoding).name if encoding else ""
    except (LookupError, ValueError):
        return ""


def converted(page: PageText) -> PageText:
    """Give a page in Unicode where its text is surely in a Lao font of old."""
    font = looks_like(page.text)
    if font is None:
        return page
    return PageText(page.number, font.convert(page.text), "converted", font.name)


def read_html(name: str, data: bytes, progress: Progress = no_progress) -> SourceFile:
    """Give the words of a web page as a person sees them, and its title."""
    progress(0.0, tr("{file}: reading", file=name))
    refuse_long(name, data)
    stated = _STATED.search(data[:4096])
    text = decoded(name, data, stated[1].decode("ascii") if stated else "")
    title, words = html_words(name, text)
    pages = tuple(map(converted, numbered([words])))
    return SourceFile(name, HTML, kind="web_page", title=title, pages=pages)


def html_words(name: str, text: str) -> tuple[str, str]:
    """Give title and words of HTML."""
    if not text.strip():
        return "", ""
    parser = html.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True)
    try:
        root = html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.LxmlError, ValueError, AssertionError) as error:
        raise Unreadable(tr("{file} is damaged: its text cannot be read.", file=name)) from error
    titles = root.findall(".//title")
    title = " ".join("".join(titles[0].itertext()).split()) if titles else ""
    words = _LINES.sub("\n", "".join(_shown(root)))
    return title, _MANY_LINES.sub("\n\n", words).strip()


def _shown(root: Any) -> Iterator[str]:
    walker = etree.iterwalk(root, events=("start", "end"))
    for event, element in walker:
        tag = element.tag if isinstance(element.tag, str) else ""
        if event == "start":
            if tag in _HIDDEN or not tag:
                walker.skip_subtree()
            elif element.text:
                yield _SPACES.sub(" ", element.text.replace("\n", " "))
            if tag in ("td", "th"):
                yield "\t"
        if event == "end":
            if tag in _BLOCKS:
                yield "\n"
            if element.tail and element is not root:
                yield _SPACES.sub(" ", element.tail.replace("\n", " "))
