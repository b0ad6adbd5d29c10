"""The form in which the spellings of one name agree.

Lao has no one romanisation (UNGEGN, report on Lao): French habit writes *ou*, *x*, *-ne* and
*gn* where others write *u*, *s*, *-n* and *ny*. The rules join such spellings, those of Thai
names, and Wade-Giles with pinyin. What tells people apart stays apart: *kham* and *khan*,
*Bounmy* and *Bounma*, *Chen* and *Cheng*.
"""

from __future__ import annotations

import re
from functools import lru_cache

_RULES = tuple(
    (re.compile(pattern), by)
    for pattern, by in (
        (r"^([ln])(?:v|yu)$", r"\1u"),  # lü typed as lv; lyu in passports
        (r"ck", "k"),
        (r"tch|zh|ch|ts|tz|[zqj]", "c"),  # hence Hsueh-ch'ing and Xueqing
        (r"hs|sh|x", "s"),
        (r"ph", "p"),
        (r"th", "t"),
        (r"kh", "k"),
        (r"gh", "g"),
        (r"(?<!n)gn(?=[aeiou])|n[yh](?=[aeiou])", "y"),
        (r"(?<=[aeiou])n?ne$|n?nh$", "n"),
        (r"(?<=[aeiou])mm?e$", "m"),
        (r"one(?=[bcdfgklmpstvw])", "on"),
        (r"(?<!^)h(?![aeiouy])", ""),
        (r"er(?=[dt]$)", "oe"),
        (r"(?<=[aeo])r(?=[dtnksm]|$)", ""),
        (r"r", "l"),
        (r"oo|ou", "u"),
        (r"ee", "i"),
        (r"(.)\1+", r"\1"),
        (r"eua|uea", "ua"),
        (r"uwa|(?<=[kg])wa", "ua"),
        (r"v", "w"),
        (r"aeo|aew|aeu|i?eow|iew|ew|eu|eo", "eo"),
        (r"ae", "e"),
        (r"aw(?![aeiou])|au|ow(?![aeiou])", "ao"),
        (r"[ae][iyj](?![aeiou])", "ai"),
        (r"ai?ya|aia", "ai"),
        (r"iy(?=[aeiou])", "i"),
        (r"y(?![aeiou])", "i"),
        (r"i[ae](?=(?:ng|[ptkmn])$)", "ie"),
        (r"d(?![aeiouwl])", "t"),
        (r"b(?![aeiouwl])", "p"),
        (r"(?<!n)g$|(?<=[aeiou])c$", "k"),
        (r"l$", "n"),
        (r"(.)\1+", r"\1"),
    )
)
_NO_LETTER = re.compile(r"[^a-z]+")
_TELEX = re.compile(r"^(?=.*(?:aa|ee|oo|dd|aw|ow|uw)).+[sfrxj]$")
_TELEX_LETTERS = (("dd", "d"), ("aa", "a"), ("ee", "e"), ("oo", "o"), ("uw", "u"), ("ow", "o"))


def sound(word: str) -> str:
    """Give how one folded Latin word sounds; empty where it has no letter."""
    letters = _NO_LETTER.sub("", word)
    return _heard(letters) if letters else ""


@lru_cache(maxsize=65_536)
def _heard(letters: str) -> str:
    heard = letters
    for pattern, by in _RULES:
        heard = pattern.sub(by, heard)
    return heard


def untelex(word: str) -> str:
    """Give a Vietnamese word typed by the Telex method (``nguyeenx``) without its keys."""
    if not _TELEX.match(word):
        return word
    plain = word[:-1]
    for typed, letter in _TELEX_LETTERS:
        plain = plain.replace(typed, letter)
    return plain.replace("aw", "a")
