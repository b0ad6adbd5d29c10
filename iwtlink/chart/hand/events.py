"""What comes from mouse and keyboard, and what of a chart is selected."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

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
    alt: bool = False
    space: bool = False
    z: bool = False
    """Z is held: the left button draws a zoom box."""


@dataclass(frozen=True, slots=True)
class Selection:
    """Selected entities, links and free shapes, by id."""

    entities: frozenset[int] = frozenset()
    links: frozenset[int] = frozenset()
    shapes: frozenset[int] = frozenset()

    def __bool__(self) -> bool:
        """Whether anything is selected."""
        return bool(self.entities or self.links or self.shapes)

    def has(self, kind: str, number: int) -> bool:
        """Whether the entity or shape of this id is selected."""
        return number in (self.entities if kind == "entity" else self.shapes)

    def __or__(self, other: Selection) -> Selection:
        """Give what is in either."""
        return Selection(
            self.entities | other.entities, self.links | other.links, self.shapes | other.shapes
        )

    def __sub__(self, other: Selection) -> Selection:
        """Give what is in this one alone."""
        return Selection(
            self.entities - other.entities, self.links - other.links, self.shapes - other.shapes
        )

    def __le__(self, other: Selection) -> bool:
        """Tell whether all of this is in the other."""
        return not self - other
