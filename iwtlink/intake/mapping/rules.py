"""What a mapping file says, as frozen values: which items each row of a table makes.

The words of the format are described in ``resources/mappings/README.md``. ``files`` finds the
file, ``reader`` reads it, the room ``proposing`` uses it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields, is_dataclass
from typing import Literal

from iwtlink.intake.mapping.expressions import Expression, Template
from iwtlink.ontology.yaml_lines import Spot

Same = Literal["ref", "name", "any"]
"""What decides that an entity is one we have: the source's reference; type and name; or
whichever of our references, source references and names the cell holds."""

PlainKind = Literal["document", "article", "product", "recipient"]
DATE_FIELDS = ("date", "received_on")
"""Fields of such an item that hold a date."""
CODE_LISTS = {
    ("document", "kind"): "document_kinds",
    ("document", "language"): "languages",
    ("record", "tlp"): "tlp",
    ("article", "language"): "languages",
    ("article", "country"): "countries",
    ("article", "topic"): "media_topics",
    ("product", "kind"): "product_types",
    ("product", "status"): "product_statuses",
    ("product", "tlp"): "tlp",
    ("recipient", "channel"): "channels",
}
"""The code lists of fields outside the ontology's properties."""


@dataclass(frozen=True, slots=True)
class Condition:
    """Holds where a value is there (or one of a list, or fits a pattern, or is empty)."""

    value: Expression
    one_of: frozenset[str] = frozenset()
    none_of: frozenset[str] = frozenset()
    pattern: str = ""
    is_empty: bool = False


@dataclass(frozen=True, slots=True)
class PropertyRule:
    """One property of an item, and for which entity types it is meant (all when empty)."""

    name: str
    value: Expression
    only_for: tuple[str, ...]
    spot: Spot


@dataclass(frozen=True, slots=True)
class End:
    """What a link or an observation points at: an entity made by this mapping (``made``) or
    one known under a reference (``ref``)."""

    spot: Spot
    made: str = ""
    ref: Expression | None = None


@dataclass(frozen=True, slots=True)
class Guess:
    """The link whose end an entity is: it says the type where the table does not."""

    link: Expression
    is_start: bool


@dataclass(frozen=True, slots=True)
class EntityRule:
    name: str
    type: Expression
    guess: Guess | None
    label: Expression
    script_name: Expression | None
    other_names: tuple[Expression, ...]
    ref: Expression | None
    same: Same
    properties: tuple[PropertyRule, ...]
    conditions: tuple[Condition, ...]
    spot: Spot


@dataclass(frozen=True, slots=True)
class LinkRule:
    type: Expression
    start: End
    end: End
    ref: Expression | None
    strength: Expression | None
    states_ends: bool
    properties: tuple[PropertyRule, ...]
    conditions: tuple[Condition, ...]
    spot: Spot


@dataclass(frozen=True, slots=True)
class ObservationRule:
    type: Expression
    of: End
    other: End | None
    ref: Expression | None
    date: Expression | None
    properties: tuple[PropertyRule, ...]
    conditions: tuple[Condition, ...]
    spot: Spot


@dataclass(frozen=True, slots=True)
class PlainRule:
    """A document, article, product or recipient: a row of a table of its own."""

    kind: PlainKind
    ref: Expression | None
    values: Mapping[str, Expression]
    entity: End | None
    conditions: tuple[Condition, ...]
    spot: Spot


@dataclass(frozen=True, slots=True)
class DisseminationRule:
    product: Expression
    recipient: Expression
    values: Mapping[str, Expression]
    conditions: tuple[Condition, ...]
    spot: Spot


@dataclass(frozen=True, slots=True)
class Block:
    """What is made once per row, or once per value of ``each`` within a row."""

    each: Expression | None = None
    variable: str = ""
    parts: str = ""
    cells: bool = False
    let: tuple[tuple[str, Expression], ...] = ()
    entities: tuple[EntityRule, ...] = ()
    links: tuple[LinkRule, ...] = ()
    observations: tuple[ObservationRule, ...] = ()
    plain: tuple[PlainRule, ...] = ()
    disseminations: tuple[DisseminationRule, ...] = ()


@dataclass(frozen=True, slots=True)
class Spread:
    """A cell of ``key=value`` pairs; each key becomes a column ``attributes.key``.

    A part without the equals sign continues the value before it: ``species=tiger;bear``.
    """

    column: str
    separator: str
    equals: str
    ignored: frozenset[str]


@dataclass(frozen=True, slots=True)
class SameYear:
    """A check: a date and a year that a row states must agree."""

    date: Template
    year: Template


@dataclass(frozen=True, slots=True)
class RecordRule:
    """Where a row's facts come from.

    ``names_documents`` none: the imported file is the source document; it is described by
    ``file_document``. ``is_sourced`` false: the row is kept without a record.
    """

    is_sourced: bool = True
    names_documents: Expression | None = None
    file_document: Mapping[str, Expression] = field(default_factory=dict)
    values: Mapping[str, Expression] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class FoundIn:
    """What a mapping says of the table it fits."""

    needs: tuple[str, ...]
    ignored: tuple[str, ...]
    empty: frozenset[str]
    aliases: Mapping[str, str]
    """Folded other header to the folded name the mapping uses."""
    is_matrix: bool


@dataclass(frozen=True, slots=True)
class TableMapping:
    """One mapping file."""

    name: str
    label: str
    help: str
    origin: str
    table: FoundIn
    day_first: bool
    spreads: tuple[Spread, ...]
    record: RecordRule
    blocks: tuple[Block, ...]
    checks: tuple[SameYear, ...]
    spot: Spot

    def templates(self) -> Iterator[Template]:
        """Gives every template of the mapping, to see which columns it reads."""
        yield from _templates(self.blocks)
        yield from _templates(self.record)
        yield from _templates(self.checks)


def _templates(thing: object) -> Iterator[Template]:
    if isinstance(thing, Template):
        yield thing
    elif isinstance(thing, Mapping):
        for value in thing.values():
            yield from _templates(value)
    elif isinstance(thing, tuple):
        for value in thing:
            yield from _templates(value)
    elif is_dataclass(thing) and not isinstance(thing, Spot):
        for part in fields(thing):
            yield from _templates(getattr(thing, part.name))
