"""Items moved by hand: shown at once, told when dropped, kept until the store answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from iwtlink.chart.moving import moved, settled
from iwtlink.gui.chartview.chosen import Indexes

if TYPE_CHECKING:
    from iwtlink.gui.chartview.view import ChartView


class Moving:
    """One drag at a time, and nudges by the keyboard."""

    def __init__(self, view: ChartView) -> None:
        self._view = view
        self._items: Indexes | None = None
        self._from: NDArray[np.float64] = np.zeros((0, 2))

    @property
    def is_under_way(self) -> bool:
        """Whether items are being dragged."""
        return self._items is not None

    def drag(self, entity_ids: frozenset[int], dx: float, dy: float) -> None:
        """Show entities by so many chart units from where the drag began."""
        view = self._view
        if view.display is None:
            return
        if self._items is None:
            self._items = np.flatnonzero(np.isin(view.display.entity_ids, list(entity_ids)))
            self._from = view.display.positions[self._items].copy()
            view.canvas.begin_move(self._items)
        self._show(self._from + np.array((dx, dy)))

    def drop(self) -> None:
        """End the drag and tell where the items are now, if they have moved."""
        if self._items is None or self._view.display is None:
            return
        items, self._items = self._items, None
        display = self._view.display
        self._view.canvas.end_move()
        if (display.positions[items] != self._from).any():
            self._keep(items, display.positions[items])
        self._view.redraw()

    def call_off(self) -> None:
        """End the drag with the items where they were."""
        if self._items is None:
            return
        self._show(self._from)
        self._items = None
        self._view.canvas.end_move()
        self._view.redraw()

    def nudge(self, dx: float, dy: float) -> None:
        """Move the selected entities by chart units."""
        items, display = self._view.marks.items, self._view.display
        if display is not None and len(items):
            self._keep(items, display.positions[items] + np.array((dx, dy)))
            self._view.redraw()

    def _show(self, positions: NDArray[np.float64]) -> None:
        view = self._view
        if view.display is not None and self._items is not None:
            view.canvas.move(moved(view.display, self._items, positions))
            view.redraw()

    def _keep(self, items: Indexes, positions: NDArray[np.float64]) -> None:
        """Show items at their new places until the next display, and tell of it."""
        view = self._view
        if view.display is None:
            return
        view.canvas.show(settled(moved(view.display, items, positions)))
        view.items_moved.emit(view.display.entity_ids[items].tolist(), positions.copy())
