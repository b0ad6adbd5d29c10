"""What lies around a view: found once, for all the strips of a pan."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from iwtlink.chart.display import Display
from iwtlink.render.passing import all_passing
from iwtlink.render.reach import Reach, enlarged, margin_of, reach_of
from iwtlink.render.view import View

_AROUND = 0.5
"""How much wider on each side than the view, against its width and height."""


class Nearby:
    """Gives the reach of what a view can show, and keeps it while the view stays around."""

    def __init__(self, display: Display, reach: Reach | None = None) -> None:
        self._display = display
        self._all = reach or reach_of(display)
        self._near = self._all
        self._region = np.zeros(4)
        self._enlarged = 0.0
        self._passing: tuple[View, NDArray[np.bool_]] | None = None

    def reach(self, view: View) -> Reach:
        """Give the reach of what meets the view, and of some more around it."""
        needed = view.region((0, 0, view.width, view.height), margin_of(self._display, view))
        is_inside = bool(
            (self._region[0:2] <= needed[0:2]).all() and (self._region[2:4] >= needed[2:4]).all()
        )
        if not is_inside or enlarged(view) > self._enlarged:
            more = (needed[2:4] - needed[0:2]) * _AROUND
            self._region = needed + np.concatenate((-more, more))
            self._enlarged = enlarged(view)
            self._near = self._all.within(self._display, self._region, self._enlarged)
        return self._near

    def passing(self, view: View) -> NDArray[np.bool_]:
        """Tell of every line whether it only passes through the view."""
        if self._passing is None or self._passing[0] != view:
            self._passing = view, all_passing(self._display, view, self.reach(view))
        return self._passing[1]
