"""How Lao and Thai letters sound, read from ``resources/matching/lao_thai.yaml``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

import yaml

from iwtlink.paths import resource


@dataclass(frozen=True, slots=True)
class Letters:
    """How Lao and Thai letters sound; ``syllables`` are (pattern, vowel), first fit first."""

    initials: Mapping[str, str]
    clusters: Mapping[str, str]
    finals: Mapping[str, str]
    syllables: tuple[tuple[str, str], ...]


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
