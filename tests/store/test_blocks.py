"""Rows put in and taken out by the hundred: their images, undo, and what listeners are told."""

from __future__ import annotations

import random
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from iwtlink.errors import Refused
from iwtlink.ontology import Value
from iwtlink.store import Edit, Store, chart_scope, charts, entities, links, schema, statements
from iwtlink.store.changes import Changes
from iwtlink.store.check import check
from iwtlink.store.ids import EntityId, Subject, uuid7s
from iwtlink.store.journal import BLOCK_SIZE, expanded, images_of, live_image, read_rows, steps_of
from iwtlink.store.journal.blocks import FEW, MANY, runs_of
from iwtlink.store.retractions.removal import remove
from tests.store.stores import contents, new_store, searchable

WHOLE = st.integers(-(2**63), 2**63 - 1)
REAL = st.none() | st.floats(allow_nan=False)
WORDS = st.text(max_size=12) | st.sampled_from(
    ['"', "\\", "[1,2]", '{"a": 1}', "\x7f\x01\n", "ລາວ"]
)
ONE_ROW = st.tuples(WHOLE, WORDS, REAL, st.none() | WORDS)
COLUMNS = (
    *("subject_kind", "subject_id", "property", "value", "number", "first"),
    *("entered_at",),
)


def _rows(values: list[tuple[int, str, float | None, str | None]]) -> list[tuple[Any, ...]]:
    return [("entity", i, "note", word, number, first, "") for i, word, number, first in values]


@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(values=st.lists(ONE_ROW, min_size=1, max_size=5), count=st.integers(1, 2 * BLOCK_SIZE + 5))
def test_an_image_from_a_block_is_byte_for_byte_that_of_the_row(
    tmp_path_factory: pytest.TempPathFactory,
    values: list[tuple[int, str, float | None, str | None]],
    count: int,
) -> None:
    with new_store(tmp_path_factory.mktemp("blocks")) as store:
        with store.edit("Load") as edit:
            ids = edit.insert_rows(schema.statement, COLUMNS, _rows((values * count)[:count]))
        with store.read() as db:
            live = {i: live_image(db, "statement", i) for i in ids}
            rows = expanded(read_rows(db, [edit.step_id]))
            assert {row.row_id: row.after for row in rows} == live
            seen = db.execute(
                text("SELECT row_id, before, after FROM touched WHERE step_id = :s"),
                {"s": edit.step_id},
            )
            assert {row[0]: row[2] for row in seen if row[1] is None} == live
            assert [r.after for r in images_of(db, "statement", ids[-1])] == [live[ids[-1]]]
            assert images_of(db, "statement", ids[-1] + 1) == []
        assert check(store).faults == ()


def test_many_rows_share_a_journal_row_and_a_few_have_their_own(tmp_path: Path) -> None:
    with new_store(tmp_path) as store:
        steps = []
        for count in (FEW - 1, FEW, 3 * BLOCK_SIZE + 1):
            with store.edit("Load") as edit:
                edit.insert_rows(schema.statement, COLUMNS, _rows([(1, "x", None, None)] * count))
            with store.read() as db:
                steps.append(len(list(read_rows(db, [edit.step_id]))))
        assert steps == [FEW - 1, 1, 4]
        assert [step.row_count for step in store.steps()][:3] == [301, FEW, FEW - 1]


def _load(edit: Edit, count: int) -> tuple[list[EntityId], range]:
    """Load people with a name, each linked to the next, by the hundred."""
    people = edit.insert_rows(
        schema.entity,
        ("ref", "type", "label", "entered_at"),
        [(ref, "person", ref, edit.now) for ref in edit.take_refs("person", count)],
    )
    joined = edit.insert_rows(
        schema.link,
        ("ref", "type", "from_id", "to_id", "is_directed", "strength", "entered_at"),
        [
            (ref, "associate_of", i, i + 1, 0, "confirmed", edit.now)
            for ref, i in zip(edit.take_refs("link", count - 1), people, strict=False)
        ],
    )
    edit.insert_rows(
        schema.statement,
        ("subject_kind", "subject_id", "property", "value", "kind", "entered_at"),
        [("entity", i, "name", f"Person {i}", "primary", edit.now) for i in people],
    )
    return [EntityId(i) for i in people], joined


@pytest.mark.parametrize("count", [FEW + 1, 250])
def test_undo_of_a_load_takes_it_out_and_redo_brings_it_back(tmp_path: Path, count: int) -> None:
    with new_store(tmp_path) as store:
        before = contents(store)
        with store.edit("Load") as edit:
            people, _ = _load(edit, count)
            remove(edit.connection, "statement", [7])
            entities.set_picture(edit, people[3], None)
        after, words = contents(store), searchable(store)
        for _ in range(2):
            assert store.undo() is not None
            assert contents(store) == before
            assert searchable(store) == []
            assert check(store).faults == ()
            assert store.redo() is not None
            assert contents(store) == after
            assert searchable(store) == words
            assert check(store).faults == ()


def test_loads_that_fold_are_undone_as_one(tmp_path: Path) -> None:
    with new_store(tmp_path) as store:
        before = contents(store)
        for _ in range(3):
            with store.edit("Load", fold="load") as edit:
                _load(edit, 30)
        after = contents(store)
        store.undo()
        assert contents(store) == before
        store.redo()
        assert contents(store) == after


def test_undo_of_a_load_is_refused_where_a_row_of_it_was_changed_since(tmp_path: Path) -> None:
    with new_store(tmp_path) as store:
        with store.edit("Chart") as edit:
            chart = charts.add_chart(edit, "Chart")
        with store.edit("Load") as edit:
            people, _ = _load(edit, 150)
        with store.edit("Draw", chart_scope(chart)) as edit:
            entities.change_type(edit, people[120], "company")
        with pytest.raises(Refused, match="Load"):
            store.undo()
        store.undo(chart_scope(chart))
        assert store.undo() is not None


