"""The SVG drawing: whole, parsed by any XML parser, nothing clipped, odd text and all."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from iwtlink.chart.building import build_display
from iwtlink.chart.items.icons import IconKey, icon_symbol
from iwtlink.chart.layouts.organic import place
from iwtlink.chart.style import ChartStyle, load_style, read_style
from iwtlink.chart.svg import chart_svg
from iwtlink.errors import BadInput
from iwtlink.ontology import Ontology, load_ontology
from iwtlink.store.charts.content import ChartContent
from tests.chart.photographs import photo

Make = Callable[..., ChartContent]
SVG = "{http://www.w3.org/2000/svg}"


def parsed(svg: str) -> etree._Element:
    return etree.fromstring(svg.encode())


def test_the_demo_case_is_drawn_whole(
    demo_content: ChartContent, ontology: Ontology, style: ChartStyle
) -> None:
    content = replace(demo_content, positions=place(demo_content, ontology, style))
    display = build_display(content, ontology, style)
    root = parsed(chart_svg(display, marking="TLP:AMBER"))
    ids = [element.get("id", "") for element in root.iter()]
    assert len([name for name in ids if name.startswith("entity-")]) == 81
    assert len([name for name in ids if name.startswith("link-")]) == 149
    assert len([name for name in ids if name]) == len({name for name in ids if name})
    words = [element.text for element in root.iter(f"{SVG}text")]
    assert "Khamsing VONGPHADY" in words
    assert "ຄຳສິງ ວົງພະດີ" in words
    assert words[:3] == ["Naga Eye", "TLP:AMBER", "Fictional"]


def test_nothing_lies_outside_the_view_box(
    make_content: Make, ontology: Ontology, style: ChartStyle
) -> None:
    content = make_content(
        ["A very long name of a company", "b"], [(0, 1)], positions=[(0, 0), (300, 200)]
    )
    display = build_display(content, ontology, style)
    root = parsed(chart_svg(display))
    x, y, width, height = (float(part) for part in root.get("viewBox", "").split())
    left, top, right, bottom = display.extents
    assert x < left and y < top and x + width > right and y + height > bottom
    title = next(root.iter(f"{SVG}text"))
    assert y < float(title.get("y", "0")) < top


def test_a_long_title_widens_the_page(
    make_content: Make, ontology: Ontology, style: ChartStyle
) -> None:
    content = replace(make_content(["a"], positions=[(0, 0)]), title="word " * 20)
    root = parsed(chart_svg(build_display(content, ontology, style)))
    title = next(root.iter(f"{SVG}text"))
    assert float(root.get("width", "0")) > float(title.get("textLength", "0"))


def test_strength_is_dash_and_direction_is_a_head(
    make_content: Make, ontology: Ontology, style: ChartStyle
) -> None:
    content = make_content(
        ["a", "b", "c", "d"],
        [(0, 1), (1, 2), (2, 3)],
        positions=[(0, 0), (300, 0), (300, 300), (0, 300)],
        strengths=[0, 1, 2],
        directed=[True, False, False],
    )
    root = parsed(chart_svg(build_display(content, ontology, style)))
    dashes = [g.get("stroke-dasharray") for g in root.iter(f"{SVG}g") if g.get("stroke")]
    assert dashes == [None, "7 4", "1.5 3.5"]
    assert len(list(root.iter(f"{SVG}polygon"))) == 1


def test_a_photograph_takes_the_place_of_the_icon(
    make_content: Make, ontology: Ontology, style: ChartStyle
) -> None:
    content = make_content(["a", "b"], positions=[(0, 0), (200, 0)])
    content = replace(content, picture_ids=np.array([7, 8]))
    display = build_display(content, ontology, style)
    root = parsed(chart_svg(display, picture=lambda i: photo() if i == 7 else b"junk"))
    images = list(root.iter(f"{SVG}image"))
    assert len(images) == 1
    assert images[0].get("href", "").startswith("data:image/jpeg;base64,")
    assert len(list(root.iter(f"{SVG}use"))) == 1


def test_what_no_font_of_ours_has_stands_in_the_middle_unsqueezed_or_at_the_left(
    make_content: Make, ontology: Ontology, style: ChartStyle
) -> None:
    content = make_content(["Ahmed"], scripts=["\u0645\u062d\u0645\u062f"], positions=[(0, 0)])
    display = build_display(replace(content, title="\u0639\u0627\u062c"), ontology, style)
    root = parsed(chart_svg(display))
    drawn = {element.text: element for element in root.iter(f"{SVG}text")}
    title, name, script = (
        drawn[text] for text in ("\u0639\u0627\u062c", "Ahmed", "\u0645\u062d\u0645\u062f")
    )
    assert name.get("textLength") and not script.get("textLength")
    assert script.get("text-anchor") == "middle" and float(script.get("x", "9")) == 0.0
    assert title.get("text-anchor") == "end", "of a line from the right: its left"
    assert title.get("textLength") is None


@pytest.mark.parametrize(
    ("name", "direction"),
    [
        ("\u0645\u062d\u0645\u062f 12 USD", "rtl"),
        ("12 \u0645\u062d\u0645\u062f", "rtl"),
        ("\u2067Ann\u2069 \u0645", "rtl"),
        ("USD \u0645\u062d\u0645\u062f", None),
        ("Khamsing", None),
        ("12 ?", None),
    ],
)
def test_a_line_reads_from_the_side_from_which_its_first_letter_does(
    make_content: Make, ontology: Ontology, style: ChartStyle, name: str, direction: str | None
) -> None:
    display = build_display(make_content([name], positions=[(0, 0)]), ontology, style)
    drawn = {element.text: element for element in parsed(chart_svg(display)).iter(f"{SVG}text")}
    assert drawn[name].get("direction") == direction


def test_a_missing_icon_is_a_ring(make_content: Make) -> None:
    assert "<circle" in icon_symbol(IconKey("no-such-icon"), "icon-0")
    assert "<circle" in icon_symbol(IconKey("../../LICENSE"), "icon-0")


def test_an_empty_chart_is_a_page_with_its_title(
    make_content: Make, ontology: Ontology, style: ChartStyle
) -> None:
    root = parsed(chart_svg(build_display(make_content([]), ontology, style)))
    assert [element.text for element in root.iter(f"{SVG}text")] == ["Naga Eye", "Fictional"]
    assert float(root.get("width", "0")) > 0


@given(st.text(max_size=50), st.text(max_size=50), st.text(max_size=20))
def test_any_text_gives_a_drawing_that_parses(
    make_content: Make, name: str, script: str, role: str
) -> None:
    content = make_content(
        [name, "b"], [(0, 1)], scripts=[script, ""], roles=[role], positions=[(0, 0), (300, 0)]
    )
    content = replace(content, title=name, notice=script)
    display = build_display(content, load_ontology(), load_style())
    root = parsed(chart_svg(display, marking=role))
    assert not re.search("nan|inf", " ".join(root.xpath("//@d | //@viewBox | //@transform")))


def test_dark_style_differs_in_colours_only() -> None:
    light, dark = load_style(), load_style(dark=True)
    assert light.colours.paper == 0xFFFFFFFF
    assert dark.colours.paper != light.colours.paper
    assert dark.colours.link_types.keys() == light.colours.link_types.keys()
    assert replace(dark, colours=light.colours, is_dark=False) == light


def test_every_coloured_link_type_is_in_the_ontology(ontology: Ontology) -> None:
    assert set(load_style().colours.link_types) <= set(ontology.link_types)


@pytest.mark.parametrize(
    "text", ["", "icon_px: 40", "[1, 2", "icon_px: a\nlabel: 3", "\x00", "label: [1]"]
)
def test_a_broken_style_says_which_file(tmp_path: Path, text: str) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(BadInput, match=r"mine\.yaml"):
        read_style(path)
