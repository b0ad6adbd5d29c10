"""What names share that could be one: short keys, looked up instead of comparing all with all.

Each key survives another kind of change. Words are taken by sound, so that spellings of one
word agree already; ``bones`` are the consonants that are left when vowels are dropped, read in
a ring, so that neither the order of two parts nor how they are joined or split matters; one
bone may be lost or changed; a word may be wrong but for its first letter, or be an initial.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from iwtlink.matching.forms import Name
from iwtlink.matching.sound import skeleton, sound

_VOWELS = str.maketrans("", "", "aeiouyw'")
_BREATH = str.maketrans("", "", "h")
_SURE = ("zh:", "h:", "a:")
_APART = (*_SURE, "i:")
"""Keys of names that hold across scripts, or for the initials of a body: never to be screened."""
_FEWEST_BONES = 4
"""Below this many consonants, one that is lost leaves too little to say anything."""


def sure_keys(name: Name) -> set[int]:
    """Give keys that only names share which must be compared: same words, or across scripts.

    Keys are numbers that hold within one process (Python's hash).
    """
    keys = {hash(key) for key in name.keys if key.startswith(_SURE)}
    if name.sounds:
        keys.add(hash(("words", tuple(sorted(name.sounds)))))
    return keys


def bone_keys(name: Name) -> set[int]:
    """Give keys that names share of which all consonants agree, by sound or by letter."""
    if not name.sounds:
        return set()
    letters = "".join(name.words).translate(_BREATH)
    return {hash(("ring", _ring(name.joined))), hash(("letters", _ring(letters)))}


def loose_keys(name: Name) -> set[int]:
    """Give keys that names share which may be alike: to be screened before they are compared."""
    keys = {hash(key) for key in name.keys if not key.startswith(_APART)}
    ring = _ring(name.joined)
    if len(ring) > _FEWEST_BONES:
        keys.update(_shortened(ring))
    return keys


def initial_keys(name: Name) -> set[int]:
    """Give keys that a name with an initial shares with those that it may stand for."""
    return {hash(key) for key in name.keys if key.startswith("i:")} | set(_of_initials(name))


def has_initial(name: Name) -> bool:
    """Say whether a word of the name is a single letter."""
    return 1 in map(len, name.words)


def _of_initials(name: Name) -> Iterator[int]:
    """Yield for an initial the key that a word with its sound has beside the other words."""
    both = list(zip(name.sounds, name.words, strict=False))
    for heard, letters in both:
        if len(letters) == 1:
            begin = _begin(heard, letters)
            for other, _ in both:
                if len(other) > 1:
                    yield hash(f"i:{skeleton(other)}|{begin}")


def _begin(heard: str, letters: str) -> str:
    """Give the first letter by sound, all vowels as one; an initial sounds as in a word."""
    first = (sound(f"{letters}a") if len(letters) == 1 else heard)[:1]
    return "a" if first in "aeiou" else first


def _ring(joined: str) -> str:
    """Give the consonants of a whole name, turned so that the smallest order comes first.

    A name of fewer than two consonants keeps its vowels.
    """
    kept = joined.translate(_VOWELS)
    return _least(kept if len(kept) > 1 else joined)


@lru_cache(maxsize=65_536)
def _shortened(ring: str) -> frozenset[int]:
    """Give keys of a ring with one of its consonants lost."""
    size = len(ring)
    doubled = ring + ring
    without = {doubled[at + 1 : at + size] for at in range(size)}
    return frozenset(hash(("less", _least(rest))) for rest in without)


def _least(text: str) -> str:
    """Give the rotation of a text that comes first in the alphabet."""
    if not text:
        return text
    first = min(text)
    at = text.index(first)
    if first not in text[at + 1 :]:
        return text[at:] + text[:at]
    doubled = text + text
    size = len(text)
    return min(doubled[at : at + size] for at in range(at, size) if text[at] == first)
