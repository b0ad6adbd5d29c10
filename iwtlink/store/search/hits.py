"""What a list shows of each unit found: its item, its names, the words around the match."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from sqlalchemy import Connection

from iwtlink.ontology import load_ontology
from iwtlink.store.folding import bare
from iwtlink.store.ids import Item
from iwtlink.store.search.fields import (
    Field,
    UnitKind,
    id_of,
    item_of,
    kind_of,
    read_fields,
    unit_of,
)
from iwtlink.store.search.run import fetch
from iwtlink.store.search.snippets import Mark, find_marks, snippet_of, terms_held


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing found. ``type`` is that of an entity, a link or an observation, else the kind.

    ``snippet`` is the passage around the match as it was written, with ``marks`` (first and
    last place) where the words stand in it; empty where the label itself is the match, which
    ``label_marks`` and ``script_marks`` show. ``property`` says which property, or column, the
    snippet is of, and ``name_kind`` whether that is an alias, a nickname... For words of a
    page, ``page`` is its number, ``page_id`` its id, ``place`` where in its text the match
    stands, ``more_pages`` how many pages of the document hold the words besides. ``grade`` is
    the best of its records.
    """

    item: Item
    ref: str
    label: str
    script_label: str
    type: str
    snippet: str = ""
    marks: tuple[Mark, ...] = ()
    page: int = 0
    page_id: int = 0
    place: Mark = (0, 0)
    more_pages: int = 0
    property: str = ""
    name_kind: str = ""
    label_marks: tuple[Mark, ...] = ()
    script_marks: tuple[Mark, ...] = ()
    date: str = ""
    grade: str = ""

    rank: int = 3
    """0 is what was asked for by reference or name, 1 begins with it (see ``search_ranking``)."""


_SHOWN_OF_MASKED = 4
_LABELLED_BY_OTHERS = frozenset({"record", "link", "observation"})
"""Kinds whose label is made of the names of others, so that a match in it is not theirs."""

_LISTED = "IN (SELECT value FROM json_each(:ids))"
_HEADS: dict[UnitKind, str] = {
    "entity": """
        SELECT id, ref, label, script_label, type, coalesce((SELECT value FROM statement s
            WHERE s.subject_id = e.id AND s.subject_kind = 'entity' AND s.property = 'date'
            AND s.is_shown = 1), '') FROM entity e WHERE id {listed}""",
    "document": """
        SELECT id, ref, title, '', 'document', coalesce(nullif(date, ''), received_on)
        FROM document WHERE id {listed}""",
    "record": """
        SELECT r.id, r.ref, d.title, '', 'record', coalesce(nullif(d.date, ''), d.received_on)
        FROM record r JOIN document d ON d.id = r.document_id WHERE r.id {listed}""",
    "link": """
        SELECT l.id, l.ref, a.label || ' – ' || b.label, '', l.type, l.start FROM link l
        JOIN entity a ON a.id = l.from_id JOIN entity b ON b.id = l.to_id WHERE l.id {listed}""",
    "observation": """
        SELECT o.id, o.ref, e.label, '', o.type, o.date FROM observation o
        JOIN entity e ON e.id = o.entity_id WHERE o.id {listed}""",
    "article": "SELECT id, ref, headline, '', 'article', date FROM article WHERE id {listed}",
    "product": "SELECT id, ref, title, '', 'product', date FROM product WHERE id {listed}",
    "chart": "SELECT id, ref, title, '', 'chart', '' FROM chart WHERE id {listed}",
    "recipient": "SELECT id, ref, name, '', 'recipient', '' FROM recipient WHERE id {listed}",
}
_STATED = """
    SELECT s.subject_id, r.reliability || r.credibility, min(r.grade_rank)
    FROM statement s JOIN record r ON r.id = s.record_id
    WHERE s.subject_kind = '{kind}' AND s.subject_id {{listed}} GROUP BY s.subject_id"""
_GRADES: dict[UnitKind, str] = {
    "entity": _STATED.format(kind="entity"),
    "link": _STATED.format(kind="link"),
    "document": """
        SELECT document_id, reliability || credibility, min(grade_rank) FROM record
        WHERE document_id {listed} GROUP BY document_id""",
    "record": "SELECT id, reliability || credibility, grade_rank FROM record WHERE id {listed}",
    "observation": """
        SELECT o.id, r.reliability || r.credibility, r.grade_rank FROM observation o
        JOIN record r ON r.id = o.record_id WHERE o.id {listed}""",
}
_PAGES = """
    SELECT p.id, p.number, f.document_id FROM page p JOIN file f ON f.id = p.file_id
    WHERE p.id {listed} AND f.document_id IS NOT NULL"""


