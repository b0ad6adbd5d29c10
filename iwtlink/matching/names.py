"""A name taken apart for comparing: titles and legal forms off, each word read and heard."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import pairwise

from iwtlink.matching import burmese, chinese, hmong, tables, vietnamese
from iwtlink.matching.apart import take_apart
from iwtlink.matching.forms import Name, Word
from iwtlink.matching.keys import keys_of
from iwtlink.matching.organisations import (
    Found,
    han_core,
    initials,
    legal_form,
    looks_like_one,
    without_phrases,
    without_unspaced,
)
from iwtlink.matching.romanise import romanise
from iwtlink.matching.sound import sound
from iwtlink.matching.titles import Token, take_titles
from iwtlink.store.folding import fold, is_unspaced

__all__ = ["as_body", "pinyin_of", "read_name"]

_BETWEEN = re.compile(r"[\s,;/·.・\-‐–—_\"“”<>:+()\[\]|•*#@!?]+")
_INSIDE = re.compile("['’‘`´ʻʼ]")
_HAN = re.compile("[\u3400-\u9fff\uf900-\ufaff〇]+")
_TONED = re.compile("[đ\u031b\u0300\u0301\u0303\u0309\u0323]")
"""Marks that no other spelling looks like when typed: Lee may be a name as it stands."""
_ABBREVIATED = re.compile("(?<![\u0e01-\u0e2e])(?:[\u0e01-\u0e2e]{1,2}\\.)+")
_LEAST_JOINED = 3
_ONLY_VIETNAMESE = re.compile("[đ\u031b\u0309\u0323]|[\u0302\u0306][\u0300\u0301\u0303]|a\u0306")
_NO_NAME_FIRST = 2
_ROMAN = {"ii": "2", "iii": "3", "iv": "4", "vii": "7", "viii": "8", "ix": "9"}
_MOST_LETTERS = 300


@lru_cache(maxsize=65_536)
def read_name(text: str) -> Name:
    """Take a name apart; further names in the same text are its ``others``."""
    apart = take_apart(text[:_MOST_LETTERS])
    name = _read_one(apart.name, apart.notes)
    notes = [] if name.is_organisation else [n for n in apart.notes if _may_be_name(n)]
    others = [_read_one(other, ()) for other in (*apart.others, *notes)]
    if not name.parts and not name.han and others:
        name, others = others[0], others[1:]
    kept = tuple(other for other in others if other.parts or other.han)
    if name.text == text and not kept:
        return name
    keys = name.keys.union(*(other.keys for other in kept))
    return replace(name, text=text, others=kept, keys=keys)


def _may_be_name(note: str) -> bool:
    """Whether brackets behind a person's name hold another name, not a remark."""
    if _HAN.search(note):
        return len(note) <= 6
    words = note.split()
    if not 1 <= len(words) <= 3 or any(map(str.isdigit, note)):
        return False
    found = Found(is_organisation=True)
    folded = [fold(word) for word in words]
    kept = without_phrases([*folded, "x"], found)
    return len(kept) == len(words) + 1 and all(
        word[:1].isupper() or is_unspaced(word) for word in words
    )


@lru_cache(maxsize=16_384)
def _read_body(text: str) -> Name:
    apart = take_apart(text)
    return _read_one(apart.name, apart.notes, Found(is_organisation=True))


def as_body(name: Name) -> Name:
    """Read a name that shows no legal form or trade as one of a company or a place."""
    return name if name.is_organisation else _read_body(name.text)


def _read_one(text: str, notes: Sequence[str], found: Found | None = None) -> Name:
    found = found or Found()
    han = _han(text)
    tokens = _tokens(_HAN.sub(" ", text) if han else text)
    core = han_core(han, found) if len(han) > 2 else han
    spelled = [word for _, word in tokens]
    tokens = _without_body_words(tokens, found)
    for note in notes if found.is_organisation else ():
        _qualify(note, found)
    titles: tuple[str, ...] = ()
    if not found.is_organisation:
        titles, tokens = take_titles(_known(tokens))
        tokens = _without_particles(tokens)
    elif core:
        tokens = [*tokens, (core, _pinyin(core))]
    parts, language = _words(tokens, found.is_organisation)
    name = Name(
        text=text,
        words=tuple(part.read for part in parts),
        sounds=tuple(part.sound for part in parts),
        marked=tuple(part.mark for part in parts if part.mark),
        han=core,
        titles=titles,
        legal_form=legal_form(found.legal_forms),
        is_organisation=found.is_organisation,
        initials=initials(spelled)
        if found.is_organisation
        else "".join(part.read[0] for part in parts),
        parts=parts,
        language=language,
        trades=frozenset(found.trades),
        places=frozenset(found.places),
    )
    more = chinese.keys(name)
    keys = frozenset(keys_of(name)) | more
    return replace(name, keys=keys, may_be_chinese=bool(more))


