"""C36: named states of a chart, to step through and to go back to."""

from __future__ import annotations

import json

import numpy as np
import pytest
from sqlalchemy import text

from iwtlink.errors import Refused
from iwtlink.store import charts, entities, links, merging, retractions
from iwtlink.store.charts import ChartContent, LinkLook, Look
from iwtlink.store.charts.states import read_state
from iwtlink.store.ids import Item
from tests.store.charts.conftest import Case

pytestmark = pytest.mark.feature("C36")


def snap(case: Case, title: str = "Before", **view: float) -> int:
    with case.store.edit("Snapshot", case.scope) as edit:
        return charts.add_snapshot(edit, case.chart, title, "note", view)


def look_at(case: Case, snapshot: int) -> ChartContent:
    with case.store.read() as db:
        return charts.snapshot_content(db, snapshot)


def assert_alike(one: ChartContent, other: ChartContent) -> None:
    difference = charts.compare_charts(one, other)
    assert difference.is_same, difference
    assert set(one.members) == set(other.members)
    assert one.options == other.options


def rearrange(case: Case) -> None:
    """Change about everything that can be changed on the chart."""
    with case.store.edit("Rearrange", case.scope) as edit:
        charts.move(edit, case.chart, [case.kham, case.noi], np.array([[500.0, 1], [2, 3]]))
        charts.change_looks(edit, case.chart, [case.kham], fill="#111111", label="Boss")
        charts.set_link_looks(edit, case.chart, {case.paid: LinkLook(corners=((1.0, 2.0),))})
        charts.set_visibility(edit, case.chart, [case.dao], [case.knows], "hidden")
        charts.change_options(edit, case.chart, convention="unodc", hidden_types=("company",))
        charts.take_off(edit, case.chart, [case.company])
        box = charts.add_shape(edit, case.chart, "box", 0, 0, 9, 9)
        charts.hold(edit, case.chart, "shape", box, [("entity", case.noi)])


def draw_more(case: Case) -> None:
    with case.store.edit("Draw more", case.scope) as edit:
        box = charts.add_shape(edit, case.chart, "box", 5, 6, 70, 80, "Cell", Look(fill="#eee"))
        note = charts.add_shape(edit, case.chart, "text", 5, 6, 70, 80, "Note", depth=-2)
        charts.hold(edit, case.chart, "shape", box, [("entity", case.kham), ("shape", note)])
        charts.hold(edit, case.chart, "entity", case.company, [("entity", case.dao)])
        charts.change_looks(edit, case.chart, [case.noi], representation="circle")
        charts.set_visibility(edit, case.chart, [case.noi], [case.paid], "grey")
        charts.pin(edit, case.chart, [case.dao], is_pinned=True)
        charts.change_options(edit, case.chart, badges=("grade",))


def test_a_snapshot_shows_the_chart_as_it_stood(case: Case) -> None:
    draw_more(case)
    before = case.read()
    kept = snap(case)
    rearrange(case)
    shown = look_at(case, kept)
    assert [shown.labels, shown.link_ids.tolist()] == [before.labels, before.link_ids.tolist()]
    assert shown.looks[0].label == "Boss", "names are those that hold when it is looked at"
    with case.store.edit("Its own name", case.scope) as edit:
        charts.change_looks(edit, case.chart, [case.kham], label="")
    assert_alike(look_at(case, kept), before)


def test_going_back_to_a_snapshot_brings_the_chart_back(case: Case) -> None:
    draw_more(case)
    before = case.read()
    kept = snap(case)
    rearrange(case)
    moved = case.read()
    with case.store.edit("Its own name", case.scope) as edit:
        charts.change_looks(edit, case.chart, [case.kham], label="")
    with case.store.edit("Go back", case.scope) as edit:
        charts.apply_snapshot(edit, kept)
    assert_alike(case.read(), before)
    assert_alike(look_at(case, kept), before)
    case.store.undo(case.scope)
    case.store.undo(case.scope)
    assert_alike(case.read(), moved)


def test_going_back_twice_writes_once(case: Case) -> None:
    draw_more(case)
    kept = snap(case)
    rearrange(case)
    for _ in range(2):
        with case.store.edit("Go back", case.scope) as edit:
            charts.apply_snapshot(edit, kept)
    assert [step.label for step in case.store.steps()].count("Go back") == 1


def test_what_came_later_is_not_in_a_snapshot_and_hidden_by_going_back(case: Case) -> None:
    kept = snap(case)
    with case.store.edit("Add") as edit:
        new = entities.add_entity(edit, "person", "Bua")
        charts.place(edit, case.chart, [new], np.array([[7.0, 7]]))
        links.add_link(edit, "associate_of", case.kham, case.dao)
    assert (len(case.read().labels), len(case.read().link_ids)) == (5, 5)
    assert (len(look_at(case, kept).labels), len(look_at(case, kept).link_ids)) == (4, 4)
    with case.store.edit("Go back", case.scope) as edit:
        charts.apply_snapshot(edit, kept)
    assert (len(case.read().labels), len(case.read().link_ids)) == (4, 4)
    with case.store.edit("Show", case.scope) as edit:
        charts.show_all(edit, case.chart)
    assert (len(case.read().labels), len(case.read().link_ids)) == (5, 5)


