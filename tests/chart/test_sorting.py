"""Sorting by digits gives what sorting by comparison gives."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from iwtlink.chart.sorting import order_of

_NUMBERS = st.integers(0, 5) | st.integers(0, 2**40)


@given(st.lists(st.tuples(_NUMBERS, _NUMBERS), max_size=60))
def test_the_order_is_that_of_a_stable_sort(rows: list[tuple[int, int]]) -> None:
    first, then = np.array(rows, np.int64).reshape(-1, 2).T
    np.testing.assert_array_equal(order_of(first, then), np.lexsort((then, first)))
    np.testing.assert_array_equal(order_of(first), np.argsort(first, kind="stable"))
