"""Looks and options that were written by anybody are read as far as they make sense."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iwtlink.store.charts import ChartOptions, LinkLook, Look
from iwtlink.store.charts.look import look_json, read_look
from iwtlink.store.charts.options import options_json, read_options
from iwtlink.store.charts.states import State, read_state

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=6,
)


@pytest.mark.parametrize(
    "look",
    [
        Look(),
        Look(representation="theme", width=3.5, shows=("sex",), is_bold=False, label="ຄຳ"),
        LinkLook(corners=((1.0, 2.0), (3.0, -4.5)), width=2, multiplicity="each", offset=0.0),
    ],
)
def test_a_look_is_read_as_it_was_written(look: Look | LinkLook) -> None:
    assert read_look(type(look), look_json(look)) == look


def test_options_are_read_as_they_were_written() -> None:
    options = ChartOptions(
        convention="unodc",
        shows={"person": ("sex", "status")},
        rules=({"about": "links", "steps": (1, 2.5, "x")},),
        folded=(("a", "b"), ("c",)),
        selections={"3": ("a",)},
        sheet=(0.0, 1.5, 2.0, 3.0),
        legend={"rows": ({"words": "Person"},)},
    )
    assert read_options(options_json(options)) == options
    assert read_options("") == ChartOptions()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("representation", "star"),
        ("enlargement", "2"),
        ("enlargement", float("nan")),
        ("enlargement", True),
        ("width", "wide"),
        ("shows", [1, 2]),
        ("shows", "sex"),
        ("is_italic", 1),
        ("is_bold", "yes"),
        ("label", 7),
        ("label", "half a letter \ud800"),
    ],
)
def test_a_value_that_does_not_fit_is_passed_over(name: str, value: object) -> None:
    assert read_look(Look, json.dumps({name: value, "fill": "#ffffff"})) == Look(fill="#ffffff")


@pytest.mark.parametrize("corners", [[1, 2], [[1, 2, 3]], [["a", 1]], [[1, None]], {"a": 1}, [[]]])
def test_bend_points_that_are_none_are_passed_over(corners: object) -> None:
    assert read_look(LinkLook, json.dumps({"corners": corners})) == LinkLook()


@pytest.mark.parametrize(
    "words", ["", "{", "[]", "7", "null", "NaN", '"x"', "[" * 100_000, '{"fill": "#ffffff"']
)
def test_what_is_no_json_object_is_as_usual(words: str) -> None:
    assert read_look(Look, words) == Look()
    assert read_options(words) == ChartOptions()
    assert read_state(words) == State()


@given(st.sampled_from(list(Look.__slots__)), JSON)
def test_whatever_stands_in_a_look_can_be_read(name: str, value: object) -> None:
    look = read_look(Look, json.dumps({name: value}))
    assert read_look(Look, look_json(look)) == look


@given(st.sampled_from(list(ChartOptions.__slots__)), JSON)
def test_whatever_stands_in_options_can_be_read(name: str, value: object) -> None:
    options = read_options(json.dumps({name: value}))
    assert read_options(options_json(options)) == options


@given(JSON)
def test_whatever_stands_in_the_place_of_a_look_or_options_can_be_read(value: object) -> None:
    words = json.dumps(value)
    assert isinstance(read_look(LinkLook, words), LinkLook)
    assert isinstance(read_options(words), ChartOptions)
