"""References, labels and rows that give way, where two laptops did what one would not have let."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from sqlalchemy import text

from iwtlink.ontology import Value
from iwtlink.store import Store, entities, merging, statements
from iwtlink.store.check import check
from iwtlink.store.ids import EntityId, Item, Subject
from iwtlink.store.retractions import list_retracted, restore, retract
from tests.operations.laptops import carry, live, make_laptop, original


@pytest.fixture
def both(tmp_path: Path) -> Iterator[tuple[Store, Store]]:
    """Give two laptops that have the same short code."""
    with ExitStack() as stack:
        one = stack.enter_context(make_laptop(tmp_path / "a", "VT1", "VT"))
        yield one, stack.enter_context(make_laptop(tmp_path / "b", "VT1", "VT"))


def add(store: Store, name: str) -> EntityId:
    with store.edit("Add") as edit:
        return entities.add_entity(edit, "person", name)


def refs(store: Store) -> list[str]:
    with store.read() as db:
        return sorted(db.scalars(text("SELECT ref FROM entity")))


def assert_alike(one: Store, other: Store) -> None:
    assert live(one) == live(other)
    assert original(one) == original(other)
    assert check(one).faults == check(other).faults == ()


def test_a_reference_that_both_gave_is_lengthened_once(both: tuple[Store, Store]) -> None:
    one, other = both
    add(one, "One")
    add(other, "Other")
    for _ in range(3):
        carry(one, other)
        carry(other, one)
    assert_alike(one, other)
    kept, longer = refs(one)
    assert kept == "PER-VT1-0001"
    assert longer.startswith("PER-VT1-0001-")
    assert longer.count("-") == 3


def test_who_is_retracted_here_comes_back_beside_a_stranger_of_his_reference(
    both: tuple[Store, Store],
) -> None:
    one, other = both
    mine = add(one, "One")
    with one.edit("Retract") as edit:
        retract(edit, Item("entity", mine), "Mistaken")
    add(other, "Other")
    carry(other, one)
    with one.read() as db:
        taken = list_retracted(db)[0].id
    with one.edit("Restore") as edit:
        restore(edit, taken)
    assert len(set(refs(one))) == 2
    carry(one, other)
    carry(other, one)
    assert_alike(one, other)


def test_undoing_and_doing_again_meets_no_reference_that_came_meanwhile(
    both: tuple[Store, Store],
) -> None:
    one, other = both
    add(one, "One")
    one.undo()
    add(other, "Other")
    carry(other, one)
    one.undo()
    one.redo()
    carry(one, other)
    carry(other, one)
    assert_alike(one, other)
    assert "Other" in str(live(one)["entity"])


def test_a_name_stated_there_while_it_was_split_here_labels_both_alike(
    both: tuple[Store, Store],
) -> None:
    one, other = both
    kept, absorbed = add(one, "Khamsing"), add(one, "Sing Nyai")
    with one.edit("Merge") as edit:
        merging.merge(edit, "entity", [kept, absorbed], reason="Same")
    carry(one, other)
    with one.edit("Split") as edit:
        merging.split_off(edit, "entity", absorbed)
    with other.read() as db:
        lead = db.scalar(text("SELECT id FROM entity"))
    with other.edit("Name") as edit:
        statements.state(edit, Subject("entity", lead), "name", Value("Thao Sing"), kind="alias")
    carry(other, one)
    carry(one, other)
    assert_alike(one, other)
    labels = {row["label"] for row in live(one)["entity"].values()}
    assert labels == {"Khamsing", "Sing Nyai"}
