"""Words around Chinese names: English given names, titles, and what makes a nickname."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from iwtlink.matching.chinese import tables


@dataclass(frozen=True, slots=True)
class Words:
    """What may stand beside a surname or a given name."""

    english: frozenset[str]
    titles: frozenset[str]
    before: tuple[str, ...]
    after: tuple[str, ...]
    latin_before: frozenset[str]
    latin_after: frozenset[str]


@lru_cache(maxsize=1)
def words() -> Words:
    """Read the words."""
    kinds = {row[0]: row[1].split() for row in tables.rows("nicknames.tsv")}
    english = (name for row in tables.rows("english_names.txt") for name in row[0].split())
    return Words(
        english=frozenset(english),
        titles=frozenset(kinds["title"]),
        before=tuple(kinds["before"]),
        after=tuple(sorted(kinds["after"], key=len, reverse=True)),
        latin_before=frozenset(kinds["latin before"]),
        latin_after=frozenset(kinds["latin after"]),
    )
