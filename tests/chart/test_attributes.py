"""The lines below an item: what leads a value, words round it, decimals."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iwtlink.chart.building import build_display
from iwtlink.chart.items.attributes import (
    MOST_DECIMALS,
    Written,
    _rounded,
    _signs,
    attribute_lines,
    sign_of,
    written_by,
    written_data,
)
from iwtlink.chart.style import ChartStyle
from iwtlink.chart.text.metrics import FONT_FAMILIES, _face
from iwtlink.ontology import Ontology
from iwtlink.ontology.values import VALUE_TYPES
from iwtlink.store.charts.content import ChartContent, EntityFacts
from iwtlink.store.charts.look import Look

Make = Callable[..., ChartContent]
FACTS = EntityFacts(
    values={"phone": "+856 20 55 550 171", "threat_score": "1,234.565", "nationality": "Laos"}
)


@pytest.mark.feature("C12")
@pytest.mark.parametrize(
    ("name", "way", "line"),
    [
        ("phone", {}, "Phone: +856 20 55 550 171"),
        ("phone", {"led_by": "nothing"}, "+856 20 55 550 171"),
        ("phone", {"led_by": "sign"}, "℡ +856 20 55 550 171"),
        ("occupation", {"led_by": "sign"}, "Occupation: Driver"),  # no sign stands for it
        ("nationality", {"before": "from ", "after": "?"}, "Nationality: from Laos?"),
        ("nationality", {"led_by": "nothing", "before": "from "}, "from Laos"),
        ("threat_score", {}, "Threat score: 1,234.565"),
        ("threat_score", {"decimals": 0}, "Threat score: 1,235"),
        ("threat_score", {"decimals": 2, "led_by": "sign"}, "▲ 1,234.57"),
        ("nationality", {"decimals": 2}, "Nationality: Laos"),
        ("unheard_of", {"led_by": "sign", "decimals": 2}, "unheard of: 3.25"),
    ],
)
def test_a_property_is_led_by_its_name_a_sign_or_nothing_with_words_and_decimals(
    ontology: Ontology, name: str, way: dict[str, Any], line: str
) -> None:
    facts = EntityFacts(values={**FACTS.values, "occupation": "Driver", "unheard_of": "3.25"})
    ways = written_by({name: way})
    kind = "syndicate" if name == "threat_score" else "person"
    assert list(attribute_lines([name], facts, ontology, kind, ways)) == [line]


@pytest.mark.feature("C12")
def test_the_chart_draws_a_property_as_its_options_say_for_types_and_single_items(
    make_content: Make, ontology: Ontology, style: ChartStyle
) -> None:
    content = make_content(
        ["a", "b"],
        facts=(FACTS,) * 2,
        shows={"person": ("phone", "nationality")},
        written={"nationality": {"led_by": "sign"}, "phone": {"led_by": "nothing"}},
        looks=(Look(), Look(shows=("nationality",))),
    )
    texts = build_display(content, ontology, style).node_text.texts
    assert texts == ["a", "+856 20 55 550 171", "♁ Laos", "b", "♁ Laos"]


@pytest.mark.parametrize(
    ("values", "decimals", "shown"),
    [
        ("42,000.5 USD, ~3 USD", 1, "42,000.5 USD, ~3.0 USD"),
        ("0.5 %", 0, "1 %"),
        ("12–14.25 m3", 1, "12.0–14.3 m3"),  # the unit keeps its digit
        ("-2.25 °C", 1, "-2.3 °C"),
        ("unknown", 2, "unknown"),
        ("9" * 40, 2, "9" * 40),  # more figures than can be told apart: as stated
    ],
)
def test_every_number_of_several_is_rounded_as_at_school(
    values: str, decimals: int, shown: str
) -> None:
    assert _rounded(values, decimals) == shown


@given(st.decimals(0, 10**15, places=8), st.integers(0, MOST_DECIMALS))
def test_rounding_keeps_a_number_near_and_gives_it_its_decimals(number: Any, decimals: int) -> None:
    shown = _rounded(f"{number:,f}", decimals)
    assert len(shown.partition(".")[2]) == decimals
    assert abs(type(number)(shown.replace(",", "")) - number) * 2 <= type(number)(10) ** -decimals


def test_every_sign_is_a_character_of_a_shipped_font_and_stands_for_what_is_there(
    ontology: Ontology,
) -> None:
    by_name, by_value_type = _signs()
    known = {name for one in ontology.entity_types.values() for name in one.properties}
    assert by_name.keys() <= known and by_value_type.keys() <= set(VALUE_TYPES)
    drawn = frozenset().union(*(_face(n, False).characters for n in range(len(FONT_FAMILIES))))
    for sign in (*by_name.values(), *by_value_type.values()):
        assert len(sign) == 1 and ord(sign) in drawn
    assert sign_of(ontology.entity_types["person"].properties["occupation"]) == ""


def test_what_does_not_fit_is_passed_over_and_what_is_usual_is_left_out() -> None:
    ways = written_by({"a": {"led_by": "song", "decimals": True, "before": "x", "new": 1}, "b": {}})
    assert ways == {"a": Written(before="x"), "b": Written()}
    assert written_data(ways) == {"a": {"before": "x"}}
    assert written_by(written_data({"c": Written("sign", "", "!", 2)})) == {
        "c": Written("sign", "", "!", 2)
    }
