"""A name taken apart for comparing: titles and legal forms off, each word read and heard."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from iwtlink.matching import chinese, tables
from iwtlink.matching.apart import take_apart
from iwtlink.matching.forms import Name
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
from iwtlink.matching.titles import Token, take_titles
from iwtlink.matching.wording import read_words, tokens_of
from iwtlink.store.folding import fold, is_unspaced

__all__ = ["as_body", "pinyin_of", "read_name"]

_HAN = re.compile("[\u3400-\u9fff\uf900-\ufaff〇]+")
_NO_NAME_FIRST = 2
_MOST_LETTERS = 300
_NONE = frozenset[str]()


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
    tokens = tokens_of(_HAN.sub(" ", text) if han else text)
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
    parts, language = read_words(tokens, found.is_organisation)
    is_body = found.is_organisation
    first_letters = initials(spelled) if is_body else "".join(part.read[0] for part in parts)
    keys = keys_of(text, parts, han=core, initials=first_letters, is_body=is_body)
    chinese_keys = chinese.keys(text, is_body=is_body)
    return Name(
        text=text,
        words=tuple(part.read for part in parts),
        sounds=tuple(part.sound for part in parts),
        marked=tuple(part.mark for part in parts if part.mark),
        han=core,
        titles=titles,
        legal_form=legal_form(found.legal_forms),
        is_organisation=is_body,
        initials=first_letters,
        keys=chinese_keys.union(keys),
        parts=parts,
        language=language,
        trades=frozenset(found.trades) if found.trades else _NONE,
        places=frozenset(found.places) if found.places else _NONE,
        may_be_chinese=bool(chinese_keys),
    )


def _han(text: str) -> str:
    found = "" if text.isascii() else "".join(_HAN.findall(text))
    return found.translate(chinese.tables.simplified()) if found else ""


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
    rest = without_phrases([word for _, word in tokens_of(note)] + ["x"], found)
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


for _kept in (read_name, _read_body):
    tables.forget_when_read_again(_kept.cache_clear)
