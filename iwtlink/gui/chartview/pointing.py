"""Mouse and keys into gestures, and their effects back into the view."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QPointF, Qt, QTimer
from PySide6.QtGui import QMouseEvent

from iwtlink.chart.display import Display
from iwtlink.chart.hand import effects as fx
from iwtlink.chart.hand.gestures import Hand, links_of_line
from iwtlink.chart.hand.hit import Hit, HitIndex, index_hits

if TYPE_CHECKING:
    from iwtlink.gui.chartview.view import ChartView

EDGE_MS, EDGE_PX = 16, 24
"""Pace and largest step of a view that follows what is dragged beyond its edge."""
_BUTTONS: dict[Qt.MouseButton, fx.Button] = {
    Qt.MouseButton.LeftButton: "left",
    Qt.MouseButton.MiddleButton: "middle",
    Qt.MouseButton.RightButton: "right",
}


class Pointing:
    """Runs the gestures of one view: what they ask about it, and what they bring about."""

    def __init__(self, view: ChartView) -> None:
        self._view = view
        self._hand = Hand(self)
        self._hits: HitIndex | None = None
        self._owed = np.zeros(2)
        self._last = fx.Event("move")
        self._edge = QTimer(view, interval=EDGE_MS)
        self._edge.timeout.connect(self._scroll_at_edge)
        self._is_space_held = False
        self._is_pressed = False
        self.tool: fx.Tool = "select"

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
    def selection(self) -> fx.Selection:
        """What is selected now."""
        chosen = self._view.chosen
        return fx.Selection(frozenset(chosen.entity_ids), frozenset(chosen.link_ids))

    @property
    def zoom(self) -> float:
        """Logical pixels per chart unit."""
        return self._view.view.zoom

    @property
    def is_busy(self) -> bool:
        """Whether a button is held."""
        return self._is_pressed

    # --- what Qt tells

    def press(self, event: QMouseEvent) -> None:
        """Begin a gesture; the right button waits for the menu's own event."""
        if event.button() == Qt.MouseButton.RightButton or self._is_pressed:
            return
        self._is_pressed = True
        self._owed[:] = 0.0
        self._send(self._event("press", event))
        self._show_cursor()

    def move(self, event: QMouseEvent) -> None:
        """Go on with a gesture, or hover. Held beyond the edge, what is dragged goes on."""
        self._last = self._event("move", event)
        self._send(self._last)
        if not any(self._pull()):
            self._edge.stop()
        elif not self._edge.isActive():
            self._edge.start()

    def release(self, event: QMouseEvent) -> None:
        """End a gesture."""
        if event.button() == Qt.MouseButton.RightButton or not self._is_pressed:
            return
        self._is_pressed = False
        self._edge.stop()
        self._send(self._event("release", event))
        self._show_cursor()

    def double_click(self, event: QMouseEvent) -> None:
        """Open or expand what is under the mouse."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._send(self._event("double", event))

    def wheel(self, notches: float, at: QPointF) -> None:
        """Zoom at the mouse."""
        self._send(fx.Event("wheel", px=at.x(), py=at.y(), notches=notches))

    def leave(self) -> None:
        """The mouse left the chart."""
        if not self._is_pressed:
            self._send(fx.Event("leave"))

    def hold_to_pan(self, is_held: bool) -> None:
        """With Space held the left button pans."""
        self._is_space_held = is_held
        self._show_cursor()

    def cancel(self) -> bool:
        """Break off a gesture under way; tell whether there was one."""
        if not self._is_pressed:
            return False
        self._is_pressed = False
        self._edge.stop()
        self._send(fx.Event("key", key="Escape"))
        self._view.moving.call_off()
        self._hand = Hand(self)
        self._show_cursor()
        return True

    def choose_for_menu(self, point: QPointF) -> tuple[str, int]:
        """Select what is under the mouse for its menu; give its kind and id, or "" and 0."""
        if self._view.display is None:
            return "", 0
        x, y = self._view.chart_point(point)
        for effect in self._hand.send(fx.Event("press", x, y, point.x(), point.y(), "right")):
            if isinstance(effect, fx.MenuAsked):
                return self._named(effect.hit)
            self._carry_out(effect)
        return "", 0

    # --- what gestures bring about

    def _send(self, event: fx.Event) -> None:
        if self._view.display is None:
            return
        for effect in self._hand.send(event):
            self._carry_out(effect)

    def _carry_out(self, effect: fx.Effect) -> None:
        view = self._view
        match effect:
            case fx.Selected(selection):
                self._select(selection)
            case fx.Banded(rectangle):
                view.marks.band = rectangle
                view.redraw()
            case fx.Dragged(entities, dx, dy):
                view.moving.drag(entities, dx, dy)
            case fx.Dropped(entities, dx, dy):
                view.moving.drag(entities, dx, dy)
                view.moving.drop()
            case fx.Panned(dx_px, dy_px):
                self._pan(dx_px, dy_px)
            case fx.Zoomed(factor, px, py):
                view.zoom(factor, QPointF(px, py))
            case fx.Hovered(hit):
                self._hover(hit)
            case fx.Opened(hit):
                view.opened.emit(*self._named(hit))
            case fx.Expanded(entity):
                view.expand_requested.emit(entity)
            case fx.LinkStretched(entity, x, y):
                self._stretch(entity, x, y)
            case fx.LinkDrawn(from_entity, to_entity):
                view.link_drawn.emit(from_entity, to_entity)
            case fx.MenuAsked() | fx.RemovalAsked():
                pass  # asked for by events of Qt's own

    def _select(self, selection: fx.Selection) -> None:
        chosen = self._view.chosen
        self._view.choose(
            _in_order(chosen.entity_ids, selection.entities),
            _in_order(chosen.link_ids, selection.links),
        )
        if len(selection.entities) == 1 and self._view.display is not None:
            ids = self._view.display.entity_ids
            self._view.make_current(int(np.flatnonzero(ids == next(iter(selection.entities)))[0]))

    def _pan(self, dx_px: float, dy_px: float) -> None:
        """Pan by whole device pixels; what is left over is owed to the next step."""
        self._owed += np.array((dx_px, dy_px)) * self._view.view.ratio
        step = np.round(self._owed).astype(int)
        self._owed -= step
        self._view.look(self._view.view.panned(int(step[0]), int(step[1])))

    def _pull(self) -> tuple[int, int]:
        """Give by how many pixels the view follows what is dragged beyond its edge."""
        if not self._is_pressed or not (self._view.moving.is_under_way or self._view.marks.band):
            return 0, 0
        room = self._view.viewport().rect()
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

    def _hover(self, hit: Hit) -> None:
        marks = self._view.marks
        marks.hovered_item = hit.index if hit.kind == "entity" else -1
        marks.hovered_line = hit.index if hit.kind == "line" else -1
        self._show_cursor()
        self._view.redraw()

    def _stretch(self, entity: int | None, x: float, y: float) -> None:
        marks, display = self._view.marks, self._view.display
        marks.stretched = None
        if entity is not None and display is not None:
            start = display.positions[np.flatnonzero(display.entity_ids == entity)[0]]
            marks.stretched = (float(start[0]), float(start[1]), x, y)
        self._view.redraw()

    def _named(self, hit: Hit) -> tuple[str, int]:
        display: Display = self.hits.display
        if hit.kind == "entity":
            return "entity", int(display.entity_ids[hit.index])
        if hit.kind == "line":
            return "link", links_of_line(display, hit.index)[0]
        return "", 0

    def _event(self, kind: fx.EventKind, event: QMouseEvent) -> fx.Event:
        point = event.position()
        x, y = self._view.chart_point(point)
        keys = event.modifiers()
        return fx.Event(
            kind,
            x,
            y,
            point.x(),
            point.y(),
            button=_BUTTONS.get(event.button(), ""),
            ctrl=bool(keys & Qt.KeyboardModifier.ControlModifier),
            shift=bool(keys & Qt.KeyboardModifier.ShiftModifier),
            space=self._is_space_held,
        )

    def _show_cursor(self) -> None:
        marks = self._view.marks
        shape = Qt.CursorShape.ArrowCursor
        if self._is_space_held or self.tool == "pan":
            held = self._is_pressed
            shape = Qt.CursorShape.ClosedHandCursor if held else Qt.CursorShape.OpenHandCursor
        elif self.tool == "link":
            shape = Qt.CursorShape.CrossCursor
        elif marks.hovered_item >= 0 or marks.hovered_line >= 0:
            shape = Qt.CursorShape.PointingHandCursor
        self._view.viewport().setCursor(shape)


def _in_order(before: list[int], now: frozenset[int]) -> list[int]:
    """Give the ids of ``now``, those known ``before`` first and in their order."""
    kept = [number for number in before if number in now]
    return [*kept, *sorted(now.difference(kept))]
