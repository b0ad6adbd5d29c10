"""Nicknames and single parts of names: Old Wu, Ah Keung, Boss Chen, somebody Sae-Lim.

They say a surname or a given name only. Such a match is worth a look at most, and a surname
that many bear not even that: other evidence must speak.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from iwtlink.i18n import tr
from iwtlink.matching.chinese import tables
from iwtlink.matching.chinese.explain import characters, given_characters
from iwtlink.matching.chinese.hanzi import HanName
from iwtlink.matching.chinese.readings import MIXED, Reading, segments, split
from iwtlink.matching.chinese.syllables import CANTONESE, PINYIN, SOUTHERN, TAIWAN, system
from iwtlink.matching.chinese.words import words
from iwtlink.matching.forms import POSSIBLE, Likeness, TokenMatch

_SPELLED = (PINYIN, CANTONESE, SOUTHERN, TAIWAN)
_WEAK = 0.6
_SAME_NICKNAME = 0.78
_BOTH_SYLLABLES = 0.8
_SELDOM = 0.02
"""Share of people below which a surname, or a syllable of a given name, is telling."""
_SAE = re.compile(
    "(?:^|[ \\-])(?:sae|sea)[ \\-]?([a-z]{2,8})$|แซ่? ?([\u0e01-\u0e4e]+)$|ແຊ່? ?([\u0e81-\u0ecd]+)$"
)
_SAE_MARK = "sae"
_TONES = re.compile("[\u0e47-\u0e4c\u0ec8-\u0ecc]")


@dataclass(frozen=True, slots=True)
class Part:
    """What a name may say: surnames, and characters of the given name; either may be empty."""

    surnames: frozenset[str]
    given: tuple[frozenset[str], ...]
    before: str = ""
    shown: str = ""
    is_bare: bool = False
    """A surname in Latin letters alone, beside an English name or what may be a given name: it
    says very little."""

    @property
    def is_whole(self) -> bool:
        """Whether it has both a surname and a given name."""
        return bool(self.surnames and self.given)


def of_han(names: tuple[HanName, ...]) -> list[Part]:
    """Give the parts of a name in characters."""
    return [
        Part(
            frozenset({name.surname} - {""}),
            tuple(frozenset(char) for char in name.given),
            name.before,
            name.before + name.whole,
        )
        for name in names
    ]


def of_readings(some: tuple[Reading, ...]) -> list[Part]:
    """Give the parts of a name in Latin letters, each reading by itself."""
    return [
        Part(
            one.surnames,
            tuple(one.characters(place) for place in range(len(one.given))),
            shown=" ".join(filter(None, (one.surname, "".join(one.given)))),
            is_bare=not one.given,
        )
        for one in some
        if one.system != MIXED and one.is_listed
    ]


@lru_cache(maxsize=65_536)
def of_nickname(text: str) -> tuple[Part, ...]:
    """Give the parts of a nickname in Latin letters, or of a surname after Thai *sae*."""
    plain = unicodedata.normalize("NFC", text).lower().strip()
    if found := _SAE.search(plain):
        return tuple(_after_sae(next(filter(None, found.groups()))))
    parts = [word.plain for word in split(text)]
    if not 2 <= len(parts) <= 3:
        return ()
    if parts[0] in words().latin_before:
        return tuple(_nickname(parts[0], parts[1:]))
    if parts[-1] in words().latin_after and len(parts) == 2:
        return tuple(_nickname(parts[-1], parts[:-1], given=False))
    return ()


def _after_sae(spelled: str) -> Iterator[Part]:
    if spelled.isascii():
        for name in (SOUTHERN, CANTONESE):
            if found := system(name).surnames(spelled):
                yield Part(found, (), _SAE_MARK, f"sae {spelled}")
                return
    elif others := _thai_surnames().get(_TONES.sub("", spelled)):
        yield Part(others, (), _SAE_MARK, spelled)


@lru_cache(maxsize=1)
def _thai_surnames() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for surname, forms in tables.rows("lao_thai_surnames.tsv"):
        for form in forms.split():
            found.setdefault(_TONES.sub("", form), set()).add(surname)
    return {form: frozenset(some) for form, some in found.items()}


def _nickname(before: str, rest: list[str], *, given: bool = True) -> Iterator[Part]:
    shown = " ".join((before, *rest))
    before = words().in_characters.get(before, before)
    may_be_given = not given and len(before) == 1  # Gao Jie: Sister Gao, or Gao named Jie
    for name in _SPELLED:
        known = system(name)
        if given and before in words().before_given:
            for syllables in _syllables(name, rest):
                some = tuple(known.characters(syllable) for syllable in syllables)
                yield Part(frozenset(), some, before, shown)
        if len(rest) == 1 and (family := known.surnames(rest[0])):
            yield Part(family, (), before, shown, is_bare=may_be_given)


def _syllables(name: str, rest: list[str]) -> tuple[tuple[str, ...], ...]:
    if len(rest) == 1:
        return segments(name, rest[0])
    known = system(name)
    return (tuple(rest),) if all(one in known for one in rest) else ()


def compare(one: Sequence[Part], other: Sequence[Part]) -> Likeness | None:
    """Compare names of which at least one is a part only; None where none agrees."""
    found = [
        likeness
        for a in one
        for b in other
        if not (a.is_whole and b.is_whole) and (likeness := _compare(a, b))
    ]
    return max(found, key=lambda likeness: likeness.score, default=None)


def _compare(a: Part, b: Part) -> Likeness | None:
    if a.before == b.before == _SAE_MARK:
        return None  # both tell a Thai given name too, which others compare
    if a.before and b.before and bool(a.surnames) == bool(b.surnames):
        return _both_nicknames(a, b)
    if a.surnames and b.surnames:
        return _by_surname(a, b)
    if a.given and b.given:
        return _by_given(a, b)
    return None


def _both_nicknames(a: Part, b: Part) -> Likeness | None:
    likeness = _by_surname(a, b) if a.surnames else _by_given(a, b)
    if likeness is None:
        return None
    same = a.shown == b.shown or (a.surnames and a.before == b.before)
    score = _SAME_NICKNAME if same else min(likeness.score, _WEAK)
    return Likeness(score, tr("the same nickname: many may bear it"), likeness.tokens)


def _by_surname(a: Part, b: Part) -> Likeness | None:
    shared = a.surnames & b.surnames
    if not shared:
        return None
    share = max(tables.surnames().share(part.surnames) for part in (a, b)) / 100
    why = tr("the surname alone agrees: {character}", character=characters(shared))
    score = POSSIBLE if share < _SELDOM and not (a.is_bare or b.is_bare) else _WEAK
    return Likeness(score, why, (TokenMatch(a.shown, b.shown, "close", why),))


def _by_given(a: Part, b: Part) -> Likeness | None:
    short, long = sorted((a.given, b.given), key=len)
    pairs = list(zip(short, long[len(long) - len(short) :], strict=True))
    if not all(one & other for one, other in pairs):
        return None
    shown = " ".join(given_characters(one & other) for one, other in pairs)
    why = tr("the given name alone agrees: {characters}", characters=shown)
    share = max(tables.given_share(some) for pair in pairs for some in pair)
    score = POSSIBLE if share < _SELDOM else _WEAK
    score = _BOTH_SYLLABLES if len(pairs) > 1 and score > _WEAK else score
    return Likeness(score, why, (TokenMatch(a.shown, b.shown, "close", why),))
