"""The dates along a timeline: which stand below it, and where."""

from __future__ import annotations

from datetime import date

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
_MOST_MARKS = 12
_MONTHS = (1, 3, 6, 12, 24, 60, 120, 240, 600, 1200, 2400, 6000, 12000)
"""Steps between two dates of the axis, in months."""
_MOST_DAYS = 10
_LETTER_PX = 9.0
"""Room that a date needs for each letter, and for the gap to the next date."""


def ticks(days: Floats, x: Floats) -> list[tuple[float, str]]:
    """Give the place and words of each date of the axis below items at ``x`` with these days.

    Years where the time is long, months or days where it is short. Between two items the axis
    runs evenly, as on a timeline grouped by time. Dates that would cover others are left out.
    """
    known = np.isfinite(days)
    if not known.any():
        return []
    marks = _marks(float(days[known].min()), float(days[known].max()))
    places = places_of(np.array([day for day, _ in marks]), days, x).tolist()
    found: list[tuple[float, str]] = []
    for place, (_, words) in zip(places, marks, strict=True):
        if not found or place - found[-1][0] >= _LETTER_PX * len(words):
            found.append((place, words))
    return found


def places_of(wanted: Floats, days: Floats, x: Floats) -> Floats:
    """Give where days stand on a timeline whose items of these ``days`` are at ``x``: (n,).

    Between two items evenly; beyond them as fast as on the whole.
    """
    known = np.isfinite(days)
    moments, moment_of = np.unique(days[known], return_inverse=True)
    places = np.bincount(moment_of, x[known]) / np.maximum(np.bincount(moment_of), 1)
    if not len(moments):
        return np.full(len(wanted), np.nan)
    slope = 0.0
    if len(moments) > 1:
        slope = float((places[-1] - places[0]) / (moments[-1] - moments[0]))
    beyond = np.minimum(wanted - moments[0], 0.0) + np.maximum(wanted - moments[-1], 0.0)
    found: Floats = np.interp(wanted, moments, places) + beyond * slope
    return found


def _marks(first: float, last: float) -> list[tuple[float, str]]:
    """Give the days of the axis and their words."""
    start, end = date.fromordinal(int(first)), date.fromordinal(int(last))
    months = (end.year - start.year) * 12 + end.month - start.month
    if months < 2:
        step = max(-(-(end.toordinal() - start.toordinal()) // _MOST_DAYS), 1)
        days = range(start.toordinal(), end.toordinal() + 1, step)
        return [(float(day), date.fromordinal(day).isoformat()) for day in days]
    step = next((size for size in _MONTHS if months / size <= _MOST_MARKS), _MONTHS[-1])
    number = (start.year * 12 + start.month - 1) // step * step
    marks = []
    while number <= end.year * 12 + end.month - 1:
        day = date(max(number // 12, 1), number % 12 + 1, 1)
        marks.append((float(day.toordinal()), day.isoformat()[: 4 if step >= 12 else 7]))
        number += step
    return marks
