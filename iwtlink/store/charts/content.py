"""What one chart shows, as plain arrays: the store reads it, the chart room draws it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from iwtlink.store.charts.look import LinkLook, Look, Shape
from iwtlink.store.charts.options import ChartOptions


@dataclass(frozen=True, slots=True)
class EntityFacts:
    """What may be written under an entity or stand at its corners."""

    values: Mapping[str, str] = field(default_factory=dict)
    """By property: its shown value in words, several joined by commas."""
    numbers: Mapping[str, float] = field(default_factory=dict)
    """By property: its shown value where it is a number (kg, USD, percent, a year)."""
    grade: str = ""
    """Best grade of its statements, such as "B2"."""
    source_count: int = 0
    warning: str = ""
    """A sentence where something is wrong or risky: contradicted, retracted."""
    watch: str = ""
    """Watch status in words; empty for none."""
    is_changed: bool = False
    """Edited since it was placed here."""
    is_retracted: bool = False
    is_unsourced: bool = False
    """Nobody has said yet from where it is known: usual while a chart is drafted."""


@dataclass(frozen=True, slots=True)
class LinkFacts:
    """What rules and sentences need of a link beyond its label."""

    amount: float | None = None
    currency: str = ""
    quantity: float | None = None
    unit: str = ""
    grade: str = ""
    source_count: int = 0
    is_retracted: bool = False


@dataclass(frozen=True, slots=True)
class Membership:
    """An entity or shape that is held by a container or belongs to a group."""

    holder_kind: str
    """"entity" or "shape"."""
    holder_id: int
    member_kind: str
    member_id: int


def _none() -> NDArray[np.bool_]:
    return np.zeros(0, bool)


@dataclass(frozen=True, slots=True)
class ChartContent:
    """The N items and M links of a chart, with the values its labels need.

    Positions are chart units (one screen pixel at zoom 1, y downwards); NaN marks an
    item that has not been placed. Lists and arrays of items share one order, those of
    links another; ``ends`` are indexes into the items.
    """

    chart_id: int
    title: str
    notice: str
    """Notice printed on everything that leaves the program, such as "fictional"."""

    entity_ids: NDArray[np.int64]
    types: list[str]
    labels: list[str]
    script_labels: list[str]
    positions: NDArray[np.float64]
    is_pinned: NDArray[np.bool_]
    picture_ids: NDArray[np.int64]
    """0 where the item has no picture."""

    link_ids: NDArray[np.int64]
    link_types: list[str]
    ends: NDArray[np.int64]
    """(M, 2): from and to."""
    is_directed: NDArray[np.bool_]
    strengths: NDArray[np.uint8]
    """0 confirmed, 1 unconfirmed, 2 tentative."""
    roles: list[str]
    percents: NDArray[np.float64]
    """NaN where none is stated."""
    amounts: list[str]
    """Money as shown, such as "42,000 USD"; empty where none."""
    quantities: list[str]
    starts: list[str]
    ends_on: list[str]
    """Partial dates as stated, such as "2015-03"."""

    options: ChartOptions = field(default_factory=ChartOptions)
    looks: tuple[Look, ...] = ()
    """(N,) or empty where every item is drawn as usual."""
    facts: tuple[EntityFacts, ...] = ()
    """(N,) or empty where they were not read."""
    is_grey: NDArray[np.bool_] = field(default_factory=_none)
    """(N,) or empty: shown, but greyed (hidden items revealed, retracted items)."""
    link_looks: tuple[LinkLook, ...] = ()
    link_facts: tuple[LinkFacts, ...] = ()
    link_is_grey: NDArray[np.bool_] = field(default_factory=_none)
    uids: tuple[str, ...] = ()
    """(N,) uids of the entities, by which options name them; empty for a chart not kept."""
    shapes: tuple[Shape, ...] = ()
    members: tuple[Membership, ...] = ()
    folded: tuple[tuple[int, ...], ...] = ()
    """Groups of entity ids drawn as one bundle, the first that is on the chart standing for
    them."""
    selected_entities: Mapping[str, frozenset[int]] = field(default_factory=dict)
    """Ids by stored selection, "0" to "9", of those that hold something."""
    selected_links: Mapping[str, frozenset[int]] = field(default_factory=dict)
    author: str = ""
    """Analyst who made the chart, for its title block."""
    made_on: str = ""
    """Date (ISO) of the last change."""
