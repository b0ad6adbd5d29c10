"""What laptops exchange of each table: its fields, and which of them point at other rows.

Worked-out columns are left out, and columns that mean something on one laptop only. Columns that
make one value together (a text with its number and unit) are one field, named by the first.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from iwtlink.store.schema import JOURNALLED, tables

NOT_EXCHANGED = frozenset({"about", "saved_search", "aside", "moved", "waiting"})

_LAST_ITEM = JOURNALLED.index("retraction")
_ITEMS = tuple(table for table in JOURNALLED[:_LAST_ITEM] if table != "external_ref")

EXCHANGED = tuple(
    table
    for table in (*_ITEMS, "external_ref", *JOURNALLED[_LAST_ITEM:])
    if table not in NOT_EXCHANGED
)
"""Tables whose rows travel, parents before children: an external reference may be any item's."""

Holds = Literal["hard", "soft", "weak"]
"""What a pointer does for its row: without a *hard* one it waits, a *soft* one is left empty;
for a *weak* one it is enough that the other row was ever here."""


@dataclass(frozen=True, slots=True)
class Pointer:
    """A column that points at a row of ``table``, or of the table that ``kind_column`` names."""

    column: str
    table: str
    holds: Holds = "hard"
    kind_column: str = ""


@dataclass(frozen=True, slots=True)
class Shape:
    """The fields of one table, each with its columns, and its pointers by column."""

    table: str
    fields: Mapping[str, tuple[str, ...]]
    pointers: Mapping[str, Pointer]
    types: Mapping[str, type]
    """The type of the values of each column."""
    may_be_empty: frozenset[str]
    """Columns that may hold nothing (NULL)."""

    @property
    def columns(self) -> tuple[str, ...]:
        """Give every exchanged column."""
        return tuple(self.types)


_LEFT_OUT: Mapping[str, frozenset[str]] = {
    "entity": frozenset({"label", "script_label"}),
    "statement": frozenset({"is_shown"}),
    "link": frozenset(
        {"role", "start", "start_first", "end", "end_last", "percent", "amount", "currency"}
        | {"quantity", "unit"}
    ),
    "retraction": frozenset({"step_id"}),
}
_TOGETHER: Mapping[str, tuple[tuple[str, ...], ...]] = {
    "document": (("date", "date_first", "date_last"),),
    "record": (
        ("grading", "reliability", "credibility", "original_grade", "grade_rank"),
        ("passage", "page", "place", "source_row"),
    ),
    "link": (("is_strength_set", "strength", "strength_reason"),),
    "observation": (("date", "date_first", "date_last"),),
    "statement": (
        ("value", "number", "unit", "first", "last", "stated"),
        ("held", "held_first", "held_last"),
    ),
    "passage": (("page_id", "first", "last", "region", "words"),),
    "article": (("date", "date_first", "date_last"),),
    "product": (("period_first", "period_last"),),
    "file": (("sha256", "name", "media_type", "size"),),
    "page": (("text_sha256", "method", "font"),),
    "chart_entity": (("x", "y"),),
    "chart_shape": (("x", "y"), ("width", "height")),
    "chart_member": (("holder_entity_id", "holder_shape_id"),),
    "origin": (("name", "contact", "note"),),
    "review": (("due_on", "basis"),),
}
_POINTERS: Mapping[str, tuple[Pointer, ...]] = {
    "file": (Pointer("document_id", "document"),),
    "page": (Pointer("file_id", "file"),),
    "origin": (Pointer("document_id", "document"),),
    "record": (Pointer("document_id", "document"),),
    "entity": (Pointer("picture_id", "file", "soft"),),
    "link": (Pointer("from_id", "entity"), Pointer("to_id", "entity")),
    "observation": (
        Pointer("entity_id", "entity"),
        Pointer("other_id", "entity"),
        Pointer("record_id", "record"),
    ),
    "statement": (
        Pointer("subject_id", "", "hard", "subject_kind"),
        Pointer("record_id", "record"),
    ),
    "passage": (
        Pointer("record_id", "record"),
        Pointer("statement_id", "statement"),
        Pointer("page_id", "page"),
    ),
    "external_ref": (Pointer("item_id", "", "hard", "kind"),),
    "recipient": (Pointer("entity_id", "entity", "soft"),),
    "product": (Pointer("entity_id", "entity", "soft"), Pointer("file_id", "file", "soft")),
    "dissemination": (Pointer("product_id", "product"), Pointer("recipient_id", "recipient")),
    "chart_entity": (Pointer("chart_id", "chart"), Pointer("entity_id", "entity")),
    "chart_link": (Pointer("chart_id", "chart"), Pointer("link_id", "link")),
    "chart_shape": (Pointer("chart_id", "chart"), Pointer("picture_id", "file", "soft")),
    "chart_member": (
        Pointer("chart_id", "chart"),
        Pointer("holder_entity_id", "entity"),
        Pointer("holder_shape_id", "chart_shape"),
        Pointer("member_entity_id", "entity"),
        Pointer("member_shape_id", "chart_shape"),
    ),
    "chart_snapshot": (Pointer("chart_id", "chart"),),
    "retraction": (Pointer("item_id", "", "weak", "kind"),),
    "review": (Pointer("item_id", "", "hard", "kind"),),
    "merge": (
        Pointer("kept_id", "", "weak", "kind"),
        Pointer("absorbed_id", "", "weak", "kind"),
    ),
    "judgement": (
        Pointer("one_id", "", "weak", "kind"),
        Pointer("other_id", "", "weak", "kind"),
    ),
}
SIGNATURES = ("entered_by", "made_by", "retracted_by", "merged_by", "judged_by")
"""Columns that say who wrote a row."""
_PYTHON: Mapping[str, type] = {"INTEGER": int, "FLOAT": float, "TEXT": str}

