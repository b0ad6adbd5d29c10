"""Two words that do not sound the same: a typing error, or two names?

One letter more, less, other or out of place in a long word is a typing error, unless it turns
one syllable of names into another one (Khamsing, Khansing), changes the last vowel (Bounmy,
Bounma; Mario, Maria) or the first letter.
"""

from __future__ import annotations

from functools import lru_cache

from rapidfuzz.distance import OSA

from iwtlink.matching import tables
from iwtlink.matching.sound import loose, sound

_LONG = 6
"""Letters by sound in the longer word from which one error is forgiven."""
_VERY_LONG = 9
"""Letters from which two are."""
_BEGUN = 4
_VOWELS = "aeiou"
_LONGEST_SYLLABLE = 6


@tables.once
def telling_syllables() -> frozenset[str]:
    """Give the syllables of names, by sound."""
    return frozenset(heard for word in tables.words("telling") if (heard := sound(word)))


@tables.once
def _same_names() -> dict[str, frozenset[int]]:
    found: dict[str, frozenset[int]] = {}
    for number, group in enumerate(tables.groups("same_names")):
        for name in group:
            found[name] = found.get(name, frozenset()) | {number}
    return found


def are_forms_of_one(one: str, other: str) -> bool:
    """Whether two read words are forms of one given name: Mike and Michael."""
    known = _same_names()
    return one in known and other in known and not known[one].isdisjoint(known[other])


def are_misread(one: str, other: str) -> bool:
    """Whether two read words differ in letters that a scan confuses only: rn and m."""
    return one != other and _as_scanned(one) == _as_scanned(other)


@lru_cache(maxsize=65_536)
def _as_scanned(word: str) -> str:
    return word.replace("rn", "m").replace("vv", "w").replace("cl", "d")


@lru_cache(maxsize=131_072)
def is_near(one: str, other: str) -> bool:
    """Whether two sounds may be one word with a typing error, or one of them unfinished."""
    if not one or not other or one[0] != other[0]:
        return False
    if loose(one) == loose(other):
        return True
    short, long = sorted((one, other), key=len)
    if long.startswith(short):
        return _is_begun(short, long)
    if len(long) < _LONG:
        return False
    most = 2 if len(short) >= _VERY_LONG else 1
    if OSA.distance(one, other, score_cutoff=most) > most:
        return False
    return sorted(one) == sorted(other) or not _tells(one, other)


def _is_begun(short: str, long: str) -> bool:
    """Whether the shorter word breaks off inside the longer one, not where a syllable ends."""
    if len(short) < _BEGUN or not _rest_is_small(short, long):
        return False
    return not _is_made_of_syllables(short)


def _rest_is_small(short: str, long: str) -> bool:
    return len(long) - len(short) <= max(1, len(short))


@lru_cache(maxsize=16_384)
def _is_made_of_syllables(heard: str) -> bool:
    known = telling_syllables()
    if not heard or heard in known:
        return True
    return any(
        heard[:length] in known and _is_made_of_syllables(heard[length:])
        for length in range(1, min(len(heard), _LONGEST_SYLLABLE))
    )


def _tells(one: str, other: str) -> bool:
    """Whether the difference makes another name of it."""
    front = _shared(one, other)
    back = min(_shared(one[::-1], other[::-1]), len(one) - front, len(other) - front)
    ours, theirs = one[front : len(one) - back], other[front : len(other) - back]
    if back == 0 and (_ends_so(ours) or _ends_so(theirs)):
        return True
    known = telling_syllables()
    for begin in range(max(0, front - _LONGEST_SYLLABLE), front + 1):
        for end in range(back + 1):
            ours, theirs = one[begin : len(one) - end], other[begin : len(other) - end]
            if len(ours) <= _LONGEST_SYLLABLE and ours in known and theirs in known:
                return True
    return False


def _ends_so(part: str) -> bool:
    """Whether the words part at the last vowel, or in the sound they end with."""
    return not part or part[-1] in _VOWELS or part in ("n", "ng", "g", "m", "k", "t", "p", "s", "l")


def _shared(one: str, other: str) -> int:
    count = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        count += 1
    return count


for _kept in (is_near, _is_made_of_syllables):
    tables.forget_when_read_again(_kept.cache_clear)
