"""What gestures ask for, carried out in the view or told to its owner."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QPointF, QTimer

from iwtlink.chart.hand import effects as fx
from iwtlink.chart.hand.events import Selection
from iwtlink.chart.hand.hit import NOTHING, Hit
from iwtlink.chart.hand.scene import links_of_line

if TYPE_CHECKING:
    from iwtlink.gui.chartview.pointing import Pointing
    from iwtlink.gui.chartview.view import ChartView

Points = tuple[tuple[float, float], ...]
KEPT_MS = 800
"""For how long an outline is shown where the store does not answer with a new display."""


class Carrying:
    """Carries out effects on one view."""

    def __init__(self, view: ChartView, pointing: Pointing) -> None:
        self._view = view
        self._pointing = pointing
        self._owed = np.zeros(2)
        self._outlined: Points = ()

    def begin(self) -> None:
        """A gesture begins."""
        self._owed[:] = 0.0

    def clear(self) -> None:
        """Show nothing of a gesture any more."""
        marks = self._view.marks
        marks.band = marks.stretched = None
        marks.outline, marks.guides = (), ()
        self._hover(NOTHING)

    def carry_out(self, effect: fx.Effect) -> None:
        """Carry out one effect."""
        view = self._view
        match effect:
            case fx.Selected(selection):
                self._select(selection)
            case fx.Banded(rectangle):
                view.marks.band = rectangle
                view.redraw()
            case fx.Dragged(entities, dx, dy, shapes, guides):
                view.moving.drag(Selection(entities, shapes=shapes), dx, dy, guides)
            case fx.Dropped(entities, dx, dy, shapes):
                view.moving.drag(Selection(entities, shapes=shapes), dx, dy)
                view.moving.drop()
            case fx.Outlined(points, guides):
                self._outline(points, guides)
            case fx.Panned(dx_px, dy_px):
                self._pan(dx_px, dy_px)
            case fx.Zoomed(factor, px, py):
                view.zoom(factor, QPointF(px, py))
            case fx.ZoomedTo(box):
                view.show_box(box)
            case fx.Hovered(hit):
                self._hover(hit)
            case fx.LinkStretched(entity, x, y):
                self._stretch(entity, x, y)
            case _:
                self._tell(effect)

    def named(self, hit: Hit) -> tuple[str, int]:
        """Give kind and id of what was hit; "" and 0 for the paper."""
        display = self._pointing.hits.display
        if hit.kind == "entity":
            return "entity", int(display.entity_ids[hit.index])
        if hit.kind == "line":
            return "link", links_of_line(display, hit.index)[0]
        if hit.kind == "shape":
            return "shape", display.shapes[hit.index].id
        return "", 0

    def _tell(self, effect: fx.Effect) -> None:
        """Tell the view's owner what is to be written or shown."""
        view = self._view
        match effect:
            case fx.Asked("open", hit):
                view.opened.emit(*self.named(hit))
            case fx.Asked("expand", hit):
                view.expand_requested.emit(self.named(hit)[1])
            case fx.LinkDrawn(from_entity, to_entity):
                view.link_drawn.emit(from_entity, to_entity)
            case fx.LinkEndMoved(link, end, entity):
                view.link_end_moved.emit(link, end, entity)
            case fx.CornersChanged(link, corners):
                self._keep_outline()
                view.corners_changed.emit(link, corners)
            case fx.SpacingChanged(links, spacing, is_everywhere):
                self._keep_outline()
                view.spacing_changed.emit(list(links), spacing, is_everywhere)
            case fx.AloneTouched():
                view.alone_touched.emit()
            case fx.LinkLabelMoved(link, at, dx, dy):
                self._keep_outline()
                view.label_moved.emit("link", link, (at, dx, dy))
            case fx.LabelMoved(entity, dx, dy):
                self._keep_outline()
                view.label_moved.emit("entity", entity, (dx, dy))
            case fx.Resized(kind, number, box):
                self._keep_outline()
                view.shape_changed.emit(kind, number, box)
            case fx.PartMoved(part, x, y):
                self._keep_outline()
                view.part_moved.emit(part, (x, y))
            case fx.EntityWanted(type_name, x, y):
                view.keep_looking()
                view.naming.expect(x, y)
                view.entity_wanted.emit(type_name, (x, y))
            case fx.ToolPutDown():
                view.put_down()
            case fx.TimeTouched(is_fixed):
                view.time_touched.emit(is_fixed)
            case fx.LockTouched():
                view.locked_touched.emit()
            case _:
                pass  # menu and removal are asked for by events of Qt's own

    def _outline(self, points: Points, guides: tuple[fx.Guide, ...]) -> None:
        marks = self._view.marks
        self._outlined, marks.outline, marks.guides = marks.outline, points, guides
        self._view.redraw()

    def _keep_outline(self) -> None:
        """Go on showing what was asked for until the next display, or for a moment."""
        kept = self._view.marks.outline = self._outlined
        QTimer.singleShot(KEPT_MS, self._view, lambda: self._drop_outline(kept))

    def _drop_outline(self, kept: Points) -> None:
        if self._view.marks.outline is kept:
            self._view.marks.outline = ()
            self._view.redraw()

    def _select(self, selection: Selection) -> None:
        self._view.naming.forget_new()
        chosen = self._view.chosen
        self._view.choose(
            _in_order(chosen.entity_ids, selection.entities),
            _in_order(chosen.link_ids, selection.links),
            _in_order(chosen.shape_ids, selection.shapes),
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

    def _hover(self, hit: Hit) -> None:
        marks = self._view.marks
        marks.hovered_item = hit.index if hit.kind == "entity" else -1
        marks.hovered_line = hit.index if hit.kind == "line" else -1
        marks.hovered_shape = hit.index if hit.kind == "shape" else -1
        marks.hovered_handle = hit.index if hit.kind == "handle" else -1
        self._pointing.show_cursor()
        self._view.redraw()

    def _stretch(self, entity: int | None, x: float, y: float) -> None:
        marks, display = self._view.marks, self._view.display
        marks.stretched = None
        if entity is not None and display is not None:
            start = display.positions[np.flatnonzero(display.entity_ids == entity)[0]]
            marks.stretched = (float(start[0]), float(start[1]), x, y)
        self._view.redraw()


def _in_order(before: list[int], now: frozenset[int]) -> list[int]:
    """Give the ids of ``now``, those known ``before`` first and in their order."""
    kept = [number for number in before if number in now]
    return [*kept, *sorted(now.difference(kept))]