WRITTEN_BY_ITSELF: Mapping[str, frozenset[str]] = {
    table: frozenset({"ref"}) for table in EXCHANGED if "ref" in tables[table].columns
} | {"external_ref": frozenset({"origin"}), "retraction": frozenset()}
"""Columns that an exchange lengthens where another row has the same: they carry no clock, and of
two the longer holds."""

NOT_ASKED: Mapping[str, frozenset[str]] = {
    "chart_entity": frozenset({"x", "is_pinned", "look", "visibility", "placed_at"}),
    "chart_link": frozenset({"look", "visibility"}),
    "chart_shape": frozenset({"kind", "x", "width", "depth", "look", "picture_id"}),
    "chart_member": frozenset({"holder_entity_id"}),
    "chart_snapshot": frozenset({"rank", "state"}),
    "chart_style": frozenset({"data"}),
    "chart": frozenset({"options"}),
    "page": frozenset({"text_sha256"}),
    "file": frozenset({"position"}),
}
"""Fields of which the later one holds without a question: nobody's knowledge is lost by that."""


def _shape(table: str) -> Shape:
    left_out = _LEFT_OUT.get(table, frozenset()) | {"id", "uid"}
    columns = {c.name: c for c in tables[table].columns if c.name not in left_out}
    together = {names[0]: names for names in _TOGETHER.get(table, ())}
    inside = {name for names in together.values() for name in names}
    fields = {n: (n,) for n in columns if n not in inside} | together
    pointers = {pointer.column: pointer for pointer in _POINTERS.get(table, ())}
    pointers |= {n: Pointer(n, "analyst", "soft") for n in SIGNATURES if n in columns}
    types = {
        n: str if n in pointers else _PYTHON[str(column.type)] for n, column in columns.items()
    }
    return Shape(table, fields, pointers, types, _may_be_empty(table) & columns.keys())


def _may_be_empty(table: str) -> frozenset[str]:
    return frozenset(c.name for c in tables[table].columns if c.nullable)


SHAPES: Mapping[str, Shape] = {table: _shape(table) for table in EXCHANGED}


def meant(table: str, image: Mapping[str, Any]) -> Mapping[str, Any]:
    """Give an image without a strength that only follows the grades."""
    if table == "link" and not image.get("is_strength_set", 1):
        return {**image, "strength": ""}
    return image


def clocked(table: str) -> Mapping[str, tuple[str, ...]]:
    """Give the fields of a table that carry clocks."""
    without = WRITTEN_BY_ITSELF.get(table, frozenset())
    return {name: columns for name, columns in SHAPES[table].fields.items() if name not in without}
