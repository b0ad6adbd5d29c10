"""Spellings in Latin letters offered for a name in another script; nothing is imposed.

First as passports write it, then other habits: Lao with the French *ou* and *y*, then plainly;
Thai by the Royal System, then as many spell it; Khmer and Burmese as names are spelled; Chinese
in pinyin, surname first; Vietnamese without marks; Hmong as Lao paperwork has it.
"""

from __future__ import annotations

import re

from iwtlink.matching import hmong, tables
from iwtlink.matching.names import pinyin_of, read_name
from iwtlink.matching.romanise import romanise
from iwtlink.matching.vietnamese import has_marks
from iwtlink.store.folding import fold

_LAO = re.compile("[\u0e81-\u0edf]")
_THAI = re.compile("[\u0e01-\u0e5b]")
_OTHER = re.compile("[\u1000-\u109f\u1780-\u17ff]")
_HAN = re.compile("[\u3400-\u9fff〇]")
_BRACKETS = re.compile(r"\s*[(（\[].*")


def romanised(text: str) -> list[str]:
    """Give the spellings to offer, the likeliest first; none where there is nothing to offer."""
    plain = _BRACKETS.sub("", text).strip() or text.strip()
    return list(dict.fromkeys(filter(None, (" ".join(one.split()) for one in _spelled(plain)))))


def _spelled(text: str) -> list[str]:
    if _HAN.search(text):
        return [pinyin_of(text)]
    if _LAO.search(text):
        return [_by("lao_passport", text), _by("lao_plain", text)]
    if _THAI.search(text):
        return [_by("", text), _by("thai_usual", text)]
    if _OTHER.search(text):
        return [_by("", text)]
    if has_marks(text):
        return [_unmarked(text)]
    words = tuple(fold(text).split())
    if hmong.is_hmong(words):
        return [" ".join(hmong.read(word).title() for word in words)]
    return []


def _by(rules: str, text: str) -> str:
    """Read a name out, word by word, then write it by some rules; titles are left aside."""
    name = read_name(text)
    read = [part.read for part in name.parts] or romanise(fold(text)).split()
    words = [_written(rules, word) for word in read]
    behind = [*sorted(name.trades), *([name.legal_form] if name.legal_form else [])]
    return " ".join(word[:1].upper() + word[1:] for word in (*words, *map(_behind, behind)))


def _behind(code: str) -> str:
    return tables.texts("written_out").get(code, code.replace("_", " ").title())


def _written(rules: str, word: str) -> str:
    for pattern, by in _rules(rules) if rules else ():
        word = pattern.sub(by, word)
    return word


def _rules(section: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    return _all_rules()[section]


@tables.once
def _all_rules() -> dict[str, tuple[tuple[re.Pattern[str], str], ...]]:
    return {
        section: tuple((re.compile(pair[0]), pair[1]) for pair in tables.groups(section))
        for section in ("lao_passport", "lao_plain", "thai_usual")
    }


def _unmarked(text: str) -> str:
    """Give a Vietnamese name without its marks, capitals kept."""
    return "".join(
        fold(letter).upper() if letter.isupper() else fold(letter) if letter.isalpha() else letter
        for letter in text
    )
