"""Conditional formatting: what rules say, what they make of items and lines, what they refuse."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from iwtlink.chart.building import build_display
from iwtlink.chart.colours.palettes import load_palettes, load_rule_sets
from iwtlink.chart.display import Display
from iwtlink.chart.rules.measures import entity_column, measure_label
from iwtlink.chart.rules.rule import is_told_twice, known_rules, read_rules, rule_data
from iwtlink.chart.rules.untouched import unreadable, with_unreadable
from iwtlink.chart.rules.words import asked_words
from iwtlink.chart.style import ChartStyle, colour, load_style, luminance
from iwtlink.errors import BadInput
from iwtlink.ontology import Ontology
from iwtlink.store.charts.content import ChartContent, EntityFacts, LinkFacts
from iwtlink.store.charts.look import Look
from tests.chart.vision import SIGHTS, confusable, lab_of, least_difference

Make = Callable[..., ChartContent]
Data = dict[str, Any]


@pytest.fixture
def draw(make_content: Make, ontology: Ontology, style: ChartStyle) -> Callable[..., Display]:
    """Give a function that builds three items of rising risk, the first the hub, under rules."""
    facts = tuple(
        EntityFacts(values={"risk": risk}, numbers={"share": share}, source_count=count, grade="B2")
        for risk, share, count in (("high", 0.0, 0), ("low", 50.0, 2), ("", 100.0, 9))
    )

    def drawn(*rules: Data, **more: object) -> Display:
        content = make_content(
            ["Hub", "Left", "Right"],
            [(0, 1), (0, 2)],
            types=["person", "person", "company"],
            facts=facts,
            rules=rules,
            **more,
        )
        return build_display(content, ontology, style)

    return drawn


def entities(*changes: Data, **more: object) -> Data:
    """Give the data of a rule about entities."""
    return {"about": "entities", "changes": list(changes), **more}


def to(effect: str, value: object) -> Data:
    """Give the data of a change to a fixed value."""
    return {"effect": effect, "way": "value", "value": value}


@pytest.mark.feature("C14")
@pytest.mark.parametrize(
    ("measure", "question", "operands", "framed"),
    [
        ("degree", "at_least", [2], [True, False, False]),
        ("degree", "under", [2], [False, True, True]),
        ("property.risk", "is", ["HIGH"], [True, False, False]),
        ("property.risk", "is_not", ["high"], [False, True, True]),
        ("property.risk", "present", [], [True, True, False]),
        ("property.risk", "absent", [], [False, False, True]),
        ("label", "contains", ["igh"], [False, False, True]),
        ("sources", "at_most", [2], [True, True, False]),
        ("property.share", "over", [50], [False, False, True]),
        ("grade", "is", ["B2"], [True, True, True]),
        ("unheard_of", "present", [], [False, False, False]),
    ],
)
def test_a_rule_asks_what_is_known_or_worked_out_of_an_item(
    draw: Callable[..., Display],
    measure: str,
    question: str,
    operands: list[object],
    framed: list[bool],
) -> None:
    test = {"question": question, "operands": operands}
    display = draw(entities(to("frame", "#d55e00"), measure=measure, test=test))
    assert (display.frames > 0).tolist() == framed


def test_a_rule_is_about_its_types_only(draw: Callable[..., Display]) -> None:
    assert draw(entities(to("size", 2.0), types=["company"])).icon_halves.tolist() == [20, 20, 40]


def test_large_amounts_are_asked_for_and_said_in_full(draw: Callable[..., Display]) -> None:
    facts = (LinkFacts(1_234_567.0, "USD"), LinkFacts(1_234_568.0, "USD"))
    test = {"question": "is", "operands": ["1234567"]}
    rule = {"about": "links", "measure": "amount", "test": test, "changes": [to("width", 6.0)]}
    display = draw(rule, link_facts=facts)
    (line,) = np.flatnonzero(display.widths == 6.0)
    assert display.link_ids[display.members[display.member_starts[line]]] == 201
    at_least = {**rule, "test": {"question": "at_least", "operands": [1_000_000]}}
    (asked,) = read_rules([at_least])
    assert asked_words(asked).endswith("is at least 1000000")


def test_later_rules_win_and_what_is_set_by_hand_wins_over_all(
    draw: Callable[..., Display],
) -> None:
    looks = (Look(frame="#111111"), Look(), Look())
    display = draw(
        entities(to("frame", "#222222")),
        entities(to("frame", "#333333"), types=["company"]),
        looks=looks,
    )
    assert display.frames.tolist() == [0xFF111111, 0xFF222222, 0xFF333333]


def test_a_fill_tints_an_icon_and_fills_a_box_but_for_those_with_a_shading(
    draw: Callable[..., Display],
) -> None:
    fill = entities(to("fill", "#0072b2"))
    looks = (Look(), Look(representation="box"), Look(shading="#111111"))
    display = draw(fill, looks=looks)
    assert display.tints.tolist() == [0xFF0072B2, 0, 0xFF111111]
    assert display.fills.tolist() == [0, 0xFF0072B2, 0]
    assert draw(fill, entities(to("shading", "#333333"))).tints.tolist() == 3 * [0xFF333333]


def test_a_table_gives_each_value_its_own(draw: Callable[..., Display]) -> None:
    table = {"High": "#d55e00", "low": "#56b4e9"}
    rule = entities(
        {"effect": "frame", "way": "lookup", "lookup": table},
        {"effect": "badge", "way": "lookup", "lookup": {"high": "!", "low": "ok"}},
        measure="property.risk",
    )
    display = draw(rule)
    assert display.frames.tolist() == [0xFFD55E00, 0xFF56B4E9, 0]
    assert display.badges.texts == ["!", "ok"]
    assert display.badges.owners.tolist() == [0, 1]


def test_a_scale_mixes_colours_and_sizes_between_its_points(draw: Callable[..., Display]) -> None:
    rule = entities(
        {"effect": "frame", "way": "scale", "scale": [[0, "#000000"], [100, "#c86400"]]},
        {"effect": "size", "way": "scale", "scale": [[0, 1], [50, 2]]},
        measure="property.share",
    )
    display = draw(rule)
    assert display.frames.tolist() == [0xFF000000, 0xFF643200, 0xFFC86400]
    assert display.icon_halves.tolist() == [20.0, 40.0, 40.0]  # beyond the last point as there


def test_a_rule_that_cannot_be_read_or_is_off_spoils_no_chart(draw: Callable[..., Display]) -> None:
    good = entities(to("frame", "#222222"))
    off = {**entities(to("frame", "#333333")), "is_on": False}
    broken: list[Any] = [{"about": "nobody"}, {}, {"about": "entities", "changes": [{"effect": 3}]}]
    assert set(draw(*broken, good, off).frames.tolist()) == {0xFF222222}


@pytest.mark.parametrize(
    "data",
    [
        {},
        entities(),
        entities(to("frame", "red")),
        entities(to("size", "large")),
        entities(to("size", True)),
        entities(to("width", 1e9)),
        entities(to("glow", "#ffffff")),
        entities(to("frame", "#ffffff"), test={"question": "is", "operands": ["x"]}),
        entities(to("frame", "#ffffff"), measure="label", test={"question": "why"}),
        entities(to("frame", "#ffffff"), measure="label", test={"question": "is", "operands": "x"}),
        entities({"effect": "size", "way": "scale", "scale": [[1, 1]]}),
        entities({"effect": "size", "way": "scale", "scale": [[2, 1], [1, 2]]}),
        entities({"effect": "badge", "way": "scale", "scale": [[1, "a"], [2, "b"]]}),
        entities({"effect": "size", "way": "scale", "scale": [[1, 1], [float("inf"), 2]]}),
        entities({"effect": "size", "way": "scale", "scale": [[1, 1], [10**400, 2]]}),
        entities(
            to("size", 2.0), measure="degree", test={"question": "over", "operands": [float("nan")]}
        ),
    ],
)
def test_a_rule_that_is_wrong_is_refused_with_its_number(data: Data) -> None:
    good = entities(to("frame", "#222222"))
    with pytest.raises(BadInput, match="2"):
        read_rules([good, data])


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ({"changes": []}, "“about” is missing."),
        ({"about": "entities"}, "“changes” is missing."),
        (entities({"way": "value", "value": 2}), "“effect” is missing."),
        ({"about": "clouds", "changes": []}, "“clouds” is nothing known here."),
        (entities(to("colour", "redd")), "“redd” is no colour."),
        (entities(to("size", -1)), "“-1” is no number above 0 and up to 100."),
        (entities({"effect": "badge", "way": "scale", "scale": []}), "A badge does not go by a"),
        (entities({"effect": "size", "way": "scale", "scale": [[1, 2]]}), "needs at least two"),
        (entities({"effect": "size", "way": "scale", "scale": [["x", 2]]}), "It is not written as"),
        (entities({"effect": "size", "way": "lookup", "lookup": 5}), "It is not written as"),
        ({"about": "entities", "changes": 5}, "It is not written as a rule is."),
        (entities(to("size", 2), test={"question": "is", "operands": "ab"}), "“ab” is no list."),
        (entities(to("badge", "x" * 900)) | {"about": "y" * 900}, f"“{'y' * 60}…” is nothing"),
    ],
)
def test_what_a_rule_lacks_is_said_in_a_sentence(row: Data, reason: str) -> None:
    with pytest.raises(BadInput) as problem:
        read_rules([row])
    said = str(problem.value)
    assert said.startswith("Rule 1 of the chart's formatting is not complete: ")
    assert reason in said and said.endswith(("”.", ".")) and "'" not in said.replace("chart's", "")


def test_rules_that_cannot_be_read_stay_where_they_are_and_as_they_are_written() -> None:
    later = {"about": "entities", "changes": [to("sparkle", 3)], "moon": [1]}
    other = {"about": "years", "changes": []}
    first, second = entities(to("size", 2.0)), entities(to("size", 3.0))
    before = (first, later, second, other)
    assert with_unreadable(read_rules([first, second]), before) == before
    assert with_unreadable(read_rules([second, first]), before) == (second, later, first, other)
    assert with_unreadable(read_rules([second]), before) == (second, later, other)
    assert with_unreadable([], before) == (later, other)
    assert unreadable(before) == (later, other)


def test_rules_come_back_from_their_data_unchanged() -> None:
    for rule_set in load_rule_sets().values():
        assert read_rules([rule_data(rule) for rule in rule_set.rules]) == rule_set.rules


anything = st.recursive(
    st.one_of(st.none(), st.booleans(), st.floats(), st.text(max_size=6)),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3), st.dictionaries(st.text(max_size=6), inner, max_size=3)
    ),
    max_leaves=6,
)
names = st.sampled_from(("about", "changes", "types", "measure", "test", "is_on", "name"))


@given(st.lists(st.dictionaries(names, st.one_of(anything, st.just("entities"))), max_size=3))
def test_any_data_is_read_or_passed_over(data: list[Data]) -> None:
    assert all(rule.is_on for rule in known_rules(data))


@pytest.mark.parametrize("name", sorted(load_rule_sets()))
def test_no_shipped_rule_speaks_by_colour_alone(
    make_content: Make, ontology: Ontology, style: ChartStyle, name: str
) -> None:
    rule_set = load_rule_sets()[name]
    assert rule_set.label and rule_set.words
    assert all(is_told_twice(rule) for rule in rule_set.rules)
    rules = tuple(rule_data(rule) for rule in rule_set.rules)
    content = make_content(["a", "b"], [(0, 1)], rules=rules, facts=(EntityFacts(),) * 2)
    assert len(build_display(content, ontology, style).ends) == 1


@pytest.mark.parametrize("name", sorted(load_palettes()))
def test_colours_of_a_palette_are_told_apart_by_all_eyes(name: str) -> None:
    palette = load_palettes()[name]
    colours = [colour(one) for one in palette.colours]
    assert palette.source and palette.label
    assert confusable(colours) == []
    if palette.kind == "sequence":  # lightness alone tells the order, also without colour
        for sight in SIGHTS:
            steps = np.diff(lab_of(colours, sight)[:, 0])
            assert (steps > 5).all() or (steps < -5).all()


@pytest.mark.parametrize("dark", [False, True])
def test_colours_for_lines_stand_out_from_light_and_dark_paper(dark: bool) -> None:
    paper = luminance(np.array([load_style(dark=dark).colours.paper], np.uint32))[0]
    shades = np.array(
        [colour(one) for one in load_palettes()["okabe_ito_lines"].colours], np.uint32
    )
    for light in luminance(shades).tolist():
        assert (max(light, paper) + 0.05) / (min(light, paper) + 0.05) >= 3.0


@pytest.mark.parametrize("dark", [False, True])
def test_words_of_a_chart_stand_out_from_its_paper(dark: bool) -> None:
    colours = load_style(dark=dark).colours
    for ground, inks in (
        (colours.paper, ("text", "script_text", "link_text", "attribute_text", "grey_text")),
        (colours.container, ("text", "script_text", "attribute_text")),
        (colours.badge, ("badge_text",)),
    ):
        under = luminance(np.array([ground], np.uint32))[0]
        for ink in inks:
            light = luminance(np.array([getattr(colours, ink)], np.uint32))[0]
            assert (max(light, under) + 0.05) / (min(light, under) + 0.05) >= 4.5, ink


def test_red_and_green_are_one_to_some_eyes_and_two_to_others() -> None:
    red, green = 0xFFB04A3A, 0xFF7A7A2E
    assert least_difference(red, green) < np.linalg.norm(np.subtract(*lab_of((red, green))))
    assert least_difference(0xFF000000, 0xFFFFFFFF) > 99


@pytest.mark.feature("C14")
@pytest.mark.parametrize(
    ("measure", "counts"),
    [("degree", [2, 3, 1]), ("incoming", [0, 2, 0]), ("outgoing", [1, 0, 1])],
)
def test_arrows_that_come_in_and_go_out_are_counted_apart_and_lines_without_one_as_neither(
    make_content: Make, measure: str, counts: list[int]
) -> None:
    links = [(0, 1), (1, 0), (2, 1)]
    content = make_content(list("abc"), links, directed=[True, False, True])
    assert entity_column(content, measure).numbers.tolist() == counts
    assert measure_label(measure) != measure
