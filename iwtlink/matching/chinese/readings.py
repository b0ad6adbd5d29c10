"""Reading a Latin name as a Chinese one: surname and given name, each system by itself.

A whole name must be readable in one system. Singapore's way, a surname as grandfather spelled
it before a given name in pinyin, is read as well, as *mixed*.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import product

from iwtlink.matching.chinese.syllables import (
    CANTONESE,
    LAO_THAI,
    PINYIN,
    SOUTHERN,
    SYSTEMS,
    VIETNAMESE,
    System,
    system,
)
from iwtlink.matching.chinese.words import words
from iwtlink.matching.romanise import romanise
from iwtlink.store.folding import fold

MIXED = "mixed"
_TONES = {"\u0300", "\u0301", "\u0302", "\u0304", "\u030c"}
_VIETNAMESE = {"\u0302", "\u0303", "\u0306", "\u0309", "\u031b", "\u0323"}
_BRACKETS = re.compile(r"\([^)]*\)|（[^）]*）|\[[^\]]*\]")
_WORD = re.compile(r"[a-zđü\u0300-\u0323'1-5]+")
_TONE_DIGIT = re.compile(r"(?<=[a-z])[1-5]")
_MOST_SYLLABLES = 2
"""Given names have one or two syllables."""
LAO_OR_THAI = re.compile("[\u0e01-\u0eff]")
_HYPHEN = re.compile(r"[a-z]-[a-zA-Z]")
_MOST_AROUND = 2
"""How many words that are not Chinese may stand beside a name."""
_LONGEST = 15
"""More letters than two syllables have."""
_VOWELS = frozenset("aeiou")
_OPEN_ENDS = frozenset(("an", "ang", "ai", "ao", "en", "ou"))


@dataclass(frozen=True, slots=True)
class Word:
    """A word as typed: ``plain`` keeps of all marks only those of ü, ``marked`` keeps all."""

    plain: str
    marked: str


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to understand a Latin name. ``given`` holds its syllables one by one.

    ``surname`` is empty for a given name alone. ``extra`` are words around it that are not
    Chinese; ``is_turned`` says that the surname stands last, ``is_hyphened`` that the text
    has a hyphen between two syllables.
    """

    system: str
    surname: str
    given: tuple[str, ...]
    extra: tuple[str, ...] = ()
    is_turned: bool = False
    is_hyphened: bool = False

    @property
    def surnames(self) -> frozenset[str]:
        """The surnames that this one can spell."""
        if self.system == MIXED:
            found = (system(name).surnames(self.surname) for name in (CANTONESE, SOUTHERN))
            return frozenset[str]().union(*found)
        return system(self.system).surnames(self.surname)

    def characters(self, place: int) -> frozenset[str]:
        """The characters that a syllable of the given name usually spells."""
        return self._given_system.characters(self.given[place])

    def rare(self, place: int) -> frozenset[str]:
        """The characters that it spells more seldom."""
        return self._given_system.seldom(self.given[place])

    @property
    def _given_system(self) -> System:
        return system(PINYIN if self.system == MIXED else self.system)

    @property
    def is_listed(self) -> bool:
        """Whether all words around the name are known English given names."""
        return _are_english(self.extra)


def is_marked(text: str) -> bool:
    """Whether a text has marks that only Vietnamese has."""
    if text.isascii():
        return False
    return "đ" in text.lower() or bool(_VIETNAMESE & set(unicodedata.normalize("NFD", text)))


@lru_cache(maxsize=16_384)
def split(text: str) -> tuple[Word, ...]:
    """Give the Latin words of a name, without what stands in brackets and without titles."""
    plain = _BRACKETS.sub(" ", text).strip() or text
    if LAO_OR_THAI.search(plain):
        plain = " ".join(map(romanise, fold(plain).split()))
    plain = plain.lower() if plain.isascii() else unicodedata.normalize("NFD", plain.lower())
    plain = plain.replace("’", "'").replace("‘", "'").replace("ʻ", "'").replace("`", "'")
    typed = map(_word, _WORD.findall(plain.replace("u\u0308", "ü").replace("u:", "ü")))
    return tuple(word for word in typed if word is not None)


