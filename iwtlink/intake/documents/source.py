"""What is got out of a source file: its words page by page, and what it says of itself."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Literal

from iwtlink.errors import BadInput
from iwtlink.i18n import tr

MOST_PAGES = 5_000
MOST_CHARACTERS = 20_000_000
MOST_CHARACTERS_ON_A_PAGE = 100_000
MOST_UNPACKED_BYTES = 512 * 1024 * 1024
MOST_TEXT_BYTES = 96 * 1024 * 1024
"""What is read of one file; the file itself is kept whole whatever is read of it."""

Method = Literal["", "text", "converted", "none", "typed"]


@dataclass(frozen=True, slots=True)
class PageText:
    """The words of one page; ``number`` counts from 1.

    ``method`` says how they were got: ``text`` as they stand, ``converted`` from the
    pre-Unicode ``font`` named, ``none`` where there are none to be had.
    """

    number: int
    text: str
    method: Method = "text"
    font: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """A file inside a file, such as an attachment of an e-mail."""

    name: str
    data: bytes


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A source file as read: all of it offers, for a person to accept or change.

    ``kind`` and ``language`` are codes of the code lists ``document_kinds`` and
    ``languages``, ``date`` is partial ISO. ``taken_at`` is the camera's local civil time,
    ``taken_place`` is ``latitude,longitude`` in decimal degrees. ``problem`` says in a
    sentence why some or all of the text could not be got; empty where it could.
    """

    name: str
    media_type: str
    kind: str = ""
    title: str = ""
    date: str = ""
    originator: str = ""
    language: str = ""
    taken_at: str = ""
    taken_place: str = ""
    pages: tuple[PageText, ...] = ()
    parts: tuple[Part, ...] = ()
    problem: str = ""


class Unreadable(BadInput):
    """The text of a file cannot be got; the file is kept all the same."""


def refuse_long(name: str, data: bytes) -> None:
    """Raise ``Unreadable`` for a text that would fill the memory when it is taken apart."""
    if len(data) > MOST_TEXT_BYTES:
        raise Unreadable(tr("{file} is too long to be read here: it is kept as it is.", file=name))


def capped(source: SourceFile) -> SourceFile:
    """Keep of the pages what a database can carry, and say so where something was left out."""
    kept: list[PageText] = []
    left = MOST_CHARACTERS
    for page in source.pages:
        if len(kept) == MOST_PAGES or left <= 0:
            sentence = tr(
                "{file}: only the first {n} pages were read.", file=source.name, n=f"{len(kept):,}"
            )
            return replace(source, pages=tuple(kept), problem=source.problem or sentence)
        words = clean(page.text[: min(left, MOST_CHARACTERS_ON_A_PAGE)])
        left -= len(words)
        kept.append(replace(page, text=words))
    return replace(source, pages=tuple(kept))


def clean(words: str) -> str:
    """Give words without what no text may hold: broken characters and controls."""
    plain = words.replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n")
    if _HALVES.search(plain):
        plain = plain.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return plain.translate(_CONTROLS).strip("\n")


_HALVES = re.compile("[\ud800-\udfff]")
_CONTROLS = dict.fromkeys((*range(9), 11, *range(14, 32), 127, 65534, 65535, 65279))


def numbered(texts: Iterable[str]) -> tuple[PageText, ...]:
    """Give texts as pages in their order; a text longer than a page is parted at line ends."""
    pages: list[PageText] = []
    for words in texts:
        for part in parted(words):
            if len(pages) > MOST_PAGES:
                return tuple(pages)
            method: Method = "text" if part.strip() else "none"
            pages.append(PageText(len(pages) + 1, part, method))
    return tuple(pages)


def parted(words: str) -> Iterator[str]:
    """Part a text into pieces that fit on a page, at the end of a line where there is one."""
    start = 0
    while len(words) - start > MOST_CHARACTERS_ON_A_PAGE:
        limit = start + MOST_CHARACTERS_ON_A_PAGE
        end = words.rfind("\n", start + 1, limit)
        end = limit if end < 0 else end + 1
        yield words[start:end]
        start = end
    yield words[start:]
