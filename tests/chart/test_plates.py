"""Words in a tinted container stand on its tint, all others on the paper's plate."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from iwtlink.chart.building import build_display
from iwtlink.chart.display import Display
from iwtlink.chart.items.plates import plates_behind
from iwtlink.chart.style import ChartStyle, hex_colour
from iwtlink.chart.svg.document import chart_svg
from iwtlink.ontology import Ontology
from iwtlink.store.charts.content import ChartContent, Membership
from iwtlink.store.charts.look import Look, Shape

TINT = 0xFFFFE0B0


@pytest.fixture
def held(
    make_content: Callable[..., ChartContent], ontology: Ontology, style: ChartStyle
) -> Display:
    """A tinted container with two items in it, one in a tinted group, one free."""
    content = make_content(
        ["Syndicate", "Khamsing", "Bounmy", "Vilay", "Keo"],
        [(1, 2), (2, 3)],
        positions=[(0, 0), (-150, 0), (150, 0), (600, 0), (900, 0)],
        looks=(Look(is_container=True, fill="#ffe0b0"), Look(), Look(), Look(), Look()),
        shapes=(Shape(7, "7", "box", 900, 0, 200, 200, -1, "", Look(fill="#ffe0b0")),),
        members=(
            Membership("entity", 101, "entity", 102),
            Membership("entity", 101, "entity", 103),
            Membership("shape", 7, "entity", 105),
        ),
    )
    return build_display(content, ontology, style)


def test_names_in_a_container_or_group_stand_on_its_tint(held: Display) -> None:
    plain = held.style.colours.plate
    plates = plates_behind(held, held.node_text.boxes, held.positions)
    assert plates.tolist() == [TINT, TINT, TINT, plain, TINT]


def test_words_of_a_line_within_a_container_stand_on_its_tint(held: Display) -> None:
    plates = plates_behind(held, held.link_text.boxes, held.label_centres).tolist()
    ends = [set(pair) for pair in held.ends.tolist()]
    assert plates[ends.index({1, 2})] == TINT
    assert plates[ends.index({2, 3})] == held.style.colours.plate


def test_words_that_stand_half_outside_keep_the_papers_plate(held: Display) -> None:
    box, edge = held.node_text.boxes[[1]], held.positions[[0]] - held.halves[[0]]
    assert plates_behind(held, box, edge).tolist() == [held.style.colours.plate]


def test_the_tint_is_behind_the_words_in_the_drawing_too(held: Display) -> None:
    group = chart_svg(held).split('id="entity-102"')[1].split("</g>")[0]
    assert f'fill="{hex_colour(TINT)}" fill-opacity="0.9"' in group
