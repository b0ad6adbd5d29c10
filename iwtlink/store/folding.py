"""Folding: the plain form in which words of every script are compared and searched.

Marks are stripped, capitals lowered, full-width forms made plain (NFKD), ``đ`` becomes
``d``, the two ways to write Lao and Thai *am* become one, zero-width characters go.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_SPECIAL = str.maketrans(
    {
        "đ": "d",
        "ð": "d",
        "ø": "o",
        "ł": "l",
        "ß": "ss",
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
_AM_BEFORE_TONE = re.compile("([\u0ecd\u0e4d])([\u0ec8-\u0ecb\u0e48-\u0e4b])")
_SPACES = re.compile(r"\s+")
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

_BETWEEN_WORDS = re.compile(r"(?:[^\w\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]|_)+")


def _is_latin_mark(character: str) -> bool:
    return "\u0300" <= character <= "\u036f"


def fold(text: str) -> str:
    """Give the folded form of a text; folding twice changes nothing."""
    if text.isascii():
        return _SPACES.sub(" ", text.lower()).strip()
    plain = unicodedata.normalize("NFKD", text).lower()
    plain = "".join(c for c in plain if not _is_latin_mark(c)).translate(_SPECIAL)
    plain = _AM_BEFORE_TONE.sub(r"\2\1", plain)  # NFKD took Lao and Thai AM apart
    return _SPACES.sub(" ", unicodedata.normalize("NFC", plain)).strip()


@lru_cache(maxsize=65_536)
def is_latin(text: str) -> bool:
    """Whether a name can be read by one who reads Latin script only.

    True where it holds no letter outside Latin: digits and signs do not matter.
    """
    return all(not c.isalpha() or "LATIN" in unicodedata.name(c, "") for c in text)


def short_tokens(folded: str) -> set[str]:
    """Give the index words for searches of one or two characters.

    They are every pair of neighbouring characters and each single character of scripts
    without spaces, and the first one and two characters of every other word.
    """
    found: set[str] = set()
    for word in _BETWEEN_WORDS.split(folded):
        found.add(word[:1])
        found.add(word[:2])
        if not word.isascii():
            for match in _UNSPACED.finditer(word):
                found.add(match[0])
                found.add(word[match.start() : match.start() + 2])
    found.discard("")
    return found
