"""Keys for blocking firms: the sound of their own name, without trade, place and legal form."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from itertools import product

from iwtlink.matching.chinese.firms import han_firm, latin_words
from iwtlink.matching.chinese.sounds import of_char, of_characters, sound_class
from iwtlink.matching.chinese.syllables import CANTONESE, PINYIN, system

_MOST = 12
_LENGTH = range(2, 5)
"""How many characters a firm's own name may have to get a key."""
_LONGEST = 24


def of_han(han: str) -> frozenset[str]:
    """Give the keys of a firm in characters; none where it is no firm."""
    firm = han_firm(han)
    if firm and not firm.core:
        return _of_place(firm.places, firm.trades)
    if firm is None or len(firm.core) not in _LENGTH:
        return frozenset()
    options = [of_char(char) for char in firm.core]
    return frozenset(f"zhf:{'-'.join(some)}" for some in product(*options))


@lru_cache(maxsize=16_384)
def of_latin(text: str) -> frozenset[str]:
    """Give the keys of a firm in Latin letters: of every run of its words that may be Chinese."""
    words, trades, places = latin_words(text)
    if not words:
        return _of_place(places, trades)
    found: dict[str, None] = {}
    for begin in range(len(words)):
        for end in range(begin + 1, min(len(words), begin + max(_LENGTH)) + 1):
            for key in _of_run(words[begin:end]):
                found[key] = None
    return frozenset(list(found)[:_MOST])


def _of_place(places: frozenset[str], trades: frozenset[str]) -> frozenset[str]:
    """Give the keys of a firm without a name of its own."""
    return frozenset(f"zhf:{place}:{'+'.join(sorted(trades))}" for place in places)


def _of_run(words: tuple[str, ...]) -> Iterator[str]:
    for parts in _parted(words, PINYIN):
        yield "zhf:" + "-".join(map(sound_class, parts))
    for parts in _parted(words, CANTONESE):
        options = [of_characters(system(CANTONESE).characters(part))[:2] for part in parts]
        for some in product(*options):
            yield "zhf:" + "-".join(sound for sound, _ in some)


def _parted(words: tuple[str, ...], name: str) -> Iterator[tuple[str, ...]]:
    """Give the ways to part words into syllables, as many as a firm's own name may have."""
    for some in product(*(list(_syllables(name, word, max(_LENGTH))) for word in words)):
        parts = tuple(syllable for word in some for syllable in word)
        if len(parts) in _LENGTH:
            yield parts


def _syllables(name: str, word: str, most: int) -> Iterator[tuple[str, ...]]:
    if not word:
        yield ()
        return
    if not most or len(word) > _LONGEST:
        return
    known = system(name)
    for length in range(min(known.longest, len(word)), 1, -1):
        if word[:length] in known:
            for rest in _syllables(name, word[length:].lstrip("'"), most - 1):
                yield (word[:length], *rest)
                return
