"""The search box: one index over everything that has words, in every script.

Words of three characters and more are found anywhere inside a text by trigrams over the
folded form; shorter ones through an index of neighbouring pairs (two Chinese characters
are a whole word). The index is refreshed once an edit, from what the edit touched.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import get_args

from sqlalchemy import Connection, text

from iwtlink.store.changes import Changes
from iwtlink.store.folding import fold, short_tokens
from iwtlink.store.ids import Item, Kind

SEARCHED: tuple[Kind, ...] = ("entity", "document", "record", "article", "product", "chart")
_CODES: dict[Kind, int] = {kind: code for code, kind in enumerate(get_args(Kind))}
_KINDS: dict[int, Kind] = {code: kind for kind, code in _CODES.items()}
_WIDTH = 16

_TEXTS: dict[Kind, str] = {
    "entity": """
        SELECT e.id, e.ref || char(10) || e.label || char(10) || e.script_label
            || char(10) || coalesce((SELECT group_concat(value || ' ' || stated, char(10))
               FROM statement s WHERE s.subject_id = e.id AND s.subject_kind = 'entity'), '')
            || char(10) || coalesce((SELECT group_concat(x.ref, char(10))
               FROM external_ref x WHERE x.item_id = e.id AND x.kind = 'entity'), '')
        FROM entity e WHERE e.id IN ({marks})""",
    "document": """
        SELECT d.id, d.ref || char(10) || d.title || char(10) || d.kind || char(10)
            || d.originator || char(10) || d.note
            || char(10) || coalesce((SELECT group_concat(x.ref, char(10))
               FROM external_ref x WHERE x.item_id = d.id AND x.kind = 'document'), '')
        FROM document d WHERE d.id IN ({marks})""",
    "record": """
        SELECT id, ref || char(10) || passage || char(10) || place || char(10)
            || note || char(10) || CASE WHEN json_valid(source_row) THEN
               coalesce((SELECT group_concat(value, char(10)) FROM json_each(source_row)), '')
               ELSE source_row END
        FROM record WHERE id IN ({marks})""",
    "article": """
        SELECT id, ref || char(10) || headline || char(10) || outlet || char(10) || topic
        FROM article WHERE id IN ({marks})""",
    "product": "SELECT id, ref || char(10) || title FROM product WHERE id IN ({marks})",
    "chart": "SELECT id, ref || char(10) || title FROM chart WHERE id IN ({marks})",
}


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing found; ``type`` is an entity's type, else the kind."""

    item: Item
    ref: str
    label: str
    script_label: str
    type: str


def refresh(db: Connection, changes: Changes) -> None:
    """Bring the index up to date with what one step touched."""
    touched: dict[Kind, Collection[int]] = {
        "entity": changes.entities,
        "document": changes.documents,
        "record": changes.records,
        "article": changes.articles,
        "product": changes.products,
        "chart": changes.charts,
    }
    for kind, ids in touched.items():
        listed = sorted(ids)
        for start in range(0, len(listed), 5_000):
            _refresh_some(db, kind, listed[start : start + 5_000])


def rebuild(db: Connection) -> None:
    """Make the whole index anew."""
    db.exec_driver_sql("DELETE FROM search")
    db.exec_driver_sql("DELETE FROM search_short")
    for kind in SEARCHED:
        ids = [int(i) for i in db.scalars(text(f'SELECT id FROM "{kind}" ORDER BY id'))]
        for start in range(0, len(ids), 5_000):
            _refresh_some(db, kind, ids[start : start + 5_000])


def _refresh_some(db: Connection, kind: Kind, ids: Sequence[int]) -> None:
    code = _CODES[kind]
    gone = [(i * _WIDTH + code,) for i in ids]
    db.exec_driver_sql("DELETE FROM search WHERE rowid = ?", gone)
    db.exec_driver_sql("DELETE FROM search_short WHERE rowid = ?", gone)
    query = _TEXTS[kind].format(marks=", ".join("?" * len(ids)))
    found = [(i * _WIDTH + code, fold(words)) for i, words in db.exec_driver_sql(query, tuple(ids))]
    if not found:
        return
    db.exec_driver_sql("INSERT INTO search (rowid, text) VALUES (?, ?)", found)
    db.exec_driver_sql(
        "INSERT INTO search_short (rowid, tokens) VALUES (?, ?)",
        [(rowid, " ".join(sorted(short_tokens(words)))) for rowid, words in found],
    )


def find(
    db: Connection, words: str, *, kinds: Collection[Kind] = SEARCHED, limit: int = 50
) -> list[Hit]:
    """Find items holding every given word, names that begin with it first."""
    folded = fold(words)
    condition, values = _condition(folded.split())
    if not condition:
        return []
    codes = ", ".join(str(_CODES[kind]) for kind in kinds)
    rowids = db.exec_driver_sql(
        f"SELECT rowid FROM search WHERE {condition} AND rowid % {_WIDTH} IN ({codes}) "
        f"LIMIT {limit * 20}",
        tuple(values),
    ).scalars()
    items = [Item(_KINDS[rowid % _WIDTH], rowid // _WIDTH) for rowid in rowids]
    hits = _describe(db, items)
    hits.sort(key=lambda hit: _closeness(hit, folded))
    return hits[:limit]


def _condition(words: Sequence[str]) -> tuple[str, list[str]]:
    """Give the SQL condition for all words, and its values."""
    long = [word for word in words if len(word) >= 3]
    short = [token for word in words if len(word) < 3 for token in short_tokens(word)]
    parts, values = [], []
    if long:
        parts.append("search MATCH ?")
        values.append(" AND ".join(_quoted(word) for word in long))
    if short:
        parts.append("rowid IN (SELECT rowid FROM search_short WHERE search_short MATCH ?)")
        values.append(" AND ".join(_quoted(token) for token in short))
    return " AND ".join(parts), values


def _quoted(word: str) -> str:
    return '"' + word.replace('"', '""') + '"'


_LABELS: dict[Kind, str] = {
    "entity": "SELECT id, ref, label, script_label, type FROM entity",
    "document": "SELECT id, ref, title, '', 'document' FROM document",
    "record": "SELECT id, ref, CASE WHEN passage <> '' THEN passage ELSE place END, '', 'record' "
    "FROM record",
    "article": "SELECT id, ref, headline, '', 'article' FROM article",
    "product": "SELECT id, ref, title, '', 'product' FROM product",
    "chart": "SELECT id, ref, title, '', 'chart' FROM chart",
}


def _describe(db: Connection, items: Sequence[Item]) -> list[Hit]:
    hits = []
    for kind in dict.fromkeys(item.kind for item in items):
        ids = [item.id for item in items if item.kind == kind]
        marks = ", ".join("?" * len(ids))
        rows = db.exec_driver_sql(f"{_LABELS[kind]} WHERE id IN ({marks})", tuple(ids))
        hits += [Hit(Item(kind, row[0]), *row[1:]) for row in rows]
    return hits


def _closeness(hit: Hit, folded: str) -> tuple[int, int, str]:
    label, script = fold(hit.label), fold(hit.script_label)
    if folded in (label, script, fold(hit.ref)):
        rank = 0
    elif label.startswith(folded) or script.startswith(folded):
        rank = 1
    elif folded in label or folded in script:
        rank = 2
    else:
        rank = 3
    return rank, SEARCHED.index(hit.item.kind), label
