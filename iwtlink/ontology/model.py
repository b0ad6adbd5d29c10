"""The words of the trade as frozen values: types, properties, code lists, grading systems.

Labels are English texts; whoever shows one passes it through ``tr``. Names such as
``beneficial_owner_of`` are what the database stores and never change with the language.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from iwtlink.errors import BadInput, IwtlinkError
from iwtlink.i18n import tr

Cardinality = Literal["one", "many", "dated"]
Kind = Literal["entity", "link", "observation"]

ROOT = "entity"
"""The abstract type every entity type extends; its properties are common to all."""

TABLE_KINDS = frozenset({"document", "record", "article", "product", "recipient", "project"})
"""What has a table of its own and is no entity, yet may stand at the end of a link type."""

FAMILIES: Mapping[str, str] = {
    "text": "text",
    "long_text": "text",
    "name": "text",
    "file_no": "text",
    "date": "date",
    "integer": "number",
    "number": "number",
    "percent": "number",
    "quantity": "number",
    "mass": "number",
    "money": "number",
    "coordinates": "place",
    "country": "code",
    "province": "code",
    "code": "code",
    "yes_no": "code",
    "taxon": "code",
    "phone": "identifier",
    "email": "identifier",
    "url": "identifier",
    "plate": "identifier",
    "id_number": "identifier",
    "imo": "identifier",
    "mmsi": "identifier",
    "container_no": "identifier",
    "awb": "identifier",
    "vin": "identifier",
    "iban": "identifier",
    "imei": "identifier",
    "mrz": "identifier",
    "chinese_id": "identifier",
    "thai_id": "identifier",
}
"""Each value type with its family: how it is aligned, sorted and searched."""


class BadOntology(BadInput):
    """A file of types or codes is wrong; the text names the file and the line."""


class ValueProblem(IwtlinkError):
    """A text is not a value of its type; the sentence says what is wrong with it."""


@dataclass(frozen=True, slots=True)
class Value:
    """One value as stored: canonical text, and what numbers and dates are sorted by.

    ``unit`` is a CITES unit code or the unit as stated, an ISO 4217 currency, or the precision
    of coordinates. ``first`` and ``last`` are the earliest and latest day meant (ISO).
    """

    text: str
    number: float | None = None
    unit: str = ""
    first: str | None = None
    last: str | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """A family of types that share a colour and a heading, such as *Organisations*."""

    name: str
    label: str
    colour: str = ""


@dataclass(frozen=True, slots=True)
class PropertyType:
    """What can be stated of an item: one value that competes, many, or one per date."""

    name: str
    label: str
    value_type: str = "text"
    cardinality: Cardinality = "one"
    unit: str = ""
    codes: str = ""
    help: str = ""
    is_lenient: bool = False
    """A wrong check digit is kept as stated instead of refused."""
    is_masked: bool = False
    """Shown by its last digits only, until asked for."""


@dataclass(frozen=True, slots=True)
class EntityType:
    """A kind of thing on the chart. ``properties`` holds the inherited ones too."""

    name: str
    label: str
    plural: str
    code: str
    icon: str
    colour: str
    extends: str
    is_abstract: bool
    caption: tuple[str, ...]
    featured: tuple[str, ...]
    asked_first: tuple[str, ...]
    properties: Mapping[str, PropertyType]
    group: str


@dataclass(frozen=True, slots=True)
class LinkType:
    """A kind of relation between exactly two items, with a verb for each way.

    ``ends`` lists the allowed pairs of type names; ``from_types`` and ``to_types`` are all that
    stand on either side. A link type with ``joins_entities`` false (a mention, a dissemination)
    is kept in a table of its own and is never drawn.
    """

    name: str
    label: str
    verb: str
    reverse_verb: str
    is_directed: bool
    ends: tuple[tuple[str, str], ...]
    properties: Mapping[str, PropertyType]
    group: str
    joins_entities: bool = True

    @property
    def from_types(self) -> tuple[str, ...]:
        """Give the type names a link of this type may start from."""
        return tuple(dict.fromkeys(start for start, _ in self.ends))

    @property
    def to_types(self) -> tuple[str, ...]:
        """Give the type names a link of this type may lead to."""
        return tuple(dict.fromkeys(end for _, end in self.ends))


@dataclass(frozen=True, slots=True)
class ObservationType:
    """A dated compound fact of an entity that repeats: a seizure item, a stock count."""

    name: str
    label: str
    plural: str
    code: str
    of: tuple[str, ...]
    properties: Mapping[str, PropertyType]
    group: str = ""


@dataclass(frozen=True, slots=True)
class Code:
    """One entry of a code list. ``rank`` orders grades: 1 is best, 0 means it has no order."""

    code: str
    label: str
    description: str = ""
    rank: int = 0
    aliases: tuple[str, ...] = ()
    colour: str = ""
    """Background colour of a marking, where its standard sets one."""
    text_colour: str = ""


@dataclass(frozen=True, slots=True)
class CodeList:
    """A closed list to choose from; ``codes`` keeps the order of the file."""

    name: str
    label: str
    codes: Mapping[str, Code]
    reference: str = ""

    def label_of(self, code: str) -> str:
        """Give the label of ``code``; a code that is not in the list stands as it is."""
        found = self.codes.get(code)
        return found.label if found else code


@dataclass(frozen=True, slots=True)
class GradeTable:
    """Which grade of another system stands for each grade of this one."""

    source: Mapping[str, str]
    information: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class GradingSystem:
    """A way to grade a source and its information, with the wording of its standard.

    ``converts`` holds, by the name of another system, the table that leads to it.
    """

    name: str
    label: str
    source: CodeList
    information: CodeList
    handling: CodeList | None
    reference: str = ""
    converts: Mapping[str, GradeTable] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Ontology:
    """All types and codes of a database's world, checked and ready to ask."""

    entity_types: Mapping[str, EntityType]
    link_types: Mapping[str, LinkType]
    observation_types: Mapping[str, ObservationType]
    code_lists: Mapping[str, CodeList]
    grading_systems: Mapping[str, GradingSystem]
    groups: Mapping[str, Group] = field(default_factory=dict)
    ancestors: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """For each entity type itself and all it extends."""

    def is_a(self, type_name: str, ancestor: str) -> bool:
        """Say whether a type is ``ancestor`` or extends it, near or far."""
        return ancestor in self.ancestors.get(type_name, (type_name,))

    def allows(self, link_type: str, from_type: str, to_type: str) -> bool:
        """Say whether a link of this type may lead from one entity type to the other.

        An undirected link fits either way round.
        """
        link = self.link_types.get(link_type)
        if link is None:
            return False
        return self._fits(link, from_type, to_type) or (
            not link.is_directed and self._fits(link, to_type, from_type)
        )

    def link_types_between(self, from_type: str, to_type: str) -> list[tuple[LinkType, bool]]:
        """List what may join two types, in file order: the link type, and whether it runs
        forward (from the first to the second). Undirected ones come once, as forward.
        """
        found: list[tuple[LinkType, bool]] = []
        for link in self.link_types.values():
            if self.allows(link.name, from_type, to_type):
                found.append((link, True))
            if link.is_directed and self._fits(link, to_type, from_type):
                found.append((link, False))
        return found

    def properties_of(self, kind: Kind, type_name: str) -> Mapping[str, PropertyType]:
        """Give the properties of an entity, link or observation type, inherited ones included."""
        found: EntityType | LinkType | ObservationType | None
        if kind == "entity":
            found = self.entity_types.get(type_name)
        elif kind == "link":
            found = self.link_types.get(type_name)
        else:
            found = self.observation_types.get(type_name)
        if found is None:
            message = tr("There is no {kind} type named “{name}”.", kind=kind, name=type_name)
            raise BadInput(message)
        return found.properties

    def observation_types_of(self, entity_type: str) -> list[ObservationType]:
        """List the observations that an entity of this type can have."""
        return [
            observation
            for observation in self.observation_types.values()
            if any(self.is_a(entity_type, owner) for owner in observation.of)
        ]

    def _fits(self, link: LinkType, from_type: str, to_type: str) -> bool:
        return any(
            self.is_a(from_type, start) and self.is_a(to_type, end) for start, end in link.ends
        )
