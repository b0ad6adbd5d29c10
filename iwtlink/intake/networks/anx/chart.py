"""A chart as frozen values: its items, links and cards, with references that are their own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from iwtlink.intake.networks.anx.dates import Stated
from iwtlink.intake.networks.model import Drawn


@dataclass(frozen=True, slots=True)
class Facts:
    """What items, links and cards have in common."""

    date: Stated
    grades: tuple[str, str, str]
    """Of the source, of the information, and the handling, as their lists word them."""
    source_reference: str
    source_type: str


@dataclass(frozen=True, slots=True)
class Card:
    summary: str
    text: str
    facts: Facts


@dataclass(frozen=True, slots=True)
class Item:
    """An entity of the chart; ``number`` counts all its chart items from 1."""

    number: int
    ref: str
    identity: str
    type: str
    label: str
    more_label: str
    description: str
    facts: Facts
    attributes: Mapping[str, str]
    representation: str
    picture: str
    drawn: Drawn | None
    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class Tie:
    """A link of the chart. ``start`` and ``end`` follow its arrow."""

    number: int
    ref: str
    start: Item
    end: Item
    type: str
    label: str
    more_label: str
    description: str
    direction: str
    strength: str
    strength_name: str
    facts: Facts
    attributes: Mapping[str, str]
    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    title: str
    items: tuple[Item, ...]
    ties: tuple[Tie, ...]
    attributes: tuple[str, ...]
    """Names of the attribute classes in use, in order of appearance."""
    icons: Mapping[str, str]
    """The icon of a type, by the type's name."""
