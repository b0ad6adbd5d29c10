"""Which lines are drawn for the links of a pair, what they say, and how wide they are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from iwtlink.chart.building import build_display
from iwtlink.chart.display import Display
from iwtlink.chart.style import ChartStyle
from iwtlink.ontology import Ontology
from iwtlink.store.charts.content import ChartContent, LinkFacts
from iwtlink.store.charts.look import Arrow, LinkLook, Multiplicity

Make = Callable[..., ChartContent]
LINKS = [(0, 1), (0, 1), (1, 0), (0, 1), (1, 2)]
DIRECTED = [True, True, True, False, True]


@pytest.fixture
def draw(make_content: Make, ontology: Ontology, style: ChartStyle) -> Callable[..., Display]:
    """Give a function that builds the display of five links among three items."""

    def drawn(**more: object) -> Display:
        places = [(0.0, 0.0), (400.0, 0.0), (400.0, 300.0)]
        given = {"link_types": ["pays"] * len(LINKS), "directed": DIRECTED, **more}
        content = make_content(["a", "b", "c"], LINKS, positions=places, **given)
        return build_display(content, ontology, style)

    return drawn


def _members(display: Display) -> list[list[int]]:
    starts = display.member_starts
    return sorted(display.link_ids[display.members[a:b]].tolist() for a, b in pairwise(starts))


@pytest.mark.feature("C10")
@pytest.mark.parametrize(
    ("way", "lines"),
    [
        ("each", [[201], [202], [203], [204], [205]]),
        ("direction", [[201, 202], [203], [204], [205]]),
        ("one", [[201, 202, 203, 204], [205]]),
    ],
)
def test_links_of_a_pair_are_drawn_each_by_direction_or_as_one(
    draw: Callable[..., Display], way: str, lines: list[list[int]]
) -> None:
    display = draw(multiplicity=way)
    assert _members(display) == lines
    heads = Counter(display.arrow_lines.tolist())
    for line, (start, end) in enumerate(
        zip(display.member_starts[:-1], display.member_starts[1:], strict=True)
    ):
        ways = {tuple(LINKS[m]) for m in display.members[start:end].tolist() if DIRECTED[m]}
        assert heads[line] == len(ways)


@pytest.mark.feature("C10")
def test_one_pair_is_drawn_otherwise_than_the_chart(draw: Callable[..., Display]) -> None:
    looks = (LinkLook(),) * 2 + (LinkLook(multiplicity="each"),) + (LinkLook(),) * 2
    assert len(_members(draw(multiplicity="one", link_looks=looks))) == 5
    looks = (LinkLook(multiplicity="one"),) + (LinkLook(),) * 4
    assert _members(draw(multiplicity="each", link_looks=looks)) == [[201, 202, 203, 204], [205]]


@pytest.mark.feature("C11")
def test_a_line_for_several_links_says_their_sums_by_currency(draw: Callable[..., Display]) -> None:
    amounts = ["5,000 USD", "1,500.5 USD", "20 EUR", "", ""]
    assert "pays (4) 6,500.5 USD + 20 EUR" in _said(draw(amounts=amounts))
    assert "pays (4)" in _said(draw(amounts=amounts, has_sums=False))


def _said(display: Display) -> list[str]:
    """Give the words of every line, broken lines joined."""
    text = display.link_text
    return [
        " ".join(text.texts[a:b]) for a, b in zip(text.starts[:-1], text.starts[1:], strict=True)
    ]


@pytest.mark.feature("C11")
def test_quantities_are_summed_by_unit_and_shares_while_they_make_sense(
    draw: Callable[..., Display], make_content: Make, ontology: Ontology, style: ChartStyle
) -> None:
    content = draw().content
    content = replace(content, quantities=["2 KGM", "3 KGM", "4 NAR", "", ""])
    assert "pays (4) 5 kg + 4 items" in _said(build_display(content, ontology, style))
    owned = make_content(
        ["a", "b"], [(0, 1), (0, 1)], link_types=["shareholder_of"] * 2, percents=[30.0, 21.0]
    )
    words = _said(build_display(owned, ontology, style))[0]
    assert words.endswith("(2) 51 %")
    owned = replace(owned, percents=np.array([80.0, 40.0]))
    assert "%" not in _said(build_display(owned, ontology, style))[0]


@pytest.mark.feature("C08")
def test_a_link_has_colour_width_and_words_of_its_own(draw: Callable[..., Display]) -> None:
    look = LinkLook(colour="#cc79a7", width=5.0, label="the payment")
    display = draw(multiplicity="each", link_looks=(look,) + (LinkLook(),) * 4)
    line = display.members.tolist().index(0)
    assert display.line_colours[line] == 0xFFCC79A7
    assert display.widths[line] == 5.0
    assert "the payment" in _said(display)[line]
    pen = int(np.searchsorted(display.pen_starts, line, side="right")) - 1
    assert display.pen_widths[pen] == 5.0


@pytest.mark.feature("C08")
@pytest.mark.parametrize(
    ("arrow", "drawn"),
    [
        ("", {101: {102}}),
        ("none", {}),
        ("head", {101: {102}}),
        ("tail", {102: {101}}),
        ("both", {101: {102}, 102: {101}}),
    ],
)
@pytest.mark.parametrize("multiplicity", ["one", "direction", "each"])
def test_a_link_has_its_arrow_as_its_look_says(
    make_content: Callable[..., ChartContent],
    ontology: Ontology,
    style: ChartStyle,
    arrow: Arrow,
    drawn: dict[int, set[int]],
    multiplicity: Multiplicity,
) -> None:
    looks = (LinkLook(arrow=arrow), LinkLook())
    content = make_content(
        list("abc"),
        [(0, 1), (1, 2)],
        link_types=["pays"] * 2,
        directed=[True, False],
        link_looks=looks,
        multiplicity=multiplicity,
    )
    assert _pointing(build_display(content, ontology, style)) == drawn


@pytest.mark.feature("C08")
def test_links_drawn_the_same_way_are_one_line_of_their_direction(
    make_content: Callable[..., ChartContent], ontology: Ontology, style: ChartStyle
) -> None:
    looks = (LinkLook(), LinkLook(arrow="tail"), LinkLook(arrow="both"))
    content = make_content(
        list("ab"), [(0, 1), (1, 0), (0, 1)], directed=[True] * 3, link_looks=looks
    )
    content = replace(content, options=replace(content.options, multiplicity="direction"))
    display = build_display(content, ontology, style)
    assert np.diff(display.member_starts).tolist() in ([2, 1], [1, 2])
    assert len(display.arrow_lines) == 3


def _pointing(display: Display) -> dict[int, set[int]]:
    """Give the items that arrows point at, by the items that they come from."""
    found: dict[int, set[int]] = {}
    for line, is_end in zip(display.arrow_lines, display.arrow_at_end, strict=True):
        start, end = display.entity_ids[display.ends[line]].tolist()
        tip, tail = (end, start) if is_end else (start, end)
        found.setdefault(tail, set()).add(tip)
    return found


@pytest.mark.feature("C08")
def test_an_offset_by_hand_bows_a_link_out_so_far(draw: Callable[..., Display]) -> None:
    looks = (LinkLook(offset=80.0),) + (LinkLook(),) * 4
    display = draw(multiplicity="each", link_looks=looks)
    assert display.bends[display.members.tolist().index(0)] == 80.0


@pytest.mark.feature("C14")
def test_lines_are_the_wider_the_more_they_sum_up_to(draw: Callable[..., Display]) -> None:
    facts = [LinkFacts(amount=100.0 * k, currency="USD") for k in range(4)] + [LinkFacts()]
    rule = {
        "about": "links",
        "measure": "amount",
        "changes": [{"effect": "width", "way": "scale", "scale": [[0, 1], [600, 7]]}],
    }
    display = draw(link_facts=tuple(facts), rules=(rule,), multiplicity="one")
    lines = np.diff(display.member_starts)
    assert display.widths[int(lines.argmax())] == 7.0  # 0 + 100 + 200 + 300
    assert display.widths[int(lines.argmin())] == 1.0  # nothing stated: as usual


def test_pens_hold_lines_of_one_strength_colour_and_width(draw: Callable[..., Display]) -> None:
    looks = tuple(LinkLook(width=1.0 + k % 2) for k in range(5))
    display = draw(multiplicity="each", link_looks=looks, strengths=[0, 1, 0, 1, 0])
    for pen in range(len(display.pen_widths)):
        part = slice(display.pen_starts[pen], display.pen_starts[pen + 1])
        assert set(display.widths[part]) == {display.pen_widths[pen]}
        assert set(display.strengths[part]) == {display.pen_strengths[pen]}


pairs = st.tuples(st.integers(0, 3), st.integers(0, 3))
ways = st.sampled_from(("", "one", "direction", "each"))


@given(
    st.lists(st.tuples(pairs, st.booleans(), ways), max_size=12),
    st.sampled_from(("one", "direction", "each")),
)
def test_every_link_is_on_exactly_one_line_as_a_slow_count_says(
    make_content: Make,
    ontology: Ontology,
    style: ChartStyle,
    links: list[tuple[tuple[int, int], bool, str]],
    usual: str,
) -> None:
    content = make_content(
        list("abcd"),
        [pair for pair, _, _ in links],
        directed=[is_directed for _, is_directed, _ in links],
        link_looks=tuple(LinkLook(multiplicity=way) for *_, way in links),
        multiplicity=usual,
    )
    expected = _slow_lines(links, usual)
    assert _members(build_display(content, ontology, style)) == expected


def _slow_lines(links: list[tuple[tuple[int, int], bool, str]], usual: str) -> list[list[int]]:
    own: dict[frozenset[int], str] = {}
    for pair, _, way in links:
        if way:
            own[frozenset(pair)] = way
    lines: dict[tuple[object, ...], list[int]] = {}
    for number, (pair, is_directed, _) in enumerate(links):
        if pair[0] == pair[1]:
            continue
        key: tuple[object, ...] = (frozenset(pair),)
        way = own.get(key[0], usual)  # type: ignore[arg-type]  # a pair by construction
        if way == "each":
            key = (*key, number)
        elif way == "direction":
            key = (*key, pair[0] if is_directed else -1)
        lines.setdefault(key, []).append(201 + number)
    return sorted(lines.values())
