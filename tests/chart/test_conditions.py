"""What the filter of a chart asks: shown only if the answer is yes, and nothing is deleted."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from iwtlink.chart.building import build_display
from iwtlink.chart.rules.conditions import (
    condition_data,
    known_conditions,
    read_condition,
    shown_only,
)
from iwtlink.chart.rules.measures import entity_column, link_column, measure_label
from iwtlink.chart.rules.words import asked_words
from iwtlink.chart.style import ChartStyle
from iwtlink.ontology import Ontology
from iwtlink.store.charts.content import ChartContent, EntityFacts, Membership
from iwtlink.store.charts.look import Look

Make = Callable[..., ChartContent]
LINKS = [(0, 1), (0, 1), (0, 2), (2, 3)]


def asks(measure: str, question: str, *operands: object, **more: Any) -> dict[str, Any]:
    """Give the data of a condition, about entities if nothing else is said."""
    test = {"question": question, "operands": list(operands)}
    return {"about": "entities", "measure": measure, "test": test, **more}


@pytest.fixture
def case(make_content: Make) -> Callable[..., ChartContent]:
    """Give a function that makes four items with four links under conditions."""

    def made(*conditions: dict[str, Any], **more: Any) -> ChartContent:
        given = {
            "types": ["person", "person", "company", "person"],
            "facts": tuple(
                EntityFacts(values={"birth_date": born}, grade=grade, source_count=count)
                for born, grade, count in (
                    ("1971-05-03", "B2", 3),  # a Monday
                    ("1971-05", "", 0),
                    ("", "C3", 1),
                    ("2024-02-29", "A1", 9),  # a Thursday
                )
            ),
            "directed": [True, False, True, True],
            "uids": ("u0", "u1", "u2", "u3"),
        }
        return make_content(["a", "b", "c", "d"], LINKS, shown_if=conditions, **{**given, **more})

    return made


@pytest.mark.feature("C14")
@pytest.mark.parametrize(
    ("condition", "labels", "links"),
    [
        (asks("degree", "at_least", 2), "abc", [201, 202, 203]),
        (asks("outgoing", "over", 1), "a", []),
        (asks("incoming", "at_least", 1), "bcd", [204]),
        (asks("grade", "present"), "acd", [203, 204]),
        (asks("sources", "under", 2, types=["person"]), "bc", []),  # a company stays
        (asks("weekday.birth_date", "is", "monday", "thursday"), "ad", []),
        (asks("weekday.birth_date", "at_least", 4), "d", []),
        (asks("strength", "is", "confirmed", about="links"), "abcd", [201, 202, 203, 204]),
        (asks("count", "at_least", 2, about="links"), "abcd", [201, 202]),
        (asks("weekday", "is", "Friday", about="links"), "abcd", [203]),
    ],
)
def test_a_filter_shows_only_what_answers_its_question_with_yes(
    case: Callable[..., ChartContent],
    ontology: Ontology,
    style: ChartStyle,
    condition: dict[str, Any],
    labels: str,
    links: list[int],
) -> None:
    content = case(condition)
    content.starts[2] = "2024-03-01"
    shown = shown_only(content)
    assert "".join(shown.labels) == labels
    assert shown.link_ids.tolist() == links
    assert shown.uids == tuple(f"u{'abcd'.index(one)}" for one in labels)
    display = build_display(shown, ontology, style)
    assert sorted(display.link_ids[display.members].tolist()) == links


@pytest.mark.feature("C14")
def test_several_questions_all_ask_the_whole_chart(case: Callable[..., ChartContent]) -> None:
    both = (asks("degree", "at_least", 2), asks("grade", "present"))
    assert shown_only(case(*both)).labels == ["a", "c"]
    assert shown_only(case(*reversed(both))).labels == ["a", "c"]


def test_what_holds_or_stands_for_the_left_out_goes_with_it(
    case: Callable[..., ChartContent],
) -> None:
    members = (Membership("entity", 101, "entity", 102), Membership("shape", 102, "entity", 101))
    looks = tuple(Look(label=name) for name in "wxyz")
    content = case(asks("grade", "present"), members=members, looks=looks)
    shown = shown_only(replace(content, folded=((101, 102), (101, 103, 104))))
    assert shown.members == members[1:]
    assert shown.folded == ((101, 103, 104),)
    assert [look.label for look in shown.looks] == ["w", "y", "z"]


def test_a_chart_that_asks_nothing_or_what_nobody_understands_is_left_as_it_is(
    case: Callable[..., ChartContent],
) -> None:
    broken: tuple[dict[str, Any], ...] = (
        {},
        {"about": "songs", "measure": "degree", "test": {"question": "present"}},
        {"about": "links", "test": {"question": "present"}},
        {"about": "links", "measure": "role", "test": {"question": "sings"}},
        {"about": "links", "measure": "role", "test": {"question": "over", "operands": [[1]]}},
        {"about": "links", "measure": "role", "test": None},
    )
    assert known_conditions(broken) == ()
    for content in (case(), case(*broken), case(asks("label", "present"))):
        assert shown_only(content) is content


def test_a_condition_is_kept_as_it_was_asked() -> None:
    for data in (asks("degree", "over", 2.0), asks("role", "is", "x", about="links", types=["p"])):
        known = read_condition(data)
        assert known is not None
        assert read_condition(condition_data(known)) == known


@pytest.mark.feature("C14")
def test_rules_ask_for_the_day_of_the_week_where_a_day_is_stated(
    case: Callable[..., ChartContent],
) -> None:
    content = case()
    content.starts[:] = ["2024-03-03", "2024-03", "", "0000-99-99"]
    days = link_column(content, "weekday")
    assert list(days.words) == ["sunday", "", "", ""]
    assert days.numbers[0] == 7 and np.isnan(days.numbers[1:]).all()
    born = entity_column(content, "weekday.birth_date")
    assert list(born.words) == ["monday", "", "", "thursday"]
    assert measure_label("weekday.birth_date") == "Day of the week: birth date"
    asked = read_condition(asks("weekday", "is", "saturday", "sunday", about="links"))
    assert asked is not None
    assert asked_words(asked) == "Day of the week of the start is Saturday, Sunday"


@pytest.mark.feature("C37")
def test_rules_and_filters_ask_who_is_in_a_stored_selection(
    case: Callable[..., ChartContent],
) -> None:
    stored: dict[str, Any] = {
        "selected_entities": {"3": frozenset({102, 104}), "0": frozenset()},
        "selected_links": {"3": frozenset({203, 204})},
    }
    content = case(**stored)
    assert list(entity_column(content, "selection.3").words) == ["", "yes", "", "yes"]
    assert list(entity_column(content, "selection.7").words) == [""] * 4
    assert list(link_column(content, "selection.3").words) == ["", "", "yes", "yes"]
    assert shown_only(case(asks("selection.3", "present"), **stored)).labels == ["b", "d"]
    assert shown_only(case(asks("selection.3", "absent"), **stored)).labels == ["a", "c"]
    of_links = case(asks("selection.3", "present", about="links"), **stored)
    assert shown_only(of_links).link_ids.tolist() == [203, 204]
    assert measure_label("selection.3") == "In stored selection 3"
