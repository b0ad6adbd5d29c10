"""The dates below a timeline: few enough to be read, however long or uneven its time."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import numpy as np
import pytest

from iwtlink.chart.layouts.axis import ticks
from iwtlink.chart.layouts.rows import on_rows


def days(*iso: str) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    return np.array([date.fromisoformat(one).toordinal() for one in iso], float)


@pytest.mark.feature("L_timeline")
@pytest.mark.parametrize(
    ("first", "last"),
    [
        ("0001-01-01", "9999-12-31"),
        ("2016-05-03", "9999-12-31"),
        ("2016-05-01", "2016-05-20"),
        ("2016-05-01", "2016-06-30"),
        ("2016-05-01", "2016-08-01"),
        ("1999-12-31", "2018-01-01"),
    ],
)
def test_the_dates_of_an_axis_are_few_and_do_not_cover_each_other(first: str, last: str) -> None:
    marks = ticks(days(first, last), np.array([0.0, 1200.0]))
    assert 3 <= len(marks) <= 14
    for (left, words), (right, _) in pairwise(marks):
        assert right - left >= 8.0 * len(words)


@pytest.mark.feature("L_timeline_grouped")
def test_dates_for_which_a_burst_leaves_no_room_are_left_out() -> None:
    marks = ticks(days("2010-01-01", "2016-01-01", "2018-01-01"), np.array([0.0, 60.0, 600.0]))
    assert [words for _, words in marks][:2] == ["2010", "2014"]


def test_thousands_of_events_of_one_day_have_a_row_each() -> None:
    count = 4000
    boxes = np.tile((-38.0, -20.0, 38.0, 36.0), (count, 1))
    y = on_rows(np.zeros(count), np.zeros(count), boxes, np.arange(count), (20.0, 36.0), {1})
    assert len(set(y.tolist())) == count
    assert 56.0 not in y, "a theme line has its row for itself"
    assert np.ptp(y) == 56.0 * count
