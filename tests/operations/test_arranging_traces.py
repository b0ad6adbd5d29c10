"""What layouts draw besides places, and take away again: time axis, bars, theme lines, bends."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from iwtlink.chart.building import build_display
from iwtlink.chart.layouts.drawing import segments_meet_boxes
from iwtlink.chart.style import load_style
from iwtlink.ontology import Ontology, load_ontology
from iwtlink.operations.arranging import arranged, copied_places
from iwtlink.store.charts.content import ChartContent, EntityFacts, Membership
from iwtlink.store.charts.look import LinkLook, Look, Shape
from tests.operations.test_arranging import TREE, chart

STARTS = ["2015-03-01", "2015", "2016-07", "2018-01-02", "", "2019"]
STAFF = [(0, leaf) for leaf in range(1, 13)]
NOTE = Shape(5, "", "text", 0, 0, 90, 20, 0, "by hand", Look())


@pytest.fixture(scope="module")
def ontology() -> Ontology:
    return load_ontology()


def timeline(ontology: Ontology, **settings: object) -> ChartContent:
    return arranged(chart(7, TREE, STARTS), ontology, "timeline", settings=settings)


def passed_through(content: ChartContent, ontology: Ontology) -> int:
    """Count the items that links of a chart pass through."""
    display = build_display(content, ontology, load_style())
    count = 0
    for line, (a, b) in enumerate(display.ends.tolist()):
        first, last = display.corner_starts[line : line + 2]
        inner = display.corners[first:last]
        points = np.vstack((display.positions[a], inner, display.positions[b]))
        meets = segments_meet_boxes(points[:-1, None], points[1:, None], display.node_boxes)
        meets[:, [a, b]] = False
        count += int(meets.any(axis=0).sum())
    return count


@pytest.mark.feature("L_timeline", "C29")
def test_a_time_axis_is_drawn_once_however_often_a_chart_is_laid_out(ontology: Ontology) -> None:
    once = replace(timeline(ontology), shapes=(*timeline(ontology).shapes, NOTE))
    twice = arranged(once, ontology, "timeline_grouped")
    assert sum(shape.kind == "line" for shape in twice.shapes) == 1
    assert NOTE in twice.shapes
    assert arranged(twice, ontology, "organic").shapes == (NOTE,)
    assert timeline(ontology, axis=False).shapes == ()


@pytest.mark.feature("L_timeline")
def test_a_date_that_names_a_year_is_a_bar_as_long_as_that_year(ontology: Ontology) -> None:
    days = ["2015-01-01", "2016", "2017-06", "2019-12-31"]
    events = replace(chart(4, TREE[:1]), types=["event"] * 4)
    dates = next(
        name
        for name, kind in ontology.entity_types["event"].properties.items()
        if kind.value_type == "date"
    )
    facts = tuple(EntityFacts(values={dates: day}) for day in days)
    done = arranged(replace(events, facts=facts), ontology, "timeline", settings={"axis": False})
    a_day = np.ptp(done.positions[:, 0]) / 1825
    year, month = done.shapes
    assert year.width == pytest.approx(365 * a_day, rel=0.01)
    assert month.width == pytest.approx(29 * a_day, rel=0.01)
    assert (year.x, year.y) == pytest.approx(tuple(done.positions[1]), abs=a_day)
    for item, place in enumerate(done.positions):
        is_beside = abs(place[1] - year.y) > 30 or abs(place[0] - year.x) > year.width / 2
        assert item == 1 or is_beside
    plain = arranged(done, ontology, "timeline", settings={"axis": False, "bars": False})
    assert plain.shapes == ()


@pytest.mark.feature("L_timeline", "C26")
def test_theme_lines_are_as_long_as_the_timeline_until_the_next_layout(ontology: Ontology) -> None:
    theme = Look(representation="theme", colour="#336699")
    looks = (theme, *[Look()] * 5, replace(theme, width=400.0))
    done = arranged(replace(chart(7, TREE, STARTS), looks=looks), ontology, "timeline")
    half = (done.looks[0].width or 0) / 2
    others = done.positions[1:6, 0]
    assert done.positions[0, 0] - half < others.min() < others.max() < done.positions[0, 0] + half
    assert done.looks[6] == looks[6], "a length set by hand stays"
    two = arranged(
        replace(chart(7, TREE, STARTS), looks=(theme, theme, *looks[2:6], theme)),
        ontology,
        "timeline",
    )
    assert np.ptp(two.positions[[0, 1, 6], 0]) == 0
    assert arranged(done, ontology, "organic").looks == looks


@pytest.mark.feature("L_hierarchy", "L_organisation")
@pytest.mark.parametrize("name", ["hierarchy", "organisation"])
def test_links_are_led_round_the_items_in_their_way(name: str, ontology: Ontology) -> None:
    people = chart(13, STAFF)
    straight = arranged(people, ontology, name, settings={"bends": False})
    done = arranged(people, ontology, name)
    assert passed_through(straight, ontology) > 0
    assert passed_through(done, ontology) == 0
    assert not any(look.corners for look in arranged(done, ontology, "circular").link_looks)


@pytest.mark.feature("L_hierarchy")
def test_links_of_a_sidewards_hierarchy_are_led_round_too(ontology: Ontology) -> None:
    done = arranged(chart(13, STAFF), ontology, "hierarchy", settings={"direction": "right"})
    assert passed_through(done, ontology) == 0


def test_bends_made_by_hand_stay_while_the_ends_stay_and_go_with_them(ontology: Ontology) -> None:
    start = arranged(chart(7, TREE), ontology)
    bent = LinkLook(corners=((10.0, 20.0),), width=3.0)
    start = replace(start, link_looks=(bent, *[LinkLook()] * 5))
    some = arranged(start, ontology, "circular", only_ids=[104, 105, 106])
    assert some.link_looks[0] == bent
    assert arranged(start, ontology, "circular").link_looks[0] == LinkLook(width=3.0)


def test_bends_made_by_hand_do_not_change_where_a_layout_sets_items(ontology: Ontology) -> None:
    twice = [*TREE, *TREE, (3, 5)]
    start = arranged(chart(7, twice), ontology)
    bent = replace(start, link_looks=(LinkLook(corners=((10.0, 20.0),)),) * len(twice))
    done = arranged(bent, ontology, "circular")
    assert done.positions.tolist() == arranged(start, ontology, "circular").positions.tolist()


def test_a_bundle_of_folded_neighbours_does_not_lose_what_a_layout_draws(
    ontology: Ontology,
) -> None:
    people = replace(chart(13, STAFF), folded=((111, 112, 113),))
    done = arranged(people, ontology, "hierarchy")
    assert len(done.link_looks) == len(people.link_ids)
    assert any(look.corners for look in done.link_looks)


@pytest.mark.feature("L_timeline")
def test_places_from_another_chart_take_what_the_layout_before_drew_away(
    ontology: Ontology,
) -> None:
    model = arranged(chart(7, TREE), ontology, "circular")
    before = replace(
        timeline(ontology),
        looks=(Look(representation="theme", by_layout=True, width=9.0), *[Look()] * 6),
    )
    done = copied_places(replace(before, shapes=(*before.shapes, NOTE)), model, ontology)
    assert done.shapes == (NOTE,)
    assert done.looks[0] == Look(representation="theme")


@pytest.mark.feature("L_timeline", "C25")
def test_dates_inside_a_box_stand_for_themselves_and_not_on_the_axis_outside(
    ontology: Ontology,
) -> None:
    years = ["2010", "2019", "2011", "2012", "2013", "2014"]
    events = replace(chart(6, [(0, 2)]), types=["event"] * 6)
    dates = next(
        name
        for name, kind in ontology.entity_types["event"].properties.items()
        if kind.value_type == "date"
    )
    facts = tuple(EntityFacts(values={dates: year}) for year in years)
    held = tuple(Membership("entity", 102, "entity", one) for one in (105, 106))
    looks = (Look(), Look(representation="box", is_container=True), *[Look()] * 4)
    content = replace(events, facts=facts, members=held, looks=looks)
    done = arranged(content, ontology, "timeline")
    bars = [shape for shape in done.shapes if shape.depth < 0]
    assert len(bars) == 4
    marks = [shape.x for shape in done.shapes if shape.kind == "text"]
    assert marks == sorted(marks)
    free = done.positions[[0, 2, 3, 1], 0]
    assert (np.diff(free) > 0).all()
