"""Setting separate parts of a network side by side on a page."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
A3_LANDSCAPE = 420 / 297
_STRETCHES = (0.85, 0.95, 1.05, 1.15, 1.3, 1.5, 1.8)
_FEW, _MOST_ABREAST = 200, 6
"""Of so few parts more page widths are tried."""


def packed(sizes: Floats, ratio: float = A3_LANDSCAPE) -> Floats:
    """Give the top left corner of each box (width, height) so that all fill a page: (n, 2).

    Boxes are set lowest-first on a skyline, the largest first, for several page widths; the one
    whose page (of the given width : height) comes out smallest is taken.
    """
    if not len(sizes):
        return np.zeros((0, 2))
    order = np.lexsort((-sizes[:, 0], -sizes[:, 1]))
    area, widest = float(sizes.prod(axis=1).sum()), float(sizes[:, 0].max())
    best, best_page = np.zeros_like(sizes), np.inf
    for width in _widths(sizes, float(np.sqrt(area * ratio)), widest):
        corners = _skyline(sizes, order, width)
        far = (corners + sizes).max(axis=0)
        page = max(far[0] / ratio, far[1])
        if page < best_page - 1e-9:
            best, best_page = corners, float(page)
    return best


def _widths(sizes: Floats, usual: float, widest: float) -> list[float]:
    """Give the page widths to try: near the usual, and those at which the widest stand abreast."""
    if len(sizes) > _FEW:
        return [max(usual * stretch, widest) for stretch in _STRETCHES]
    abreast = np.cumsum(np.sort(sizes[:, 0])[::-1])[:_MOST_ABREAST]
    tried = np.concatenate((usual * np.linspace(0.8, 2.2, 15), abreast))
    return sorted({max(float(width), widest) + 1e-6 for width in tried})


def _skyline(sizes: Floats, order: NDArray[np.int64], width: float) -> Floats:
    """Set boxes bottom-left on a skyline of the given width."""
    corners = np.zeros_like(sizes)
    xs, ys = [0.0], [0.0]  # steps of the skyline: from x on, the ground is at y
    for box in order:
        w, h = float(sizes[box, 0]), float(sizes[box, 1])
        x, y = _lowest(xs, ys, w, width)
        corners[box] = (x, y)
        xs, ys = _raised(xs, ys, x, x + w, y + h)
    return corners


def _lowest(xs: list[float], ys: list[float], w: float, width: float) -> tuple[float, float]:
    best = (np.inf, 0.0)
    for index, x in enumerate(xs):
        if x + w > width + 1e-6 and index:
            break
        ground, next_step = ys[index], index + 1
        while next_step < len(xs) and xs[next_step] < x + w - 1e-9:
            ground = max(ground, ys[next_step])
            next_step += 1
        best = min(best, (ground, x))
    return best[1], best[0]


def _raised(
    xs: list[float], ys: list[float], left: float, right: float, top: float
) -> tuple[list[float], list[float]]:
    """Give the skyline with its part from left to right raised to ``top``."""
    ground = ys[max(index for index, x in enumerate(xs) if x <= right + 1e-9)]
    kept = [(x, y) for x, y in zip(xs, ys, strict=True) if x < left - 1e-9]
    beyond = [(x, y) for x, y in zip(xs, ys, strict=True) if x > right + 1e-9]
    steps = [*kept, (left, top), (right, ground), *beyond]
    return [x for x, _ in steps], [y for _, y in steps]
