"""Comparing two names of which at least one may be Chinese."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache

from iwtlink.i18n import tr
from iwtlink.matching.chinese import against_latin, firms, latin, parted
from iwtlink.matching.chinese.explain import as_written, turned
from iwtlink.matching.chinese.hanzi import HanName, han_of, parts, without_title
from iwtlink.matching.chinese.parted import Part
from iwtlink.matching.chinese.readings import Reading, readings
from iwtlink.matching.forms import Likeness, Name, TokenMatch


@dataclass(frozen=True, slots=True)
class _Side:
    """One of the two names: in characters, or read from Latin letters."""

    han: str
    names: tuple[HanName, ...]
    latin: tuple[Reading, ...]
    parts: tuple[Part, ...]


def compare(one: Name, other: Name) -> Likeness | None:
    """Say how alike two names are as Chinese ones; None where that says nothing.

    Both in characters: the same ones or a veto. One in characters: is the other a reading?
    Both in Latin letters: can one name be spelled both ways, each in its own system? A
    nickname or a surname alone is worth a look at most.
    """
    found = _compared(one, other)
    return as_written(found, one, other) if found else None


def _compared(one: Name, other: Name) -> Likeness | None:
    ours, theirs = _side(one), _side(other)
    if firm := _firms(one, other, ours.han, theirs.han):
        return firm
    if one.is_organisation or other.is_organisation:
        return None
    whole = _whole(ours, theirs)
    part = parted.compare(ours.parts, theirs.parts)
    if whole and part:
        return max(whole, part, key=lambda likeness: likeness.score)
    return part or whole


def _firms(one: Name, other: Name, ours: str, theirs: str) -> Likeness | None:
    if ours and theirs:
        return firms.compare_han(ours, theirs)
    if ours:
        return firms.compare_latin(ours, other.text)
    if theirs and (found := firms.compare_latin(theirs, one.text)):
        return replace(found, tokens=tuple(map(turned, found.tokens)))
    return None


def _side(name: Name) -> _Side:
    return _read(name.text, han_of(name.text))


@lru_cache(maxsize=16_384)
def _read(text: str, han: str) -> _Side:
    if han:
        names = parts(han)
        return _Side(han, names, (), tuple(parted.of_han(names)))
    spelled = readings(text)
    return _Side("", (), spelled, (*parted.of_readings(spelled), *parted.of_nickname(text)))


def _whole(ours: _Side, theirs: _Side) -> Likeness | None:
    if ours.han and theirs.han:
        return _both_han(ours, theirs)
    if ours.han:
        return against_latin.compare(ours.names, theirs.latin)
    if theirs.han:
        found = against_latin.compare(theirs.names, ours.latin)
        return replace(found, tokens=tuple(map(turned, found.tokens))) if found else None
    return latin.compare(ours.latin, theirs.latin)


def _both_han(ours: _Side, theirs: _Side) -> Likeness | None:
    one, other = without_title(ours.han), without_title(theirs.han)
    if one == other and not any(name.before for name in ours.names[:1]):
        match = TokenMatch(ours.han, theirs.han, "same", tr("the same characters"))
        return Likeness(1.0, tr("same Chinese characters"), (match,))
    match = TokenMatch(ours.han, theirs.han, "differs", tr("other characters"))
    found = Likeness(0.0, "", (match,), veto=tr("the Chinese characters differ"))
    return found if one != other else None
