"""What a table proposes: items with local keys, and what became of each row."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from iwtlink.errors import Problem
from iwtlink.ontology import Ontology, Value

EntityKey = tuple[str, str, str]
"""("ref", origin, reference), ("name", type, folded name) or ("any", type, folded text)."""

_ASCII_LOWER = {code: code + 32 for code in range(65, 91)}

Outcome = Literal["accepted", "accepted with problems", "skipped"]


def fold_ref(ref: str) -> str:
    """Gives the form in which references are compared: A to Z lowered, as the database does."""
    return ref.translate(_ASCII_LOWER)


@dataclass(frozen=True, slots=True)
class ProposedValue:
    """One value of an item, with the row that states it (its number in the spreadsheet)."""

    property: str
    value: Value
    row: int
    kind: str = ""
    held: str = ""
    stated: str = ""


@dataclass(slots=True)
class ProposedEntity:
    """An entity, gathered from all rows that speak of it; ``rows`` in order of appearance."""

    key: EntityKey
    type: str
    label: str
    refs: list[str] = field(default_factory=list)
    values: list[ProposedValue] = field(default_factory=list)
    rows: list[int] = field(default_factory=list)
    certainty: int = 3
    """How its type is known, see ``ends``; ``type_column`` would state it."""
    type_column: str = ""


@dataclass(slots=True)
class ProposedLink:
    """A link of two entities; ``ref`` is the source's own reference for it, or "".

    ``strength`` is empty where the table does not say it.
    """

    key: tuple[object, ...]
    type: str
    start: EntityKey
    end: EntityKey
    ref: str
    strength: str
    states_ends: bool
    values: list[ProposedValue] = field(default_factory=list)
    rows: list[int] = field(default_factory=list)


@dataclass(slots=True)
class ProposedObservation:
    """A dated compound fact of one entity; ``date`` is a partial ISO date or ""."""

    key: tuple[object, ...]
    type: str
    of: EntityKey
    other: EntityKey | None
    ref: str
    date: str
    row: int
    values: list[ProposedValue] = field(default_factory=list)


@dataclass(slots=True)
class ProposedItem:
    """A document, article, product or recipient: one row of its own table."""

    kind: str
    ref: str
    values: dict[str, str]
    entity: EntityKey | None
    row: int


@dataclass(frozen=True, slots=True)
class ProposedDissemination:
    """That a recipient got a product, both by the source's references."""

    product: str
    recipient: str
    row: int
    date: str = ""
    channel: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class ProposedRecord:
    """What one row takes from one document; ``document`` is its reference, "" the file."""

    document: str
    row: int
    place: str
    values: Mapping[str, str]


@dataclass(slots=True)
class RowResult:
    """What became of one row: ``made`` counts its items, ``reasons`` says what was wrong."""

    number: int
    made: int = 0
    reasons: list[str] = field(default_factory=list)

    @property
    def outcome(self) -> Outcome:
        if not self.made:
            return "skipped"
        return "accepted with problems" if self.reasons else "accepted"


@dataclass(slots=True)
class Proposals:
    """All that one table proposes under one mapping; nothing is written yet."""

    ontology: Ontology = field(repr=False)
    file: str
    sheet: str
    sha256: str
    mapping: str
    mapping_label: str
    origin: str
    columns: tuple[str, ...]
    needs: tuple[str, ...]
    file_document: dict[str, str] | None
    """Fields of the document that the imported file itself becomes; None: it does not."""
    rows: dict[int, RowResult] = field(default_factory=dict)
    cells: dict[int, tuple[str, ...]] = field(default_factory=dict)
    records: list[ProposedRecord] = field(default_factory=list)
    entities: dict[EntityKey, ProposedEntity] = field(default_factory=dict)
    links: dict[tuple[object, ...], ProposedLink] = field(default_factory=dict)
    refused_ends: set[EntityKey] = field(default_factory=set)
    """Ends of links that no row may have: they do not come in for these links' sake."""
    observations: dict[tuple[object, ...], ProposedObservation] = field(default_factory=dict)
    items: dict[tuple[str, str], ProposedItem] = field(default_factory=dict)
    disseminations: list[ProposedDissemination] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    unused_columns: tuple[str, ...] = ()
    missing_columns: tuple[str, ...] = ()
