"""Items moved by hand: shown at once, told when dropped, kept until the store answers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from iwtlink.chart.display import Display
from iwtlink.chart.hand.carried import chosen_of, with_shapes_by
from iwtlink.chart.hand.dropping import taken_along
from iwtlink.chart.hand.effects import Guide
from iwtlink.chart.hand.events import Selection
from iwtlink.chart.hand.held import with_held
from iwtlink.chart.hand.intime import leeway_of
from iwtlink.chart.hand.leaving import without_leaving
from iwtlink.chart.moving import moved, settled
from iwtlink.gui.chartview.chosen import Indexes

if TYPE_CHECKING:
    from iwtlink.gui.chartview.view import ChartView


class Moving:
    """One drag at a time, and nudges by the keyboard."""

    def __init__(self, view: ChartView) -> None:
        self._view = view
        self._items: Indexes | None = None
        self._shapes: list[int] = []
        self._step = (0.0, 0.0)
        self.before: Display | None = None
        """What was shown before the last move."""

    @property
    def is_under_way(self) -> bool:
        """Whether items are being dragged."""
        return self._items is not None

    def drag(self, moving: Selection, dx: float, dy: float, guides: Sequence[Guide] = ()) -> None:
        """Show items by so many chart units from where the drag began."""
        view = self._view
        if view.display is None:
            return
        if self._items is None:
            self._items, self._shapes = _indexes(view.display, moving)
            around = _around(view.display, self._items)
            view.canvas.begin_move(self._items, self._shapes, around)
            view.marks.handles = ()
        view.marks.guides = tuple(guides)
        self._step = (dx, dy)
        view.canvas.move(dx, dy)
        view.redraw()

    def drop(self) -> None:
        """End the drag and tell where the items are now, if they have moved."""
        display, items, shapes = self._view.display, self._items, self._shapes
        if items is None or display is None:
            return
        step = self._step
        self._end()
        if any(step):
            self._keep(_shifted(display, items, shapes, *step), items, shapes)
        self._view.redraw()

    def call_off(self) -> None:
        """End the drag with the items where they were."""
        if self._items is not None:
            self._end()
            self._view.redraw()

    def nudge(self, dx: float, dy: float) -> None:
        """Move what is selected, and what moves with it, by chart units."""
        view, display = self._view, self._view.display
        chosen = view.chosen.selection
        if display is None or not (chosen.entities or chosen.shapes):
            return
        if view.ground.is_fixed:
            view.locked_touched.emit()
            return
        moving = with_held(display, chosen)
        items, shapes = _indexes(display, moving)
        leeway = leeway_of(display, moving.entities, moving.shapes)
        aside = leeway.kept(dx)
        if aside != dx:
            view.time_touched.emit(leeway.is_none)
        if aside or dy:
            self._keep(_shifted(display, items, shapes, aside, dy), items, shapes)
            view.redraw()

    def _end(self) -> None:
        self._items, self._shapes, self._step = None, [], (0.0, 0.0)
        self._view.marks.guides = ()
        self._view.canvas.end_move()
        self._view.mark_chosen()

    def _keep(self, display: Display, items: Indexes, shapes: list[int]) -> None:
        """Show items at their new places until the next display, and tell of it."""
        view = self._view
        self.before = view.display
        view.canvas.show(settled(display))
        view.mark_chosen()
        view.displayed.emit()
        ids, places = display.entity_ids[items].tolist(), display.positions[items].copy()
        if not shapes:
            view.items_moved.emit(ids, places)
            return
        drawn = [display.shapes[index] for index in shapes]
        middles = np.array([_middle(shape.box) for shape in drawn]).reshape(-1, 2)
        view.moved_together.emit(ids, places, [shape.id for shape in drawn], middles)


def _indexes(display: Display, moving: Selection) -> tuple[Indexes, list[int]]:
    items = np.flatnonzero(np.isin(display.entity_ids, list(moving.entities)))
    return items, [i for i, shape in enumerate(display.shapes) if shape.id in moving.shapes]


def _around(display: Display, items: Indexes) -> list[int]:
    """Give the containers that follow what is dragged in them, with all they hold."""
    above, around = display.holders[items], set[int]()
    while (above >= 0).any():
        around.update(above[above >= 0].tolist())
        above = display.holders[above[above >= 0]]
    follows = [i for i in around if display.is_container[i] and display.is_fitted[i]]
    if not follows:
        return []
    held = with_held(display, Selection(frozenset(display.entity_ids[follows].tolist())))
    return np.flatnonzero(np.isin(display.entity_ids, list(held.entities))).tolist()


def _shifted(display: Display, items: Indexes, shapes: list[int], dx: float, dy: float) -> Display:
    """Give the display with items and shapes by so much from where they are."""
    chosen = chosen_of(display, items, shapes)
    display = without_leaving(display, chosen, (dx, dy), taken_along(display, chosen))
    if len(items):
        display = moved(display, items, display.positions[items] + (dx, dy))
    return with_shapes_by(display, shapes, dx, dy)


def _middle(box: tuple[float, float, float, float]) -> tuple[float, float]:
    return (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
