"""Words around Chinese names: English given names, titles, and what makes a nickname."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from iwtlink.matching.chinese import tables

_SHORT_FORMS = frozenset(("ltd", "llc", "inc", "plc", "pte", "bhd", "co"))


@dataclass(frozen=True, slots=True)
class Words:
    """What may stand beside a surname or a given name."""

    english: frozenset[str]
    business: frozenset[str]
    """Words that no person's name holds: trading, hotel, ltd."""
    titles: frozenset[str]
    before: tuple[str, ...]
    before_given: tuple[str, ...]
    after: tuple[str, ...]
    latin_before: frozenset[str]
    latin_after: frozenset[str]
    in_characters: Mapping[str, str]


@lru_cache(maxsize=1)
def words() -> Words:
    """Read the words."""
    kinds = tables.lists("nicknames.tsv")
    english = (name for row in tables.rows("english_names.txt") for name in row[0].split())
    business = {word for row in tables.rows("trade_words.tsv") for word in row[2].split()}
    forms = {word for row in tables.rows("firm_forms.tsv") for word in row[1].split()}
    return Words(
        english=frozenset(english),
        business=frozenset(word for word in business | forms if len(word) > 3) | _SHORT_FORMS,
        titles=frozenset(kinds["title"]),
        before=tuple(kinds["before"]),
        before_given=tuple(kinds["before given"]),
        after=tuple(sorted(kinds["after"], key=len, reverse=True)),
        latin_before=frozenset(kinds["latin before"]),
        latin_after=frozenset(kinds["latin after"]),
        in_characters=dict(pair.split("=") for pair in kinds["in characters"]),
    )
