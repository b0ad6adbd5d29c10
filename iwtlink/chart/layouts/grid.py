"""Items and a grid of cells: what items carry set down on it, and read off again smoothly."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy.fft import dctn, idctn

Floats = NDArray[np.float64]
Indexes = NDArray[np.int64]
Shares = list[tuple[Indexes, Floats]]


def shares_of(at: Floats, size: int) -> Shares:
    """Give the four cells round each place and how much of it each gets (bilinear).

    ``at`` (N, 2) is in cells, from 0 to ``size`` - 1; a cell (x, y) has the index y·size + x.
    """
    corner = np.clip(at.astype(np.int64), 0, size - 2)
    part = at - corner
    shares: Shares = []
    for dx, dy in ((0, 0), (1, 0), (0, 1), (1, 1)):
        share = np.abs(1 - dx - part[:, 0]) * np.abs(1 - dy - part[:, 1])
        shares.append(((corner[:, 1] + dy) * size + corner[:, 0] + dx, share))
    return shares


def set_down(shares: Shares, amounts: Floats, size: int) -> Floats:
    """Give the grid (size, size) on which each item set down its amount."""
    grid = np.zeros(size * size)
    for index, share in shares:
        grid += np.bincount(index, share * amounts, minlength=size * size)
    return grid.reshape(size, size)


def read_off(shares: Shares, grid: Floats) -> Floats:
    """Give for each item what the grid holds at its place: (N,)."""
    flat = grid.ravel()
    found: Floats = sum((flat[index] * share for index, share in shares), np.zeros(1))
    return found


def waves_of(grid: Floats) -> tuple[Floats, Floats]:
    """Give the cosine waves of a square grid, and the square of each one's wave number."""
    number = np.pi * np.arange(len(grid)) / len(grid)
    return dctn(grid, norm="ortho"), number[:, None] ** 2 + number**2


def blurred(grid: Floats, cells: float) -> Floats:
    """Give the grid blurred by so many cells."""
    waves, square = waves_of(grid)
    result: Floats = idctn(waves * np.exp(-square * cells**2 / 2), norm="ortho")
    return result
