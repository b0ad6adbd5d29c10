"""A chart view without a window: it carries out what concerns the selection."""

from __future__ import annotations

from dataclasses import dataclass, field

from iwtlink.chart.display import Display
from iwtlink.chart.hand.effects import Effect, Selected
from iwtlink.chart.hand.events import Event, Selection, Tool
from iwtlink.chart.hand.gestures import Hand
from iwtlink.chart.hand.handles import Handle, handles_of
from iwtlink.chart.hand.hit import HitIndex, index_hits
from iwtlink.chart.hand.scene import Rules


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

    def send(self, kind: str, x: float = 0, y: float = 0, **more: object) -> list[Effect]:
        event = Event(kind=kind, x=x, y=y, px=x, py=y, **more)  # type: ignore[arg-type]  # test
        effects = list(self.hand.send(event))
        for effect in effects:
            if isinstance(effect, Selected):
                self.selection = effect.selection
        return effects

    def press(self, x: float, y: float, button: str = "left", **more: object) -> list[Effect]:
        return self.send("press", x, y, button=button, **more)

    def move(self, x: float, y: float, **more: object) -> list[Effect]:
        return self.send("move", x, y, **more)

    def release(self, x: float, y: float, **more: object) -> list[Effect]:
        return self.send("release", x, y, button="left", **more)

    def click(self, x: float, y: float, **more: object) -> list[Effect]:
        return self.press(x, y, **more) + self.release(x, y)

    def drag(
        self, start: tuple[float, float], *ways: tuple[float, float], **more: object
    ) -> list[Effect]:
        """Press, move along, let go at the last place; give what the release brought about."""
        self.press(*start, **more)
        for way in ways:
            self.move(*way, **more)
        return self.release(*ways[-1], **more)

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
