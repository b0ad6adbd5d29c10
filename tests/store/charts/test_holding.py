"""C25, C31: containers really hold their members, and groups keep theirs."""

from __future__ import annotations

import pytest

from iwtlink.errors import Refused
from iwtlink.store import charts, merging
from iwtlink.store.charts import Membership
from tests.store.charts.conftest import Case

pytestmark = pytest.mark.feature("C25", "C31")


def test_a_box_holds_people_until_they_are_let_go(case: Case) -> None:
    with case.store.edit("Hold", case.scope) as edit:
        box = charts.add_shape(edit, case.chart, "box", 0, 0, 300, 200)
        charts.hold(edit, case.chart, "shape", box, [("entity", case.kham), ("entity", case.noi)])
        charts.hold(edit, case.chart, "entity", case.company, [("entity", case.dao)])
    assert set(case.read().members) == {
        Membership("shape", box, "entity", case.kham),
        Membership("shape", box, "entity", case.noi),
        Membership("entity", case.company, "entity", case.dao),
    }
    with case.store.edit("Release", case.scope) as edit:
        charts.release(edit, case.chart, [("entity", case.noi), ("entity", case.dao)])
    assert case.read().members == (Membership("shape", box, "entity", case.kham),)


def test_an_item_is_held_by_one_other_at_most(case: Case) -> None:
    with case.store.edit("Hold", case.scope) as edit:
        one = charts.add_shape(edit, case.chart, "box", 0, 0, 300, 200)
        other = charts.add_shape(edit, case.chart, "group", 0, 0, 0, 0)
        charts.hold(edit, case.chart, "shape", one, [("entity", case.kham)])
        charts.hold(edit, case.chart, "shape", other, [("entity", case.kham), ("shape", one)])
    assert set(case.read().members) == {
        Membership("shape", other, "entity", case.kham),
        Membership("shape", other, "shape", one),
    }


def test_nothing_holds_itself_at_once_or_through_others(case: Case) -> None:
    with case.store.edit("Hold", case.scope) as edit:
        charts.hold(edit, case.chart, "entity", case.company, [("entity", case.kham)])
        charts.hold(edit, case.chart, "entity", case.kham, [("entity", case.noi)])
        for holder, member in ((case.noi, case.company), (case.kham, case.kham)):
            with pytest.raises(Refused, match="hold itself"):
                charts.hold(edit, case.chart, "entity", holder, [("entity", member)])
        with pytest.raises(Refused, match="gone"):
            charts.hold(edit, case.chart, "entity", case.kham, [("shape", 99)])


def test_what_is_taken_off_a_chart_holds_nothing_and_is_not_held(case: Case) -> None:
    with case.store.edit("Hold", case.scope) as edit:
        box = charts.add_shape(edit, case.chart, "box", 0, 0, 300, 200)
        charts.hold(edit, case.chart, "shape", box, [("entity", case.kham)])
        charts.hold(edit, case.chart, "entity", case.noi, [("entity", case.dao)])
    with case.store.edit("Take off", case.scope) as edit:
        charts.take_off(edit, case.chart, [case.kham, case.noi])
        charts.place(edit, case.chart, [case.kham, case.noi], case.read().positions[:2])
    assert case.read().members == ()


def test_a_removed_box_lets_its_members_go(case: Case) -> None:
    with case.store.edit("Hold", case.scope) as edit:
        box = charts.add_shape(edit, case.chart, "box", 0, 0, 300, 200)
        charts.hold(edit, case.chart, "shape", box, [("entity", case.kham)])
    with case.store.edit("Remove", case.scope) as edit:
        charts.remove_shapes(edit, [box])
    assert case.read().members == ()
    case.store.undo(case.scope)
    assert case.read().members == (Membership("shape", box, "entity", case.kham),)


def test_who_is_merged_with_his_holder_is_held_again_after_a_split(case: Case) -> None:
    with case.store.edit("Hold", case.scope) as edit:
        charts.hold(edit, case.chart, "entity", case.kham, [("entity", case.noi)])
        charts.hold(edit, case.chart, "entity", case.noi, [("entity", case.dao)])
    before = set(case.read().members)
    with case.store.edit("Merge") as edit:
        merging.merge(edit, "entity", [case.kham, case.noi], reason="same")
    assert case.read().members == (Membership("entity", case.kham, "entity", case.dao),)
    with case.store.edit("Split") as edit:
        merging.split_off(edit, "entity", case.noi)
    assert set(case.read().members) == before


def test_of_two_places_of_merged_people_the_leads_own_stands(case: Case) -> None:
    with case.store.edit("Hold", case.scope) as edit:
        charts.hold(edit, case.chart, "entity", case.company, [("entity", case.noi)])
        charts.hold(edit, case.chart, "entity", case.dao, [("entity", case.kham)])
    before = set(case.read().members)
    with case.store.edit("Merge") as edit:
        merging.merge(edit, "entity", [case.kham, case.noi], reason="same")
    assert case.read().members == (Membership("entity", case.dao, "entity", case.kham),)
    with case.store.edit("Split") as edit:
        merging.split_off(edit, "entity", case.noi)
    assert set(case.read().members) == before
