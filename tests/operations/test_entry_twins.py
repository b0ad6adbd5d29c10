"""Whom a typed entity may be: by name and by number, with how sure and why."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from iwtlink.matching import NameIndex
from iwtlink.ontology import Value
from iwtlink.operations.entry.twins import TypedEntity, TypedTwin, find_bearers, find_twins
from iwtlink.store import Store, entities, statements
from iwtlink.store.ids import EntityId, Subject


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    made = Store.create(tmp_path / "twins.iwt", title="Twins", code="T1")
    yield made
    made.close()


def person(store: Store, name: str, **values: str) -> EntityId:
    return entity(store, "person", name, **values)


def entity(store: Store, type_name: str, name: str, **values: str) -> EntityId:
    with store.edit("Enter") as edit:
        made = entities.add_entity(edit, type_name, name)
        for known, value in values.items():
            statements.state(edit, Subject("entity", made), known, Value(value))
    return made


def twins(store: Store, typed: TypedEntity) -> tuple[TypedTwin, ...]:
    with store.read() as db:
        index = NameIndex.read(db, store.ontology)
        return find_twins(db, index, store.ontology, typed)


def test_a_name_that_sounds_the_same_is_likely(store: Store) -> None:
    boss = person(store, "Khamsing VONGPHADY")
    person(store, "Bounmy SIDA")
    (found,) = twins(store, TypedEntity("person", ("Kamsing Vongpadi",)))
    assert (found.entity_id, found.band) == (boss, "likely")
    assert found.why


def test_an_identity_number_is_certain_however_it_is_written(store: Store) -> None:
    boss = person(store, "Khamsing VONGPHADY", id_number="P1234567")
    (found,) = twins(store, TypedEntity("person", ("Somebody ELSE",), "P 123 4567"))
    assert (found.entity_id, found.band) == (boss, "certain")
    assert "P1234567" in found.why


def test_a_phone_number_of_another_is_said_to_be_known(store: Store) -> None:
    holder = person(store, "Khamsing VONGPHADY", phone="+8562055551234")
    (found,) = twins(store, TypedEntity("person", (), "+856 20 5555 1234"))
    assert (found.entity_id, found.band) == (holder, "possible")


def test_a_phone_is_known_by_its_number_alone(store: Store) -> None:
    phone = entity(store, "phone", "+856 20 5555 1234", number="+8562055551234")
    (found,) = twins(store, TypedEntity("phone", ("+856 20 5555 1234",)))
    assert (found.entity_id, found.band) == (phone, "certain")


def test_name_and_number_together_are_one_line_with_both_reasons(store: Store) -> None:
    boss = person(store, "Khamsing VONGPHADY", id_number="P1234567")
    (found,) = twins(store, TypedEntity("person", ("Khamsing Vongphady",), "P1234567"))
    assert (found.entity_id, found.band) == (boss, "certain")
    assert ";" in found.why


def test_half_a_number_asks_nothing(store: Store) -> None:
    person(store, "Khamsing VONGPHADY", id_number="P1234567")
    assert twins(store, TypedEntity("person", (), "P1")) == ()


def test_a_value_that_is_no_number_has_no_bearers(store: Store) -> None:
    person(store, "Khamsing VONGPHADY", nationality="LA")
    with store.read() as db:
        assert find_bearers(db, store.ontology, "person", "nationality", "LA") == ()
