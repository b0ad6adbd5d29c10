"""Vietnamese words: whether one is, its marks in one form, and what Telex and VNI typing meant.

Marks are kept as Vietnamese keyboards order them, in one form: the letters with their shapes,
then the tone. *hòa* and *hoà*, *Lý* and *Lí* are one; *Hùng* and *Hưng* are two.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from iwtlink.matching import tables

_SHAPES = "\u0302\u0306\u031b"
_TONES = "\u0300\u0301\u0303\u0309\u0323"
_MARK = re.compile(f"[đ{_SHAPES}{_TONES}]")
_OWN = re.compile("[đ\u031b\u0309\u0323]|[aeo]\u0302|a\u0306|[aeiouy]\u0302?[\u0300\u0301\u0303]")
_TELEX_TONES = {"s": "\u0301", "f": "\u0300", "r": "\u0309", "x": "\u0303", "j": "\u0323"}
_VNI = {"1": "\u0301", "2": "\u0300", "3": "\u0309", "4": "\u0303", "5": "\u0323"}
_VNI_SHAPES = (("6", "aeo", "\u0302"), ("7", "ou", "\u031b"), ("8", "a", "\u0306"))
_SHAPED = (
    ("dd", "đ"),
    ("uow", "u\u031bo\u031b"),
    ("aa", "a\u0302"),
    ("ee", "e\u0302"),
    ("oo", "o\u0302"),
    ("aw", "a\u0306"),
    ("ow", "o\u031b"),
    ("uw", "u\u031b"),
)


@tables.once
def _syllable() -> re.Pattern[str]:
    begins = sorted(tables.words("vietnamese_beginnings"), key=len, reverse=True)
    ends = sorted(tables.words("vietnamese_ends"), key=len, reverse=True)
    return re.compile(f"(?:{'|'.join(begins)})?(?:{'|'.join(ends)})")


@tables.once
def surnames() -> tuple[frozenset[str], frozenset[str]]:
    """Give the family names that only Vietnamese have, and all of them."""
    known = tables.lists("surnames")
    telling = frozenset(known["telling"])
    return telling, telling | frozenset(known["other"])


@tables.once
def untelling() -> frozenset[str]:
    """Give the middle words that tell nobody apart."""
    return frozenset(tables.words("untelling"))


@lru_cache(maxsize=65_536)
def is_syllable(folded: str) -> bool:
    """Whether a word without marks can be Vietnamese."""
    return _syllable().fullmatch(folded) is not None


def has_marks(text: str) -> bool:
    """Whether a text has marks as Vietnamese writes them."""
    return (
        not text.isascii() and _OWN.search(unicodedata.normalize("NFD", text.lower())) is not None
    )


@lru_cache(maxsize=65_536)
def marked(word: str) -> str:
    """Give a word with its marks in one form: shapes in their places, the tone behind."""
    plain = unicodedata.normalize("NFD", word.lower()).replace("ð", "đ")
    tone = "".join(sign for sign in plain if sign in _TONES)
    kept = "".join(sign for sign in plain if sign.isalpha() or sign in _SHAPES)
    return re.sub("y$", "i", re.sub("(?<![aou\u0302])y$", "i", kept)) + tone


_KEYED = re.compile("dd|aa|ee|oo|[aou]w|w|[sfrxj]$|[aeiouyw][sfrxj]|[1-9]")


@lru_cache(maxsize=65_536)
def typed(word: str) -> str:
    """Give what a word typed by Telex (*nguyeenx*) or VNI (*Tra6n2*) means, in marked form.

    Empty where it is not typed so.
    """
    if not _KEYED.search(word):
        return ""
    found = _from_vni(word) if any(sign.isdigit() for sign in word) else _from_telex(word)
    if not found or not is_syllable(unmarked(found)):
        return ""
    return found if found != word else ""


def unmarked(form: str) -> str:
    """Give the letters of a marked form."""
    return _MARK.sub(lambda sign: "d" if sign[0] == "đ" else "", form)


def _from_telex(word: str) -> str:
    if not word.isalpha() or not word.isascii():
        return ""
    tone = ""
    if len(word) > 2 and word[-1] in _TELEX_TONES:
        word, tone = word[:-1], _TELEX_TONES[word[-1]]
    else:
        inner = re.fullmatch(r"(.*[aeiouyw])([sfrxj])(c|ch|m|n|ng|nh|p|t|[aeiou])", word)
        if inner:
            word, tone = inner[1] + inner[3], _TELEX_TONES[inner[2]]
    for keys, letter in _SHAPED:
        word = word.replace(keys, letter)
    word = re.sub(r"^d(.+)d$", r"đ\1", word)
    word = re.sub("(?<!u)w", "u\u031b", word)
    return marked(word) + tone


def _from_vni(word: str) -> str:
    if not re.fullmatch(r"[a-z]+(?:[1-9][a-z]*)+", word):
        return ""
    tone = "".join(_VNI.get(sign, "") for sign in word)
    plain = re.sub("[1-5]", "", word)
    plain = re.sub("d(.*?)9", r"đ\1", plain)
    plain = re.sub("uo([a-z]*)7", "u\u031bo\u031b\\1", plain)
    for digit, letters, shape in _VNI_SHAPES:
        plain = re.sub(f"([{letters}])([a-z]*?){digit}", rf"\1{shape}\2", plain)
    return "" if any(map(str.isdigit, plain)) else marked(plain) + tone


for _kept in (is_syllable, typed):
    tables.forget_when_read_again(_kept.cache_clear)