def test_what_is_retracted_now_stands_greyed_where_it_stood_and_only_if_it_was_there(
    case: Case,
) -> None:
    kept = snap(case)
    with case.store.edit("Add") as edit:
        new = entities.add_entity(edit, "person", "Bua")
        late = links.add_link(edit, "associate_of", case.noi, new)
        charts.place(edit, case.chart, [new], np.array([[7.0, 7]]))
        charts.move(edit, case.chart, [case.dao], np.array([[900.0, 900]]))
        charts.change_looks(edit, case.chart, [case.dao], fill="#ff0000")
    with case.store.edit("Retract") as edit:
        for item in (Item("entity", new), Item("entity", case.dao), Item("link", case.director)):
            retractions.retract(edit, item, "mistaken")
    then, now = look_at(case, kept), case.read()
    assert sorted(then.labels) == ["Dao", "Kham", "Noi", "Phou Fa"]
    row = then.labels.index("Dao")
    assert then.positions[row].tolist() == [100.0, 80.0]
    assert then.is_grey[row]
    assert then.looks == () or then.looks[row].fill == ""
    assert {case.director, case.knows} <= set(then.link_ids.tolist())
    assert late not in then.link_ids
    assert sorted(now.labels) == ["Bua", "Dao", "Kham", "Noi", "Phou Fa"]
    assert now.positions[now.labels.index("Dao")].tolist() == [900.0, 900.0]


def test_items_merged_since_are_shown_as_one(case: Case) -> None:
    kept = snap(case)
    with case.store.edit("Merge") as edit:
        merging.merge(edit, "entity", [case.kham, case.noi], reason="same")
    assert look_at(case, kept).labels == ["Kham", "Dao", "Phou Fa"]
    with case.store.edit("Go back", case.scope) as edit:
        charts.apply_snapshot(edit, kept)
    assert case.labels() == ["Kham", "Dao", "Phou Fa"]


def test_snapshots_have_an_order_a_title_and_a_view(case: Case) -> None:
    first, second, third = (snap(case, title, zoom=2.0) for title in ("One", "Two", "Three"))
    with case.store.edit("Order", case.scope) as edit:
        charts.reorder_snapshots(edit, [third, first, second])
        charts.rename_snapshot(edit, first, "Uno")
        charts.rename_snapshot(edit, second, "Dos", "zwei")
    with case.store.read() as db:
        found = charts.list_snapshots(db, case.chart)
    assert [(one.title, one.note, one.rank) for one in found] == [
        ("Three", "note", 1),
        ("Uno", "note", 2),
        ("Dos", "zwei", 3),
    ]
    assert found[0].view == {"zoom": 2.0}
    assert (found[0].made_by, found[0].chart_id) == ("Vilay T", case.chart)
    with case.store.edit("Remove", case.scope) as edit:
        charts.remove_snapshot(edit, first)
    with case.store.read() as db:
        assert len(charts.list_snapshots(db, case.chart)) == 2
        with pytest.raises(Refused, match="gone"):
            charts.snapshot_content(db, first)


def test_a_snapshot_keeps_no_name_of_anybody(case: Case) -> None:
    with case.store.edit("Label", case.scope) as edit:
        charts.change_looks(edit, case.chart, [case.kham], label="The boss", fill="#123456")
        charts.change_link_looks(edit, case.chart, [case.paid], label="bribes")
    kept = snap(case)
    with case.store.read() as db:
        query = text("SELECT state FROM chart_snapshot WHERE id = :i")
        words = str(db.scalar(query, {"i": kept}))
    assert "#123456" in words
    assert not any(name in words for name in ("boss", "bribes", "Kham"))


@pytest.mark.parametrize(
    "given",
    [
        {},
        {"entities": [], "links": 3, "shapes": "x", "members": {"a": 1}, "options": []},
        {"entities": {"u": ["x", None, "yes", 3, []]}, "links": {"u": ["", 4], "v": "w"}},
        {"shapes": {"u": {"kind": "star", "x": 1, "y": 1, "width": 1, "height": 1}, "v": 3}},
        {"shapes": {"u": {"kind": "box", "x": None, "y": 1, "width": 1, "height": 1e400}}},
        {"members": [["entity", "a"], ["link", "a", "entity", "b"], 7]},
    ],
)
def test_a_state_that_makes_no_sense_is_read_as_far_as_it_does(given: object) -> None:
    state = read_state(json.dumps(given).replace("Infinity", "1e400"))
    assert (state.shapes, state.members) == ({}, ())
    for cells in state.entities.values():
        assert cells == (None, None, 0, "", {})
