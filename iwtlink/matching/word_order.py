"""How the words of one name are ordered beside another's, and whether that makes another name."""

from __future__ import annotations

from collections.abc import Sequence

from iwtlink.matching import hmong, vietnamese
from iwtlink.matching.align import Pair
from iwtlink.matching.forms import Name, Word

_VOWELS = frozenset("aeiou")
_NAME = 2
"""Syllables of which a name may be one that is written apart."""


def order_of(pairs: Sequence[Pair], one: Name, other: Name, by_letters: bool) -> str:
    """Say how the words of the second name are ordered: straight, turned, unsure or other.

    Turned is any rotation: the family name first or last. Two short words turned may be one
    name written apart, Kham Sing and Sing Kham: unsure.
    """
    places = [place for pair in pairs for place in pair.other]
    if places == sorted(places):
        return "straight"
    turns = sum(here > after for here, after in zip(places, [*places[1:], places[0]], strict=True))
    if by_letters:
        return _vietnamese_order(one, other, is_rotation=turns == 1)
    if turns > 1:
        return "other"
    if len(places) == _NAME and are_syllables(one.parts) and are_syllables(other.parts):
        clans = any(hmong.clans(part.read) for part in one.parts)
        return "turned" if clans and "," not in one.text else "unsure"
    return "turned"


def _vietnamese_order(one: Name, other: Name, *, is_rotation: bool) -> str:
    """Accept a turned order only where one of the two begins with a family name, the other not."""
    known = vietnamese.surnames()[1]
    ours, theirs = one.parts[0].read in known, other.parts[0].read in known
    if is_rotation and ours != theirs:
        return "turned"
    if is_rotation and ours and theirs:
        return "unsure"
    is_reversed = [part.read for part in one.parts] == [part.read for part in other.parts][::-1]
    return "unsure" if is_reversed and ours != theirs else "other"


def are_syllables(parts: Sequence[Word]) -> bool:
    """Whether each word is a single syllable, by sound."""
    return all(_syllables(part.sound) == 1 for part in parts)


def _syllables(sound: str) -> int:
    vowels = [letter in _VOWELS for letter in sound]
    return sum(here and not before for here, before in zip(vowels, [False, *vowels], strict=False))
