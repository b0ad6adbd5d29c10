"""Looks that depart from the usual one are found, and put on the line of their link."""

from __future__ import annotations

import pickle
from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from iwtlink.chart.beside.signs import signs_on
from iwtlink.chart.building import build_display
from iwtlink.chart.departures import departing, own_lines, own_looks
from iwtlink.chart.links.bundles import bundle_links
from iwtlink.chart.style import ChartStyle
from iwtlink.ontology import Ontology
from iwtlink.store.charts.content import ChartContent, LinkFacts
from iwtlink.store.charts.look import LinkLook, Look

Make = Callable[..., ChartContent]
SHARED = LinkLook()
link_looks = st.one_of(
    st.just(SHARED), st.builds(LinkLook), st.builds(LinkLook, width=st.sampled_from((None, 2.0)))
)


@given(st.lists(link_looks, max_size=12))
def test_looks_that_are_equal_to_the_usual_one_are_passed_over(looks: list[LinkLook]) -> None:
    found = list(departing(looks, LinkLook()))
    assert found == [(place, look) for place, look in enumerate(looks) if look != LinkLook()]


def test_looks_are_gone_through_once_however_often_they_are_asked_for(make_content: Make) -> None:
    bold = LinkLook(width=2.0)
    content = make_content(["a", "b"], [(0, 1)], looks=(Look(), Look(frame="#111111")))
    again = replace(content, title="Another")
    assert own_looks(again) is own_looks(content)
    other = replace(content, looks=(Look(fill="#222222"), Look()))
    assert own_looks(other) == ((0, Look(fill="#222222")),)
    assert own_looks(replace(content, looks=())) == ()
    lines = np.array([0]), np.array([0, 1], np.int32)
    assert list(own_lines(content, *lines)) == []
    assert list(own_lines(replace(content, link_looks=(bold,)), *lines)) == [(0, 0, bold)]


@given(
    st.lists(st.tuples(st.tuples(st.integers(0, 2), st.integers(0, 2)), link_looks), max_size=10),
    st.sampled_from(("one", "direction", "each")),
)
def test_each_look_is_given_with_the_line_its_link_is_on(
    make_content: Make,
    ontology: Ontology,
    style: ChartStyle,
    links: list[tuple[tuple[int, int], LinkLook]],
    way: str,
) -> None:
    content = make_content(
        list("abc"),
        [pair for pair, _ in links],
        link_looks=tuple(look for _, look in links),
        multiplicity=way,
    )
    bundles = bundle_links(content, ontology, style)
    slow = [
        (line, link, content.link_looks[link])
        for line in range(len(bundles.ends))
        for link in bundles.members[bundles.starts[line] : bundles.starts[line + 1]].tolist()
        if content.link_looks[link] != LinkLook()
    ]
    assert list(own_lines(content, bundles.members, bundles.starts)) == slow


@pytest.mark.feature("C06")
def test_a_rule_about_links_colours_lines_of_its_type_but_not_what_has_its_own_colour(
    make_content: Make, ontology: Ontology, style: ChartStyle
) -> None:
    rule = {
        "about": "links",
        "types": ["pays"],
        "changes": [{"effect": "colour", "way": "value", "value": "#0072b2"}],
    }
    content = make_content(
        list("abcd"),
        [(0, 1), (0, 1), (1, 2), (2, 3)],
        link_types=["pays", "called", "pays", "called"],
        link_looks=(SHARED, SHARED, LinkLook(colour="#111111"), SHARED),
        rules=(rule,),
    )
    display = build_display(content, ontology, style)
    by_first = {
        int(display.members[start]): int(shade)
        for start, shade in zip(display.member_starts[:-1], display.line_colours, strict=True)
    }
    assert by_first[0] == 0xFF0072B2  # one of its links pays
    assert by_first[2] == 0xFF111111
    assert by_first[3] == style.colours.link_types["called"]


@pytest.mark.parametrize(
    ("measure", "question", "operands", "wide"),
    [
        ("count", "over", [1], {0}),
        ("strength", "is", ["confirmed"], {0}),
        ("strength", "is", ["tentative"], {2}),
        ("percent", "at_least", [50], {2}),
        ("role", "contains", ["nomi"], {2}),
        ("grade", "is", ["A1"], {0}),
        ("sources", "at_least", [3], {0}),
        ("retracted", "present", [], {2}),
        ("start", "present", [], set()),
    ],
)
def test_a_rule_asks_what_is_known_of_all_links_on_a_line(
    make_content: Make,
    ontology: Ontology,
    style: ChartStyle,
    measure: str,
    question: str,
    operands: list[object],
    wide: set[int],
) -> None:
    rule = {
        "about": "links",
        "measure": measure,
        "test": {"question": question, "operands": operands},
        "changes": [{"effect": "width", "way": "value", "value": 9}],
    }
    facts = (
        LinkFacts(grade="C3", source_count=2),
        LinkFacts(grade="A1", source_count=1),
        LinkFacts(is_retracted=True),
    )
    content = make_content(
        list("abc"),
        [(0, 1), (0, 1), (1, 2)],
        strengths=[0, 1, 2],
        percents=[float("nan"), float("nan"), 60.0],
        roles=["driver", "", "nominee"],
        link_facts=facts,
        rules=(rule,),
    )
    display = build_display(content, ontology, style)
    first = display.members[display.member_starts[:-1]]
    assert set(first[display.widths == 9.0].tolist()) == wide


def test_a_display_can_be_sent_to_another_process(
    make_content: Make, ontology: Ontology, style: ChartStyle
) -> None:
    content = make_content(["a", "b"], [(0, 1)], looks=(Look(), Look(frame="#111111")))
    display = build_display(content, ontology, style)
    again = pickle.loads(pickle.dumps(display))  # our own bytes
    assert again.frames.tolist() == display.frames.tolist()


@pytest.mark.feature("C06")
def test_lines_have_the_usual_look_of_their_type_under_rules_and_what_is_set_by_hand(
    make_content: Make, ontology: Ontology, style: ChartStyle
) -> None:
    rule = {
        "about": "links",
        "types": ["called"],
        "changes": [{"effect": "colour", "way": "value", "value": "#0072b2"}],
    }
    usual = {"colour": "#aa00aa", "width": 4.0, "label": 7, "unheard": 1}
    content = make_content(
        list("abcd"),
        [(0, 1), (1, 2), (2, 3)],
        link_types=["pays", "pays", "called"],
        link_looks=(SHARED, LinkLook(colour="#112233"), SHARED),
        link_type_looks={"pays": usual, "called": usual},
        rules=(rule,),
    )
    display = build_display(content, ontology, style)
    shade = dict(zip(display.ends[:, 0].tolist(), display.line_colours.tolist(), strict=True))
    assert shade == {0: 0xFFAA00AA, 1: 0xFF112233, 2: 0xFF0072B2}
    assert display.widths.tolist() == [4.0, 4.0, 4.0]
    (sign, *_) = [
        one for one in signs_on(display, content, ontology, ()) if one.kind == "link_type"
    ]
    assert (sign.name, sign.colour) == ("pays,called", 0xFFAA00AA)
