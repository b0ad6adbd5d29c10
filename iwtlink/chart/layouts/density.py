"""Drawing crowded places out and empty ones in, so that what lies side by side stays so.

A density-equalising map by diffusion (Gastner and Newman 2004) on a grid, not carried to its
end: groups remain to be seen.
"""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from scipy.fft import idctn

from iwtlink.chart.layouts.grid import read_off, set_down, shares_of, waves_of

Floats = NDArray[np.float64]
_MARGIN, _BLUR, _FLOOR = 1.5, 1.5, 0.5
"""How much larger than the drawing the grid is; cells by which the density is blurred first;
how dense, in parts of the mean, what is empty counts."""
_STEPS = 16


def equalised(positions: Floats, masses: Floats, time: float, cells: int = 128) -> Floats:
    """Give positions after the density of ``masses`` has flowed out for a ``time``, in cells²."""
    low, high = positions.min(axis=0), positions.max(axis=0)
    cell = max(float((high - low).max()), 1e-6) * _MARGIN / cells
    start = (low + high) / 2 - cell * (cells - 1) / 2
    at = (positions - start) / cell
    grid = set_down(shares_of(at, cells), masses, cells)
    waves, square = waves_of(grid)
    waves *= np.exp(-square * _BLUR**2 / 2)
    waves[0, 0] *= 1.0 + _FLOOR * _MARGIN**2
    times = time * np.linspace(0, 1, _STEPS + 1) ** 2
    for begin, end in pairwise(times.tolist()):
        dense = idctn(waves * np.exp(-square * (begin + end) / 2), norm="ortho")
        shares = shares_of(at, cells)
        slopes = np.gradient(dense)
        for axis, slope in zip((1, 0), slopes, strict=True):
            at[:, axis] -= read_off(shares, slope / dense) * (end - begin)
    moved: Floats = start + at * cell
    return moved
