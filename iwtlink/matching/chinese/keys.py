"""Keys for blocking: what a name sounds like in Mandarin, roughly, whatever it is spelled in.

Every reading of a name is turned into pinyin by way of the characters that it can spell, and
pinyin into classes in which *zh, ch, z, c, j, q* and *n, ng* agree. So that names that are
spelled alike in several ways do not get too many keys, the likeliest ones are taken.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from functools import lru_cache
from heapq import nlargest
from itertools import product
from math import prod

from iwtlink.matching.chinese import parted, tables
from iwtlink.matching.chinese.hanzi import han_of, parts
from iwtlink.matching.chinese.readings import Reading, readings
from iwtlink.matching.chinese.syllables import PINYIN, VIETNAMESE, system
from iwtlink.matching.forms import Name

_MOST = 12
_INITIALS = re.compile("^(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])?")
_CLASS = {
    "b": "p", "d": "t", "g": "k", "zh": "c", "ch": "c", "z": "c", "j": "c", "q": "c",
    "sh": "s", "x": "s",
}  # fmt: skip
_MEDIAL = re.compile("^[iuv](?=[aeo])")
_ENDS = {"ui": "ei", "iu": "ou", "un": "en", "vn": "in", "v": "u", "er": "e"}

Weighed = tuple[tuple[str, float], ...]
"""Classes of sound with their shares, likeliest first."""


@lru_cache(maxsize=65_536)
def keys_of(text: str, han: str) -> frozenset[str]:
    """Give the keys of a name as typed and of its characters, simplified."""
    weighed: dict[str, float] = defaultdict(float)
    read = readings(text)
    for one in read:
        for key, weight in _of_reading(one):
            weighed[key] += weight
    most = _MOST // 2 if all(one.system == VIETNAMESE for one in read) else _MOST
    found = set(nlargest(most, weighed, key=lambda key: (weighed[key], key)))
    for name in parts(han) if han else ():
        if name.surname and name.given:
            options = [_of_surname(name.surname), *(_of_char(char) for char in name.given)]
            found.update(f"zh:{'-'.join(some)}" for some in product(*options))
    return frozenset(found) | _of_nickname(text, han)


def _of_nickname(text: str, han: str) -> frozenset[str]:
    """Give keys that only nicknames share: old Wu is not sought among all people named Wu."""
    named = parted.of_han(parts(han)) if han else parted.of_nickname(text)
    found: set[str] = set()
    for part in named:
        if not part.is_whole:
            options = [_of_surnames(part.surnames)] if part.surnames else []
            options += map(_of_characters, part.given)
            found.update(
                "zhn:" + "-".join(sound for sound, _ in some) for some in product(*options)
            )
    return frozenset(found)


def keys(name: Name) -> frozenset[str]:
    """Give keys of which spellings of one Chinese name share at least one; none for others."""
    return keys_of(name.text, han_of(name))


def _of_reading(one: Reading) -> list[tuple[str, float]]:
    if not one.surname or not one.given:
        return []
    options = [_of_surnames(one.surnames)]
    options += [_of_characters(one.characters(place)) for place in range(len(one.given))]
    return [
        ("zh:" + "-".join(sound for sound, _ in some), prod(share for _, share in some))
        for some in product(*options)
    ]


@lru_cache(maxsize=16_384)
def _of_surnames(surnames: frozenset[str]) -> Weighed:
    weights: dict[str, float] = defaultdict(float)
    for surname in surnames:
        for sound in _of_surname(surname):
            weights[sound] += tables.surnames().share(frozenset((surname,)))
    return _likeliest(weights)


@lru_cache(maxsize=16_384)
def _of_characters(characters: frozenset[str]) -> Weighed:
    weights: dict[str, float] = defaultdict(float)
    for char in characters:
        for sound in _of_char(char):
            weights[sound] += tables.given_share(frozenset(char))
    return _likeliest(weights)


def _likeliest(weights: Mapping[str, float]) -> Weighed:
    return tuple(nlargest(_MOST // 2, weights.items(), key=lambda found: (found[1], found[0])))


@lru_cache(maxsize=1)
def _sounds() -> Mapping[str, tuple[str, ...]]:
    found: dict[str, list[str]] = defaultdict(list)
    for syllable, some in system(PINYIN).usual.items():
        sound = sound_class(syllable)
        for char in some:
            found[char].append(sound)
    return {char: tuple(dict.fromkeys(some)) for char, some in found.items()}


def _of_char(char: str) -> tuple[str, ...]:
    return _sounds().get(char, ())


@lru_cache(maxsize=4096)
def _of_surname(surname: str) -> tuple[str, ...]:
    if len(surname) == 1 and (read_as := tables.surnames().read_as.get(surname)):
        return tuple(dict.fromkeys(map(sound_class, read_as)))
    return tuple("".join(some) for some in product(*map(_of_char, surname)))


@lru_cache(maxsize=4096)
def sound_class(pinyin: str) -> str:
    """Give the class of a pinyin syllable: zhi, chi, zi, ci, ji and qi are one."""
    plain = pinyin.replace("lyu", "lv").replace("nyu", "nv")
    begin = _INITIALS.match(plain)
    initial = begin.group() if begin else ""
    final = _MEDIAL.sub("", plain[len(initial) :])
    final = final.removesuffix("g") if final.endswith("ng") else final
    return _CLASS.get(initial, initial) + _ENDS.get(final, final)