@lru_cache(maxsize=65_536)
def _word(typed: str) -> Word | None:
    """Give a word; none where it is a title."""
    bare = _TONE_DIGIT.sub("", "".join(mark for mark in typed if mark not in _TONES)).strip("'")
    if not bare or bare in words().titles:
        return None
    return Word(bare, typed if typed.isascii() else unicodedata.normalize("NFC", typed))


@lru_cache(maxsize=65_536)
def readings(text: str) -> tuple[Reading, ...]:
    """Give every reading of a name; none where it cannot be Chinese."""
    parts = split(text)
    written = LAO_OR_THAI.search(text) is not None
    if not 1 <= len(parts) <= 6 or any(part.plain in words().business for part in parts):
        return ()
    if _is_foreign(parts, written=written):
        return ()
    if written:
        return tuple(dict.fromkeys(_in_system(LAO_THAI, parts)))
    if is_marked(text):
        return tuple(dict.fromkeys(_in_system(VIETNAMESE, parts)))
    found = [one for name in SYSTEMS for one in _in_system(name, parts)]
    if not any(one.system == PINYIN and one.is_listed for one in found):
        found += _in_system(MIXED, parts)
    if _HYPHEN.search(text):
        found = [replace(one, is_hyphened=True) for one in found]
    return tuple(dict.fromkeys(found))


def _is_foreign(parts: tuple[Word, ...], *, written: bool) -> bool:
    """Whether too many words are no Chinese syllables in any system to look closer."""
    strange = [part for part in parts if not _may_fit(part.plain, part.marked, written)]
    unknown = [part for part in strange if part.plain not in words().english]
    return len(unknown) > 1 or bool(unknown and len(parts) - len(strange) < 2 and len(parts) > 1)


@lru_cache(maxsize=65_536)
def _may_fit(plain: str, marked: str, written: bool) -> bool:
    return _is_spelled(plain, written) or (not written and marked in system(VIETNAMESE))


def _is_spelled(word: str, written: bool) -> bool:
    """Whether a word is one or two syllables of any systems, even of different ones."""
    plain, known = word.replace("ü", "u").replace("v", "u"), _all_syllables(written)
    if plain in known or word in known:
        return True
    return len(plain) < _LONGEST and any(
        plain[:length] in known and plain[length:].lstrip("'") in known
        for length in range(1, len(plain))
    )


@lru_cache(maxsize=2)
def _all_syllables(written: bool) -> frozenset[str]:
    """Give the syllables of all systems, or of Lao and Thai writing alone."""
    names = (LAO_THAI,) if written else SYSTEMS
    found = {syllable for name in names for syllable in system(name).usual}
    return frozenset(found | {syllable.replace("v", "u") for syllable in found})


def _in_system(name: str, parts: tuple[Word, ...]) -> Iterator[Reading]:
    known = system(PINYIN if name == MIXED else name)
    spelled = [_spelled(name, part) for part in parts]
    for begin, end in _spans(name, spelled):
        extra = tuple(part.plain for part in (*parts[:begin], *parts[end:]))
        is_listed = _are_english(extra)
        if not (is_listed or _is_strange(extra)):
            continue
        for one in _parted(name, known, tuple(spelled[begin:end]), extra):
            if is_listed or len(one.given) == _MOST_SYLLABLES:
                yield one


def _are_english(extra: tuple[str, ...]) -> bool:
    return words().english.issuperset(extra)


def _is_strange(extra: tuple[str, ...]) -> bool:
    """Whether the one word beside a name cannot be a Chinese syllable itself."""
    return len(extra) == 1 and not _may_fit(extra[0], extra[0], False)


def _spelled(name: str, part: Word) -> str:
    if name == VIETNAMESE:
        return part.marked
    return part.plain.replace("ü", "v" if name in (PINYIN, MIXED) else "u")


