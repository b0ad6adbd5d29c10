"""A chart view without a window: it carries out what concerns the selection."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TypedDict, Unpack

from iwtlink.chart.display import Display
from iwtlink.chart.hand.effects import Effect, Selected
from iwtlink.chart.hand.events import Button, Event, EventKind, Selection, Tool
from iwtlink.chart.hand.gestures import Hand
from iwtlink.chart.hand.handles import Handle, handles_of
from iwtlink.chart.hand.hit import HitIndex, index_hits
from iwtlink.chart.hand.scene import Rules


class Held(TypedDict, total=False):
    """What an event tells besides its kind and place: see ``Event``."""

    button: Button
    key: str
    notches: float
    ctrl: bool
    shift: bool
    alt: bool
    space: bool
    z: bool


def at(kind: EventKind, x: float = 0, y: float = 0, **held: Unpack[Held]) -> Event:
    """Give an event at a place whose chart units are pixels."""
    return Event(kind=kind, x=x, y=y, px=x, py=y, **held)


@dataclass
class Desk:
    """What gestures ask of a view, and a hand to drive."""

    hits: HitIndex
    selection: Selection = field(default_factory=Selection)
    zoom: float = 1.0
    tool: Tool = "select"
    rules: Rules = field(default_factory=Rules)
    region: tuple[float, float, float, float] = (-2000.0, -2000.0, 2000.0, 2000.0)

    def __post_init__(self) -> None:
        self.hand = Hand(self)

    @property
    def display(self) -> Display:
        return self.hits.display

    @property
    def handles(self) -> tuple[Handle, ...]:
        return handles_of(self.display, self.selection)

    def handle(self, kind: str, part: str = "") -> Handle:
        return next(h for h in self.handles if h.kind == kind and part in ("", h.part))

    def send(
        self, kind: EventKind, x: float = 0, y: float = 0, **held: Unpack[Held]
    ) -> list[Effect]:
        return self.take(at(kind, x, y, **held))

    def take(self, event: Event) -> list[Effect]:
        effects = list(self.hand.send(event))
        for effect in effects:
            if isinstance(effect, Selected):
                self.selection = effect.selection
        return effects

    def press(self, x: float, y: float, **held: Unpack[Held]) -> list[Effect]:
        held.setdefault("button", "left")
        return self.send("press", x, y, **held)

    def move(self, x: float, y: float, **held: Unpack[Held]) -> list[Effect]:
        return self.send("move", x, y, **held)

    def release(self, x: float, y: float, **held: Unpack[Held]) -> list[Effect]:
        held.setdefault("button", "left")
        return self.send("release", x, y, **held)

    def click(self, x: float, y: float, **held: Unpack[Held]) -> list[Effect]:
        return self.press(x, y, **held) + self.release(x, y)

    def drag(
        self, start: tuple[float, float], *ways: tuple[float, float], **held: Unpack[Held]
    ) -> list[Effect]:
        """Press, move along, let go at the last place; give what the release brought about."""
        self.press(*start, **held)
        for way in ways:
            self.move(*way, **held)
        return self.release(*ways[-1], **held)

    def escape(self) -> list[Effect]:
        return self.send("key", key="Escape")


def desk_of(display: Display) -> Desk:
    """Give a desk with a display on it."""
    return Desk(index_hits(display))


def entities(*ids: int) -> Selection:
    return Selection(entities=frozenset(ids))


def links(*ids: int) -> Selection:
    return Selection(links=frozenset(ids))


def shapes(*ids: int) -> Selection:
    return Selection(shapes=frozenset(ids))
