"""The words of an item: scripts, templates, properties under it, letters of its own."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.testing import assert_allclose

from iwtlink.chart.building import build_display
from iwtlink.chart.items.labels import filled
from iwtlink.chart.paper.mono import black_and_white
from iwtlink.chart.style import ChartStyle, readable_on
from iwtlink.chart.svg.document import chart_svg
from iwtlink.chart.text.lines import ATTRIBUTE, NAME
from iwtlink.chart.text.wrapping import _wrapped, wrapped
from iwtlink.ontology import Ontology
from iwtlink.store.charts.content import ChartContent, EntityFacts
from iwtlink.store.charts.look import LinkLook, Look

Make = Callable[..., ChartContent]


@pytest.mark.parametrize(
    ("names", "texts"),
    [
        ("both", ["Khamsing", "ຄຳສິງ", "Peter"]),
        ("latin", ["Khamsing", "Peter"]),
        ("original", ["ຄຳສິງ", "Peter"]),
    ],
)
def test_names_stand_in_one_script_or_in_both(
    make_content: Make, ontology: Ontology, style: ChartStyle, names: str, texts: list[str]
) -> None:
    content = make_content(["Khamsing", "Peter"], scripts=["ຄຳສິງ", ""], names=names)
    display = build_display(content, ontology, style)
    assert display.node_text.texts == texts
    assert display.node_text.roles[0] == NAME


@pytest.mark.feature("C12")
def test_chosen_properties_stand_under_the_name_with_their_label(
    make_content: Make, ontology: Ontology, style: ChartStyle
) -> None:
    facts = EntityFacts(values={"nationality": "Laos", "occupation": "Driver"})
    content = make_content(["Khamsing"], facts=(facts,), shows={"person": ("nationality", "sex")})
    text = build_display(content, ontology, style).node_text
    assert text.texts == ["Khamsing", "Nationality: Laos"]  # no row for what is not known
    assert text.roles.tolist() == [NAME, ATTRIBUTE]
    assert text.offsets[1, 1] > text.offsets[0, 1]


@pytest.mark.feature("C19")
def test_one_item_shows_other_properties_than_its_type(
    make_content: Make, ontology: Ontology, style: ChartStyle
) -> None:
    facts = EntityFacts(values={"nationality": "Laos", "occupation": "Driver"})
    content = make_content(
        ["a", "b", "c"],
        facts=(facts,) * 3,
        shows={"person": ("nationality",)},
        looks=(Look(), Look(shows=("occupation",)), Look(shows=())),
    )
    texts = build_display(content, ontology, style).node_text.texts
    assert texts == ["a", "Nationality: Laos", "b", "Occupation: Driver", "c"]


@pytest.mark.feature("C19")
def test_name_and_dates_of_one_item_are_switched_on_and_off(
    make_content: Make, ontology: Ontology, style: ChartStyle
) -> None:
    facts = EntityFacts(values={"date": "2024-05-02", "event_kind": "Meeting"})
    content = make_content(
        ["a", "b", "c", "d"],
        types=["event"] * 4,
        facts=(facts,) * 4,
        shows={"event": ("date",)},
        looks=(
            Look(),
            Look(date_shown="off"),
            Look(name_shown="off"),
            Look(shows=(), date_shown="shown", representation="box", name_shown="off"),
        ),
    )
    text = build_display(content, ontology, style).node_text
    said = [text.texts[i:k] for i, k in pairwise(text.starts.tolist())]
    date = said[2][0]
    assert said == [["a", date], ["b"], [date], [date]]
    assert "2024-05-02" in date


@pytest.mark.feature("C19")
def test_badges_of_one_item_are_switched_on_and_off(
    make_content: Make, ontology: Ontology, style: ChartStyle
) -> None:
    facts = EntityFacts(grade="B2", source_count=3)
    off = Look(grade_shown="off", sources_shown="off", pin_shown="off")
    content = make_content(
        ["a", "b", "c"],
        facts=(facts,) * 3,
        pinned=[0, 1, 2],
        badges=("grade",),
        looks=(Look(), off, Look(sources_shown="shown", pin_shown="shown")),
    )
    badges = build_display(content, ontology, style).badges
    said = {item: [] for item in range(3)}
    for item, words in zip(badges.owners.tolist(), badges.texts, strict=True):
        said[item].append(words)
    assert said == {0: ["B2"], 1: [], 2: ["B2", "3", "Pinned to its place"]}


@pytest.mark.feature("C24")
def test_words_have_lines_under_and_through_them_and_a_ground(
    make_content: Make, ontology: Ontology, style: ChartStyle
) -> None:
    look = Look(is_underlined=True, is_struck=True, text_ground="#000080")
    content = make_content(
        ["Khamsing", "Peter"],
        [(0, 1)],
        looks=(look, Look()),
        link_looks=(LinkLook(is_underlined=True, text_ground="#ffff00"),),
    )
    display = build_display(content, ontology, style)
    dress = display.node_text.dress
    assert dress is not None and display.link_text.dress is not None
    assert dress.is_underlined.tolist() == dress.is_struck.tolist() == [True, False]
    assert dress.grounds.tolist() == [0xFF000080, 0]
    assert display.node_text.colours[0] == readable_on(np.array([0xFF000080], np.uint32))[0]
    assert display.link_text.dress.grounds.tolist() == [0xFFFFFF00]
    svg = chart_svg(display)
    assert svg.count('<rect class="stroke"') == 3
    assert "#000080" in svg and "#ffff00" in svg
    plain = black_and_white(display).node_text.dress
    assert plain is not None and plain.grounds[0] not in (0, 0xFF000080)
    assert build_display(make_content(["a"]), ontology, style).node_text.dress is None


@pytest.mark.feature("C07")
def test_a_label_by_hand_stands_for_the_name_and_leaves_the_item_as_it_is(
    make_content: Make, ontology: Ontology, style: ChartStyle
) -> None:
    content = make_content(
        ["Khamsing", "Khamsing"], scripts=["ຄຳສິງ", ""], looks=(Look(label="The boss"), Look())
    )
    display = build_display(content, ontology, style)
    assert display.node_text.texts == ["The boss", "Khamsing"]
    assert display.content.labels == ["Khamsing", "Khamsing"]


@pytest.mark.feature("C24")
def test_an_item_has_letters_of_its_own_but_not_for_its_properties(
    make_content: Make, ontology: Ontology, style: ChartStyle
) -> None:
    look = Look(font_px=20.0, is_bold=False, is_italic=True, text_colour="#b8508a")
    content = make_content(
        ["Khamsing"],
        looks=(look,),
        facts=(EntityFacts(values={"nationality": "Laos"}),),
        shows={"person": ("nationality",)},
    )
    text = build_display(content, ontology, style).node_text
    assert text.font_px.tolist() == [20.0, style.attribute_px]
    assert text.is_bold.tolist() == [False, False]
    assert text.is_italic.tolist() == [True, False]
    assert text.colours.tolist() == [0xFFB8508A, 0]


def test_a_label_drawn_aside_stands_aside(
    make_content: Make, ontology: Ontology, style: ChartStyle
) -> None:
    plain = build_display(make_content(["a"]), ontology, style)
    aside = build_display(
        make_content(["a"], looks=(Look(label_dx=30.0, label_dy=-5.0),)), ontology, style
    )
    assert_allclose(aside.node_text.offsets - plain.node_text.offsets, [[30.0, -5.0]])


@pytest.mark.parametrize(
    ("template", "label"),
    [
        ("{name}, {nationality}", "Khamsing, Laos"),
        ("{name}, {sex}", "Khamsing"),
        ("{name} ({sex})", "Khamsing"),
        ("{sex}, {nationality}: {name}", "Laos: Khamsing"),
        ("{name} – {sex} – {nationality}", "Khamsing – Laos"),
        ("{sex}", "Khamsing"),
        ("", "Khamsing"),
        ("{name} {", "Khamsing {"),
    ],
)
def test_a_template_leaves_no_trace_of_what_is_not_known(template: str, label: str) -> None:
    assert filled(template, "Khamsing", {"nationality": "Laos"}) == label


def test_a_template_is_used_for_all_items_of_its_type(
    make_content: Make, ontology: Ontology, style: ChartStyle
) -> None:
    content = make_content(
        ["a", "b"],
        types=["person", "company"],
        facts=(EntityFacts(values={"nationality": "Laos"}),) * 2,
    )
    options = replace(content.options, labels={"person": "{name}, {nationality}"})
    content = replace(content, options=options)
    assert build_display(content, ontology, style).node_text.texts == ["a, Laos", "b"]


@given(st.text(st.sampled_from("{}name, ()[]–:;/ລ漢\\$&"), max_size=40), st.text(max_size=8))
def test_any_template_gives_one_line_of_label(template: str, name: str) -> None:
    label = filled(template, name, {})
    assert "\n" not in label or "\n" in name
    assert label or not name.strip() or label == name


@given(st.text(max_size=30), st.integers(1, 30), st.integers(1, 4))
def test_short_plain_texts_are_broken_as_all_others(text: str, wide: int, lines: int) -> None:
    assert wrapped(text, wide, lines) == _wrapped(text, wide, lines)
