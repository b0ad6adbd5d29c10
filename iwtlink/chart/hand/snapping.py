"""What dragged things keep to: a grid, and the lines on which their neighbours stand."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from iwtlink.chart.hand.effects import Guide
from iwtlink.chart.hand.scene import SNAP_PX, Scene, pixels

Floats = NDArray[np.float64]
_MANY = 400
"""With more neighbours than this in view, every place would be in line with one of them."""
_OVERHANG_PX = 14.0
"""How far a guide runs on beyond the things it aligns."""


@dataclass(frozen=True, slots=True)
class Snapper:
    """Where a dragged point may come to rest. Lengths are chart units."""

    step: float
    """Of the grid; 0 for none."""
    neighbours: Floats
    """(n, 2) middles of what stands still in view."""
    reach: float
    overhang: float

    def place(self, x: float, y: float) -> tuple[float, float, tuple[Guide, ...]]:
        """Give where a point dragged to x, y comes to rest, and the guides that say why."""
        at = [x, y]
        partners = [self._partner(axis, value) for axis, value in enumerate(at)]
        for axis, partner in enumerate(partners):
            if partner is not None:
                at[axis] = float(partner[axis])
            elif self.step:
                at[axis] = round(at[axis] / self.step) * self.step
        guides = [
            self._guide(axis, at, partner)
            for axis, partner in enumerate(partners)
            if partner is not None
        ]
        return at[0], at[1], tuple(guides)

    def _partner(self, axis: int, value: float) -> Floats | None:
        """Give the neighbour that stands nearest to being in line."""
        if not len(self.neighbours):
            return None
        off = np.abs(self.neighbours[:, axis] - value)
        best = int(off.argmin())
        return self.neighbours[best] if off[best] <= self.reach else None

    def _guide(self, axis: int, at: list[float], partner: Floats) -> Guide:
        other = 1 - axis
        low = min(at[other], float(partner[other])) - self.overhang
        high = max(at[other], float(partner[other])) + self.overhang
        if axis == 0:
            return Guide(at[0], low, at[0], high)
        return Guide(low, at[1], high, at[1])


def snapper_for(
    scene: Scene, moving: frozenset[int] = frozenset(), shapes: frozenset[int] = frozenset()
) -> Snapper:
    """Give what things are to keep to while these entities and shapes are dragged."""
    rules = scene.rules
    neighbours = np.zeros((0, 2))
    if rules.is_aligned:
        neighbours = _still_in_view(scene, moving, shapes)
    return Snapper(rules.grid_step, neighbours, pixels(scene, SNAP_PX), pixels(scene, _OVERHANG_PX))


def _still_in_view(scene: Scene, moving: frozenset[int], shapes: frozenset[int]) -> Floats:
    display = scene.hits.display
    left, top, right, bottom = scene.region
    places = display.positions
    seen = np.flatnonzero(((places >= (left, top)) & (places <= (right, bottom))).all(axis=1))
    if len(seen) > _MANY:
        return np.zeros((0, 2))
    still = seen[~np.isin(display.entity_ids[seen], list(moving))]
    middles = [
        ((s.box[0] + s.box[2]) / 2, (s.box[1] + s.box[3]) / 2)
        for s in display.shapes
        if s.id not in shapes and s.kind not in ("group", "line", "arrow")
    ]
    return np.vstack((places[still], np.array(middles).reshape(-1, 2)))
