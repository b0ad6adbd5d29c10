"""Keys for blocking: what a name sounds like in Mandarin, roughly, whatever it is spelled in.

Every reading of a name is turned into pinyin by way of the characters that it can spell, and
pinyin into classes in which *zh, ch, z, c, j, q* and *n, ng* agree. So that names that are
spelled alike in several ways do not get too many keys, the likeliest ones are taken.
"""

from __future__ import annotations

from collections import defaultdict
from heapq import nlargest
from itertools import product
from math import prod

from iwtlink.matching.chinese import firm_keys, firms, parted
from iwtlink.matching.chinese.hanzi import han_of, parts
from iwtlink.matching.chinese.readings import Reading, readings
from iwtlink.matching.chinese.sounds import of_char, of_characters, of_surname, of_surnames
from iwtlink.matching.chinese.syllables import PINYIN, VIETNAMESE, grandfathers_way, system

_MOST = 12
_NONE = frozenset[str]()


def _keys_of(text: str, han: str) -> frozenset[str]:
    """Give the keys of a name as typed and of its characters, simplified."""
    found = _of_nickname(text, han)
    if read := readings(text):
        found.update(_of_readings(read))
    for name in parts(han) if han else ():
        if name.surname and name.given:
            options = [of_surname(name.surname), *(of_char(char) for char in name.given)]
            found.update(f"zh:{'-'.join(some)}" for some in product(*options))
    return frozenset(found) if found else _NONE


def _of_readings(read: tuple[Reading, ...]) -> list[str]:
    weighed: dict[str, float] = defaultdict(float)
    for one in read:
        for key, weight in _of_reading(one):
            weighed[key] += weight
    most = _MOST // 2 if all(one.system == VIETNAMESE for one in read) else _MOST
    return nlargest(most, weighed, key=lambda key: (weighed[key], key))


def _of_nickname(text: str, han: str) -> set[str]:
    """Give keys that only nicknames share: old Wu is not sought among all people named Wu."""
    named = parted.of_han(parts(han)) if han else parted.of_nickname(text)
    found: set[str] = set()
    for part in named:
        if not part.is_whole:
            options = [of_surnames(part.surnames)] if part.surnames else []
            options += map(of_characters, part.given)
            found.update(
                "zhn:" + "-".join(sound for sound, _ in some) for some in product(*options)
            )
    return found


def keys(text: str, *, is_body: bool = False) -> frozenset[str]:
    """Give keys of which spellings of one Chinese name share at least one; none for others."""
    han = han_of(text)
    if is_body or (han and firms.han_firm(han)):
        return firm_keys.of_han(han) if han else firm_keys.of_latin(text)
    return _keys_of(text, han)


def _of_reading(one: Reading) -> list[tuple[str, float]]:
    if not one.surname or not one.given:
        return []
    family = one.surnames
    if one.system == PINYIN:
        family |= frozenset(grandfathers_way().get(one.surname, ""))
    options = [of_surnames(family or system(PINYIN).misread(one.surname))]
    options += [of_characters(one.characters(place)) for place in range(len(one.given))]
    return [
        ("zh:" + "-".join(sound for sound, _ in some), prod(share for _, share in some))
        for some in product(*options)
    ]
