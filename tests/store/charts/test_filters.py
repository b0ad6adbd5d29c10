"""Filters show less of a chart and delete nothing."""

from __future__ import annotations

from typing import Any

import pytest

from iwtlink.store import charts, merging
from iwtlink.store.charts.naming import uids_of
from tests.store.charts.conftest import Case
from tests.store.stores import contents


def choose(case: Case, **options: Any) -> None:
    with case.store.edit("Choose", case.scope) as edit:
        charts.change_options(edit, case.chart, **options)


def test_chips_leave_out_types_of_entities_and_links(case: Case) -> None:
    choose(case, hidden_types=("company",))
    content = case.read()
    assert content.labels == ["Kham", "Noi", "Dao"]
    assert content.link_ids.tolist() == [case.paid, case.knows, case.paid_again]
    choose(case, hidden_types=("pays",))
    assert case.read().link_ids.tolist() == [case.director, case.knows]
    choose(case, hidden_types=())
    assert (len(case.read().labels), len(case.read().link_ids)) == (4, 4)


@pytest.mark.parametrize(
    ("least", "count"), [("tentative", 4), ("unconfirmed", 3), ("confirmed", 2)]
)
def test_links_weaker_than_the_least_strength_are_left_out(
    case: Case, least: str, count: int
) -> None:
    choose(case, least_strength=least)
    assert len(case.read().link_ids) == count


def test_focus_shows_only_what_it_names_until_it_goes(case: Case) -> None:
    uids = case.read().uids
    choose(case, focus=(uids[0], uids[1]))
    content = case.read()
    assert content.labels == ["Kham", "Noi"]
    assert content.link_ids.tolist() == [case.paid, case.paid_again]
    choose(case, focus=())
    assert len(case.read().labels) == 4


def test_focus_on_someone_merged_shows_whom_he_is_one_with(case: Case) -> None:
    uids = case.read().uids
    choose(case, focus=(uids[1], uids[2]))
    with case.store.edit("Merge") as edit:
        merging.merge(edit, "entity", [case.kham, case.noi], reason="same")
    assert case.labels() == ["Kham", "Dao"]


def test_focus_on_nobody_who_is_here_shows_all(case: Case) -> None:
    choose(case, focus=("01a2054d-b45b-77b3-9e90-86fe4b35b611",))
    assert len(case.labels()) == 4


def test_what_a_filter_leaves_out_is_held_by_nothing_that_is_shown(case: Case) -> None:
    with case.store.edit("Hold", case.scope) as edit:
        box = charts.add_shape(edit, case.chart, "box", 0, 0, 10, 10)
        charts.hold(edit, case.chart, "shape", box, [("entity", case.kham)])
        charts.hold(edit, case.chart, "entity", case.company, [("entity", case.noi)])
    choose(case, hidden_types=("company",))
    assert [(m.holder_kind, m.member_id) for m in case.read().members] == [("shape", case.kham)]


def test_filters_change_the_chart_alone(case: Case) -> None:
    before = contents(case.store)
    choose(case, hidden_types=("company",), least_strength="confirmed")
    after = contents(case.store)
    del before["chart"], after["chart"]
    assert after == before


@pytest.mark.feature("C37")
def test_stored_selections_are_read_by_id_those_of_merged_items_too(case: Case) -> None:
    assert (case.read().selected_entities, case.read().selected_links) == ({}, {})
    with case.store.edit("Store", case.scope) as edit:
        people = uids_of(edit.connection, "entity", (case.kham, case.noi))
        line = uids_of(edit.connection, "link", (case.knows,))
        stored = {"2": (*people.values(), *line.values()), "5": ()}
        charts.change_options(edit, case.chart, selections=stored)
    content = case.read()
    assert content.selected_entities == {"2": {case.kham, case.noi}, "5": frozenset()}
    assert content.selected_links == {"2": {case.knows}, "5": frozenset()}
    with case.store.edit("Merge") as edit:
        merging.merge(edit, "entity", [case.kham, case.noi], reason="same")
    assert case.read().selected_entities["2"] == {case.kham}
