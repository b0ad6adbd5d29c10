"""Drawings bent as a whole: crowds drawn out, regions set right, what is near stays near."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal

from iwtlink.chart.layouts.density import equalised
from iwtlink.chart.layouts.grid import blurred, read_off, set_down, shares_of
from iwtlink.chart.layouts.hops import hops_from
from iwtlink.chart.layouts.regions import bent
from iwtlink.chart.layouts.stress import all_distances, lengths_matrix
from tests.chart.layouts.networks import grown, path


@pytest.mark.parametrize(
    ("count", "links"),
    [(300, grown(300, 80, 1)), (150, path(150)), (9, [(0, 1), (1, 2), (4, 5), (5, 8)])],
)
def test_hops_from_many_items_at_once_are_those_of_dijkstra(
    count: int, links: list[tuple[int, int]]
) -> None:
    ends = np.array(links, np.int64)
    sources = np.unique(np.linspace(0, count - 1, 70).astype(np.int64))
    wanted = all_distances(lengths_matrix(count, ends, np.ones(len(ends))))[sources]
    assert_array_equal(hops_from(count, ends, sources), wanted)


def test_what_is_set_down_on_a_grid_is_all_there_and_is_read_off_smoothly() -> None:
    at = np.random.default_rng(1).random((200, 2)) * 19
    shares = shares_of(at, 20)
    assert_allclose(set_down(shares, np.full(200, 3.0), 20).sum(), 600)
    assert_allclose(read_off(shares, np.add.outer(np.arange(20), np.zeros(20))), at[:, 1])
    assert_allclose(blurred(np.full((20, 20), 2.0), 1.5), 2.0)


def test_a_crowd_is_drawn_out_and_nobody_changes_sides() -> None:
    chance = np.random.default_rng(2)
    crowd = np.vstack((chance.normal(size=(400, 2)) * 30, chance.uniform(-400, 400, (100, 2))))
    places = equalised(crowd, np.ones(500), 100.0)
    before, after = (np.hypot(*some[:400].T).mean() / np.ptp(some) for some in (crowd, places))
    assert after > 1.4 * before
    order = np.argsort(crowd[:, 0])[::50]
    assert (np.diff(places[order, 0]) > 0).all()


def test_a_chart_folded_over_is_opened_by_its_regions() -> None:
    side = 14
    at = np.array([(x, y) for x in range(side) for y in range(side)], float) * 100
    items = np.arange(side * side).reshape(side, side)
    ends = np.vstack(
        (
            np.column_stack((items[:-1].ravel(), items[1:].ravel())),
            np.column_stack((items[:, :-1].ravel(), items[:, 1:].ravel())),
        )
    )
    squeezed = at * (1.0, 0.3)
    hops = hops_from(side * side, ends, np.arange(side * side))

    def stress(places: np.ndarray[tuple[int, ...], np.dtype[np.float64]]) -> float:
        ratio = np.hypot(*(places[:, None] - places).transpose(2, 0, 1))[hops > 0] / hops[hops > 0]
        scaled = ratio * (ratio.sum() / (ratio**2).sum())
        return float(((scaled - 1) ** 2).mean())

    opened = bent(squeezed, ends, np.zeros(side * side, np.int64), 1)
    assert stress(opened) < 0.6 * stress(squeezed)
