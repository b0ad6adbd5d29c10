"""Burmese read in Latin letters as people spell their names: syllable by syllable.

Known syllables first (*ကျော်* is Kyaw), then by the rules of the Myanmar Language Commission in
the common form, without tones. In Latin letters the spellings of a syllable are many
(*Htun*, *Tun*, *Toon*): a table brings them together.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from iwtlink.matching import tables

_RUN = re.compile("[\u1000-\u104f]+")
_TONES = re.compile("[\u1037\u1038]")
_MEDIALS = "\u103b-\u103e"
_SPELLED = {"\u103b": "y", "\u103c": "y", "\u103d": "w", "\u103e": "h"}
_END = "[\u1000-\u1021]\u103a"


@dataclass(frozen=True, slots=True)
class _Letters:
    words: Mapping[str, str]
    longest: int
    syllable: re.Pattern[str]
    consonants: Mapping[str, str]
    clusters: Mapping[str, str]
    rhymes: Mapping[str, str]
    independent: Mapping[str, str]


@tables.once
def _letters() -> _Letters:
    words = {_plain(word): read for word, read in tables.texts("burmese_words").items()}
    rhyme = f"[\u102b-\u1036\u103a]*(?:{_END})?\u1036?"
    pattern = f"(?P<b>[\u1000-\u1021][{_MEDIALS}]*)(?P<r>{rhyme})"
    return _Letters(
        words,
        max(map(len, words)),
        re.compile(pattern),
        tables.texts("burmese_consonants"),
        tables.texts("burmese_clusters"),
        {_plain(rhyme): read for rhyme, read in tables.texts("burmese_rhymes").items()},
        tables.texts("burmese_independent"),
    )


def _plain(text: str) -> str:
    return _TONES.sub("", text)


def read(text: str) -> str:
    """Give a text with its Burmese read out, each syllable a word of its own."""
    return " ".join(_RUN.sub(lambda found: f" {_read_run(found[0])} ", text).split())


@lru_cache(maxsize=16_384)
def _read_run(run: str) -> str:
    known, plain, place = _letters(), _plain(run), 0
    spoken: list[str] = []
    while place < len(plain):
        whole = _known_word(plain, place, known)
        if whole:
            spoken.append(known.words[whole])
            place += len(whole)
        elif found := known.syllable.match(plain, place):
            spoken.append(_syllable(found, known))
            place = found.end()
        else:
            spoken.append(known.independent.get(plain[place], ""))
            place += 1
    return " ".join(filter(None, spoken))


def _known_word(plain: str, place: int, known: _Letters) -> str:
    """Give the longest known word that begins here and ends where a syllable does."""
    for length in range(known.longest, 0, -1):
        word = plain[place : place + length]
        if word in known.words and len(word) == length and _ends_there(plain, place + length):
            return word
    return ""


def _ends_there(plain: str, place: int) -> bool:
    if place >= len(plain):
        return True
    return not re.match(f"[\u102b-\u103e]|{_END}", plain[place : place + 2])


def _syllable(found: re.Match[str], known: _Letters) -> str:
    begin, rhyme = found["b"], known.rhymes.get(found["r"], "a")
    first = known.clusters.get(begin)
    if first is None:
        medials = [_SPELLED[sign] for sign in begin[1:]]
        breath = "h" if "h" in medials else ""
        first = breath + known.consonants[begin[0]] + "".join(m for m in medials if m != "h")
    return first + rhyme


@tables.once
def _spellings() -> Mapping[str, str]:
    found: dict[str, str] = {}
    for group in tables.groups("burmese_spellings"):
        for spelling in group:
            found.setdefault(spelling, group[0])
    for spelling in tables.texts("burmese_words").values():
        found.setdefault(spelling, spelling)
    return found


def usual(word: str) -> str:
    """Give the usual spelling of a Burmese syllable in Latin letters; empty where it is none."""
    return _spellings().get(word, "")


tables.forget_when_read_again(_read_run.cache_clear)
