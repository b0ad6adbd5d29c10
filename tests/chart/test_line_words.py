"""What a line says that stands for several links, and links that show no words."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from iwtlink.chart.building import build_display
from iwtlink.chart.links.bundles import bundle_links
from iwtlink.chart.style import ChartStyle
from iwtlink.ontology import Ontology
from iwtlink.store.charts.content import ChartContent
from iwtlink.store.charts.look import LinkLook

Make = Callable[..., ChartContent]
Say = Callable[..., list[str]]
LINKS = [(0, 1), (0, 1), (1, 0), (0, 1), (1, 2)]
USUAL, BARE = LinkLook(), LinkLook(words_shown="off")


@pytest.fixture
def say(make_content: Make, ontology: Ontology, style: ChartStyle) -> Say:
    """Give a function that tells the words of the lines: four links of one pair, then one."""

    def said(**more: object) -> list[str]:
        places = [(0.0, 0.0), (900.0, 0.0), (900.0, 600.0)]
        given = {
            "link_types": ["pays"] * 5,
            "positions": places,
            "roles": ["", "lends", "", "", ""],
            **more,
        }
        content = make_content(["a", "b", "c"], LINKS, **given)
        labels = bundle_links(content, ontology, style).labels
        text = build_display(content, ontology, style).link_text
        assert text.starts[1:].astype(bool).tolist()[:1] == [bool(labels.texts[labels.index[0]])]
        return [labels.texts[one].replace("\u00a0", " ") for one in labels.index.tolist()]

    return said


@pytest.mark.feature("C11")
@pytest.mark.parametrize(
    ("line_words", "has_sums", "words"),
    [
        ("count", True, "4 links 5,040 USD"),
        ("merged", True, "pays, lends 5,040 USD"),
        ("appended", True, "pays, lends, pays, pays 5,040 USD"),
        ("none", True, "5,040 USD"),
        ("count", False, "4 links"),
        ("merged", False, "pays 5,000 USD, lends, pays 20 USD"),
        ("appended", False, "pays 5,000 USD, lends, pays 20 USD, pays 20 USD"),
        ("none", False, ""),
    ],
)
def test_a_line_for_several_links_joins_their_words_as_the_chart_says(
    say: Say, line_words: str, has_sums: bool, words: str
) -> None:
    amounts = ["5,000 USD", "", "20 USD", "20 USD", ""]
    assert say(amounts=amounts, line_words=line_words, has_sums=has_sums) == [words, "pays"]


@pytest.mark.feature("C11")
def test_words_by_hand_are_joined_with_those_of_the_others(say: Say) -> None:
    looks = (LinkLook(label="the payment"), USUAL, USUAL, LinkLook(label="lends"), USUAL)
    assert say(link_looks=looks)[0] == "the payment"
    assert say(link_looks=looks, line_words="merged")[0] == "the payment, lends, pays"
    assert say(link_looks=looks, line_words="appended")[0] == "the payment, lends, pays, lends"
    assert say(link_looks=looks, line_words="none")[0] == "the payment"  # it was asked for


@pytest.mark.feature("C11")
def test_a_link_without_words_says_only_what_was_written_by_hand(say: Say) -> None:
    each = say(link_looks=(BARE, USUAL, USUAL, USUAL, BARE), multiplicity="each")
    assert each == ["", "lends", "pays", "pays", ""]
    asked = LinkLook(words_shown="off", label="so it is said")
    assert say(link_looks=(USUAL,) * 4 + (asked,))[1] == "so it is said"


@pytest.mark.feature("C11")
def test_a_line_is_without_words_where_all_its_links_are(say: Say) -> None:
    assert say(link_looks=(BARE,) * 3 + (USUAL,) * 2)[0] == "4 links"
    assert say(link_looks=(BARE,) * 4 + (USUAL,)) == ["", "pays"]
    looks = (BARE, USUAL, BARE, BARE, USUAL)
    assert say(link_looks=looks, line_words="merged")[0] == "lends"
    assert say(link_looks=looks, line_words="appended")[0] == "lends"
