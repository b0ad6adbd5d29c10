"""Lao and Thai names in Latin letters, close enough to compare them by sound.

After the practice of Lao passports and the Royal Thai General System, without tones. It is
not meant for print: silent letters and irregular words are read as they are written.
"""

from __future__ import annotations

import re
from functools import lru_cache

from iwtlink.matching.words import letters

_TONES = re.compile("[\u0e47-\u0e4b\u0ec8-\u0ecb]")
_SILENT = re.compile("[\u0e01-\u0e2e\u0e81-\u0eae\u0edc\u0edd][\u0eb4-\u0eb9]?[\u0e4c\u0ecc]")
_VOWEL_SIGNS = "\u0eb0-\u0eb9\u0ebb\u0ebc\u0ebd\u0ecd"
_TO_LAO = {code: chr(code + 0x80) for code in (*range(0x0E30, 0x0E3A), *range(0x0E40, 0x0E45))}


def romanise(text: str) -> str:
    """Give a text with its Lao and Thai letters read out; everything else stays."""
    return text if text.isascii() else _read_out(text)


@lru_cache(maxsize=65_536)
def _read_out(text: str) -> str:
    plain = _SILENT.sub("", _TONES.sub("", text).translate(_TO_LAO))
    plain = plain.replace("\u0ecd\u0eb2", "\u0eb3").replace("\u0e4d\u0eb2", "\u0eb3")
    return _syllables().sub(_read, plain)


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
