"""Firms in characters against firms in Latin letters.

凭祥市禾顺岚贸易有限公司 is place, core, trade and legal form in a row. The trade is translated
by table, the place and the core are compared by reading, the legal form is left aside.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from iwtlink.i18n import tr
from iwtlink.matching.chinese import tables
from iwtlink.matching.chinese.explain import system_name
from iwtlink.matching.chinese.syllables import (
    CANTONESE,
    PINYIN,
    SOUTHERN,
    TAIWAN,
    VIETNAMESE,
    system,
)
from iwtlink.matching.forms import Likeness, TokenMatch
from iwtlink.store.folding import fold

_WORD = re.compile(r"[a-z']+")
_REGION = re.compile("^(?:壮族|回族|维吾尔|傣族)?(?:特别行政区|自治[区州县]|[省市县区州镇])")
_UNKNOWN_PLACE = re.compile("^(.{1,3}?)(?:自治[区州县]|[省市县区镇])(?=..)")
_READ_IN = (PINYIN, TAIWAN, CANTONESE, VIETNAMESE, SOUTHERN)
_COMMON = 0.02
"""Share of people, in percent, from which a character may be a surname."""
_SURE = 0.95
_NO_CORE = 0.9
"""All of it place and trade, and both agree."""
_SHORT_CORE = 0.84
_TRADE_ALONE = 0.03
_OTHER_TRADE = 0.25
_OTHER_PLACE = 0.3


@dataclass(frozen=True, slots=True)
class Firm:
    """A firm taken apart. ``core`` is its own name, ``spoken`` that with its trade."""

    core: str
    spoken: str
    places: frozenset[str]
    trades: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Words:
    trades: Mapping[str, frozenset[str]]
    """Characters to ideas: 进出口 is import and export, and trading."""
    latin_trades: Mapping[tuple[str, ...], frozenset[str]]
    places: frozenset[str]
    latin_places: Mapping[tuple[str, ...], frozenset[str]]
    endings: tuple[str, ...]
    latin_forms: frozenset[str]


@lru_cache(maxsize=1)
def _words() -> _Words:
    trades: dict[str, set[str]] = defaultdict(set)
    latin: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for idea, han, words in tables.rows("trade_words.tsv"):
        for some in han.split():
            trades[some].add(idea)
        for word in words.split():
            latin[tuple(word.split("-"))].add(idea)
    places: dict[tuple[str, ...], set[str]] = defaultdict(set)
    names = []
    for row in tables.rows("places.tsv"):
        names.append(row[0])
        for word in row[1].split() if len(row) > 1 else []:
            places[tuple(word.split("-"))].add(row[0])
    forms = tables.lists("firm_forms.tsv")
    return _Words(
        {han: frozenset(ideas) for han, ideas in trades.items()},
        {words: frozenset(ideas) for words, ideas in latin.items()},
        frozenset(names),
        {words: frozenset(some) for words, some in places.items()},
        tuple(sorted(forms["ending"], key=len, reverse=True)),
        frozenset(forms["latin"]),
    )


@lru_cache(maxsize=16_384)
def han_firm(han: str) -> Firm | None:
    """Take a firm in characters apart; None where it does not look like one."""
    plain = _without_form(han)
    core, trades = _without_trades(plain)
    if plain == han and not (trades and (len(han) > 3 or _is_no_person(han))):
        return None
    spoken, _ = _without_places(plain)
    core, places = _without_places(core)
    return Firm(core, spoken, places, trades)


def _is_no_person(han: str) -> bool:
    return tables.surnames().shares.get(han[0], 0.0) < _COMMON


def _without_form(han: str) -> str:
    for ending in _words().endings:
        if han.endswith(ending) and len(han) > len(ending):
            return han[: -len(ending)]
    return han


def _without_trades(plain: str) -> tuple[str, frozenset[str]]:
    """Take words of trade off the end, longest first, as long as something is left."""
    found: set[str] = set()
    known = _words().trades
    while True:
        ending = next((n for n in (5, 4, 3, 2, 1) if len(plain) > n and plain[-n:] in known), 0)
        if not ending:
            return plain, frozenset(found)
        found |= known[plain[-ending:]]
        plain = plain[:-ending]


def _without_places(plain: str) -> tuple[str, frozenset[str]]:
    """Take places off the beginning: known ones, and what calls itself a town or a county."""
    found: list[str] = []
    while True:
        sizes = (n for n in (6, 5, 4, 3, 2) if len(plain) >= n and plain[:n] in _words().places)
        if length := next(sizes, 0):
            found.append(plain[:length])
            plain = _REGION.sub("", plain[length:])
        elif unknown := _UNKNOWN_PLACE.match(plain):
            found.append(unknown.group(1))
            plain = plain[unknown.end() :]
        else:
            return plain, frozenset(found)


@lru_cache(maxsize=16_384)
def latin_words(text: str) -> tuple[tuple[str, ...], frozenset[str], frozenset[str]]:
    """Give the words of a firm in Latin letters but for its trade, then its trades and places.

    Places are those whose Latin form is not pinyin; the others stay among the words.
    """
    words = [word.strip("'") for word in _WORD.findall(fold(text))]
    words = [word for word in words if word and word not in _words().latin_forms]
    kept: list[str] = []
    trades: set[str] = set()
    places: set[str] = set()
    here = 0
    while here < len(words):
        for length in (3, 2, 1):
            some = tuple(words[here : here + length])
            if len(some) == length and some in _words().latin_trades:
                trades |= _words().latin_trades[some]
                break
            if len(some) == length and some in _words().latin_places:
                places |= _words().latin_places[some]
                break
        else:
            length = 1
            kept.append(words[here])
        here += length
    return tuple(kept), frozenset(trades), frozenset(places)


def compare_han(one: str, other: str) -> Likeness | None:
    """Compare two firms in characters: the same core and trade, or a veto; None if no firms."""
    ours, theirs = han_firm(one), han_firm(other)
    if not ours or not theirs:
        return None
    if ours.core != theirs.core:
        return Likeness(0.0, "", veto=tr("the Chinese characters differ"))
    match = TokenMatch(ours.core, theirs.core, "same", tr("the same characters"))
    score = _SURE - _apart(ours.trades, theirs.trades, ours.places, theirs.places)
    same = one == other
    return Likeness(
        1.0 if same else round(score, 3), tr("the firms' own name is the same"), (match,)
    )


def compare_latin(han: str, text: str) -> Likeness | None:
    """Compare a firm in characters with one in Latin letters; None where it is no reading."""
    firm = han_firm(han)
    if not firm:
        return None
    words, trades, places = latin_words(text)
    if not firm.core:
        return _without_core(firm, words, trades, places)
    shown = next(
        (
            read
            for han in dict.fromkeys((firm.core, firm.spoken))
            if (read := _read(han, words, firm))
        ),
        None,
    )
    if not shown:
        return None
    found, also = shown
    score = (_SURE if len(found.one) > 1 else _SHORT_CORE) - _apart(
        firm.trades, trades, firm.places, places | also
    )
    alike = firm.trades & trades
    tokens = [TokenMatch(_of(idea), idea, "same", tr("translated")) for idea in sorted(alike)]
    return Likeness(round(score, 3), found.why, (found, *tokens))


def _without_core(
    firm: Firm, words: tuple[str, ...], trades: frozenset[str], places: frozenset[str]
) -> Likeness | None:
    if words or not firm.places & places or firm.trades != trades:
        return None
    return Likeness(_NO_CORE, tr("the same place and the same trade, and no other name"))


def _apart(
    ours: frozenset[str], theirs: frozenset[str], here: frozenset[str], there: frozenset[str]
) -> float:
    """Give what other trades and places take off the score."""
    taken = 0.0
    if ours and theirs and not ours & theirs:
        taken += _OTHER_TRADE
    elif ours != theirs:
        taken += _TRADE_ALONE
    if here and there and not here & there:
        taken += _OTHER_PLACE
    return taken


def _of(idea: str) -> str:
    return next(han for han, known in _words().trades.items() if idea in known)


def _read(han: str, words: tuple[str, ...], firm: Firm) -> tuple[TokenMatch, frozenset[str]] | None:
    """Find the words that are a reading of a firm's own name, and the places around them."""
    for name in _READ_IN:
        for begin in range(len(words)):
            for end in range(len(words), begin, -1):
                spelled = " ".join(words[begin:end])
                if not spells(name, han, spelled.replace(" ", "")):
                    continue
                places = [_place(firm, word) for word in (*words[:begin], *words[end:])]
                if all(places):
                    return _is_read(han, spelled, name), frozenset(places)
    return None


def _is_read(han: str, spelled: str, name: str) -> TokenMatch:
    why = tr(
        "{spelled} = {character} ({system})",
        spelled=spelled,
        character=han,
        system=system_name(name),
    )
    return TokenMatch(han, spelled, "same", why)


def _place(firm: Firm, word: str) -> str:
    """Give the place of the firm that a word spells, else any known place that it spells."""
    for place in (*firm.places, *_words().places):
        if spells(PINYIN, place, word):
            return place
    return ""


def spells(name: str, han: str, letters: str) -> bool:
    """Whether letters without spaces are a reading of characters in a system."""
    if not han:
        return not letters
    first = _inverse(name).get(han[0], ())
    return any(
        letters.startswith(syllable) and spells(name, han[1:], letters[len(syllable) :].lstrip("'"))
        for syllable in first
    )


@lru_cache(maxsize=8)
def _inverse(name: str) -> Mapping[str, tuple[str, ...]]:
    found: dict[str, list[str]] = defaultdict(list)
    for table in (system(name).usual, system(name).rare):
        for syllable, some in table.items():
            for char in some:
                found[char].append(syllable)
    return {char: tuple(syllables) for char, syllables in found.items()}
