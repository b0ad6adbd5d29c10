"""The display arrays: hand geometry, merged and fanned links, moves, and bad input."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.testing import assert_allclose, assert_array_equal

from iwtlink.chart.building import build_display
from iwtlink.chart.display import Display
from iwtlink.chart.links.arrows import arrow_polygons
from iwtlink.chart.links.lines import points_at
from iwtlink.chart.links.wording import shown_quantity
from iwtlink.chart.moving import moved, settled
from iwtlink.chart.style import ChartStyle, hex_colour
from iwtlink.ontology import Ontology, load_ontology
from iwtlink.store.charts.content import ChartContent
from iwtlink.store.charts.look import Multiplicity
from iwtlink.store.charts.options import ChartOptions

Make = Callable[..., ChartContent]


def test_a_line_ends_at_the_icons_and_not_under_them(
    make_content: Make, ontology: Ontology, style: ChartStyle
) -> None:
    content = make_content(["", ""], [(0, 1)], positions=[(0, 0), (200, 0)])
    display = build_display(content, ontology, style)
    reach = style.icon_px / 2 + style.icon_gap_px
    assert_allclose(display.line_points, [[reach, 0, 200 - reach, 0]])


def test_a_line_going_down_starts_below_the_name(
    make_content: Make, ontology: Ontology, style: ChartStyle
) -> None:
    content = make_content(["Khamsing", ""], [(0, 1)], positions=[(0, 0), (0, 300)])
    display = build_display(content, ontology, style)
    bottom = display.node_text.boxes[0, 3]
    assert bottom > style.icon_px / 2
    assert_allclose(display.line_points[0, 1], bottom + style.icon_gap_px)


def test_a_line_to_what_stands_close_below_a_long_name_still_ends_below_the_name(
    make_content: Make, ontology: Ontology, style: ChartStyle
) -> None:
    name = "Golden Triangle Wildlife Breeding and Trading Import-Export Sole Company Limited"
    content = make_content([name, "B"], [(1, 0)], positions=[(0, 0), (0, 400)])
    label = float(build_display(content, ontology, style).node_text.boxes[0, 3])
    below = label + 2 * style.icon_gap_px + 20 + style.icon_px / 2
    assert label > below / 2
    close = make_content([name, "B"], [(1, 0)], positions=[(0, 0), (0, below)])
    (line,) = build_display(close, ontology, style).line_points
    assert_allclose(line, [0, label + style.icon_gap_px + 20, 0, label + style.icon_gap_px])


def test_ends_without_room_between_them_meet_in_the_middle(
    make_content: Make, ontology: Ontology, style: ChartStyle
) -> None:
    content = make_content(["A", "B"], [(0, 1)], positions=[(0, 0), (0, 30)])
    (line,) = build_display(content, ontology, style).line_points
    assert_allclose(line, [0, 0.49 * 30, 0, 0.51 * 30])


def test_only_directed_links_have_a_head_and_it_points_at_their_end(
    make_content: Make, ontology: Ontology, style: ChartStyle
) -> None:
    content = make_content(
        ["", "", ""],
        [(0, 1), (1, 2)],
        positions=[(0, 0), (200, 0), (400, 0)],
        directed=[True, False],
    )
    display = build_display(content, ontology, style)
    assert len(display.arrow_lines) == 1
    assert_allclose(display.arrow_tips, [[177, 0]])
    assert_allclose(display.arrow_angles, [0.0], atol=1e-12)
    corners = arrow_polygons(display)[0]
    assert_allclose(corners[0], (177, 0))
    assert_allclose(corners[1:].mean(axis=0), (177 - style.arrow_length_px, 0))


def test_parallel_links_are_one_line_with_their_count(
    make_content: Make, ontology: Ontology, style: ChartStyle
) -> None:
    content = make_content(
        ["a", "b", "c"],
        [(0, 1), (1, 0), (0, 2)],
        positions=[(0, 0), (300, 0), (0, 300)],
        directed=[True, True, False],
        strengths=[2, 1, 0],
        link_types=["called", "transferred_to", "associate_of"],
    )
    display = build_display(content, ontology, style)
    counts = np.diff(display.member_starts)
    both = int(counts.argmax())
    assert sorted(counts) == [1, 2]
    assert display.strengths[both] == 1  # the strongest of the two
    first, last = display.member_starts[both : both + 2]
    assert set(display.link_ids[display.members[first:last]]) == {201, 202}
    assert (display.arrow_lines == both).sum() == 2  # one head at either end
    assert "2 links" in display.link_text.texts
    assert_array_equal(display.line_colours[both], style.colours.link)


def test_fanned_links_are_arcs_on_both_sides(
    make_content: Make, ontology: Ontology, style: ChartStyle
) -> None:
    content = make_content(
        ["a", "b"], [(0, 1), (1, 0)], positions=[(0, 0), (300, 0)], multiplicity="each"
    )
    display = build_display(content, ontology, style)
    assert len(display.ends) == 2
    points = display.line_points
    halves = np.full(len(points), 0.5)
    middles = points_at(points[:, 0:2], display.line_controls, points[:, 2:4], halves)[:, 1]
    assert_allclose(sorted(middles), [-style.fan_spacing_px / 2, style.fan_spacing_px / 2])


def test_an_arc_begins_and_ends_outside_icons_and_names(
    make_content: Make, ontology: Ontology, style: ChartStyle
) -> None:
    links = [(0, 1), (0, 1), (0, 1)]
    content = make_content(
        ["A name", "A longer name"],
        links,
        positions=[(0, 0), (-260, -150)],
        multiplicity="each",
    )
    display = build_display(content, ontology, style)
    boxes = display.node_text.boxes + np.tile(display.positions, 2)
    for start_x, start_y, end_x, end_y in display.line_points:
        for x, y in ((start_x, start_y), (end_x, end_y)):
            for (left, top, right, bottom), (cx, cy) in zip(boxes, display.positions, strict=True):
                assert not (left <= x <= right and top <= y <= bottom)
                assert max(abs(x - cx), abs(y - cy)) >= style.icon_px / 2


def test_role_stands_before_verb_and_percent_before_amount(
    make_content: Make, ontology: Ontology, style: ChartStyle
) -> None:
    content = make_content(
        ["a", "b", "c"],
        [(0, 1), (1, 2), (0, 2)],
        positions=[(0, 0), (300, 0), (0, 300)],
        link_types=["shareholder_of", "transferred_to", "spouse_of"],
        roles=["nominee", "", ""],
        percents=[51.0, np.nan, np.nan],
        amounts=["1 USD", "42,000 USD", ""],
    )
    texts = " | ".join(build_display(content, ontology, style).link_text.texts)
    assert "nominee 51 %" in texts
    assert "42,000 USD" in texts
    assert ontology.link_types["spouse_of"].verb in texts


def test_a_value_the_role_says_already_is_not_said_twice(
    make_content: Make, ontology: Ontology, style: ChartStyle
) -> None:
    content = make_content(["a", "b"], [(0, 1)], roles=["62 calls"], amounts=["62 calls"])
    assert build_display(content, ontology, style).link_text.texts == ["62 calls"]


def test_name_is_bold_and_the_script_below_it_plain(
    make_content: Make, ontology: Ontology, style: ChartStyle
) -> None:
    content = make_content(["Khamsing", "Hồ Sỹ Điệp"], scripts=["ຄຳສິງ", "HỒ SỸ ĐIỆP"])
    text = build_display(content, ontology, style).node_text
    assert text.texts == ["Khamsing", "ຄຳສິງ", "Hồ Sỹ Điệp"]  # the same name again is left out
    assert_array_equal(text.is_bold, [True, False, True])
    assert text.offsets[1, 1] > text.offsets[0, 1]


def test_lines_are_sorted_by_pen(
    demo_content: ChartContent, ontology: Ontology, style: ChartStyle
) -> None:
    display = build_display(demo_content, ontology, style)
    assert display.pen_starts[-1] == len(display.ends)
    for pen in range(len(display.pen_strengths)):
        part = slice(display.pen_starts[pen], display.pen_starts[pen + 1])
        assert set(display.strengths[part]) == {display.pen_strengths[pen]}
        assert set(display.line_colours[part]) == {display.pen_colours[pen]}


def test_every_link_of_the_chart_is_drawn_once(
    demo_content: ChartContent, ontology: Ontology, style: ChartStyle
) -> None:
    display = build_display(demo_content, ontology, style)
    assert len(display.entity_ids) == 81
    assert len(display.ends) == 149  # one pair has two links
    assert_array_equal(np.sort(display.members), np.arange(150))


def test_extents_hold_all_that_is_drawn(
    demo_content: ChartContent, ontology: Ontology, style: ChartStyle
) -> None:
    fanned = replace(demo_content, options=ChartOptions(multiplicity="each"))
    display = build_display(fanned, ontology, style)
    left, top, right, bottom = display.extents
    labels = display.label_boxes
    boxes = np.vstack((display.node_boxes, labels[np.isfinite(labels[:, 0])]))
    assert left <= boxes[:, 0].min() and top <= boxes[:, 1].min()
    assert right >= boxes[:, 2].max() and bottom >= boxes[:, 3].max()


def test_a_move_gives_what_building_anew_gives(
    make_content: Make, ontology: Ontology, style: ChartStyle
) -> None:
    links = [(0, 1), (1, 2), (2, 3), (3, 0), (0, 1)]
    before = [(0.0, 0.0), (300.0, 0.0), (300.0, 300.0), (0.0, 300.0)]
    after = [(-90.0, 40.0), (300.0, 0.0), (500.0, 420.0), (0.0, 300.0)]
    names = ["a", "b", "c", "d"]
    for way in ("one", "direction", "each"):
        start, there = (
            build_display(
                make_content(names, links, positions=places, directed=[True] * 5, multiplicity=way),
                ontology,
                style,
            )
            for places in (before, after)
        )
        here = settled(moved(start, np.array([0, 2]), np.array([after[0], after[2]])))
        _assert_same(here, there)


def test_a_move_leaves_the_display_it_came_from_alone(
    make_content: Make, ontology: Ontology, style: ChartStyle
) -> None:
    display = build_display(
        make_content(["a", "b"], [(0, 1)], positions=[(0, 0), (300, 0)]), ontology, style
    )
    points = display.line_points.copy()
    moved(display, np.array([0]), np.array([[50.0, 50.0]]))
    assert_array_equal(display.line_points, points)
    assert_array_equal(display.positions, [[0, 0], [300, 0]])


def _assert_same(a: Display, b: Display) -> None:
    for field in fields(Display):
        one, other = getattr(a, field.name), getattr(b, field.name)
        if isinstance(one, np.ndarray):
            assert_allclose(one, other, atol=1e-9, err_msg=field.name)


def test_an_empty_chart_is_a_display_too(
    make_content: Make, ontology: Ontology, style: ChartStyle
) -> None:
    display = build_display(make_content([]), ontology, style)
    assert display.extents == (0, 0, 0, 0)
    assert display.line_points.shape == (0, 4)
    assert display.arrow_tips.shape == (0, 2)


def test_a_link_of_an_item_to_itself_has_no_line(
    make_content: Make, ontology: Ontology, style: ChartStyle
) -> None:
    assert not len(build_display(make_content(["a"], [(0, 0)]), ontology, style).ends)


def test_items_without_a_place_stand_below_the_others(
    make_content: Make, ontology: Ontology, style: ChartStyle, count_overlaps: Callable[..., int]
) -> None:
    nowhere = (np.nan, np.nan)
    content = make_content(list("abcdef"), positions=[(0, 0), (9, 200), *[nowhere] * 4])
    display = build_display(content, ontology, style)
    assert np.isfinite(display.positions).all()
    assert (display.positions[2:, 1] > 200).all()
    assert count_overlaps(display.node_boxes) == 0


def test_an_unknown_type_is_drawn_all_the_same(
    make_content: Make, ontology: Ontology, style: ChartStyle
) -> None:
    content = make_content(
        ["a", "b"], [(0, 1)], types=["spaceship", "person"], link_types=["beams_to"]
    )
    display = build_display(content, ontology, style)
    assert display.icon_names[0] == "spaceship"
    assert display.link_text.texts == ["beams to"]
    assert hex_colour(int(display.node_colours[0])).startswith("#")


def test_mid_line_labels_stay_off_icons_where_there_is_room(
    make_content: Make, ontology: Ontology, style: ChartStyle, count_overlaps: Callable[..., int]
) -> None:
    content = make_content(
        ["a", "b", "c"], [(0, 1)], positions=[(0, 0), (600, 0), (300, 0)], roles=["transport"]
    )
    display = build_display(content, ontology, style)
    boxes = np.vstack((display.node_boxes, display.label_boxes))
    assert count_overlaps(boxes) == 0
    assert display.label_at[0] != 0.5


awkward = st.text(
    st.one_of(
        st.characters(),
        st.sampled_from("\u202e\u0301\u200d\ufeff🐘👩🏽‍🚒ສິງعربית\x00\ud83d<&>\"'"),
    ),
    max_size=60,
)
places = st.one_of(
    st.floats(allow_nan=True, allow_infinity=True), st.just(0.0), st.floats(-1e3, 1e3)
)


@given(st.data())
def test_no_content_however_odd_breaks_the_display(
    make_content: Make, ontology: Ontology, style: ChartStyle, data: st.DataObject
) -> None:
    labels = data.draw(st.lists(awkward, max_size=6))
    count = len(labels)
    pair = st.tuples(st.integers(0, max(count - 1, 0)), st.integers(0, max(count - 1, 0)))
    links = data.draw(st.lists(pair, max_size=10)) if count else []
    positions = data.draw(st.lists(st.tuples(places, places), min_size=count, max_size=count))
    roles = data.draw(st.lists(awkward, min_size=len(links), max_size=len(links)))
    content = make_content(
        labels,
        links,
        positions=positions or None,
        scripts=labels[::-1],
        roles=roles,
        multiplicity=data.draw(st.sampled_from(("one", "direction", "each"))),
    )
    display = build_display(content, ontology, style)
    assert np.isfinite(display.positions).all()
    assert np.isfinite(display.line_points).all()
    assert np.isfinite(display.label_centres).all()
    assert all(np.isfinite(side) for side in display.extents)
    assert len(display.node_text.texts) == display.node_text.starts[-1]


def test_a_label_of_two_thousand_characters_stays_small(
    make_content: Make, ontology: Ontology, style: ChartStyle
) -> None:
    for text in ("x" * 2000, "word " * 400, "ກ" * 2000, "漢" * 2000, "a\u0301" * 2000):
        display = build_display(make_content([text], scripts=[text[1:]]), ontology, style)
        left, top, right, bottom = display.extents
        assert right - left < 500
        assert bottom - top < 250


@pytest.mark.parametrize("way", ["one", "direction", "each"])
def test_all_items_at_one_point_give_finite_lines(
    make_content: Make, ontology: Ontology, style: ChartStyle, way: Multiplicity
) -> None:
    links = [(0, 1), (1, 2), (0, 1)]
    content = make_content(["a", "b", "c"], links, positions=[(5, 5)] * 3, multiplicity=way)
    display = build_display(content, ontology, style)
    assert np.isfinite(display.line_points).all()
    assert np.isfinite(display.arrow_angles).all()


@pytest.mark.parametrize(
    ("stated", "shown"),
    [("64 KGM", "64 kg"), ("3 NAR", "3 items"), ("62 calls", "62 calls"), ("7", "7"), ("", "")],
)
def test_a_quantity_is_shown_with_its_unit_in_words(stated: str, shown: str) -> None:
    assert shown_quantity(load_ontology(), stated) == shown
