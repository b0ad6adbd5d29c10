"""Undo and redo, as a user meets them."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from sqlalchemy import text

from iwtlink.errors import Refused
from iwtlink.store import DATABASE, Changes, Store, chart_scope, charts, entities, observations
from iwtlink.store.check import check
from tests.store.stores import add_pair, contents, new_store


def test_undo_names_what_it_takes_back(tmp_path: Path) -> None:
    with new_store(tmp_path) as store:
        assert store.undo_label() == ""
        add_pair(store)
        assert store.undo_label() == "Add a pair"
        step = store.undo()
        assert step is not None
        assert (step.label, step.kind) == ("Add a pair", "undo")
        assert store.undo_label() == ""
        assert store.redo_label() == "Add a pair"


def test_nothing_to_undo_gives_none(tmp_path: Path) -> None:
    with new_store(tmp_path) as store:
        assert store.undo() is None
        assert store.redo() is None


def test_a_new_edit_ends_what_could_be_redone(tmp_path: Path) -> None:
    with new_store(tmp_path) as store:
        add_pair(store)
        store.undo()
        add_pair(store)
        assert store.redo() is None


def test_undo_is_still_there_after_reopening(tmp_path: Path) -> None:
    with new_store(tmp_path) as store:
        before = contents(store)
        add_pair(store)
        path = store.path
    with Store.open(path) as store:
        store.undo()
        assert contents(store) == before


def test_each_scope_is_undone_by_itself(tmp_path: Path) -> None:
    with new_store(tmp_path) as store:
        person, company, _ = add_pair(store)
        with store.edit("New chart") as edit:
            chart_id = charts.add_chart(edit, "Naga")
        scope = chart_scope(chart_id)
        with store.edit("Place", scope) as edit:
            charts.place(edit, chart_id, [person, company], np.zeros((2, 2)))
        with store.edit("Add another") as edit:
            entities.add_entity(edit, "person", "Another")
        assert store.undo_label(scope) == "Place"
        assert store.undo_label(DATABASE) == "Add another"
        store.undo(scope)
        with store.read() as db:
            assert charts.entities_on(db, chart_id) == []
            assert len(entities.list_entities(db)) == 3


def test_what_another_scope_changed_since_is_not_taken_back(tmp_path: Path) -> None:
    with new_store(tmp_path) as store:
        person, _, _ = add_pair(store)
        with store.edit("New chart") as edit:
            chart_id = charts.add_chart(edit, "Naga")
        with store.edit("Place", chart_scope(chart_id)) as edit:
            charts.place(edit, chart_id, [person], np.zeros((1, 2)))
        store.undo()  # takes the chart away, with what is on it
        with pytest.raises(Refused, match="Place"):
            store.undo(chart_scope(chart_id))
        store.redo()
        store.undo(chart_scope(chart_id))
        with store.read() as db:
            assert charts.entities_on(db, chart_id) == []


def test_successive_moves_are_undone_as_one(tmp_path: Path) -> None:
    with new_store(tmp_path) as store:
        person, _, _ = add_pair(store)
        with store.edit("New chart") as edit:
            chart_id = charts.add_chart(edit, "Naga")
        scope = chart_scope(chart_id)
        with store.edit("Place", scope) as edit:
            charts.place(edit, chart_id, [person], np.zeros((1, 2)))
        for x in (1.0, 2.0, 3.0):
            with store.edit("Move", scope, fold="nudge 1") as edit:
                charts.move(edit, chart_id, [person], np.array([[x, 0.0]]))
        store.undo(scope)
        with store.read() as db:
            assert charts.read_chart(db, chart_id).positions.tolist() == [[0.0, 0.0]]
        store.redo(scope)
        with store.read() as db:
            assert charts.read_chart(db, chart_id).positions.tolist() == [[3.0, 0.0]]


def test_an_edit_that_fails_changes_nothing_and_leaves_no_step(tmp_path: Path) -> None:
    with new_store(tmp_path) as store:
        before, steps = contents(store), len(store.steps())
        with pytest.raises(ZeroDivisionError), store.edit("Fails") as edit:
            entities.add_entity(edit, "person", "Half done")
            raise ZeroDivisionError
        assert contents(store) == before
        assert len(store.steps()) == steps
        add_pair(store)  # and the next edit works


def test_an_edit_that_changes_nothing_leaves_no_step(tmp_path: Path) -> None:
    with new_store(tmp_path) as store:
        steps = len(store.steps())
        with store.edit("Nothing"):
            pass
        assert len(store.steps()) == steps


def test_references_are_never_given_twice(tmp_path: Path) -> None:
    with new_store(tmp_path) as store:
        add_pair(store)
        store.undo()
        add_pair(store)
        with store.read() as db:
            refs = [row.ref for row in entities.list_entities(db, ["person"])]
        assert refs == ["PER-VT1-0002"]


def test_listeners_hear_what_was_touched(tmp_path: Path) -> None:
    heard: list[Changes] = []
    with new_store(tmp_path) as store:
        stop = store.listen(heard.append)
        person, company, link = add_pair(store)
        store.undo()
        stop()
        store.redo()
    assert [change.label for change in heard] == ["Add a pair", "Add a pair"]
    assert heard[0].entities == heard[1].entities == {person, company}
    assert heard[0].links == {link}


def test_an_edit_within_an_edit_is_refused_at_once(tmp_path: Path) -> None:
    with new_store(tmp_path) as store:
        with store.edit("Outer") as edit:
            entities.add_entity(edit, "person", "Kept")
            with pytest.raises(Refused, match="still being written"), store.edit("Inner"):
                pass
            with pytest.raises(Refused, match="still being written"):
                store.log("export")
        assert store.undo_label() == "Outer"


def test_listeners_hear_of_both_parties_of_an_observation(tmp_path: Path) -> None:
    heard: list[Changes] = []
    with new_store(tmp_path) as store:
        person, company, _ = add_pair(store)
        store.listen(heard.append)
        with store.edit("A transfer") as edit:
            observations.add_observation(edit, "transfer", person, {}, other_id=company)
    assert heard[0].entities == {person, company}


def test_who_shares_initials_with_another_gets_a_number(tmp_path: Path) -> None:
    with new_store(tmp_path) as store:
        add_pair(store)
        for name in ("Vanh T", "Vilay T", "Vanh T"):
            store.sign_in(name, "VT")
            with store.edit(name) as edit:
                entities.add_entity(edit, "person", name)
        with store.read() as db:
            rows = db.execute(
                text("SELECT s.label, a.initials FROM step s JOIN analyst a ON a.id = s.analyst_id")
            ).all()
    assert rows[-3:] == [("Vanh T", "VT2"), ("Vilay T", "VT"), ("Vanh T", "VT2")]


def test_signing_in_writes_nothing_before_the_first_edit_is_kept(tmp_path: Path) -> None:
    with new_store(tmp_path) as store:
        with pytest.raises(ZeroDivisionError), store.edit("Fails"):
            raise ZeroDivisionError
        with store.read() as db:
            assert db.scalar(text("SELECT count(*) FROM analyst")) == 0


def test_moves_that_end_where_they_began_are_undone_without_a_word(tmp_path: Path) -> None:
    with new_store(tmp_path) as store:
        person, _, _ = add_pair(store)
        with store.edit("New chart") as edit:
            chart_id = charts.add_chart(edit, "Naga")
            charts.place(edit, chart_id, [person], np.zeros((1, 2)))
        scope = chart_scope(chart_id)
        for x in (1.0, 0.0):
            with store.edit("Move", scope, fold="nudge") as edit:
                charts.move(edit, chart_id, [person], np.array([[x, 0.0]]))
        before = contents(store)
        assert store.undo(scope) is not None
        assert store.undo(scope) is None
        assert store.redo(scope) is not None
        assert contents(store) == before
        path = store.path
    with Store.open(path) as store:
        assert store.undo_label(scope) == "Move"
        assert check(store).faults == ()
