"""Large networks: nothing covered, groups visible, room for newcomers, quick ways agree."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.testing import assert_allclose, assert_array_equal

from iwtlink.chart.layouts.crossings import crossings_per_link
from iwtlink.chart.layouts.network import part_of, with_gap
from iwtlink.chart.layouts.newcomers import place_newcomers
from iwtlink.chart.layouts.organic import place_network
from iwtlink.chart.layouts.overlaps import overlapping_pairs
from iwtlink.chart.layouts.small_parts import place_small_parts
from iwtlink.chart.layouts.spacing import close_pairs, pushed_apart
from iwtlink.chart.layouts.stress import (
    all_distances,
    lengths_matrix,
    pivot_hops,
    pivot_scaling,
    sparse_stress,
)
from tests.chart.layouts.networks import grown, network, overlaps, path, star


@pytest.mark.parametrize(
    ("count", "links"),
    [
        (900, grown(900, 900, 1)),
        (900, path(900)),
        (900, star(899)),
        (900, []),
        (900, [(item, item + 1) for item in range(0, 900, 2)]),
    ],
)
def test_large_networks_have_no_overlaps(count: int, links: list[tuple[int, int]]) -> None:
    known = network(count, links)
    places = place_network(known)
    assert np.isfinite(places).all()
    assert not overlaps(known, places)


def test_groups_of_a_large_network_stand_apart() -> None:
    chance = np.random.default_rng(1)
    links = {(40 * g, 40 * g + 40) for g in range(19)}
    for group in range(20):
        pairs = 40 * group + np.sort(chance.integers(40, size=(120, 2)), axis=1)
        links |= {(a, b) for a, b in pairs.tolist() if a != b}
    places = place_network(network(800, sorted(links)))
    middles = np.array([np.median(places[40 * g : 40 * g + 40], axis=0) for g in range(20)])
    own = np.hypot(*(places - np.repeat(middles, 40, axis=0)).T)
    assert np.median(own) < 0.35 * np.median(np.hypot(*(middles[:, None] - middles).T))


def test_forces_leave_fewer_crossings_than_chance() -> None:
    known = network(900, grown(900, 150, 2))
    ours = crossings_per_link(place_network(known), known.ends).sum()
    chance = np.random.default_rng(1).random((900, 2))
    assert ours < 0.05 * crossings_per_link(chance, known.ends).sum()


def test_newcomers_on_a_large_chart_stand_near_and_nobody_else_moves() -> None:
    known = network(900, grown(900, 400, 3))
    old = np.arange(890)
    positions = np.full((900, 2), np.nan)
    positions[old] = place_network(part_of(known, old))
    there = replace(known, positions=positions)
    places = place_newcomers(there)
    assert_array_equal(places[old], positions[old])
    assert not overlaps(known, places)
    for new in range(890, 900):
        near = known.ends[(known.ends == new).any(axis=1)].sum(axis=1) - new
        to_middle = np.hypot(*(places[new] - places[near].mean(axis=0)))
        assert to_middle < 0.3 * np.ptp(positions[old], axis=0).max()


@given(st.integers(1, 12), st.integers(0, 2**32 - 1))
def test_small_parts_solved_together_are_as_good_as_alone(parts: int, seed: int) -> None:
    chance = np.random.default_rng(seed)
    sizes = chance.integers(1, 33, parts)
    starts = np.cumsum(sizes) - sizes
    links = [
        (int(start) + a, int(start) + b)
        for start, size in zip(starts, sizes, strict=True)
        for a, b in grown(int(size), int(size) // 4, seed % 1000)
    ]
    known = network(int(sizes.sum()), links)
    items = [np.arange(start, start + size) for start, size in zip(starts, sizes, strict=True)]
    places = place_small_parts(known, items)
    assert np.isfinite(places).all()
    for mine in items:
        if len(mine) < 3:
            continue
        part = part_of(known, mine)
        wanted = all_distances(lengths_matrix(len(mine), part.ends, np.ones(len(part.ends))))
        drawn = np.hypot(*(places[mine][:, None] - places[mine]).transpose(2, 0, 1))
        apart = ~np.eye(len(mine), dtype=bool)
        ratio = drawn[apart] / wanted[apart]
        scaled = ratio * (ratio.sum() / (ratio**2).sum())
        assert ((scaled - 1) ** 2).mean() < 0.25


@given(st.integers(300, 420), st.integers(0, 2**32 - 1))
def test_close_pairs_are_the_overlapping_ones(count: int, seed: int) -> None:
    chance = np.random.default_rng(seed)
    half = chance.uniform(20, 40, (count, 2))
    boxes, places = np.hstack((-half, half)), chance.random((count, 2)) * 1500
    found = {tuple(sorted(pair)) for pair in close_pairs(places, boxes).tolist()}
    wanted = overlapping_pairs(boxes + np.tile(places, 2)).tolist()
    assert found == {tuple(sorted(pair)) for pair in wanted}


@given(st.integers(2, 60), st.integers(0, 2**32 - 1))
def test_pushing_frees_any_heap_and_moves_no_fixed_item(count: int, seed: int) -> None:
    chance = np.random.default_rng(seed)
    known = network(count, [])
    places = chance.choice((0.0, 30.0, 300.0), size=(count, 2))
    fixed = np.arange(count) == 0
    free = pushed_apart(places, with_gap(known.boxes), fixed)
    assert_array_equal(free[0], places[0])
    assert not overlaps(known, free)


def test_hops_from_pivots_are_those_of_dijkstra() -> None:
    for links in (grown(200, 60, 1), path(200)):
        known = network(200, links)
        pivots, hops = pivot_hops(200, known.ends, 1)
        matrix = lengths_matrix(200, known.ends, np.ones(len(known.ends)))
        assert len(set(pivots.tolist())) == len(pivots)
        assert_array_equal(hops, all_distances(matrix)[pivots])


def test_sparse_stress_straightens_a_chain() -> None:
    known = network(60, path(60))
    pivots, hops = pivot_hops(60, known.ends, 1)
    start = pivot_scaling(hops) + np.random.default_rng(1).normal(size=(60, 2))
    places = sparse_stress(start, known.ends, np.ones(59), pivots, hops, 200)
    assert_allclose(np.hypot(*(places[0] - places[-1])), 59, rtol=0.05)
