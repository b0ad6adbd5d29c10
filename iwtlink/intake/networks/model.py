"""A network file as it was read: tables of its items and ties, and how they were drawn.

Each table goes the way of any sheet: through its mapping into proposals, a dry run and one step.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from iwtlink.intake.sheet import Sheet

Kind = Literal["anx", "ftm", "vis", "graphml", "gexf", "gml", "pajek", "dl"]


@dataclass(frozen=True, slots=True)
class Table:
    """One table of a network file, and the text of the mapping drafted for it."""

    sheet: Sheet
    mapping: str


@dataclass(frozen=True, slots=True)
class Loss:
    """What could not be taken over: ``what`` in words, ``where`` it first stood, how often."""

    what: str
    where: str = ""
    count: int = 1


@dataclass(frozen=True, slots=True)
class Drawn:
    """Where an item was drawn, in chart units (one screen pixel at zoom 1, y downwards).

    ``look`` holds fields of ``store.charts.Look`` by name.
    """

    x: float
    y: float
    look: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Drawing:
    """The chart that a network file holds: its items by the references that its tables give."""

    title: str
    items: Mapping[str, Drawn]


@dataclass(frozen=True, slots=True)
class Network:
    """A network file as it was read; ``sha256`` is that of the whole file, lower-case hex."""

    kind: Kind
    title: str
    file: str
    sha256: str
    tables: tuple[Table, ...]
    drawing: Drawing | None = None
    losses: tuple[Loss, ...] = ()
