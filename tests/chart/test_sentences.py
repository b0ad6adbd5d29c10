"""What hovering says: links as sentences, lines of several links, items with their badges."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from iwtlink.chart.building import build_display
from iwtlink.chart.sentences import item_sentences, line_sentences, link_sentence
from iwtlink.chart.style import ChartStyle
from iwtlink.ontology import Ontology
from iwtlink.store.charts.content import ChartContent, EntityFacts, LinkFacts

Make = Callable[..., ChartContent]


@pytest.fixture
def content(make_content: Make) -> ChartContent:
    made = make_content(
        ["Khamsing", "Naga Trading"],
        [(0, 1), (0, 1), (1, 0)],
        scripts=["ຄຳສິງ", ""],
        types=["person", "company"],
        link_types=["pays", "shareholder_of", "called"],
        directed=[True] * 3,
        strengths=[0, 1, 2],
        percents=[float("nan"), 40.0, float("nan")],
        amounts=["5,000 USD", "", ""],
        roles=["", "nominee", ""],
        link_facts=(LinkFacts(grade="B2"), LinkFacts(), LinkFacts(is_retracted=True)),
        facts=(EntityFacts(grade="A1", source_count=2, warning="Contradicted."), EntityFacts()),
    )
    return replace(made, starts=["2016-05-03", "2015", ""], ends_on=["2016-05-03", "2016-02", ""])


@pytest.mark.parametrize(
    ("link", "said"),
    [
        (0, "Khamsing pays Naga Trading, 5,000 USD, on 2016-05-03, B2"),
        (
            1,
            "Khamsing {verb} Naga Trading (nominee), 40 %, from 2015 to 2016-02, unconfirmed",
        ),
    ],
)
def test_a_link_is_said_as_a_sentence(
    content: ChartContent, ontology: Ontology, link: int, said: str
) -> None:
    verb = ontology.link_types["shareholder_of"].verb
    assert link_sentence(content, ontology, link) == said.replace("{verb}", verb)


def test_a_line_says_each_of_its_links(
    content: ChartContent, ontology: Ontology, style: ChartStyle
) -> None:
    said = line_sentences(build_display(content, ontology, style), 0).splitlines()
    assert said[0] == "3 links between Khamsing and Naga Trading:"
    assert len(said) == 4
    assert said[3].endswith("tentative, retracted")


def test_a_line_of_very_many_links_says_how_many_more_there_are(
    make_content: Make, ontology: Ontology, style: ChartStyle
) -> None:
    display = build_display(make_content(["a", "b"], [(0, 1)] * 20), ontology, style)
    assert line_sentences(display, 0).splitlines()[-1] == "and 12 more"


def test_an_item_says_its_names_type_lines_and_what_its_badges_mean(
    content: ChartContent, ontology: Ontology, style: ChartStyle
) -> None:
    said = item_sentences(build_display(content, ontology, style), 0).splitlines()
    assert said == [
        "Khamsing · ຄຳສິງ",
        "Person, 1 line on this chart",
        "Contradicted.",
        "2 sources, best grade A1.",
    ]


def test_a_bundle_says_how_many_it_stands_for(
    make_content: Make, ontology: Ontology, style: ChartStyle
) -> None:
    content = replace(make_content(["a", "b", "c"]), folded=((101, 102, 103),))
    assert "Stands for 3 items." in item_sentences(build_display(content, ontology, style), 0)
