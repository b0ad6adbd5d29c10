"""Keys for blocking: two spellings of one name share at least one, most other names none.

``p:`` two words by their consonants, in any order, so that a third may be missing; ``b:`` all
consonants of the name, however it is parted or ordered; ``w:`` one long word by sound, ``x:``
a word by its consonants where the name has one word; ``i:`` a word and the first letter of
another; ``a:`` initials of a body; ``h:`` Chinese characters. Whoever blocks leaves keys that
too many names share aside.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import combinations

from iwtlink.matching.forms import Word
from iwtlink.matching.sound import loose, skeleton, squeezed
from iwtlink.matching.vietnamese import untelling

_LONG = 5
"""Letters by sound from which one word alone is worth a key."""
_FEW_WORDS = 5
_BAG = 4
_BODY_BAG = 3
_ACRONYM = range(3, 7)


def keys_of(
    text: str, parts: Sequence[Word], *, han: str, initials: str, is_body: bool
) -> Iterator[str]:
    """Give the keys of one name, without those that Chinese spellings share."""
    if han:
        yield f"h:{han}"
    whole = [word for word in parts if not word.is_initial]
    if not whole:
        return
    bones = [(word, _bones(word.sound)) for word in whole]
    yield from _pairs(bones)
    bag = "".join(sorted(_bones(squeezed("".join(word.sound for word in whole)))))
    if len(bag) >= (_BODY_BAG if is_body else _BAG):
        yield f"b:{bag}"
    yield from _singles(parts, bones, is_body)
    if is_body or len(text) <= _ACRONYM.stop:
        yield from _acronyms(parts, initials if is_body else "")


def _pairs(bones: list[tuple[Word, str]]) -> Iterator[str]:
    telling = [bone for word, bone in bones if word.read not in untelling()][:_FEW_WORDS]
    for one, other in combinations(sorted(telling), 2):
        yield f"p:{one}|{other}"


def _singles(parts: Sequence[Word], bones: list[tuple[Word, str]], is_body: bool) -> Iterator[str]:
    for word, bone in bones:
        if len(word.sound) >= _LONG:
            yield f"w:{loose(word.sound)}"
        if len(parts) == 1 or is_body:
            yield f"x:{bone or word.sound}"
        for other in parts:
            if other is not word:
                yield f"i:{bone}|{other.sound[:1]}"


def _acronyms(parts: Sequence[Word], initials: str) -> Iterator[str]:
    if len(initials) in _ACRONYM:
        yield f"a:{initials}"
    for word in parts:
        if len(word.read) in _ACRONYM and word.text.isupper():
            yield f"a:{word.read}"


@lru_cache(maxsize=262_144)
def _bones(heard: str) -> str:
    return skeleton(loose(heard)) or heard
