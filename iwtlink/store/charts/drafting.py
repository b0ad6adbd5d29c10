"""What was read of a chart before it is told what of it is shown."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from iwtlink.store.charts.content import Membership
from iwtlink.store.charts.look import Shape
from iwtlink.store.charts.options import ChartOptions
from iwtlink.store.entities import EntityRow
from iwtlink.store.links import LinkRow


@dataclass(frozen=True, slots=True)
class Spot:
    """Where an entity stands on a chart and how, as its row says."""

    x: float | None = None
    y: float | None = None
    is_pinned: int = 0
    look: str = "{}"
    visibility: str = ""
    placed_at: str = ""
    uid: str = ""
    """Of the entity."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A chart's entities and links, in the order they are drawn.

    ``lines`` are look and visibility of links that have a row of their own; ``grey`` and
    ``grey_links`` are shown greyed, ``retracted`` and ``retracted_links`` are no longer in force.
    """

    chart_id: int
    title: str
    options: ChartOptions
    spots: Mapping[int, Spot]
    entities: Mapping[int, EntityRow]
    links: Mapping[int, LinkRow]
    lines: Mapping[int, tuple[str, str]] = field(default_factory=dict)
    shapes: tuple[Shape, ...] = ()
    members: tuple[Membership, ...] = ()
    author: str = ""
    made_on: str = ""
    retracted: frozenset[int] = frozenset()
    retracted_links: frozenset[int] = frozenset()
    grey: frozenset[int] = frozenset()
    grey_links: frozenset[int] = frozenset()
