"""Classes of Mandarin sounds, in which many spellings of a character meet.

*zh, ch, z, c, j, q* are one class, so are *sh, s, x*, and *n, ng* at the end; tones and the
glide between are left out.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from functools import lru_cache
from heapq import nlargest
from itertools import product

from iwtlink.matching.chinese import tables
from iwtlink.matching.chinese.syllables import PINYIN, system

_MOST = 4
"""How many classes a spelling is taken for, likeliest first."""
_INITIALS = re.compile("^(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])?")
_CLASS = {
    "b": "p", "d": "t", "g": "k", "zh": "c", "ch": "c", "z": "c", "j": "c", "q": "c",
    "sh": "s", "x": "s",
}  # fmt: skip
_MEDIAL = re.compile("^[iuv](?=[aeo])")
_ENDS = {"ui": "ei", "iu": "ou", "un": "en", "vn": "in", "v": "u", "er": "e"}

Weighed = tuple[tuple[str, float], ...]
"""Classes of sound with their shares, likeliest first."""


@lru_cache(maxsize=16_384)
def of_surnames(surnames: frozenset[str]) -> Weighed:
    weights: dict[str, float] = defaultdict(float)
    for surname in surnames:
        for sound in of_surname(surname):
            weights[sound] += tables.surnames().share(frozenset((surname,)))
    return _likeliest(weights)


@lru_cache(maxsize=16_384)
def of_characters(characters: frozenset[str]) -> Weighed:
    weights: dict[str, float] = defaultdict(float)
    for char in characters:
        for sound in of_char(char):
            weights[sound] += tables.given_share(frozenset(char))
    return _likeliest(weights)


def _likeliest(weights: Mapping[str, float]) -> Weighed:
    return tuple(nlargest(_MOST, weights.items(), key=lambda found: (found[1], found[0])))


@lru_cache(maxsize=1)
def _sounds() -> Mapping[str, tuple[str, ...]]:
    found: dict[str, list[str]] = defaultdict(list)
    for syllable, some in system(PINYIN).usual.items():
        sound = sound_class(syllable)
        for char in some:
            found[char].append(sound)
    return {char: tuple(dict.fromkeys(some)) for char, some in found.items()}


def of_char(char: str) -> tuple[str, ...]:
    return _sounds().get(char, ())


@lru_cache(maxsize=4096)
def of_surname(surname: str) -> tuple[str, ...]:
    if len(surname) == 1 and (read_as := tables.surnames().read_as.get(surname)):
        return tuple(dict.fromkeys(map(sound_class, read_as)))
    return tuple("".join(some) for some in product(*map(of_char, surname)))


@lru_cache(maxsize=4096)
def sound_class(pinyin: str) -> str:
    """Give the class of a pinyin syllable: zhi, chi, zi, ci, ji and qi are one."""
    plain = pinyin.replace("lyu", "lv").replace("nyu", "nv")
    begin = _INITIALS.match(plain)
    initial = begin.group() if begin else ""
    final = _MEDIAL.sub("", plain[len(initial) :])
    final = final.removesuffix("g") if final.endswith("ng") else final
    return _CLASS.get(initial, initial) + _ENDS.get(final, final)
