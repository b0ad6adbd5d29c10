"""What of a company's name is legal form, trade and place, and what is left that tells it.

Words are looked up folded. Scripts that do not part words are searched for the longer words
anywhere, for the short ones, which are parts of people's names too, only where they stand alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from iwtlink.matching import tables
from iwtlink.store.folding import fold

_HAN = re.compile("[\u3400-\u9fff]")
_SPACED = re.compile(r"[\s\-–—,.·/]+")
_LONG = 4
"""Letters from which a word of an unspaced script is looked for inside others."""
_WHOLE_PLACE = re.compile("^(.{2,3}?)[省市县區区镇]")


@dataclass(slots=True)
class Found:
    """What was taken off a name, and whether it makes a body of it."""

    legal_forms: list[str] = field(default_factory=list)
    trades: list[str] = field(default_factory=list)
    places: list[str] = field(default_factory=list)
    is_organisation: bool = False


@dataclass(frozen=True, slots=True)
class _Phrases:
    latin: Mapping[tuple[str, ...], tuple[str, str]]
    longest: int
    inside: re.Pattern[str]
    other: Mapping[str, tuple[str, str]]
    begins: frozenset[str]
    only_at_the_end: frozenset[tuple[str, ...]]
    also_people: frozenset[tuple[str, ...]]
    joining: frozenset[str]


@tables.once
def _phrases() -> _Phrases:
    latin: dict[tuple[str, ...], tuple[str, str]] = {}
    other: dict[str, tuple[str, str]] = {}
    for kind in ("legal_forms", "trades", "places"):
        for code, phrases in tables.lists(kind).items():
            for phrase in map(fold, phrases):
                if phrase.isascii():
                    latin.setdefault(_parted(phrase), (kind, code))
                else:
                    other.setdefault(phrase, (kind, code))
    inside = sorted((p for p in other if len(p) >= _LONG), key=len, reverse=True)
    return _Phrases(
        latin,
        max(map(len, latin)),
        re.compile("|".join(map(re.escape, inside))),
        other,
        frozenset(phrase[0] for phrase in latin if phrase) | frozenset(other),
        frozenset(map(_parted, tables.words("only_at_the_end"))),
        frozenset(map(_parted, tables.words("also_people"))),
        frozenset(map(fold, tables.words("joining"))),
    )


@lru_cache(maxsize=4096)
def _parted(phrase: str) -> tuple[str, ...]:
    return tuple(part for part in _SPACED.split(phrase.replace("&", " & ")) if part)


def without_unspaced(folded: str, found: Found) -> str:
    """Take long words of unspaced scripts out of a folded text; spaces stand in their place."""
    known = _phrases()

    def take(match: re.Match[str]) -> str:
        _note(known.other[match[0]], found)
        return " "

    return known.inside.sub(take, folded)


def without_phrases(words: Sequence[str], found: Found) -> list[str]:
    """Take legal forms, trades and places out of folded words, unless nothing else is left."""
    known, kept, place = _phrases(), list[str](), 0
    places: list[tuple[int, str, str]] = []
    while place < len(words):
        length, hit = _longest(words, place, known)
        if hit is None:
            kept.append(words[place])
            place += 1
            continue
        if hit[0] == "places":
            places.append((len(kept), hit[1], " ".join(words[place : place + length])))
        else:
            _note(hit, found)
        place += length
    return _with_places(kept, places, found)


def _with_places(kept: list[str], places: list[tuple[int, str, str]], found: Found) -> list[str]:
    """Leave places aside in a body's name; in another name, or alone, they are words of it."""
    telling = [word for word in kept if word not in _phrases().joining]
    if found.is_organisation and telling:
        found.places += [code for _, code, _ in places]
        return telling
    for at, _, spelled in reversed(places):
        kept[at:at] = spelled.split()
    joining = _phrases().joining
    return [word for word in kept if word not in joining] if found.is_organisation else kept


def _longest(
    words: Sequence[str], place: int, known: _Phrases
) -> tuple[int, tuple[str, str] | None]:
    if words[place] not in known.begins:
        return 1, None
    for length in range(min(known.longest, len(words) - place), 0, -1):
        phrase = tuple(words[place : place + length])
        hit = known.latin.get(phrase) or (known.other.get(phrase[0]) if length == 1 else None)
        if hit and _counts(phrase, hit, place + length == len(words), known, len(words)):
            return length, hit
    return 1, None


def _counts(
    phrase: tuple[str, ...], hit: tuple[str, str], is_last: bool, known: _Phrases, count: int
) -> bool:
    if len(phrase) == count and hit[0] != "places":
        return False  # nothing would be left
    if phrase in known.only_at_the_end:
        return is_last
    return True


def _note(hit: tuple[str, str], found: Found) -> None:
    kind, code = hit
    listed = {"legal_forms": found.legal_forms, "trades": found.trades, "places": found.places}[
        kind
    ]
    if code not in listed:
        listed.append(code)


def is_place(words: Sequence[str]) -> bool:
    """Whether words are nothing but a place."""
    hit = _phrases().latin.get(tuple(words))
    return hit is not None and hit[0] == "places"


def initials(words: Sequence[str]) -> str:
    """Give the first letters of a body's words, legal forms and joining words aside."""
    known, kept = _phrases(), list[str]()
    place = 0
    while place < len(words):
        length, hit = _longest(words, place, known)
        if hit is None or hit[0] != "legal_forms":
            kept += [word[0] for word in words[place : place + length] if word not in known.joining]
        place += length
    return "".join(kept)


def looks_like_one(words: Sequence[str], text: str) -> bool:
    """Whether a name is a body's: it holds a legal form, or a trade that nobody is called by."""
    known = _phrases()
    if not text.isascii() and any(
        known.other[m[0]][0] != "places" for m in known.inside.finditer(text)
    ):
        return True
    for place in range(len(words)):
        length, hit = _longest(words, place, known)
        if hit is None or hit[0] == "places":
            continue
        phrase = tuple(words[place : place + length])
        if phrase not in known.also_people and _is_telling(phrase):
            return True
    return False


def _is_telling(phrase: tuple[str, ...]) -> bool:
    joined = "".join(phrase)
    return len(joined) >= (_LONG - 1) or not joined.isascii()


def legal_form(forms: Iterable[str]) -> str:
    """Give the one form that says most: the plain word *company* only where nothing else stands."""
    listed = list(forms)
    return next((form for form in listed if form != "company"), listed[0] if listed else "")


def han_core(han: str, found: Found) -> str:
    """Give what tells a body written in Chinese characters; takes the rest off into ``found``."""
    known, rest = _han_phrases(), han
    for phrase, hit in known:
        if phrase in rest and (hit[0] != "places" or rest.startswith(phrase)) and rest != phrase:
            _note(hit, found)
            found.is_organisation = found.is_organisation or hit[0] != "places"
            rest = rest.replace(phrase, "", 1)
            if hit[0] == "places":
                rest = rest.lstrip("省市县区")
    if not found.is_organisation:
        return han
    whole = _WHOLE_PLACE.match(rest)
    return rest[whole.end() :] if whole and len(rest) > whole.end() + 1 else rest


@tables.once
def _han_phrases() -> list[tuple[str, tuple[str, str]]]:
    listed = [(p, hit) for p, hit in _phrases().other.items() if _HAN.match(p) and len(p) > 1]
    return sorted(listed, key=lambda pair: -len(pair[0]))
