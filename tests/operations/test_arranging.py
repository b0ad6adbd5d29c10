"""Arranging charts of a database: by name, some items only, after another chart."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal

from iwtlink.chart.building import build_display
from iwtlink.chart.layouts.overlaps import overlapping_pairs
from iwtlink.chart.layouts.registry import LAYOUTS
from iwtlink.chart.style import load_style
from iwtlink.ontology import Ontology, load_ontology
from iwtlink.operations.arranging import arranged, copied_places
from iwtlink.store.charts.content import ChartContent, Membership
from iwtlink.store.charts.look import Look, Shape


@pytest.fixture(scope="module")
def ontology() -> Ontology:
    return load_ontology()


def chart(
    count: int, links: list[tuple[int, int]], starts: list[str] | None = None
) -> ChartContent:
    """Give a chart of people with ids 101.. and links with dates."""
    m = len(links)
    return ChartContent(
        chart_id=1,
        title="Naga Eye",
        notice="",
        entity_ids=np.arange(101, 101 + count),
        types=["person"] * count,
        labels=[f"Person {k}" for k in range(count)],
        script_labels=[""] * count,
        positions=np.full((count, 2), np.nan),
        is_pinned=np.zeros(count, bool),
        picture_ids=np.zeros(count, np.int64),
        link_ids=np.arange(201, 201 + m),
        link_types=["associate_of"] * m,
        ends=np.array(links, np.int64).reshape(-1, 2),
        is_directed=np.ones(m, bool),
        strengths=np.zeros(m, np.uint8),
        roles=[""] * m,
        percents=np.full(m, np.nan),
        amounts=[""] * m,
        quantities=[""] * m,
        starts=starts or [""] * m,
        ends_on=[""] * m,
    )


TREE = [(0, 1), (0, 2), (1, 3), (1, 4), (2, 5), (2, 6)]


@pytest.mark.parametrize("name", sorted(LAYOUTS))
def test_a_chart_is_arranged_by_any_layout_without_overlap(name: str, ontology: Ontology) -> None:
    done = arranged(chart(7, TREE), ontology, name)
    display = build_display(done, ontology, load_style())
    assert not len(overlapping_pairs(display.node_boxes))


def test_settings_name_entities_by_their_id(ontology: Ontology) -> None:
    done = arranged(chart(7, TREE), ontology, "radial", settings={"centre": 103})
    far = np.hypot(*(done.positions - done.positions[2]).T)
    assert set(np.argsort(far)[1:4].tolist()) == {0, 5, 6}
    odd = arranged(chart(7, TREE), ontology, "hierarchy", settings={"roots": (999, "x")})
    assert np.isfinite(odd.positions).all()


def test_only_the_chosen_entities_move(ontology: Ontology) -> None:
    start = arranged(chart(7, TREE), ontology)
    done = arranged(start, ontology, "circular", only_ids=[104, 105, 102])
    stay = ~np.isin(start.entity_ids, [104, 105, 102])
    assert_array_equal(done.positions[stay], start.positions[stay])
    assert not np.allclose(done.positions[~stay], start.positions[~stay])


def test_places_are_copied_from_another_chart_and_the_others_stand_near_by(
    ontology: Ontology,
) -> None:
    model = arranged(chart(5, TREE[:4]), ontology, "circular")
    done = copied_places(chart(7, TREE), model, ontology)
    assert_allclose(done.positions[:5], model.positions)
    assert np.hypot(*(done.positions[5:] - done.positions[2]).T).max() < 600
    display = build_display(done, ontology, load_style())
    assert not len(overlapping_pairs(display.node_boxes))


@pytest.mark.feature("C25")
@pytest.mark.parametrize("name", sorted(LAYOUTS))
def test_members_of_a_container_are_drawn_inside_it_and_others_outside(
    name: str, ontology: Ontology
) -> None:
    plain = chart(7, TREE)
    holder = Look(representation="box", is_container=True)
    members = tuple(Membership("entity", 107, "entity", one) for one in (102, 104, 105))
    content = replace(plain, looks=(*[Look()] * 6, holder), members=members)
    display = build_display(arranged(content, ontology, name), ontology, load_style())
    left, top, right, bottom = display.node_boxes[6]
    for item, box in enumerate(display.node_boxes[:6]):
        is_inside = left <= box[0] and top <= box[1] and right >= box[2] and bottom >= box[3]
        is_outside = box[2] <= left or box[0] >= right or box[3] <= top or box[1] >= bottom
        assert is_inside if item in (1, 3, 4) else is_outside


@pytest.mark.feature("C31")
@pytest.mark.parametrize("name", ["organic", "hierarchy"])
def test_a_group_on_a_chart_keeps_its_shape_when_it_is_laid_out(
    name: str, ontology: Ontology
) -> None:
    places = np.arange(14.0).reshape(7, 2) * 90.0
    group = Shape(9, "g", "group", 0, 0, 0, 0, 0, "", Look())
    members = tuple(Membership("shape", 9, "entity", one) for one in (102, 105, 107))
    content = replace(chart(7, TREE), positions=places, shapes=(group,), members=members)
    done = arranged(content, ontology, name).positions[[1, 4, 6]]
    assert_allclose(done - done[0], places[[1, 4, 6]] - places[1], atol=1e-6)


@pytest.mark.feature("L_timeline", "C29")
def test_a_timeline_has_an_axis_of_dates_below_its_items(ontology: Ontology) -> None:
    starts = ["2015-03-01", "2015", "2016-07", "2018-01-02", "", "2019"]
    content = chart(7, TREE, starts)
    done = arranged(content, ontology, "timeline")
    marks = [shape for shape in done.shapes if shape.kind == "text"]
    assert [mark.text for mark in marks][::2] == [f"{year}-07" for year in range(2015, 2020)]
    steps = np.diff([mark.x for mark in marks])
    assert_allclose(steps, steps.mean(), rtol=0.03)
    assert min(mark.y for mark in marks) > done.positions[:, 1].max()


def test_undated_charts_have_no_axis(ontology: Ontology) -> None:
    assert arranged(chart(7, TREE), ontology, "timeline").shapes == ()
