"""Rich Text Format: its words, and the font each stands in (RTF Specification 1.9.1)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from iwtlink.errors import Progress, no_progress
from iwtlink.i18n import tr
from iwtlink.intake.documents.kinds import RTF
from iwtlink.intake.documents.lao_fonts import convert_runs
from iwtlink.intake.documents.source import (
    Method,
    PageText,
    SourceFile,
    parted,
    refuse_long,
)

_TOKEN = re.compile(
    rb"\\([a-zA-Z]{1,32})(-?\d{1,10})? ?|\\'([0-9a-fA-F]{2})|\\([^a-zA-Z])|([{}])|([^\\{}\r\n]+)"
)
_HIDDEN = frozenset(
    b"stylesheet colortbl info pict object themedata datastore fldinst generator listtable "
    b"listoverridetable rsidtbl latentstyles xmlnstbl filetbl bkmkstart bkmkend".split()
)
_WORDS = {
    b"par": "\n",
    b"line": "\n",
    b"sect": "\n",
    b"row": "\n",
    b"cell": "\t",
    b"tab": "\t",
    b"page": "\f",
    b"pagebb": "\f",
    b"emdash": "—",
    b"endash": "–",
    b"lquote": "‘",
    b"rquote": "’",
    b"ldblquote": "“",
    b"rdblquote": "”",
    b"bullet": "•",
    b"nbsp": "\xa0",
}
_SIGNS = {b"~": "\xa0", b"_": "\u2011", b"-": "", b"\n": "\n", b"\r": "\n"}
_CHARSETS = {
    0: "cp1252",
    128: "cp932",
    129: "cp949",
    134: "gbk",
    136: "big5",
    163: "cp1258",
    204: "cp1251",
    222: "cp874",
    238: "cp1250",
}
"""Code pages by the number that a font table gives (fcharset)."""


@dataclass(frozen=True, slots=True)
class _State:
    """What holds within one group of braces; ``skip`` counts characters after ``\\u``."""

    font: int = 0
    is_hidden: bool = False
    is_font_table: bool = False
    skip: int = 1


class _Rtf:
    """Walks the tokens of one file."""

    def __init__(self) -> None:
        self.fonts: dict[int, str] = {}
        self.charsets: dict[int, str] = {}
        self.usual = "cp1252"
        self.state = _State()
        self.outer: list[_State] = []
        self.left_to_skip = 0
        self.waiting = bytearray()
        """Bytes not yet decoded: a Chinese character comes in two pieces."""

    def runs(self, data: bytes) -> Iterator[tuple[str, str]]:
        """Give the words with their fonts."""
        for found in _TOKEN.finditer(data):
            word, number, byte, sign, brace, plain = found.groups()
            if byte or plain:
                self._wait(bytes([int(byte, 16)]) if byte else plain)
                continue
            yield from self._said(self._text())
            if brace:
                self._brace(brace)
            elif word:
                yield from self._said(self._control(word, int(number) if number else None))
            elif sign == b"*":
                self.state = replace(self.state, is_hidden=True)
            elif sign:
                yield from self._said(_SIGNS.get(sign, sign.decode("latin-1")))
        yield from self._said(self._text())

    def _said(self, words: str) -> Iterator[tuple[str, str]]:
        if words and not self.state.is_hidden and not self.state.is_font_table:
            yield words, self.fonts.get(self.state.font, "")

    def _wait(self, raw: bytes) -> None:
        skipped = min(self.left_to_skip, len(raw))
        self.left_to_skip -= skipped
        self.waiting += raw[skipped:]

    def _brace(self, brace: bytes) -> None:
        self.left_to_skip = 0
        if brace == b"{":
            if len(self.outer) < 1_000:
                self.outer.append(self.state)
        elif self.outer:
            self.state = self.outer.pop()

    def _control(self, word: bytes, number: int | None) -> str:
        state = self.state
        if word == b"u" and number is not None:
            self.left_to_skip = state.skip
            code = number + 65_536 if number < 0 else number
            return chr(code) if code < 0x110000 else "\ufffd"
        if word in _HIDDEN:
            self.state = replace(state, is_hidden=True)
        elif word == b"fonttbl":
            self.state = replace(state, is_font_table=True)
        elif word == b"f" and number is not None:
            self.state = replace(state, font=number)
        elif word == b"uc" and number is not None:
            self.state = replace(state, skip=max(0, min(number, 10)))
        elif word == b"fcharset" and number is not None and state.is_font_table:
            self.charsets[state.font] = _CHARSETS.get(number, "")
        elif word == b"ansicpg" and number is not None:
            self.usual = f"cp{number}"
        return _WORDS.get(word, "")

    def _text(self) -> str:
        raw = bytes(self.waiting)
        self.waiting.clear()
        if not raw:
            return ""
        if self.state.is_font_table:
            known = self.fonts.get(self.state.font, "")
            if len(known) < 200:
                self.fonts[self.state.font] = known + raw.decode("latin-1").rstrip(";")
            return ""
        encoding = self.charsets.get(self.state.font) or self.usual
        try:
            return raw.decode(encoding)
        except LookupError:
            return raw.decode("cp1252", "replace")
        except UnicodeDecodeError:
            return raw.decode("latin-1")


def _joined(runs: Iterator[tuple[str, str]]) -> Iterator[list[tuple[str, str]]]:
    page: list[tuple[str, str]] = []
    for words, font in runs:
        if words == "\f":
            yield page
            page = []
        else:
            page.append((words, font))
    yield page


def read_rtf(name: str, data: bytes, progress: Progress = no_progress) -> SourceFile:
    """Give the words of an RTF file, parted at its page breaks."""
    refuse_long(name, data)
    progress(0.0, tr("{file}: reading", file=name))
    pages: list[PageText] = []
    for runs in _joined(_Rtf().runs(data)):
        found = convert_runs(runs)
        method: Method = "converted" if found.font else "text"
        if not found.is_whole or not found.text.strip():
            method = "none"
        for part in parted(found.text):
            pages.append(PageText(len(pages) + 1, part, method, found.font))
    return SourceFile(name, RTF, pages=tuple(pages))
