"""Keys for blocking: the pinyin that a name may have, whatever it is spelled in."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import product

from iwtlink.matching.chinese import tables
from iwtlink.matching.chinese.hanzi import han_of, parts
from iwtlink.matching.chinese.readings import Reading, readings
from iwtlink.matching.chinese.syllables import PINYIN, system
from iwtlink.matching.forms import Name

_MOST = 4
"""How many pinyin syllables a syllable of another system is taken for, commonest first."""


def keys(name: Name) -> frozenset[str]:
    """Give keys of which spellings of one Chinese name share at least one."""
    found = {key for one in readings(name.text) for key in _of_reading(one)}
    if han := han_of(name):
        for part in parts(han):
            found.update(_joined(_of_surname(part.surname), map(_of_char, part.given)))
    return frozenset(found)


def _of_reading(one: Reading) -> Iterator[str]:
    if one.surname and one.given:
        family = dict.fromkeys(p for s in _ranked(one.surnames) for p in _of_surname(s))
        given = [_of_syllable(one.characters(place)) for place in range(len(one.given))]
        yield from _joined(tuple(family)[:_MOST], given)


def _ranked(surnames: frozenset[str]) -> list[str]:
    shares = tables.surnames().shares
    return sorted(surnames, key=lambda surname: -shares.get(surname, 0.0))


def _joined(family: tuple[str, ...], given: Iterable[tuple[str, ...]]) -> Iterator[str]:
    for some in product(family, *given):
        yield "zh:" + "-".join(some)


@lru_cache(maxsize=1)
def _pinyin() -> Mapping[str, tuple[str, ...]]:
    found: dict[str, list[str]] = defaultdict(list)
    for syllable, some in system(PINYIN).characters.items():
        if "yu" not in syllable[1:2] and not syllable.startswith(("lyu", "nyu")):
            for char in some:
                found[char].append(syllable)
    return {char: tuple(some) for char, some in found.items()}


def _of_char(char: str) -> tuple[str, ...]:
    return _pinyin().get(char, ())


@lru_cache(maxsize=4096)
def _of_surname(surname: str) -> tuple[str, ...]:
    read_as = tables.surnames().read_as.get(surname)
    return read_as or tuple("".join(some) for some in product(*map(_of_char, surname)))


@lru_cache(maxsize=4096)
def _of_syllable(characters: frozenset[str]) -> tuple[str, ...]:
    weights: dict[str, float] = defaultdict(float)
    for char in characters:
        for syllable in _of_char(char):
            weights[syllable] += tables.given_share(frozenset(char))
    return tuple(sorted(weights, key=lambda s: -weights[s]))[:_MOST]
