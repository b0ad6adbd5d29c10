"""Where both sides wrote the same: what is asked, what holds by default, what is decided."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from iwtlink.ontology import Value
from iwtlink.operations import exchange
from iwtlink.operations.exchange import Conflict, Preview
from iwtlink.store import Store, edit, entities, judgements, merging, statements, stepping
from iwtlink.store.ids import EntityId, Item, StatementId
from iwtlink.store.retractions import list_retracted, retract
from tests.operations.laptops import PASSPHRASE, carry, live, make_laptop, original
from tests.store.stores import add_pair

NAME = StatementId(2)
"""The name of the person that ``add_pair`` adds, on both laptops."""


@pytest.fixture
def both(tmp_path: Path) -> Iterator[tuple[Store, Store]]:
    """Give two laptops that hold the same pair."""
    with make_laptop(tmp_path, "VT1", "VT") as one, make_laptop(tmp_path, "VT2", "KP") as other:
        add_pair(one)
        carry(one, other)
        yield one, other


def rename(store: Store, name: str) -> None:
    with store.edit("Rename") as step:
        statements.change_value(step, NAME, Value(name))


def shown(store: Store) -> str:
    return next(r["label"] for r in live(store)["entity"].values() if r["type"] == "person")


def look(one: Store, other: Store) -> Preview:
    target = one.path.parent / "look.iwx"
    exchange.write(one, target, PASSPHRASE)
    return exchange.look(other, target, PASSPHRASE)


def only_conflict(one: Store, other: Store) -> Conflict:
    (found,) = look(one, other).conflicts
    return found


def test_both_sides_are_named_with_who_and_when(both: tuple[Store, Store]) -> None:
    one, other = both
    rename(one, "Khamsing A")
    rename(other, "Khamsing B")
    found = only_conflict(one, other)
    assert (found.mine, found.theirs) == ("Khamsing B", "Khamsing A")
    assert (found.mine_by, found.theirs_by) == ("KP", "VT")
    assert found.mine_at > found.theirs_at
    assert (found.default, found.field) == ("mine", "Name")
    assert found.key[0] == "statement"


def test_the_default_is_the_same_on_both_laptops(both: tuple[Store, Store]) -> None:
    one, other = both
    rename(one, "Khamsing A")
    rename(other, "Khamsing B")
    carry(one, other)
    carry(other, one)
    assert shown(one) == shown(other) == "Khamsing B"
    assert original(one) == original(other)


def test_a_decision_is_a_new_writing_that_holds_everywhere(both: tuple[Store, Store]) -> None:
    one, other = both
    rename(one, "Khamsing A")
    rename(other, "Khamsing B")
    key = only_conflict(one, other).key
    carry(one, other, decisions={key: "theirs"})
    assert shown(other) == "Khamsing A"
    assert look(one, other).conflicts == ()
    assert look(other, one).conflicts == ()
    carry(other, one)
    assert shown(one) == "Khamsing A"
    assert original(one) == original(other)


def test_a_conflict_that_was_seen_is_not_asked_again(both: tuple[Store, Store]) -> None:
    one, other = both
    rename(one, "Khamsing A")
    rename(other, "Khamsing B")
    carry(one, other)
    assert look(one, other).conflicts == ()


def test_retracted_here_and_changed_there_is_asked(both: tuple[Store, Store]) -> None:
    one, other = both
    with one.edit("Type") as step:
        entities.change_type(step, EntityId(1), "official" if _has(one, "official") else "person")
        entities.set_picture(step, EntityId(1), _picture(one, step))
    with other.edit("Retract") as step:
        retract(step, Item("entity", 1), "Wrong man")
    found = only_conflict(one, other)
    assert (found.key[0], found.key[2]) == ("entity", "")
    assert found.mine == "retracted"
    assert "changed" in found.theirs
    assert found.default == "mine"
    carry(one, other, decisions={found.key: "theirs"})
    assert shown(other)
    carry(other, one)
    assert "entity" not in {name for name, _ in _gone(one)}
    carry(one, other)
    assert original(one) == original(other)


def _has(store: Store, type_name: str) -> bool:
    return type_name in store.ontology.entity_types


def _picture(store: Store, step: edit.Edit) -> entities.FileId:
    from iwtlink.store import files

    return files.add_file(step, "face.png", b"\x89PNG", "image/png")


def _gone(store: Store) -> list[tuple[str, str]]:
    return [name for name, (data, _) in original(store).items() if data is None]


def test_merges_splits_and_judgements_are_told_apart(both: tuple[Store, Store]) -> None:
    one, other = both
    with one.edit("Twin") as step:
        twin = entities.add_entity(step, "person", "Khamsing V.")
        third = entities.add_entity(step, "person", "Bounmy")
    carry(one, other)
    with one.edit("Merge") as step:
        merging.merge(step, "entity", [EntityId(1), twin], reason="Same passport")
        judgements.judge(step, "entity", 1, third, "different", "Seen together")
    told = {(row.change, row.side, row.words) for row in look(one, other).rows}
    assert told == {
        ("merged", "theirs", "Same passport"),
        ("judged", "theirs", "different: Seen together"),
    }
    carry(one, other)
    assert live(one) == live(other)
    with other.edit("Split") as step:
        merging.split_off(step, "entity", twin)
    assert [(row.change, row.side) for row in look(other, one).rows] == [("split", "theirs")]
    carry(other, one)
    assert live(one) == live(other)


def test_the_preview_tells_both_sides_and_the_reason(both: tuple[Store, Store]) -> None:
    one, other = both
    with one.edit("Retract") as step:
        retract(step, Item("link", 1), "Wrong company")
    with other.edit("Add") as step:
        entities.add_entity(step, "person", "Bounmy")
    rows = look(one, other).rows
    assert {(r.kind, r.change, r.side, r.words) for r in rows} == {
        ("link", "retracted", "theirs", "Wrong company"),
        ("entity", "new", "mine", ""),
    }
    assert [row.label for row in rows if row.side == "mine"] == ["Bounmy"]
    carry(one, other)
    with other.read() as db:
        assert [row.reason for row in list_retracted(db)] == ["Wrong company"]


def test_a_laptop_whose_time_is_wrong_does_not_lose_its_later_work(
    both: tuple[Store, Store], monkeypatch: pytest.MonkeyPatch
) -> None:
    one, other = both
    with monkeypatch.context() as ahead:
        ahead.setattr(stepping, "utc_now", lambda: "2031-01-01T00:00:00.000Z")
        rename(one, "Khamsing A")
    carry(one, other)
    rename(other, "Khamsing B")
    carry(other, one)
    assert shown(one) == shown(other) == "Khamsing B"
    assert look(one, other).conflicts == ()
