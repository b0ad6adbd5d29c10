"""What stands side by side: heads of records, and rows with one cell for each of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from iwtlink.gui.reading.sheet import Mark
from iwtlink.i18n import tr
from iwtlink.store.ids import Item

RowKind = Literal["section", "sentence", "reason", "token", "choice", "type", "values"]


@dataclass(frozen=True, slots=True)
class Shown:
    """One value in a cell, on whose word, and where it leads."""

    text: str
    detail: str = ""
    mark: Mark | None = None
    statement_id: int = 0
    target: Item | None = None
    is_shared: bool = False
    """Another record has the same."""
    is_rival: bool = False
    """Stated, and not the value shown of its own record."""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the bench. ``cells`` holds the values of each record, in their order.

    A row of kind ``choice`` has one statement in ``choices`` for each record (0: none), of which
    the one in column ``default`` is shown after merging unless another is chosen; ``why`` says
    why. In a row of kind ``type`` the types of the records stand in ``types``.
    """

    key: str
    kind: RowKind
    label: str
    cells: tuple[tuple[Shown, ...], ...] = ()
    note: str = ""
    choices: tuple[int, ...] = ()
    types: tuple[str, ...] = ()
    default: int = -1
    why: str = ""
    sign: str = ""
    """Of a reason: ``+``, ``-``, ``veto``; of a word of a name: how it compares."""

    @property
    def is_choice(self) -> bool:
        """One of the columns can be chosen."""
        return self.kind in ("choice", "type")

    def can_take(self, column: int) -> bool:
        """Say whether the value in a column can be chosen."""
        if self.kind == "type":
            return column < len(self.types)
        return self.kind == "choice" and column < len(self.choices) and self.choices[column] > 0

    def plain(self) -> str:
        """Give the row as one line of text, its cells apart by tabs."""
        cells = ["; ".join(_plain(value) for value in cell) for cell in self.cells]
        return "\t".join([self.label, *cells])


def _plain(value: Shown) -> str:
    grade = f"[{value.mark.text}]" if value.mark else ""
    return " ".join(part for part in (value.text, value.detail, grade) if part)


@dataclass(frozen=True, slots=True)
class Head:
    """The top of a column: who it is."""

    item: Item
    ref: str
    type: str
    type_label: str
    label: str
    script: str
    refs: tuple[str, ...]
    icon: str
    picture: bytes = b""
    entered: str = ""
    """Day of entry, empty where not known."""

    @property
    def facts(self) -> str:
        """Give type and the references of the sources in one line; its own stands below."""
        parts = (self.type_label, *(ref for ref in self.refs if ref != self.ref))
        return " · ".join(part for part in parts if part)


@dataclass(frozen=True, slots=True)
class Counts:
    """How much stands at one record."""

    names: int = 0
    values: int = 0
    links: int = 0
    observations: int = 0


@dataclass(frozen=True, slots=True)
class Comparison:
    """Records side by side, in the order asked for; ``rows`` without the reasons."""

    heads: tuple[Head, ...]
    rows: tuple[Row, ...]
    counts: tuple[Counts, ...] = ()
    """One for each record."""
    between: tuple[str, ...] = ()
    """References of the links that lead from one of the records to another."""
    parallel: tuple[tuple[str, ...], ...] = ()
    """References of links of one type, direction and end that several records have."""

    @property
    def ids(self) -> tuple[int, ...]:
        """Give the records by id, in the order of the columns."""
        return tuple(head.item.id for head in self.heads)

    @property
    def names(self) -> tuple[str, ...]:
        """Give the records by name, with their references where one name stands twice."""
        labels = [head.label for head in self.heads]
        return tuple(
            f"{head.label} ({head.ref})" if labels.count(head.label) > 1 else head.label
            for head in self.heads
        )


def keys_note(can_take: Sequence[bool]) -> str:
    """Say that records differ, and which keys choose among them."""
    keys = ", ".join(str(at + 1) for at, can in enumerate(can_take) if can)
    return tr("differs: keys {keys}", keys=keys)


def spread(sentence: str, count: int) -> tuple[tuple[Shown, ...], ...]:
    """Give the cells of a row whose one sentence goes over all ``count`` columns."""
    return ((Shown(sentence),), *(() for _ in range(count - 1)))


def marked_shared(
    cells: Sequence[Sequence[Shown]], keys: Sequence[Sequence[str]]
) -> list[tuple[Shown, ...]]:
    """Mark what more than one cell has; ``keys`` says of each value when two are the same."""
    found: dict[str, set[int]] = {}
    for column, names in enumerate(keys):
        for name in names:
            found.setdefault(name, set()).add(column)
    return [
        tuple(
            replace(value, is_shared=len(found[name]) > 1)
            for value, name in zip(cell, names, strict=True)
        )
        for cell, names in zip(cells, keys, strict=True)
    ]
