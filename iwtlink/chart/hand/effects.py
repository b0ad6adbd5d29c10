"""What comes from mouse and keyboard (``Event``) and what a gesture asks of the window (effects).

Entities and links are named by their ids, so that an effect stays true when the display is
built anew meanwhile.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from iwtlink.chart.hand.hit import Hit

Tool = Literal["select", "link", "pan"]
EventKind = Literal["press", "move", "release", "double", "wheel", "key", "leave"]
Button = Literal["left", "middle", "right", ""]


@dataclass(frozen=True, slots=True)
class Event:
    """One event of mouse or keyboard. ``x, y`` in chart units, ``px, py`` pixels of the view."""

    kind: EventKind
    x: float = 0.0
    y: float = 0.0
    px: float = 0.0
    py: float = 0.0
    button: Button = ""
    key: str = ""
    """Name of a pressed key: "Escape", "Delete", "Return", "Space" ..."""
    notches: float = 0.0
    """Turn of the wheel away from the user, in notches."""
    ctrl: bool = False
    shift: bool = False
    space: bool = False


@dataclass(frozen=True, slots=True)
class Selection:
    """Selected entities and links, by id."""

    entities: frozenset[int] = frozenset()
    links: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Selected:
    """Make this the selection."""

    selection: Selection


@dataclass(frozen=True, slots=True)
class Banded:
    """Show the rubber band (left, top, right, bottom in chart units), or none."""

    rectangle: tuple[float, float, float, float] | None


@dataclass(frozen=True, slots=True)
class Dragged:
    """Show these entities moved by so much from where the drag began; nothing is stored yet."""

    entities: frozenset[int]
    dx: float
    dy: float


@dataclass(frozen=True, slots=True)
class Dropped:
    """Store the move of these entities by so much from where the drag began."""

    entities: frozenset[int]
    dx: float
    dy: float


@dataclass(frozen=True, slots=True)
class Panned:
    """Move the view by so many pixels."""

    dx_px: float
    dy_px: float


@dataclass(frozen=True, slots=True)
class Zoomed:
    """Enlarge by ``factor`` about a point (pixels of the view) that stays where it is."""

    factor: float
    px: float
    py: float


@dataclass(frozen=True, slots=True)
class Hovered:
    """The pointer is now over this."""

    hit: Hit


@dataclass(frozen=True, slots=True)
class Opened:
    """Open the double-clicked item for editing."""

    hit: Hit


@dataclass(frozen=True, slots=True)
class Expanded:
    """Bring the neighbours of this entity onto the chart."""

    entity: int


@dataclass(frozen=True, slots=True)
class MenuAsked:
    """Show the menu of what is under the pointer, at these pixels of the view."""

    hit: Hit
    px: float
    py: float


@dataclass(frozen=True, slots=True)
class LinkStretched:
    """Show a line from this entity to a point, or none, while a link is being drawn."""

    entity: int | None
    x: float = 0.0
    y: float = 0.0


@dataclass(frozen=True, slots=True)
class LinkDrawn:
    """Ask for the new link between these two entities."""

    from_entity: int
    to_entity: int


@dataclass(frozen=True, slots=True)
class RemovalAsked:
    """Take the selection off the chart."""

    selection: Selection


Effect = (
    Selected
    | Banded
    | Dragged
    | Dropped
    | Panned
    | Zoomed
    | Hovered
    | Opened
    | Expanded
    | MenuAsked
    | LinkStretched
    | LinkDrawn
    | RemovalAsked
)
