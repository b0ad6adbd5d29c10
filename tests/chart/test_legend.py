"""What stands beside the chart: legend, title block, free shapes; badges and their words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.testing import assert_allclose

from iwtlink.chart.beside.signs import combined, signs_on
from iwtlink.chart.building import build_display
from iwtlink.chart.display import Display
from iwtlink.chart.items.badges import badge_sentences
from iwtlink.chart.moving import moved, settled
from iwtlink.chart.paper.mono import DIM, black_and_white
from iwtlink.chart.sentences import item_sentences
from iwtlink.chart.style import ChartStyle
from iwtlink.chart.svg import chart_svg
from iwtlink.chart.svg.photographs import whole_photograph
from iwtlink.ontology import Ontology
from iwtlink.store.charts.content import ChartContent, EntityFacts
from iwtlink.store.charts.look import Look, Shape, ShapeKind
from tests.chart.photographs import photo

Make = Callable[..., ChartContent]
Draw = Callable[..., Display]


@pytest.fixture
def draw(make_content: Make, ontology: Ontology, style: ChartStyle) -> Draw:
    """Give a function that builds a person, a company and a payment of weak strength."""

    def drawn(marking: str = "", **more: object) -> Display:
        content = make_content(
            ["Khamsing", "Naga Trading"],
            [(0, 1)],
            types=["person", "company"],
            link_types=["pays"],
            strengths=[2],
            positions=[(0, 0), (400, 100)],
            **more,
        )
        content = replace(content, author="Vilay T", made_on="2026-11-22")
        return build_display(content, ontology, style, marking=marking)

    return drawn


def _words(display: Display) -> list[str]:
    assert display.legend is not None
    return [row.words for row in display.legend.rows]


@pytest.mark.feature("C35")
def test_a_legend_says_what_is_on_the_chart_and_nothing_else(draw: Draw) -> None:
    display = draw(legend={"place": "right"})
    assert _words(display) == ["Person", "Company", "Payment to a person", "Tentative"]
    assert display.legend is not None
    samples = [(row.sample, row.name, row.dash) for row in display.legend.rows]
    assert samples[0] == ("icon", "person", 0)
    assert samples[3] == ("line", "", 2)
    assert draw().legend is None


@pytest.mark.feature("C35")
def test_a_legend_explains_badges_and_rules(draw: Draw) -> None:
    rule = {
        "about": "entities",
        "name": "Risk",
        "measure": "property.risk",
        "changes": [{"effect": "frame", "way": "lookup", "lookup": {"high": "#d55e00"}}],
    }
    facts = (EntityFacts(warning="Contradicted."), EntityFacts())
    display = draw(legend={"title": "Key"}, rules=(rule,), facts=facts)
    assert _words(display)[-2:] == ["Warning", "Risk: high"]
    assert display.legend is not None
    assert display.legend.rows[-1].colour == 0xFFD55E00
    assert display.legend.text.texts[0] == "Key"


@pytest.mark.feature("C35")
def test_a_rule_without_a_name_stands_in_the_legend_with_what_it_asks(draw: Draw) -> None:
    frame = {"effect": "frame", "way": "value", "value": "#d55e00"}
    table = {"effect": "frame", "way": "lookup", "lookup": {"wanted": "#d55e00"}}
    over = {"question": "at_least", "operands": [3]}
    rules = (
        {"about": "entities", "measure": "degree", "test": over, "changes": [frame]},
        {"about": "entities", "types": ["person", "company"], "changes": [frame]},
        {"about": "entities", "types": ["person"], "measure": "watch", "changes": [table]},
        {"about": "entities", "measure": "watch", "changes": [table]},
    )
    assert _words(draw(legend={"title": "Key"}, rules=rules))[-4:] == [
        "Links on the chart is at least 3",
        "Person, Company",
        "Person · Watch status: wanted",
        "Watch status: wanted",
    ]


@pytest.mark.feature("C35")
def test_rows_of_a_legend_are_replaced_appended_or_merged(draw: Draw) -> None:
    display = draw()
    found = signs_on(display, display.content, display.ontology, ())
    fresh = [[sign.kind, sign.name] for sign in found]
    old = [["text", "", "A note"], ["entity_type", "person", "A suspect"]]
    assert combined(old, found, "replace") == fresh
    assert combined(old, found, "append") == old + fresh
    assert combined(old, found, "merge") == old + [row for row in fresh if row[1] != "person"]
    kept = draw(legend={"rows": tuple(map(tuple, combined(old, found, "merge")))})
    assert _words(kept)[:3] == ["A note", "A suspect", "Company"]
    assert kept.legend is not None and kept.legend.rows[1].sample == "icon"


@pytest.mark.feature("C35")
@pytest.mark.parametrize(("shape", "columns"), [("tall", 1), ("square", 2), ("wide", 6)])
def test_a_legend_is_tall_square_or_wide(draw: Draw, shape: str, columns: int) -> None:
    rows = tuple(("text", f"Sign {n}") for n in range(18))
    legend = draw(legend={"shape": shape, "rows": rows}).legend
    assert legend is not None
    assert len({row.centre[0] for row in legend.rows}) == columns
    left, top, right, bottom = legend.box
    assert (right - left > bottom - top) == (shape == "wide")


@pytest.mark.parametrize("shape", ["tall", "wide", "square", "odd"])
def test_words_and_samples_of_a_legend_stand_within_its_box(draw: Draw, shape: str) -> None:
    legend = draw(legend={"shape": shape}).legend
    assert legend is not None
    size = np.subtract(legend.box[2:4], legend.box[0:2])
    boxes = legend.text.boxes
    assert (boxes[:, 0:2] >= 0).all() and (boxes[:, 2:4] <= size).all()
    for row, box in zip(legend.rows, boxes[1:], strict=True):
        assert row.centre[0] + legend.sample_px / 2 < box[0]
        assert_allclose(row.centre[1], (box[1] + box[3]) / 2)


@pytest.mark.parametrize("place", ["right", "left", "above", "below"])
def test_legend_and_title_block_keep_beside_the_chart_as_it_grows(draw: Draw, place: str) -> None:
    display = draw(legend={"place": place}, title_block={"place": place})
    there = settled(moved(display, np.array([1]), np.array([[3000.0, 2000.0]])))
    for shown in (display, there):
        assert shown.legend is not None and shown.title_block is not None
        boxes = [*shown.node_boxes.tolist(), shown.legend.box, shown.title_block.box]
        assert _overlaps(np.array(boxes[-2:]), np.array(boxes)) == 2  # each with itself only
    assert there.extents[2] > 3000


def _overlaps(some: np.ndarray, others: np.ndarray) -> int:
    hit = (some[:, None, 0:2] < others[None, :, 2:4]) & (others[None, :, 0:2] < some[:, None, 2:4])
    return int(hit.all(axis=2).sum())


def test_a_legend_put_by_hand_stays_where_it_is(draw: Draw) -> None:
    display = draw(legend={"place": (-300.0, 50.0)})
    there = settled(moved(display, np.array([1]), np.array([[3000.0, 2000.0]])))
    assert there.legend is not None
    assert there.legend.box[0:2] == (-300.0, 50.0)


@pytest.mark.feature("C40")
def test_a_title_block_says_what_the_chart_is_by_whom_and_under_which_mark(draw: Draw) -> None:
    block = draw("TLP:AMBER", title_block={"subtitle": "Cross-border part"}).title_block
    assert block is not None
    assert block.text.texts == [
        "Naga Eye",
        "Cross-border part",
        "TLP:AMBER",
        "Fictional",
        "Vilay T, 2026-11-22",
    ]
    assert block.box[3] < 0  # above the chart
    assert draw().title_block is None


options = st.dictionaries(
    st.sampled_from(("place", "rows", "shape", "title", "subtitle", "author", "date")),
    st.one_of(
        st.text(max_size=20),
        st.floats(),
        st.sampled_from(("right", "below")),
        st.lists(st.one_of(st.floats(), st.text(max_size=3)), max_size=3).map(tuple),
        st.lists(st.lists(st.text(max_size=8), max_size=4).map(tuple), max_size=3).map(tuple),
    ),
    min_size=1,
)


@given(options, options)
def test_any_options_give_a_finite_legend_and_title(
    make_content: Make,
    ontology: Ontology,
    style: ChartStyle,
    legend: dict[str, object],
    title: dict[str, object],
) -> None:
    content = make_content(["a"], legend=legend, title_block=title)
    display = build_display(content, ontology, style)
    assert all(np.isfinite(side) for side in display.extents)


@pytest.mark.feature("C04")
@pytest.mark.parametrize("kind", ["text", "box", "circle", "line", "arrow", "picture"])
def test_free_shapes_are_drawn_and_are_no_entities(draw: Draw, kind: ShapeKind) -> None:
    shape = Shape(5, "u", kind, 10, 20, 100, -60, -1, "12", Look(colour="#123456"), 12)
    display = draw(shapes=(shape,))
    drawn = display.shapes[0]
    assert drawn.box == (-40, -10, 60, 50)
    assert drawn.points == ((-40, 50), (60, -10))
    assert drawn.picture_id == (12 if kind == "picture" else 0)
    assert drawn.text.texts == ([] if kind == "picture" else ["12"])
    assert drawn.edge == 0xFF123456
    assert len(display.entity_ids) == 2


def test_shapes_are_sorted_from_low_to_high_and_count_for_the_extents(draw: Draw) -> None:
    low = Shape(1, "a", "box", 0, 9000, 10, 10, -5, "", Look())
    high = Shape(2, "b", "box", 0, 0, 10, 10, 3, "", Look())
    display = draw(shapes=(high, low))
    assert [shape.id for shape in display.shapes] == [1, 2]
    assert display.extents[3] >= 9005


def test_a_note_without_a_size_has_that_of_its_words_and_keeps_its_lines(draw: Draw) -> None:
    note = Shape(1, "a", "text", 0, 0, 0, 0, 0, "First line\nSecond line", Look())
    drawn = draw(shapes=(note,)).shapes[0]
    assert drawn.text.texts == ["First line", "Second line"]
    assert drawn.box[2] - drawn.box[0] > drawn.text.sizes[:, 0].max()


def test_words_of_a_shape_can_be_read_on_its_ground_in_either_mode(draw: Draw) -> None:
    pale, deep, own = (
        Shape(number, "a", "text", 0, 0, 80, 40, 0, "Words", look)
        for number, look in enumerate(
            (
                Look(fill="#ffff99"),
                Look(fill="#000080"),
                Look(fill="#000080", text_colour="#ff0000"),
            )
        )
    )
    inks = [shape.text.colours.tolist() for shape in draw(shapes=(pale, deep, own)).shapes]
    assert inks == [[0xFF14181D], [0xFFFFFFFF], [0xFFFF0000]]


def test_greyed_shapes_take_the_grey_of_items_on_screen_in_svg_and_without_colours(
    draw: Draw, style: ChartStyle
) -> None:
    look = Look(colour="#ff0000", fill="#00ff00", frame="#0000ff", visibility="grey")
    box = Shape(1, "a", "box", 0, 0, 80, 40, 0, "Words", look)
    picture = Shape(2, "b", "picture", 0, 90, 80, 40, 0, "", look, picture_id=3)
    display = draw(shapes=(box, picture))
    drawn, colours = display.shapes[0], style.colours
    assert drawn.is_grey
    assert (drawn.edge, drawn.fill, drawn.frame) == (colours.grey, colours.paper, colours.grey)
    assert set(drawn.text.colours.tolist()) == {colours.grey_text}
    svg = chart_svg(display, picture=lambda number: photo())
    assert svg.count('opacity="0.5"') == 1
    assert whole_photograph(photo(), is_grey=True) in svg
    assert "#ff0000" not in svg
    assert black_and_white(display).shapes[0].edge == DIM


lengths = st.floats(allow_nan=True, allow_infinity=True)
shapes = st.builds(
    Shape,
    id=st.integers(1, 5),
    uid=st.just("u"),
    kind=st.sampled_from(("text", "box", "circle", "line", "arrow", "picture", "group")),
    x=lengths,
    y=lengths,
    width=lengths,
    height=lengths,
    depth=st.integers(-3, 3),
    text=st.text(max_size=50),
    look=st.builds(Look, font_px=st.one_of(st.none(), lengths), is_container=st.booleans()),
)


@given(st.lists(shapes, max_size=4))
def test_no_shape_however_odd_breaks_the_display(
    make_content: Make, ontology: Ontology, style: ChartStyle, drawn: list[Shape]
) -> None:
    content = make_content(["a"], positions=[(0, 0)], shapes=tuple(drawn))
    display = build_display(content, ontology, style)
    assert all(np.isfinite(side) for side in display.extents)


@pytest.mark.feature("C43", "C16", "C38")
def test_badges_show_what_the_chart_asks_for_and_never_hide_a_retraction(draw: Draw) -> None:
    known = EntityFacts(
        grade="B2", source_count=3, warning="Unsourced.", watch="Watched", is_changed=True
    )
    facts = (known, EntityFacts(is_retracted=True))
    assert draw(facts=facts, badges=()).badges.names == ("retracted",)
    badges = draw(facts=facts, badges=("grade", "sources", "warning", "watch", "changed")).badges
    assert badges.owners.tolist() == [0, 0, 0, 0, 0, 1]
    assert badges.names == ("", "", "warning", "watch", "changed", "retracted")
    assert badges.texts[:2] == ["B2", "3"]


def test_what_has_no_source_yet_is_marked_quietly_and_only_where_asked_for(draw: Draw) -> None:
    facts = (EntityFacts(is_unsourced=True), EntityFacts())
    assert draw(facts=facts).badges.names == ()
    assert draw(facts=facts, badges=("unsourced",)).badges.names == ("unsourced",)
    assert badge_sentences(facts[0]) == ["No source is recorded."]


@pytest.mark.parametrize("form", ["icon", "circle", "box", "text", "event", "theme"])
def test_badges_cover_neither_each_other_nor_the_name_under_an_icon(draw: Draw, form: str) -> None:
    facts = EntityFacts(grade="B2", source_count=12, warning="x", watch="y", is_changed=True)
    every = ("grade", "sources", "warning", "watch", "changed")
    look = Look(representation=form, label="A long enough name")  # type: ignore[arg-type]
    display = draw(facts=(facts, EntityFacts()), badges=every, looks=(look, Look()))
    badges = display.badges
    half = np.column_stack((badges.widths, np.full(len(badges.widths), badges.side_px))) / 2
    boxes = np.hstack((badges.offsets - half, badges.offsets + half))
    assert _overlaps(boxes, boxes) == len(boxes)
    assert (boxes[:, 0:2] >= display.item_boxes[0, 0:2] - 1e-9).all()
    assert (boxes[:, 2:4] <= display.item_boxes[0, 2:4] + 1e-9).all()


def test_without_colours_the_legend_leaves_out_lines_that_look_alike(
    make_content: Make, ontology: Ontology, style: ChartStyle
) -> None:
    content = make_content(
        ["Khamsing", "Naga Trading", "Account", "Bounmy"],
        [(0, 1), (0, 2), (0, 3)],
        positions=[(0, 0), (300, 0), (0, 300), (300, 300)],
        types=["person", "company", "bank_account", "person"],
        link_types=["director_of", "pays", "knows"],
        strengths=[0, 1, 0],
        legend={"title": "Signs", "place": "left"},
    )
    coloured = build_display(content, ontology, style)
    plain = black_and_white(coloured)
    assert coloured.legend is not None and plain.legend is not None
    samples = [(row.dash, row.width_px) for row in plain.legend.rows if row.sample == "line"]
    assert len(samples) == len(set(samples)) == 2  # confirmed and unconfirmed
    assert len(plain.legend.rows) == len(coloured.legend.rows) - 3
    assert plain.legend.text.texts[0] == "Signs"
    assert (
        plain.legend.box[3] < coloured.legend.box[3] - coloured.legend.box[1] + plain.legend.box[1]
    )
    assert plain.extents[0] <= plain.legend.box[0]
    words = {row.words for row in plain.legend.rows}
    assert {"Confirmed", "Unconfirmed"} <= words


@pytest.mark.feature("C19")
def test_a_pin_is_shown_on_what_is_pinned_where_the_chart_asks_for_it(draw: Draw) -> None:
    silent = draw(pinned=(1,), badges=("grade",))
    assert silent.badges.names == ()
    assert "Pinned" not in item_sentences(silent, 1)
    shown = draw(pinned=(1,), badges=("grade", "pinned"), legend={"place": "right"})
    assert (shown.badges.owners.tolist(), shown.badges.names) == ([1], ("pinned",))
    assert "Pinned to its place" in _words(shown)
    assert item_sentences(shown, 1).endswith("Pinned to its place.")
    assert "Pinned" not in item_sentences(shown, 0)
