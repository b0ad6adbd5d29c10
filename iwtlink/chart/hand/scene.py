"""What gestures ask of the chart view, and the questions they share."""

from __future__ import annotations

from collections.abc import Callable, Generator
from dataclasses import dataclass
from typing import Protocol

from iwtlink.chart.display import Display
from iwtlink.chart.hand.effects import Effects
from iwtlink.chart.hand.events import Event, Selection, Tool
from iwtlink.chart.hand.handles import Handle, handle_at
from iwtlink.chart.hand.hit import Hit, HitIndex, hit_at

DRAG_STARTS_PX = 4.0
"""A hand trembles: shorter movements with the button down are a click."""
SLACK_PX = 4.0
SNAP_PX = 6.0
"""How near a dragged item must come to a neighbour's line to keep to it."""

Gesture = Generator[Effects, Event, Effects]


@dataclass(frozen=True, slots=True)
class Rules:
    """What may be done, and what what is dragged keeps to."""

    is_locked: bool = False
    """Nothing moves."""
    is_read_only: bool = False
    """Nothing is moved, placed, drawn or named."""
    grid_step: float = 0.0
    """Chart units; 0 for no grid to keep to."""
    is_aligned: bool = False
    """Dragged items keep to the lines of their neighbours."""
    armed: str = ""
    """Entity type that each click places; empty for none."""

    @property
    def is_fixed(self) -> bool:
        """Whether nothing may be moved."""
        return self.is_locked or self.is_read_only


class Scene(Protocol):
    """What gestures ask of the chart view."""

    @property
    def hits(self) -> HitIndex:
        """The display in front, prepared for hit tests."""

    @property
    def selection(self) -> Selection:
        """What is selected now."""

    @property
    def handles(self) -> tuple[Handle, ...]:
        """The handles of what is selected."""

    @property
    def zoom(self) -> float:
        """Pixels per chart unit."""

    @property
    def region(self) -> tuple[float, float, float, float]:
        """Left, top, right, bottom of what is seen, in chart units."""

    @property
    def tool(self) -> Tool:
        """What the left button does."""

    @property
    def rules(self) -> Rules:
        """What may be done."""


def under(scene: Scene, event: Event) -> Hit:
    """Give what is under an event: a handle before all else."""
    reach = pixels(scene, SLACK_PX)
    if not scene.rules.is_fixed:
        handle = handle_at(scene.handles, event.x, event.y, reach, scene.zoom)
        if handle >= 0:
            return Hit("handle", handle)
    return below(scene, event)


def below(scene: Scene, event: Event) -> Hit:
    """Give what is under an event, handles aside."""
    return hit_at(scene.hits, event.x, event.y, pixels(scene, SLACK_PX))


def pixels(scene: Scene, count: float) -> float:
    """Give so many pixels of the view in chart units."""
    return count / max(scene.zoom, 1e-6)


def is_called_off(event: Event) -> bool:
    """Tell whether Escape was pressed."""
    return event.kind == "key" and event.key == "Escape"


def is_far(press: Event, event: Event) -> bool:
    """Tell whether the pointer has left the place of the press."""
    return max(abs(event.px - press.px), abs(event.py - press.py)) > DRAG_STARTS_PX


def until_release(event: Event) -> Gesture:
    """Wait until the button is let go."""
    while event.kind != "release":
        event = yield ()
    return ()


def follow(
    event: Event, shown: Callable[[Event], Effects]
) -> Generator[Effects, Event, Event | None]:
    """Show what each move of a drag means; give where it is let go, None where it is called off."""
    while event.kind != "release":
        if is_called_off(event):
            return None
        event = yield shown(event) if event.kind == "move" else ()
    return event


def of_hit(display: Display, hit: Hit) -> Selection:
    """Give the selection of what was hit; a merged line stands for all its links."""
    if hit.kind == "entity":
        return Selection(entities=frozenset((int(display.entity_ids[hit.index]),)))
    if hit.kind == "line":
        return Selection(links=frozenset(links_of_line(display, hit.index)))
    if hit.kind == "shape":
        return Selection(shapes=frozenset((display.shapes[hit.index].id,)))
    return Selection()


def links_of_line(display: Display, line: int) -> list[int]:
    """Give the ids of the links a drawn line stands for."""
    first, last = display.member_starts[line], display.member_starts[line + 1]
    ids: list[int] = display.link_ids[display.members[first:last]].tolist()
    return ids
