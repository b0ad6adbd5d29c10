"""The way of a line: bend points, where its words stand, and how it follows its items."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from numpy.testing import assert_allclose

from iwtlink.chart.building import build_display
from iwtlink.chart.display import Display
from iwtlink.chart.links.arrows import arrow_polygons
from iwtlink.chart.moving import moved, point_along, settled, way_of
from iwtlink.chart.style import ChartStyle
from iwtlink.ontology import Ontology
from iwtlink.store.charts.content import ChartContent
from iwtlink.store.charts.look import LinkLook, look_json, read_look

Make = Callable[..., ChartContent]
CORNERS = ((0.0, 200.0), (400.0, 200.0))


@pytest.fixture
def draw(make_content: Make, ontology: Ontology, style: ChartStyle) -> Callable[..., Display]:
    """Give a function that builds the display of one link between two items side by side."""

    def drawn(look: LinkLook, link: tuple[int, int] = (0, 1)) -> Display:
        content = make_content(
            ["", ""],
            [link],
            positions=[(0, 0), (400, 0)],
            directed=[True],
            roles=["word"],
            link_looks=(look,),
        )
        return build_display(content, ontology, style)

    return drawn


@pytest.mark.feature("C08")
def test_a_line_runs_through_its_bend_points(
    draw: Callable[..., Display], style: ChartStyle
) -> None:
    display = draw(LinkLook(corners=CORNERS))
    reach = style.icon_px / 2 + style.icon_gap_px
    assert_allclose(way_of(display, 0), [(0, reach), *CORNERS, (400, reach)])
    assert display.bends[0] == 0
    assert display.extents[3] >= 200


@pytest.mark.feature("C08")
def test_the_head_points_along_the_last_stretch(draw: Callable[..., Display]) -> None:
    display = draw(LinkLook(corners=CORNERS))
    assert_allclose(display.arrow_angles, [-np.pi / 2])  # upwards
    tip = arrow_polygons(display)[0, 0]
    assert_allclose(tip, display.line_points[0, 2:4])


@pytest.mark.feature("C08")
@pytest.mark.parametrize("share", [0.0, 0.25, 0.5, 1.0])
def test_words_stand_where_they_were_put_along_the_line(
    draw: Callable[..., Display], share: float
) -> None:
    straight = draw(LinkLook(label_at=share))
    low, high = straight.line_points[0, (0, 2)]
    assert_allclose(straight.label_centres[0], (low + (high - low) * share, 0), atol=1e-9)
    bent = draw(LinkLook(label_at=share, corners=CORNERS))
    assert_allclose(bent.label_centres[0], point_along(way_of(bent, 0), share))


def test_words_drawn_aside_keep_their_distance_when_an_item_moves(
    draw: Callable[..., Display],
) -> None:
    display = draw(LinkLook(label_dx=30.0, label_dy=-40.0))
    there = settled(moved(display, np.array([1]), np.array([[800.0, 0.0]])))
    assert_allclose(there.label_centres[0], (430.0, -40.0))


def test_a_moved_item_takes_the_end_of_its_bent_line_along(draw: Callable[..., Display]) -> None:
    display = draw(LinkLook(corners=CORNERS))
    there = moved(display, np.array([1]), np.array([[900.0, 200.0]]))
    assert there.line_points[0, 3] == 200.0
    assert_allclose(there.arrow_angles, [0.0], atol=1e-12)


@pytest.mark.parametrize(
    "corners",
    ['[["a", 1]]', "[[1]]", "[3]", "[[1, NaN], [Infinity, 2]]", "[[true, {}]]", '"x"'],
)
def test_bend_points_that_are_none_are_passed_over(
    draw: Callable[..., Display], corners: str
) -> None:
    display = draw(read_look(LinkLook, f'{{"corners": {corners}}}'))
    assert np.isfinite(display.line_points).all()
    assert not len(display.corners)


def test_a_look_read_back_gives_the_same_way(draw: Callable[..., Display]) -> None:
    look = LinkLook(corners=CORNERS, label_at=0.25, offset=12.0)
    again = read_look(LinkLook, look_json(look))
    assert_allclose(draw(again).label_centres, draw(look).label_centres)
