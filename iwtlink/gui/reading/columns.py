"""What a table is made of: its name, its columns, its rows as texts ready to show."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from iwtlink.i18n import tr
from iwtlink.ontology import Ontology, PropertyType
from iwtlink.store.folding import fold
from iwtlink.store.ids import Kind

NUMBERS = frozenset({"integer", "number", "percent", "quantity", "mass", "money"})
"""Value types that stand on the right of their cell and are sorted as numbers."""


@dataclass(frozen=True, slots=True)
class TableName:
    """Which table is meant: a kind of item and, where the kind has types, one of them."""

    kind: Kind
    type: str = ""


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table."""

    name: str
    label: str
    is_number: bool = False
    is_date: bool = False
    codes: str = ""
    """Code list whose labels are shown for what is stored."""
    tips: Mapping[str, str] = field(default_factory=dict)
    """What a cell says on hover, by its text: the wording of a grade."""


@dataclass(frozen=True, slots=True)
class TableContent:
    """All rows of a table. ``sorts`` holds what a cell is sorted by where that is not its text."""

    kind: Kind
    type: str
    columns: tuple[Column, ...]
    ids: list[int]
    cells: list[list[str]]
    sorts: dict[int, list[float]]
    folded: list[str] = field(default_factory=list)
    """Each row's text as a filter sees it; empty where it is not worked out yet."""
    empty: frozenset[int] = frozenset()
    """Columns in which no row says anything."""


def empty_columns(cells: list[list[str]], count: int) -> frozenset[int]:
    """Give which of so many columns say nothing in any row; none where there are no rows."""
    columns = range(count) if cells else ()
    return frozenset(at for at in columns if not any(row[at] for row in cells))


def folded_rows(cells: list[list[str]]) -> list[str]:
    """Give each row's text without marks and capitals. Cost: 5 µs a row."""
    return [fold("\n".join(row)) for row in cells]


def property_column(known: PropertyType) -> Column:
    """Give the column of a property."""
    return Column(
        known.name, tr(known.label), known.value_type in NUMBERS, known.value_type == "date"
    )


def strength_text(strength: str) -> str:
    """Give the word for a link's strength."""
    words = {
        "confirmed": tr("confirmed"),
        "unconfirmed": tr("unconfirmed"),
        "tentative": tr("tentative"),
    }
    return words.get(strength, strength)


def number_text(number: float | None) -> str:
    """Give a number with thousands apart and no useless decimals; empty for None."""
    if number is None:
        return ""
    return f"{number:,.2f}".rstrip("0").rstrip(".")


def code_word(ontology: Ontology, code_list: str, code: str) -> str:
    """Give the label of a code; what is no code of the list stands as it is."""
    known = ontology.code_lists.get(code_list)
    return tr(known.label_of(code)) if known and code else code
