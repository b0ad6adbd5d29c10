"""What a gesture asks of the window.

Entities and links are named by their ids, so that an effect stays true when the display is
built anew meanwhile.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from iwtlink.chart.hand.events import Selection
from iwtlink.chart.hand.hit import Hit


@dataclass(frozen=True, slots=True)
class Guide:
    """A line in chart units that shows with what a dragged item stands in line."""

    x1: float
    y1: float
    x2: float
    y2: float


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
    """Show these items moved by so much from where the drag began; nothing is stored yet."""

    entities: frozenset[int]
    dx: float
    dy: float
    shapes: frozenset[int] = frozenset()
    guides: tuple[Guide, ...] = ()


@dataclass(frozen=True, slots=True)
class Dropped:
    """Store the move of these items by so much from where the drag began."""

    entities: frozenset[int]
    dx: float
    dy: float
    shapes: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Outlined:
    """Show where what is being dragged would be, as a line through points; none: nothing."""

    points: tuple[tuple[float, float], ...] = ()
    guides: tuple[Guide, ...] = ()


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
class Asked:
    """Open what is under the pointer, bring its neighbours onto the chart, or show its menu."""

    what: Literal["open", "expand", "menu"]
    hit: Hit


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
class LinkEndMoved:
    """Let a link end ("from" or "to") at another entity."""

    link: int
    end: Literal["from", "to"]
    entity: int


@dataclass(frozen=True, slots=True)
class CornersChanged:
    """Store the bend points of a link, from its start to its end."""

    link: int
    corners: tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class SpacingChanged:
    """Store how far apart the lines of these links stand, chart units; None: as usual."""

    links: tuple[int, ...]
    """All that join the same two items."""
    spacing: float | None
    is_everywhere: bool = False
    """Of all pairs on the chart."""


@dataclass(frozen=True, slots=True)
class AloneTouched:
    """Say that no other line runs beside this one."""


@dataclass(frozen=True, slots=True)
class LinkLabelMoved:
    """Store where a link's label stands: along its line, 0 to 1, and how far off it."""

    link: int
    at: float
    dx: float
    dy: float


@dataclass(frozen=True, slots=True)
class LabelMoved:
    """Store how far an entity's label stands from where it would stand by itself."""

    entity: int
    dx: float
    dy: float


@dataclass(frozen=True, slots=True)
class Resized:
    """Store the new box (left, top, right, bottom) of an entity's form or a free shape.

    That of a line or arrow runs from its start to its tip, and so may be upside down.
    """

    kind: Literal["entity", "shape"]
    id: int
    box: tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class PartMoved:
    """Store the new top left corner of the chart's legend or title block."""

    part: Literal["legend", "title_block"]
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class EntityWanted:
    """Place a new entity of the type armed in the palette."""

    type_name: str
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class ToolPutDown:
    """Go back to selecting: no link tool, nothing armed."""


@dataclass(frozen=True, slots=True)
class LockTouched:
    """Say that the chart is locked: something was to be moved."""


@dataclass(frozen=True, slots=True)
class TimeTouched:
    """Say why what is dragged does not go (farther) to the side: its date holds it."""

    is_fixed: bool
    """It moves up and down only; else it stays between what was before and what came after."""


@dataclass(frozen=True, slots=True)
class ZoomedTo:
    """Show this box (corners in any order) as large as it fits."""

    box: tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class RemovalAsked:
    """Take the selection off the chart."""

    selection: Selection


Effect = (
    Selected
    | Banded
    | Dragged
    | Dropped
    | Outlined
    | Panned
    | Zoomed
    | ZoomedTo
    | Hovered
    | Asked
    | LinkStretched
    | LinkDrawn
    | LinkEndMoved
    | CornersChanged
    | SpacingChanged
    | AloneTouched
    | LinkLabelMoved
    | LabelMoved
    | Resized
    | PartMoved
    | EntityWanted
    | ToolPutDown
    | LockTouched
    | TimeTouched
    | RemovalAsked
)
Effects = tuple[Effect, ...]
