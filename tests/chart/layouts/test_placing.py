"""Placing: nothing covers anything, the same seed gives the same chart, pinned items stay."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.testing import assert_allclose, assert_array_equal
from numpy.typing import NDArray

from iwtlink.chart.building import build_display
from iwtlink.chart.layouts.drawing import Drawing, cost_of_drawing, segments_meet_boxes
from iwtlink.chart.layouts.network import network_of
from iwtlink.chart.layouts.newcomers import place_near
from iwtlink.chart.layouts.organic import place
from iwtlink.chart.layouts.overlaps import overlapping_pairs, without_overlaps
from iwtlink.chart.layouts.packing import A3_LANDSCAPE, packed
from iwtlink.chart.layouts.stress import all_distances, full_stress, lengths_matrix
from iwtlink.chart.moving import covered_boxes
from iwtlink.chart.style import ChartStyle
from iwtlink.errors import Cancelled
from iwtlink.ontology import Ontology
from iwtlink.store.charts.content import ChartContent

Make = Callable[..., ChartContent]
Count = Callable[[NDArray[np.float64]], int]


def tree_with_extras(count: int, extra: int, seed: int) -> list[tuple[int, int]]:
    """Give a random connected network: a growing tree, and some links more."""
    chance = np.random.default_rng(seed)
    links = [(int(chance.integers(i)), i) for i in range(1, count)]
    links += [tuple(map(int, pair)) for pair in chance.integers(count, size=(extra, 2))]
    return links


def boxes_of(
    content: ChartContent, positions: NDArray[np.float64], ontology: Ontology, style: ChartStyle
) -> NDArray[np.float64]:
    return build_display(replace(content, positions=positions), ontology, style).node_boxes


@pytest.fixture(scope="module")
def demo_places(
    demo_content: ChartContent, ontology: Ontology, style: ChartStyle
) -> NDArray[np.float64]:
    return place(demo_content, ontology, style)


def test_the_demo_case_has_no_overlap_and_a_page_shape(
    demo_content: ChartContent,
    demo_places: NDArray[np.float64],
    ontology: Ontology,
    style: ChartStyle,
    count_overlaps: Count,
) -> None:
    display = build_display(replace(demo_content, positions=demo_places), ontology, style)
    assert count_overlaps(display.node_boxes) == 0
    left, top, right, bottom = display.extents
    assert 1.1 < (right - left) / (bottom - top) < 2.0
    labels = display.label_boxes
    items = covered_boxes(display)
    both = np.vstack((items, labels[np.isfinite(labels[:, 0])]))
    assert len(both) - len(items) == 149
    assert count_overlaps(both) == count_overlaps(items), "no words on a line touch anything"


def test_the_demo_case_has_fewer_crossings_than_distances_alone_give(
    demo_content: ChartContent,
    demo_places: NDArray[np.float64],
    ontology: Ontology,
    style: ChartStyle,
) -> None:
    network = network_of(demo_content, ontology, style)
    distances = all_distances(lengths_matrix(81, network.ends, network.lengths))
    drawing = Drawing(
        network.boxes, network.ends, distances, network.words, np.ones(2), network.is_pinned
    )
    chance = np.random.default_rng(1)
    plain = full_stress(chance.normal(size=(81, 2)) * 500, distances, 200)
    assert cost_of_drawing(demo_places, drawing) < 0.5 * cost_of_drawing(plain, drawing)


@pytest.mark.parametrize(("count", "extra"), [(2, 0), (5, 2), (20, 12), (80, 50), (300, 60)])
def test_no_item_covers_another(
    make_content: Make,
    ontology: Ontology,
    style: ChartStyle,
    count_overlaps: Count,
    count: int,
    extra: int,
) -> None:
    content = make_content(
        [f"Person with a rather long name {i}" for i in range(count)],
        tree_with_extras(count, extra, seed=count),
        scripts=["ຄຳສິງ ວົງພະດີ"] * count,
    )
    positions = place(content, ontology, style)
    assert count_overlaps(boxes_of(content, positions, ontology, style)) == 0


def test_a_large_network_with_stars_has_no_overlap_either(
    make_content: Make, ontology: Ontology, style: ChartStyle, count_overlaps: Count
) -> None:
    links = [(hub, hub - 1) for hub in range(1, 12)]
    links += [(leaf % 12, leaf) for leaf in range(12, 700)]
    content = make_content([f"Phone {i}" for i in range(700)], links)
    positions = place(content, ontology, style)
    assert count_overlaps(boxes_of(content, positions, ontology, style)) == 0


def test_the_same_seed_gives_the_same_places(
    make_content: Make, ontology: Ontology, style: ChartStyle
) -> None:
    content = make_content([f"P{i}" for i in range(30)], tree_with_extras(30, 10, 1))
    first = place(content, ontology, style, seed=7)
    assert_array_equal(first, place(content, ontology, style, seed=7))
    assert not np.allclose(first, place(content, ontology, style, seed=8))


@pytest.mark.feature("L_organic")
def test_linked_items_stand_nearer_than_others(
    make_content: Make, ontology: Ontology, style: ChartStyle
) -> None:
    links = tree_with_extras(40, 5, 2)
    content = make_content([f"P{i}" for i in range(40)], links)
    positions = place(content, ontology, style)
    a, b = np.array(links).T
    linked = np.hypot(*(positions[a] - positions[b]).T).mean()
    everyone = np.hypot(*(positions[:, None] - positions).T).mean()
    assert linked < 0.6 * everyone


def test_pinned_items_stay_and_the_others_gather_round_them(
    make_content: Make, ontology: Ontology, style: ChartStyle, count_overlaps: Count
) -> None:
    count = 25
    places = np.zeros((count, 2))
    places[3], places[9] = (1000, 2000), (1900, 2300)
    content = make_content(
        [f"P{i}" for i in range(count)],
        tree_with_extras(count, 6, 3),
        positions=places,
        pinned=(3, 9),
    )
    positions = place(content, ontology, style)
    assert_array_equal(positions[[3, 9]], [[1000, 2000], [1900, 2300]])
    assert count_overlaps(boxes_of(content, positions, ontology, style)) == 0
    assert np.hypot(*(positions.mean(axis=0) - (1450, 2150))) < 900


def test_parts_that_are_not_linked_stand_apart(
    make_content: Make, ontology: Ontology, style: ChartStyle, count_overlaps: Count
) -> None:
    links = [*tree_with_extras(12, 0, 1), *((a + 12, b + 12) for a, b in tree_with_extras(9, 0, 2))]
    content = make_content([f"P{i}" for i in range(40)], links)
    positions = place(content, ontology, style)
    boxes = boxes_of(content, positions, ontology, style)
    groups = [boxes[:12], boxes[12:21], *boxes[21:, None]]
    bounds = np.array([[*g[:, :2].min(axis=0), *g[:, 2:].max(axis=0)] for g in groups])
    assert count_overlaps(bounds) == 0


def test_placing_can_be_cancelled(
    make_content: Make, ontology: Ontology, style: ChartStyle
) -> None:
    def stop(fraction: float, sentence: str) -> None:
        raise Cancelled

    content = make_content([f"P{i}" for i in range(30)], tree_with_extras(30, 10, 1))
    with pytest.raises(Cancelled):
        place(content, ontology, style, progress=stop)


def test_progress_rises_to_one(make_content: Make, ontology: Ontology, style: ChartStyle) -> None:
    told: list[float] = []
    content = make_content([f"P{i}" for i in range(30)], tree_with_extras(20, 5, 1))
    place(content, ontology, style, progress=lambda fraction, _: told.append(fraction))
    assert told == sorted(told)
    assert told[-1] == 1.0


@pytest.mark.parametrize("seed", range(12))
def test_any_small_network_is_placed_without_overlap(
    make_content: Make,
    ontology: Ontology,
    style: ChartStyle,
    count_overlaps: Count,
    seed: int,
) -> None:
    chance = np.random.default_rng(seed)
    count = int(chance.integers(0, 12))
    links = chance.integers(max(count, 1), size=(int(chance.integers(16)) if count else 0, 2))
    positions = chance.choice((np.nan, 0.0, 1e300, -np.inf, 50.0), size=(count, 2))
    content = make_content(
        ["n" * int(length) for length in chance.integers(0, 200, count)],
        [tuple(map(int, pair)) for pair in links],
        positions=positions,
        pinned=range(min(count, seed % 2)),
    )
    placed = place(content, ontology, style)
    assert np.isfinite(placed).all()
    assert count_overlaps(boxes_of(content, placed, ontology, style)) == 0


def test_newcomers_stand_near_their_neighbour_and_nobody_else_moves(
    make_content: Make, ontology: Ontology, style: ChartStyle, count_overlaps: Count
) -> None:
    known = make_content([f"P{i}" for i in range(15)], tree_with_extras(15, 5, 4))
    old = place(known, ontology, style)
    links = [*tree_with_extras(15, 5, 4), *((3, new) for new in range(15, 27))]
    positions = np.vstack((old, np.full((12, 2), np.nan)))
    content = make_content([f"P{i}" for i in range(27)], links, positions=positions)
    placed = place_near(content, ontology, style)
    assert_array_equal(placed[:15], old)
    assert count_overlaps(boxes_of(content, placed, ontology, style)) == 0
    assert np.median(np.hypot(*(placed[15:] - placed[3]).T)) < 700


def test_newcomers_without_a_neighbour_stand_below(
    make_content: Make, ontology: Ontology, style: ChartStyle, count_overlaps: Count
) -> None:
    nowhere = (np.nan, np.nan)
    content = make_content(list("abcd"), [(2, 3)], positions=[(0, 0), (200, 50), nowhere, nowhere])
    placed = place_near(content, ontology, style)
    assert (placed[2:, 1] > 50).all()
    assert count_overlaps(boxes_of(content, placed, ontology, style)) == 0


def test_a_chart_without_any_place_is_laid_out_whole(
    make_content: Make, ontology: Ontology, style: ChartStyle
) -> None:
    content = make_content(list("abcd"), [(0, 1), (2, 3)])
    assert_allclose(place_near(content, ontology, style), place(content, ontology, style))


@given(st.integers(0, 40), st.integers(0, 2**32 - 1))
def test_overlapping_pairs_are_those_of_looking_at_all(count: int, seed: int) -> None:
    chance = np.random.default_rng(seed)
    corners = chance.integers(0, 60, size=(count, 2)).astype(float)
    boxes = np.hstack((corners, corners + chance.integers(1, 25, size=(count, 2))))
    found = {tuple(sorted(pair)) for pair in overlapping_pairs(boxes).tolist()}
    wanted = {
        (i, j)
        for i in range(count)
        for j in range(i + 1, count)
        if (boxes[i, :2] < boxes[j, 2:]).all() and (boxes[j, :2] < boxes[i, 2:]).all()
    }
    assert found == wanted


@given(st.integers(1, 40), st.integers(0, 2**32 - 1))
def test_any_heap_of_boxes_is_freed_of_overlaps(count: int, seed: int) -> None:
    chance = np.random.default_rng(seed)
    half = chance.integers(5, 90, size=(count, 2)).astype(float)
    boxes = np.hstack((-half, half * chance.uniform(0.5, 2, size=(count, 1))))
    start = chance.choice((0.0, 10.0, 500.0), size=(count, 2))
    free = without_overlaps(start, boxes, np.zeros(count, bool))
    assert not len(overlapping_pairs(boxes + np.tile(free, 2)))


def test_boxes_that_do_not_overlap_are_left_alone() -> None:
    places = np.array([[0.0, 0.0], [100.0, 0.0], [0.0, 100.0]])
    boxes = np.tile([-20.0, -20.0, 20.0, 20.0], (3, 1))
    assert_array_equal(without_overlaps(places, boxes, np.zeros(3, bool)), places)


@given(st.lists(st.tuples(st.floats(1, 500), st.floats(1, 500)), min_size=1, max_size=60))
def test_packed_parts_do_not_overlap(sizes: list[tuple[float, float]]) -> None:
    extent = np.array(sizes)
    corners = packed(extent)
    boxes = np.hstack((corners, corners + extent - 1e-6))
    assert not len(overlapping_pairs(boxes))
    assert (corners >= 0).all()


def test_many_equal_parts_fill_a_page() -> None:
    extent = np.full((60, 2), 100.0)
    far = (packed(extent) + extent).max(axis=0)
    assert 0.9 < far[0] / far[1] / A3_LANDSCAPE < 1.4
    assert 60 * 100 * 100 / far.prod() > 0.85


def test_a_segment_meets_the_boxes_it_runs_through() -> None:
    boxes = np.array([[10.0, -5.0, 20.0, 5.0], [10.0, 6.0, 20.0, 9.0], [-9.0, -1.0, -5.0, 1.0]])
    start, end = np.array((0.0, 0.0)), np.array((30.0, 0.0))
    assert_array_equal(segments_meet_boxes(start, end, boxes), [True, False, False])


def test_stress_of_a_path_is_a_straight_line_of_its_lengths() -> None:
    ends, lengths = np.array([[0, 1], [1, 2]]), np.array([3.0, 4.0])
    distances = all_distances(lengths_matrix(3, ends, lengths))
    assert_allclose(distances, [[0, 3, 7], [3, 0, 4], [7, 4, 0]])
    start = np.array([[0.0, 0.0], [1.0, 1.0], [2.0, 0.5]])
    places = full_stress(start, distances, 5000)
    assert_allclose(np.hypot(*(places[0] - places[2])), 7.0, rtol=1e-3)