def test_undo_of_a_load_takes_its_people_off_a_chart_drawn_since(tmp_path: Path) -> None:
    with new_store(tmp_path) as store:
        with store.edit("Chart") as edit:
            chart = charts.add_chart(edit, "Chart")
        with store.edit("Load") as edit:
            people, _ = _load(edit, 150)
        with store.edit("Draw", chart_scope(chart)) as edit:
            edit.insert_rows(
                schema.chart_entity, ("chart_id", "entity_id"), [(chart, i) for i in people]
            )
        drawn = contents(store)
        store.undo()
        assert contents(store)["chart_entity"] == []
        assert check(store).faults == ()
        store.redo()
        assert contents(store) == drawn


def test_a_load_that_fails_leaves_nothing_and_the_journal_watches_on(tmp_path: Path) -> None:
    with new_store(tmp_path) as store:
        with store.edit("Load") as edit:
            first, *_ = _load(edit, 30)[0]
            refs = [f"X{i % 40}" for i in range(60)]  # the 41st is there already
            with pytest.raises(IntegrityError):
                edit.insert_rows(
                    schema.entity,
                    ("ref", "type", "label", "entered_at"),
                    [(ref, "person", ref, edit.now) for ref in refs],
                )
            entities.add_entity(edit, "person", "Afterwards")
            remove(edit.connection, "link", [links.of_entity(edit.connection, first)[0].id])
        assert len(contents(store)["entity"]) == 31
        assert check(store).faults == ()
        store.undo()
        assert contents(store)["entity"] == []


def test_the_steps_that_touched_a_row_are_found_in_blocks_and_alone(tmp_path: Path) -> None:
    with new_store(tmp_path) as store:
        with store.edit("Load") as edit:
            people, _ = _load(edit, 150)
        loaded = edit.step_id
        with store.edit("Change") as edit:
            entities.change_type(edit, people[120], "company")
        changed = edit.step_id
        with store.read() as db:
            assert steps_of(db, "entity", [people[120]]) == {loaded, changed}
            assert steps_of(db, "entity", [people[3], people[7]]) == {loaded}
            assert steps_of(db, "entity", [people[-1] + 1]) == set()


def _told(store: Store, *, in_blocks: bool) -> Changes:
    """Make the same edit in blocks or one row at a time; give what listeners are told."""
    told: list[Changes] = []
    stop = store.listen(told.append)
    with store.edit("Load") as edit:
        if in_blocks:
            _load(edit, 120)
        else:
            for i in range(120):
                refs = edit.take_refs("person")
                edit.insert(
                    schema.entity, ref=refs[0], type="person", label=refs[0], entered_at=edit.now
                )
                if i:
                    edit.insert(
                        schema.link,
                        ref=edit.take_refs("link")[0],
                        type="associate_of",
                        from_id=i,
                        to_id=i + 1,
                        is_directed=0,
                        strength="confirmed",
                        entered_at=edit.now,
                    )
                subject, name = Subject("entity", i + 1), Value(f"Person {i + 1}")
                statements.state(edit, subject, "name", name, kind="primary")
    stop()
    return told[0]


def test_listeners_are_told_the_same_of_a_load_as_of_single_edits(tmp_path: Path) -> None:
    told = []
    for in_blocks in (False, True):
        folder = tmp_path / str(in_blocks)
        folder.mkdir()
        with new_store(folder) as store:
            told.append(_told(store, in_blocks=in_blocks))
            heard: list[Changes] = []
            store.listen(heard.append)
            store.undo()
            told.append(heard[0])
    assert told[0] == told[2]
    assert told[1] == told[3]
    assert told[0].entities == frozenset(range(1, 121))
    assert told[0].links == frozenset(range(1, 120))


def test_uids_are_unique_and_ascend() -> None:
    uids = uuid7s(5_000)
    assert sorted(set(uids)) == uids
    assert {(uid[14], uid[19] in "89ab", len(uid)) for uid in uids} == {("7", True, 36)}


@given(st.sets(st.integers(0, 50)))
def test_runs_cover_the_ids_without_a_gap(ids: set[int]) -> None:
    runs = runs_of(sorted(ids))
    assert [i for run in runs for i in run] == sorted(ids)
    assert all(a.stop < b.start for a, b in pairwise(runs))


def test_a_random_order_of_undo_and_redo_over_loads_keeps_the_journal_whole(
    tmp_path: Path,
) -> None:
    dice = random.Random(4)
    with new_store(tmp_path) as store:
        for _ in range(12):
            act = dice.choice(("load", "load", "undo", "redo"))
            if act == "load":
                with store.edit("Load") as edit:
                    _load(edit, dice.randint(2, 130))
            else:
                (store.undo if act == "undo" else store.redo)()
            assert check(store).faults == ()


def test_a_large_edit_keeps_its_pages_in_memory_and_gives_the_memory_back(tmp_path: Path) -> None:
    asked = "PRAGMA cache_size"
    with new_store(tmp_path) as store:
        with store.edit("Load") as edit:
            edit.insert_rows(schema.statement, COLUMNS, _rows([(1, "a", None, None)] * MANY))
            meanwhile = edit.connection.exec_driver_sql(asked).scalar_one()
        with store.aside() as db:
            afterwards = db.exec_driver_sql(asked).scalar_one()
    assert (meanwhile, afterwards) == (-512_000, -64_000)
