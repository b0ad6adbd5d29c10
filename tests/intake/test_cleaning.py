"""The cleaning steps, on the dirt that real tables hold."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from iwtlink.intake.mapping.cleaning import parse_steps
from iwtlink.intake.mapping.expressions import parse_template
from iwtlink.ontology.yaml_lines import Spot

TABLES = {
    "transport": {"airfreight": "air", "airfrieght": "air", "by road": "road", "road": "road"}
}


def _spot(text: str) -> Spot:
    node = yaml.compose(text)
    assert node is not None
    return Spot(node, Path("test.yaml"))


def _clean(steps: str, *values: str) -> tuple[list[str], list[str]]:
    problems: list[str] = []
    result = list(values)
    for step in parse_steps(_spot(steps), TABLES):
        result = step(result, problems.append)
    return result, problems


@pytest.mark.parametrize(
    ("steps", "cell", "wanted"),
    [
        ("[{table: transport}]", "Airfrieght", ["air"]),
        ("[{table: transport}]", "By  Road ", ["road"]),
        ("[{table: transport}]", "by road", ["road"]),
        ("[{table: transport}]", "elephant", ["elephant"]),
        ("[{table: {name: transport, otherwise: drop}}]", "elephant", []),
        ("[{split: ';'}]", "Turtles; Snakes ;; ", ["Turtles", "Snakes"]),
        ("[{split: [';', '&', ' and ']}]", "a & b and c; d", ["a", "b", "c", "d"]),
        ("[{split: ';'}, once]", "Birds; birds; Parrots", ["Birds", "Parrots"]),
        ("[{split: ';'}, {take: last}]", "Kenya; Thailand; Laos", ["Laos"]),
        ("[{split: ';'}, {take: 2}]", "Kenya; Thailand; Laos", ["Thailand"]),
        ("[{split: ';'}, {join: ', '}]", "Kenya; Thailand", ["Kenya, Thailand"]),
        ("[{replace: {_: ' '}}]", "Felis_cyanea", ["Felis cyanea"]),
        ("[{extract: '[^,]+$'}]", "Bangkok, Thailand", ["Thailand"]),
        ("[{extract: '(\\d+) pcs'}]", "about 12 pcs", ["12"]),
        ("[{drop: [unknown, '?']}]", "Unknown", []),
        ("[{drop: [unknown]}, {default: person}]", "unknown", ["person"]),
        ("[{only: '^[^;]+$'}]", "tiger; bear", []),
        ("[{split: [' and ']}]", "Sandals and bags", ["Sandals", "bags"]),
        ("[{strip: '*'}]", "** NA *", ["NA"]),
        ("[upper]", "na", ["NA"]),
        ("[capital]", "ivory tusks", ["Ivory tusks"]),
        ("[date]", "18-Jan-09", ["2009-01-18"]),
        ("[date]", "March 2015", ["2015-03"]),
        ("[inexact]", "12.5", []),
        ("[inexact]", "100s", ["100s"]),
        ("[{prefix: 'As stated:'}]", "400g each", ["As stated: 400g each"]),
    ],
)
def test_a_step_cleans_as_it_says(steps: str, cell: str, wanted: list[str]) -> None:
    result, problems = _clean(steps, cell)
    assert [value for value in result if value] == wanted
    assert not problems


def test_a_table_may_ask_to_report_what_it_lacks() -> None:
    result, problems = _clean("[{table: {name: transport, otherwise: problem}}]", "elephant")
    assert result == []
    assert problems == ["“elephant” is not in the table “transport”."]


def test_a_bad_date_is_reported_and_left_out() -> None:
    result, problems = _clean("[date]", "31-Feb-2015")
    assert result == []
    assert len(problems) == 1


def test_a_template_gives_nothing_where_a_needed_column_is_empty() -> None:
    template = parse_template(_spot('"{Lat}, {Lon?} (site)"'))
    assert template.fill({"lat": "17.9", "lon": ""}) == "17.9, (site)"
    assert template.fill({"lat": "", "lon": "102.6"}) == ""
    assert template.columns == ("Lat", "Lon")


@given(
    st.lists(
        st.text(
            st.characters(exclude_categories=("Cs", "Z", "Cc"), exclude_characters=";"), min_size=1
        )
    )
)
def test_what_is_joined_is_split_again(parts: list[str]) -> None:
    result, _ = _clean("[{split: ';'}]", "; ".join(parts))
    assert result == parts
