"""Springs and repulsion for large networks: spreads what stress alone leaves crossing.

Forces after Fruchterman and Reingold (1991); the repulsion of all on all is read off a grid by
FFT (particle–mesh, Hockney and Eastwood 1981), so a round costs n + g² log g.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy.fft import irfft2, next_fast_len, rfft2

from iwtlink.chart.layouts.grid import read_off, set_down, shares_of

Floats = NDArray[np.float64]
Indexes = NDArray[np.int64]
_FIRST_STEP, _LEAST_STEP = 0.04, 1.2
"""How far an item may move at first: as a share of the drawing's width, and in links."""
_FIRST_POWER, _LAST_POWER = 2.5, 1.0
"""A link so many times as long as it wants to be pulls with this power of it: at first long
links pull hard and set far parts right, at last short ones gather what belongs together."""
_PUSH = 2.4
"""How strongly items push each other off, against the pull of links."""


def spread(
    positions: Floats, ends: Indexes, lengths: Floats, masses: Floats, rounds: int
) -> Floats:
    """Give positions after ``rounds`` of springs (of the given lengths) and repulsion.

    ``masses`` say how much room an item needs (its leaves count too).
    """
    current = positions.copy()
    unit = float(np.median(lengths))
    cells = int(np.clip(2 ** np.ceil(np.log2(np.sqrt(len(positions)) * 1.5)), 32, 256))
    kernel = _kernel(cells)
    far = unit * max(_LEAST_STEP, _FIRST_STEP * float(np.sqrt(len(positions))))
    for step in range(rounds):
        heat = far * (1 - step / rounds) ** 1.5 + unit * 0.02
        push = _repulsion(current, masses, cells, kernel) * unit**2 * _PUSH
        power = _FIRST_POWER + (_LAST_POWER - _FIRST_POWER) * step / rounds
        force = push + _springs(current, ends, lengths, power)
        size = np.maximum(np.hypot(force[:, 0], force[:, 1]), 1e-9)
        current = current + force * (np.minimum(size, heat) / size)[:, None]
    return current


def _springs(positions: Floats, ends: Indexes, lengths: Floats, power: float) -> Floats:
    """Give the pull of its links on each item, the stronger the longer they are."""
    a, b = ends[:, 0], ends[:, 1]
    way = positions[b] - positions[a]
    length = np.hypot(way[:, 0], way[:, 1])
    pull = way * ((length / lengths) ** (power - 1.0))[:, None]
    count = len(positions)
    return np.column_stack(
        [
            np.bincount(a, pull[:, axis], minlength=count)
            - np.bincount(b, pull[:, axis], minlength=count)
            for axis in (0, 1)
        ]
    )


def _kernel(cells: int) -> tuple[NDArray[np.complex64], NDArray[np.complex64], int]:
    """Give the transformed force of a unit mass (r^-1.5, x and y parts) on a doubled grid."""
    size = next_fast_len(2 * cells, real=True)
    at = np.fft.fftfreq(size, 1 / size)
    x, y = np.meshgrid(at, at)
    square = x**2 + y**2 + 0.5
    force = square**-1.25
    single = np.float32
    return rfft2((x * force).astype(single)), rfft2((y * force).astype(single)), size


def _repulsion(
    positions: Floats,
    masses: Floats,
    cells: int,
    kernel: tuple[NDArray[np.complex64], NDArray[np.complex64], int],
) -> Floats:
    """Give the push of all masses on each item: mass / distance, in chart units."""
    low, high = positions.min(axis=0), positions.max(axis=0)
    cell = float(max((high - low).max(), 1e-6)) / (cells - 2)
    size = kernel[2]
    shares = shares_of((positions - low) / cell, size)
    field = rfft2(set_down(shares, masses, size).astype(np.float32))
    pushes = [read_off(shares, irfft2(field * part, s=(size, size))) for part in kernel[:2]]
    return np.column_stack(pushes) / cell
