"""The ways of lines as set by hand: bend points, and where their words stand."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from iwtlink.chart.departures import own_lines
from iwtlink.chart.display import FAR
from iwtlink.chart.links.bundles import Bundles
from iwtlink.chart.style import within
from iwtlink.store.charts.content import ChartContent
from iwtlink.store.charts.look import LinkLook

_MOST_CORNERS = 200


@dataclass(frozen=True, slots=True)
class Routes:
    """What is set by hand for K lines; the fields are those of ``Display``."""

    corner_starts: NDArray[np.int32]
    corners: NDArray[np.float64]
    label_at: NDArray[np.float64]
    label_is_set: NDArray[np.bool_]
    label_shifts: NDArray[np.float64]


def routes_of(content: ChartContent, bundles: Bundles) -> Routes:
    """Give the ways of all lines: on each, what is set for the first of its links that says so."""
    count = len(bundles.ends)
    at, is_set, shifts = np.full(count, 0.5), np.zeros(count, bool), np.zeros((count, 2))
    corners: dict[int, list[tuple[float, float]]] = {}
    for line, link, look in own_lines(content, bundles.members, bundles.starts):
        is_back = bool(content.ends[link, 0] != bundles.ends[line, 0])
        if look.corners and line not in corners:
            corners[line] = _corners(look, is_back)
        if look.label_at is not None and not is_set[line]:
            share = within(look.label_at, 0.0, 1.0, 0.5)
            at[line], is_set[line] = 1.0 - share if is_back else share, True
        if (look.label_dx or look.label_dy) and not shifts[line].any():
            shifts[line, 0] = within(look.label_dx, -FAR, FAR, 0.0)
            shifts[line, 1] = within(look.label_dy, -FAR, FAR, 0.0)
    counts = np.zeros(count, np.int64)
    for line, points in corners.items():
        counts[line] = len(points)
    ordered = [point for line in sorted(corners) for point in corners[line]]
    return Routes(
        corner_starts=np.concatenate(([0], np.cumsum(counts))).astype(np.int32),
        corners=np.array(ordered, np.float64).reshape(-1, 2),
        label_at=at,
        label_is_set=is_set,
        label_shifts=shifts,
    )


def with_turns(routes: Routes, turns: NDArray[np.bool_]) -> Routes:
    """Give the ways with one bend point on each of the lines ``turns`` (K,), which have none: its
    place is worked out with the lines' ends."""
    if not turns.any():
        return routes
    counts = np.diff(routes.corner_starts)
    starts = np.concatenate(([0], np.cumsum(counts + turns))).astype(np.int32)
    corners = np.zeros((starts[-1], 2))
    is_new = np.zeros(len(corners), bool)
    is_new[starts[:-1][turns]] = True
    corners[~is_new] = routes.corners
    return replace(routes, corner_starts=starts, corners=corners)


def _corners(look: LinkLook, is_back: bool) -> list[tuple[float, float]]:
    """Give the bend points of a link, those that are no points left out."""
    kept = [
        (within(point[0], -FAR, FAR, 0.0), within(point[1], -FAR, FAR, 0.0))
        for point in look.corners[:_MOST_CORNERS]
        if _is_point(point)
    ]
    return kept[::-1] if is_back else kept


def _is_point(stated: object) -> bool:
    """Say whether what a chart's file holds for a bend point is one."""
    if not isinstance(stated, tuple) or len(stated) != 2:
        return False
    return all(isinstance(one, (int, float)) and math.isfinite(one) for one in stated)
