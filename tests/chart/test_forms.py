"""How items stand on a chart: form, size, colours, frames, and where lines leave them."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.testing import assert_allclose, assert_array_equal

from iwtlink.chart.building import build_display
from iwtlink.chart.display import Display
from iwtlink.chart.items.forms import BOX, CIRCLE, EVENT, FORMS, ICON, THEME
from iwtlink.chart.style import ChartStyle, colour, load_style
from iwtlink.chart.svg.document import chart_svg
from iwtlink.ontology import Ontology
from iwtlink.store.charts.content import ChartContent, EntityFacts
from iwtlink.store.charts.look import Look, Representation

Make = Callable[..., ChartContent]
Draw = Callable[..., Display]
FAR_APART = [(0.0, 0.0), (600.0, 80.0)]


@pytest.fixture
def draw(make_content: Make, ontology: Ontology, style: ChartStyle) -> Draw:
    """Give a function that builds the display of two linked items; the first has a look."""

    def drawn(look: Look | None = None, **more: object) -> Display:
        content = make_content(
            ["Khamsing", "Somchit"],
            [(0, 1)],
            positions=FAR_APART,
            looks=(look or Look(), Look()),
            **more,
        )
        return build_display(content, ontology, style)

    return drawn


@pytest.mark.feature("C03")
@pytest.mark.parametrize("name", FORMS)
def test_an_item_stands_in_any_form_and_stays_the_same_item(draw: Draw, name: str) -> None:
    plain, shown = draw(), draw(Look(representation=name))
    assert FORMS[shown.forms[0]] == name
    assert_array_equal(shown.entity_ids, plain.entity_ids)
    assert_array_equal(shown.ends, plain.ends)
    assert shown.node_text.texts == plain.node_text.texts


@pytest.mark.feature("C03")
@pytest.mark.parametrize("name", ["circle", "box", "text", "event"])
def test_words_stand_inside_a_form_that_is_large_enough(draw: Draw, name: str) -> None:
    shown = draw(Look(representation=name, label="A name that takes more than one line"))
    left, top, right, bottom = shown.node_text.boxes[0]
    wide, high = shown.halves[0]
    assert -wide <= left < right <= wide
    assert -high <= top < bottom <= high
    if name == "circle":
        assert max(np.hypot(left, top), np.hypot(right, bottom)) <= wide


@pytest.mark.parametrize("name", ["circle", "box", "text"])
def test_a_line_ends_at_the_outline_of_a_form(draw: Draw, style: ChartStyle, name: str) -> None:
    shown = draw(Look(representation=name, width=200.0, height=80.0, label="x"))
    (x, y), (wide, high) = shown.line_points[0, 0:2], shown.halves[0]
    assert (wide, high) == (100.0, 40.0)
    gap = np.hypot(x, y) * (1 - 1 / _outline(name, x / wide, y / high))
    assert_allclose(gap, style.icon_gap_px, atol=1e-9)


def _outline(name: str, x: float, y: float) -> float:
    """Give how far out a point lies: 1 is on the outline."""
    return float(np.hypot(x, y) if name == "circle" else max(abs(x), abs(y)))


@pytest.mark.feature("C22")
@pytest.mark.parametrize("times", [0.5, 1.0, 2.0, 3.0, 4.0])
def test_an_icon_is_enlarged_and_its_name_moves_below_it(
    draw: Draw, style: ChartStyle, times: float
) -> None:
    shown = draw(Look(enlargement=times))
    assert_allclose(shown.icon_halves[0], style.icon_px / 2 * times)
    assert_allclose(shown.node_text.boxes[0, 1], style.icon_px / 2 * times + style.label_gap_px)


@pytest.mark.feature("C21")
def test_a_frame_goes_round_the_item_and_keeps_clear_of_name_and_lines(
    draw: Draw, style: ChartStyle
) -> None:
    plain, shown = draw(), draw(Look(frame="#d55e00"))
    reach = style.frame_margin_px + style.frame_px
    assert shown.frames.tolist() == [0xFFD55E00, 0]
    assert_allclose(shown.node_text.boxes[0, 1] - plain.node_text.boxes[0, 1], reach)
    assert_allclose(shown.line_points[0, 0] - plain.line_points[0, 0], reach, rtol=0.02)
    assert shown.item_boxes[0, 1] == -style.icon_px / 2 - reach


@pytest.mark.feature("C21")
def test_the_margin_of_a_frame_is_the_items_own(draw: Draw, style: ChartStyle) -> None:
    near, far = (
        draw(Look(frame="#d55e00", frame_margin=0.0)),
        draw(Look(frame="#d55e00", frame_margin=20.0)),
    )
    assert far.frame_margins.tolist() == [20.0, style.frame_margin_px]
    assert far.item_boxes[0, 1] == near.item_boxes[0, 1] - 20.0
    assert_allclose(far.line_points[0, 0] - near.line_points[0, 0], 20.0, rtol=0.02)
    wide = [
        float(re.findall(r'<rect x="-([\d.]+)"[^>]*fill="none"', chart_svg(one))[0])
        for one in (near, far)
    ]
    assert_allclose(wide[1] - wide[0], 20.0)


@pytest.mark.feature("C20")
def test_a_picture_has_a_size_of_its_own_and_an_icon_has_not(
    make_content: Make, ontology: Ontology, style: ChartStyle
) -> None:
    content = make_content(
        list("abc"),
        looks=(Look(picture_size=2.5), Look(picture_size=2.5), Look(enlargement=3.0)),
    )
    content = replace(content, picture_ids=np.array([7, 0, 7]))
    shown = build_display(content, ontology, style)
    assert_allclose(shown.icon_halves, style.icon_px / 2 * np.array([2.5, 1.0, 3.0]))
    gone = replace(content, looks=(Look(picture_size=2.5, picture="off"), Look(), Look()))
    assert build_display(gone, ontology, style).icon_halves[0] == style.icon_px / 2


@pytest.mark.feature("C23")
def test_shading_tints_the_icon_of_one_item(draw: Draw) -> None:
    assert draw(Look(shading="#009e73")).tints.tolist() == [0xFF009E73, 0]


@pytest.mark.feature("C05")
def test_each_item_has_the_icon_and_the_colour_of_its_type(
    make_content: Make, ontology: Ontology, style: ChartStyle
) -> None:
    types = ["person", "company", "phone"]
    shown = build_display(make_content(list("abc"), types=types), ontology, style)
    known = [ontology.entity_types[name] for name in types]
    assert [shown.icon_names[k] for k in shown.icon_index] == [kind.icon for kind in known]
    assert shown.node_colours.tolist() == [colour(kind.colour) for kind in known]
    assert len(set(shown.node_colours.tolist())) == 3


@pytest.mark.feature("C06")
def test_each_line_has_the_colour_of_its_type(
    make_content: Make, ontology: Ontology, style: ChartStyle
) -> None:
    types = ["owner_of", "pays", "called"]
    content = make_content(list("abcd"), [(0, 1), (1, 2), (2, 3)], link_types=types)
    shown = build_display(content, ontology, style)
    known = {(k, k + 1): style.colours.link_types[name] for k, name in enumerate(types)}
    shades = shown.line_colours.tolist()
    assert dict(zip(map(tuple, shown.ends.tolist()), shades, strict=True)) == known
    assert len(set(shades)) == 3


@pytest.mark.feature("C05")
def test_an_edge_has_the_colour_of_its_type_unless_the_item_has_its_own(draw: Draw) -> None:
    typed, own = (
        draw(Look(representation="box")),
        draw(Look(representation="box", colour="#123456")),
    )
    assert typed.edges[0] == typed.node_colours[0]
    assert own.edges[0] == 0xFF123456
    assert typed.edges[1] == 0


@pytest.mark.feature("C09")
def test_strength_shows_on_the_edge_of_a_box(draw: Draw, style: ChartStyle) -> None:
    shown = draw(Look(representation="box", dash="tentative"))
    assert style.dashes[shown.edge_dashes[0]] == style.dashes[2] != ()


@pytest.mark.feature("C20")
def test_a_photograph_stands_for_the_icon_until_it_is_set_off(
    make_content: Make, ontology: Ontology, style: ChartStyle
) -> None:
    content = make_content(["a", "b"], looks=(Look(), Look(picture="off")))
    content = replace(content, picture_ids=np.array([7, 8]))
    assert build_display(content, ontology, style).picture_ids.tolist() == [7, 0]


@pytest.mark.feature("C26")
def test_a_link_meets_a_theme_line_straight_across(draw: Draw, style: ChartStyle) -> None:
    shown = draw(Look(representation="theme", width=1600.0))
    assert shown.forms[0] == THEME
    assert shown.line_points[0, 0] == 600.0  # above the other item, not at the middle
    assert shown.icon_offsets[0, 0] == -800.0 + style.icon_px / 2


@pytest.mark.feature("C26", "C28")
def test_links_between_theme_lines_stand_side_by_side_in_the_order_of_their_dates(
    make_content: Make, ontology: Ontology, style: ChartStyle
) -> None:
    look = Look(representation="theme", width=1000.0)
    places = [(0.0, 0.0), (200.0, 200.0), (0.0, 400.0)]
    content = make_content(
        list("abc"), [(0, 1), (1, 2), (0, 2)], positions=places, looks=(look,) * 3
    )
    content = replace(content, starts=["2017", "", "2015-03"])
    display = build_display(content, ontology, style)
    x = dict(zip(display.members.tolist(), display.line_points[:, 0].tolist(), strict=True))
    assert_array_equal(display.line_points[:, 0], display.line_points[:, 2])  # upright
    assert x[2] < x[0] < x[1]


@pytest.mark.feature("C27")
def test_an_event_frame_has_its_icon_beside_its_words(draw: Draw) -> None:
    shown = draw(Look(representation="event"))
    icon_right = shown.icon_offsets[0, 0] + shown.icon_halves[0]
    assert shown.forms[0] == EVENT
    assert -shown.halves[0, 0] <= shown.icon_offsets[0, 0] - shown.icon_halves[0]
    assert icon_right <= shown.node_text.boxes[0, 0]


def test_in_the_unodc_convention_people_are_circles_and_all_else_is_a_box(
    make_content: Make, ontology: Ontology, style: ChartStyle
) -> None:
    content = make_content(
        ["a", "b", "c", "d"],
        types=["person", "company", "vehicle", "spaceship"],
        convention="unodc",
        looks=(Look(), Look(representation="icon"), Look(), Look()),
    )
    assert build_display(content, ontology, style).forms.tolist() == [CIRCLE, ICON, BOX, BOX]


def test_greyed_items_are_marked_and_their_words_turn_grey(
    make_content: Make, ontology: Ontology, style: ChartStyle
) -> None:
    content = make_content(
        ["a", "b"],
        [(0, 1)],
        looks=(Look(representation="box"), Look()),
        is_grey=np.array([True, False]),
        link_is_grey=np.array([True]),
    )
    display = build_display(content, ontology, style)
    assert display.is_grey.tolist() == [True, False]
    assert display.node_text.colours.tolist() == [style.colours.grey_text, 0]
    assert display.edges[0] == display.line_colours[0] == style.colours.grey
    assert display.line_is_grey.tolist() == [True]


@pytest.mark.parametrize("fill", ["#f0e442", "#00224e"])
def test_words_on_a_ground_of_its_own_can_be_read(draw: Draw, fill: str) -> None:
    shown = draw(Look(representation="box", fill=fill))
    ink, ground = (_light(one) for one in (int(shown.node_text.colours[0]), colour(fill)))
    assert (max(ink, ground) + 0.05) / (min(ink, ground) + 0.05) > 4.5


def _light(shade: int) -> float:
    parts = [(shade >> shift & 255) / 255 for shift in (16, 8, 0)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return float(np.dot((0.2126, 0.7152, 0.0722), linear))


sizes = st.one_of(st.none(), st.floats(allow_nan=True, allow_infinity=True))
lengths = st.floats(allow_nan=True, allow_infinity=True)
texts = st.text(st.sampled_from("a ສ👩漢\u0301\u202e\n\x00#{}"), max_size=40)
looks = st.builds(
    Look,
    representation=st.sampled_from(("", *FORMS)),
    enlargement=lengths,
    colour=st.sampled_from(("", "#123456", "red", "#12")),
    fill=st.sampled_from(("", "#ffffff", "url(x)")),
    frame=st.sampled_from(("", "#000000", "none")),
    width=sizes,
    height=sizes,
    label=texts,
    label_dx=lengths,
    label_dy=lengths,
    font_px=sizes,
    text_colour=st.sampled_from(("", "#abcdef", "x")),
    shows=st.one_of(st.none(), st.tuples(st.just("nationality"))),
    is_container=st.booleans(),
)


@given(st.data())
def test_no_look_however_odd_breaks_the_display(
    make_content: Make, ontology: Ontology, style: ChartStyle, data: st.DataObject
) -> None:
    drawn = data.draw(st.lists(looks, min_size=1, max_size=5))
    count = len(drawn)
    facts = tuple(EntityFacts(values={"nationality": data.draw(texts)}) for _ in drawn)
    links = [(item, (item + 1) % count) for item in range(count)]
    content = make_content(
        [data.draw(texts) for _ in drawn], links, looks=tuple(drawn), facts=facts
    )
    display = build_display(content, ontology, style)
    for name in ("positions", "halves", "icon_offsets", "icon_halves", "item_boxes", "line_points"):
        assert np.isfinite(getattr(display, name)).all(), name
    assert (display.halves > 0).all()
    assert all(np.isfinite(side) for side in display.extents)


@pytest.mark.parametrize("name", FORMS)
def test_thousands_of_items_at_one_point_are_drawn(
    make_content: Make, ontology: Ontology, name: Representation
) -> None:
    count = 2_000
    content = make_content(
        [""] * count,
        [(item, item + 1) for item in range(count - 1)],
        positions=[(0.0, 0.0)] * count,
        looks=(Look(representation=name, is_container=name == "circle"),) * count,
    )
    display = build_display(content, ontology, load_style(dark=True))
    assert np.isfinite(display.line_points).all()
    assert len(display.ends) == count - 1
