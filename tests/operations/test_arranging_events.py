"""Events in time: under the lines of those who took part, never from right to left."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.testing import assert_allclose

from iwtlink.chart.building import build_display
from iwtlink.chart.items.forms import EVENT, THEME
from iwtlink.chart.style import load_style
from iwtlink.ontology import Ontology, load_ontology
from iwtlink.operations.arranging import arranged
from iwtlink.store.charts.content import ChartContent, EntityFacts
from iwtlink.store.charts.look import Look
from tests.operations.test_arranging import chart

TIMELINES = ("timeline", "timeline_grouped")
THEMES = (Look(representation="theme"),) * 2
FRAME = Look(representation="event", shows=("date",))
DAYS = ("2015-01-01", "2016-01-01", "2019-01-01", "2017-06-15")
TOOK_PART = [(0, 2), (0, 3), (1, 3), (1, 4), (0, 5)]


@pytest.fixture(scope="module")
def ontology() -> Ontology:
    return load_ontology()


def happened(count: int, links: list[tuple[int, int]], days: tuple[str, ...]) -> ChartContent:
    """Give a chart of two theme lines, of events with dates and of what is left of the count."""
    rest = count - 2 - len(days)
    facts = [EntityFacts(values={"date": day}) for day in days]
    return replace(
        chart(count, links),
        types=["person", "person", *["event"] * len(days), *["person"] * rest],
        looks=(*THEMES, *[FRAME] * len(days), *[Look()] * rest),
        facts=(EntityFacts(), EntityFacts(), *facts, *[EntityFacts()] * rest),
    )


@pytest.mark.feature("C26", "C27", "C28")
@pytest.mark.parametrize("name", TIMELINES)
def test_events_meet_the_lines_of_those_who_took_part_at_their_own_date(
    name: str, ontology: Ontology
) -> None:
    content = happened(6, TOOK_PART, DAYS)
    straight = tuple(replace(look, wiring="straight") for look in content.looks)
    done = arranged(replace(content, looks=straight), ontology, name)
    shown = build_display(done, ontology, load_style())
    assert shown.forms.tolist() == [THEME, THEME, EVENT, EVENT, EVENT, EVENT]
    x, y = shown.positions.T
    assert [2 + k for k in np.argsort(x[2:])] == [2, 3, 5, 4], "in the order of their dates"
    for (theme, event), line in zip(shown.ends.tolist(), shown.line_points, strict=True):
        assert shown.forms[[theme, event]].tolist() == [THEME, EVENT]
        assert_allclose(line[[0, 2]], x[event])  # upright, at the event
        assert (line[3] - line[1]) * (y[event] - y[theme]) > 0
        assert abs(x[event] - x[theme]) < shown.halves[theme, 0], "while the line runs"
    assert y[0] < y[3] < y[1] or y[1] < y[3] < y[0], "whom it joins it stands between"
    text = shown.node_text
    dates = [f"Date: {day}" for day in DAYS]
    assert [words for words in text.texts if words.startswith("Date")] == dates
    assert (np.abs(text.boxes[2:]) <= np.tile(shown.halves[2:], 2)).all(), "inside its frame"


@pytest.mark.feature("C28", "L_timeline")
@settings(max_examples=15)
@given(st.lists(st.dates(date(2010, 1, 1), date(2020, 1, 1)), min_size=2, max_size=12))
def test_time_never_runs_from_right_to_left_however_many_stand_at_a_day(days: list[date]) -> None:
    ontology, told = load_ontology(), tuple(day.isoformat() for day in days)
    links = [(0, 2 + k) for k in range(len(days))]
    content = happened(3 + len(days), [*links, (2, 2 + len(days))], told)
    for name in TIMELINES:
        x = arranged(content, ontology, name).positions[2:-1, 0]
        order = np.argsort(told, kind="stable")
        apart = np.diff(np.array([day.toordinal() for day in days])[order])
        assert (np.diff(x[order]) >= -1e-6).all()
        assert_allclose(np.diff(x[order])[apart == 0], 0.0, atol=1e-6)  # one day, one place
        if name == "timeline" and apart.any():
            assert_allclose(np.diff(x[order]), apart * np.ptp(x) / apart.sum(), atol=1e-6)


@pytest.mark.feature("C28")
@pytest.mark.parametrize("name", TIMELINES)
def test_what_was_dragged_out_of_its_time_goes_back_and_what_is_pinned_is_free(
    name: str, ontology: Ontology
) -> None:
    content = happened(7, [*TOOK_PART, (3, 6)], DAYS)
    done = arranged(content, ontology, name)
    aside = done.positions.copy()
    aside[2, 0] += 5_000.0
    again = arranged(replace(done, positions=aside), ontology, name)
    assert_allclose(np.diff(again.positions[2:6, 0]), np.diff(done.positions[2:6, 0]), atol=1e-6)
    pinned = replace(done, positions=aside, is_pinned=np.arange(7) == 2)
    assert_allclose(arranged(pinned, ontology, name).positions[2], aside[2])