def _spans(name: str, spelled: list[str]) -> list[tuple[int, int]]:
    """Give where the Chinese words may begin and end: all, or without words around them."""
    fits = [_fits(name, word) for word in spelled]
    size = len(spelled)
    if size == 1:
        return [(0, 1)]
    if size - sum(fits) > _MOST_AROUND:
        return []
    aside = [not fit or word in words().english for fit, word in zip(fits, spelled, strict=True)]
    spans = [(0, size)] if all(fits) else []
    for many in range(1, min(_MOST_AROUND, size - 1) + 1):
        if all(aside[:many]) and all(fits[many:]):
            spans.append((many, size))
        if all(aside[-many:]) and all(fits[:-many]):
            spans.append((0, size - many))
    return spans


@lru_cache(maxsize=131_072)
def _fits(name: str, word: str) -> bool:
    """Whether a word can be a part of a name in one system."""
    known = PINYIN if name == MIXED else name
    return bool(segments(known, word)) or _is_surname(name, word)


@lru_cache(maxsize=65_536)
def _is_surname(name: str, word: str) -> bool:
    if name == MIXED:
        return any(system(other).surnames(word) for other in (CANTONESE, SOUTHERN))
    return bool(system(name).surnames(word) or system(name).misread(word))


def _parted(
    name: str, known: System, inner: tuple[str, ...], extra: tuple[str, ...]
) -> Iterator[Reading]:
    """Part words into surname and given name, the surname first or last."""
    if len(inner) == 1:
        yield from _run_together(name, known, inner[0], extra)
    for length in (1, 2):
        if len(inner) <= length:
            continue
        for is_turned in (False, True):
            family = inner[-length:] if is_turned else inner[:length]
            rest = inner[:-length] if is_turned else inner[length:]
            surname = "".join(family)
            if _is_surname(name, surname):
                for given in _given(known, rest):
                    yield Reading(name, surname, given, extra, is_turned)


def _run_together(name: str, known: System, word: str, extra: tuple[str, ...]) -> Iterator[Reading]:
    """Part one word: chenguozhao; or take it for a surname or a given name alone."""
    if _is_surname(name, word):
        yield Reading(name, word, (), extra)
    if name in (MIXED, VIETNAMESE):
        return
    for length in range(2, len(word) - 3):
        if known.surnames(word[:length]):
            for given in segments(name, word[length:]):
                if len(given) == 2:
                    yield Reading(name, word[:length], given, extra)


def _given(known: System, rest: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    for parts in product(*(segments(known.name, word) for word in rest)):
        given = tuple(syllable for part in parts for syllable in part)
        if len(given) <= _MOST_SYLLABLES:
            yield given


@lru_cache(maxsize=65_536)
def segments(name: str, word: str) -> tuple[tuple[str, ...], ...]:
    """Give the ways to part a word into at most two syllables of a system.

    Where no apostrophe parts them, a second syllable begins with a vowel only if it must:
    *fangang* is fan-gang. Passports leave the apostrophe out, so *an* and its like may stand
    at the end all the same: *lian* is one syllable, or li-an.
    """
    known = system(name)
    found: list[tuple[str, ...]] = [(word,)] if word in known else []
    if name == VIETNAMESE or len(word) > 2 * known.longest + 1:
        return tuple(found)
    for length in range(1, len(word)):
        first, rest = word[:length], word[length:]
        if name == PINYIN and rest[0] == "'":
            rest = rest[1:]
        if len(rest) > 1 and first in known and rest in known:
            found.append((first, rest))
    clear = [parts for parts in found if len(parts) == 1 or _is_clear(name, parts, word)]
    return tuple(clear or found)


def _is_clear(name: str, parts: tuple[str, ...], word: str) -> bool:
    first, second = parts
    if second[0] not in _VOWELS and second != "ng":
        return True
    return "'" in word or (name == PINYIN and second in _OPEN_ENDS and len(first) > 1)
