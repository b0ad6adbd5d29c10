"""Words near a mistyped one, among all words met in this database.

Of a word with one or two errors the first or the last third is nearly always right, so words
that share one of them are compared: edits of Damerau's four kinds (insertion, deletion,
substitution, transposition of neighbours), in the restricted form.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice, product

from sqlalchemy import Connection

from iwtlink.store.folding import is_unspaced

_MOST_LOOKED_AT = 20_000
_MOST_NEAR = 6
_MOST_WAYS = 14
_LAST = "\U0010ffff"
_QUERY = """
    SELECT word FROM search_word WHERE {column} >= ? AND {column} < ?
    AND length(word) BETWEEN ? AND ? LIMIT ?"""


def near_words(db: Connection, word: str) -> list[str]:
    """Give words that the (bare) word may have meant, nearest first, without itself."""
    from rapidfuzz import process  # slow to load, needed for words not found
    from rapidfuzz.distance import OSA

    errors = _errors(word)
    if not errors or any(sign.isdigit() for sign in word):
        return []
    piece = max(1 if is_unspaced(word) else 2, len(word) // 3)
    found: dict[str, None] = {}
    for column, begin in (("word", word[:piece]), ("back", word[::-1][:piece])):
        bounds = (begin, begin + _LAST, len(word) - errors, len(word) + errors, _MOST_LOOKED_AT)
        found |= dict.fromkeys(db.exec_driver_sql(_QUERY.format(column=column), bounds).scalars())
    found.pop(word, None)
    near = process.extract(
        word, list(found), scorer=OSA.distance, score_cutoff=errors, limit=_MOST_NEAR
    )
    return [str(choice) for choice, distance, _ in near if distance == near[0][1]]


def _errors(word: str) -> int:
    """Give how many typing errors a word of its length is forgiven."""
    if is_unspaced(word):
        return 0 if len(word) < 3 else 1 if len(word) < 7 else 2
    return 0 if len(word) < 4 else 1 if len(word) < 6 else 2


def near_ways(db: Connection, way: Sequence[str]) -> list[tuple[str, ...]]:
    """Give other ways to ask: the terms that may be mistyped, by words near them.

    Words that stand somewhere are taken to be right, unless all of them do.
    """
    unknown = [term for term in way if not _is_known(db, term)] or list(way)
    choices = [[term, *(near_words(db, term) if term in unknown else ())] for term in way]
    places = sorted(product(*(range(len(words)) for words in choices)), key=sum)
    others = islice((numbers for numbers in places if any(numbers)), _MOST_WAYS)
    return [
        tuple(words[at] for words, at in zip(choices, numbers, strict=True)) for numbers in others
    ]


def _is_known(db: Connection, term: str) -> bool:
    query = "SELECT 1 FROM search_word WHERE word = ?"
    return db.exec_driver_sql(query, (term,)).scalar() is not None
