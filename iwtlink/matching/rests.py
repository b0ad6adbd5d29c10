"""What two names have beside the words they share: for all pairs at once, what cannot be alike.

Most pairs that share a key are far apart. The numbers, lengths and letters of the words, in
arrays, show it of nearly all of them, so that few must be looked at closely. Letters are bits:
one letter lost, changed or out of place moves two of them at most.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from iwtlink.matching.forms import Name

Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]
_Bits = npt.NDArray[np.uint64]

_MOST_WORDS = 6
"""Names of more words are always looked at closely."""
_AT_ONCE = 100_000
_EMPTY = -1
_MOVED = 2


@dataclass(frozen=True, slots=True)
class _Words:
    """Words of all names, (names, words): ``numbers`` are -1 where a name has fewer words."""

    numbers: npt.NDArray[np.int32]
    lengths: npt.NDArray[np.int32]
    letters: _Bits
    begins: _Bits


@dataclass(frozen=True, slots=True)
class WordTable:
    """The words of all names, by sound and by letter, and which names are too long for it."""

    heard: _Words
    read: _Words
    begins: _Bits
    singles: _Bits
    """The letters that words begin with, and those that stand alone, of each name."""
    is_long: Bools

    @classmethod
    def of(cls, names: Sequence[Name]) -> WordTable:
        """Set names in a table."""
        read = _words([name.words for name in names])
        is_long = [max(len(name.sounds), len(name.words)) > _MOST_WORDS for name in names]
        return cls(
            _words([name.sounds for name in names]),
            read,
            np.bitwise_or.reduce(read.begins, axis=1),
            np.bitwise_or.reduce(np.where(read.lengths == 1, read.begins, 0), axis=1),
            np.array(is_long, np.bool_),
        )


@dataclass(frozen=True, slots=True)
class _Rest:
    """What names have that others have not: how many words and letters, and which."""

    count: Ints
    length: Ints
    letters: _Bits
    begins: _Bits
    has_single: Bools


def may_be_alike(table: WordTable, one: Ints, other: Ints, least: int, *, singly: bool) -> Bools:
    """Say of which pairs the rests may be alike; see ``screening`` for when they are.

    ``least`` is the likeness (0 to 100) that they must have; ``singly`` says that it makes
    even two single words alike.
    """
    found = np.zeros(len(one), np.bool_)
    for start in range(0, len(one), _AT_ONCE):
        part = slice(start, start + _AT_ONCE)
        found[part] = _may_be_alike(table, one[part], other[part], least, singly)
    return found


def _may_be_alike(table: WordTable, a: Ints, b: Ints, least: int, singly: bool) -> Bools:
    mine, theirs = _rest(table.heard, a, b), _rest(table.heard, b, a)
    is_one = (mine.count == 1) & (theirs.count == 1)
    may = _may_share(mine, theirs, least) & (singly | ~is_one)
    may |= is_one & _may_be_near(mine, theirs)
    may |= _may_be_spelled_alike(table.read, a, b)
    has_single = mine.has_single | theirs.has_single
    may = np.where(has_single, _may_initials_fit(table, a, b), may)
    may |= (mine.count == 0) | (theirs.count == 0) | table.is_long[a] | table.is_long[b]
    return may


def _may_initials_fit(table: WordTable, a: Ints, b: Ints) -> Bools:
    mine, theirs = table.singles[a] & ~table.begins[b], table.singles[b] & ~table.begins[a]
    fits: Bools = (mine | theirs) == 0
    return fits


def _may_share(mine: _Rest, theirs: _Rest, least: int) -> Bools:
    """Say where so many letters can stand in both: a letter of one alone cannot."""
    only_mine = np.bitwise_count(mine.letters & ~theirs.letters)
    only_theirs = np.bitwise_count(theirs.letters & ~mine.letters)
    shared = np.minimum(mine.length - only_mine, theirs.length - only_theirs)
    may: Bools = 200 * shared >= least * (mine.length + theirs.length)
    return may


def _may_be_near(mine: _Rest, theirs: _Rest) -> Bools:
    """Say where two words may be one with errors, or one of them the beginning of the other."""
    either, both = mine.letters | theirs.letters, mine.letters & theirs.letters
    is_part = (mine.letters == both) | (theirs.letters == both)
    is_little = np.bitwise_count(either ^ both) <= 2 * _MOVED
    may: Bools = (mine.begins == theirs.begins) & (is_part | is_little)
    return may


def _may_be_spelled_alike(read: _Words, a: Ints, b: Ints) -> Bools:
    mine, theirs = _rest(read, a, b), _rest(read, b, a)
    moved = np.bitwise_count(mine.letters ^ theirs.letters)
    may: Bools = (np.abs(mine.length - theirs.length) <= 1) & (moved <= _MOVED)
    return may


def _rest(words: _Words, a: Ints, b: Ints) -> _Rest:
    """Give what each name of ``a`` has that the one of ``b`` has not."""
    ours, theirs = words.numbers[a], words.numbers[b]
    left = ours != _EMPTY
    for place in range(theirs.shape[1]):
        left &= ours != theirs[:, place : place + 1]
    lengths = words.lengths[a]
    return _Rest(
        left.sum(axis=1),
        np.where(left, lengths, 0).sum(axis=1),
        np.bitwise_or.reduce(np.where(left, words.letters[a], 0), axis=1),
        np.bitwise_or.reduce(np.where(left, words.begins[a], 0), axis=1),
        (left & (lengths == 1)).any(axis=1),
    )


def _words(rows: Sequence[Sequence[str]]) -> _Words:
    number: dict[str, int] = {}
    width = min(_MOST_WORDS, max(map(len, rows), default=0))
    empty = (_EMPTY,) * width
    listed = [
        (*(number.setdefault(word, len(number)) for word in words[:width]), *empty)[:width]
        for words in rows
    ]
    numbers = np.array(listed, np.int32).reshape(len(rows), width)
    lengths = np.array([*map(len, number), 0], np.int32)
    letters = np.array([*map(_bits, number), 0], np.uint64)
    begins = np.array([*(_bits(word[:1]) for word in number), 0], np.uint64)
    return _Words(numbers, lengths[numbers], letters[numbers], begins[numbers])


def _bits(letters: Iterable[str]) -> int:
    """Give a number with a bit for each letter; letters of other scripts may share one."""
    found = 0
    for letter in letters:
        found |= 1 << (ord(letter) & 63)
    return found
