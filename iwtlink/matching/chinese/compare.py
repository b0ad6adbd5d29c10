"""Comparing two names of which at least one may be Chinese."""

from __future__ import annotations

from dataclasses import replace

from iwtlink.i18n import tr
from iwtlink.matching.chinese import against_latin, latin
from iwtlink.matching.chinese.explain import turned
from iwtlink.matching.chinese.hanzi import han_of, parts
from iwtlink.matching.chinese.readings import readings
from iwtlink.matching.forms import Likeness, Name, TokenMatch


def compare(one: Name, other: Name) -> Likeness | None:
    """Say how alike two names are as Chinese ones; None where that says nothing.

    Both in characters: the same ones or a veto. One in characters: is the other a reading?
    Both in Latin letters: can one name be spelled both ways, each in its own system?
    """
    ours, theirs = han_of(one), han_of(other)
    if ours and theirs:
        return _both_han(ours, theirs)
    if ours:
        return against_latin.compare(parts(ours), readings(other.text))
    if theirs:
        found = against_latin.compare(parts(theirs), readings(one.text))
        return replace(found, tokens=tuple(map(turned, found.tokens))) if found else None
    return latin.compare(readings(one.text), readings(other.text))


def _both_han(ours: str, theirs: str) -> Likeness:
    if ours == theirs:
        match = TokenMatch(ours, theirs, "same", tr("the same characters"))
        return Likeness(1.0, tr("same Chinese characters"), (match,))
    match = TokenMatch(ours, theirs, "differs", tr("other characters"))
    return Likeness(0.0, "", (match,), veto=tr("the Chinese characters differ"))
