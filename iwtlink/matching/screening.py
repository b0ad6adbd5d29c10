"""Which of many pairs of names that share something are close enough to compare word by word.

All pairs go through one fast distance of their sounds (rapidfuzz); of those that are close,
what is left beside the words they share must be close, too: two names with one family name
and unlike given names are close as a whole. For each name the closest are kept.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

from iwtlink.matching.forms import Name
from iwtlink.matching.near import is_near
from iwtlink.matching.rests import Bools, Ints, WordTable, may_be_alike

_ALIKE = 80
"""Likeness (0 to 100) that two names of as many words must have."""
_UNEVEN = 66
"""The same where a word is missing, an initial, or parted otherwise."""
_PART = 92
"""The same of the words that both have, where one has more."""
_REST = 80
"""The same of what is left beside the words that two names share."""
_SAME_BONES = 72
"""The same where all consonants agree."""
_SHORTEST, _LONG = 2, 5
"""Letters of a word in which one may be wrong: to compare it, and to call that an error."""
_LETTERS = 90
"""The same of their letters in any order."""
_CLOSEST = 14
_CLOSEST_TO_INITIAL = 80
"""How many are compared with each name; an initial stands for many words, all as close."""
_AT_ONCE = 500_000


def screened(names: Sequence[Name], table: WordTable, codes: Ints) -> Ints:
    """Give the pairs that are worth comparing; a pair is ``row * len(names) + other row``."""
    if not len(codes):
        return codes
    one, other = np.divmod(codes, len(names))
    has_initial = np.array([1 in map(len, name.words) for name in names])
    alike, is_close = _closeness(names, one, other, has_initial)
    keep = np.flatnonzero(is_close)
    keep = keep[_are_rests_alike(names, table, one[keep], other[keep], _REST)]
    most = np.where(has_initial, _CLOSEST_TO_INITIAL, _CLOSEST)
    return codes[keep[_closest(one[keep], other[keep], alike[keep], most)]]


def with_like_rests(names: Sequence[Name], table: WordTable, codes: Ints) -> Ints:
    """Give the pairs, of the same consonants, whose words that are not shared are alike."""
    one, other = np.divmod(codes, len(names))
    return codes[_are_rests_alike(names, table, one, other, _SAME_BONES)]


def _closeness(
    names: Sequence[Name], one: Ints, other: Ints, has_initial: Bools
) -> tuple[npt.NDArray[np.uint8], Bools]:
    """Give how alike pairs are (0 to 100), and whether that is enough to look closer."""
    in_order = np.array([" ".join(sorted(name.sounds)) for name in names], dtype=object)
    joined = np.array([name.joined for name in names], dtype=object)
    words = np.fromiter((len(name.sounds) for name in names), np.int64, len(names))
    alike = _likeness(in_order, one, other, fuzz.ratio)
    has_more = words[one] != words[other]
    is_uneven = has_more | has_initial[one] | has_initial[other]
    parted = np.flatnonzero(has_more & (alike < _UNEVEN))
    alike[parted] = _likeness(joined, one[parted], other[parted], fuzz.ratio)
    has_one = has_initial[one] | has_initial[other]
    fewer = np.flatnonzero(is_uneven & (alike < _UNEVEN))
    part = _likeness(in_order, one[fewer], other[fewer], fuzz.token_set_ratio)
    enough = part >= np.where(has_one[fewer], _ALIKE, _PART)
    alike[fewer] = np.where(enough, _UNEVEN, alike[fewer])
    return alike, alike >= np.where(is_uneven, _UNEVEN, _ALIKE)


def _likeness(
    texts: npt.NDArray[np.object_], one: Ints, other: Ints, scorer: object
) -> npt.NDArray[np.uint8]:
    found = np.zeros(len(one), np.uint8)
    for start in range(0, len(one), _AT_ONCE):
        end = start + _AT_ONCE
        found[start:end] = process.cpdist(
            list(texts[one[start:end]]),
            list(texts[other[start:end]]),
            score_cutoff=_UNEVEN,
            scorer=scorer,  # type: ignore[arg-type]  # rapidfuzz names no type for scorers
            dtype=np.uint8,
        )
    return found


def _are_rests_alike(
    names: Sequence[Name], table: WordTable, one: Ints, other: Ints, least: int
) -> Bools:
    alike = may_be_alike(table, one, other, least, singly=least < _REST)
    for place in np.flatnonzero(alike).tolist():
        alike[place] = is_rest_alike(names[one[place]], names[other[place]], least)
    return alike


def is_rest_alike(one: Name, other: Name, least: int) -> bool:
    """Say whether what is left beside the words that two names share is alike (0 to 100)."""
    mine = [word for word in one.sounds if word not in other.sounds]
    theirs = [word for word in other.sounds if word not in one.sounds]
    if not mine or not theirs:
        return True
    if 1 in map(len, mine) or 1 in map(len, theirs):
        return _do_initials_fit(one.words, other.words)
    if len(mine) == len(theirs) == 1 and is_near(mine[0], theirs[0]):
        return True
    is_many = len(mine) + len(theirs) > 2
    if (is_many or least < _REST) and _are_joined_alike("".join(mine), "".join(theirs), least):
        return True
    return is_spelled_alike(one, other, _SHORTEST)


def _do_initials_fit(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Say whether each single letter begins a word of the other name."""
    begins, its = {word[:1] for word in one}, {word[:1] for word in other}
    return all(word in its for word in one if len(word) == 1) and all(
        word in begins for word in other if len(word) == 1
    )


def _are_joined_alike(one: str, other: str, least: int) -> bool:
    """Say whether the letters are alike, in their order or, parted and turned, in any."""
    if fuzz.ratio(one, other) >= least:
        return True
    return fuzz.ratio("".join(sorted(one)), "".join(sorted(other))) >= _LETTERS


def is_spelled_alike(one: Name, other: Name, shortest: int = _LONG) -> bool:
    """Say whether one letter more, less, other or out of place makes one name of the other.

    What differs must have ``shortest`` letters at least: *An* and *Anh* are two names.
    """
    mine = "".join([word for word in one.words if word not in other.words])
    theirs = "".join([word for word in other.words if word not in one.words])
    if len(mine) < shortest or len(theirs) < shortest or abs(len(mine) - len(theirs)) > 1:
        return False
    return OSA.distance(mine, theirs, score_cutoff=1) <= 1


def distinct(numbers: Ints) -> Ints:
    """Give each number once, ascending; ``np.unique`` of numpy 2.4 takes a hundred times longer."""
    ordered = np.sort(numbers)
    return ordered[np.r_[True, ordered[1:] != ordered[:-1]]] if len(ordered) else ordered


def _closest(one: Ints, other: Ints, alike: npt.NDArray[np.uint8], most: Ints) -> Ints:
    """Give the places of the pairs that are among the ``most`` closest of either name."""
    places = np.tile(np.arange(len(one)), 2)
    rows = np.concatenate([one, other])
    order = np.lexsort((-np.tile(alike, 2).astype(np.int64), rows))
    starts = np.flatnonzero(np.r_[True, np.diff(rows[order]) != 0])
    ranks = np.arange(len(order)) - np.repeat(starts, np.diff(np.r_[starts, len(order)]))
    return distinct(places[order][ranks < most[rows[order]]])
