"""A text as names are looked for in it: letters and digits alone, each with its place.

Spaces, hyphens, dots and marks of Latin letters go, digits of every script become ASCII, so
that ``LI Xiang``, ``Lixiang`` and ``020 5555-0171`` are found however they are written.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from dataclasses import dataclass
from functools import cache, lru_cache

from iwtlink.store.folding import fold

BREAK = "\n"
"""Stands where no name goes on: an empty line, or signs that no name holds."""

UNSPACED = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff]"
)
"""A character of a script written without spaces between words."""

SPACED = r"0-9A-Za-z_\u00c0-\u0dff\u0e50-\u0e59\u0ed0-\u0ed9\u1e00-\u1fff"
"""What of a character class belongs to words with spaces between them, and digits."""

HAN = re.compile("[\u3400-\u9fff\uf900-\ufaff]")

_RADICALS = {"\u2ea0": "民", "\u2ecb": "车", "\u2ed3": "长", "\u2ed4": "门", "\u2ee2": "马"}
"""Radicals of the supplement that Unicode does not make equal to their characters."""

_WIDEST_GAP = 4
_IN_NAMES = re.compile(r"[\s\u200b-\u200d\u2060\ufeff\u00ad.,·'’`´()&/_\-‐-―]*")


@dataclass(frozen=True, slots=True)
class PlainText:
    """The letters and digits of a text, folded.

    ``starts`` and ``ends`` give, for each of ``letters``, where in the original the
    character (with its marks) that it comes from begins and ends.
    """

    letters: str
    starts: array[int]
    ends: array[int]

    def is_start(self, place: int) -> bool:
        """Whether a name may begin here: not within a character, nor within a spaced word."""
        if place == 0:
            return True
        if self.starts[place] == self.starts[place - 1]:
            return False
        return self.ends[place - 1] != self.starts[place] or not _are_joined(
            self.letters[place - 1], self.letters[place]
        )

    def is_end(self, place: int) -> bool:
        """Whether a name may end before this place."""
        return place == len(self.letters) or self.is_start(place)

    def is_apart(self, first: int, last: int) -> bool:
        """Whether signs or spaces stand on either side, or other scripts."""
        return self._is_border(first) and self._is_border(last)

    def _is_border(self, place: int) -> bool:
        if place in (0, len(self.letters)) or self.ends[place - 1] != self.starts[place]:
            return True
        return is_unspaced(self.letters[place - 1]) != is_unspaced(self.letters[place])


def levelled(text: str) -> str:
    """Give a text with ordinary signs where PDF files write look-alikes, one for one.

    Fonts often have one shape for a character and for the radical of the same look, and a
    PDF then names the radical (U+2F00 and on); full-width digits become plain ones.
    """
    return text if text.isascii() else text.translate(_look_alikes())


@cache
def _look_alikes() -> dict[int, str]:
    ranges = (range(0x2F00, 0x2FD6), range(0xF900, 0xFAD9), range(0xFF01, 0xFF5F))
    plain = {code: unicodedata.normalize("NFKC", chr(code)) for part in ranges for code in part}
    kept = {code: sign for code, sign in plain.items() if len(sign) == 1}
    return kept | {ord(radical): sign for radical, sign in _RADICALS.items()}


def is_unspaced(letter: str) -> bool:
    """Whether it belongs to a script written without spaces."""
    return UNSPACED.match(letter) is not None


def _are_joined(one: str, other: str) -> bool:
    """Whether two neighbours stand in one word of a script that has spaces."""
    return not is_unspaced(one) and not is_unspaced(other) and BREAK not in (one, other)


def plain_text(text: str) -> PlainText:
    """Take a text down to its letters and digits."""
    text = levelled(text)
    letters: list[str] = []
    starts, ends = array("L"), array("L")
    before = 0
    for match in _characters().finditer(text):
        first, last = match.span()
        if first > before and letters and _parts(text[before:first]):
            letters.append(BREAK)
            starts.append(before)
            ends.append(first)
        before = last
        found = match[0]
        if found.isascii():
            letters.append(found.lower())
            starts.extend(range(first, last))
            ends.extend(range(first + 1, last + 1))
        elif kept := _kept(found):
            letters.append(kept)
            starts.extend([first] * len(kept))
            ends.extend([last] * len(kept))
    return PlainText("".join(letters), starts, ends)


def plain_key(name: str) -> str:
    """Give a name or an identifier in the form in which it is looked for."""
    return plain_text(name).letters.replace(BREAK, "")


def _parts(gap: str) -> bool:
    """Whether what stands between two letters ends a name."""
    is_wide = len(gap) > _WIDEST_GAP or gap.count("\n") > 1
    return is_wide or _IN_NAMES.fullmatch(gap) is None


@cache
def _characters() -> re.Pattern[str]:
    """Give the pattern of a run of ASCII letters and digits, or of one other with its marks."""
    marks = "".join(_mark_ranges())
    return re.compile(rf"[A-Za-z0-9]+(?![{marks}])|[^\W_][{marks}]*|[{marks}]+")


def _mark_ranges() -> list[str]:
    found: list[list[int]] = []
    for code in range(0x300, 0xFFFF):
        if unicodedata.category(chr(code))[0] == "M":
            if found and found[-1][1] == code - 1:
                found[-1][1] = code
            else:
                found.append([code, code])
    return [f"\\u{first:04x}-\\u{last:04x}" for first, last in found]


@lru_cache(maxsize=65_536)
def _kept(character: str) -> str:
    """Fold one character with its marks; its digits become ASCII."""
    return "".join(
        str(unicodedata.digit(letter)) if letter.isdecimal() else letter
        for letter in fold(character)
        if letter.isalnum() or unicodedata.category(letter)[0] == "M"
    )
