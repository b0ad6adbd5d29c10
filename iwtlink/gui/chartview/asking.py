"""The menu of an item, asked for by keyboard."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QPoint

if TYPE_CHECKING:
    from iwtlink.gui.chartview.view import ChartView

_TWICE_S = 0.3
"""Windows sends a key and an event for the same Shift+F10: the second is passed over."""


class Asking:
    """Asks for the menu of what the keyboard is at."""

    def __init__(self, view: ChartView) -> None:
        self._view = view
        self._asked_at = -1.0

    def ask(self) -> None:
        """Ask for the menu at the current item, else of what is selected, else of the paper."""
        now = time.monotonic()
        if 0 <= now - self._asked_at < _TWICE_S:
            return
        self._asked_at = now
        kind, number, place = self._wanted()
        self._view.context_requested.emit(kind, number, self._view.viewport().mapToGlobal(place))

    def _wanted(self) -> tuple[str, int, QPoint]:
        view, display = self._view, self._view.display
        item = view.marks.current
        if display is not None and item >= 0:
            return "entity", int(display.entity_ids[item]), self._within(display.positions[item])
        if display is not None and len(view.marks.lines):
            centre = display.label_centres[view.marks.lines[0]]
            return "link", view.chosen.link_ids[0], self._within(centre)
        if display is not None and view.marks.shapes:
            shape = display.shapes[view.marks.shapes[0]]
            return "shape", shape.id, self._within(np.array(shape.box[0:2]))
        return "", 0, view.viewport().rect().center()

    def _within(self, place: np.ndarray) -> QPoint:
        """Give a chart point in the widget, brought to its edge where it is out of view."""
        view, room = self._view.view, self._view.viewport().rect()
        x, y = (view.to_device(place) / view.ratio).round().astype(int).tolist()
        return QPoint(min(max(x, 0), room.width() - 1), min(max(y, 0), room.height() - 1))
