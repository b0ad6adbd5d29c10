"""Keeping the index: refreshed once an edit from what the step touched, rebuilt on demand.

``search`` holds the bare words of every unit in triples of characters, ``search_short`` what
words of one and two characters are looked for by, ``search_name`` the names by which units
are known, ``search_word`` every word met, for near ones (a word that stands nowhere any more
does no harm). What a filter asks for is in ``search_unit`` (see ``search_filters``).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, text

from iwtlink.i18n import tr
from iwtlink.store.cache import widen_cache
from iwtlink.store.folding import bare, is_unspaced, tokens_of_words, words_of
from iwtlink.store.search import filters
from iwtlink.store.search.fields import (
    UNIT_KINDS,
    Field,
    UnitKind,
    id_of,
    kind_of,
    range_of,
    read_fields,
    unit_of,
)
from iwtlink.store.search.forms import forms_of
from iwtlink.store.search.touched import read_touched

SEPARATOR = "\ue000"
"""Stands between the fields of a unit: of no script, so that no question can hold it."""

_PART = 2_000
_MANY = 2_000
_LONGEST_NAME = 80
_TABLES = ("search", "search_short", "search_unit", "search_handling", "search_name", "search_word")


@dataclass(frozen=True, slots=True)
class Content:
    """What the index says of one unit; all in bare form."""

    unit: int
    names: str
    text: str

    def words(self) -> set[str]:
        """Give its different words."""
        return words_of(f"{self.names}{SEPARATOR}{self.text}")

    def name_keys(self) -> list[str]:
        """Give the names by which it is known, as they are compared."""
        keys = (name[:_LONGEST_NAME] for name in self.names.split(SEPARATOR))
        return [key for key in dict.fromkeys(keys) if key]


def content_of(unit: int, fields: Sequence[Field]) -> Content:
    """Give what is indexed of a unit's fields."""
    names: dict[str, None] = {}
    texts: dict[str, None] = {}
    forms: dict[str, None] = {}
    for field in fields:
        plain = bare(field.text).replace(SEPARATOR, " ")
        (names if field.is_name else texts)[plain] = None
        forms.update(dict.fromkeys(forms_of(plain, field.is_value)))
    listed = [*(plain for plain in texts if plain not in names), " ".join(forms)]
    return Content(unit, SEPARATOR.join(filter(None, names)), SEPARATOR.join(filter(None, listed)))


def refresh(db: Connection, step_id: int) -> None:
    """Bring the index up to date with what one step touched."""
    touched = read_touched(db, step_id)
    if sum(map(len, touched.words.values())) > _MANY:
        widen_cache(db)
    for kind, ids in touched.words.items():
        for part in _parts(ids):
            _refresh_some(db, kind, part)
    filters.refresh(db, touched)


def rebuild(db: Connection) -> None:
    """Make the whole index anew, leaving nothing of the old one."""
    widen_cache(db)
    for name in _TABLES:
        sql = db.execute(
            text(
                "SELECT sql FROM sqlite_master WHERE tbl_name = :n AND sql <> '' ORDER BY rootpage"
            ),
            {"n": name},
        )
        statements = list(sql.scalars())
        db.exec_driver_sql(f'DROP TABLE "{name}"')
        for statement in statements:
            db.exec_driver_sql(statement)
    for kind in UNIT_KINDS:
        for part in _parts(_all_ids(db, kind)):
            _add(db, _contents(db, kind, part))
            filters.write(db, kind, part)


def _parts(ids: Iterable[int]) -> Iterable[list[int]]:
    listed = sorted(ids)
    return (listed[at : at + _PART] for at in range(0, len(listed), _PART))


def _all_ids(db: Connection, kind: UnitKind) -> list[int]:
    return [int(i) for i in db.scalars(text(f'SELECT id FROM "{kind}"'))]


def _contents(db: Connection, kind: UnitKind, ids: Sequence[int]) -> list[Content]:
    fields = read_fields(db, kind, ids)
    found = (content_of(unit_of(kind, row_id), some) for row_id, some in fields.items())
    return [content for content in found if content.names or content.text]


def _refresh_some(db: Connection, kind: UnitKind, ids: Sequence[int]) -> None:
    """Write the units whose words differ from those in the index."""
    kept = {content.unit: content for content in _indexed(db, [unit_of(kind, i) for i in ids])}
    found = {content.unit: content for content in _contents(db, kind, ids)}
    _remove(db, [content for unit, content in kept.items() if found.get(unit) != content])
    _add(db, [content for unit, content in found.items() if kept.get(unit) != content])


