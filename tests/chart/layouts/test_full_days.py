"""C28: a day on which very much happened is as wide as the page wants it, and still one day."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.testing import assert_allclose

from iwtlink.chart.layouts.axis import places_of
from iwtlink.chart.layouts.full_days import in_columns
from iwtlink.chart.layouts.network import Network
from iwtlink.chart.layouts.packing import A3_LANDSCAPE
from iwtlink.chart.layouts.registry import lay_out
from tests.chart.layouts.networks import network, overlaps

TIMELINES = ("timeline", "timeline_grouped")
BOX = (-38.0, -20.0, 38.0, 36.0)


def on_days(counts: list[int], apart: int = 100) -> tuple[Network, np.ndarray]:
    """Give unlinked events, so many on each of some days, and their days."""
    days = np.repeat(730_000.0 + apart * np.arange(len(counts)), counts)
    known = network(len(days), [])
    return replace(known, spans=np.column_stack((days, days))), days


@pytest.mark.feature("L_timeline", "L_timeline_grouped")
@pytest.mark.parametrize("name", TIMELINES)
@pytest.mark.parametrize("counts", [[400], [400, 1, 1, 1]])
def test_a_day_with_hundreds_of_events_is_not_one_high_column(name: str, counts: list[int]) -> None:
    known, days = on_days(counts)
    places = lay_out(name, known)
    wide, high = np.ptp(places, axis=0)
    assert wide / high > A3_LANDSCAPE / 2, "about the page's shape, or wider"
    assert not overlaps(known, places)
    x = places[:, 0]
    for day in np.unique(days)[1:]:
        assert x[days < day].max() < x[days == day].min()


@pytest.mark.feature("L_timeline", "C28")
@pytest.mark.parametrize("name", TIMELINES)
def test_a_day_with_a_few_events_is_one_place(name: str) -> None:
    known, days = on_days([16, 3])
    x = lay_out(name, known)[:, 0]
    assert len(np.unique(x.round(6))) == len(np.unique(days))


@pytest.mark.feature("C28")
@given(
    st.lists(st.integers(1, 60), min_size=1, max_size=5),
    st.lists(st.integers(1, 3000), min_size=5, max_size=5),
)
def test_columns_of_a_day_keep_between_the_days_before_and_after(
    counts: list[int], gaps: list[int]
) -> None:
    moments = np.cumsum(gaps[: len(counts)]).astype(float)
    x = np.repeat(moments, counts)
    boxes = np.tile(BOX, (len(x), 1))
    places = in_columns(x, boxes, A3_LANDSCAPE)
    for one, other in pairwise(moments):
        assert places[x == one].max() <= places[x == other].min() + 1e-9
    for number, moment in enumerate(moments):
        if counts[number] <= 16:
            assert_allclose(places[x == moment], moment)


@pytest.mark.feature("L_timeline")
def test_the_dates_below_stand_at_the_middle_of_a_day_in_columns() -> None:
    days = np.repeat((730_000.0, 730_100.0), (4, 1))
    x = np.array([-60.0, -20.0, 20.0, 60.0, 500.0])
    assert_allclose(places_of(np.array([730_000.0, 730_050.0]), days, x), [0.0, 250.0])
