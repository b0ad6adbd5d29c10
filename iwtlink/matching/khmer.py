"""Khmer read in Latin letters: known words of names first, then by the rules of its script.

A consonant belongs to one of two series, which turn the vowel that follows; a small sign may
move it to the other. After UNGEGN (1972), in the common spelling; silent letters go.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from iwtlink.matching import tables

_RUN = re.compile("[\u1780-\u17d3\u17dc\u17dd]+")
_SIGNS = re.compile("[\u17cb\u17cc\u17ce-\u17d1\u17d3\u17dd\u200b\u200c]")
_SILENT = re.compile("[\u1780-\u17a2](?:\u17d2[\u1780-\u17a2])?[\u17b7\u17bb]?\u17cd")
_TO_FIRST, _TO_SECOND, _UNDER = "\u17c9", "\u17ca", "\u17d2"


@dataclass(frozen=True, slots=True)
class _Letters:
    words: re.Pattern[str]
    read_words: Mapping[str, str]
    syllable: re.Pattern[str]
    sounds: Mapping[str, tuple[str, int]]
    vowels: Mapping[str, tuple[str, str]]
    finals: Mapping[str, str]
    independent: Mapping[str, str]


@tables.once
def _letters() -> _Letters:
    words = tables.texts("khmer_words")
    given = tables.lists("khmer_consonants")
    sounds = {letter: (row[0], int(row[1])) for letter, row in given.items()}
    vowels = {sign: (row[0], row[1]) for sign, row in tables.lists("khmer_vowels").items()}
    one = f"[{''.join(sounds)}]"
    begin = f"(?P<b>{one}(?:{_UNDER}{one})*)(?P<shift>[{_TO_FIRST}{_TO_SECOND}]?)"
    signs = "|".join(sorted((sign for sign in vowels if sign), key=len, reverse=True))
    end = f"(?P<f>{one}(?:{_UNDER}{one})*(?![{_TO_FIRST}{_TO_SECOND}\u17b6-\u17c8{_UNDER}]))?"
    return _Letters(
        re.compile("|".join(map(re.escape, sorted(words, key=len, reverse=True)))),
        words,
        re.compile(f"{begin}(?P<v>{signs})?{end}"),
        sounds,
        vowels,
        tables.texts("khmer_finals"),
        tables.texts("khmer_independent"),
    )


def read(text: str) -> str:
    """Give a text with its Khmer read out."""
    return _RUN.sub(lambda found: _read_run(found[0]), text)


@lru_cache(maxsize=16_384)
def _read_run(run: str) -> str:
    known = _letters()
    if run in known.read_words:
        return known.read_words[run]
    plain = _SIGNS.sub("", _SILENT.sub("", run))
    spoken, place = "", 0
    while place < len(plain):
        if (found := known.words.match(plain, place)) and _ends_there(plain, found.end()):
            spoken += known.read_words[found[0]]
        elif found := known.syllable.match(plain, place):
            spoken += _syllable(found, known)
        else:
            spoken += known.independent.get(plain[place], "")
            place += 1
            continue
        place = found.end()
    return spoken


def _ends_there(plain: str, place: int) -> bool:
    """Whether a known word does not run into signs that belong to its last letter."""
    return place >= len(plain) or not re.match("[\u17b6-\u17d3]", plain[place])


def _syllable(found: re.Match[str], known: _Letters) -> str:
    letters = found["b"].replace(_UNDER, "")
    series = 1 if any(known.sounds[letter][1] == 1 for letter in letters) else 2
    if found["shift"]:
        series = 1 if found["shift"] == _TO_FIRST else 2
    vowel = known.vowels[found["v"] or ""][series - 1]
    end = known.finals.get((found["f"] or " ")[0], "")
    return "".join(known.sounds[letter][0] for letter in letters) + vowel + end


tables.forget_when_read_again(_read_run.cache_clear)
