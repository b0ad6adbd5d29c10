"""Hmong names written in the Romanised Popular Alphabet, read as Lao paperwork spells them.

A last letter b, j, v, s, g, m or d is the tone: *Vaj* is Vang, *Xyooj* is Xiong. After
Smalley, Barney and Bertrais (1953); clans and irregular names are a table.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from iwtlink.matching import tables

_NONE = frozenset[str]()


@tables.once
def _clans() -> Mapping[str, frozenset[str]]:
    """Give, for each spelling of a clan, the clans that are spelled so."""
    found: dict[str, frozenset[str]] = {}
    for clan, spellings in tables.lists("clans").items():
        for spelling in spellings:
            found[spelling] = found.get(spelling, frozenset()) | {clan}
    return found


@tables.once
def _names() -> Mapping[str, str]:
    return tables.texts("hmong_names")


@tables.once
def _letters() -> tuple[re.Pattern[str], Mapping[str, str], Mapping[str, str]]:
    begins, vowels = tables.texts("hmong_beginnings"), tables.texts("hmong_vowels")
    single = set("bcdfghklmnpqrstvxyz")
    longest = sorted(set(begins) | single, key=len, reverse=True)
    ends = sorted(vowels, key=len, reverse=True)
    syllable = f"(?P<b>{'|'.join(longest)})?(?P<v>{'|'.join(ends)})(?P<t>[bjvsgmd])?"
    return re.compile(syllable), begins, vowels


def clans(word: str) -> frozenset[str]:
    """Give the clans that may be meant by a word."""
    return _clans().get(word, _NONE)


def is_clan_spelled(word: str) -> bool:
    """Whether a word is a clan as only the Hmong alphabet spells it: Vaj, Xyooj, Tswb."""
    return word in _clans() and word in tables.lists("clans") and _looks(word)


@lru_cache(maxsize=16_384)
def _looks(word: str) -> bool:
    """Whether a word can hardly be anything but Hmong: its tone letter ends no other name."""
    if word in _names():
        return True
    found = _letters()[0].fullmatch(word)
    return found is not None and (found["t"] or "") in ("b", "j", "v") and len(word) > 2


def is_hmong(words: tuple[str, ...]) -> bool:
    """Whether a name is written in the Hmong alphabet: a clan or a known name shows it."""
    if not any(map(_looks, words)):
        return False
    known = tables.lists("clans")
    looking = sum(map(_looks, words))
    is_named = any(word in _names() for word in words)
    return any(word in known for word in words) or (is_named and looking == len(words))


@lru_cache(maxsize=16_384)
def read(word: str) -> str:
    """Give a word of the Hmong alphabet as it is spelled elsewhere."""
    if word in tables.lists("clans"):
        return _clan_elsewhere(word)
    if known := _names().get(word):
        return known
    pattern, begins, vowels = _letters()
    spoken, place = "", 0
    while place < len(word):
        found = pattern.match(word, place)
        if not found or found.end() == place:
            return word
        begin = found["b"] or ""
        spoken += begins.get(begin, begin) + vowels[found["v"]]
        place = found.end()
    return spoken


def _clan_elsewhere(word: str) -> str:
    spellings = tables.lists("clans")[word]
    return spellings[1] if len(spellings) > 1 else word


for _kept in (_looks, read):
    tables.forget_when_read_again(_kept.cache_clear)
