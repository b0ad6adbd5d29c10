"""Looks of several items at once: what is said of one link of a pair is said of all."""

from __future__ import annotations

import pytest

from iwtlink.operations.charting.looking import with_pairs
from tests.chart.conftest import build_content

LINKS = [(0, 1), (1, 2), (1, 0), (2, 0), (0, 1)]


@pytest.mark.parametrize(
    ("chosen", "all_of_them"),
    [([201], [201, 203, 205]), ([202], [202]), ([205, 204], [201, 203, 204, 205]), ([], [])],
)
def test_a_link_stands_for_all_that_join_the_same_two(
    chosen: list[int], all_of_them: list[int]
) -> None:
    assert with_pairs(build_content(["a", "b", "c"], LINKS), chosen) == all_of_them
