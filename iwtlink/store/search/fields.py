"""What of each item is searched: its fields, in the words that were written down.

A *unit* is one line of the index: an item, or one page of a source document. Its number holds
the kind in front and the id behind, so that all units of a kind lie side by side. Protected
origins are never read here; retracted items are no longer in their tables.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal, cast

from sqlalchemy import Connection

from iwtlink.store.ids import Item, Kind

UnitKind = Literal[
    "entity",
    "document",
    "record",
    "page",
    "link",
    "observation",
    "article",
    "product",
    "chart",
    "recipient",
]
CODES: dict[UnitKind, int] = {
    "entity": 1,
    "document": 2,
    "record": 3,
    "page": 4,
    "link": 5,
    "observation": 6,
    "article": 7,
    "product": 8,
    "chart": 9,
    "recipient": 10,
}
"""The number of each kind within a unit's: fixed, for files keep it."""

UNIT_KINDS = tuple(CODES)
_KINDS = {code: kind for kind, code in CODES.items()}
_SHIFT = 40


def unit_of(kind: UnitKind, row_id: int) -> int:
    """Give the number of a unit."""
    return CODES[kind] << _SHIFT | row_id


def kind_of(unit: int) -> UnitKind:
    """Give the kind that a unit's number holds."""
    return _KINDS[unit >> _SHIFT]


def id_of(unit: int) -> int:
    """Give the row id that a unit's number holds."""
    return unit & (1 << _SHIFT) - 1


def range_of(kind: UnitKind) -> tuple[int, int]:
    """Give the least and the greatest number that units of a kind can have."""
    return CODES[kind] << _SHIFT, (CODES[kind] + 1 << _SHIFT) - 1


def item_of(unit: int) -> Item:
    """Give the item that a unit is; a page is no item of its own (see ``search_hits``)."""
    return Item(cast(Kind, kind_of(unit)), id_of(unit))


@dataclass(frozen=True, slots=True)
class Field:
    """One text of a unit; ``name`` is a column or, of a statement, its property.

    ``kind`` is the kind of a name (alias, nickname...). ``is_name`` where an item is known by it.
    """

    name: str
    text: str
    kind: str = ""
    is_name: bool = False
    is_value: bool = False
    """A short value, such as a plate, rather than running text."""


_STATEMENTS = """
    SELECT subject_id, property, value, stated, kind FROM statement
    WHERE subject_kind = ? AND subject_id IN (SELECT value FROM json_each(?))
      AND property <> 'exists' ORDER BY id"""
_REFS = """
    SELECT item_id, ref FROM external_ref
    WHERE kind = ? AND item_id IN (SELECT value FROM json_each(?)) ORDER BY id"""
_PAGES = """
    SELECT p.id, c.data FROM page p JOIN chunk c ON c.sha256 = p.text_sha256
    WHERE p.id IN (SELECT value FROM json_each(?)) ORDER BY p.id, c.part"""
_FILES = """
    SELECT document_id, name FROM file
    WHERE document_id IN (SELECT value FROM json_each(?)) ORDER BY id"""
_COLUMNS: dict[UnitKind, tuple[str, ...]] = {
    "entity": ("label", "script_label"),
    "document": ("title", "kind", "originator", "register_no", "note"),
    "record": ("passage", "place", "note", "source_row"),
    "link": ("strength_reason",),
    "article": ("headline", "outlet", "topic", "url"),
    "product": ("title",),
    "chart": ("title",),
    "recipient": ("name", "contact", "channel"),
}
"""The columns searched by kind; what a link or an observation says are its statements."""

_NAMES = frozenset({"label", "script_label", "title", "headline", "name"})

Fields = dict[int, list[Field]]


def read_fields(db: Connection, kind: UnitKind, ids: Sequence[int]) -> Fields:
    """Read the fields of units of one kind, by id; ids that are gone are left out."""
    if kind == "page":
        return _page_fields(db, ids)
    listed = json.dumps(list(ids))
    found = _column_fields(db, kind, listed)
    if kind in ("entity", "link", "observation"):
        _add_statements(db, kind, listed, found)
    for item_id, ref in db.exec_driver_sql(_REFS, (kind, listed)):
        if item_id in found:
            found[item_id].append(Field("ref", ref, is_name=True, is_value=True))
    if kind == "document":
        for document_id, name in db.exec_driver_sql(_FILES, (listed,)):
            if document_id in found:
                found[document_id].append(Field("file", name))
    return found


def _column_fields(db: Connection, kind: UnitKind, listed: str) -> Fields:
    names = _COLUMNS.get(kind, ())
    columns = "".join(f', "{name}"' for name in names)
    query = f'SELECT id{columns} FROM "{kind}" WHERE id IN (SELECT value FROM json_each(?))'
    found: Fields = {}
    for row_id, *texts in db.exec_driver_sql(query, (listed,)):
        found[row_id] = [
            field
            for name, text in zip(names, texts, strict=True)
            for field in _fields_of_column(name, text)
        ]
    return found


def _fields_of_column(name: str, text: str) -> Iterable[Field]:
    if name == "source_row":
        return [Field(name, cell, is_value=True) for cell in _cells(text) if cell]
    return [Field(name, text, is_name=name in _NAMES)] if text else []


def _cells(source_row: str) -> list[str]:
    """Give the cells of the row that a record keeps, which is a JSON object."""
    if not source_row.startswith("{"):
        return [source_row]
    try:
        return [str(cell) for cell in json.loads(source_row).values() if cell is not None]
    except ValueError:
        return [source_row]


def _add_statements(db: Connection, kind: UnitKind, listed: str, found: Fields) -> None:
    for row_id, name, value, stated, name_kind in db.exec_driver_sql(_STATEMENTS, (kind, listed)):
        fields = found.get(row_id)
        if fields is None:
            continue
        is_name = name == "name" and kind == "entity"
        fields.append(Field(name, value, name_kind, is_name, is_value=True))
        if stated and stated != value:
            fields.append(Field(name, stated, name_kind, is_name, is_value=True))


def _page_fields(db: Connection, ids: Sequence[int]) -> Fields:
    words: dict[int, bytes] = {}
    for page_id, data in db.exec_driver_sql(_PAGES, (json.dumps(list(ids)),)):
        words[page_id] = words.get(page_id, b"") + data
    return {i: [Field("text", data.decode("utf-8", "replace"))] for i, data in words.items()}
