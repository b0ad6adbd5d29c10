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
        (r"^dj(?=[aeiouy])", "d"),  # đ
        (r"^h(?=[tlmnkp])", ""),  # Burmese ht, hl
        (r"(?<=[aeiou])j$", "t"),  # Raj
        (r"ck", "k"),
        (r"tch|zh|chh|ch|(?<![aeiou])ts|tz|[zqj]", "c"),  # hence Hsueh-ch'ing and Xueqing
        (r"hs|sh|x", "s"),
        (r"ph", "p"),
        (r"th", "t"),
        (r"kh", "k"),
        (r"gh", "g"),
        (r"(?<!n)gn(?=[aeiou])|n*(?:ny|nh)(?=[aeiou])", "y"),
        (r"(?<=[aeiou])n?ne$|n?nh$", "n"),
        (r"(?<=[aeiou])mm?e$", "m"),
        (r"(?<=[aeou])ne(?=[bcdfgklmpstvw])", "n"),  # Phonesavanh
        (r"(?<!^)h(?![aeiouy])", ""),
        (r"er(?=[bcdfgklmnpstvw]|$)", "eo"),  # Prasert, Lerd
        (r"(?<=[ao])r(?=[bdfgklmnpstvwc]|$)", ""),  # Porn, Chart
        (r"sr(?=[aeiouy])", "s"),
        (r"r", "l"),
        (r"oo|ou", "u"),
        (r"ee", "i"),
        (r"(.)\1+", r"\1"),
        (r"eua|uea", "ua"),
        (r"oeu|ueu", "eo"),
        (r"v", "w"),
        (r"uwa|(?<=[kg])wa", "ua"),
        (r"ue$", "u"),  # Hmong Chue, Lao chu
        (r"aeo|aew|aeu|i?eow|iew|ew|eu|eo|oe", "eo"),
        (r"ae", "e"),
        (r"aw(?![aeiouy])|au|ow(?![aeiouy])", "ao"),
        (r"[ae][iyj](?![aeiou])", "ai"),
        (r"ai?ya|aia", "ai"),
        (r"aiy?(?=[ou])", "ay"),  # Maiuri, Mayoury
        (r"iy(?=[aeiou])", "i"),
        (r"y(?![aeiou])", "i"),
        (r"i[ae](?=(?:ng|[ptkmn])$)", "ie"),
        (r"iang", "ieng"),
        (r"d(?![aeiouwl])", "t"),
        (r"b(?![aeiouwl])", "p"),
        (r"(?<!n)g$|(?<=[aeiou])c$", "k"),
        (r"l(?=[bcdfgkmnpstw]|$)", "n"),  # phol, Chalermpolsak: l ends as n
        (r"(.)\1+", r"\1"),
    )
)
_NO_LETTER = re.compile(r"[^a-z]+")
_SECOND = re.compile(r"(?<=[pktc])l(?=[aeiou])")
_TWICE = re.compile(r"(.)\1+")
_VOWELS = re.compile(r"[aeiou]+")


def sound(word: str) -> str:
    """Give how one folded Latin word sounds; empty where it has no letter."""
    letters = word if word.isalpha() and word.isascii() else _NO_LETTER.sub("", word)
    return _heard(letters) if letters else ""


@lru_cache(maxsize=262_144)
def _heard(letters: str) -> str:
    heard = letters
    for pattern, by in _RULES:
        heard = pattern.sub(by, heard)
    return heard


@lru_cache(maxsize=65_536)
def loose(heard: str) -> str:
    """Give a sound without what some drop in speaking: the second of *pr, kr, kl*."""
    return _SECOND.sub("", heard)


@lru_cache(maxsize=262_144)
def skeleton(heard: str) -> str:
    """Give the consonants of a sound, a vowel in front as *a*: what most misspellings keep."""
    bones = _VOWELS.sub("", heard).replace("ng", "n").replace("y", "")
    bones = _TWICE.sub(r"\1", bones)
    return f"a{bones}" if heard[:1] in "aeiou" else bones


@lru_cache(maxsize=65_536)
def squeezed(heard: str) -> str:
    """Give sounds set in a row, without the letters doubled where they meet."""
    return _TWICE.sub(r"\1", heard)
