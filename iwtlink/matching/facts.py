"""What is known of one thing, as far as it helps to tell whether another record means it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from iwtlink.matching.identifiers import Identifier

Span = tuple[str, str]
"""Earliest and latest day meant, ISO."""


@dataclass(frozen=True, slots=True)
class Spot:
    """Where something is: degrees, and how many kilometres that is exact to."""

    latitude: float
    longitude: float
    exact_km: float


@dataclass(frozen=True, slots=True)
class Facts:
    """One thing. ``texts`` holds folded values by property with the values as stored.

    ``neighbours`` are the ids of what it is linked with, ``records`` the ids of records that
    name it, ``linked`` the types of links that join it with another thing, by that one's id.
    """

    id: int
    type: str
    label: str
    names: tuple[str, ...]
    identifiers: tuple[Identifier, ...] = ()
    texts: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    dates: Mapping[str, Sequence[Span]] = field(default_factory=dict)
    spots: tuple[Spot, ...] = ()
    neighbours: frozenset[int] = frozenset()
    records: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Third:
    """Something that both are linked with, and with how many it is linked in all."""

    ref: str
    label: str
    type: str
    linked: int


@dataclass(frozen=True, slots=True)
class Between:
    """What joins the two themselves: (type of link, its label), and records in common.

    ``records`` (reference by id) leaves out those that only say that the two may be one.
    """

    links: tuple[tuple[str, str], ...] = ()
    records: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Around:
    """What pairs are seen against: the third things, and how common names and numbers are."""

    thirds: Mapping[int, Third] = field(default_factory=dict)
    bearers: Mapping[str, int] = field(default_factory=dict)
    """How many things bear a name, where more than one does."""
    sharers: Mapping[str, int] = field(default_factory=dict)
    """How many things have a number, by its key, where more than two do."""
