"""Every layout: nothing covered, nothing lost, what is to stay stays, and its own shape."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.testing import assert_allclose, assert_array_equal

from iwtlink.chart.layouts.crossings import crossings_per_link
from iwtlink.chart.layouts.network import parts_of
from iwtlink.chart.layouts.overlaps import overlapping_pairs
from iwtlink.chart.layouts.registry import LAYOUTS, lay_out
from iwtlink.chart.layouts.words import choice_label, setting_label
from iwtlink.errors import Cancelled
from tests.chart.layouts.networks import dated, grown, network, overlaps, path, star

ALL = sorted(LAYOUTS)
TIMELINES = {"timeline", "timeline_grouped"}


@pytest.mark.parametrize("name", ALL)
@pytest.mark.parametrize(
    ("count", "links"),
    [
        (0, []),
        (1, []),
        (2, [(0, 1)]),
        (2, []),
        (7, star(6)),
        (30, path(30)),
        (40, []),
        (6, [(i, j) for i in range(6) for j in range(i + 1, 6)]),
        (45, grown(45, 20, 4)),
    ],
)
def test_every_layout_gives_every_item_a_place_of_its_own(
    name: str, count: int, links: list[tuple[int, int]]
) -> None:
    known = network(count, links, arrows=1)
    places = lay_out(name, known)
    assert places.shape == (count, 2)
    assert np.isfinite(places).all()
    assert not overlaps(known, places)


@pytest.mark.parametrize("name", ALL)
def test_the_same_seed_gives_the_same_places(name: str) -> None:
    known = network(24, grown(24, 8, 2), arrows=1)
    assert_array_equal(lay_out(name, known, seed=3), lay_out(name, known, seed=3))


@pytest.mark.parametrize("name", ALL)
def test_pinned_items_stay_in_every_layout(name: str) -> None:
    positions = np.random.default_rng(1).random((20, 2)) * 900
    known = network(20, grown(20, 6, 1), positions=positions, pinned=(4, 11))
    places = lay_out(name, known)
    assert_array_equal(places[[4, 11]], positions[[4, 11]])


@pytest.mark.parametrize("name", ALL)
def test_only_chosen_items_move_and_keep_clear_of_the_others(name: str) -> None:
    positions = lay_out("organic", network(24, grown(24, 6, 5)))
    known = network(24, grown(24, 6, 5), positions=positions)
    only = np.arange(24) < 9
    places = lay_out(name, known, only=only)
    assert_array_equal(places[~only], positions[~only])
    assert not overlaps(known, places)


@pytest.mark.parametrize("name", sorted(set(ALL) - {"organic"}))
def test_a_layout_can_be_cancelled(name: str) -> None:
    def stop(fraction: float, sentence: str) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        lay_out(name, network(12, grown(12, 4, 1)), progress=stop)


@pytest.mark.parametrize("name", ALL)
def test_a_layout_tells_how_far_it_is_and_never_goes_back(name: str) -> None:
    told: list[float] = []
    known = network(40, [*star(9), *((a + 10, b + 10) for a, b in grown(30, 12, 1))])
    lay_out(name, known, progress=lambda share, _: told.append(share))
    assert np.diff(told).min(initial=0.0) > -1e-9
    assert min(told) >= 0.0 and max(told) <= 1.0 + 1e-9


@pytest.mark.parametrize("name", sorted(set(ALL) - TIMELINES - {"fewer_crossings"}))
def test_parts_that_are_not_linked_stand_apart(name: str) -> None:
    links = [*star(6), *((a + 7, b + 7) for a, b in path(5))]
    known = network(14, links)
    there = known.boxes + np.tile(lay_out(name, known), 2)
    bounds = [
        [*there[items, :2].min(axis=0), *there[items, 2:].max(axis=0)] for items in parts_of(known)
    ]
    assert not len(overlapping_pairs(np.array(bounds)))


@pytest.mark.parametrize("name", ALL)
def test_places_at_one_point_or_out_of_all_bounds_do_no_harm(name: str) -> None:
    positions = np.zeros((12, 2))
    positions[3] = np.nan
    known = network(12, path(12), positions=positions)
    places = lay_out(name, known)
    assert np.isfinite(places).all()
    assert not overlaps(known, places)


@given(st.integers(0, 14), st.integers(0, 2**32 - 1), st.sampled_from(ALL))
@settings(max_examples=60)
def test_any_network_is_laid_out(count: int, seed: int, name: str) -> None:
    chance = np.random.default_rng(seed)
    pairs = {tuple(sorted(pair)) for pair in chance.integers(max(count, 1), size=(12, 2)).tolist()}
    links = [(a, b) for a, b in pairs if a != b] if count else []
    known = network(count, links, arrows=chance.integers(-1, 2, len(links)).tolist())
    days = np.where(chance.random(count) < 0.5, 730_000 + chance.random(count), np.nan)
    known = dated(known, days.tolist())
    places = lay_out(name, known)
    assert np.isfinite(places).all()
    assert not overlaps(known, places)


def test_every_layout_and_setting_has_words() -> None:
    for layout in LAYOUTS.values():
        assert layout.label
        assert layout.words.endswith(".")
        for setting in layout.settings:
            assert setting_label(setting.name)
            assert all(choice_label(one) for one in setting.choices)


@pytest.mark.parametrize("name", ["organic", "circular", "radial", "hierarchy", "peacock"])
def test_a_larger_distance_gives_a_larger_chart(name: str) -> None:
    known = network(20, grown(20, 5, 1))
    small, large = (
        np.ptp(lay_out(name, known, {"separation": percent}), axis=0).sum()
        for percent in (100, 200)
    )
    assert large > 1.2 * small


@pytest.mark.feature("L_peacock", "L_compact_peacock")
def test_a_peacock_spreads_the_neighbours_of_each_hub_round_it() -> None:
    links = [*star(9), *((10, leaf) for leaf in range(11, 20)), (0, 10)]
    known = network(20, links)
    for name in ("peacock", "compact_peacock"):
        places = lay_out(name, known)
        far = np.hypot(*(places[10] - places[0]))
        for hub, leaves in ((0, range(1, 10)), (10, range(11, 20))):
            way = places[list(leaves)] - places[hub]
            apart = np.hypot(*way.T)
            assert apart.max() < far
            assert np.ptp(apart) < 0.1 * apart.mean()  # all on one ring
            turns = np.sort(np.arctan2(way[:, 1], way[:, 0]))
            assert np.diff(turns, append=turns[0] + 2 * np.pi).max() < 2.0


@pytest.mark.feature("L_peacock", "L_compact_peacock")
def test_a_compact_peacock_is_smaller() -> None:
    known = network(60, grown(60, 30, 8))
    loose, tight = (
        np.ptp(lay_out(name, known), axis=0).prod() for name in ("peacock", "compact_peacock")
    )
    assert tight < loose


@pytest.mark.feature("L_grouped")
def test_groups_stand_apart_and_the_chosen_one_in_the_middle() -> None:
    groups = [[(a + 6 * g, b + 6 * g) for a in range(6) for b in range(a)] for g in range(4)]
    links = [link for group in groups for link in group] + [(0, 6), (1, 12), (2, 18)]
    known = network(24, links)
    places = lay_out("grouped", known, {"centre": 8})
    middles = np.array([places[6 * g : 6 * g + 6].mean(axis=0) for g in range(4)])
    middle = middles.mean(axis=0)
    assert np.hypot(*(middles - middle).T).argmin() == 1
    reach = [np.hypot(*(places[6 * g : 6 * g + 6] - middles[g]).T).max() for g in range(4)]
    apart = np.hypot(*(middles[:, None] - middles).T) + np.eye(4) * 1e9
    assert (apart.min(axis=1) > np.array(reach)).all()


@pytest.mark.feature("L_grouped")
def test_a_grouped_chart_keeps_to_the_largest_width_where_there_is_room() -> None:
    known = network(30, grown(30, 10, 3))
    wide = np.ptp(lay_out("grouped", known), axis=0)[0]
    places = lay_out("grouped", known, {"max_width": wide * 0.8})
    assert np.ptp(places, axis=0)[0] < wide * 0.9
    assert not overlaps(known, places)


@pytest.mark.feature("L_circular")
def test_a_circle_is_sorted_by_type_and_round() -> None:
    kinds = [0, 1, 2] * 6
    known = network(18, path(18), kinds=kinds)
    places = lay_out("circular", known, {"sorted_by": "type"})
    way = places - (places.max(axis=0) + places.min(axis=0)) / 2
    far = np.hypot(*way.T)
    assert far.max() < 1.1 * far.min()
    order = np.argsort((np.arctan2(way[:, 1], way[:, 0]) + np.pi / 2 + 1e-6) % (2 * np.pi))
    changes = np.diff(np.array(kinds)[order], append=kinds[order[0]]) != 0
    assert changes.sum() == 3


@pytest.mark.feature("L_circular")
def test_a_circle_has_an_inner_ring_of_hubs_and_an_item_in_the_middle() -> None:
    links = [*((hub, leaf) for hub in range(3) for leaf in range(3 + 5 * hub, 8 + 5 * hub))]
    known = network(19, [*links, (0, 1), (1, 2), (2, 18)])
    places = lay_out("circular", known, {"rings": "two", "centre": 18})
    far = np.hypot(*(places - places[18]).T)
    assert far[:3].max() < far[3:18].min()


def test_a_circle_by_links_crosses_fewer_links_than_one_by_type() -> None:
    known = network(40, grown(40, 15, 9), kinds=[i % 4 for i in range(40)])
    by_type, by_links = (
        crossings_per_link(lay_out("circular", known, {"sorted_by": way}), known.ends).sum()
        for way in ("type", "links")
    )
    assert by_links < 0.6 * by_type


@pytest.mark.feature("L_hierarchy")
@pytest.mark.parametrize(
    ("direction", "axis", "sign"), [("down", 1, 1), ("up", 1, -1), ("right", 0, 1), ("left", 0, -1)]
)
def test_arrows_of_a_hierarchy_lead_one_way(direction: str, axis: int, sign: int) -> None:
    known = network(15, grown(15, 6, 3), arrows=1)
    places = lay_out("hierarchy", known, {"direction": direction})
    steps = places[known.ends[:, 1], axis] - places[known.ends[:, 0], axis]
    assert (steps * sign > 0).all()


@pytest.mark.feature("L_hierarchy")
def test_a_hierarchy_can_follow_arrows_upwards_and_stand_under_a_chosen_root() -> None:
    known = network(6, path(6), arrows=1)
    upward = lay_out("hierarchy", known, {"arrows": "against"})
    assert (np.diff(upward[:, 1]) < 0).all()
    rooted = lay_out("hierarchy", known, {"arrows": "ignored", "roots": [3]})
    assert rooted[:, 1].argmin() == 3


def test_a_cycle_of_arrows_is_laid_out_with_one_turned_round() -> None:
    known = network(5, [*path(5), (0, 4)], arrows=[1, 1, 1, 1, -1])
    places = lay_out("hierarchy", known)
    steps = places[known.ends[:, 1], 1] - places[known.ends[:, 0], 1]
    assert np.count_nonzero(steps * known.arrows < 0) == 1


@pytest.mark.feature("L_organisation")
def test_staff_stand_below_their_superior_who_stands_over_their_middle() -> None:
    known = network(7, [(0, 1), (0, 2), (1, 3), (1, 4), (2, 5), (2, 6)], arrows=1)
    places = lay_out("organisation", known)
    for upper, lower in known.ends.tolist():
        assert places[lower, 1] > places[upper, 1]
    for one in (0, 1, 2):
        below = known.ends[known.ends[:, 0] == one, 1]
        assert_allclose(places[one, 0], places[below, 0].mean(), atol=1.0)


@pytest.mark.feature("L_organisation")
def test_a_compact_organisation_chart_is_narrower() -> None:
    known = network(21, star(20), arrows=1)
    wide, narrow = (
        np.ptp(lay_out("organisation", known, {"is_compact": compact})[:, 0])
        for compact in (False, True)
    )
    assert narrow < 0.7 * wide


@pytest.mark.feature("L_radial")
def test_rings_of_a_radial_chart_are_links_away_from_its_middle() -> None:
    known = network(40, grown(40, 0, 6))
    places = lay_out("radial", known, {"centre": 0})
    hops = np.zeros(40, int)
    for upper, lower in sorted(known.ends.tolist(), key=lambda link: link[1]):
        hops[lower] = hops[upper] + 1
    far = np.hypot(*(places - places[0]).T)
    for ring in range(1, int(hops.max()) + 1):
        assert_allclose(far[hops == ring], np.median(far[hops == ring]), rtol=0.25)
        assert np.median(far[hops == ring]) > far[hops < ring].max()


@pytest.mark.feature("L_fewer_crossings")
def test_fewer_links_cross_and_the_shape_is_kept() -> None:
    links = grown(30, 8, 2)
    start = lay_out("circular", network(30, links, kinds=range(30)))  # in their order
    known = network(30, links, positions=start)
    places = lay_out("fewer_crossings", known)
    before, after = (crossings_per_link(some, known.ends).sum() for some in (start, places))
    assert after < 0.7 * before
    assert not overlaps(known, places)
    moved = np.hypot(*(places - start).T)
    assert np.median(moved) < 0.35 * np.ptp(start, axis=0).max()


@pytest.mark.feature("L_timeline", "C28")
def test_a_timeline_is_to_scale() -> None:
    days = [730_000.0, 730_100.0, 730_400.0, np.nan]
    known = dated(network(4, [(0, 1), (2, 3)]), days)
    x = lay_out("timeline", known, {"width": 2000})[:, 0]
    assert_allclose((x[1] - x[0]) / (x[2] - x[0]), 0.25)
    assert_allclose(x[2] - x[0], 2000)
    assert_allclose(x[3], x[2])  # undated: with what it is linked to


@pytest.mark.feature("L_timeline_grouped")
def test_bursts_stand_together_with_gaps_between_them() -> None:
    days = [730_000.0, 730_003.0, 730_006.0, 731_000.0, 731_002.0]
    known = dated(network(5, path(5)), days)
    settings = {"threshold_days": 30, "small_gap": 50, "large_gap": 400}
    x = lay_out("timeline_grouped", known, settings)[:, 0]
    assert_allclose(np.diff(x), [50, 50, 400, 50])


@pytest.mark.feature("L_organic")
def test_the_leaves_of_a_large_star_stand_in_rings_and_cover_nothing() -> None:
    known = network(801, star(800))
    places = lay_out("organic", known)
    assert not overlaps(known, places)
    far = np.hypot(*(places - places[0]).T)
    assert far.max() < 2.2 * np.sqrt(801 * 76 * 56 / np.pi)


@pytest.mark.feature("C26")
def test_theme_lines_stand_in_rows_of_their_own_left_of_all() -> None:
    known = dated(network(8, [(0, 2), (0, 3), (1, 4), (1, 5), (0, 6), (1, 6)]), [730_000] * 8)
    known = replace(known, is_theme=np.arange(8) < 2)
    places = lay_out("timeline", known)
    assert places[0, 1] != places[1, 1]
    assert places[:2, 0].max() < places[2:, 0].min()
    assert not np.isin(places[2:, 1], places[:2, 1]).any()
