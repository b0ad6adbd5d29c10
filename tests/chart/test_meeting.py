"""Boxes that share an area are found as comparing each with each finds them."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from iwtlink.chart.links import meeting
from iwtlink.chart.links.meeting import shared_areas

_NUMBERS = st.integers(-40, 40) | st.sampled_from([-1e7, -3e3, 2.5, 3e3, 1e7])
_BOXES = st.lists(
    st.tuples(_NUMBERS, _NUMBERS, st.integers(0, 30), st.integers(0, 30) | st.just(9000)),
    max_size=25,
)


@pytest.fixture(autouse=True)
def _few_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(meeting, "_AT_ONCE", 7)


@given(_BOXES, _BOXES)
def test_pairs_and_areas_are_those_of_comparing_all(
    one: list[tuple[float, ...]], other: list[tuple[float, ...]]
) -> None:
    boxes, others = (_boxes(rows) for rows in (one, other))
    found = [
        (row, column, area)
        for part in shared_areas(boxes, others)
        for row, column, area in zip(*(column.tolist() for column in part), strict=True)
    ]
    assert [row for row, _, _ in found] == sorted(row for row, _, _ in found)
    assert sorted(found) == [
        (row, column, area)
        for row, box in enumerate(boxes.tolist())
        for column, there in enumerate(others.tolist())
        if (area := _area(box, there)) > 0
    ]


def _boxes(rows: list[tuple[float, ...]]) -> np.ndarray:
    left, top, wide, high = np.array(rows, float).reshape(-1, 4).T
    return np.column_stack((left, top, left + wide, top + high))


def _area(one: list[float], other: list[float]) -> float:
    wide = min(one[2], other[2]) - max(one[0], other[0])
    high = min(one[3], other[3]) - max(one[1], other[1])
    return max(wide, 0.0) * max(high, 0.0)
