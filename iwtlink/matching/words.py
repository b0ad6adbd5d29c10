"""The words and letters that matching knows, read from ``resources/matching``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

import yaml

from iwtlink.paths import resource
from iwtlink.store.folding import fold


@dataclass(frozen=True, slots=True)
class NameWords:
    """What is left aside in names, and what stands for the same; all texts are folded."""

    honorifics: frozenset[str]
    attached_honorifics: tuple[str, ...]
    chinese_endings: tuple[str, ...]
    chinese_beginnings: tuple[str, ...]
    legal_forms: frozenset[str]
    translations: Mapping[str, str]
    simplified: Mapping[int, str]


@dataclass(frozen=True, slots=True)
class Letters:
    """How Lao and Thai letters sound; ``syllables`` are (pattern, vowel), first fit first."""

    initials: Mapping[str, str]
    clusters: Mapping[str, str]
    finals: Mapping[str, str]
    syllables: tuple[tuple[str, str], ...]


@lru_cache(maxsize=1)
def name_words() -> NameWords:
    """Read the words of names."""
    given = yaml.safe_load(resource("matching", "names.yaml").read_text(encoding="utf-8"))
    pairs = str(given["simplified"]).split()
    return NameWords(
        honorifics=frozenset(fold(word) for word in given["honorifics"]),
        attached_honorifics=tuple(fold(word) for word in given["attached_honorifics"]),
        chinese_endings=tuple(given["chinese_endings"]),
        chinese_beginnings=tuple(given["chinese_beginnings"]),
        legal_forms=frozenset(fold(word) for word in given["legal_forms"]),
        translations={fold(word): meaning for word, meaning in given["translations"].items()},
        simplified={ord(pair[0]): pair[1] for pair in pairs},
    )


@lru_cache(maxsize=1)
def letters() -> Letters:
    """Read the letters of Lao and Thai."""
    given = yaml.safe_load(resource("matching", "lao_thai.yaml").read_text(encoding="utf-8"))
    return Letters(
        initials=given["initials"],
        clusters=given["clusters"],
        finals=given["finals"],
        syllables=tuple((pattern, vowel) for pattern, vowel in given["syllables"]),
    )
