"""Two laptops that never meet on a network end with the same database."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import text

from iwtlink.ontology import Value
from iwtlink.operations import exchange
from iwtlink.store import Store, documents, entities, statements
from iwtlink.store.check import check
from iwtlink.store.ids import Item, RecordId, Subject
from iwtlink.store.purge import purge
from iwtlink.store.retractions import list_retracted, restore, retract
from tests.operations.laptops import PASSPHRASE, carry, live, make_laptop, original
from tests.store.rich import fill
from tests.store.stores import add_pair, add_source


def test_an_empty_laptop_gets_everything(tmp_path: Path) -> None:
    with make_laptop(tmp_path, "VT1", "VT") as one, make_laptop(tmp_path, "VT2", "KP") as other:
        fill(one)
        done = carry(one, other)
        assert [words for words in done.problems if "wait" not in words] == []
        assert done.counts["link"] == 2  # one of them aside
        assert live(one) == live(other)
        assert {k: v for k, v in original(one).items() if v[0]} == {
            k: v for k, v in original(other).items() if v[0]
        }
        assert check(other).faults == ()


def test_reading_twice_changes_nothing(tmp_path: Path) -> None:
    with make_laptop(tmp_path, "VT1", "VT") as one, make_laptop(tmp_path, "VT2", "KP") as other:
        fill(one)
        carry(one, other)
        before = original(other)
        again = carry(one, other)
        assert again.step_id == 0
        assert again.counts == {}
        assert original(other) == before
        back = carry(other, one)
        assert back.step_id == 0


def test_both_sides_sources_stand_beside_each_other(tmp_path: Path) -> None:
    with make_laptop(tmp_path, "VT1", "VT") as one, make_laptop(tmp_path, "VT2", "KP") as other:
        add_pair(one)
        carry(one, other)
        for store, grade, born in ((one, "A1", "1968-01-02"), (other, "B2", "1969")):
            with store.edit("State") as edit:
                _, record = add_source(edit, f"Report {grade}", grade)
                value = Value(born, first=f"{born[:4]}-01-01")
                subject = Subject("entity", 1)
                statements.state(edit, subject, "birth_date", value, record_id=record)
        assert carry(one, other).step_id
        assert carry(other, one).step_id
        assert live(one) == live(other)
        with other.read() as db:
            known = statements.read_statements(db, "entity", [1])[1]
        assert sorted(s.value for s in known if s.property == "birth_date") == [
            "1968-01-02",
            "1969",
        ]


def test_the_later_writing_that_knew_the_other_holds_without_a_question(tmp_path: Path) -> None:
    with make_laptop(tmp_path, "VT1", "VT") as one, make_laptop(tmp_path, "VT2", "KP") as other:
        with one.edit("Source") as edit:
            _, record = add_source(edit, "Report")
        carry(one, other)
        with other.edit("Note") as edit:
            documents.change_record(edit, record, note="Seen again")
        carry(other, one)
        with one.edit("Note") as edit:
            documents.change_record(edit, record, note="Seen a third time")
        carry(one, other)
        for store in (one, other):
            with store.read() as db:
                found = documents.get_record(db, record)
                assert found is not None
                assert found.record.note == "Seen a third time"


def test_undoing_a_reading_gives_the_state_before_and_lets_it_be_read_again(
    tmp_path: Path,
) -> None:
    with make_laptop(tmp_path, "VT1", "VT") as one, make_laptop(tmp_path, "VT2", "KP") as other:
        add_pair(other)
        carry(other, one)
        fill(one)
        with one.edit("Retract") as edit:
            retract(edit, Item("entity", 1), "Wrong")
        before, shown = original(other), live(other)
        carry(one, other)
        after = original(other)
        assert other.undo() is not None
        assert original(other) == before
        assert live(other) == shown
        assert carry(one, other).step_id
        assert original(other) == after
        other.undo()
        other.redo()
        assert original(other) == after
        assert check(other).faults == ()


def test_what_is_retracted_there_is_listed_here_and_can_be_restored(tmp_path: Path) -> None:
    with make_laptop(tmp_path, "VT1", "VT") as one, make_laptop(tmp_path, "VT2", "KP") as other:
        person, _, _ = add_pair(one)
        carry(one, other)
        shown = live(one)
        with one.edit("Retract") as edit:
            retract(edit, Item("entity", person), "Mistaken identity")
        carry(one, other)
        with other.read() as db:
            listed = list_retracted(db)
        assert {row.reason for row in listed} == {"Mistaken identity"}
        assert {row.kind for row in listed} == {"entity", "link"}
        with other.edit("Restore") as edit:
            restore(edit, next(row.id for row in listed if row.kind == "entity"))
        assert live(other) == shown
        carry(other, one)
        assert live(one) == shown
        assert original(one) == original(other)
        with one.read() as db:
            assert list_retracted(db) == []


def test_a_reading_is_one_step_and_stands_in_the_log(tmp_path: Path) -> None:
    with make_laptop(tmp_path, "VT1", "VT") as one, make_laptop(tmp_path, "VT2", "KP") as other:
        add_pair(one)
        target = tmp_path / "out.iwx"
        written = exchange.write(one, target, PASSPHRASE, exchange.Choice(recipient="Vientiane"))
        done = exchange.read(other, target, PASSPHRASE)
        assert other.undo_step() == done.step_id
        assert other.undo_label() == "Read exchange from VT1: out.iwx"
        for store, direction, whom in ((one, "written", "Vientiane"), (other, "read", "VT1")):
            with store.read() as db:
                (logged,) = exchange.past(db)
            assert (logged.direction, logged.with_whom) == (direction, whom)
            assert (logged.file, logged.counts["entity"]) == ("out.iwx", 2)
        assert written.counts["link"] == 1
        _nothing_in_clear(target, one)


def _nothing_in_clear(target: Path, store: Store) -> None:
    words = target.read_bytes()
    assert b"Khamsing" not in words
    assert store.about.title.encode() not in words
    assert [p.name for p in target.parent.iterdir() if p.name.startswith(".iwt")] == []


def test_what_waits_for_a_purged_item_is_purged_with_it(tmp_path: Path) -> None:
    with make_laptop(tmp_path, "VT1", "VT") as one, make_laptop(tmp_path, "VT2", "KP") as other:
        person, _, _ = add_pair(one)
        carry(one, other)
        with other.edit("Retract") as edit:
            retract(edit, Item("entity", person), "Wrong")
        with one.edit("State") as edit:
            statements.state(edit, Subject("entity", person), "description", Value("Nang Khamvone"))
        assert any("wait" in words for words in carry(one, other).problems)
        purge(other, Item("entity", person), "Court order")
        with other.read() as db:
            assert db.scalar(text("SELECT count(*) FROM waiting")) == 0
            words = "SELECT count(*) FROM journal WHERE coalesce(after, before) LIKE '%Khamvone%'"
            assert db.scalar(text(words)) == 0
        assert check(other).faults == ()


def test_the_order_of_reading_makes_no_difference(tmp_path: Path) -> None:
    with (
        make_laptop(tmp_path, "VT1", "VT") as one,
        make_laptop(tmp_path, "VT2", "KP") as other,
        make_laptop(tmp_path, "VT3", "LS") as third,
        make_laptop(tmp_path, "VT4", "PS") as fourth,
    ):
        fill(one)
        carry(one, other)
        for store, note, code in ((one, "Seen", "A"), (other, "Heard", "E")):
            with store.edit("Change") as edit:
                documents.change_record(edit, RecordId(1), note=note, reliability=code)
                entities.add_entity(edit, "person", f"From {code}")
        for reader, order in ((third, (one, other)), (fourth, (other, one))):
            for writer in order:
                carry(writer, reader)
        assert original(third) == original(fourth)
        assert live(third) == live(fourth)
