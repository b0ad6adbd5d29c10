"""The words of a name: parted, read in Latin letters, and heard.

Whether a name is Vietnamese, Hmong or Burmese shows in its spelling, and decides how it is read.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import pairwise

from iwtlink.matching import burmese, hmong, tables, vietnamese
from iwtlink.matching.forms import Word
from iwtlink.matching.romanise import romanise
from iwtlink.matching.sound import sound
from iwtlink.matching.titles import Token
from iwtlink.store.folding import fold, is_unspaced

_BETWEEN = re.compile(r"[\s,;/·.・\-‐–—_\"“”<>:+()\[\]|•*#@!?]+")
_INSIDE = re.compile("['’‘`´ʻʼ]")
_TONED = re.compile("[đ\u031b\u0300\u0301\u0303\u0309\u0323]")
"""Marks that no other spelling looks like when typed: Lee may be a name as it stands."""
_ABBREVIATED = re.compile("(?<![\u0e01-\u0e2e])(?:[\u0e01-\u0e2e]{1,2}\\.)+")
_LEAST_JOINED = 3
_VOWELS = frozenset("aeiouy")
_ONLY_VIETNAMESE = re.compile("[đ\u031b\u0309\u0323]|[\u0302\u0306][\u0300\u0301\u0303]|a\u0306")
_MISREAD = re.compile("(?<![0-9])[015](?![0-9])")
"""A digit that scans put in the place of a letter."""
_ROMAN = {"ii": "2", "iii": "3", "iv": "4", "vii": "7", "viii": "8", "ix": "9"}


def tokens_of(text: str) -> list[Token]:
    """Give the words as they stand and folded; scripts of the region are folded at once."""
    if text.isascii():
        plain = text
    elif is_unspaced(text):
        plain = _ABBREVIATED.sub(lambda found: found[0].replace(".", "") + " ", fold(text))
    else:
        plain = unicodedata.normalize("NFC", text)
    if "." in plain or "ª" in plain or "º" in plain:
        plain = _in_full(plain)
    if not (plain.isascii() and plain.replace(" ", "").isalpha()):
        plain = _BETWEEN.sub(" ", _INSIDE.sub("", plain).replace("&", " & "))
    tokens = [token for word in plain.split() for token in _tokens(word)]
    return [(shown, _numbered(shown, folded, at)) for at, (shown, folded) in enumerate(tokens)]


@lru_cache(maxsize=65_536)
def _tokens(word: str) -> tuple[Token, ...]:
    """Give a word as it stands and folded; more than one where capitals show that it is joined."""
    return tuple((part, fold(part)) for part in _parted(word))


@tables.once
def _abbreviation() -> re.Pattern[str]:
    """Find an abbreviated word before another one: the dot tells *Ma.* from *Ma*."""
    longest_first = sorted(tables.texts("abbreviated"), key=len, reverse=True)
    listed = "|".join(map(re.escape, longest_first))
    return re.compile(rf"(?<![\w.])(?:{listed})(?=\s+\w)", re.IGNORECASE)


def _in_full(text: str) -> str:
    """Write abbreviations out."""
    full = {
        short: fold(name) if text.isascii() else name
        for short, name in tables.texts("abbreviated").items()
    }
    return _abbreviation().sub(lambda found: full[found[0].lower()], text)


def _parted(word: str) -> list[str]:
    """Part words joined with their capitals kept: TranDinhKhue."""
    if len(word) <= _LEAST_JOINED or word[1:].islower() or word.isupper():
        return [word]
    turns = [
        place
        for place in range(2, len(word) - 1)
        if word[place].isupper() and word[place - 2 : place].islower() and word[place + 1].islower()
    ]
    ends = [0, *turns, len(word)]
    return [word[a:b] for a, b in pairwise(ends)]


def _numbered(shown: str, folded: str, place: int) -> str:
    return _ROMAN.get(folded, folded) if place and shown.isupper() else folded


def read_words(tokens: Sequence[Token], is_organisation: bool) -> tuple[tuple[Word, ...], str]:
    """Give the words read and heard, and the language that their spelling shows."""
    if not is_organisation:
        tokens = [(shown, word if word.isalpha() else _unscanned(word)) for shown, word in tokens]
    folded = tuple(word for _, word in tokens)
    if not is_organisation and hmong.is_hmong(folded):
        return tuple(_word(shown, hmong.read(word)) for shown, word in tokens), ""
    if marks := _marks(tokens):
        return tuple(map(_vietnamese, tokens, marks)), "vi"
    if not is_organisation and _is_vietnamese(folded):
        return tuple(_vietnamese(token, "") for token in tokens), "vi"
    if not is_organisation and len(folded) > 1 and all(map(burmese.usual, folded)):
        return tuple(_word(shown, burmese.usual(word)) for shown, word in tokens), "my"
    return tuple(_read_words(tokens, is_organisation)), ""


def _unscanned(word: str) -> str:
    """Give a word with the letters that digits within it were read for: s0mphone, th1.

    A digit at its end is a number, unless no vowel stands before; VNI typing is left as it is.
    """
    if not _MISREAD.search(word) or vietnamese.typed(word):
        return word
    end = len(word) - (word[-1].isdigit() and not _VOWELS.isdisjoint(word[:-1]))
    letters = _MISREAD.sub(_looking_like, word[:end]) + word[end:]
    digits = sum(map(str.isdigit, word[:end]))
    return letters if letters[:end].isalpha() and 2 * digits < end else word


def _looking_like(digit: re.Match[str]) -> str:
    following = digit.string[digit.end() : digit.end() + 1]
    return {"0": "o", "5": "s", "1": "l" if following in _VOWELS else "i"}[digit[0]]


def _read_words(tokens: Sequence[Token], is_organisation: bool) -> list[Word]:
    words = []
    for shown, folded in tokens:
        if folded.isascii():
            words.append(_word(shown, folded))
        else:
            read = romanise(folded).split()
            spelled = shown if len(read) == 1 else ""
            words += [_word(spelled or part, part) for part in read]
    known = [word for word in words if word.sound]
    if not is_organisation:
        return known
    return [replace(word, is_initial=False) if word.is_initial else word for word in known]


@lru_cache(maxsize=262_144)
def _word(shown: str, read: str) -> Word:
    if any(map(str.isdigit, read)):
        return Word(shown, read, "".join(sign for sign in read if sign.isalnum()))
    heard = sound(read) or "".join(sign for sign in read if sign.isalpha())
    return Word(shown, read, heard, is_initial=len(read) == 1 and read.isalpha())


def _vietnamese(token: Token, mark: str) -> Word:
    shown, folded = token
    read = vietnamese.unmarked(mark) if mark else folded
    read = (
        folded
        if any(map(str.isalpha, folded))
        and not any(map(str.isdigit, folded))
        and (len(folded) <= len(read))
        else read
    )
    word = _word(shown, read)
    return replace(word, mark=mark, plain=vietnamese.marked(word.read))


def _marks(tokens: Sequence[Token]) -> tuple[str, ...]:
    """Give the marked form of each word of a Vietnamese name with marks, written or typed."""
    words = [folded for _, folded in tokens]
    if any(vietnamese.has_marks(shown) for shown, _ in tokens):
        plain = [vietnamese.is_syllable(word) or len(word) == 1 for word in words]
        if sum(plain) < len(words) or (len(words) < 2 and words[0] not in vietnamese.surnames()[1]):
            return () if not _are_own_marks(tokens) else _written(tokens)
        return _written(tokens)
    return _typed(words)


def _are_own_marks(tokens: Sequence[Token]) -> bool:
    """Whether the marks are such as no other language of our files has."""
    joined = unicodedata.normalize("NFD", "".join(shown for shown, _ in tokens).lower())
    return _ONLY_VIETNAMESE.search(joined) is not None


def _written(tokens: Sequence[Token]) -> tuple[str, ...]:
    return tuple(vietnamese.typed(word) or vietnamese.marked(shown) for shown, word in tokens)


def _typed(words: Sequence[str]) -> tuple[str, ...]:
    """Read Telex and VNI typing, where it gives a Vietnamese name with a known surname."""
    if len(words) < 2:
        return ()
    meant = [vietnamese.typed(word) for word in words]
    if not any(meant) or not any(map(_TONED.search, meant)):
        return ()
    marks = [mark or vietnamese.marked(word) for mark, word in zip(meant, words, strict=True)]
    plain = tuple(map(vietnamese.unmarked, marks))
    return tuple(marks) if _is_vietnamese(plain) and not _is_vietnamese(tuple(words)) else ()


def _is_vietnamese(words: tuple[str, ...]) -> bool:
    """Whether a name without marks is Vietnamese: their syllables, and a telling word.

    That is a surname only they have, or *van* or *thi* behind one that others have too.
    """
    if len(words) < 2:
        return False
    telling, known = vietnamese.surnames()
    is_told = (
        words[0] in telling
        or words[-1] in telling
        or (len(words) > 2 and words[0] in known and words[1] in vietnamese.untelling())
    )
    return is_told and all(vietnamese.is_syllable(word) or len(word) == 1 for word in words)


tables.forget_when_read_again(_word.cache_clear)