@dataclass(frozen=True, slots=True)
class PageOf:
    """Which page a unit is."""

    number: int
    document_id: int


def read_pages(db: Connection, units: Iterable[int]) -> dict[int, PageOf]:
    """Say of units that are pages which page of which document they are."""
    ids = [id_of(unit) for unit in units if kind_of(unit) == "page"]
    return {
        unit_of("page", page_id): PageOf(number, document_id)
        for page_id, number, document_id in _rows(db, _PAGES, ids)
    }


def describe(
    db: Connection, units: Sequence[int], pages: Mapping[int, PageOf], terms: Sequence[str]
) -> list[Hit]:
    """Give a hit for each unit, in the same order; what is gone is left out."""
    by_kind: dict[UnitKind, list[int]] = {}
    for unit in units:
        by_kind.setdefault(kind_of(unit), []).append(unit)
    hits: dict[int, Hit] = {}
    for kind, some in by_kind.items():
        heads = _page_heads(db, some, pages) if kind == "page" else _heads(db, kind, some)
        fields = read_fields(db, kind, [id_of(unit) for unit in some])
        for unit, head in heads.items():
            hits[unit] = _with_match(head, fields.get(id_of(unit), []), terms)
    return [hits[unit] for unit in units if unit in hits]


def _heads(db: Connection, kind: UnitKind, units: Sequence[int]) -> dict[int, Hit]:
    ids = [id_of(unit) for unit in units]
    grades = _grades(db, kind, ids)
    heads = {}
    for row_id, ref, label, script, type_name, date in _rows(db, _HEADS[kind], ids):
        unit = unit_of(kind, row_id)
        heads[unit] = Hit(
            item_of(unit), ref, label, script, type_name, date=date, grade=grades.get(row_id, "")
        )
    return heads


def _grades(db: Connection, kind: UnitKind, ids: Sequence[int]) -> dict[int, str]:
    rows = _rows(db, _GRADES[kind], ids) if kind in _GRADES else []
    return {row_id: grade for row_id, grade, _ in rows}


def _page_heads(
    db: Connection, units: Sequence[int], pages: Mapping[int, PageOf]
) -> dict[int, Hit]:
    known = [unit for unit in units if unit in pages]
    documents = [unit_of("document", pages[unit].document_id) for unit in known]
    heads = _heads(db, "document", list(dict.fromkeys(documents)))
    return {
        unit: replace(heads[document], page=pages[unit].number, page_id=id_of(unit))
        for unit, document in zip(known, documents, strict=True)
        if document in heads
    }


def _with_match(head: Hit, fields: Sequence[Field], terms: Sequence[str]) -> Hit:
    """Add the passage with the match: of the field that holds the most of the terms."""
    head = replace(
        head,
        label_marks=tuple(find_marks(head.label, terms)),
        script_marks=tuple(find_marks(head.script_label, terms)),
    )
    shown = {bare(head.label), bare(head.script_label)}
    others = [field for field in fields if bare(field.text) not in shown]
    scored = [(1 if head.page else terms_held(field.text, terms), field) for field in others]
    held, best = max(scored, key=lambda one: one[0], default=(0, None))
    is_own = head.item.kind not in _LABELLED_BY_OTHERS and not head.page
    if best is None or (is_own and held <= _held_by(shown, terms)):
        return head
    snippet = snippet_of(_masked(best), terms)
    return replace(
        head,
        snippet=snippet.text,
        marks=snippet.marks,
        place=(snippet.first, snippet.last),
        property=best.name,
        name_kind=best.kind,
    )


def _held_by(shown: Iterable[str], terms: Sequence[str]) -> int:
    return max((terms_held(words, terms) for words in shown), default=0)


@cache
def _masked_properties() -> frozenset[str]:
    types = load_ontology().entity_types.values()
    return frozenset(p.name for known in types for p in known.properties.values() if p.is_masked)


def _masked(field: Field) -> str:
    """Give the text of a field, all but its last four signs hidden where it is masked."""
    if field.name not in _masked_properties() or len(field.text) <= _SHOWN_OF_MASKED:
        return field.text
    hidden = len(field.text) - _SHOWN_OF_MASKED
    return "•" * hidden + field.text[hidden:]


def _rows(db: Connection, query: str, ids: Sequence[int]) -> list[tuple[Any, ...]]:
    if not ids:
        return []
    return fetch(db, query.format(listed=_LISTED), {"ids": json.dumps(list(ids))})
