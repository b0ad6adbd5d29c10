"""The dates along a timeline: which stand below it, and where."""

from __future__ import annotations

from datetime import date

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
_MOST = 24
_MONTHS = (1, 3, 6, 12, 24, 60, 120, 240, 600, 1200)
"""Steps between two dates of the axis, in months."""


def ticks(days: Floats, x: Floats) -> list[tuple[float, str]]:
    """Give the place and words of each date of the axis below items at ``x`` with these days.

    Years where the time is long, months or days where it is short. Between two items the axis
    runs evenly, as on a timeline grouped by time.
    """
    known = np.isfinite(days)
    if not known.any():
        return []
    moments, first = np.unique(days[known], return_index=True)
    places = x[known][first]
    marks = _marks(float(moments[0]), float(moments[-1]))
    return [(_place(moments, places, day), words) for day, words in marks]


def _place(moments: Floats, places: Floats, day: float) -> float:
    if len(moments) > 1 and day < moments[0]:
        slope = (places[-1] - places[0]) / (moments[-1] - moments[0])
        return float(places[0] + (day - moments[0]) * slope)
    return float(np.interp(day, moments, places))


def _marks(first: float, last: float) -> list[tuple[float, str]]:
    """Give the days of the axis and their words."""
    start, end = date.fromordinal(int(first)), date.fromordinal(int(last))
    months = (end.year - start.year) * 12 + end.month - start.month
    if months < 2:
        step = max((end.toordinal() - start.toordinal()) // 10, 1)
        days = range(start.toordinal(), end.toordinal() + 1, step)
        return [(float(day), date.fromordinal(day).isoformat()) for day in days]
    step = next((size for size in _MONTHS if months / size <= _MOST / 2), _MONTHS[-1])
    number = (start.year * 12 + start.month - 1) // step * step
    marks = []
    while number <= end.year * 12 + end.month - 1:
        day = date(max(number // 12, 1), number % 12 + 1, 1)
        marks.append((float(day.toordinal()), day.isoformat()[: 4 if step >= 12 else 7]))
        number += step
    return marks
