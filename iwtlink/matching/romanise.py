"""Lao, Thai, Khmer and Burmese names in Latin letters, close enough to compare them by sound.

Lao after the practice of its passports, Thai after the Royal Thai General System, without
tones. Parts of Thai names that are not read as written are a table (``thai_words.yaml``).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from iwtlink.matching import burmese, khmer, tables
from iwtlink.matching.lao_letters import letters
from iwtlink.store.folding import fold

_TONES = re.compile("[\u0e47-\u0e4b\u0ec8-\u0ecb]")
_SILENT = re.compile("[\u0e01-\u0e2e\u0e81-\u0eae\u0edc\u0edd][\u0eb4-\u0eb9]?[\u0e4c\u0ecc]")
_THAI = re.compile("[\u0e01-\u0e4f]")
_KHMER = re.compile("[\u1780-\u17d3]")
_BURMESE = re.compile("[\u1000-\u104f]")
_BEFORE = "\u0e40-\u0e44"
_AFTER = "\u0e30-\u0e3a\u0e45\u0e4c"
_VOWEL_SIGNS = "\u0eb0-\u0eb9\u0ebb\u0ebc\u0ebd\u0ecd"
_TO_LAO = {code: chr(code + 0x80) for code in (*range(0x0E30, 0x0E3A), *range(0x0E40, 0x0E45))}


def romanise(text: str) -> str:
    """Give a text with its letters of the region read out; everything else stays."""
    return text if text.isascii() else _read_out(text)


@lru_cache(maxsize=65_536)
def _read_out(text: str) -> str:
    text = khmer.read(text) if _KHMER.search(text) else text
    text = burmese.read(text) if _BURMESE.search(text) else text
    if _THAI.search(text):
        text = _thai_words().sub(_read_thai, _TONES.sub("", text))
    plain = _SILENT.sub("", _TONES.sub("", text).translate(_TO_LAO))
    plain = plain.replace("\u0ecd\u0eb2", "\u0eb3").replace("\u0e4d\u0eb2", "\u0eb3")
    return _syllables().sub(_read, plain)


@tables.once
def _known_thai() -> Mapping[str, str]:
    return {_toneless(word): read for word, read in tables.texts("thai_words").items()}


def _toneless(word: str) -> str:
    return fold(_TONES.sub("", word))


@tables.once
def _thai_words() -> re.Pattern[str]:
    """Find known words, not where a sign behind them belongs to their last letter."""
    words = sorted(_known_thai(), key=len, reverse=True)
    return re.compile(f"(?<![{_BEFORE}])(?:{'|'.join(words)})(?![{_AFTER}])")


def _read_thai(found: re.Match[str]) -> str:
    return _known_thai()[found[0]]


def _read(found: re.Match[str]) -> str:
    known = letters()
    number = int((found.lastgroup or "s0")[1:])
    begin, end = found.group(f"c{number}"), found.groupdict().get(f"f{number}") or ""
    first = known.clusters.get(begin)
    if first is None:
        first = "".join(known.initials.get(letter, "") for letter in begin)
    vowel = known.syllables[number][1]
    return first + vowel + known.finals.get(end, "")


@lru_cache(maxsize=1)
def _syllables() -> re.Pattern[str]:
    known = letters()
    final = f"[{''.join(known.finals)}](?![{_VOWEL_SIGNS}])(?!\u0ead(?![{_VOWEL_SIGNS}]))"
    goes_on = f"(?=[{_VOWEL_SIGNS}]|{final})"  # else w is the end: kaeo, not kwae
    clusters = [c + goes_on if c[-1] in "\u0ea7\u0e27" else c for c in known.clusters]
    begins = "|".join([*clusters, *known.initials])
    parts = []
    for number, (pattern, _) in enumerate(known.syllables):
        built = pattern.replace("C", f"(?P<c{number}>{begins})")
        built = built.replace("F", f"(?P<f{number}>{final})")
        built = built.replace("f", f"(?P<f{number}>{final})?", 1) if "f" in pattern else built
        parts.append(f"(?P<s{number}>{built}(?![{_VOWEL_SIGNS}]))")
    return re.compile("|".join(parts))