def _indexed(db: Connection, units: Sequence[int]) -> list[Content]:
    marks = ", ".join("?" * len(units))
    query = f"SELECT id, c0, c1 FROM search_content WHERE id IN ({marks})"
    return [Content(*row) for row in db.exec_driver_sql(query, tuple(units))]


def _remove(db: Connection, gone: Sequence[Content]) -> None:
    if not gone:
        return
    units = [(content.unit,) for content in gone]
    db.exec_driver_sql("DELETE FROM search WHERE rowid = ?", units)
    db.exec_driver_sql("DELETE FROM search_short WHERE rowid = ?", units)
    names = [(name, content.unit) for content in gone for name in content.name_keys()]
    if names:
        db.exec_driver_sql("DELETE FROM search_name WHERE name = ? AND unit = ?", names)


def _add(db: Connection, found: Sequence[Content]) -> None:
    if not found:
        return
    words = [content.words() for content in found]
    db.exec_driver_sql(
        "INSERT INTO search (rowid, names, text) VALUES (?, ?, ?)",
        [(content.unit, content.names, content.text) for content in found],
    )
    db.exec_driver_sql(
        "INSERT INTO search_short (rowid, tokens) VALUES (?, ?)",
        [(content.unit, _tokens(some)) for content, some in zip(found, words, strict=True)],
    )
    names = [(name, content.unit) for content in found for name in content.name_keys()]
    if names:
        db.exec_driver_sql("INSERT INTO search_name (name, unit) VALUES (?, ?)", names)
    listed = sorted(word for word in set().union(*words) if is_word(word))
    if listed:
        db.exec_driver_sql(
            "INSERT OR IGNORE INTO search_word (word, back) VALUES (?, ?)",
            [(word, word[::-1]) for word in listed],
        )


def _tokens(words: Collection[str]) -> str:
    return " ".join(sorted(tokens_of_words(words)))


def is_word(word: str) -> bool:
    """Whether a word is kept for finding near ones: no numbers, no running text."""
    if not 3 <= len(word) <= 24 or any(sign.isdigit() for sign in word):
        return False
    return len(word) > 3 or is_unspaced(word)


def faults(db: Connection) -> list[str]:
    """Say where the index does not agree with the tables; each fault is a sentence."""
    wrong: dict[int, None] = {}
    names, short = _kept_names(db), _ShortTokens()
    for kind in UNIT_KINDS:
        ids = set(_all_ids(db, kind))
        kept = db.exec_driver_sql(
            "SELECT id FROM search_content WHERE id BETWEEN ? AND ?", range_of(kind)
        ).scalars()
        for part in _parts(ids | {id_of(int(unit)) for unit in kept}):
            indexed = {c.unit: c for c in _indexed(db, [unit_of(kind, i) for i in part])}
            live = {c.unit: c for c in _contents(db, kind, part)}
            for unit in indexed.keys() | live.keys():
                content = live.get(unit)
                keys = set(content.name_keys()) if content else set()
                if indexed.get(unit) != content or names.pop(unit, set()) != keys:
                    wrong[unit] = None
                if content:
                    short.add(content)
    wrong |= dict.fromkeys(names)
    found = [
        tr("The search index is out of date for {kind} {id}.", kind=kind_of(unit), id=id_of(unit))
        for unit in sorted(wrong)
    ]
    if not found and short.differ(db):
        found.append(tr("The search index for short words is out of date."))
    return found + filters.faults(db)


def _kept_names(db: Connection) -> dict[int, set[str]]:
    names: dict[int, set[str]] = {}
    for name, unit in db.exec_driver_sql("SELECT name, unit FROM search_name"):
        names.setdefault(unit, set()).add(name)
    return names


class _ShortTokens:
    """How often each short word should stand in the index, and a sum over where."""

    _MODULUS = 1_000_003

    def __init__(self) -> None:
        self._sums: dict[str, tuple[int, int]] = {}

    def add(self, content: Content) -> None:
        for token in tokens_of_words(content.words()):
            count, total = self._sums.get(token, (0, 0))
            self._sums[token] = (count + 1, total + content.unit % self._MODULUS)

    def differ(self, db: Connection) -> bool:
        """Whether the index holds the words otherwise than they were added here."""
        query = (
            f"SELECT count(*), coalesce(sum(rowid % {self._MODULUS}), 0) FROM search_short "
            "WHERE search_short MATCH ?"
        )
        kept = db.exec_driver_sql("SELECT count(*) FROM search_short_docsize").scalar_one()
        units = db.exec_driver_sql("SELECT count(*) FROM search_content").scalar_one()
        return kept != units or any(
            tuple(db.exec_driver_sql(query, ('"' + token.replace('"', '""') + '"',)).one()) != sums
            for token, sums in self._sums.items()
        )