def _han(text: str) -> str:
    return (
        ""
        if text.isascii()
        else "".join(_HAN.findall(text)).translate(dict(chinese.tables.simplified()))
    )


@tables.once
def _char_readings() -> dict[str, str]:
    found: dict[str, str] = {}
    for column in (1, 2):
        for row in chinese.tables.rows("mandarin.tsv"):
            for char in row[column] if len(row) > column else "":
                found.setdefault(char, row[0])
    return found


def pinyin_of(text: str) -> str:
    """Give a name in Chinese characters in pinyin, the surname first."""
    han = _han(text)
    known = chinese.tables.surnames()
    length = 2 if han[:2] in known.shares and len(han) > 2 else 1
    family = known.read_as.get(han[:length], (_pinyin(han[:length]),))[0]
    return (
        f"{family} {_pinyin(han[length:])}".replace("lv", "lyu")
        .replace("nv", "nyu")
        .title()
        .strip()
    )


def _pinyin(han: str) -> str:
    return "".join(_char_readings().get(char, "") for char in han)


# Words


def _tokens(text: str) -> list[Token]:
    """Give the words as they stand and folded; scripts of the region are folded at once."""
    if text.isascii():
        plain = text
    elif is_unspaced(text):
        plain = _ABBREVIATED.sub(lambda found: found[0].replace(".", "") + " ", fold(text))
    else:
        plain = unicodedata.normalize("NFC", text)
    plain = _INSIDE.sub("", plain).replace("&", " & ")
    shown = [part for word in _BETWEEN.split(plain) if word for part in _parted(word)]
    return [(word, _numbered(word, fold(word), place)) for place, word in enumerate(shown)]


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


def _without_body_words(tokens: list[Token], found: Found) -> list[Token]:
    folded = [word for _, word in tokens]
    whole = " ".join(folded)
    if not (found.is_organisation or looks_like_one(folded, whole)):
        return tokens
    found.is_organisation = True
    if not whole.isascii():
        folded = without_unspaced(whole, found).split()
    shown = {word: as_is for as_is, word in tokens}
    kept = without_phrases(folded, found)
    return [(shown.get(word, word), word) for word in kept]


def _qualify(note: str, found: Found) -> None:
    """Take what stands in brackets behind a body's name: a trade, a form, else a place."""
    before = len(found.places)
    rest = without_phrases([word for _, word in _tokens(note)] + ["x"], found)
    if len(rest) > 1 and len(found.places) == before:
        found.places.append(" ".join(rest[:-1]))


def _known(tokens: list[Token]) -> list[Token]:
    """Leave aside words that say the name is not known: unknown male."""
    nobody = _nobody()
    if not any(word in nobody for _, word in tokens[:_NO_NAME_FIRST]):
        return tokens
    unknown = {"unknown", "unidentified", "unnamed", "fnu", "lnu", "nfn", "nln", "suspect"}
    if not any(word in unknown for _, word in tokens[:_NO_NAME_FIRST]):
        return tokens
    return [token for token in tokens if token[1] not in nobody]


@tables.once
def _nobody() -> frozenset[str]:
    return frozenset(map(fold, tables.words("no_names")))


@tables.once
def _particles() -> frozenset[str]:
    return frozenset(tables.words("particles"))


def _without_particles(tokens: list[Token]) -> list[Token]:
    """Leave *da*, *dos* aside between the words of a name."""
    if len(tokens) <= 2:
        return tokens
    last = len(tokens) - 1
    return [
        token
        for place, token in enumerate(tokens)
        if place in (0, last) or token[1] not in _particles() or not token[0].islower()
    ]


def _words(tokens: Sequence[Token], is_organisation: bool) -> tuple[tuple[Word, ...], str]:
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
    if not any(map(_TONED.search, meant)):
        return ()
    marks = [mark or vietnamese.marked(word) for mark, word in zip(meant, words, strict=True)]
    plain = tuple(map(vietnamese.unmarked, marks))
    return tuple(marks) if _is_vietnamese(plain) and not _is_vietnamese(tuple(words)) else ()


def _is_vietnamese(words: tuple[str, ...]) -> bool:
    """Whether a name without marks is Vietnamese: a surname only they have, and their syllables."""
    if len(words) < 2:
        return False
    telling = vietnamese.surnames()[0]
    return bool({words[0], words[-1]} & telling) and all(
        vietnamese.is_syllable(word) or len(word) == 1 for word in words
    )


for _kept in (read_name, _read_body, _word):
    tables.forget_when_read_again(_kept.cache_clear)
