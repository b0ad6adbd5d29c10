"""Mouse and keys into gestures: what these ask about the view, and what Qt tells them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QPointF, Qt, QTimer
from PySide6.QtGui import QMouseEvent

from iwtlink.chart.hand.effects import Asked, Effects
from iwtlink.chart.hand.events import Button, Event, EventKind, Selection, Tool
from iwtlink.chart.hand.gestures import Hand
from iwtlink.chart.hand.handles import Handle
from iwtlink.chart.hand.hit import HitIndex, index_hits
from iwtlink.chart.hand.scene import Rules, below
from iwtlink.gui.chartview.carrying import Carrying
from iwtlink.gui.chartview.cursors import cursor_for

if TYPE_CHECKING:
    from iwtlink.gui.chartview.view import ChartView

EDGE_MS, EDGE_PX = 16, 24
"""Pace and largest step of a view that follows what is dragged beyond its edge."""
_BUTTONS: dict[Qt.MouseButton, Button] = {
    Qt.MouseButton.LeftButton: "left",
    Qt.MouseButton.MiddleButton: "middle",
    Qt.MouseButton.RightButton: "right",
}


class Pointing:
    """Runs the gestures of one view: what they ask about it, and what they bring about."""

    def __init__(self, view: ChartView) -> None:
        self._view = view
        self._hand = Hand(self)
        self._carrying = Carrying(view, self)
        self._hits: HitIndex | None = None
        self._last = Event("move")
        self._edge = QTimer(view, interval=EDGE_MS)
        self._edge.timeout.connect(self._scroll_at_edge)
        self._is_space_held = False
        self._is_z_held = False
        self._button = Qt.MouseButton.NoButton
        self.tool: Tool = "select"

    # --- what gestures ask

    @property
    def hits(self) -> HitIndex:
        """The display shown, prepared for hit tests."""
        display = self._view.display
        assert display is not None  # without one no event is sent
        if self._hits is None or self._hits.display is not display:
            self._hits = index_hits(display)
        return self._hits

    @property
    def selection(self) -> Selection:
        """What is selected now."""
        return self._view.chosen.selection

    @property
    def handles(self) -> tuple[Handle, ...]:
        """The handles of what is selected."""
        return self._view.marks.handles

    @property
    def zoom(self) -> float:
        """Logical pixels per chart unit."""
        return self._view.view.zoom

    @property
    def region(self) -> tuple[float, float, float, float]:
        """Left, top, right, bottom of what is seen, in chart units."""
        view = self._view.view
        return (*view.to_chart(0, 0), *view.to_chart(view.width, view.height))

    @property
    def rules(self) -> Rules:
        """What may be done."""
        return self._view.ground.rules

    @property
    def is_busy(self) -> bool:
        """Whether a button is held."""
        return self._button != Qt.MouseButton.NoButton

    @property
    def is_panning(self) -> bool:
        """Whether the left button moves the paper."""
        return self._is_space_held or self.tool == "pan"

    @property
    def is_zooming(self) -> bool:
        """Whether the left button draws a zoom box."""
        return self._is_z_held

    @property
    def is_spacing(self) -> bool:
        """Whether the left button draws the lines of a pair apart: Shift and Alt over a line."""
        return self._last.shift and self._last.alt and self._view.marks.hovered_line >= 0

    # --- what Qt tells

    def press(self, event: QMouseEvent) -> None:
        """Begin a gesture, unless another button has begun one already.

        The right button waits for the menu's own event.
        """
        if event.button() == Qt.MouseButton.RightButton or self.is_busy:
            return
        self._button = event.button()
        self._carrying.begin()
        self._send(self._event("press", event))
        self.show_cursor()

    def move(self, event: QMouseEvent) -> None:
        """Go on with a gesture, or hover. Held beyond the edge, what is dragged goes on."""
        if self.is_busy and not event.buttons() & self._button:
            self.cancel()  # its release went to another window
        was_spacing = self.is_spacing
        self._last = self._event("move", event)
        self._send(self._last)
        if self.is_spacing != was_spacing:
            self.show_cursor()
        if not any(self._pull()):
            self._edge.stop()
        elif not self._edge.isActive():
            self._edge.start()

    def release(self, event: QMouseEvent) -> None:
        """End a gesture, if this is the button that began it."""
        if not self.is_busy or event.button() != self._button:
            return
        self._button = Qt.MouseButton.NoButton
        self._edge.stop()
        self._send(self._event("release", event))
        self.show_cursor()

    def double_click(self, event: QMouseEvent) -> None:
        """Open or expand what is under the mouse; on a corner of a link, take the corner out."""
        if event.button() == Qt.MouseButton.LeftButton and not self.is_busy:
            self._send(self._event("double", event))

    def wheel(self, notches: float, at: QPointF) -> None:
        """Zoom at the mouse; not while something is being dragged."""
        if not self.is_busy:
            self._send(Event("wheel", px=at.x(), py=at.y(), notches=notches))

    def leave(self) -> None:
        """The mouse left the chart."""
        if not self.is_busy:
            self._send(Event("leave"))

    def hold_to_pan(self, is_held: bool) -> None:
        """With Space held the left button pans."""
        self._is_space_held = is_held
        self.show_cursor()

    def hold_to_zoom(self, is_held: bool) -> None:
        """With Z held the left button draws a zoom box."""
        self._is_z_held = is_held
        self.show_cursor()

    def let_go(self) -> None:
        """The keyboard went elsewhere: nothing is held any more."""
        self.hold_to_pan(False)
        self.hold_to_zoom(False)

    def give_way(self) -> None:
        """Another display comes: break off what holds on to the one shown."""
        goes_on = self.rules.armed or self._view.marks.band is not None or self.is_panning
        if not goes_on and self._button != Qt.MouseButton.MiddleButton:
            self.cancel()

    def cancel(self) -> bool:
        """Break off a gesture under way; tell whether there was one."""
        if not self.is_busy:
            return False
        self._button = Qt.MouseButton.NoButton
        self._edge.stop()
        self._send(Event("key", key="Escape"))
        self._view.moving.call_off()
        self._carrying.clear()
        self._hand = Hand(self)
        self.show_cursor()
        return True

    def escape(self) -> None:
        """Break off a gesture; else put down tool and palette; else select nothing."""
        if not self.cancel():
            self._send(Event("key", key="Escape"))

    def choose_for_menu(self, point: QPointF) -> tuple[str, int]:
        """Select what is under the mouse for its menu; give its kind and id, or "" and 0."""
        if self._view.display is None or self.is_busy:
            return "", 0
        x, y = self._view.chart_point(point)
        for effect in self._hand.send(Event("press", x, y, point.x(), point.y(), "right")):
            if isinstance(effect, Asked):
                return self._carrying.named(effect.hit)
            self._carrying.carry_out(effect)
        return "", 0

    def entity_at(self, x: float, y: float) -> int:
        """Give the id of the entity at a place in chart units; 0 where there is none."""
        if self._view.display is None:
            return 0
        hit = below(self, Event("move", x, y))
        kind, number = self._carrying.named(hit)
        return number if kind == "entity" else 0

    def show_cursor(self) -> None:
        """Show by the pointer what the left button would do."""
        self._view.viewport().setCursor(cursor_for(self._view, self))

    # --- within

    def _send(self, event: Event) -> None:
        if self._view.display is None:
            return
        effects: Effects = self._hand.send(event)
        for effect in effects:
            self._carrying.carry_out(effect)

    def _pull(self) -> tuple[int, int]:
        """Give by how many pixels the view follows what is dragged beyond its edge."""
        view = self._view
        is_dragging = view.moving.is_under_way or view.marks.band or view.marks.outline
        if not self.is_busy or not is_dragging:
            return 0, 0
        room = view.viewport().rect()
        beyond_x = min(0.0, self._last.px) + max(0.0, self._last.px - room.width())
        beyond_y = min(0.0, self._last.py) + max(0.0, self._last.py - room.height())
        limits = np.clip((-beyond_x, -beyond_y), -EDGE_PX, EDGE_PX).round()
        return int(limits[0]), int(limits[1])

    def _scroll_at_edge(self) -> None:
        pull = self._pull()
        if not any(pull):
            self._edge.stop()
            return
        view, ratio = self._view, self._view.view.ratio
        view.look(view.view.panned(round(pull[0] * ratio), round(pull[1] * ratio)))
        x, y = view.chart_point(QPointF(self._last.px, self._last.py))
        self._send(replace(self._last, x=x, y=y))

    def _event(self, kind: EventKind, event: QMouseEvent) -> Event:
        point = event.position()
        x, y = self._view.chart_point(point)
        keys = event.modifiers()
        return Event(
            kind,
            x,
            y,
            point.x(),
            point.y(),
            button=_BUTTONS.get(event.button(), ""),
            ctrl=bool(keys & Qt.KeyboardModifier.ControlModifier),
            shift=bool(keys & Qt.KeyboardModifier.ShiftModifier),
            alt=bool(keys & Qt.KeyboardModifier.AltModifier),
            space=self._is_space_held,
            z=self._is_z_held,
        )
