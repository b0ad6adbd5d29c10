"""A step of any age can be taken back where nothing later rests on it."""

from __future__ import annotations

import random
from pathlib import Path

import numpy as np
import pytest

from iwtlink.errors import Refused
from iwtlink.ontology import Value
from iwtlink.store import Store, chart_scope, charts, documents, entities, links, statements
from iwtlink.store.check import check
from iwtlink.store.ids import Item, Subject
from iwtlink.store.retractions import list_retracted, restore, retract
from tests.store.stores import add_pair, add_source, contents, new_store, searchable
from tests.store.test_undo_walk import Walker


def _last(store: Store) -> int:
    return store.steps()[0].id


def test_an_old_step_is_taken_back_and_what_came_later_stays(tmp_path: Path) -> None:
    with new_store(tmp_path) as store:
        person, _, _ = add_pair(store)
        before = contents(store)
        with store.edit("A wrong birth date") as edit:
            statements.state(edit, Subject("entity", person), "birth_date", Value("1968"))
        wrong = _last(store)
        with store.edit("A name") as edit:
            statements.state(edit, Subject("entity", person), "name", Value("Mr K"), kind="alias")
        later = contents(store)
        step = store.take_back_step(wrong)
        assert (step.label, step.kind, step.of_step) == (
            "Taken back: A wrong birth date",
            "edit",
            wrong,
        )
        after = contents(store)
        assert len(after["statement"]) == len(before["statement"]) + 1
        assert check(store).faults == ()
        store.undo()
        assert contents(store) == later


def test_what_rests_on_a_step_is_named(tmp_path: Path) -> None:
    with new_store(tmp_path) as store:
        person, company, _ = add_pair(store)
        pair = _last(store)
        with store.edit("Another link") as edit:
            links.add_link(edit, "owner_of", person, company)
        with store.edit("A date of birth") as edit:
            statements.state(edit, Subject("entity", person), "birth_date", Value("1968"))
        with pytest.raises(Refused, match="Another link") as refused:
            store.take_back_step(pair)
        assert "A date of birth" in str(refused.value)
        assert "(VT, 20" in str(refused.value)
        store.undo()
        store.undo()
        store.take_back_step(pair)
        assert contents(store)["entity"] == []
        assert searchable(store) == []


def test_later_changes_of_other_columns_are_not_in_the_way(tmp_path: Path) -> None:
    with new_store(tmp_path) as store:
        with store.edit("Source") as edit:
            _, record = add_source(edit, "Report", "B2")
        with store.edit("Re-grade") as edit:
            documents.change_record(edit, record, reliability="E", credibility="5")
        regraded = _last(store)
        with store.edit("Note") as edit:
            documents.change_record(edit, record, note="Read again")
        store.take_back_step(regraded)
        with store.read() as db:
            row = documents.get_record(db, record)
        assert row is not None
        assert (row.record.reliability, row.record.note) == ("B", "Read again")
        with pytest.raises(Refused, match="Taken back: Re-grade"):
            store.take_back_step(regraded)


def test_a_better_value_taken_back_lets_the_next_best_be_shown(tmp_path: Path) -> None:
    with new_store(tmp_path) as store:
        with store.edit("Sources") as edit:
            _, good = add_source(edit, "Court", "A1")
            _, bad = add_source(edit, "Rumour", "E5")
            person = entities.add_entity(edit, "person", "K", record_id=bad)
        with store.edit("Rumour") as edit:
            statements.state(
                edit, Subject("entity", person), "birth_date", Value("1970"), record_id=bad
            )
        with store.edit("Court") as edit:
            statements.state(
                edit, Subject("entity", person), "birth_date", Value("1968"), record_id=good
            )
        court = _last(store)
        with store.edit("Country") as edit:
            statements.state(edit, Subject("entity", person), "country", Value("LA"))
        store.take_back_step(court)
        with store.read() as db:
            shown = statements.shown_values(db, "entity", ["birth_date"])
        assert shown[person]["birth_date"] == "1970"
        assert check(store).faults == ()


def test_a_retraction_can_be_taken_back_unless_it_was_restored(tmp_path: Path) -> None:
    with new_store(tmp_path) as store:
        person, _, _ = add_pair(store)
        before = contents(store)
        with store.edit("Retract") as edit:
            retract(edit, Item("entity", person), "Twin")
        retracted = _last(store)
        store.take_back_step(retracted)
        assert contents(store) == before
        store.undo()
        with store.read() as db:
            gone = next(row for row in list_retracted(db) if row.kind == "entity")
        with store.edit("Restore him") as edit:
            restore(edit, gone.id)
        with pytest.raises(Refused, match="Restore him"):
            store.take_back_step(retracted)


def test_a_place_on_a_chart_is_in_the_way_of_what_is_placed(tmp_path: Path) -> None:
    with new_store(tmp_path) as store:
        with store.edit("Chart") as edit:
            chart = charts.add_chart(edit, "Case")
        with store.edit("Person") as edit:
            person = entities.add_entity(edit, "person", "K")
        added = _last(store)
        with store.edit("Placed", chart_scope(chart)) as edit:
            charts.place(edit, chart, [person], np.zeros((1, 2)))
        placed = _last(store)
        with pytest.raises(Refused, match="Placed"):
            store.take_back_step(added)
        store.take_back_step(placed)
        store.take_back_step(added)
        assert contents(store)["entity"] == []


def test_what_cannot_be_meant_is_refused(tmp_path: Path) -> None:
    with new_store(tmp_path) as store:
        add_pair(store)
        pair = _last(store)
        with pytest.raises(Refused, match="no step that can be taken back"):
            store.take_back_step(1)
        with pytest.raises(Refused, match="no step 99"):
            store.take_back_step(99)
        store.undo()
        with pytest.raises(Refused, match="undone already"):
            store.take_back_step(pair)
        with pytest.raises(Refused, match="no step that can be taken back"):
            store.take_back_step(_last(store))
        store.redo()
        store.take_back_step(pair)
        assert contents(store)["entity"] == []


@pytest.mark.parametrize("seed", range(6))
def test_any_steps_of_a_walk_taken_back_and_that_undone_leave_the_states_they_left(
    tmp_path: Path, seed: int
) -> None:
    _walk(tmp_path, seed, 12)


@pytest.mark.fuzz
@pytest.mark.parametrize("seed", range(100, 140))
def test_many_steps_of_long_walks_taken_back(tmp_path: Path, seed: int) -> None:
    _walk(tmp_path, seed, 50)


def _walk(folder: Path, seed: int, steps: int) -> None:
    with new_store(folder) as store:
        walker = Walker(store, seed)
        for _ in range(steps):
            walker.step()
        dice, states, scopes = random.Random(seed), [contents(store)], []
        ids = range(2, _last(store) + 1)
        for step_id in dice.sample(ids, min(8, len(ids))):
            try:
                scopes.append(store.take_back_step(step_id).scope)
            except Refused:
                assert contents(store) == states[-1]
            else:
                states.append(contents(store))
                assert check(store).faults == ()
        for scope, state in zip(reversed(scopes), reversed(states[:-1]), strict=True):
            assert store.undo(scope) is not None
            assert contents(store) == state
