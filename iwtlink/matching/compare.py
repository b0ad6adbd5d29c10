"""How alike two names are, and why: the one place where all comparing comes together."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from itertools import product

from rapidfuzz.distance import OSA
from rapidfuzz.fuzz import ratio

from iwtlink.i18n import tr
from iwtlink.matching import chinese
from iwtlink.matching.bodies import compare_bodies
from iwtlink.matching.forms import LIKELY, POSSIBLE, Likeness, Name
from iwtlink.matching.people import compare_people, nickname_of

__all__ = ["LIKELY", "POSSIBLE", "Likeness", "compare_names"]

_NOT = Likeness(0.0, "")
_LEAST_ALIKE = 72
"""Percent of letters two names must share before their words are looked at."""
_BY_ALIAS = 0.88
"""More than this an alias does not give where the names themselves differ."""
_NICKNAME = 0.73
_SINGLE = 0.85
_FEW = 2
_PEOPLE = frozenset({"", "person", "party", "entity"})


def compare_names(one: Name, other: Name, *, type_name: str = "", fully: bool = False) -> Likeness:
    """Say how alike two names are: at least ``LIKELY`` only where nothing contradicts.

    The best of all names that stand in the two texts counts. ``type_name`` is the type of what
    is called so; empty is taken for a person, unless the name itself is a company's. The words
    of names that are not even possibly one are told only when asked for ``fully``.
    """
    best = _compare(one, other, type_name, fully)
    if not (one.others or other.others) or best.score >= LIKELY:
        return best
    for ours, theirs in product((one, *one.others), (other, *other.others)):
        if ours is one and theirs is other:
            continue
        found = _compare(ours, theirs, type_name, fully)
        if best.veto or _contradicts(best, ours, theirs, one, other):
            found = replace(found, score=min(found.score, _BY_ALIAS))
        if found.score > best.score:
            best = replace(found, why=tr("{why}, as also called", why=found.why))
    return best


def _contradicts(best: Likeness, ours: Name, theirs: Name, one: Name, other: Name) -> bool:
    """Whether the two names themselves, of several words each, say otherwise than an alias."""
    if best.score >= POSSIBLE or (ours is one and theirs is other):
        return False
    return ours is not one and theirs is not other and len(one.parts) > 1 < len(other.parts)


def _compare(one: Name, other: Name, type_name: str, fully: bool) -> Likeness:
    is_body = type_name not in _PEOPLE or one.is_organisation or other.is_organisation
    if one.han or other.han or (not is_body and _may_both_be_chinese(one, other)):
        found_chinese = chinese.compare(one, other)
        if found_chinese is not None and _is_meant(found_chinese, one, other):
            return _not_alone(found_chinese, one, other)
    if is_body:
        return compare_bodies(one, other, fully=fully) if one.parts and other.parts else _NOT
    if not one.parts or not other.parts or (not fully and _are_far(one, other)):
        return _NOT
    found = compare_people(one, other, fully=fully)
    if found.score < _NICKNAME and not found.veto and _is_nickname(one, other):
        return replace(found, score=_NICKNAME, why=tr("a short form of the other name, by sound"))
    return found


def _is_meant(found: Likeness, one: Name, other: Name) -> bool:
    """Whether what the Chinese reading of two names says counts.

    Not where three words or more are the same by letters, and a single Latin word says too
    little to be taken for a part of a Chinese name.
    """
    if one.han or other.han:
        return True
    if min(len(one.parts), len(other.parts)) < _FEW:
        return found.score >= LIKELY
    if POSSIBLE <= found.score < LIKELY and _differ_by_a_letter(one, other):
        return False
    return len(one.words) <= _FEW or sorted(one.words) != sorted(other.words)


def _differ_by_a_letter(one: Name, other: Name) -> bool:
    """Whether two names are spelled alike but for a letter: not in two systems of spelling."""
    ours, theirs = " ".join(one.words), " ".join(other.words)
    return OSA.distance(ours, theirs, score_cutoff=1) <= 1


def _not_alone(found: Likeness, one: Name, other: Name) -> Likeness:
    """A single name is at most possible, in Chinese as elsewhere."""
    if one.han or other.han or len(one.parts) > 1 or len(other.parts) > 1:
        return found
    return replace(found, score=min(found.score, _SINGLE))


def _is_nickname(one: Name, other: Name) -> bool:
    return nickname_of(one, other) or nickname_of(other, one)


def _may_both_be_chinese(one: Name, other: Name) -> bool:
    """Whether a Chinese reading is worth a look: two Vietnamese or Burmese names are such."""
    if not (one.may_be_chinese and other.may_be_chinese):
        return False
    return not one.language or one.language != other.language


def _are_far(one: Name, other: Name) -> bool:
    """Whether two names share neither a word nor most of their letters, nor may be initials."""
    if not set(one.sounds).isdisjoint(other.sounds):
        return False
    ours, theirs = one.joined, other.joined
    if ours in theirs or theirs in ours:
        return False
    if min(len(ours), len(theirs)) <= max(len(one.parts), len(other.parts)):
        return False
    return ratio(_sorted(ours), _sorted(theirs)) < _LEAST_ALIKE


@lru_cache(maxsize=65_536)
def _sorted(letters: str) -> str:
    return "".join(sorted(letters))
