"""A name taken apart for comparing: what is said, without titles and legal forms."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from iwtlink.matching.forms import Name
from iwtlink.matching.romanise import romanise
from iwtlink.matching.sound import sound, untelex
from iwtlink.matching.words import name_words
from iwtlink.store.folding import fold

_BRACKETS = re.compile(r"\([^)]*\)|（[^）]*）|\[[^\]]*\]")
_PARTS = re.compile(r"[\s,;/·.\-–—_\"“”]+")
_HAN = re.compile("[\u3400-\u9fff\uf900-\ufaff]+")
_VIETNAMESE = re.compile("[đĐ]|[aeiouyAEIOUY]\u031b?[\u0300\u0301\u0302\u0303\u0306\u0309\u0323]")


@lru_cache(maxsize=65_536)
def read_name(text: str) -> Name:
    """Take a name apart."""
    known = name_words()
    plain = _BRACKETS.sub(" ", text).strip() or text
    folded = fold(plain)
    for foreign, meaning in known.translations.items():
        folded = folded.replace(foreign, f" {meaning} ")
    han = _plain_han(folded)
    words = _without_titles([word for word in _PARTS.split(_HAN.sub(" ", folded)) if word])
    read = [romanise(word) for word in words]
    heard = [(word, sound(untelex(word))) for word in read]
    spoken = [(word, by_ear) for word, by_ear in heard if by_ear or any(map(str.isdigit, word))]
    sounds = tuple(by_ear or word for word, by_ear in spoken)
    return Name(
        text=text,
        words=tuple(word for word, _ in spoken),
        sounds=sounds,
        marked=_marked(plain),
        han=han,
        initials="".join(word[0] for word, _ in spoken),
        keys=frozenset([*sounds, *([han] if han else [])]),
    )


def _without_titles(words: list[str]) -> list[str]:
    """Leave honorifics and legal forms aside, unless nothing else would be left."""
    known = name_words()
    if words:
        words = [_detached(words[0]), *words[1:]]
    kept = [word for word in words if word not in known.legal_forms] or words
    while len(kept) > 1 and kept[0] in known.honorifics:
        kept = kept[1:]
    return kept


def _detached(word: str) -> str:
    for title in name_words().attached_honorifics:
        if word.startswith(title) and len(word) - len(title) >= 3:
            return word[len(title) :]
    return word


def _plain_han(text: str) -> str:
    if text.isascii():
        return ""
    known = name_words()
    han = "".join(_HAN.findall(text)).translate(dict(known.simplified))
    for ending in known.chinese_endings:
        if han.endswith(ending) and len(han) > len(ending) + 1:
            han = han[: -len(ending)]
    for beginning in known.chinese_beginnings:
        if han.startswith(beginning) and len(han) > 2:
            han = han[len(beginning) :]
    return han


def _marked(text: str) -> tuple[str, ...]:
    """Give the words with their marks where the marks are Vietnamese ones."""
    if text.isascii():
        return ()
    if len(_VIETNAMESE.findall(unicodedata.normalize("NFD", text))) < 2:
        return ()
    words = _PARTS.split(unicodedata.normalize("NFC", text).lower())
    return tuple(word for word in words if word)
