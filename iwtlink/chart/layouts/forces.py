"""Springs and repulsion for large networks: spreads what stress alone leaves crossing.

Forces after Fruchterman and Reingold (1991); the repulsion of all on all is read off a grid by
FFT (particle–mesh, Hockney and Eastwood 1981), so a round costs n + g² log g.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy.fft import irfft2, next_fast_len, rfft2

Floats = NDArray[np.float64]
Indexes = NDArray[np.int64]
_FIRST_STEP = 0.15
"""How far an item may move at first, as a share of the drawing's width."""


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
    far = unit * max(1.2, _FIRST_STEP * float(np.sqrt(len(positions))))
    for step in range(rounds):
        heat = far * (1 - step / rounds) ** 1.5 + unit * 0.02
        push = _repulsion(current, masses, cells, kernel) * unit**2 * 0.35
        pull = _springs(current, ends, lengths)
        force = push + pull
        size = np.maximum(np.hypot(force[:, 0], force[:, 1]), 1e-9)
        current = current + force * (np.minimum(size, heat) / size)[:, None]
    return current


def _springs(positions: Floats, ends: Indexes, lengths: Floats) -> Floats:
    a, b = ends[:, 0], ends[:, 1]
    way = positions[b] - positions[a]
    length = np.maximum(np.hypot(way[:, 0], way[:, 1]), 1e-9)
    pull = way * ((length - lengths) / length * 0.5)[:, None]
    count = len(positions)
    degree = np.maximum(np.bincount(ends.ravel(), minlength=count), 1)
    total = np.column_stack(
        [
            np.bincount(a, pull[:, axis], minlength=count)
            - np.bincount(b, pull[:, axis], minlength=count)
            for axis in (0, 1)
        ]
    )
    result: Floats = total / np.sqrt(degree)[:, None]
    return result


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
    at = (positions - low) / cell
    corner = at.astype(np.int64)
    part = at - corner
    size = kernel[2]
    grid = np.zeros(size * size)
    shares = []
    for dx, dy in ((0, 0), (1, 0), (0, 1), (1, 1)):
        share = np.abs(1 - dx - part[:, 0]) * np.abs(1 - dy - part[:, 1])
        index = (corner[:, 1] + dy) * size + corner[:, 0] + dx
        grid += np.bincount(index, share * masses, minlength=size * size)
        shares.append((index, share))
    field = rfft2(grid.reshape(size, size).astype(np.float32))
    result = np.empty_like(positions)
    for axis in (0, 1):
        plane = irfft2(field * kernel[axis], s=(size, size)).ravel()
        result[:, axis] = sum(plane[index] * share for index, share in shares)
    return result / cell
