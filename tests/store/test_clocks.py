"""When a field was last written: what each step leaves in the clocks."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from sqlalchemy import text

from iwtlink.ontology import Value
from iwtlink.store import Store, clocks, documents, entities, links, schema, statements
from iwtlink.store.clocks.fields import EXCHANGED, SHAPES
from iwtlink.store.clocks.stamps import MOST_EARLIER, STAMP, Clock, following, joined, stamp_after
from iwtlink.store.ids import Item, Subject
from iwtlink.store.retractions import list_retracted, restore, retract
from iwtlink.store.retractions.removal import remove
from tests.store.stores import add_pair, add_source, new_store

EARLY, LATE = "2026-01-02T03:04:05.678Z", "2027-01-02T03:04:05.678Z"


def known(store: Store) -> dict[tuple[str, str, str], clocks.Clock]:
    with store.read() as db:
        return clocks.clocks_of(db)


def uid_of(store: Store, table: str, row_id: int) -> str:
    with store.read() as db:
        return str(db.scalar(text(f'SELECT uid FROM "{table}" WHERE id = :i'), {"i": row_id}))


def test_a_new_row_needs_no_clock(tmp_path: Path) -> None:
    with new_store(tmp_path) as store:
        add_pair(store)
        assert known(store) == {}


def test_only_the_field_that_changed_gets_a_clock(tmp_path: Path) -> None:
    with new_store(tmp_path) as store:
        with store.edit("Source") as edit:
            _, record = add_source(edit, "Report")
        with store.edit("Rename") as edit:
            documents.change_record(edit, record, note="Another")
        uid = uid_of(store, "record", record)
        assert list(known(store)) == [("record", uid, "note")]
        assert STAMP.fullmatch(known(store)["record", uid, "note"].stamp)


def test_a_value_with_its_number_and_unit_is_one_field(tmp_path: Path) -> None:
    with new_store(tmp_path) as store:
        person, _, _ = add_pair(store)
        with store.edit("State") as edit:
            value = Value("12 KGM", 12.0, "KGM")
            stated = statements.state(edit, Subject("entity", person), "description", value)
        with store.edit("Change") as edit:
            statements.change_value(edit, stated, Value("13 KGM", 13.0, "KGM"))
        assert list(known(store)) == [("statement", uid_of(store, "statement", stated), "value")]


def test_what_is_worked_out_gets_no_clock(tmp_path: Path) -> None:
    with new_store(tmp_path) as store:
        person, _, link = add_pair(store)
        with store.edit("More") as edit:
            _, record = add_source(edit, "Court", "A1")
            subject = Subject("link", link)
            statements.state(edit, subject, "role", Value("owner"), record_id=record)
            statements.state(edit, Subject("entity", person), "name", Value("Aa"), kind="primary")
        assert known(store) == {}


def test_a_later_writing_knows_the_earlier_ones(tmp_path: Path) -> None:
    with new_store(tmp_path) as store:
        with store.edit("Source") as edit:
            _, record = add_source(edit, "Report")
        stamps = []
        for title in ("B", "C", "D"):
            with store.edit("Rename") as edit:
                documents.change_record(edit, record, note=title)
            (clock,) = known(store).values()
            assert clock.earlier == tuple(stamps)
            stamps.append(clock.stamp)
        assert stamps == sorted(set(stamps))


def test_undo_and_redo_are_writings_too(tmp_path: Path) -> None:
    with new_store(tmp_path) as store:
        with store.edit("Source") as edit:
            _, record = add_source(edit, "Report")
        with store.edit("Rename") as edit:
            documents.change_record(edit, record, note="B")
        store.undo()
        store.redo()
        (clock,) = known(store).values()
        assert len(clock.earlier) == 2


def test_a_row_taken_out_is_gone_and_comes_back(tmp_path: Path) -> None:
    with new_store(tmp_path) as store:
        person, company, link = add_pair(store)
        uids = {uid_of(store, "entity", person), uid_of(store, "link", link)}
        with store.edit("Retract") as edit:
            retract(edit, Item("entity", person), "Wrong")
        gone = {uid for (_, uid, field), clock in known(store).items() if clock.is_gone}
        assert uids <= gone
        assert uid_of(store, "entity", company) not in gone
        with store.read() as db:
            wanted = [row.id for row in list_retracted(db) if row.kind == "entity"]
        with store.edit("Restore") as edit:
            restore(edit, wanted[0])
        there = {uid for (_, uid, field), c in known(store).items() if not c.is_gone}
        assert uids <= there


def test_rows_put_in_by_the_hundred_leave_clocks_only_when_taken_out(tmp_path: Path) -> None:
    with new_store(tmp_path) as store:
        with store.edit("Load") as edit:
            refs = edit.take_refs("person", 150)
            edit.insert_rows(
                schema.entity,
                ("ref", "type", "label", "entered_at"),
                [(ref, "person", ref, edit.now) for ref in refs],
            )
        assert known(store) == {}
        store.undo()
        assert len(known(store)) == 150
        assert all(clock.is_gone for clock in known(store).values())
        store.redo()
        assert len(known(store)) == 150
        assert not any(clock.is_gone for clock in known(store).values())


def test_what_a_step_changes_and_changes_back_gets_no_clock(tmp_path: Path) -> None:
    with new_store(tmp_path) as store:
        person, _, link = add_pair(store)
        with store.edit("To and fro") as edit:
            entities.change_type(edit, person, "company")
            entities.change_type(edit, person, "person")
            links.set_strength(edit, link, "confirmed", "Seen")
            extra = entities.add_entity(edit, "person", "Brief")
            remove(edit.connection, "entity", [extra])
        assert [field for _, _, field in known(store)] == ["is_strength_set"]


def test_a_laptop_whose_time_is_behind_still_writes_later() -> None:
    ahead = stamp_after(LATE, "x" * 8 + "abcdef01", None)
    behind = stamp_after(EARLY, "x" * 8 + "00000002", ahead)
    assert behind > ahead
    assert STAMP.fullmatch(behind)


def test_a_clock_knows_what_it_follows_and_forgets_the_oldest() -> None:
    clock = None
    for number in range(MOST_EARLIER + 10):
        clock = following(clock, EARLY, f"{number:08x}")
    assert clock is not None
    assert len(clock.earlier) == MOST_EARLIER
    assert clock.earlier == tuple(sorted(clock.earlier))
    assert clock.knows(Clock(clock.earlier[-1]))
    assert clock.knows(None)
    assert not clock.knows(Clock(stamp_after(LATE, "0" * 8, None)))


def test_joining_clocks_does_not_depend_on_order() -> None:
    a, b, c = (following(None, EARLY, f"0000000{n}") for n in (1, 2, 3))
    assert joined(a, b) == joined(b, a)
    assert joined(joined(a, b), c) == joined(a, joined(b, c))
    assert joined(a, None) == a == joined(a, a)


@pytest.mark.parametrize("table", EXCHANGED)
def test_every_pointer_of_an_exchanged_table_is_named(tmp_path: Path, table: str) -> None:
    with new_store(tmp_path) as store, store.read() as db:
        keys = db.execute(text(f'PRAGMA foreign_key_list("{table}")')).all()
    columns = SHAPES[table].pointers
    named = {str(key[3]): str(key[2]) for key in keys if key[2] != "step"}
    assert {column: columns[column].table for column in named} == named
    ids = {c for c in SHAPES[table].columns if c.endswith("_id")}
    assert ids <= columns.keys()
    assert json.dumps(sorted(SHAPES[table].fields))
