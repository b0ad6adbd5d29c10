"""A chart on paper: readable on one sheet, or words on what to split; and pages side by side."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.testing import assert_allclose
from numpy.typing import NDArray

from iwtlink.chart.building import build_display
from iwtlink.chart.display import Display
from iwtlink.chart.paper.fitting import (
    PAPER_MARGIN_MM,
    PAPERS_MM,
    PT_PER_UNIT,
    SMALLEST_PT,
    UNITS_PER_INCH,
    dressed,
    fit_to_paper,
    paper_scale,
    smallest_label_px,
)
from iwtlink.chart.paper.mono import black_and_white, mono_style
from iwtlink.chart.paper.pages import PagePlan, pages_of
from iwtlink.chart.paper.sheet import lay_out
from iwtlink.chart.paper.squeezing import squeezed
from iwtlink.chart.style import ChartStyle, load_style
from iwtlink.errors import BadInput, Cancelled
from iwtlink.ontology import Ontology, load_ontology
from iwtlink.store.charts.content import ChartContent
from iwtlink.store.charts.look import Look, Shape

Make = Callable[..., ChartContent]
Count = Callable[[NDArray[np.float64]], int]


def spread_out(make_content: Make, entities: int, links: int, wide: float = 3000.0) -> Display:
    """Give a chart as a layout leaves it: loosely, on a round area, hubs in the middle."""
    generator = np.random.default_rng(entities)
    angle = np.arange(entities) * 2.39996
    radius = np.sqrt(np.arange(entities) / entities) * wide / 2
    places = np.column_stack((np.cos(angle) * radius * 1.4, np.sin(angle) * radius))
    ends = [
        (int(generator.integers(0, max(1, k % entities))), k % entities)
        for k in range(1, links * 2)
        if k % entities
    ][:links]
    content = make_content(
        [f"Person number {k}" for k in range(entities)],
        ends,
        positions=[(float(x), float(y)) for x, y in places],
        types=["person" if k % 3 else "company" for k in range(entities)],
        roles=["director"] * len(ends),
    )
    return build_display(dressed(content), load_ontology(), load_style(), marking="TLP:AMBER")


def test_sixty_entities_and_ninety_links_can_be_read_on_one_a3(
    make_content: Make, count_overlaps: Count
) -> None:
    display = spread_out(make_content, 60, 90)
    assert len(display.link_ids) == 90
    fitted = fit_to_paper(display, "A3", marking="TLP:AMBER", date="2026-11-22")
    assert fitted.advice == "" and fitted.smallest_pt >= SMALLEST_PT
    assert fitted.is_moved
    legend, block = fitted.display.legend, fitted.display.title_block
    assert legend is not None and block is not None and "TLP:AMBER" in block.text.texts
    assert "2026-11-22" in fitted.sheet.text.texts, "the title block has no date of its own"
    boxes = np.vstack((fitted.display.node_boxes, legend.box, block.box))
    assert count_overlaps(boxes) == 0
    assert np.nanmin(fitted.display.label_boxes[:, 1]) >= legend.box[3] - 3, "words on links too"
    short, long = PAPERS_MM["A3"]
    size = np.array((short, long) if fitted.is_portrait else (long, short)) - 2 * PAPER_MARGIN_MM
    printed = np.array((fitted.sheet.width, fitted.sheet.height)) * fitted.scale
    assert (printed / UNITS_PER_INCH * 25.4 <= size + 0.01).all()


def test_the_smallest_label_is_as_high_as_is_said(make_content: Make) -> None:
    fitted = fit_to_paper(spread_out(make_content, 12, 12, 700.0), "A4")
    sizes = [fitted.display.node_text.font_px.min(), fitted.display.link_text.font_px.min()]
    smallest = min(*sizes, smallest_label_px(fitted.display))
    assert fitted.smallest_pt == pytest.approx(smallest * fitted.scale * PT_PER_UNIT)


def test_a_chart_that_fits_as_it_stands_is_not_moved(make_content: Make) -> None:
    display = spread_out(make_content, 10, 9, 500.0)
    fitted = fit_to_paper(display, "A3")
    assert not fitted.is_moved and fitted.advice == ""
    assert_allclose(fitted.display.positions, display.positions)


def test_what_cannot_be_read_is_split_into_parts_that_each_fit(make_content: Make) -> None:
    display = spread_out(make_content, 110, 120, 6000.0)
    fitted = fit_to_paper(display, "A4", is_portrait=False)
    assert fitted.smallest_pt < SMALLEST_PT and not fitted.is_moved
    assert "Split the chart into" in fitted.advice and "A4" in fitted.advice
    ids = sorted(entity for part in fitted.parts for entity in part.entity_ids)
    assert ids == sorted(display.entity_ids.tolist()), "every entity is in one part"
    assert all(part.name in fitted.advice for part in fitted.parts)
    largest = max(fitted.parts, key=lambda part: len(part.entity_ids))
    kept = np.isin(display.entity_ids, largest.entity_ids)
    alone = make_content(
        [label for label, is_kept in zip(display.content.labels, kept, strict=True) if is_kept],
        positions=[(float(x), float(y)) for x, y in display.positions[kept]],
    )
    sheet = build_display(dressed(alone), load_ontology(), load_style())
    assert fit_to_paper(sheet, "A4", is_portrait=False).advice == ""


def test_what_would_take_many_sheets_is_better_printed_over_pages(make_content: Make) -> None:
    fitted = fit_to_paper(spread_out(make_content, 900, 400, 9000.0), "A3")
    assert len(fitted.parts) > 6 and "over several pages" in fitted.advice
    assert len(fitted.advice) < 300


@pytest.mark.parametrize("paper", ["A3", "A4"])
def test_fitting_tells_how_far_it_is_and_can_be_stopped(make_content: Make, paper: str) -> None:
    display, told = spread_out(make_content, 30, 30), list[float]()
    fit_to_paper(display, paper, progress=lambda share, _: told.append(share))
    assert len(told) > 10
    assert told == sorted(told)
    assert told[0] >= 0.0 and told[-1] <= 1.0

    def stop(share: float, _: str) -> None:
        if share > told[len(told) // 2]:
            raise Cancelled

    with pytest.raises(Cancelled):
        fit_to_paper(display, paper, progress=stop)


def test_fitting_can_be_stopped_while_items_are_pushed_apart(make_content: Make) -> None:
    crowd = spread_out(make_content, 200, 0)
    asked: list[float] = []

    def stop(share: float, _: str) -> None:
        asked.append(share)
        raise Cancelled

    with pytest.raises(Cancelled):
        squeezed(crowd, (3000.0, 2100.0), stop)
    assert asked == [0.0]


@pytest.mark.parametrize("axis", [0, 1])
def test_items_in_one_line_are_moved_to_its_sides(
    make_content: Make, count_overlaps: Count, axis: int
) -> None:
    places = np.zeros((200, 2))
    places[:, axis] = np.arange(200) * 200.0
    links = [(k, k + 1) for k in range(199)]
    names = [f"Trader {k}" for k in range(200)]
    content = make_content(names, links, positions=places.tolist())
    fitted = fit_to_paper(build_display(content, load_ontology(), load_style()), "A3")
    assert fitted.advice == "" and fitted.smallest_pt >= SMALLEST_PT
    assert count_overlaps(fitted.display.item_boxes + np.tile(fitted.display.positions, 2)) == 0


def test_the_arrangement_is_kept_when_items_move_closer(
    make_content: Make, count_overlaps: Count
) -> None:
    display = spread_out(make_content, 40, 45)
    fitted = fit_to_paper(display, "A3")
    moved = fitted.display
    order = np.corrcoef(
        np.argsort(np.argsort(display.positions[:, 0])),
        np.argsort(np.argsort(moved.positions[:, 0])),
    )
    assert order[0, 1] > 0.8, "left stays left"

    on_chart = build_display(
        replace(display.content, positions=fitted.places_on_chart()), load_ontology(), load_style()
    )
    assert count_overlaps(on_chart.node_boxes) == 0, "arranged so, the chart has room for all"


def test_title_and_legend_stand_in_a_strip_above_and_nothing_is_left_out(
    make_content: Make,
) -> None:
    display = spread_out(make_content, 30, 40)
    fitted = fit_to_paper(display, "A3", marking="TLP:AMBER").display
    legend, block = fitted.legend, fitted.title_block
    assert legend is not None and block is not None and display.legend is not None
    assert legend.box[1] == block.box[1] and legend.box[3] == block.box[3], "of one height"
    assert block.box[2] < legend.box[0], "side by side"
    assert legend.box[3] <= fitted.node_boxes[:, 1].min()
    assert [row.words for row in legend.rows] == [row.words for row in display.legend.rows]
    words = legend.text.boxes[1:] + np.tile(legend.box[0:2], 2)
    assert (words[:, 2] <= legend.box[2]).all() and (words[:, 3] <= legend.box[3]).all()
    assert sorted(fitted.link_ids.tolist()) == sorted(display.link_ids.tolist())
    assert smallest_label_px(fitted) == fitted.link_text.font_px.min()


def test_a_black_and_white_sheet_keeps_its_legend_in_the_strip(make_content: Make) -> None:
    content = spread_out(make_content, 30, 40).content
    rule = {
        "about": "entities",
        "measure": "type",
        "changes": [
            {
                "effect": "frame",
                "way": "lookup",
                "lookup": {"person": "#d55e00", "company": "#0072b2"},
            }
        ],
    }
    ruled = replace(content, options=replace(content.options, rules=(rule,)))
    display = build_display(ruled, load_ontology(), mono_style(load_style()))
    fitted = fit_to_paper(display, "A4").display
    legend, mono = fitted.legend, black_and_white(fitted).legend
    assert legend is not None and mono is not None
    assert [row.words for row in legend.rows] == ["Company", "Person"], "frames look alike"
    assert mono.box == legend.box and len(mono.rows) == 2


def test_larger_paper_is_advised_only_where_the_heading_fits_it_too(make_content: Make) -> None:
    content = make_content(["a", "b"], positions=[(0.0, 0.0), (0.0, 1760.0)])
    content = replace(content, shapes=(Shape(1, "u", "box", 0, 0, 30, 20, -1, "", Look()),))
    display = build_display(content, load_ontology(), load_style())
    assert fit_to_paper(display, "A3", is_portrait=True).advice == ""
    assert fit_to_paper(display, "A3", is_portrait=True, marking="TLP:AMBER").advice
    plain = fit_to_paper(display, "A4", is_portrait=True)
    marked = fit_to_paper(display, "A4", is_portrait=True, marking="TLP:AMBER")
    assert "It can be read on A3." in plain.advice
    assert "It can be read on A3." not in marked.advice


def test_a_chart_whose_shapes_mean_something_is_drawn_small_but_not_moved(
    make_content: Make,
) -> None:
    content = spread_out(make_content, 24, 20, 1500.0).content
    content = replace(content, shapes=(Shape(1, "u", "box", 0, 0, 300, 200, -1, "", Look()),))
    display = build_display(content, load_ontology(), load_style())
    fitted = fit_to_paper(display, "A4", is_portrait=False)
    assert not fitted.is_moved
    assert_allclose(fitted.display.positions, display.positions)
    assert fitted.smallest_pt > fit_as_it_is(display)


def fit_as_it_is(display: Display) -> float:
    sheet = lay_out(display)
    scale = paper_scale(sheet, "A4", is_portrait=False)
    return smallest_label_px(display) * scale * PT_PER_UNIT


@pytest.mark.parametrize("count", [0, 1, 2])
def test_the_smallest_charts_fit(make_content: Make, count: int) -> None:
    places = [(k * 1e6, 0.0) for k in range(count)]
    content = make_content([f"n{k}" for k in range(count)], positions=places)
    display = build_display(content, load_ontology(), load_style())
    assert fit_to_paper(display, "A4").smallest_pt >= SMALLEST_PT


def test_an_unknown_paper_is_refused(
    make_content: Make, ontology: Ontology, style: ChartStyle
) -> None:
    display = build_display(make_content(["a"], positions=[(0, 0)]), ontology, style)
    with pytest.raises(BadInput, match="A0"):
        fit_to_paper(display, "A0")


@given(st.integers(1, 5), st.integers(1, 4), st.floats(0, 30), st.floats(0, 40), st.booleans())
def test_pages_put_together_show_the_whole_sheet_and_overlap_as_asked(
    make_content: Make,
    columns: int,
    rows: int,
    margin: float,
    overlap: float,
    is_portrait: bool,
) -> None:
    content = make_content(["a", "b"], [(0, 1)], positions=[(0, 0), (900, 500)])
    sheet = lay_out(build_display(content, load_ontology(), load_style()))
    plan = PagePlan("A4", is_portrait, columns, rows, margin, overlap)
    scale, pages = pages_of(sheet, plan)
    assert [page.number for page in pages] == list(range(1, columns * rows + 1))
    regions = np.array([page.region for page in pages])
    assert regions[:, 0].min() <= sheet.left + 1e-6 and regions[:, 1].min() <= sheet.top + 1e-6
    assert regions[:, 2].max() >= sheet.left + sheet.width - 1e-6
    assert regions[:, 3].max() >= sheet.top + sheet.height - 1e-6
    shared = overlap / 25.4 * UNITS_PER_INCH / scale
    for page in pages:
        if page.column:
            before = pages[page.number - 2].region
            assert before[2] - page.region[0] == pytest.approx(shared, abs=1e-6)
        if page.row:
            above = pages[page.number - 1 - columns].region
            assert above[3] - page.region[1] == pytest.approx(shared, abs=1e-6)


def test_pages_are_named_like_the_cells_of_a_table(make_content: Make) -> None:
    content = make_content(["a"], positions=[(0, 0)])
    sheet = lay_out(build_display(content, load_ontology(), load_style()))
    _, pages = pages_of(sheet, PagePlan(columns=28, rows=2))
    assert [pages[k].name for k in (0, 1, 25, 26, 27, 28)] == ["A1", "B1", "Z1", "AA1", "AB1", "A2"]


def test_black_and_white_keeps_every_thing_and_its_dashes(make_content: Make) -> None:
    display = spread_out(make_content, 20, 30)
    mono = black_and_white(display)
    assert_allclose(mono.line_points, display.line_points)
    assert (mono.strengths == display.strengths).all()
    assert set(mono.line_colours.tolist()) <= {0xFF000000}
    assert mono.style.is_mono and replace(mono.style, colours=display.style.colours) != mono.style
