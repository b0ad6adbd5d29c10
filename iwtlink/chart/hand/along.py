"""Lines as the hand sees them: straight pieces, how far a point is from them, and where."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from iwtlink.chart.display import Display
from iwtlink.chart.links.lines import points_at

Floats = NDArray[np.float64]
Indexes = NDArray[np.int64]
_CHORDS = 16
"""Straight pieces by which an arc is tested."""


@dataclass(frozen=True, slots=True)
class Pieces:
    """The straight pieces of some lines, in the order of the lines and along each."""

    starts: Floats
    """(P, 2)"""
    ends: Floats
    first: Indexes
    """(lines,) first piece of each line."""


def pieces_of(display: Display, lines: Indexes) -> Pieces:
    """Give lines cut into straight pieces: arcs into chords, bent lines at their corners."""
    points, corners = display.line_points[lines], np.diff(display.corner_starts)[lines]
    is_arc = (display.bends[lines] != 0) & (corners == 0)
    inner = np.where(is_arc, _CHORDS - 1, corners).astype(np.int64)
    joints = np.zeros((int(inner.sum()) + 2 * len(lines), 2))
    first = np.cumsum(inner + 2) - (inner + 2)
    joints[first], joints[first + inner + 1] = points[:, 0:2], points[:, 2:4]
    between = np.repeat(first + 1, inner) + _ranks(inner)
    joints[between] = _inner_points(display, lines, inner, is_arc)
    is_last = np.zeros(len(joints), bool)
    is_last[first + inner + 1] = True
    starts = np.flatnonzero(~is_last)
    return Pieces(joints[starts], joints[starts + 1], first - np.arange(len(lines)))


def _inner_points(
    display: Display, lines: Indexes, inner: Indexes, is_arc: NDArray[np.bool_]
) -> Floats:
    """Give the joints between both ends of each line: on the arc, or its corners."""
    owner, rank = np.repeat(np.arange(len(lines)), inner), _ranks(inner)
    own = lines[owner]
    points = display.line_points[own]
    at = (rank + 1) / _CHORDS
    found = points_at(points[:, 0:2], display.line_controls[own], points[:, 2:4], at)
    bent = ~is_arc[owner]
    found[bent] = display.corners[display.corner_starts[own[bent]] + rank[bent]]
    return found


def _ranks(counts: Indexes) -> Indexes:
    """Give 0, 1, ... for each of the counts, one after the other."""
    ranks: Indexes = np.arange(int(counts.sum())) - np.repeat(np.cumsum(counts) - counts, counts)
    return ranks


def distances(display: Display, lines: Indexes, point: Floats) -> Floats:
    """Give the distance of a point from each of some lines: (lines,)."""
    off = np.zeros(len(lines))
    is_straight = straight_ones(display, lines)
    x1, y1, x2, y2 = display.line_points[lines[is_straight]].T
    across, along = x2 - x1, y2 - y1
    square = np.maximum(across * across + along * along, 1e-12)
    share = (((point[0] - x1) * across + (point[1] - y1) * along) / square).clip(0.0, 1.0)
    off[is_straight] = np.hypot(x1 + share * across - point[0], y1 + share * along - point[1])
    others = lines[~is_straight]
    if len(others):
        pieces = pieces_of(display, others)
        nearest, _ = _feet(pieces.starts, pieces.ends, point)
        gaps = np.hypot(*(nearest - point).T)
        off[~is_straight] = np.minimum.reduceat(gaps, pieces.first)
    return off


def straight_ones(display: Display, lines: Indexes) -> NDArray[np.bool_]:
    """Tell which lines are neither arcs nor bent."""
    is_straight: NDArray[np.bool_] = display.bends[lines] == 0
    if len(display.corners):
        is_straight &= display.corner_starts[lines + 1] == display.corner_starts[lines]
    return is_straight


@dataclass(frozen=True, slots=True)
class Foot:
    """The point of a line nearest to another point."""

    x: float
    y: float
    piece: int
    """Which straight piece it is on: 0 is the first."""
    at: float
    """How far along the whole line, 0 to 1 by length."""
    share: float
    """How far along that piece."""
    distance: float


def foot_on(points: Floats, x: float, y: float) -> Foot:
    """Give the point of a polyline (n, 2) that is nearest to x, y."""
    point = np.array((x, y))
    nearest, share = _feet(points[:-1], points[1:], point)
    off = np.hypot(*(nearest - point).T)
    best = int(off.argmin())
    lengths = np.hypot(*(points[1:] - points[:-1]).T)
    so_far = float(lengths[:best].sum() + lengths[best] * share[best])
    whole = max(float(lengths.sum()), 1e-9)
    spot = nearest[best]
    return Foot(
        float(spot[0]), float(spot[1]), best, so_far / whole, float(share[best]), float(off[best])
    )


def _feet(a: Floats, b: Floats, point: Floats) -> tuple[Floats, Floats]:
    """Give the point of each piece nearest to a point, and how far along the piece it is."""
    way = b - a
    square = np.maximum((way**2).sum(axis=1), 1e-12)
    share = np.clip(((point - a) * way).sum(axis=1) / square, 0.0, 1.0)
    return a + way * share[:, None], share


def crossing(display: Display, lines: Indexes, low: Floats, high: Floats) -> NDArray[np.bool_]:
    """Tell of each line whether any of it lies in a box (Liang and Barsky, 1984)."""
    crosses = np.zeros(len(lines), bool)
    is_straight = straight_ones(display, lines)
    points = display.line_points[lines[is_straight]]
    crosses[is_straight] = _crosses(points[:, 0:2], points[:, 2:4], low, high)
    others = lines[~is_straight]
    if len(others):
        pieces = pieces_of(display, others)
        parts = _crosses(pieces.starts, pieces.ends, low, high)
        crosses[~is_straight] = np.logical_or.reduceat(parts, pieces.first)
    return crosses


def _crosses(starts: Floats, ends: Floats, low: Floats, high: Floats) -> NDArray[np.bool_]:
    """Tell of each straight piece whether any of it lies in a box."""
    enters, leaves = np.zeros(len(starts)), np.ones(len(starts))
    for axis in (0, 1):
        way = ends[:, axis] - starts[:, axis]
        way = np.where(np.abs(way) < 1e-12, 1e-12, way)
        one, other = (low[axis] - starts[:, axis]) / way, (high[axis] - starts[:, axis]) / way
        enters = np.maximum(enters, np.minimum(one, other))
        leaves = np.minimum(leaves, np.maximum(one, other))
    meets: NDArray[np.bool_] = enters <= leaves
    return meets
