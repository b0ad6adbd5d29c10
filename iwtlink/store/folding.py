"""Folding: the plain form in which words of every script are compared and searched.

Marks are stripped, capitals lowered, full-width forms made plain (NFKD), ``đ`` becomes
``d``, the two ways to write Lao and Thai *am* become one, zero-width characters go.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from functools import lru_cache
from itertools import pairwise

_SPECIAL = str.maketrans(
    {
        "đ": "d",
        "ð": "d",
        "ø": "o",
        "ł": "l",
        "ß": "ss",
        "ς": "σ",
        "æ": "ae",
        "œ": "oe",
        "ı": "i",
        "\u200b": None,
        "\u200c": None,
        "\u200d": None,
        "\u2060": None,
        "\ufeff": None,
        "\u00ad": None,
    }
)
_IS_SPECIAL = re.compile("[" + "".join(map(chr, _SPECIAL)) + "]")
_AM_BEFORE_TONE = re.compile("([\u0ecd\u0e4d])([\u0ec8-\u0ecb\u0e48-\u0e4b])")
_LATIN_MARKS = re.compile("[\u0300-\u036f]+")
_TONES = re.compile("[\u0e47-\u0e4c\u0e4e\u0ec8-\u0ecc]+")
"""Thai and Lao signs that people leave out or mistake: tones, the silencer, the shortener."""
_DIGITS = re.compile("[\u0e50-\u0e59\u0ed0-\u0ed9\u1040-\u1049\u17e0-\u17e9\u0660-\u0669]")
"""Thai, Lao, Burmese, Khmer and Arabic digits."""

_UNSPACED = re.compile(
    "[\u0e00-\u0eff"  # Thai, Lao
    "\u1000-\u109f"  # Burmese
    "\u1780-\u17ff"  # Khmer
    "\u3040-\u30ff"  # Kana
    "\u3400-\u9fff"  # Han
    "\uac00-\ud7af"  # Hangul
    "\uf900-\ufaff]"  # Han, compatibility
)
"""One character of a script written without spaces between words."""

_PARTS = frozenset(map(chr, (*range(0x1160, 0x1200), 0xFF9E, 0xFF9F)))
"""Vowels and endings of a Hangul syllable typed in parts, sound marks of half-wide kana."""

_BETWEEN_WORDS = re.compile(r"(?:[^\w\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]|_)+")


def fold(text: str) -> str:
    """Give the folded form of a text; folding twice changes nothing."""
    if text.isascii():
        return " ".join(text.lower().split())
    plain = unicodedata.normalize("NFKD", text).lower()
    plain = _LATIN_MARKS.sub("", plain)
    plain = _IS_SPECIAL.sub(lambda found: _SPECIAL[ord(found[0])] or "", plain)
    plain = _AM_BEFORE_TONE.sub(r"\2\1", plain)  # NFKD took Lao and Thai AM apart
    return " ".join(unicodedata.normalize("NFC", plain).split())


def bare(text: str) -> str:
    """Give the form that searching compares: folded, without Thai and Lao tones, plain digits.

    Baring twice changes nothing.
    """
    if text.isascii():
        return " ".join(text.lower().split())
    plain = _DIGITS.sub(lambda found: str(unicodedata.digit(found[0])), text)
    return fold(_TONES.sub("", plain))


def bare_map(text: str) -> tuple[str, list[int], list[int]]:
    """Give the bare form of a text and, for each of its characters, where it came from.

    The lists hold the first and the last place (exclusive) in the text. A base character with
    its marks is looked at as one. Costs about 2 µs a character: for passages, not for books.
    """
    if text.isascii():
        return _ascii_map(text)
    words: list[str] = []
    firsts: list[int] = []
    lasts: list[int] = []
    for first, last in _clusters(text):
        plain = " " if text[first].isspace() else _bare_sign(text[first:last])
        if plain == " " and (not words or words[-1] == " "):
            continue
        for character in plain:
            words.append(character)
            firsts.append(first)
            lasts.append(last)
    while words and words[-1] == " ":
        words.pop(), firsts.pop(), lasts.pop()
    return "".join(words), firsts, lasts


_bare_sign = lru_cache(maxsize=16_384)(bare)


def _ascii_map(text: str) -> tuple[str, list[int], list[int]]:
    words = bare(text)
    firsts = [
        place
        for place, sign in enumerate(text)
        if not sign.isspace() or (place and not text[place - 1].isspace())
    ][: len(words)]
    return words, firsts, [place + 1 for place in firsts]


def _clusters(text: str) -> list[tuple[int, int]]:
    """Give where each base character with the marks on it begins and ends."""
    found: list[tuple[int, int]] = []
    for place, character in enumerate(text):
        is_part = character > "\u02ff" and (unicodedata.combining(character) or character in _PARTS)
        if is_part and found:
            found[-1] = (found[-1][0], place + 1)
        else:
            found.append((place, place + 1))
    return found


@lru_cache(maxsize=65_536)
def is_latin(text: str) -> bool:
    """Whether a name can be read by one who reads Latin script only.

    True where it holds no letter outside Latin: digits and signs do not matter.
    """
    return all(not c.isalpha() or "LATIN" in unicodedata.name(c, "") for c in text)


def is_unspaced(text: str) -> bool:
    """Whether a text holds a script written without spaces between words."""
    return not text.isascii() and _UNSPACED.search(text) is not None


_ASCII_BETWEEN = {code: " " for code in range(128) if not chr(code).isalnum()}


def words_of(folded: str) -> set[str]:
    """Give the different words of a folded text; a run of a script without spaces is one."""
    if folded.isascii():
        return set(folded.translate(_ASCII_BETWEEN).split())
    words = set(_BETWEEN_WORDS.split(folded))
    words.discard("")
    return words


def short_tokens(folded: str) -> set[str]:
    """Give the index words for searches of one or two characters.

    They are every pair of neighbouring characters and each single character of scripts
    without spaces, and the first one and two characters of every other word.
    """
    return tokens_of_words(words_of(folded))


def tokens_of_words(words: Collection[str]) -> set[str]:
    """Give the index words for short searches of words already parted (see ``short_tokens``)."""
    found = {word[:1] for word in words} | {word[:2] for word in words}
    return found | _pairs(" ".join(word for word in words if not word.isascii()))


def _pairs(words: str) -> set[str]:
    singles = {c for c in set(words) if _UNSPACED.match(c)}
    neighbours = set(pairwise(words))
    return singles | {a + b for a, b in neighbours if a in singles and b != " "}
