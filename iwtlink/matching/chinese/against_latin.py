"""Chinese characters against a Latin spelling: is it a reading of them?"""

from __future__ import annotations

from iwtlink.i18n import tr
from iwtlink.matching.chinese.explain import differs, read_as, system_name, unheard
from iwtlink.matching.chinese.hanzi import HanName
from iwtlink.matching.chinese.readings import MIXED, Reading
from iwtlink.matching.chinese.syllables import (
    CANTONESE,
    LAO_THAI,
    PINYIN,
    SOUTHERN,
    TAIWAN,
    VIETNAMESE,
    grandfathers_way,
    southern_characters,
    system,
)
from iwtlink.matching.forms import Likeness, TokenMatch

_SURE = {
    PINYIN: 0.97,
    TAIWAN: 0.96,
    CANTONESE: 0.95,
    SOUTHERN: 0.93,
    VIETNAMESE: 0.94,
    MIXED: 0.91,
    LAO_THAI: 0.9,
}
"""How sure a whole name is that reads right: systems with many spellings are less so."""
_SHORT = 0.03
_RARE = 0.04
_LISTED = 0.005
_UNLISTED = 0.1
_TURNED = 0.01
_GRANDFATHERS = 0.12
"""Tan Weiming for 陈伟明: the surname as in the south, the rest in pinyin."""
_UNHEARD = 0.18
"""A character of which no reading in the south is on the table."""
_NEARLY = 0.55
"""All but one syllable are readings: not the same, but shown when asked for."""

Weighed = tuple[TokenMatch, float]
"""A part and what it takes off the score."""


def compare(han: tuple[HanName, ...], latin: tuple[Reading, ...]) -> Likeness | None:
    """Give the best of all ways to read a name in characters; None where nothing is to say."""
    found = [_compare(name, one) for name in han for one in latin if not name.is_nickname]
    return max(found, key=lambda likeness: likeness.score, default=None)


def _compare(name: HanName, one: Reading) -> Likeness:
    if len(name.given) != len(one.given):
        return Likeness(0.0, "")
    weighed = [_surname(name.surname, one)]
    weighed += [_syllable(char, one, place) for place, char in enumerate(name.given)]
    found = tuple(match for match, _ in weighed)
    wrong = sum(match.verdict == "differs" for match in found)
    wrong += max(0, sum(match.verdict == "close" for match in found) - 1)
    if wrong:
        return Likeness(_NEARLY if wrong == 1 and len(found) > 2 else 0.0, "", found)
    why = tr(
        "{spelled} is {han} in {system}",
        spelled=" ".join(word.capitalize() for word in (one.surname, *one.given) if word),
        han=name.whole,
        system=system_name(one.system),
    )
    return Likeness(round(_score(one) - sum(cost for _, cost in weighed), 3), why, found)


def _score(one: Reading) -> float:
    taken = _TURNED * one.is_turned + _SHORT * (len(one.given) < 2)
    for _ in one.extra:
        taken += _LISTED if one.is_listed else _UNLISTED
    return _SURE[one.system] - taken


def _surname(surname: str, one: Reading) -> Weighed:
    if surname in one.surnames:
        return read_as(one.surname, surname, one), 0.0
    if one.system != MIXED and len(surname) == 1:
        known = system(one.system)
        if surname in known.characters(one.surname) | known.seldom(one.surname):
            return read_as(one.surname, surname, one), 2 * _RARE
    if one.system == PINYIN and surname in grandfathers_way().get(one.surname, ""):
        return read_as(one.surname, surname, one), _GRANDFATHERS
    return differs(surname, one.surname), 0.0


def _syllable(char: str, one: Reading, place: int) -> Weighed:
    if char in one.characters(place):
        return read_as(one.given[place], char, one), 0.0
    if char in one.rare(place):
        return read_as(one.given[place], char, one), _RARE
    if one.system == SOUTHERN and char not in southern_characters():
        return unheard(char, one.given[place]), _UNHEARD
    return differs(char, one.given[place]), 0.0
